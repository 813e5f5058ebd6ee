//! Patterns where the benchmarks show none: dotted bags, checked coats, flowered trousers, and dyed hair.
//!
//! Who has only seen plain bags takes "a green polka-dot bag" for a green one. The benchmarks keep their people, so this
//! is for training alone.

use super::belongings::Weights;
use super::colours::{CLOTH, dressed, patterned};
use crate::attributes::{Bag, Footwear, HairColour, HairStyle, Headgear, Lower, Pattern, Upper};
use crate::description::Item;
use crate::dice::Dice;
use crate::palette;
use crate::person::{Person, Worn};
use Pattern::{
    Camouflage, Checks, ColourBlock, Dots, Floral, Gradient, HorizontalStripes, Knit, Leather, Logo,
    VerticalStripes,
};

/// Separates these draws from those of the person.
const RARE: u64 = 0x7261_7265_0000_0000;

impl Person {
    /// The same person, whose bags, coats, trousers, hats and shoes often have a pattern, and whose hair is often dyed.
    /// The same seed gives the same cloth.
    pub fn with_rare_patterns(mut self, seed: u64) -> Self {
        let dice = &mut Dice::new(seed ^ RARE);
        for bag in &mut self.bags {
            if dice.chance(0.5) {
                pattern(bag, of_bag(bag.item.kind), dice);
            }
        }
        for garment in [&mut self.upper, &mut self.outer].into_iter().flatten() {
            if dice.chance(0.35) {
                pattern(garment, of_upper(garment.item.kind), dice);
            }
        }
        if let Some(lower) = &mut self.lower
            && dice.chance(0.25)
        {
            pattern(lower, of_lower(lower.item.kind), dice);
        }
        if let Some(hat) = &mut self.headgear
            && matches!(
                hat.item.kind,
                Headgear::Cap | Headgear::Beanie | Headgear::Headscarf | Headgear::Hat
            )
            && dice.chance(0.4)
        {
            pattern(
                hat,
                &[
                    (HorizontalStripes, 2.0),
                    (Checks, 2.0),
                    (ColourBlock, 2.0),
                    (Dots, 1.0),
                    (Camouflage, 1.0),
                ],
                dice,
            );
        }
        if matches!(self.footwear.item.kind, Footwear::Sneakers | Footwear::Flats) && dice.chance(0.2) {
            pattern(
                &mut self.footwear,
                &[(ColourBlock, 4.0), (Floral, 1.0), (Checks, 1.0)],
                dice,
            );
        }
        if self.hair.style != HairStyle::Bald && dice.chance(0.2) {
            self.hair.colour = dice.pick(&[
                (HairColour::Red, 3.0),
                (HairColour::Dyed, 3.0),
                (HairColour::Blond, 1.0),
            ]);
            self.hair_rgb = palette::hair(self.hair.colour, dice);
        }
        self
    }
}

fn of_bag(kind: Bag) -> Weights<Pattern> {
    match kind {
        Bag::Briefcase | Bag::Suitcase => &[(ColourBlock, 2.0), (VerticalStripes, 1.0), (Checks, 1.0)],
        _ => &[
            (Dots, 2.0),
            (Checks, 2.5),
            (Floral, 2.5),
            (HorizontalStripes, 1.5),
            (VerticalStripes, 1.0),
            (ColourBlock, 2.0),
            (Camouflage, 0.7),
            (Logo, 1.0),
            (Leather, 1.5),
        ],
    }
}

/// Denim, leather and high-visibility jackets are what their names say.
fn of_upper(kind: Upper) -> Weights<Pattern> {
    match kind {
        Upper::DenimJacket | Upper::LeatherJacket | Upper::HiVisVest => &[],
        Upper::Blazer | Upper::Coat | Upper::TrenchCoat | Upper::Parka | Upper::Jacket | Upper::Puffer => &[
            (Checks, 4.0),
            (ColourBlock, 3.0),
            (VerticalStripes, 1.0),
            (Floral, 0.7),
            (Camouflage, 0.7),
            (Leather, 0.7),
        ],
        Upper::Cardigan | Upper::Sweater | Upper::Turtleneck | Upper::Vest => &[
            (Knit, 2.0),
            (HorizontalStripes, 3.0),
            (ColourBlock, 2.0),
            (Checks, 2.0),
            (Floral, 0.7),
            (Dots, 0.7),
        ],
        _ => &[
            (HorizontalStripes, 2.0),
            (VerticalStripes, 1.5),
            (Checks, 2.0),
            (Dots, 1.5),
            (Floral, 1.5),
            (ColourBlock, 2.0),
            (Camouflage, 1.0),
            (Gradient, 0.7),
            (Logo, 2.0),
        ],
    }
}

/// Jeans stay jeans.
fn of_lower(kind: Lower) -> Weights<Pattern> {
    match kind {
        Lower::Jeans | Lower::RippedJeans | Lower::DenimShorts => &[],
        Lower::SuitTrousers => &[(Checks, 2.0), (VerticalStripes, 2.0)],
        _ => &[
            (Checks, 3.0),
            (Floral, 2.0),
            (VerticalStripes, 1.5),
            (ColourBlock, 2.0),
            (Dots, 1.0),
            (Camouflage, 1.0),
            (Leather, 1.0),
        ],
    }
}

/// Gives a plain thing one of the patterns; its main colour stays where the pattern comes in it.
fn pattern<K: Copy>(thing: &mut Worn<K>, patterns: Weights<Pattern>, dice: &mut Dice) {
    if patterns.is_empty() || thing.item.pattern != Pattern::Plain {
        return;
    }
    let Item { kind, colour, .. } = thing.item;
    let pattern = dice.pick(patterns);
    *thing = match pattern {
        Camouflage => dressed(kind, CLOTH, &[(Camouflage, 1.0)], dice),
        _ => patterned(kind, colour, pattern, dice),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn bags_and_coats_get_patterns_and_jeans_stay_jeans() {
        let mut bags = HashSet::new();
        let mut coats = HashSet::new();
        for seed in 0..4000 {
            let plain = Person::sample(seed);
            let person = plain.clone().with_rare_patterns(seed);
            assert_eq!(person, plain.clone().with_rare_patterns(seed));
            bags.extend(person.bags.iter().map(|bag| bag.item.pattern));
            let coat = person.upper.filter(|worn| worn.item.kind == Upper::Coat);
            coats.extend(coat.map(|worn| worn.item.pattern));
            let jeans = person.lower.filter(|worn| worn.item.kind == Lower::Jeans);
            assert!(jeans.is_none_or(|worn| worn.item.pattern == Pattern::Denim));
            assert_eq!(person.bags.len(), plain.bags.len());
            assert_eq!(
                person.upper.map(|worn| worn.item.kind),
                plain.upper.map(|worn| worn.item.kind)
            );
        }
        for pattern in [Dots, Checks, Floral, HorizontalStripes, ColourBlock, Camouflage] {
            assert!(bags.contains(&pattern), "{pattern:?}");
        }
        for pattern in [Checks, ColourBlock, Pattern::Plain] {
            assert!(coats.contains(&pattern), "{pattern:?}");
        }
    }
}
