//! The German word lists as `lexicons/de.toml` gives them. Lists are written most common first.
//!
//! A noun begins with a letter for its gender (`m`, `f`, `n`, or `p` for the plural); stems of adjectives before it are
//! joined by `+`: `"m klein+Junge"`. Adjectives are stems without ending. A clause is a finite verb and what follows it.
//! The tokens of patterns are told at [`super::grammar::Phrase`].

use super::grammar::{Article, Case};
use crate::attribute_queries::AttributeTexts;
use crate::attributes::{
    Action, Age, Bag, Build, Colour, Extra, Eyewear, Facing, Footwear, HairColour, HairStyle, Headgear,
    Lower, OnePiece, Pattern, Sex, Sleeves, Upper,
};
use crate::caption::ensemble::Ensemble;
use crate::caption::haired::Haired;
use crate::caption::vague::Hypernym;
use crate::lexicon::{Table, Text, Words, built_in};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::LazyLock;

/// The lexicon, read before the first caption.
pub static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| built_in("de.toml", include_str!("../../../lexicons/de.toml")));

/// The German words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lexicon {
    /// What stands between the person and the one colour of all clothes.
    pub all_in: Words,
    /// Parts of nouns that tell the sleeves.
    pub sleeve_parts: Words,
    /// Ends of adjectives that never take an ending.
    pub uninflected: Words,
    /// Places of carried things that need their verb.
    pub verbal_places: Words,
    /// How a sentence presents the person.
    pub showing: Vec<Showing>,
    /// Frames of requests.
    pub requests: Vec<Request>,
    /// Masculine nouns with an ending in accusative and dative.
    pub weak_nouns: WeakNouns,
    /// The person by sex and age.
    pub person: Table<Sex, Table<Age, Nouns>>,
    /// The person where the sex is left open.
    pub anyone: Table<Age, Nouns>,
    /// The build; an average one is not told.
    pub build: Table<Build, Words>,
    /// Hair; its colour goes between adjectives and noun.
    pub hair: Table<HairStyle, Nouns>,
    /// Colours of hair.
    pub hair_colour: Table<HairColour, Words>,
    /// The person by the hair.
    pub hair_person: Haired,
    /// Upper garments.
    pub upper: Table<Upper, Nouns>,
    /// Lower garments.
    pub lower: Table<Lower, Nouns>,
    /// Dresses and jumpsuits.
    pub one_piece: Table<OnePiece, Nouns>,
    /// Footwear; bare feet are an adverb.
    pub footwear: Table<Footwear, Words>,
    /// Bags.
    pub bag: Table<Bag, Nouns>,
    /// Headgear; a hood that is up is an adverb.
    pub headgear: Table<Headgear, Words>,
    /// Glasses.
    pub eyewear: Table<Eyewear, Nouns>,
    /// Other things worn or held.
    pub extra: Table<Extra, Nouns>,
    /// Nouns for a whole class of things, as people say who do not look closely.
    pub hypernyms: Table<Hypernym, Nouns>,
    /// Nouns for an outfit that is one thing.
    pub ensemble: Table<Ensemble, Nouns>,
    /// Colour adjectives.
    pub colour: Table<Colour, Words>,
    /// Vaguer words for a dark, light or bright colour.
    pub shade: BTreeMap<Colour, Words>,
    /// Patterns and materials.
    pub pattern: Table<Pattern, PatternWords>,
    /// The length of the sleeves as an adjective.
    pub sleeves: Table<Sleeves, Text>,
    /// What the person does.
    pub action: Table<Action, Clauses>,
    /// The action after a comma, where "mit verschränkten Armen" is more usual than a clause.
    pub posture: Table<Action, Text>,
    /// Present participles of the verbs of walking and running: "nach links gehend".
    pub participle: BTreeMap<String, Text>,
    /// The direction of walking or running.
    pub heading: Table<Facing, Words>,
    /// Which side is seen, after the person.
    pub facing: Table<Facing, Words>,
    /// Which side is seen, as a clause.
    pub faces: Table<Facing, Clauses>,
    /// The side as a heading of a caption.
    pub view: Table<Facing, Words>,
    /// How a bag is carried: verb, and place after the bag.
    pub carrying: Table<Bag, Clauses>,
    /// How a thing is held: verb, and place after the thing; only of what hands hold.
    pub holding: BTreeMap<Extra, Clauses>,
    /// Short queries for one attribute each.
    pub attribute_query: AttributeTexts,
}

/// The words of one pattern: templates for a [`super::grammar::Phrase`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PatternWords {
    one: Words,
    two: Option<Words>,
    keyword: Words,
    keyword_two: Option<Words>,
    /// Without colour.
    pub bare: Words,
    said_by: Option<Words>,
    compound: Option<Compound>,
}

/// A material that joins some nouns: "Lederjacke".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Compound {
    material: Text,
    nouns: Words,
}

/// A beginning that presents the person, and the case it takes.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Showing {
    /// Words before the person.
    pub opening: Text,
    /// Case of the person.
    pub case: Case,
}

/// The frame of a request.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Words before the person.
    pub opening: Text,
    /// Case of the person.
    pub case: Case,
    /// Article of the person.
    pub article: Article,
    /// Final mark.
    pub end: Text,
}

/// Weak nouns by their ending.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeakNouns {
    /// Those that take "-n".
    pub n: Words,
    /// Those that take "-en".
    pub en: Words,
}

/// Nouns with their gender, each as [`super::grammar::Phrase::noun`] reads it.
#[derive(Debug)]
pub struct Nouns(Words);

/// A finite verb and what follows it; a relative clause puts the verb last.
pub type Clause = (&'static str, &'static str);

/// Clauses, each written as one text.
#[derive(Debug)]
pub struct Clauses(Vec<Clause>);

impl PatternWords {
    /// Templates for sentences, with one or `two` colours.
    pub fn sentence(&self, two: bool) -> &[&'static str] {
        self.two.as_ref().filter(|_| two).unwrap_or(&self.one)
    }

    /// Templates for keywords, with one or `two` colours.
    pub fn keyword(&self, two: bool) -> &[&'static str] {
        self.keyword_two.as_ref().filter(|_| two).unwrap_or(&self.keyword)
    }

    /// Whether the noun tells the material itself.
    pub fn is_said_by(&self, noun: &str) -> bool {
        let parts = self.said_by.as_deref().unwrap_or_default();
        parts.iter().any(|part| noun.contains(part))
    }

    /// The noun joined with the material, where a native writer joins them.
    pub fn compound(&self, noun: &str) -> Option<String> {
        let compound = self
            .compound
            .as_ref()
            .filter(|compound| compound.nouns.contains(&noun))?;
        Some(format!("{}{}", compound.material.0, noun.to_lowercase()))
    }
}

impl Lexicon {
    /// Vaguer words for a colour; none for one between dark, light and bright.
    pub fn shade(&self, colour: Colour) -> &[&'static str] {
        self.shade.get(&colour).map_or(&[], |words| words)
    }

    /// How a thing is held in the hands; nothing for what is worn.
    pub fn holding(&self, extra: Extra) -> &[Clause] {
        self.holding.get(&extra).map_or(&[], |clauses| clauses)
    }

    /// The present participle of a verb of walking or running.
    pub fn participle(&self, verb: &str) -> &'static str {
        self.participle.get(verb).map_or("", |text| text.0)
    }
}

/// Nouns for a class of things.
pub fn hypernyms(class: Hypernym) -> &'static [&'static str] {
    &LEXICON.hypernyms[class]
}

impl Deref for Nouns {
    type Target = [&'static str];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Nouns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let nouns = Words::deserialize(deserializer)?;
        let fits = |noun: &str| {
            ["m ", "f ", "n ", "p "]
                .iter()
                .any(|gender| noun.starts_with(gender))
        };
        match nouns.iter().find(|noun| !fits(noun)) {
            Some(noun) => Err(D::Error::custom(format_args!(
                "{noun:?} is not a noun after `m`, `f`, `n` or `p`"
            ))),
            None => Ok(Self(nouns)),
        }
    }
}

impl Deref for Clauses {
    type Target = [Clause];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Clauses {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = Words::deserialize(deserializer)?;
        let clause = |text: &&'static str| text.split_once(' ').unwrap_or((text, ""));
        Ok(Self(texts.iter().map(clause).collect()))
    }
}
