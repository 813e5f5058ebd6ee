//! What the models are asked, and which answers are accepted.

use super::endpoint::Question;

/// Names of languages by their codes.
const LANGUAGES: [(&str, &str); 22] = [
    ("ar", "Arabic"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("hi", "Hindi"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("sv", "Swedish"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("zh", "Chinese (simplified characters)"),
];
/// Quotation marks that models like to put around an answer.
const QUOTES: [(char, char); 6] = [
    ('"', '"'),
    ('“', '”'),
    ('«', '»'),
    ('「', '」'),
    ('\'', '\''),
    ('`', '`'),
];

/// Questions about translations into one language.
#[derive(Clone, Debug)]
pub struct Prompts {
    /// Code of the language.
    code: String,
    /// Its name.
    name: &'static str,
}

impl Prompts {
    /// For a language.
    ///
    /// # Errors
    /// Lists the known codes when this is none of them, or English.
    pub fn new(code: &str) -> Result<Self, String> {
        let known = || LANGUAGES.iter().filter(|(code, _)| *code != "en");
        let found = known().find(|(known, _)| *known == code);
        let name = found.map(|(_, name)| *name).ok_or_else(|| {
            let codes: Vec<&str> = known().map(|(code, _)| *code).collect();
            format!("--to {code}: expected one of {}", codes.join(", "))
        })?;
        let code = code.to_string();
        Ok(Self { code, name })
    }

    /// Asks for a translation.
    pub fn translate(&self, model: &str, english: &str) -> Question {
        let name = self.name;
        let system = format!(
            "You translate descriptions of people in photos from English into {name}. Every garment, colour and other \
             detail stays, nothing is added, and the result reads as if it had been written in {name}. Answer with the \
             translation alone."
        );
        question(model, system, english.to_string(), None)
    }

    /// Asks for a score.
    pub fn score(&self, model: &str, english: &str, translation: &str) -> Question {
        let name = self.name;
        let system = format!(
            "You judge translations of descriptions of people from English into {name}. Nothing else is given to compare \
             with. Answer with one whole number and no words: 0 means unreadable or about something else, 100 means that \
             everything is said, nothing is added, and the {name} is faultless."
        );
        let user = format!("English: {english}\n{name}: {translation}");
        question(model, system, user, None)
    }

    /// Asks for a better text, with the photo.
    pub fn rewrite(&self, model: &str, english: &str, translation: &str, image: String) -> Question {
        let name = self.name;
        let system = format!(
            "You mend bad {name} translations of descriptions of people. The photo shows the person. Rewrite the {name} \
             description, so that it says what the English one says, as the photo shows it. Answer with the \
             description alone."
        );
        let user = format!("English: {english}\nBad translation: {translation}");
        question(model, system, user, Some(image))
    }

    /// The text of an answer that should be a description.
    ///
    /// # Errors
    /// Says what is wrong with the answer.
    pub fn read_text(&self, english: &str, answer: &str) -> Result<String, String> {
        let text = unquote(spoken(answer));
        let refuse = |reason: &str| Err(format!("the answer {reason}: {text:?}"));
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let refuse = move |reason: &str| -> Result<String, String> { refuse(reason) };
        if text.is_empty() {
            return refuse("is empty");
        }
        if lines > 1 {
            return refuse("has several lines");
        }
        if text.chars().count() > 4 * english.chars().count() + 80 {
            return refuse("is too long");
        }
        let words = english.split_whitespace().count();
        if words > 3 && text.to_lowercase() == english.trim().to_lowercase() {
            return refuse("is the English text");
        }
        let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
        let own = text
            .chars()
            .filter(|letter| is_of_script(&self.code, *letter))
            .count();
        if 3 * own < letters || letters == 0 {
            return refuse(&format!("is not written in {}", self.name));
        }
        Ok(text)
    }
}

/// The number of an answer that should be a score.
///
/// # Errors
/// Says what is wrong with the answer.
pub fn read_score(answer: &str) -> Result<f64, String> {
    let text = spoken(answer);
    let fail = || format!("the answer is no number from 0 to 100: {text:?}");
    // "85", "85/100", "Score: 85." - but not a treatise.
    if text.chars().count() > 60 {
        return Err(fail());
    }
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let number = text
        .split(|c| !is_part(c))
        .find(|part| part.contains(|c: char| c.is_ascii_digit()));
    let value = number.and_then(|part| part.trim_end_matches('.').parse::<f64>().ok());
    value
        .filter(|value| (0.0..=100.0).contains(value))
        .ok_or_else(fail)
}

fn question(model: &str, system: String, user: String, image: Option<String>) -> Question {
    Question {
        model: model.into(),
        system,
        user,
        image,
    }
}

/// What comes after the thoughts of a model that thinks aloud.
fn spoken(answer: &str) -> &str {
    answer
        .rsplit_once("</think>")
        .map_or(answer, |(_, rest)| rest)
        .trim()
}

fn unquote(text: &str) -> &str {
    for (open, close) in QUOTES {
        let inner = text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
        if let Some(inner) = inner.filter(|inner| !inner.contains([open, close])) {
            return inner.trim();
        }
    }
    text
}

/// Whether a letter belongs to the script of a language.
fn is_of_script(code: &str, letter: char) -> bool {
    let within = |ranges: &[(char, char)]| ranges.iter().any(|(from, to)| (*from..=*to).contains(&letter));
    const HAN: (char, char) = ('\u{4e00}', '\u{9fff}');
    match code {
        "zh" => within(&[HAN]),
        "ja" => within(&[HAN, ('\u{3040}', '\u{30ff}')]),
        "ko" => within(&[('\u{ac00}', '\u{d7a3}')]),
        "ru" | "uk" => within(&[('\u{0400}', '\u{04ff}')]),
        "el" => within(&[('\u{0370}', '\u{03ff}')]),
        "ar" => within(&[('\u{0600}', '\u{06ff}')]),
        "hi" => within(&[('\u{0900}', '\u{097f}')]),
        "th" => within(&[('\u{0e00}', '\u{0e7f}')]),
        _ => letter.is_alphabetic() && within(&[('A', '\u{024f}'), ('\u{1e00}', '\u{1eff}')]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_taken_and_everything_else_is_refused() {
        let french = Prompts::new("fr").expect("known");
        let read = |answer: &str| french.read_text("a man in a red coat", answer);
        for (answer, text) in [
            ("un homme en manteau rouge", "un homme en manteau rouge"),
            ("  « un homme  en manteau rouge »\n", "un homme en manteau rouge"),
            (
                "<think>red is rouge</think>\n\nun homme en manteau rouge",
                "un homme en manteau rouge",
            ),
            ("l'homme au manteau rouge", "l'homme au manteau rouge"),
        ] {
            assert_eq!(read(answer).as_deref(), Ok(text));
        }
        for (answer, reason) in [
            (" \n", "is empty"),
            ("\"\"", "is empty"),
            (
                "Voici la traduction :\nun homme en manteau rouge",
                "has several lines",
            ),
            ("A man in a red coat", "is the English text"),
            ("穿红色外套的男人", "is not written in French"),
            ("123", "is not written in French"),
        ] {
            let message = read(answer).expect_err(answer);
            assert!(message.contains(reason), "{message}");
        }
        assert!(
            read(&"très ".repeat(100))
                .expect_err("long")
                .contains("is too long")
        );
        let chinese = Prompts::new("zh").expect("known");
        assert!(
            chinese
                .read_text("a man in a red coat", "穿红色T恤的男人")
                .is_ok()
        );
        assert!(
            chinese
                .read_text("a man in a red coat", "un homme en manteau")
                .is_err()
        );
        for code in ["en", "xx"] {
            assert!(Prompts::new(code).expect_err(code).contains("ar, cs, da, de"));
        }
    }

    #[test]
    fn scores_are_numbers_from_0_to_100() {
        for (answer, score) in [
            ("85", 85.0),
            ("Score: 85.", 85.0),
            ("85/100", 85.0),
            ("<think>5?</think> 7.5", 7.5),
        ] {
            assert_eq!(read_score(answer), Ok(score));
        }
        for answer in [
            "",
            "good",
            "101",
            "-3",
            "1.2.3",
            &"It is fine, I would say 85 ".repeat(5),
        ] {
            assert!(read_score(answer).is_err(), "{answer}");
        }
    }
}
