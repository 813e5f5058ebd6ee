//! What the models are asked.

use super::answer::read_text;
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
        read_text(&self.code, self.name, english, answer)
    }
}

fn question(model: &str, system: String, user: String, image: Option<String>) -> Question {
    Question {
        model: model.into(),
        system,
        user,
        image,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_languages_and_english_are_refused_with_the_known_ones() {
        for code in ["en", "xx"] {
            assert!(Prompts::new(code).expect_err(code).contains("ar, cs, da, de"));
        }
        let chinese = Prompts::new("zh").expect("known");
        assert!(chinese.translate("m", "a man").system.contains("simplified"));
        assert_eq!(chinese.read_text("a man", "**男人**").as_deref(), Ok("男人"));
    }
}
