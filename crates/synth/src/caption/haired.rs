//! How a person is called by the hair in languages that have an adjective for it: "blonde", "langhaarig".

use crate::attributes::{HairColour, HairStyle};
use crate::description::Hair;
use crate::lexicon::Words;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The words by style and by colour; none where no word is usual.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Haired {
    style: BTreeMap<HairStyle, Words>,
    colour: BTreeMap<HairColour, Words>,
}

impl Haired {
    /// The words for this hair: by its style where `by_style` or where there is none to have a colour, else by its colour.
    pub fn words(&self, hair: Hair, by_style: bool) -> &[&'static str] {
        let styled = by_style || hair.style == HairStyle::Bald;
        let style = self.style.get(&hair.style).filter(|_| styled);
        match style.or_else(|| self.colour.get(&hair.colour)) {
            Some(words) => words,
            None => &[],
        }
    }
}
