//! What a Romance language gives to the shared making of noun phrases.

use super::lexicon::Lexicon;
use super::{Form, Thing};

/// Lexicon and small grammar of one language.
pub trait RomanceLexicon {
    /// Its word lists.
    fn lexicon(&self) -> &'static Lexicon;
    /// The noun phrase with its indefinite article.
    fn a(&self, thing: &Thing) -> String;
    /// What an agreeing adjective or participle ends in.
    fn ending(&self, form: Form) -> &'static str;
    /// The text with its elisions, contractions and the like.
    fn polished(&self, text: &str) -> String;
}
