//! The attributes of a picture as classes of a classifier: dense supervision for the first steps of training.
//!
//! Each [`Group`] is one question ("what colour is the lower garment?") with one right answer, or none where the
//! picture does not show it.

mod questions;

use crate::caption::Claims;
use crate::description::Description;
use crate::material::Region;
use crate::render::region_map::is_small;
use questions::{BAGS, GROUPS, Group, TOP};
use std::ops::Range;

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
            assert_eq!(
                told.contains(&(description.sex as usize)),
                said.claims.tells_sex()
            );
            // The colour of what the legs wear.
            let asked = (GROUPS[12].told)(&said.claims);
            assert!(said.claims.tells_looks() || !asked, "{}", said.text);
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
