//! Queries in words that no caption uses: slang, typos, two languages mixed, roundabout words.
//!
//! Each concept has one such query in every language and asks for attributes, not for a certain person: the
//! pictures are found by looking through seeds for people who show these attributes and no other concept's. So
//! the set outlives changes of the generator.

use super::attributes::{Bag, Colour, Extra, Footwear, Headgear, Lower, OnePiece, Sex, Upper};
use super::description::{Description, Item};
use super::render::{Picture, render};
use super::shot::{Conditions, Shot};
use super::{Person, caption::Language};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The queries with what they ask for.
const QUERIES: &str = include_str!("open_vocabulary.json");
/// First seed of the people that are looked through.
const FIRST_SEED: u64 = 0x0be7_0000_0000;

/// Kinds and colours of an item; an empty list allows all.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish<K> {
    #[serde(default = "Vec::new")]
    kinds: Vec<K>,
    #[serde(default)]
    colours: Vec<Colour>,
}

impl<K: PartialEq> Wish<K> {
    fn fits(&self, item: &Item<K>) -> bool {
        let kind = self.kinds.is_empty() || self.kinds.contains(&item.kind);
        kind && (self.colours.is_empty() || self.colours.contains(&item.colour))
    }
}

/// What a person must show to be a right answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wants {
    #[serde(default)]
    sex: Vec<Sex>,
    top: Option<Wish<Upper>>,
    lower: Option<Wish<Lower>>,
    one_piece: Option<Wish<OnePiece>>,
    shoes: Option<Wish<Footwear>>,
    bag: Option<Wish<Bag>>,
    hat: Option<Wish<Headgear>>,
    #[serde(default)]
    extra: Vec<Extra>,
}

/// Whether an item that is asked for is there.
fn shows<'a, K: PartialEq + 'a>(
    wish: &Option<Wish<K>>,
    things: impl IntoIterator<Item = &'a Item<K>>,
) -> bool {
    let mut things = things.into_iter();
    wish.as_ref()
        .is_none_or(|wish| things.any(|item| wish.fits(item)))
}

/// A meaning with one query in each language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    wants: Wants,
    /// The query by language code.
    pub texts: BTreeMap<String, String>,
}

impl Concept {
    /// Whether a picture shows what the queries ask for.
    pub fn fits(&self, seen: &Description) -> bool {
        let wants = &self.wants;
        (wants.sex.is_empty() || wants.sex.contains(&seen.sex))
            && shows(&wants.top, &seen.outer.or(seen.upper))
            && shows(&wants.lower, &seen.lower)
            && shows(&wants.one_piece, &seen.one_piece)
            && shows(&wants.shoes, &seen.footwear)
            && shows(&wants.bag, &seen.bags)
            && shows(&wants.hat, &seen.headgear)
            && wants
                .extra
                .iter()
                .all(|extra| seen.extras.iter().any(|(shown, _)| shown == extra))
    }

    /// The query in a language.
    pub fn text(&self, language: Language) -> Option<&str> {
        self.texts.get(language.code()).map(String::as_str)
    }
}

/// The concepts of the set.
///
/// # Errors
/// When the file that is built in does not hold concepts; a test reads it.
pub fn concepts() -> Result<Vec<Concept>, serde_json::Error> {
    serde_json::from_str(QUERIES)
}

/// Everything about a person, as if all of it could be seen: it sorts out most seeds without a picture.
fn all_of(person: &Person, shot: &Shot) -> Description {
    Description {
        sex: person.sex,
        age: person.age,
        build: person.build,
        hair: Some(person.hair),
        upper: person.upper.map(|worn| worn.item),
        sleeves: None,
        outer: person.outer.map(|worn| worn.item),
        lower: person.lower.map(|worn| worn.item),
        one_piece: person.one_piece.map(|worn| worn.item),
        footwear: Some(person.footwear.item),
        bags: person.bags.iter().map(|worn| worn.item).collect(),
        headgear: person.headgear.map(|worn| worn.item),
        eyewear: person.eyewear,
        extras: person
            .extras
            .iter()
            .map(|(extra, colour, _)| (*extra, *colour))
            .collect(),
        action: Some(shot.action),
        facing: super::attributes::Facing::Front,
    }
}

/// `count` pictures of `wanted`, an index into `concepts`, each of another person and of no other concept.
pub fn pictures(
    concepts: &[Concept],
    wanted: usize,
    count: usize,
    width: usize,
    height: usize,
) -> Vec<Picture> {
    let alone = |seen: &Description| {
        let fitting = concepts
            .iter()
            .enumerate()
            .filter(|(_, concept)| concept.fits(seen));
        fitting.map(|(index, _)| index).eq([wanted])
    };
    let first = FIRST_SEED + ((wanted as u64) << 24);
    (first..first + (1 << 24))
        .filter_map(|seed| {
            let (person, shot) = (Person::sample(seed), Shot::sample(seed, Conditions::Train));
            if !concepts[wanted].fits(&all_of(&person, &shot)) {
                return None;
            }
            let picture = render(&person, &shot, width, height);
            alone(&picture.description).then_some(picture)
        })
        .take(count)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_concept_speaks_every_language() {
        let concepts = concepts().expect("the file holds concepts");
        assert!(concepts.len() >= 10);
        for concept in &concepts {
            for language in Language::ALL {
                assert!(concept.text(*language).is_some_and(|text| text.len() > 5));
            }
            assert_eq!(concept.texts.len(), Language::ALL.len());
        }
    }

    #[test]
    fn pictures_show_their_concept_and_no_other() {
        let concepts = concepts().expect("the file holds concepts");
        for wanted in 0..concepts.len() {
            let found = pictures(&concepts, wanted, 2, 48, 96);
            assert_eq!(found.len(), 2, "{wanted}");
            for picture in found {
                for (index, concept) in concepts.iter().enumerate() {
                    assert_eq!(concept.fits(&picture.description), index == wanted);
                }
            }
        }
    }
}
