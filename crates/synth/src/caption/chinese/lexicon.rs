//! The Chinese word lists as `lexicons/zh.toml` gives them. Lists are written most common first.
//!
//! A colour is a pair: the word with 色, and its clipped form, which is the same where clipping would sound odd. Hair is a
//! pair of verb and noun. `@` is the clipped colour of an outfit.

use crate::attribute_queries::AttributeTexts;
use crate::attributes::{
    Action, Age, Bag, Build, Colour, Extra, Eyewear, Facing, Footwear, HairColour, HairStyle, Headgear,
    Lower, OnePiece, Pattern, Sex, Sleeves, Upper,
};
use crate::caption::ensemble::Ensemble;
use crate::caption::vague::Hypernym;
use crate::description::Hair;
use crate::lexicon::{Pairs, Table, Text, Words, built_in};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The lexicon, read before the first caption.
pub(super) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| built_in("zh.toml", include_str!("../../../lexicons/zh.toml")));

/// A colour word with 色 and its clipped form.
pub(super) type ColourWord = (&'static str, &'static str);

/// The Chinese words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Lexicon {
    /// An outfit of one colour `@`.
    pub(super) all_in: Words,
    /// How an outer garment is worn open.
    pub(super) worn_open: Words,
    /// Words of cut that stand before a material.
    pub(super) cuts: Words,
    /// How a thing bears a print.
    pub(super) bears: Words,
    /// How an upper garment bears one.
    pub(super) bears_on_chest: Words,
    /// A print in few words.
    pub(super) brief_logo: Words,
    /// How a sentence presents the person.
    pub(super) showing: Words,
    /// Frames of requests.
    pub(super) requests: Vec<Request>,
    /// The person by sex and age.
    pub(super) person: Table<Sex, Table<Age, Words>>,
    /// The person where the sex is left open.
    pub(super) anyone: Table<Age, Words>,
    /// The person where the age is left open.
    pub(super) ageless: Table<Sex, Words>,
    /// The build, to stand before 的; an average one is not told.
    pub(super) build: Table<Sex, Table<Build, Words>>,
    /// Verb and noun of the hair; its colour goes before the noun.
    pub(super) hair: Table<HairStyle, Pairs>,
    /// Hair as people say it when they search; where there is nothing, as they write it.
    pub(super) spoken_hair: BTreeMap<HairStyle, Pairs>,
    /// Colours of hair.
    pub(super) hair_colour: Table<HairColour, Pairs>,
    /// The person by the hair.
    pub(super) hair_person: HairPerson,
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
    pub(super) action: Table<Action, Words>,
    /// Which side is seen, as a predicate.
    pub(super) facing: Table<Facing, Words>,
    /// Walking in the direction of the view.
    pub(super) walking: Table<Facing, Words>,
    /// Running in the direction of the view.
    pub(super) running: Table<Facing, Words>,
    /// Short queries for one attribute each.
    pub(super) attribute_query: AttributeTexts,
}

/// How Chinese speaks of one kind of thing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// Names.
    pub(super) names: Words,
    /// Measure word after 一; empty where none fits every name.
    pub(super) measure: Text,
    /// Verbs with the thing as object.
    pub(super) verbs: Words,
}

/// The words of one pattern.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PatternWords {
    /// Words to stand before the name of a thing; none for a plain one.
    pub(super) words: Words,
    said_by: Option<Words>,
}

/// The person by the hair, to stand before the noun: 短发女子, 光头男子.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HairPerson {
    style: Table<HairStyle, Words>,
    colour: BTreeMap<HairColour, Words>,
    /// By style where the hair is black.
    black: BTreeMap<HairStyle, Words>,
}

/// The frame of a request.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    /// Words before the person.
    pub(super) before: Text,
    /// Words after the person.
    pub(super) after: Text,
    /// How the person may be counted.
    pub(super) person: Option<Counted>,
}

/// How a request counts the person.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Counted {
    /// 一名, after verbs of looking for.
    One,
    /// 那名, where the person is known to be there.
    That,
}

impl PatternWords {
    /// Parts of names that tell the material themselves.
    pub(super) fn said_by(&self) -> &[&'static str] {
        self.said_by.as_deref().unwrap_or_default()
    }
}

impl HairPerson {
    /// The words for this hair. Hypernym straight hair goes by its colour where that is rare.
    pub(super) fn words(&self, hair: Hair) -> &[&'static str] {
        let loose = matches!(hair.style, HairStyle::Short | HairStyle::Bob | HairStyle::Long);
        let black = || {
            self.black
                .get(&hair.style)
                .filter(|_| hair.colour == HairColour::Black)
        };
        let coloured = self.colour.get(&hair.colour).filter(|_| loose);
        coloured.or_else(black).unwrap_or(&self.style[hair.style])
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

    /// Moving in the direction of the view; nothing for what does not move.
    pub(super) fn moving(&self, action: Action, facing: Facing) -> Option<&[&'static str]> {
        match action {
            Action::Walking => Some(&self.walking[facing]),
            Action::Running => Some(&self.running[facing]),
            _ => None,
        }
    }
}

/// Nouns for a class of things.
pub(super) fn hypernyms(class: Hypernym) -> &'static [&'static str] {
    &LEXICON.hypernyms[class]
}
