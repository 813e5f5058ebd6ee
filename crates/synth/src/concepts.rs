//! The attributes of a picture as classes of a classifier: dense supervision for the first steps of training.
//!
//! Each [`Group`] is one question ("what colour is the lower garment?") with one right answer, or none where the
//! picture does not show it.

use super::attributes::{
    Action, Age, Bag, Build, Colour, Eyewear, Facing, Footwear, HairColour, HairStyle, Headgear, Lower,
    OnePiece, Pattern, Sex, Sleeves, Upper,
};
use super::description::{Description, Item};
use std::ops::Range;

/// One question and its number of answers.
struct Group {
    answers: usize,
    answer: fn(&Description) -> Option<usize>,
}

/// The outermost garment of the upper body, which captions mostly mean.
fn top(description: &Description) -> Option<Item<Upper>> {
    description.outer.or(description.upper)
}

const GROUPS: &[Group] = &[
    Group {
        answers: Sex::ALL.len(),
        answer: |d| Some(d.sex as usize),
    },
    Group {
        answers: Age::ALL.len(),
        answer: |d| Some(d.age as usize),
    },
    Group {
        answers: Build::ALL.len(),
        answer: |d| Some(d.build as usize),
    },
    Group {
        answers: HairStyle::ALL.len(),
        answer: |d| d.hair.map(|hair| hair.style as usize),
    },
    Group {
        answers: HairColour::ALL.len(),
        answer: |d| {
            d.hair
                .filter(|hair| hair.style != HairStyle::Bald)
                .map(|hair| hair.colour as usize)
        },
    },
    Group {
        answers: Upper::ALL.len(),
        answer: |d| top(d).map(|item| item.kind as usize),
    },
    Group {
        answers: Colour::ALL.len(),
        answer: |d| top(d).map(|item| item.colour as usize),
    },
    Group {
        answers: Pattern::ALL.len(),
        answer: |d| top(d).map(|item| item.pattern as usize),
    },
    // What is worn under an open jacket.
    Group {
        answers: Colour::ALL.len(),
        answer: |d| d.outer.and(d.upper).map(|item| item.colour as usize),
    },
    Group {
        answers: 2,
        answer: |d| Some(usize::from(d.outer.is_some())),
    },
    Group {
        answers: Sleeves::ALL.len(),
        answer: |d| d.sleeves.map(|sleeves| sleeves as usize),
    },
    Group {
        answers: Lower::ALL.len() + OnePiece::ALL.len(),
        answer: |d| {
            let one_piece = || d.one_piece.map(|item| Lower::ALL.len() + item.kind as usize);
            d.lower.map(|item| item.kind as usize).or_else(one_piece)
        },
    },
    Group {
        answers: Colour::ALL.len(),
        answer: |d| {
            let one_piece = || d.one_piece.map(|item| item.colour as usize);
            d.lower.map(|item| item.colour as usize).or_else(one_piece)
        },
    },
    Group {
        answers: Pattern::ALL.len(),
        answer: |d| {
            let one_piece = || d.one_piece.map(|item| item.pattern as usize);
            d.lower.map(|item| item.pattern as usize).or_else(one_piece)
        },
    },
    Group {
        answers: Footwear::ALL.len(),
        answer: |d| d.footwear.map(|item| item.kind as usize),
    },
    Group {
        answers: Colour::ALL.len(),
        answer: |d| d.footwear.map(|item| item.colour as usize),
    },
    Group {
        answers: Bag::ALL.len() + 1,
        answer: |d| Some(d.bags.first().map_or(Bag::ALL.len(), |item| item.kind as usize)),
    },
    Group {
        answers: Colour::ALL.len(),
        answer: |d| d.bags.first().map(|item| item.colour as usize),
    },
    Group {
        answers: Headgear::ALL.len() + 1,
        answer: |d| Some(d.headgear.map_or(Headgear::ALL.len(), |item| item.kind as usize)),
    },
    Group {
        answers: Eyewear::ALL.len() + 1,
        answer: |d| Some(d.eyewear.map_or(Eyewear::ALL.len(), |kind| kind as usize)),
    },
    Group {
        answers: Action::ALL.len(),
        answer: |d| d.action.map(|action| action as usize),
    },
    Group {
        answers: Facing::ALL.len(),
        answer: |d| Some(d.facing as usize),
    },
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

#[cfg(test)]
mod tests {
    use super::*;
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
}
