//! The word lists of a Romance language as its file under `lexicons/` gives them. Lists are written most common first.
//!
//! Nouns begin with gender and number (`m`, `f`, `mp`, `fp`): `"m cappotto"`, `"fp scarpe|da ginnastica"`; what the bars mean
//! is told at [`Noun`]. Adjectives are one text where they do not change, else `[singular, plural]` or
//! `[masculine, feminine, masculine plural, feminine plural]`. A `~` is the ending that agrees with the person or the garment.

use super::{Adjective, Noun};
use crate::attribute_queries::AttributeTexts;
use crate::attributes::{
    Action, Age, Bag, Build, Colour, Extra, Eyewear, Facing, Footwear, HairColour, HairStyle, Headgear,
    Lower, OnePiece, Pattern, Sex, Sleeves, Upper,
};
use crate::caption::ensemble::Ensemble;
use crate::caption::vague::Hypernym;
use crate::lexicon::{Table, Text, Words};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// The lexicon of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lexicon {
    /// The person by sex and age.
    pub person: Table<Sex, Table<Age, Vec<Noun>>>,
    /// The build; an average one is not told.
    pub build: Table<Build, Vec<Adjective>>,
    /// How a person without hair is called.
    pub bald: Vec<Adjective>,
    /// Hair without its colour.
    pub hair: Table<HairStyle, Vec<Noun>>,
    /// Colour of hair.
    pub hair_colour: Table<HairColour, Vec<Adjective>>,
    /// How a person with hair of this colour is called, where there is a word.
    pub hair_person: BTreeMap<HairColour, Adjective>,
    /// Upper garments.
    pub upper: Table<Upper, Vec<Noun>>,
    /// Lower garments.
    pub lower: Table<Lower, Vec<Noun>>,
    /// One-piece garments.
    pub one_piece: Table<OnePiece, Vec<Noun>>,
    /// Footwear.
    pub footwear: Table<Footwear, Vec<Noun>>,
    /// Bags.
    pub bag: Table<Bag, Vec<Noun>>,
    /// Headgear; a hood that is up is told by the sentences.
    pub headgear: Table<Headgear, Vec<Noun>>,
    /// Glasses.
    pub eyewear: Table<Eyewear, Vec<Noun>>,
    /// Small things.
    pub extra: Table<Extra, Vec<Noun>>,
    /// Words for a hypernym.
    pub hypernyms: Table<Hypernym, Vec<Noun>>,
    /// Words for an outfit that is one thing.
    pub ensemble: Table<Ensemble, Vec<Noun>>,
    /// How somebody is called who wears one colour `{c}` only.
    pub all_in: Words,
    /// Colours.
    pub colour: Table<Colour, Vec<Adjective>>,
    /// The vague word of a colour where only light or dark matters.
    pub shade: BTreeMap<Colour, Adjective>,
    /// Patterns and materials.
    pub pattern: Table<Pattern, PatternWords>,
    /// How an open garment and the one below it are told, with `{over}` and `{under}`.
    pub layers: Words,
    /// The words for sleeves.
    pub sleeves: Table<Sleeves, Text>,
    /// Which nouns tell already what would be told again.
    pub telling: TellingParts,
    /// The action as a predicate.
    pub does: Table<Action, Words>,
    /// The action as an apposition without finite verb.
    pub doing: Table<Action, Words>,
    /// The seen side as an apposition.
    pub side: Table<Facing, Words>,
    /// The seen side as a predicate; only in languages that have verbs for it.
    pub faces: Option<Table<Facing, Words>>,
    /// The direction of somebody who moves.
    pub towards: Table<Facing, Words>,
    /// Where a bag of a kind is; an empty text leaves it untold.
    pub bag_place: Table<Bag, Words>,
    /// Openings of requests.
    pub request: Requests,
    /// Short queries for one attribute each.
    pub attribute_query: AttributeTexts,
}

/// The words of one pattern: templates as [`super::fill`] takes them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PatternWords {
    /// Without a second colour.
    pub one: Words,
    /// With a second colour, where that is worded in another way.
    pub two: Option<Words>,
    /// With a second colour on the front of an upper garment, where that is worded in another way.
    pub chest: Option<Words>,
    /// The bare word for keywords, after the colour.
    pub keyword: Words,
}

/// Parts of nouns that tell something beside the thing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TellingParts {
    /// The sleeves.
    pub sleeves: Words,
    /// The cloth.
    pub cloth: Words,
    /// That the thing is knitted.
    pub knitwear: Words,
    /// Where a bag is.
    pub bag_place: Words,
}

/// Openings of requests and questions; ` …?` is the gap of a question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Requests {
    /// With an indefinite person.
    pub somebody: Words,
    /// With a definite person.
    pub the_person: Words,
    /// Questions about an indefinite person.
    pub questions: Words,
}

impl Lexicon {
    /// Templates of a pattern, with or without a second colour; `chest`: the front of a top is seen.
    pub fn pattern(&self, pattern: Pattern, two: bool, chest: bool) -> &[&'static str] {
        let words = &self.pattern[pattern];
        let chest = words.chest.as_ref().filter(|_| two && chest);
        chest.or(words.two.as_ref().filter(|_| two)).unwrap_or(&words.one)
    }

    /// The seen side as a predicate, or as an apposition in a language that has no verbs for it.
    pub fn faces(&self, facing: Facing) -> &[&'static str] {
        &self.faces.as_ref().unwrap_or(&self.side)[facing]
    }

    /// Whether the noun tells the sleeves already.
    pub fn names_sleeves(&self, noun: Noun) -> bool {
        self.telling.sleeves.iter().any(|part| noun.mentions(part))
    }

    /// Whether the noun tells the material already.
    pub fn names_material(&self, noun: Noun, pattern: Pattern) -> bool {
        let tells = |parts: &Words| parts.iter().any(|part| noun.mentions(part));
        match pattern {
            Pattern::Knit => tells(&self.telling.knitwear) || tells(&self.telling.cloth),
            Pattern::Denim | Pattern::Leather => tells(&self.telling.cloth),
            _ => false,
        }
    }
}

impl<'de> Deserialize<'de> for Noun {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Text(text) = Text::deserialize(deserializer)?;
        let (form, noun) = text.split_once(' ').unwrap_or((text, ""));
        match (form, noun.is_empty()) {
            ("m", false) => Ok(Self::M(noun)),
            ("f", false) => Ok(Self::F(noun)),
            ("mp", false) => Ok(Self::Mp(noun)),
            ("fp", false) => Ok(Self::Fp(noun)),
            _ => Err(D::Error::custom(format_args!(
                "{text:?} is not a noun after `m`, `f`, `mp` or `fp`"
            ))),
        }
    }
}

/// An adjective as it is written in the file.
#[derive(Deserialize)]
#[serde(untagged, expecting = "an adjective is a text or a list of two or four")]
enum Written {
    Fixed(Text),
    Two([Text; 2]),
    Four([Text; 4]),
}

impl<'de> Deserialize<'de> for Adjective {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Written::deserialize(deserializer)? {
            Written::Fixed(text) => Self::Fixed(text.0),
            Written::Two([one, many]) => Self::Two(one.0, many.0),
            Written::Four([ms, fs, mp, fp]) => Self::Four(ms.0, fs.0, mp.0, fp.0),
        })
    }
}
