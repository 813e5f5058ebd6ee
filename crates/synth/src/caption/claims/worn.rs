//! Clothes, shoes, bags and other things that a caption names, against those that a picture shows.

use super::Told;
use super::fit::{Fit, same_or, unknown_if, yes_if};
use crate::attributes::{Colour, Facing, Pattern, Upper};
use crate::caption::ensemble::outfit;
use crate::caption::vague::{HasHypernyms, Hypernym, related};
use crate::description::{Description, Item};

impl Told {
    /// Whether a seen thing is of the kind and look that is claimed.
    fn item<K: HasHypernyms + PartialEq + Copy>(&self, claimed: Item<K>, seen: Item<K>) -> Fit {
        let shares =
            |class: &Hypernym| seen.kind.hypernyms().contains(class) && self.hypernyms.contains(class);
        let kind = claimed.kind == seen.kind || claimed.kind.hypernyms().iter().any(shares);
        let look = match self.looks {
            true => colour(claimed.colour, seen.colour).and(pattern(claimed.pattern, seen.pattern)),
            false => Fit::Yes,
        };
        yes_if(kind).and(look)
    }

    /// A closed jacket is the only upper garment, an open one the outer: either may bear the claim out.
    pub(super) fn top(&self, seen: &Description) -> Fit {
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

    pub(super) fn legs(&self, seen: &Description) -> Fit {
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

    pub(super) fn outfit(&self, seen: &Description) -> Fit {
        let Some(claimed) = self.outfit else {
            return Fit::Yes;
        };
        if seen.one_piece.is_some() {
            return Fit::No;
        }
        match (seen.outer.or(seen.upper), seen.lower) {
            (Some(top), Some(lower)) if !self.looks => {
                yes_if(outfit(top, lower, seen.outer.is_some()) == Some(claimed.kind))
            }
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
            (Some(_), None) if !self.looks => Fit::Unknown,
            (Some(item), None) => colour(claimed.colour, item.colour).and(Fit::Unknown),
            (None, _) => Fit::Unknown,
        }
    }

    pub(super) fn footwear(&self, seen: &Description) -> Fit {
        self.facts.footwear.map_or(Fit::Yes, |claimed| {
            seen.footwear
                .map_or(Fit::Unknown, |item| self.item(claimed, item))
        })
    }

    pub(super) fn bags(&self, seen: &Description) -> Fit {
        let of = |claimed: &Item<_>| {
            let shown = seen.bags.iter().map(|item| self.item(*claimed, *item));
            shown.reduce(Fit::either).unwrap_or(Fit::No)
        };
        self.facts.bags.iter().map(of).fold(Fit::Yes, Fit::and)
    }

    pub(super) fn headgear(&self, seen: &Description) -> Fit {
        self.facts.headgear.map_or(Fit::Yes, |claimed| {
            seen.headgear.map_or(Fit::No, |item| self.item(claimed, item))
        })
    }

    pub(super) fn extras(&self, seen: &Description) -> Fit {
        let of = |(claimed, shade): &(_, Colour)| {
            let shown = seen.extras.iter().filter(|(kind, _)| kind == claimed);
            shown
                .map(|(_, seen)| match self.looks {
                    true => colour(*shade, *seen),
                    false => Fit::Yes,
                })
                .reduce(Fit::either)
                .unwrap_or(Fit::No)
        };
        self.facts.extras.iter().map(of).fold(Fit::Yes, Fit::and)
    }
}

pub(super) fn eyewear(facts: &Description, seen: &Description) -> Fit {
    facts.eyewear.map_or(Fit::Yes, |claimed| match seen.eyewear {
        Some(kind) => yes_if(kind == claimed),
        None => unknown_if(seen.facing == Facing::Back),
    })
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
