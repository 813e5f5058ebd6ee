//! More entries for a tokenizer that weights were trained with: a language comes to it, or rare words get pieces of their own.

use crate::error::{Error, Result};
use crate::tokenizer::unigram::Piece;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::path::Path;

/// The `tokenizer.json` with those of `pieces` that it lacks after its own entries, whose ids stay.
///
/// # Errors
/// Names the file, `path`, when it is no unigram tokenizer.
pub fn extend(tokenizer: &[u8], pieces: Vec<Piece>, path: &Path) -> Result<Vec<u8>> {
    let unusable = || Error::Tokenizer(format!("{}: not a unigram model", path.display()));
    let mut tokenizer: Value = serde_json::from_slice(tokenizer).map_err(Error::json(path))?;
    let vocabulary = tokenizer
        .pointer_mut("/model/vocab")
        .and_then(Value::as_array_mut)
        .ok_or_else(unusable)?;
    let known: HashSet<String> = vocabulary
        .iter()
        .map(|entry| entry.get(0)?.as_str().map(String::from))
        .collect::<Option<_>>()
        .ok_or_else(unusable)?;
    let added = pieces.into_iter().filter(|(piece, _)| !known.contains(piece));
    vocabulary.extend(added.map(|(piece, score)| json!([piece, score])));
    Ok(tokenizer.to_string().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenizer::{learn, train};
    use bi_irra::tokenizer::Tokenizer;

    fn texts(list: [&str; 3]) -> Vec<String> {
        list.map(String::from).iter().cycle().take(60).cloned().collect()
    }

    #[test]
    fn a_language_is_added_and_every_id_stays() {
        let english = texts([
            "a man in a red jacket",
            "a woman with a black backpack",
            "white shoes",
        ]);
        let italian = texts([
            "un uomo con la giacca rossa",
            "una donna con lo zaino nero",
            "scarpe bianche",
        ]);
        let before = train(&english, 300).expect("trained");
        let after = extend(
            &before,
            learn(&italian, 300).expect("learned"),
            Path::new("a file"),
        )
        .expect("extended");
        let (before, after) = (
            Tokenizer::from_bytes(&before).expect("loads"),
            Tokenizer::from_bytes(&after).expect("loads"),
        );
        assert!(after.extends(&before) && !before.extends(&after));
        assert_eq!(after.special(), before.special());
        let length = |tokenizer: &Tokenizer, text: &str| tokenizer.encode(text, 64).expect("encoded").len();
        assert!(length(&after, "la giacca rossa") < length(&before, "la giacca rossa"));
        assert_eq!(
            after.encode("red jacket", 64).expect("encoded"),
            before.encode("red jacket", 64).expect("encoded")
        );
    }

    #[test]
    fn other_files_are_refused() {
        let words = br#"{"model": {"type": "WordPiece", "vocab": {"a": 0}}}"#;
        for bytes in [&words[..], b"["] {
            let error = extend(bytes, Vec::new(), Path::new("other.json")).expect_err("not unigram");
            assert!(error.to_string().contains("other.json"), "{error}");
        }
    }
}
