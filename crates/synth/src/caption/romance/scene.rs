//! The told facts as noun phrases of one language, ready to be set into sentences.

use super::Thing;
use crate::attributes::{Action, Bag, Facing, Headgear};
use crate::caption::{Caption, Claims};

/// Noun phrases of one caption. A sentence shape takes out what it tells; the rest goes into further
/// sentences, so nothing is told twice and nothing chosen is lost.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The person: "jeune femme blonde".
    pub person: Thing,
    /// Garments, outermost first.
    pub clothes: Vec<Thing>,
    /// Footwear.
    pub shoes: Option<Thing>,
    /// No footwear, and that is told.
    pub barefoot: bool,
    /// Bags.
    pub bags: Vec<(Bag, Thing)>,
    /// Headgear other than a hood.
    pub headgear: Option<(Headgear, Thing)>,
    /// The hood is up.
    pub hood: bool,
    /// Glasses.
    pub eyewear: Option<Thing>,
    /// Hair.
    pub hair: Option<Thing>,
    /// Worn things besides clothes: scarf, belt, gloves …
    pub worn: Vec<Thing>,
    /// Things in the hands.
    pub held: Vec<Thing>,
    /// What the person does.
    pub action: Option<Action>,
    /// The side that is seen.
    pub facing: Option<Facing>,
    /// Every noun phrase of the scene by itself, also those merged into a larger one.
    pub phrases: Vec<String>,
}

impl Scene {
    /// Garments and footwear, taken out.
    pub fn take_outfit(&mut self) -> Vec<Thing> {
        let mut outfit: Vec<Thing> = self.clothes.drain(..).collect();
        outfit.extend(self.shoes.take());
        outfit
    }

    /// Whether there are garments or footwear left to tell.
    pub fn has_outfit(&self) -> bool {
        !self.clothes.is_empty() || self.shoes.is_some()
    }
}

/// The finished caption: of `phrases` those stay that the text really holds.
pub fn caption(text: String, phrases: &[String], claims: &Claims) -> Caption {
    let low = text.to_lowercase();
    let phrases = phrases
        .iter()
        .filter(|phrase| low.contains(&phrase.to_lowercase()))
        .cloned()
        .collect();
    Caption {
        text,
        phrases,
        claims: claims.clone(),
    }
}
