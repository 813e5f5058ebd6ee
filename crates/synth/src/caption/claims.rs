//! What a caption claims, and whether another picture bears it out.
//!
//! "Woman in a red coat" is true of every woman in a red coat, not of one picture alone. A training batch that calls the
//! others wrong teaches the model not to see what they share.

use super::super::attributes::{Action, Age, Build, Colour, Facing, HairColour, HairStyle, Pattern, Upper};
use super::super::description::{Description, Hair, Item};
use super::ensemble::{Ensemble, outfit};
use super::vague::{HasHypernyms, Hypernym, related};

/// Whether a caption is true of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Every claim holds.
    Yes,
    /// At least one claim is false.
    No,
    /// No claim is false, but the picture does not show enough, or people would disagree about a word.
    Unknown,
}

impl Fit {
    /// Of two claims: false beats unknown beats true.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }

    fn either(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            _ => Self::Unknown,
        }
    }
}

/// The facts that a caption tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    told: Option<Box<Told>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    facts: Description,
    outfit: Option<Item<Ensemble>>,
    facing: bool,
    /// Classes by whose nouns things were named: any thing of the class bears such a noun out.
    hypernyms: Vec<Hypernym>,
}

impl Claims {
    pub(super) fn new(facts: &Description, outfit: Option<Item<Ensemble>>, facing: bool) -> Self {
        Self {
            told: Some(Box::new(Told {
                facts: facts.clone(),
                outfit,
                facing,
                hypernyms: Vec::new(),
            })),
        }
    }

    /// A thing was named by the noun of its class.
    pub(super) fn generalise(&mut self, class: Hypernym) {
        if let Some(told) = &mut self.told {
            told.hypernyms.push(class);
        }
    }

    /// Whether the claims are true of the picture that `seen` describes. Unknown where nothing is known of the claims.
    pub fn fits(&self, seen: &Description) -> Fit {
        self.told.as_ref().map_or(Fit::Unknown, |told| told.fits(seen))
    }

    /// The facts that are told; what is not told is `None` or empty, an untold build is average. The upper and the lower
    /// garment of an outfit that was told as one thing are not among them.
    pub fn facts(&self) -> Option<&Description> {
        self.told.as_ref().map(|told| &told.facts)
    }

    /// Whether the side of the person is told.
    pub fn tells_facing(&self) -> bool {
        self.told.as_ref().is_some_and(|told| told.facing)
    }

    /// Whether upper and lower garment are told as one thing.
    pub fn tells_outfit(&self) -> bool {
        self.told.as_ref().is_some_and(|told| told.outfit.is_some())
    }
}

impl Told {
    fn fits(&self, seen: &Description) -> Fit {
        let facts = &self.facts;
        let parts = [
            yes_if(facts.sex == seen.sex),
            age(facts.age, seen.age),
            build(facts.build, seen.build),
            hair(facts.hair, seen),
            self.top(seen),
            self.legs(seen),
            self.outfit(seen),
            self.footwear(seen),
            self.bags(seen),
            self.headgear(seen),
            eyewear(facts, seen),
            extras(facts, seen),
            action(facts.action, seen.action),
            match self.facing {
                true => yes_if(facts.facing == seen.facing),
                false => Fit::Yes,
            },
        ];
        parts.into_iter().fold(Fit::Yes, Fit::and)
    }

    /// Whether a seen thing is of the kind and look that is claimed.
    fn item<K: HasHypernyms + PartialEq + Copy>(&self, claimed: Item<K>, seen: Item<K>) -> Fit {
        let shares =
            |class: &Hypernym| seen.kind.hypernyms().contains(class) && self.hypernyms.contains(class);
        let kind = claimed.kind == seen.kind || claimed.kind.hypernyms().iter().any(shares);
        yes_if(kind)
            .and(colour(claimed.colour, seen.colour))
            .and(pattern(claimed.pattern, seen.pattern))
    }

    /// A closed jacket is the only upper garment, an open one the outer: either may bear the claim out.
    fn top(&self, seen: &Description) -> Fit {
        let worn = [seen.upper, seen.outer];
        let of = |claimed: Item<Upper>| {
            let shown = worn.iter().flatten().map(|item| self.item(claimed, *item));
            match shown.reduce(Fit::either) {
                Some(fit) => fit,
                None if seen.one_piece.is_some() => Fit::No,
                None => Fit::Unknown,
            }
        };
        let claimed = [self.facts.upper, self.facts.outer];
        claimed.into_iter().flatten().map(of).fold(Fit::Yes, Fit::and)
    }

    fn legs(&self, seen: &Description) -> Fit {
        let lower = self
            .facts
            .lower
            .map_or(Fit::Yes, |claimed| match (seen.lower, seen.one_piece) {
                (Some(item), _) => self.item(claimed, item),
                (None, Some(_)) => Fit::No,
                (None, None) => Fit::Unknown,
            });
        let whole = self
            .facts
            .one_piece
            .map_or(Fit::Yes, |claimed| match seen.one_piece {
                Some(item) => self.item(claimed, item),
                None if seen.upper.is_some() || seen.lower.is_some() => Fit::No,
                None => Fit::Unknown,
            });
        lower.and(whole)
    }

    fn outfit(&self, seen: &Description) -> Fit {
        let Some(claimed) = self.outfit else {
            return Fit::Yes;
        };
        if seen.one_piece.is_some() {
            return Fit::No;
        }
        match (seen.outer.or(seen.upper), seen.lower) {
            (Some(top), Some(lower)) => {
                // A neighbouring shade goes by the told one, and a material is often left out.
                let named = colour(claimed.colour, top.colour).and(colour(claimed.colour, lower.colour));
                let top = Item {
                    colour: claimed.colour,
                    ..top
                };
                let lower = Item {
                    colour: claimed.colour,
                    ..lower
                };
                let is = |top, lower| outfit(top, lower, seen.outer.is_some()) == Some(claimed.kind);
                let kind = match is(top, lower) {
                    true => Fit::Yes,
                    false => unknown_if(is(without_material(top), without_material(lower))),
                };
                named.and(kind)
            }
            (Some(item), None) => colour(claimed.colour, item.colour).and(Fit::Unknown),
            (None, _) => Fit::Unknown,
        }
    }

    fn footwear(&self, seen: &Description) -> Fit {
        self.facts.footwear.map_or(Fit::Yes, |claimed| {
            seen.footwear
                .map_or(Fit::Unknown, |item| self.item(claimed, item))
        })
    }

    fn bags(&self, seen: &Description) -> Fit {
        let of = |claimed: &Item<_>| {
            let shown = seen.bags.iter().map(|item| self.item(*claimed, *item));
            shown.reduce(Fit::either).unwrap_or(Fit::No)
        };
        self.facts.bags.iter().map(of).fold(Fit::Yes, Fit::and)
    }

    fn headgear(&self, seen: &Description) -> Fit {
        self.facts.headgear.map_or(Fit::Yes, |claimed| {
            seen.headgear.map_or(Fit::No, |item| self.item(claimed, item))
        })
    }
}

fn yes_if(holds: bool) -> Fit {
    if holds { Fit::Yes } else { Fit::No }
}

fn unknown_if(doubtful: bool) -> Fit {
    if doubtful { Fit::Unknown } else { Fit::No }
}

fn same_or<T: PartialEq>(claimed: &T, seen: &T, otherwise: Fit) -> Fit {
    if claimed == seen { Fit::Yes } else { otherwise }
}

/// Neighbours of a shade are called by each other's names.
fn colour(claimed: Colour, seen: Colour) -> Fit {
    same_or(&claimed, &seen, unknown_if(related(claimed, seen)))
}

/// Nobody says "plain": a garment without a told pattern may have one, and a material is often left out.
fn pattern(claimed: Pattern, seen: Pattern) -> Fit {
    same_or(&claimed, &seen, unknown_if(claimed == Pattern::Plain))
}

/// A garment of denim, leather or knit as if it were of smooth cloth.
fn without_material<K>(item: Item<K>) -> Item<K> {
    match item.pattern {
        Pattern::Denim | Pattern::Leather | Pattern::Knit => Item {
            pattern: Pattern::Plain,
            ..item
        },
        _ => item,
    }
}

fn age(claimed: Age, seen: Age) -> Fit {
    let grown = |age| matches!(age, Age::Young | Age::Adult);
    match (claimed, seen) {
        (a, b) if a == b || (grown(a) && grown(b)) => Fit::Yes,
        (Age::Child, _) | (_, Age::Child) => Fit::No,
        (Age::Elderly, _) => Fit::No,
        _ => Fit::Unknown,
    }
}

fn build(claimed: Build, seen: Build) -> Fit {
    match claimed {
        Build::Average => Fit::Yes,
        told => same_or(&told, &seen, unknown_if(seen == Build::Average)),
    }
}

fn hair(claimed: Option<Hair>, seen: &Description) -> Fit {
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

fn eyewear(facts: &Description, seen: &Description) -> Fit {
    facts.eyewear.map_or(Fit::Yes, |claimed| match seen.eyewear {
        Some(kind) => yes_if(kind == claimed),
        None => unknown_if(seen.facing == Facing::Back),
    })
}

fn extras(facts: &Description, seen: &Description) -> Fit {
    let of = |(claimed, shade): &(_, Colour)| {
        let shown = seen.extras.iter().filter(|(kind, _)| kind == claimed);
        shown
            .map(|(_, seen)| colour(*shade, *seen))
            .reduce(Fit::either)
            .unwrap_or(Fit::No)
    };
    facts.extras.iter().map(of).fold(Fit::Yes, Fit::and)
}

fn action(claimed: Option<Action>, seen: Option<Action>) -> Fit {
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

#[cfg(test)]
mod tests {
    use super::super::{Language, Split, Style, brief_caption, caption, caption_styled, samples};
    use super::*;
    use crate::attributes::{Bag, Sex};

    #[test]
    fn every_caption_fits_its_own_picture() {
        for seed in 0..2000 {
            let picture = samples::description(seed);
            for language in Language::ALL {
                for said in [
                    caption(&picture, *language, Split::All, seed),
                    brief_caption(&picture, *language, Split::All, seed),
                ] {
                    // Vague words leave doubt, but nothing is false.
                    assert_ne!(said.claims.fits(&picture), Fit::No, "{} {picture:?}", said.text);
                }
            }
        }
    }

    #[test]
    fn brief_captions_fit_more_pictures_than_full_ones() {
        let pictures: Vec<_> = (0..200).map(samples::description).collect();
        let count = |claims: &Claims| pictures.iter().filter(|p| claims.fits(p) != Fit::No).count();
        let (mut brief, mut full) = (0, 0);
        for (seed, picture) in pictures.iter().enumerate() {
            let seed = seed as u64;
            brief += count(&brief_caption(picture, Language::German, Split::All, seed).claims);
            full += count(&caption_styled(picture, Language::German, Style::Full, Split::All, seed).claims);
        }
        assert!(brief > 4 * full, "{brief} {full}");
        // Each fits its own picture at least.
        assert!(full >= pictures.len());
    }

    fn item<K>(kind: K, colour: Colour) -> Item<K> {
        Item {
            kind,
            colour,
            accent: colour,
            pattern: Pattern::Plain,
        }
    }

    #[test]
    fn one_false_claim_is_enough_and_hidden_things_are_unknown() {
        let with_bag = Description {
            bags: vec![item(Bag::Backpack, Colour::Black)],
            upper: Some(item(Upper::Parka, Colour::DarkBlue)),
            ..samples::bare(Sex::Male, Age::Adult)
        };
        let claims = Claims::new(&with_bag, None, false);
        assert_eq!(claims.fits(&with_bag), Fit::Yes);
        let change = |edit: &dyn Fn(&mut Description)| {
            let mut other = with_bag.clone();
            edit(&mut other);
            claims.fits(&other)
        };
        assert_eq!(change(&|d| d.sex = Sex::Female), Fit::No);
        assert_eq!(change(&|d| d.bags.clear()), Fit::No);
        assert_eq!(change(&|d| d.bags[0].kind = Bag::Handbag), Fit::No);
        assert_eq!(change(&|d| d.upper = None), Fit::Unknown);
        assert_eq!(
            change(&|d| d.upper = Some(item(Upper::Parka, Colour::Blue))),
            Fit::Unknown
        );
        assert_eq!(
            change(&|d| d.upper = Some(item(Upper::Parka, Colour::Red))),
            Fit::No
        );
        assert_eq!(
            change(&|d| d.upper = Some(item(Upper::Puffer, Colour::DarkBlue))),
            Fit::No
        );
        assert_eq!(change(&|d| d.facing = Facing::Back), Fit::Yes);
        // "Jacket", said of a parka, is true of a puffer.
        let mut general = claims.clone();
        general.generalise(Hypernym::Jacket);
        let puffer = Description {
            upper: Some(item(Upper::Puffer, Colour::DarkBlue)),
            ..with_bag.clone()
        };
        assert_eq!(general.fits(&puffer), Fit::Yes);
        assert_eq!(Claims::default().fits(&puffer), Fit::Unknown);
    }
}
