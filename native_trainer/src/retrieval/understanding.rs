//! What is said of a query that the model does not, or does not wholly, understand.

use bi_irra::search::{Knowledge, Understood};

/// A sentence for people; `None` for a query whose words are all known.
pub fn warning(knowledge: &Knowledge, languages: &[String]) -> Option<String> {
    let unknown = knowledge.unknown.join(", ");
    match knowledge.understood() {
        Understood::All => None,
        Understood::Partly => Some(format!("the model does not know: {unknown}")),
        Understood::Nothing => Some(format!(
            "the model knows no word of this query, so its ranking means nothing; it knows {}",
            languages
                .iter()
                .map(|code| name(code))
                .collect::<Vec<_>>()
                .join(", ")
        )),
    }
}

/// The English name of a language.
fn name(code: &str) -> &str {
    match code {
        "en" => "English",
        "zh" => "Chinese",
        "fr" => "French",
        "de" => "German",
        "es" => "Spanish",
        "ja" => "Japanese",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_known_names_the_languages() {
        let languages = ["en".to_owned(), "xx".to_owned()];
        let said = warning(&Knowledge::default(), &languages).expect("a word about it");
        assert!(said.contains("no word") && said.contains("English, xx"), "{said}");
    }
}
