//! The plain words of an answer: what language models put around them is taken off.
//!
//! Thoughts, code fences, JSON, Markdown, quotation marks, prefaces ("Here is the translation:") and remarks go. What
//! cannot be told from the words stays, for the checks of [`super::answer`] to refuse.

/// Elements in which models write their thoughts.
const THOUGHTS: [&str; 8] = [
    "think",
    "thinking",
    "thought",
    "thoughts",
    "reasoning",
    "reflection",
    "analysis",
    "scratchpad",
];
/// Quotation marks that models like to put around an answer.
const QUOTES: [(char, char); 13] = [
    ('"', '"'),
    ('“', '”'),
    ('„', '“'),
    ('„', '”'),
    ('«', '»'),
    ('»', '«'),
    ('‹', '›'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('\'', '\''),
    ('‘', '’'),
    ('＂', '＂'),
];
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
/// Beginnings of remarks behind an answer.
const REMARKS: [&str; 22] = [
    "note",
    "notes",
    "(note",
    "[note",
    "explanation",
    "remark",
    "remarque",
    "remarques",
    "note :",
    "anmerkung",
    "hinweis",
    "nota",
    "let me know",
    "i hope",
    "feel free",
    "this translation",
    "please let",
    "注",
    "说明",
    "备注",
    "注意",
    "参考",
];
/// Most characters of a preface.
const LONGEST_PREFACE: usize = 60;

/// The words of an answer, without what was put around them; `english` is the text that it is about, whose own signs
/// count as words.
///
/// # Errors
/// When the answer has thoughts without an end: the words behind them are missing.
pub fn clean(english: &str, answer: &str) -> Result<String, String> {
    let mut text = spoken(answer)?;
    // Wrappings come in any order: until nothing more comes off.
    for _ in 0..8 {
        let before = text.clone();
        text = unfence(&text);
        text = unwrap_json(&text);
        text = without_tags(english, &text);
        text = without_marks(english, &text);
        text = lines(&text);
        text = unquote(&text).to_string();
        text = without_preface(&text).to_string();
        if text == before {
            break;
        }
    }
    Ok(text)
}

/// What comes after the thoughts of a model that thinks aloud.
fn spoken(answer: &str) -> Result<String, String> {
    let mut text = answer.trim_start_matches('\u{feff}').trim().to_string();
    // The channels of gpt-oss: the answer is in the last message.
    if let Some((_, last)) = text.rsplit_once("<|message|>") {
        text = last.to_string();
    }
    while let (Some(start), Some(end)) = (text.find("<|"), text.find("|>")) {
        if end < start {
            break;
        }
        text.replace_range(start..end + 2, "");
    }
    for name in THOUGHTS {
        for (open, close) in [('<', '>'), ('[', ']'), ('◁', '▷')] {
            let (start, end) = (format!("{open}{name}{close}"), format!("{open}/{name}{close}"));
            if let Some(at) = find_last(&text, &end) {
                text = text[at + end.len()..].to_string();
            } else if find_last(&text, &start).is_some() {
                return Err(format!(
                    "the answer breaks off in its thoughts: {:?}",
                    shorten(&text)
                ));
            }
        }
    }
    Ok(text.trim().to_string())
}

/// The last place of a needle, ASCII letters of either case.
fn find_last(text: &str, needle: &str) -> Option<usize> {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let last = text.len().checked_sub(needle.len())?;
    (0..=last)
        .rev()
        .find(|at| text[*at..at + needle.len()].eq_ignore_ascii_case(needle))
}

/// The inside of the only code fence; the answer as it is where there is none or several.
fn unfence(text: &str) -> String {
    for fence in ["```", "~~~"] {
        let parts: Vec<&str> = text.split(fence).collect();
        let [_, inner, _] = parts.as_slice() else {
            continue;
        };
        // The first line may name the language of the code.
        let is_name = |line: &str| line.len() <= 12 && line.chars().all(|c| c.is_ascii_alphanumeric());
        let inner = match inner.split_once('\n') {
            Some((name, rest)) if is_name(name.trim()) && !rest.trim().is_empty() => rest,
            _ => inner,
        };
        return inner.trim().to_string();
    }
    text.to_string()
}

/// The only text or number of a JSON answer.
fn unwrap_json(text: &str) -> String {
    if !text.starts_with(['{', '[']) {
        return text.to_string();
    }
    let mut value: serde_json::Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(_) => return text.to_string(),
    };
    loop {
        value = match value {
            serde_json::Value::String(text) => return text.trim().to_string(),
            serde_json::Value::Number(number) => return number.to_string(),
            serde_json::Value::Object(map) if map.len() == 1 => match map.into_iter().next() {
                Some((_, inner)) => inner,
                None => return text.to_string(),
            },
            serde_json::Value::Array(mut items) if items.len() == 1 => items.remove(0),
            _ => return text.to_string(),
        };
    }
}

/// Without elements of HTML and the five entities, where the English text has no such signs of its own.
fn without_tags(english: &str, text: &str) -> String {
    let mut text = text.to_string();
    if !english.contains('<') {
        let mut from = 0;
        while let Some(start) = text[from..].find('<').map(|at| from + at) {
            let rest = &text[start + 1..];
            let end = rest.find('>').filter(|end| {
                let name = rest[..*end].trim_start_matches('/');
                name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.len() <= 40
            });
            match end {
                Some(end) => {
                    let line_break = rest[..end].to_ascii_lowercase().starts_with("br");
                    let space = if line_break { " " } else { "" };
                    text.replace_range(start..start + end + 2, space);
                }
                None => from = start + 1,
            }
        }
    }
    if !english.contains('&') {
        for (entity, sign) in [
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&apos;", "'"),
            ("&nbsp;", " "),
            ("&amp;", "&"),
        ] {
            text = text.replace(entity, sign);
        }
    }
    text.trim().to_string()
}

/// Without Markdown's signs for bold, italic, code and struck text, and its links.
fn without_marks(english: &str, text: &str) -> String {
    let mut text = text.to_string();
    if !english.contains("](") {
        while let Some(middle) = text.find("](") {
            let (Some(start), Some(end)) = (text[..middle].rfind('['), text[middle..].find(')')) else {
                break;
            };
            let words = text[start + 1..middle].to_string();
            text.replace_range(start..=middle + end, &words);
        }
    }
    for mark in ["**", "__", "~~", "*", "`", "_"] {
        if !english.contains(mark) {
            // Bullets are dealt with by line.
            text = match mark {
                "*" => text
                    .lines()
                    .map(|line| match line.trim_start().strip_prefix("* ") {
                        Some(rest) => format!("* {}", rest.replace('*', "")),
                        None => line.replace('*', ""),
                    })
                    .collect::<Vec<_>>()
                    .join("\n"),
                mark => text.replace(mark, ""),
            };
        }
    }
    text.trim().to_string()
}

/// Without rules, headings, bullets, lines that are prefaces alone, and remarks at the end.
fn lines(text: &str) -> String {
    let is_rule = |line: &str| line.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '—'));
    let plain = |line: &str| {
        let mut line = line.trim();
        line = line.trim_start_matches('#').trim_start();
        for bullet in ["> ", "- ", "* ", "• ", "1. ", "1) "] {
            line = line.strip_prefix(bullet).unwrap_or(line).trim_start();
        }
        line.to_string()
    };
    let mut lines: Vec<String> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !is_rule(line))
        .map(plain)
        .collect();
    while lines.len() > 1 && is_preface(&lines[0]) {
        lines.remove(0);
    }
    let is_remark = |line: &String| {
        let line = line.to_lowercase();
        REMARKS.iter().any(|remark| {
            line.strip_prefix(remark)
                .is_some_and(|rest| !remark.is_ascii() || !rest.starts_with(char::is_alphanumeric))
        })
    };
    if let Some(first) = lines.iter().skip(1).position(is_remark) {
        lines.truncate(first + 1);
    }
    lines.join("\n")
}

/// Whether a whole line says only that the answer follows.
fn is_preface(line: &str) -> bool {
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
fn without_preface(text: &str) -> &str {
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

fn unquote(text: &str) -> &str {
    for (open, close) in QUOTES {
        let Some(rest) = text.strip_prefix(open) else {
            continue;
        };
        let stopped = rest.trim_end_matches(['.', '。']);
        let inner = rest.strip_suffix(close).or(stopped.strip_suffix(close));
        if let Some(inner) = inner.filter(|inner| !has_quotes(inner, [open, close])) {
            return inner.trim();
        }
    }
    text
}

/// Whether a text has quotation marks; those between two letters are apostrophes.
fn has_quotes(text: &str, marks: [char; 2]) -> bool {
    text.match_indices(marks).any(|(at, mark)| {
        let (before, after) = (
            text[..at].chars().next_back(),
            text[at + mark.len()..].chars().next(),
        );
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        !(is_letter(before) && is_letter(after))
    })
}

/// A beginning for messages.
pub fn shorten(text: &str) -> String {
    const SHOWN: usize = 120;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "a man in a long red coat with a white bag";
    const FRENCH: &str = "un homme en long manteau rouge avec un sac blanc";

    #[test]
    fn everything_around_the_words_comes_off() {
        for answer in [
            FRENCH.to_string(),
            format!("Translation: {FRENCH}"),
            format!("**Translation:** {FRENCH}"),
            format!("**Translation**: \"{FRENCH}\""),
            format!("French: {FRENCH}"),
            format!("French translation: « {FRENCH} »"),
            format!("Traduction : {FRENCH}"),
            format!("Voici la traduction :\n\n{FRENCH}"),
            format!("Sure! Here is the translation in French:\n\n> {FRENCH}\n"),
            format!("Sure! {FRENCH}"),
            format!("Certainly, here's the French translation: {FRENCH}"),
            format!("**{FRENCH}**"),
            format!("*{FRENCH}*"),
            "un homme en **long manteau rouge** avec un sac `blanc`".to_string(),
            format!("“**{FRENCH}**”"),
            format!("\"{FRENCH}\"."),
            format!("```\n{FRENCH}\n```"),
            format!("```text\n{FRENCH}\n```"),
            format!("```{FRENCH}```"),
            format!("Here you go:\n```\n{FRENCH}\n```\nLet me know if you need anything else!"),
            format!("### Translation\n\n{FRENCH}"),
            format!("---\n{FRENCH}\n---"),
            format!("- {FRENCH}"),
            format!("{{\"translation\": \"{FRENCH}\"}}"),
            format!("```json\n{{\"fr\": \"{FRENCH}\"}}\n```"),
            format!("<think>a coat is a manteau</think>\n\n{FRENCH}"),
            format!("<Thinking>red: rouge\nbag: sac</Thinking>{FRENCH}"),
            format!("a coat is a manteau</think> {FRENCH}"),
            format!("[THINK]hm[/THINK]{FRENCH}"),
            format!(
                "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>{FRENCH}<|return|>"
            ),
            format!("<translation>{FRENCH}</translation>"),
            format!("<p>{FRENCH}</p>"),
            format!("{FRENCH}\n\nNote: \"manteau\" is more common than \"pardessus\"."),
            format!("{FRENCH}\n(Note : le mot « sac » est général.)"),
        ] {
            assert_eq!(clean(ENGLISH, &answer).as_deref(), Ok(FRENCH), "{answer}");
        }
    }

    #[test]
    fn chinese_prefaces_come_off_too() {
        let chinese = "穿红色长外套、拿白色包的男人";
        for answer in [
            format!("翻译：{chinese}"),
            format!("译文: 「{chinese}」"),
            format!("中文：{chinese}"),
            format!("Chinese (simplified): {chinese}"),
            format!("好的，以下是翻译：\n{chinese}"),
            format!("好的，{chinese}"),
            format!("以下是翻译：{chinese}\n\n注：外套也可译为大衣。"),
        ] {
            assert_eq!(clean(ENGLISH, &answer).as_deref(), Ok(chinese), "{answer}");
        }
    }

    #[test]
    fn words_stay_words() {
        for text in [
            "un homme : manteau rouge, sac blanc",
            "l'homme au manteau rouge",
            "un homme (sac à main)",
            "l'homme dit « bonjour »",
            "Un t-shirt avec l'inscription \"NO. 1\"",
            "okay est écrit sur son t-shirt",
            "Ein Mann: er trägt einen roten Mantel",
        ] {
            assert_eq!(clean(ENGLISH, text).as_deref(), Ok(text));
        }
        assert_eq!(
            clean("a shirt with a * sign", "une chemise avec un *").as_deref(),
            Ok("une chemise avec un *")
        );
        let cut = clean(ENGLISH, "<think>red is rouge, and a coat").expect_err("no end");
        assert!(cut.contains("breaks off in its thoughts"), "{cut}");
    }
}
