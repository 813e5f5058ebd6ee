//! Outfits that people name as one thing: a suit, a tracksuit, double denim, all in black.

use super::super::attributes::{Colour, Lower, Pattern, Upper};
use super::super::description::{Description, Item};
use super::Sampler;
use crate::lexicon::Vocabulary;
use serde::Deserialize;

/// Share of matching outfits that are told as one thing.
const SHARE: f64 = 0.5;

/// What an outfit is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Ensemble {
    /// Blazer and trousers of one colour.
    Suit,
    /// Tracksuit jacket and joggers of one colour.
    Tracksuit,
    /// Denim above and below.
    Denim,
    /// One colour from neck to feet.
    OneColour,
}

impl Ensemble {
    /// Every kind.
    pub(super) const ALL: &'static [Self] = &[Self::Suit, Self::Tracksuit, Self::Denim, Self::OneColour];
}

impl Vocabulary for Ensemble {
    const VALUES: &'static [Self] = Self::ALL;

    fn place(self) -> usize {
        self as usize
    }
}

/// What the two garments are together.
pub(super) fn outfit(top: Item<Upper>, lower: Item<Lower>, open: bool) -> Option<Ensemble> {
    let one_colour = top.colour == lower.colour;
    let plain = top.pattern == Pattern::Plain && lower.pattern == Pattern::Plain;
    let long = !lower.kind.is_skirt() && !matches!(lower.kind, Lower::Shorts | Lower::DenimShorts);
    match (top.kind, lower.kind) {
        (Upper::Blazer, Lower::SuitTrousers | Lower::Trousers | Lower::Chinos) if one_colour => {
            Some(Ensemble::Suit)
        }
        (Upper::TrackJacket, Lower::Joggers) if one_colour => Some(Ensemble::Tracksuit),
        (Upper::DenimJacket, Lower::Jeans | Lower::RippedJeans) if one_colour => Some(Ensemble::Denim),
        _ if one_colour && plain && long && !open => matches!(
            top.colour,
            Colour::Black | Colour::White | Colour::Grey | Colour::Red | Colour::Beige | Colour::Blue
        )
        .then_some(Ensemble::OneColour),
        _ => None,
    }
}

/// Takes a matching outfit out of the facts, now and then; what is worn below an open jacket stays.
pub(super) fn take(facts: &mut Description, sampler: &mut Sampler<'_>) -> Option<Item<Ensemble>> {
    let (top, lower) = (facts.outer.or(facts.upper)?, facts.lower?);
    let kind = outfit(top, lower, facts.outer.is_some())?;
    // "All in black" is nothing but a colour.
    let untold = kind == Ensemble::OneColour && sampler.colourless;
    if facts.one_piece.is_some() || untold || !sampler.chance(SHARE) {
        return None;
    }
    if facts.outer.take().is_none() {
        facts.upper = None;
    }
    facts.lower = None;
    Some(Item {
        kind,
        colour: top.colour,
        accent: top.colour,
        pattern: Pattern::Plain,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Split, samples};
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    #[test]
    fn a_suit_is_one_thing_and_the_shirt_stays() {
        let item = |kind, colour| Item {
            kind,
            colour,
            accent: colour,
            pattern: Pattern::Plain,
        };
        let mut rng = StdRng::seed_from_u64(8);
        let sampler = &mut Sampler::new(&mut rng, Split::All);
        let dressed = Description {
            outer: Some(item(Upper::Blazer, Colour::DarkBlue)),
            upper: Some(item(Upper::Shirt, Colour::White)),
            lower: Some(Item {
                kind: Lower::SuitTrousers,
                colour: Colour::DarkBlue,
                accent: Colour::DarkBlue,
                pattern: Pattern::Plain,
            }),
            ..samples::bare(crate::attributes::Sex::Male, crate::attributes::Age::Adult)
        };
        let mut suits = 0;
        for _ in 0..400 {
            let mut facts = dressed.clone();
            if let Some(suit) = take(&mut facts, sampler) {
                assert_eq!((suit.kind, suit.colour), (Ensemble::Suit, Colour::DarkBlue));
                assert!(facts.outer.is_none() && facts.lower.is_none() && facts.upper.is_some());
                suits += 1;
            } else {
                assert_eq!(facts, dressed);
            }
        }
        assert!((150..250).contains(&suits), "{suits}");
        let mut mixed = dressed.clone();
        mixed.outer = Some(item(Upper::Blazer, Colour::Red));
        assert!((0..50).all(|_| take(&mut mixed, sampler).is_none()));
    }
}
