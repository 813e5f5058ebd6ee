//! What a Romance language gives to the shared telling: articles, poses and the small words between things.

use super::Thing;
use super::romance_lexicon::RomanceLexicon;
use super::sentence_builder::SentenceBuilder;
use crate::attributes::Bag;

/// Words and grammar of sentences in one language.
pub trait RomanceGrammar: RomanceLexicon + Copy {
    /// "et", "y".
    const AND: &'static str;
    /// "avec", "con".
    const WITH: &'static str;
    /// What stands between a heading and what follows it.
    const COLON: &'static str;
    /// A verb of carrying that fits after all others.
    const ALSO: &'static str;
    /// Where a headscarf is.
    const ON_THE_HEAD: &'static str;
    /// The hood is up, as a phrase.
    const HOOD_UP: &'static str;

    /// The noun phrase with its definite article.
    fn the(&self, thing: &Thing) -> String;
    /// The person with qualities taken out of the scene: hair, glasses, a cap, the side seen.
    fn qualified(sentence: &mut SentenceBuilder<'_, '_, Self>, person: String) -> String;
    /// Where a bag of this kind is, when its noun does not say it; else nothing.
    fn bag_place(sentence: &mut SentenceBuilder<'_, '_, Self>, kind: Bag, bag: &Thing) -> String;
    /// Bare feet, as a phrase.
    fn barefoot(sentence: &mut SentenceBuilder<'_, '_, Self>) -> String;
}
