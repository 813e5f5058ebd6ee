//! What a caption claims, and whether another picture bears it out.
//!
//! "Woman in a red coat" is true of every woman in a red coat, not of one picture alone. A training batch that calls the
//! others wrong teaches the model not to see what they share.

mod fit;
mod person;
mod worn;

use super::ensemble::Ensemble;
use super::vague::Hypernym;
use crate::description::{Description, Item};
use fit::yes_if;
use person::{action, age, build, hair};
use worn::eyewear;

pub use fit::Fit;

/// The facts that a caption tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// What each of its parts tells: a caption in two languages has two.
    told: Vec<Told>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    facts: Description,
    outfit: Option<Item<Ensemble>>,
    facing: bool,
    /// Whether the sex is told.
    sex: bool,
    /// Whether colours and patterns are told.
    looks: bool,
    /// Classes by whose nouns things were named: any thing of the class bears such a noun out.
    hypernyms: Vec<Hypernym>,
}

impl Claims {
    pub(super) fn new(
        facts: &Description,
        outfit: Option<Item<Ensemble>>,
        facing: bool,
        looks: bool,
    ) -> Self {
        Self {
            told: vec![Told {
                facts: facts.clone(),
                outfit,
                facing,
                sex: true,
                looks,
                hypernyms: Vec::new(),
            }],
        }
    }

    /// A thing was named by the noun of its class.
    pub(super) fn generalise(&mut self, class: Hypernym) {
        self.told.iter_mut().for_each(|told| told.hypernyms.push(class));
    }

    /// The claims of a caption that goes on with another one.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.told.extend(other.told);
        self
    }

    /// The person was named by a noun for anyone.
    pub(super) fn leave_sex_open(&mut self) {
        self.told.iter_mut().for_each(|told| told.sex = false);
    }

    /// Whether the claims are true of the picture that `seen` describes. Unknown where nothing is known of the claims.
    pub fn fits(&self, seen: &Description) -> Fit {
        let fits = self.told.iter().map(|told| told.fits(seen));
        fits.reduce(Fit::and).unwrap_or(Fit::Unknown)
    }

    /// The facts that are told, part by part; what is not told is `None` or empty, an untold build is average. The upper and the lower
    /// garment of an outfit that was told as one thing are not among them.
    pub fn facts(&self) -> impl Iterator<Item = &Description> {
        self.told.iter().map(|told| &told.facts)
    }

    /// Whether the sex of the person is told.
    pub fn tells_sex(&self) -> bool {
        self.told.iter().any(|told| told.sex)
    }

    /// Whether colours and patterns are told.
    pub fn tells_looks(&self) -> bool {
        self.told.iter().any(|told| told.looks)
    }

    /// Whether the side of the person is told.
    pub fn tells_facing(&self) -> bool {
        self.told.iter().any(|told| told.facing)
    }

    /// Whether upper and lower garment are told as one thing.
    pub fn tells_outfit(&self) -> bool {
        self.told.iter().any(|told| told.outfit.is_some())
    }
}

impl Told {
    fn fits(&self, seen: &Description) -> Fit {
        let facts = &self.facts;
        let parts = [
            yes_if(!self.sex || facts.sex == seen.sex),
            age(facts.age, seen.age),
            build(facts.build, seen.build),
            hair(facts.hair, seen),
            self.top(seen),
            self.legs(seen),
            self.outfit(seen),
            self.footwear(seen),
            self.bags(seen),
            self.headgear(seen),
            eyewear(facts, seen),
            self.extras(seen),
            action(facts.action, seen.action),
            match self.facing {
                true => yes_if(facts.facing == seen.facing),
                false => Fit::Yes,
            },
        ];
        parts.into_iter().fold(Fit::Yes, Fit::and)
    }
}

#[cfg(test)]
mod tests;
