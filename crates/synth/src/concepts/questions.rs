//! The questions that pictures and captions answer: how many answers each has, and where they come from.

use crate::attributes::{
    Action, Age, Bag, Build, Colour, Extra, Eyewear, Facing, Footwear, HairColour, HairStyle, Headgear,
    Lower, OnePiece, Pattern, Sex, Sleeves, Upper,
};
use crate::caption::Claims;
use crate::description::{Description, Item};
use crate::material::Region;

/// One question and its number of answers.
pub(super) struct Group {
    /// Number of answers.
    pub answers: usize,
    /// The right one, where the picture shows it.
    pub answer: fn(&Description) -> Option<usize>,
    /// Whether a caption answers it.
    pub told: fn(&Claims) -> bool,
    /// Where in a picture the answer can be seen; nowhere in particular where this is empty.
    pub regions: &'static [Region],
}

/// Regions of the upper garments.
pub(super) const TOP: &[Region] = &[Region::Upper, Region::Outer];
/// Regions of what the legs wear.
const LEGS: &[Region] = &[Region::Lower, Region::OnePiece];
/// Regions of bags.
pub(super) const BAGS: &[Region] = &[Region::BagA, Region::BagB];

/// All of them; their order is that of the classes.
pub(super) const GROUPS: &[Group] = &[
    Group {
        answers: Sex::ALL.len(),
        answer: |d| Some(d.sex as usize),
        told: |c| c.tells_sex(),
        regions: &[Region::Face],
    },
    Group {
        answers: Age::ALL.len(),
        answer: |d| Some(d.age as usize),
        told: |_| true,
        regions: &[Region::Face],
    },
    Group {
        answers: Build::ALL.len(),
        answer: |d| Some(d.build as usize),
        told: |c| tells(c, |f| f.build != Build::Average),
        regions: &[],
    },
    Group {
        answers: HairStyle::ALL.len(),
        answer: |d| d.hair.map(|hair| hair.style as usize),
        told: |c| tells(c, |f| f.hair.is_some()),
        regions: &[Region::Hair],
    },
    Group {
        answers: HairColour::ALL.len(),
        answer: |d| {
            d.hair
                .filter(|hair| hair.style != HairStyle::Bald)
                .map(|hair| hair.colour as usize)
        },
        told: |c| tells(c, |f| f.hair.is_some()),
        regions: &[Region::Hair],
    },
    Group {
        answers: Upper::ALL.len(),
        answer: |d| top(d).map(|item| item.kind as usize),
        told: |c| c.tells_outfit() || tells(c, |f| top(f).is_some()),
        regions: TOP,
    },
    Group {
        answers: Colour::ALL.len(),
        answer: |d| top(d).map(|item| item.colour as usize),
        told: |c| c.tells_looks() && (c.tells_outfit() || tells(c, |f| top(f).is_some())),
        regions: TOP,
    },
    Group {
        answers: Pattern::ALL.len(),
        answer: |d| top(d).map(|item| item.pattern as usize),
        told: |c| tells_look(c, |f| top(f).is_some()),
        regions: TOP,
    },
    // What is worn under an open jacket.
    Group {
        answers: Colour::ALL.len(),
        answer: |d| d.outer.and(d.upper).map(|item| item.colour as usize),
        told: |c| tells_look(c, |f| f.outer.is_some() && f.upper.is_some()),
        regions: &[],
    },
    Group {
        answers: 2,
        answer: |d| Some(usize::from(d.outer.is_some())),
        told: |c| tells(c, |f| f.outer.is_some()),
        regions: TOP,
    },
    Group {
        answers: Sleeves::ALL.len(),
        answer: |d| d.sleeves.map(|sleeves| sleeves as usize),
        told: |c| tells(c, |f| top(f).is_some()),
        regions: TOP,
    },
    Group {
        answers: Lower::ALL.len() + OnePiece::ALL.len(),
        answer: |d| {
            let one_piece = || d.one_piece.map(|item| Lower::ALL.len() + item.kind as usize);
            d.lower.map(|item| item.kind as usize).or_else(one_piece)
        },
        told: |c| c.tells_outfit() || tells(c, |f| f.lower.is_some() || f.one_piece.is_some()),
        regions: LEGS,
    },
    Group {
        answers: Colour::ALL.len(),
        answer: |d| {
            let one_piece = || d.one_piece.map(|item| item.colour as usize);
            d.lower.map(|item| item.colour as usize).or_else(one_piece)
        },
        told: |c| {
            c.tells_looks() && (c.tells_outfit() || tells(c, |f| f.lower.is_some() || f.one_piece.is_some()))
        },
        regions: LEGS,
    },
    Group {
        answers: Pattern::ALL.len(),
        answer: |d| {
            let one_piece = || d.one_piece.map(|item| item.pattern as usize);
            d.lower.map(|item| item.pattern as usize).or_else(one_piece)
        },
        told: |c| tells_look(c, |f| f.lower.is_some() || f.one_piece.is_some()),
        regions: LEGS,
    },
    Group {
        answers: Footwear::ALL.len(),
        answer: |d| d.footwear.map(|item| item.kind as usize),
        told: |c| tells(c, |f| f.footwear.is_some()),
        regions: &[Region::Footwear],
    },
    Group {
        answers: Colour::ALL.len(),
        answer: |d| d.footwear.map(|item| item.colour as usize),
        told: |c| tells_look(c, |f| f.footwear.is_some()),
        regions: &[Region::Footwear],
    },
    Group {
        answers: Bag::ALL.len() + 1,
        answer: |d| Some(d.bags.first().map_or(Bag::ALL.len(), |item| item.kind as usize)),
        told: |c| tells(c, |f| !f.bags.is_empty()),
        regions: BAGS,
    },
    Group {
        answers: Colour::ALL.len(),
        answer: |d| d.bags.first().map(|item| item.colour as usize),
        told: |c| tells_look(c, |f| !f.bags.is_empty()),
        regions: BAGS,
    },
    Group {
        answers: Headgear::ALL.len() + 1,
        answer: |d| Some(d.headgear.map_or(Headgear::ALL.len(), |item| item.kind as usize)),
        told: |c| tells(c, |f| f.headgear.is_some()),
        regions: &[Region::Headgear],
    },
    Group {
        answers: Eyewear::ALL.len() + 1,
        answer: |d| Some(d.eyewear.map_or(Eyewear::ALL.len(), |kind| kind as usize)),
        told: |c| tells(c, |f| f.eyewear.is_some()),
        regions: &[Region::Eyewear, Region::Face],
    },
    Group {
        answers: Action::ALL.len(),
        answer: |d| d.action.map(|action| action as usize),
        told: |c| tells(c, |f| f.action.is_some()),
        regions: &[],
    },
    Group {
        answers: Facing::ALL.len(),
        answer: |d| Some(d.facing as usize),
        told: |c| c.tells_facing(),
        regions: &[],
    },
    extra::<{ Extra::Scarf as usize }>(),
    extra::<{ Extra::Tie as usize }>(),
    extra::<{ Extra::Belt as usize }>(),
    extra::<{ Extra::Mask as usize }>(),
    extra::<{ Extra::Gloves as usize }>(),
    extra::<{ Extra::Umbrella as usize }>(),
    extra::<{ Extra::Phone as usize }>(),
    extra::<{ Extra::Headphones as usize }>(),
    extra::<{ Extra::Drink as usize }>(),
    extra::<{ Extra::Book as usize }>(),
];

/// Whether a caption tells a fact.
fn tells(claims: &Claims, fact: fn(&Description) -> bool) -> bool {
    claims.facts().any(fact)
}

/// Whether a caption tells the colour and pattern of what a fact is about.
fn tells_look(claims: &Claims, fact: fn(&Description) -> bool) -> bool {
    claims.tells_looks() && tells(claims, fact)
}

/// The outermost garment of the upper body, which captions mostly mean.
fn top(description: &Description) -> Option<Item<Upper>> {
    description.outer.or(description.upper)
}

/// Whether an extra is there.
const fn extra<const KIND: usize>() -> Group {
    fn has<const KIND: usize>(description: &Description) -> bool {
        let mut kinds = description.extras.iter().map(|(kind, _)| *kind as usize);
        kinds.any(|kind| kind == KIND)
    }
    Group {
        answers: 2,
        answer: |d| Some(usize::from(has::<KIND>(d))),
        told: |c| tells(c, has::<KIND>),
        regions: &[],
    }
}
