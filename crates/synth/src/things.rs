//! The things that captions tell and pictures show: which ones a caption speaks of, and where they are seen.

use super::caption::Claims;
use super::description::Description;
use super::material::Region;

/// A part of a person's look that is told by words of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// Hair.
    Hair,
    /// What the upper body wears.
    Top,
    /// What the legs wear, and dresses.
    Legs,
    /// Footwear.
    Footwear,
    /// Bags.
    Bag,
    /// Headgear.
    Headgear,
    /// Glasses.
    Eyewear,
    /// Scarf, belt, umbrella and the like.
    Extra,
}

impl Thing {
    /// Every thing, in declaration order.
    pub const ALL: [Self; 8] = [
        Self::Hair,
        Self::Top,
        Self::Legs,
        Self::Footwear,
        Self::Bag,
        Self::Headgear,
        Self::Eyewear,
        Self::Extra,
    ];

    /// Whether a caption speaks of it. An outfit that is told in one word is neither top nor legs.
    pub fn is_told(self, claims: &Claims) -> bool {
        claims.facts().any(|facts| self.is_among(facts))
    }

    fn is_among(self, facts: &Description) -> bool {
        match self {
            Self::Hair => facts.hair.is_some(),
            Self::Top => facts.upper.is_some() || facts.outer.is_some() || facts.sleeves.is_some(),
            Self::Legs => facts.lower.is_some() || facts.one_piece.is_some(),
            Self::Footwear => facts.footwear.is_some(),
            Self::Bag => !facts.bags.is_empty(),
            Self::Headgear => facts.headgear.is_some(),
            Self::Eyewear => facts.eyewear.is_some(),
            Self::Extra => !facts.extras.is_empty(),
        }
    }

    /// Whether a cell of a region map shows it.
    pub fn is_shown_by(self, cell: u8) -> bool {
        let regions: &[Region] = match self {
            Self::Hair => &[Region::Hair],
            Self::Top => &[Region::Upper, Region::Outer],
            Self::Legs => &[Region::Lower, Region::OnePiece],
            Self::Footwear => &[Region::Footwear],
            Self::Bag => &[Region::BagA, Region::BagB],
            Self::Headgear => &[Region::Headgear],
            Self::Eyewear => &[Region::Eyewear],
            Self::Extra => &[Region::ExtraA, Region::ExtraB, Region::ExtraC],
        };
        regions.iter().any(|region| *region as u8 == cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caption::{Language, Split, caption};
    use crate::{Conditions, Person, Shot, render};

    #[test]
    fn what_a_caption_tells_the_picture_shows() {
        let mut told = [0; Thing::ALL.len()];
        let mut shown = [0; Thing::ALL.len()];
        for seed in 0..150 {
            let shot = Shot::sample(seed, Conditions::Train);
            let picture = render(&Person::sample(seed), &shot, 48, 96);
            let said = caption(&picture.description, Language::English, Split::All, seed);
            for thing in Thing::ALL {
                if !thing.is_told(&said.claims) {
                    continue;
                }
                told[thing as usize] += 1;
                let mut pixels = picture.regions.pixels().iter();
                shown[thing as usize] += usize::from(pixels.any(|pixel| thing.is_shown_by(*pixel)));
            }
        }
        for thing in Thing::ALL {
            let (told, shown) = (told[thing as usize], shown[thing as usize]);
            assert!(told > 0, "{thing:?}");
            // Shaved heads have no hair to be seen, a phone may be a pixel.
            assert!(shown * 10 >= told * 9, "{thing:?}: {shown} of {told}");
        }
    }
}
