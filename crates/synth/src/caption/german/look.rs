//! German wording of colours and patterns.

use super::super::Sampler;
use super::super::selection::usual_or;
use super::super::vague::usual_colour;
use super::grammar::Phrase;
use super::lexicon::LEXICON;
use crate::attributes::{Colour, Pattern};
use crate::description::Item;

/// How much of an item's look is said.
#[derive(Clone, Copy, PartialEq)]
pub enum Detail {
    /// Colours and pattern in any wording.
    Rich,
    /// Adjectives only, as in keyword lists.
    Keyword,
    /// No colour.
    Bare,
}

/// Describes an item whose noun is already chosen.
pub fn describe<K>(item: &Item<K>, entry: &str, detail: Detail, sampler: &mut Sampler<'_>) -> Phrase {
    let mut phrase = Phrase::noun(entry);
    let mut pattern = item.pattern;
    if let Some(noun) = LEXICON.pattern[pattern]
        .compound(&phrase.noun)
        .filter(|_| sampler.chance(0.6))
    {
        phrase.noun = noun;
    }
    if LEXICON.pattern[pattern].is_said_by(&phrase.noun) {
        pattern = Pattern::Plain;
    }
    let tail = phrase.noun.contains(' ') && !phrase.noun.starts_with("High");
    let colour = usual_or(&LEXICON.colour[item.colour], usual_colour(item.colour), sampler);
    let accent = usual_or(&LEXICON.colour[item.accent], usual_colour(item.accent), sampler);
    let two = item.colour != item.accent && colour != accent;
    let words = &LEXICON.pattern[pattern];
    let template = match detail {
        Detail::Rich => sampler.pick(words.sentence(two)),
        Detail::Keyword => sampler.pick(words.keyword(two)),
        Detail::Bare => sampler.pick(&words.bare),
    };
    // A noun with a tail of its own takes adjectives only.
    phrase.template = match template {
        _ if tail && !template.ends_with("{n}") && detail == Detail::Bare => "{n}",
        _ if tail && !template.ends_with("{n}") => "{c~} {n}",
        _ => template,
    };
    let dark = Some(LEXICON.shade(item.colour))
        .filter(|shades| !shades.is_empty() && phrase.template == "{c~} {n}" && sampler.chance(0.08))
        .map(|shades| sampler.pick(shades));
    // Pairs joined by a hyphen or turned into nouns take the plain words: "blau-weiß", "in Blau und Weiß".
    let paired = ["{c}", "{C}", "{A}"]
        .iter()
        .any(|token| phrase.template.contains(token));
    let plain = |colour: Colour| LEXICON.colour[colour][0].to_owned();
    phrase.colour = if paired {
        plain(item.colour)
    } else {
        dark.unwrap_or(colour).to_owned()
    };
    phrase.accent = if paired {
        plain(item.accent)
    } else {
        accent.to_owned()
    };
    phrase
}
