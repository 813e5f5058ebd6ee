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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_counts_where_asked_for_and_without_hair() {
        let text = "[style]\nbald = [\"bald\"]\nlong = [\"long-haired\"]\n[colour]\nred = [\"red-haired\"]";
        let haired: Haired = toml::from_str(text).expect("a table of styles and one of colours");
        let words = |style, colour, by_style| haired.words(Hair { style, colour }, by_style);
        assert_eq!(words(HairStyle::Bald, HairColour::Red, false), ["bald"]);
        assert_eq!(words(HairStyle::Long, HairColour::Red, true), ["long-haired"]);
        assert_eq!(words(HairStyle::Long, HairColour::Red, false), ["red-haired"]);
        assert_eq!(words(HairStyle::Bun, HairColour::Red, true), ["red-haired"]);
        assert!(words(HairStyle::Bun, HairColour::Dyed, true).is_empty());
    }
}
