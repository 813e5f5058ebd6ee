//! The Japanese word lists as `lexicons/ja.toml` gives them. Lists are written most common first.
//!
//! A colour is a pair: before a noun (赤い, 紺の) and bare in compounds (赤, 紺). A manner is a pair as well: what stands
//! before a verb with its particle, and the verb's key in the table of verbs.

use super::verbs::{Forms, Verb};
use crate::attribute_queries::AttributeTexts;
use crate::attributes::{
    Action, Age, Bag, Build, Colour, Extra, Eyewear, Facing, Footwear, HairColour, HairStyle, Headgear,
    Lower, OnePiece, Pattern, Sex, Sleeves, Upper,
};
use crate::caption::ensemble::Ensemble;
use crate::caption::vague::Hypernym;
use crate::lexicon::{Pairs, Table, Text, Words, built_in};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::LazyLock;

/// The lexicon, read before the first caption.
pub(super) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| built_in("ja.toml", include_str!("../../../lexicons/ja.toml")));

/// A colour before a noun, and bare.
pub(super) type ColourWord = (&'static str, &'static str);

/// What stands before a verb, and the verb.
pub(super) type Manner = (&'static str, Verb);

/// The Japanese words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Lexicon {
    /// How all clothes are summed up before their one colour.
    pub(super) all_in: Words,
    /// A print in few words, to stand before a noun.
    pub(super) brief_logo: Words,
    /// How a sentence presents the person.
    pub(super) showing: Words,
    /// Words before and after the person in a request.
    pub(super) requests: Pairs,
    /// The person by sex and age.
    pub(super) person: Table<Sex, Table<Age, Words>>,
    /// The person where the sex is left open.
    pub(super) anyone: Table<Age, Words>,
    /// The person where the age is left open.
    pub(super) ageless: Table<Sex, Words>,
    /// The build, to be followed by の, で or です; an average one is not told.
    pub(super) build: Table<Build, Words>,
    /// Hair.
    pub(super) hair: Table<HairStyle, Words>,
    /// What stands for words of hair that are said of women only.
    pub(super) hair_of_men: BTreeMap<String, Text>,
    /// Colours of hair, to stand before a noun.
    pub(super) hair_colour: Table<HairColour, Words>,
    /// Upper garments.
    pub(super) upper: Table<Upper, Words>,
    /// Lower garments.
    pub(super) lower: Table<Lower, Words>,
    /// Dresses and overalls.
    pub(super) one_piece: Table<OnePiece, Words>,
    /// Footwear; bare feet are a state.
    pub(super) footwear: Table<Footwear, Words>,
    /// Bags.
    pub(super) bag: Table<Bag, Entry>,
    /// Headgear.
    pub(super) headgear: Table<Headgear, Entry>,
    /// Glasses.
    pub(super) eyewear: Table<Eyewear, Entry>,
    /// Other things worn or held.
    pub(super) extra: Table<Extra, Entry>,
    /// Nouns for a whole class of things, as people say who do not look closely.
    pub(super) hypernyms: Table<Hypernym, Words>,
    /// Nouns for an outfit that is one thing.
    pub(super) ensemble: Table<Ensemble, Words>,
    /// Colours.
    pub(super) colour: Table<Colour, Pairs>,
    /// Vaguer words for a dark, light or bright colour.
    pub(super) shade: BTreeMap<Colour, Pairs>,
    /// Patterns and materials.
    pub(super) pattern: Table<Pattern, PatternWords>,
    /// The length of the sleeves, to stand before a garment.
    pub(super) sleeves: Table<Sleeves, Text>,
    /// Parts of garments' names that tell the sleeves.
    pub(super) sleeve_parts: Table<Sleeves, Words>,
    /// What the person does, in any view.
    pub(super) action: Table<Action, Manners>,
    /// Which side is seen.
    pub(super) facing: Table<Facing, Manners>,
    /// Where a walk goes as the view shows it.
    pub(super) direction: Table<Facing, Words>,
    /// The forms of the verbs.
    pub(super) verb: Table<Verb, Forms>,
    /// Short queries for one attribute each.
    pub(super) attribute_query: AttributeTexts,
}

/// How Japanese speaks of one kind of thing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// Names.
    pub(super) names: Words,
    /// Where the thing is, with its particle, and the verb that carries it.
    pub(super) manners: Manners,
}

/// The words of one pattern.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PatternWords {
    /// Nouns of a motif, or words of a material before a noun; none for a plain thing.
    pub(super) words: Words,
    said_by: Option<Words>,
}

/// Manners of wearing, carrying or doing.
#[derive(Debug)]
pub(super) struct Manners(Vec<Manner>);

impl PatternWords {
    /// Parts of names that tell the material themselves.
    pub(super) fn said_by(&self) -> &[&'static str] {
        self.said_by.as_deref().unwrap_or_default()
    }
}

impl Lexicon {
    /// Vaguer words for a colour; none for one between dark, light and bright.
    pub(super) fn shade(&self, colour: Colour) -> &[ColourWord] {
        self.shade.get(&colour).map_or(&[], |words| words)
    }

    /// The parts of names that tell the sleeves, by length.
    pub(super) fn sleeve_parts(&self) -> [(Sleeves, &[&'static str]); 3] {
        [Sleeves::Short, Sleeves::Long, Sleeves::None].map(|length| (length, &*self.sleeve_parts[length]))
    }
}

/// Nouns for a class of things.
pub(super) fn hypernyms(class: Hypernym) -> &'static [&'static str] {
    &LEXICON.hypernyms[class]
}

impl Deref for Manners {
    type Target = [Manner];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Manners {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let manners = Vec::<(Text, Verb)>::deserialize(deserializer)?;
        Ok(Self(
            manners
                .into_iter()
                .map(|(before, verb)| (before.0, verb))
                .collect(),
        ))
    }
}
