//! What a caption tells of the person, against what a picture shows: age, build, hair and what is being done.

use super::fit::{Fit, same_or, unknown_if};
use crate::attributes::{Action, Age, Build, HairColour, HairStyle};
use crate::description::{Description, Hair};

pub(super) fn age(claimed: Age, seen: Age) -> Fit {
    let grown = |age| matches!(age, Age::Young | Age::Adult);
    match (claimed, seen) {
        (a, b) if a == b || (grown(a) && grown(b)) => Fit::Yes,
        (Age::Child, _) | (_, Age::Child) => Fit::No,
        (Age::Elderly, _) => Fit::No,
        _ => Fit::Unknown,
    }
}

pub(super) fn build(claimed: Build, seen: Build) -> Fit {
    match claimed {
        Build::Average => Fit::Yes,
        told => same_or(&told, &seen, unknown_if(seen == Build::Average)),
    }
}

pub(super) fn hair(claimed: Option<Hair>, seen: &Description) -> Fit {
    let Some(claimed) = claimed else {
        return Fit::Yes;
    };
    let Some(shown) = seen.hair else {
        return Fit::Unknown;
    };
    let cut = |style| match style {
        HairStyle::Bald | HairStyle::Buzz => 0,
        HairStyle::Short | HairStyle::Curly => 1,
        HairStyle::Bob => 2,
        HairStyle::Long | HairStyle::LongCurly => 3,
        HairStyle::Ponytail | HairStyle::Braid => 4,
        HairStyle::Bun => 5,
    };
    let near = cut(claimed.style) == cut(shown.style)
        || cut(claimed.style).min(cut(shown.style)) == 0 && cut(claimed.style).max(cut(shown.style)) == 1;
    let style = same_or(&claimed.style, &shown.style, unknown_if(near));
    let bald = claimed.style == HairStyle::Bald || shown.style == HairStyle::Bald;
    let dark = |colour| {
        matches!(
            colour,
            HairColour::Black | HairColour::DarkBrown | HairColour::Brown
        )
    };
    let pale = |colour| matches!(colour, HairColour::Grey | HairColour::White);
    let near = |a, b| (dark(a) && dark(b)) || (pale(a) && pale(b));
    match bald {
        true => style,
        false => style.and(same_or(
            &claimed.colour,
            &shown.colour,
            unknown_if(near(claimed.colour, shown.colour)),
        )),
    }
}

pub(super) fn action(claimed: Option<Action>, seen: Option<Action>) -> Fit {
    // Who stands with crossed arms stands.
    let still = |action| {
        matches!(
            action,
            Action::Standing
                | Action::Calling
                | Action::LookingAtPhone
                | Action::HandsInPockets
                | Action::ArmsCrossed
                | Action::HandsOnHips
                | Action::ArmRaised
        )
    };
    match (claimed, seen) {
        (None, _) => Fit::Yes,
        (Some(_), None) => Fit::Unknown,
        (Some(a), Some(b)) if a == b => Fit::Yes,
        (Some(Action::Standing), Some(other)) => unknown_if(still(other)),
        _ => Fit::No,
    }
}
