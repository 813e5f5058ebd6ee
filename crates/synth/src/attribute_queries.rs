//! Short queries for one attribute each, with the truth of every synthetic picture: what do a model's features see?
//!
//! The texts are part of each language's lexicon.

use super::attributes::{
    Action, Age, Bag, Colour, Extra, Eyewear, Facing, Footwear, HairStyle, Headgear, Lower, OnePiece,
    Pattern, Sex, Upper,
};
use super::caption::Language;
use super::description::{Description, Item};
use crate::lexicon::Text;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// One attribute and how people ask for it.
pub struct AttributeQuery {
    /// Name of the attribute in reports.
    pub name: &'static str,
    /// Whether a picture shows it; nothing where it does not show enough to tell.
    pub holds: fn(&Description) -> Option<bool>,
}

impl AttributeQuery {
    /// The query in a language.
    pub fn text(&self, language: Language) -> &'static str {
        language.attribute_texts().of(self.name)
    }
}

const fn query(name: &'static str, holds: fn(&Description) -> Option<bool>) -> AttributeQuery {
    AttributeQuery { name, holds }
}

/// The queries of one language, a part of its lexicon; refused where one is missing or unknown.
#[derive(Debug)]
pub struct AttributeTexts(BTreeMap<String, Text>);

impl AttributeTexts {
    /// The query for the attribute of that name.
    ///
    /// # Panics
    /// Where there is no such attribute.
    pub fn of(&self, name: &str) -> &'static str {
        self.0[name].0
    }
}

impl<'de> Deserialize<'de> for AttributeTexts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = BTreeMap::<String, Text>::deserialize(deserializer)?;
        let named = |name: &String| QUERIES.iter().any(|query| query.name == name);
        if let Some(name) = texts.keys().find(|name| !named(name)) {
            return Err(D::Error::custom(format_args!("unknown attribute {name:?}")));
        }
        match QUERIES.iter().find(|query| !texts.contains_key(query.name)) {
            Some(query) => Err(D::Error::custom(format_args!("no query for {:?}", query.name))),
            None => Ok(Self(texts)),
        }
    }
}

/// The upper garment that is seen first; a dress is none.
fn top(d: &Description) -> Option<Option<Item<Upper>>> {
    let worn = d.outer.or(d.upper);
    (worn.is_some() || d.one_piece.is_some()).then_some(worn)
}

fn top_is(d: &Description, kinds: &[Upper]) -> Option<bool> {
    top(d).map(|worn| worn.is_some_and(|item| kinds.contains(&item.kind)))
}

fn top_colour(d: &Description, colours: &[Colour]) -> Option<bool> {
    let colour = d.outer.or(d.upper).map(|item| item.colour);
    colour
        .or(d.one_piece.map(|item| item.colour))
        .map(|colour| colours.contains(&colour))
}

fn legs_are(d: &Description, kinds: &[Lower]) -> Option<bool> {
    match (d.lower, d.one_piece) {
        (Some(item), _) => Some(kinds.contains(&item.kind)),
        (None, Some(_)) => Some(false),
        (None, None) => None,
    }
}

fn legs_colour(d: &Description, colours: &[Colour]) -> Option<bool> {
    d.lower
        .map(|item| !item.kind.is_skirt() && colours.contains(&item.colour))
}

fn whole_is(d: &Description, kinds: &[OnePiece]) -> Option<bool> {
    match (d.one_piece, d.upper.is_some() || d.lower.is_some()) {
        (Some(item), _) => Some(kinds.contains(&item.kind)),
        (None, true) => Some(false),
        (None, false) => None,
    }
}

fn shoes_are(d: &Description, kinds: &[Footwear]) -> Option<bool> {
    d.footwear.map(|item| kinds.contains(&item.kind))
}

fn has_bag(d: &Description, kinds: &[Bag]) -> Option<bool> {
    Some(d.bags.iter().any(|item| kinds.contains(&item.kind)))
}

fn has_extra(d: &Description, extra: Extra) -> Option<bool> {
    Some(d.extras.iter().any(|(kind, _)| *kind == extra))
}

fn hat_is(d: &Description, kinds: &[Headgear]) -> Option<bool> {
    Some(d.headgear.is_some_and(|item| kinds.contains(&item.kind)))
}

fn hair_is(d: &Description, styles: &[HairStyle]) -> Option<bool> {
    d.hair.map(|hair| styles.contains(&hair.style))
}

fn does(d: &Description, action: Action) -> Option<bool> {
    d.action.map(|seen| seen == action)
}

/// The attributes, in the order of reports.
pub const QUERIES: &[AttributeQuery] = &[
    query("man", |d| (d.age != Age::Child).then_some(d.sex == Sex::Male)),
    query("woman", |d| (d.age != Age::Child).then_some(d.sex == Sex::Female)),
    query("child", |d| Some(d.age == Age::Child)),
    query("elderly", |d| Some(d.age == Age::Elderly)),
    query("from behind", |d| Some(d.facing == Facing::Back)),
    query("from the front", |d| Some(d.facing == Facing::Front)),
    query("T-shirt", |d| top_is(d, &[Upper::TShirt])),
    query("shirt", |d| top_is(d, &[Upper::Shirt, Upper::ShortSleeveShirt])),
    query("sweater", |d| top_is(d, &[Upper::Sweater, Upper::Turtleneck])),
    query("hoodie", |d| top_is(d, &[Upper::Hoodie])),
    query("jacket", |d| {
        top_is(
            d,
            &[
                Upper::Jacket,
                Upper::DenimJacket,
                Upper::LeatherJacket,
                Upper::TrackJacket,
                Upper::Puffer,
            ],
        )
    }),
    query("coat", |d| {
        top_is(d, &[Upper::Coat, Upper::TrenchCoat, Upper::Parka])
    }),
    query("blazer", |d| top_is(d, &[Upper::Blazer])),
    query("sleeveless top", |d| top_is(d, &[Upper::TankTop])),
    query("dress", |d| {
        whole_is(d, &[OnePiece::ShortDress, OnePiece::Dress, OnePiece::LongDress])
    }),
    query("skirt", |d| {
        legs_are(
            d,
            &[
                Lower::MiniSkirt,
                Lower::Skirt,
                Lower::PleatedSkirt,
                Lower::LongSkirt,
            ],
        )
    }),
    query("jeans", |d| legs_are(d, &[Lower::Jeans, Lower::RippedJeans])),
    query("shorts", |d| legs_are(d, &[Lower::Shorts, Lower::DenimShorts])),
    query("leggings", |d| legs_are(d, &[Lower::Leggings])),
    query("backpack", |d| has_bag(d, &[Bag::Backpack])),
    query("shoulder bag", |d| {
        has_bag(d, &[Bag::ShoulderBag, Bag::CrossbodyBag])
    }),
    query("handbag", |d| has_bag(d, &[Bag::Handbag])),
    query("suitcase", |d| has_bag(d, &[Bag::Suitcase])),
    query("any bag", |d| Some(!d.bags.is_empty())),
    query("cap", |d| hat_is(d, &[Headgear::Cap])),
    query("hat", |d| {
        hat_is(
            d,
            &[Headgear::Cap, Headgear::Beanie, Headgear::Hat, Headgear::SunHat],
        )
    }),
    query("glasses", |d| {
        (d.facing != Facing::Back).then_some(d.eyewear == Some(Eyewear::Glasses))
    }),
    query("sunglasses", |d| {
        (d.facing != Facing::Back).then_some(d.eyewear == Some(Eyewear::Sunglasses))
    }),
    query("long hair", |d| {
        hair_is(d, &[HairStyle::Long, HairStyle::LongCurly])
    }),
    query("short hair", |d| hair_is(d, &[HairStyle::Short, HairStyle::Buzz])),
    query("ponytail", |d| hair_is(d, &[HairStyle::Ponytail])),
    query("boots", |d| {
        shoes_are(d, &[Footwear::AnkleBoots, Footwear::HighBoots])
    }),
    query("sneakers", |d| shoes_are(d, &[Footwear::Sneakers])),
    query("sandals", |d| {
        shoes_are(d, &[Footwear::Sandals, Footwear::FlipFlops])
    }),
    query("high heels", |d| shoes_are(d, &[Footwear::HighHeels])),
    query("striped top", |d| {
        top(d).map(|worn| {
            worn.is_some_and(|item| {
                matches!(
                    item.pattern,
                    Pattern::HorizontalStripes | Pattern::VerticalStripes
                )
            })
        })
    }),
    query("scarf", |d| has_extra(d, Extra::Scarf)),
    query("umbrella", |d| has_extra(d, Extra::Umbrella)),
    query("black top", |d| top_colour(d, &[Colour::Black])),
    query("white top", |d| top_colour(d, &[Colour::White])),
    query("red top", |d| top_colour(d, &[Colour::Red, Colour::DarkRed])),
    query("blue trousers", |d| {
        legs_colour(d, &[Colour::Blue, Colour::DarkBlue, Colour::LightBlue])
    }),
    query("sitting", |d| does(d, Action::Sitting)),
    query("running", |d| does(d, Action::Running)),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Conditions, Person, Shot, render};
    use std::collections::HashSet;

    #[test]
    fn missing_and_unknown_attributes_are_refused_by_name() {
        let all: String = QUERIES
            .iter()
            .map(|query| format!("{:?} = \"x\"\n", query.name))
            .collect();
        assert!(toml::from_str::<AttributeTexts>(&all).is_ok());
        let more = format!("{all}wings = \"person with wings\"");
        let less = all.replace("\"man\" = \"x\"\n", "");
        for (text, part) in [(more, "wings"), (less, "no query for \"man\"")] {
            let error = toml::from_str::<AttributeTexts>(&text)
                .expect_err(part)
                .to_string();
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn every_attribute_is_found_and_missed_and_asked_for_in_every_language() {
        let pictures: Vec<Description> = (0..1500)
            .map(|seed| {
                render(
                    &Person::sample(seed),
                    &Shot::sample(seed, Conditions::Train),
                    24,
                    48,
                )
                .description
            })
            .collect();
        let names: HashSet<&str> = QUERIES.iter().map(|query| query.name).collect();
        assert_eq!(names.len(), QUERIES.len());
        for query in QUERIES {
            let texts: HashSet<&str> = Language::ALL.iter().map(|l| query.text(*l)).collect();
            assert_eq!(texts.len(), Language::ALL.len(), "{}", query.name);
            let known: Vec<bool> = pictures.iter().filter_map(query.holds).collect();
            let right = known.iter().filter(|holds| **holds).count();
            // The renderer at this size hides glasses and hats more often than at the usual one.
            assert!(
                known.len() > 100 && right < known.len(),
                "{}: {right} of {}",
                query.name,
                known.len()
            );
        }
    }
}
