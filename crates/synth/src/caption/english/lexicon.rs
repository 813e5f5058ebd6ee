//! The English word lists as `lexicons/en.toml` gives them. Lists are written most common first.
//!
//! `+` marks a plural noun. `@` is the colour of hair or outfit, `{c}` and `{a}` the colours of a pattern, `{an}` the
//! second with its article, `{n}` the noun, `{his}` and `{him}` the person, `{x}` the thing carried. Phrases about the
//! person follow a noun: "a man *walking*", "a man *with his arms crossed*".

use crate::attribute_queries::AttributeTexts;
use crate::attributes::{
    Action, Age, Bag, Build, Colour, Extra, Eyewear, Facing, Footwear, HairColour, HairStyle, Headgear,
    Lower, OnePiece, Pattern, Sex, Sleeves, Upper,
};
use crate::caption::ensemble::Ensemble;
use crate::caption::haired::Haired;
use crate::caption::vague::Hypernym;
use crate::lexicon::{Table, Text, Words, built_in};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The lexicon, read before the first caption.
pub static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| built_in("en.toml", include_str!("../../../lexicons/en.toml")));

/// The English words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lexicon {
    /// Adjectives of size and cut, which stand before the colour; a longer one before its own first word.
    pub sizes: Words,
    /// Nouns that keep their adjective of size.
    pub whole_names: Words,
    /// First words of what the whole body does, which is told before what the hands do.
    pub postures: Words,
    /// How a sentence presents the person.
    pub showing: Words,
    /// Frames of requests.
    pub requests: Vec<Request>,
    /// The person by sex and age.
    pub person: Table<Sex, Table<Age, Words>>,
    /// The person where the sex is left open.
    pub anyone: Table<Age, Words>,
    /// The build; an average one is not told.
    pub build: Table<Build, Words>,
    /// Hair with `@` for its colour; a leading article belongs to the phrase.
    pub hair: Table<HairStyle, Words>,
    /// Colours before the word "hair".
    pub hair_colour: Table<HairColour, Words>,
    /// The person by the hair.
    pub hair_person: Haired,
    /// Upper garments.
    pub upper: Table<Upper, Words>,
    /// Lower garments.
    pub lower: Table<Lower, Words>,
    /// Dresses and jumpsuits.
    pub one_piece: Table<OnePiece, Words>,
    /// Footwear; bare feet are a phrase about the person.
    pub footwear: Table<Footwear, Words>,
    /// Bags.
    pub bag: Table<Bag, Words>,
    /// Headgear; a hood that is up is a phrase about the person.
    pub headgear: Table<Headgear, Words>,
    /// Glasses.
    pub eyewear: Table<Eyewear, Words>,
    /// Other things worn or held.
    pub extra: Table<Extra, Words>,
    /// Nouns for a whole class of things, as people say who do not look closely.
    pub hypernyms: Table<Hypernym, Words>,
    /// Nouns for an outfit that is one thing.
    pub ensemble: Table<Ensemble, Words>,
    /// Colour adjectives.
    pub colour: Table<Colour, Words>,
    /// Vaguer words for a dark, light or bright colour, as people use for trousers and shoes.
    pub shade: BTreeMap<Colour, Words>,
    /// Patterns and materials.
    pub pattern: Table<Pattern, PatternWords>,
    /// The length of the sleeves as an adjective.
    pub sleeves: Table<Sleeves, Text>,
    /// What the person does.
    pub action: Table<Action, Words>,
    /// The direction of somebody who walks or runs.
    pub heading: Table<Facing, Words>,
    /// Which side of the person is seen.
    pub facing: Table<Facing, Words>,
    /// The side as a heading of a caption: "back view of a man".
    pub view: Table<Facing, Words>,
    /// How a bag is carried.
    pub carrying: Table<Bag, Words>,
    /// How a thing is held; only of what hands hold.
    pub holding: BTreeMap<Extra, Words>,
    /// Short queries for one attribute each.
    pub attribute_query: AttributeTexts,
}

/// The words of one pattern.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PatternWords {
    /// Templates with one colour.
    one: Words,
    /// Templates with two colours, where they differ.
    two: Option<Words>,
    /// Adjectives without a colour; none for a plain thing.
    pub word: Words,
    /// Parts of nouns that tell the pattern themselves, as in "jean jacket" or "knitted hat".
    said_by: Option<Words>,
}

/// The frame of a request.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Words before the person.
    pub opening: Text,
    /// Whether "the" person is asked for, not "a" person.
    pub definite: bool,
    /// Final mark.
    pub end: Text,
}

impl PatternWords {
    /// Templates with one or `two` colours.
    pub fn templates(&self, two: bool) -> &[&'static str] {
        self.two.as_ref().filter(|_| two).unwrap_or(&self.one)
    }

    /// Whether the noun tells the pattern itself.
    pub fn is_said_by(&self, noun: &str) -> bool {
        let parts = self.said_by.as_deref().unwrap_or_default();
        parts.iter().any(|part| noun.contains(part))
    }
}

impl Lexicon {
    /// Vaguer words for a colour; none for one between dark, light and bright.
    pub fn shade(&self, colour: Colour) -> &[&'static str] {
        self.shade.get(&colour).map_or(&[], |words| words)
    }

    /// How a thing is held in the hands; nothing for what is worn.
    pub fn holding(&self, extra: Extra) -> &[&'static str] {
        self.holding.get(&extra).map_or(&[], |words| words)
    }
}

/// Nouns for a class of things.
pub fn hypernyms(class: Hypernym) -> &'static [&'static str] {
    &LEXICON.hypernyms[class]
}
