//! Words before an answer that only say that it follows.

/// Words by which the text before a colon shows that it is a preface.
const PREFACES: [&str; 56] = [
    "translation",
    "translated",
    "translate",
    "answer",
    "output",
    "result",
    "response",
    "rewritten",
    "rewrite",
    "corrected",
    "description",
    "caption",
    "score",
    "rating",
    "here is",
    "here's",
    "here’s",
    "sure",
    "certainly",
    "traduction",
    "traduit",
    "voici",
    "traducción",
    "traducido",
    "aquí",
    "descripción",
    "descrição",
    "tradução",
    "traduzione",
    "ecco",
    "descrizione",
    "übersetzung",
    "übersetzt",
    "beschreibung",
    "hier ist",
    "vertaling",
    "översättning",
    "oversættelse",
    "käännös",
    "překlad",
    "tłumaczenie",
    "çeviri",
    "перевод",
    "переклад",
    "описание",
    "опис",
    "μετάφραση",
    "ترجمة",
    "الترجمة",
    "अनुवाद",
    "คำแปล",
    "翻译",
    "译文",
    "翻訳",
    "訳文",
    "번역",
];
/// Prefaces that are the name of a language and nothing else.
const NAMES: [&str; 40] = [
    "arabic",
    "chinese",
    "czech",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "greek",
    "hindi",
    "italian",
    "japanese",
    "korean",
    "polish",
    "portuguese",
    "russian",
    "spanish",
    "swedish",
    "thai",
    "turkish",
    "ukrainian",
    "français",
    "deutsch",
    "español",
    "italiano",
    "português",
    "nederlands",
    "svenska",
    "dansk",
    "suomi",
    "čeština",
    "polski",
    "türkçe",
    "русский",
    "українська",
    "中文",
    "简体中文",
    "日本語",
    "한국어",
];
/// Words of assent before an answer.
const ASSENT: [&str; 24] = [
    "sure",
    "sure thing",
    "certainly",
    "of course",
    "okay",
    "ok",
    "absolutely",
    "gladly",
    "bien sûr",
    "d'accord",
    "certainement",
    "voilà",
    "voici",
    "natürlich",
    "gerne",
    "klar",
    "claro",
    "por supuesto",
    "certo",
    "好的",
    "当然",
    "没问题",
    "はい",
    "물론입니다",
];
/// Most characters of a preface.
const LONGEST_PREFACE: usize = 60;

/// Whether a whole line says only that the answer follows.
pub fn is_preface(line: &str) -> bool {
    let bare = line.trim_end_matches([':', '：', '.', '!', '！', '。']).trim();
    let ends_so = line.ends_with([':', '：']);
    let lower = bare.to_lowercase();
    bare.chars().count() <= 2 * LONGEST_PREFACE
        && (announces(bare) && (ends_so || is_label(bare))
            || ASSENT.contains(&lower.as_str())
            || ASSENT.iter().any(|word| lower.starts_with(word)) && ends_so)
}

/// Whether words are short enough for a heading.
fn is_label(words: &str) -> bool {
    // Scripts without spaces say in four characters what others say in two words.
    let dense = words.chars().any(|c| c >= '\u{2e80}');
    let longest = if dense { 6 } else { 24 };
    words.chars().count() <= longest && words.split_whitespace().count() <= 2
}

/// Whether words are those of a preface.
fn announces(words: &str) -> bool {
    let lower = words.to_lowercase();
    let named = NAMES.iter().any(|name| {
        let rest = lower.strip_prefix(name);
        // Also "Chinese (simplified)".
        rest.is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with(['(', '（']))
    });
    named
        || PREFACES.iter().any(|word| {
            lower.match_indices(word).any(|(at, _)| {
                let before = lower[..at].chars().next_back();
                let after = lower[at + word.len()..].chars().next();
                let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic());
                // Scripts without spaces have no borders to look at.
                !word.starts_with(|c: char| c.is_alphabetic() && c < '\u{2000}')
                    || free(before) && free(after)
            })
        })
}

/// Without "Translation:" and "Sure!" before the words in the same line.
pub fn without_preface(text: &str) -> &str {
    if text.contains('\n') {
        return text;
    }
    for (at, colon) in text.char_indices().filter(|(_, c)| matches!(c, ':' | '：')) {
        let before = text[..at].trim();
        if before.chars().count() > LONGEST_PREFACE {
            break;
        }
        let rest = text[at + colon.len_utf8()..].trim();
        if !rest.is_empty() && announces(before) {
            return rest;
        }
    }
    for word in ASSENT {
        let is_word = text
            .get(..word.len())
            .is_some_and(|start| start.to_lowercase() == word);
        let rest = if is_word {
            text[word.len()..].trim_start()
        } else {
            ""
        };
        if let Some(rest) = rest.strip_prefix(['!', '！', '，', ',', '。', '.', '¡']) {
            // "Ok, " alone is no answer, and stays for the checks.
            if !rest.trim().is_empty() {
                return rest.trim();
            }
        }
    }
    text
}
