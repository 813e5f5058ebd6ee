//! Which words of a query the model knows: those that its vocabulary has whole, or nearly.
//!
//! A vocabulary spells every word of its alphabets letter by letter if need be, so a ranking comes out of anything that is
//! typed. Words that training never showed end in crumbs, though, and writing that it never showed in the unknown piece.

use super::simplified::{is_han, is_kana};
use crate::tokenizer::PieceSpan;

/// Languages that weights learned whose `config.json` does not say.
const UNSAID: [&str; 5] = ["en", "zh", "fr", "de", "es"];
/// Letters that each piece of a known word has on average, unless the word is one piece.
const LETTERS: usize = 3;
/// A query is not understood when fewer than one letter in so many is in a known word: a "con" or an "in" that two
/// languages share is no understanding.
const SHARE: usize = 4;

/// How much of a query the model knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Understood {
    /// Every word.
    All,
    /// Some words.
    Partly,
    /// No word, so that a ranking means nothing.
    #[default]
    Nothing,
}

/// What the model knows of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    known: usize,
    letters: usize,
    /// Words that it does not know, in their order, each once.
    pub unknown: Vec<String>,
}

impl Knowledge {
    /// How much of it is known.
    pub fn understood(&self) -> Understood {
        if self.known == 0 || self.known * SHARE < self.letters {
            Understood::Nothing
        } else if self.unknown.is_empty() {
            Understood::All
        } else {
            Understood::Partly
        }
    }

    /// What is known of a text that was cut into these pieces; `unknown` is the id of the unknown piece.
    pub(super) fn of(text: &str, pieces: &[PieceSpan], unknown: u32, languages: &[String]) -> Self {
        let mut found = Self::default();
        let reads_kana = languages.iter().any(|code| code == "ja");
        for (word, pieces) in words(text, pieces) {
            let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
            // Numbers are no words, but nothing unknown either.
            if word.chars().all(char::is_numeric) {
                continue;
            }
            let whole = match word.chars().any(is_unspaced) {
                true => reads_kana || !word.chars().any(is_kana),
                false => pieces.len() == 1 || letters >= LETTERS * pieces.len(),
            };
            found.letters += letters.max(1);
            if whole && letters > 0 && pieces.iter().all(|piece| piece.id != unknown) {
                found.known += letters;
            } else if !found.unknown.iter().any(|other| other == word) {
                found.unknown.push(word.to_owned());
            }
        }
        found
    }

    /// Of several parts together.
    pub(super) fn join(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.known += part.known;
            all.letters += part.letters;
            for word in part.unknown {
                if !all.unknown.contains(&word) {
                    all.unknown.push(word);
                }
            }
        }
        all
    }
}

/// The languages that weights know, by their codes: those of their `config.json`, or what all did that do not say.
pub(super) fn languages(said: &[String]) -> Vec<String> {
    if said.is_empty() {
        return UNSAID.map(String::from).to_vec();
    }
    said.to_vec()
}

/// The words with the pieces that lie in them; in writing without spaces every piece is a word.
fn words<'a>(text: &'a str, pieces: &'a [PieceSpan]) -> Vec<(&'a str, Vec<PieceSpan>)> {
    let mut found: Vec<(&str, Vec<PieceSpan>)> = Vec::new();
    let mut end = 0;
    for (start, c) in text.char_indices() {
        if start < end || is_between(c) {
            continue;
        }
        let piece = pieces
            .iter()
            .find(|piece| piece.start <= start && start < piece.end);
        let rest = &text[start..];
        end = match piece {
            // To the end of its piece, as far as that goes on in such writing.
            Some(piece) if is_unspaced(c) => {
                let inside = &text[start..piece.end];
                start + inside.find(|c| !is_unspaced(c)).unwrap_or(inside.len())
            }
            _ => {
                start
                    + rest
                        .find(|c| is_between(c) || is_unspaced(c))
                        .unwrap_or(rest.len())
            }
        };
        // A sign of such writing that no piece covers.
        if end == start {
            end += c.len_utf8();
        }
        let inside = pieces
            .iter()
            .filter(|piece| piece.start < end && piece.end > start);
        found.push((&text[start..end], inside.copied().collect()));
    }
    found
}

/// What stands between words: white space and punctuation.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_punctuation()
        || matches!(c, '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b6}'..='\u{b7}' | '\u{bb}' | '\u{bf}' | '\u{d7}'
            | '\u{2010}'..='\u{205e}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{303f}' | '\u{30fb}' | '\u{fe10}'..='\u{fe6f}')
}

/// Writing without spaces between words.
fn is_unspaced(c: char) -> bool {
    is_han(c) || is_kana(c) || c == 'ー'
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNKNOWN: u32 = 3;

    /// What is known of a text whose pieces are separated by bars; those in brackets are unknown.
    fn of(marked: &str, languages: &[&str]) -> Knowledge {
        let languages: Vec<String> = languages.iter().map(|code| (*code).to_owned()).collect();
        let (mut text, mut pieces) = (String::new(), Vec::new());
        for piece in marked.split('|') {
            let plain = piece.trim_matches(['<', '>']);
            let start = text.len() + (plain.len() - plain.trim_start().len());
            text += plain;
            let id = if plain == piece { 9 } else { UNKNOWN };
            pieces.push(PieceSpan {
                id,
                start,
                end: text.len(),
            });
        }
        Knowledge::of(&text, &pieces, UNKNOWN, &languages)
    }

    #[test]
    fn whole_words_and_compounds_are_known() {
        for text in [
            "woman| in| a| red| t|-|shirt",
            " moos|grünem| mantel",
            "d'un| sac",
            "穿|红色|外套|、|的|女人",
            "man| of| 3|0|,",
        ] {
            let found = of(text, &["en"]);
            assert_eq!(
                (found.understood(), found.unknown.len()),
                (Understood::All, 0),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn crumbs_are_named() {
        let found = of("woman| on| a| ho|r|se| with| a| h|o|r|se| ho|r|se", &["en"]);
        assert_eq!(found.understood(), Understood::Partly);
        assert_eq!(found.unknown, ["horse"]);
        let found = of("<骑>|着|马", &["zh"]);
        assert_eq!(
            (found.understood(), found.unknown),
            (Understood::Partly, vec!["骑".to_owned()])
        );
    }

    #[test]
    fn shared_small_words_are_no_understanding() {
        let found = of("do|n|na| con| cap|p|o|t|t|o| ro|s|s|o", &["es"]);
        assert_eq!(found.understood(), Understood::Nothing);
        assert_eq!(found.unknown, ["donna", "cappotto", "rosso"]);
    }

    #[test]
    fn other_writing_signs_and_numbers_are_nothing() {
        for text in [
            "<женщина>| <в>| <пальто>",
            "<👩🧥>",
            "1|2|3|4|5",
            "?|!|—",
            "",
            "a|s|d|f| q|w|er",
        ] {
            assert_eq!(of(text, &["en"]).understood(), Understood::Nothing, "{text}");
        }
    }

    #[test]
    fn japanese_is_known_by_those_who_learned_it() {
        let text = "赤い|コート|を|着て";
        assert_eq!(of(text, &["en", "ja"]).understood(), Understood::All);
        let found = of(text, &["en", "zh"]);
        assert_eq!(found.understood(), Understood::Nothing);
        assert_eq!(found.unknown.len(), 4);
    }

    #[test]
    fn parts_add_up() {
        let parts = [
            of("red| coat", &["en"]),
            of("<шапка>", &["en"]),
            of("<шапка>", &["en"]),
        ];
        let all = Knowledge::join(parts);
        assert_eq!(
            (all.understood(), all.unknown),
            (Understood::Partly, vec!["шапка".to_owned()])
        );
    }

    #[test]
    fn weights_that_do_not_say_learned_five_languages() {
        assert_eq!(languages(&[]).len(), 5);
        assert_eq!(languages(&["ja".into()]), ["ja"]);
    }
}
