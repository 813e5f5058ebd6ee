//! The attributes of a picture as classes of a classifier: dense supervision for the first steps of training.
//!
//! Each [`Group`] is one question ("what colour is the lower garment?") with one right answer, or none where the
//! picture does not show it.

use super::attributes::{
    Action, Age, Bag, Build, Colour, Extra, Eyewear, Facing, Footwear, HairColour, HairStyle, Headgear,
    Lower, OnePiece, Pattern, Sex, Sleeves, Upper,
};
use super::caption::Claims;
use super::description::{Description, Item};
use super::material::Region;
use super::render::region_map::is_small;
use std::ops::Range;

/// One question and its number of answers.
struct Group {
    answers: usize,
    answer: fn(&Description) -> Option<usize>,
    /// Whether a caption answers it.
    told: fn(&Claims) -> bool,
    /// Where in a picture the answer can be seen; nowhere in particular where this is empty.
    regions: &'static [Region],
}

/// Whether a caption tells a fact.
fn tells(claims: &Claims, fact: fn(&Description) -> bool) -> bool {
    claims.facts().is_some_and(fact)
}

/// The outermost garment of the upper body, which captions mostly mean.
fn top(description: &Description) -> Option<Item<Upper>> {
    description.outer.or(description.upper)
}

/// Regions of the upper garments.
const TOP: &[Region] = &[Region::Upper, Region::Outer];
/// Regions of what the legs wear.
const LEGS: &[Region] = &[Region::Lower, Region::OnePiece];
/// Regions of bags.
const BAGS: &[Region] = &[Region::BagA, Region::BagB];

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

const GROUPS: &[Group] = &[
    Group {
        answers: Sex::ALL.len(),
        answer: |d| Some(d.sex as usize),
        told: |_| true,
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
        told: |c| c.tells_outfit() || tells(c, |f| top(f).is_some()),
        regions: TOP,
    },
    Group {
        answers: Pattern::ALL.len(),
        answer: |d| top(d).map(|item| item.pattern as usize),
        told: |c| tells(c, |f| top(f).is_some()),
        regions: TOP,
    },
    // What is worn under an open jacket.
    Group {
        answers: Colour::ALL.len(),
        answer: |d| d.outer.and(d.upper).map(|item| item.colour as usize),
        told: |c| tells(c, |f| f.outer.is_some() && f.upper.is_some()),
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
        told: |c| c.tells_outfit() || tells(c, |f| f.lower.is_some() || f.one_piece.is_some()),
        regions: LEGS,
    },
    Group {
        answers: Pattern::ALL.len(),
        answer: |d| {
            let one_piece = || d.one_piece.map(|item| item.pattern as usize);
            d.lower.map(|item| item.pattern as usize).or_else(one_piece)
        },
        told: |c| tells(c, |f| f.lower.is_some() || f.one_piece.is_some()),
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
        told: |c| tells(c, |f| f.footwear.is_some()),
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
        told: |c| tells(c, |f| !f.bags.is_empty()),
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

/// The classes of each question, as ranges that follow each other.
pub fn groups() -> Vec<Range<usize>> {
    let mut first = 0;
    let range = |group: &Group| {
        let range = first..first + group.answers;
        first = range.end;
        range
    };
    GROUPS.iter().map(range).collect()
}

/// The true classes of a picture, at most one of each group.
pub fn concepts(description: &Description) -> Vec<usize> {
    let answers = GROUPS.iter().zip(groups());
    answers
        .filter_map(|(group, classes)| (group.answer)(description).map(|answer| classes.start + answer))
        .collect()
}

/// The true classes of a picture that a caption of it tells: a text can answer no other question.
pub fn told_concepts(description: &Description, claims: &Claims) -> Vec<usize> {
    let answers = GROUPS.iter().zip(groups());
    answers
        .filter(|(group, _)| (group.told)(claims))
        .filter_map(|(group, classes)| (group.answer)(description).map(|answer| classes.start + answer))
        .collect()
}

/// The true classes that a patch shows, whose cells show the given regions. A small thing counts from one cell on, others
/// from two. Bags count where there is one of them, as a patch does not tell which it shows.
pub fn patch_concepts(description: &Description, cells: &[u8]) -> Vec<usize> {
    let visible = |regions: &[Region]| {
        let count = |small: bool| {
            let of = regions
                .iter()
                .filter(|region| is_small(**region as usize) == small);
            of.map(|region| cells.iter().filter(|cell| **cell == *region as u8).count())
                .sum::<usize>()
        };
        count(true) >= 1 || count(false) >= 2.min(cells.len())
    };
    // What is seen under an open jacket is not what these questions ask for.
    let regions = |group: &Group| match group.regions == TOP && description.outer.is_some() {
        true => &[Region::Outer],
        false => group.regions,
    };
    let answers = GROUPS.iter().zip(groups());
    answers
        .filter(|(group, _)| visible(regions(group)))
        .filter(|(group, _)| group.regions != BAGS || description.bags.len() == 1)
        .filter_map(|(group, classes)| (group.answer)(description).map(|answer| classes.start + answer))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caption::{Language, Split, brief_caption};
    use crate::{Conditions, Person, Shot, render};

    #[test]
    fn every_answer_stays_within_its_group_and_follows_the_description() {
        let groups = groups();
        for seed in 0..200 {
            let shot = Shot::sample(seed, Conditions::Train);
            let picture = render(&Person::sample(seed), &shot, 24, 48);
            let classes = concepts(&picture.description);
            for (at, class) in classes.iter().enumerate() {
                let group = groups
                    .iter()
                    .position(|g| g.contains(class))
                    .expect("a known class");
                assert!(
                    at == 0 || !groups[group].contains(&classes[at - 1]),
                    "one answer a question"
                );
            }
            assert!(classes.contains(&(picture.description.sex as usize)));
            let colours = &groups[12];
            let told = classes.iter().find(|class| colours.contains(class));
            let lower = picture.description.lower.map(|item| item.colour as usize);
            if let Some(lower) = lower {
                assert_eq!(told, Some(&(colours.start + lower)));
            }
        }
    }

    #[test]
    fn a_text_answers_what_it_tells_and_a_patch_what_it_shows() {
        let mut brief = 0;
        for seed in 0..200 {
            let shot = Shot::sample(seed, Conditions::Train);
            let description = render(&Person::sample(seed), &shot, 48, 96).description;
            let all = concepts(&description);
            let said = brief_caption(&description, Language::English, Split::All, seed);
            let told = told_concepts(&description, &said.claims);
            assert!(told.iter().all(|class| all.contains(class)));
            assert!(told.contains(&(description.sex as usize)));
            brief += usize::from(told.len() < all.len() / 2);
            let shows = |region: Region| patch_concepts(&description, &[region as u8; 4]);
            assert!(shows(Region::Skin).is_empty());
            let shoes = shows(Region::Footwear);
            assert_eq!(shoes.len(), if description.footwear.is_some() { 2 } else { 0 });
            assert!(shoes.iter().all(|class| all.contains(class)));
            // One cell of a shoe is enough, one of a coat is not.
            let one = |region: Region| patch_concepts(&description, &[region as u8, 17, 17, 17]);
            assert_eq!(one(Region::Footwear), shoes);
            assert!(one(Region::Outer).is_empty() && one(Region::Lower).is_empty());
            // Under an open jacket the answer is the jacket's.
            assert!(description.outer.is_none() || shows(Region::Upper).is_empty());
        }
        assert!(brief > 150, "{brief}");
    }
}
