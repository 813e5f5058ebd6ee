//! Which colours clothes come in, and how a garment gets its colours.

use crate::attributes::{Colour, Pattern};
use crate::description::Item;
use crate::dice::Dice;
use crate::palette;
use crate::person::Worn;
use Colour::{
    Beige, Black, Blue, Brown, DarkBlue, DarkBrown, DarkGrey, Grey, LightBlue, LightGrey, Tan, White,
};

pub(super) const CLOTH: &[(Colour, f32)] = &[
    (Black, 19.0),
    (White, 14.0),
    (Grey, 7.5),
    (LightGrey, 5.0),
    (DarkGrey, 6.5),
    (Colour::Red, 7.0),
    (Colour::DarkRed, 3.5),
    (Colour::Orange, 3.0),
    (Colour::Yellow, 3.5),
    (Colour::Mustard, 2.0),
    (Colour::Green, 4.0),
    (Colour::LightGreen, 2.2),
    (Colour::DarkGreen, 3.5),
    (Colour::Olive, 3.5),
    (Colour::Turquoise, 2.5),
    (Blue, 7.5),
    (LightBlue, 6.5),
    (DarkBlue, 10.0),
    (Colour::Purple, 2.8),
    (Colour::Lilac, 2.0),
    (Colour::Pink, 4.0),
    (Colour::LightPink, 3.0),
    (Brown, 4.5),
    (DarkBrown, 3.0),
    (Tan, 3.5),
    (Beige, 5.5),
];
pub(super) const JEANS: &[(Colour, f32)] = &[
    (Blue, 5.0),
    (DarkBlue, 5.0),
    (LightBlue, 4.0),
    (Black, 3.0),
    (Grey, 1.5),
    (White, 1.0),
    (LightGrey, 0.7),
];
pub(super) const LEATHER: &[(Colour, f32)] = &[
    (Black, 6.0),
    (Brown, 3.0),
    (DarkBrown, 2.5),
    (Tan, 2.0),
    (White, 1.0),
    (Colour::Red, 1.0),
    (Beige, 0.8),
    (Grey, 0.6),
    (DarkBlue, 0.5),
];
pub(super) const SUIT: &[(Colour, f32)] = &[
    (Black, 5.0),
    (DarkGrey, 3.0),
    (Grey, 2.5),
    (DarkBlue, 4.0),
    (Beige, 1.5),
    (Brown, 1.2),
    (Blue, 1.0),
    (LightGrey, 1.0),
];
pub(super) const TROUSERS: &[(Colour, f32)] = &[
    (Black, 11.0),
    (DarkGrey, 4.0),
    (Grey, 3.5),
    (LightGrey, 1.5),
    (DarkBlue, 4.0),
    (Blue, 2.0),
    (Beige, 3.5),
    (Tan, 2.5),
    (Brown, 2.5),
    (DarkBrown, 1.5),
    (Colour::Olive, 3.0),
    (White, 2.5),
    (Colour::DarkGreen, 1.0),
    (Colour::Red, 1.0),
    (Colour::DarkRed, 1.0),
    (LightBlue, 1.0),
    (Colour::Purple, 0.6),
    (Colour::Pink, 0.6),
    (Colour::Green, 0.6),
    (Colour::Mustard, 0.6),
];
pub(super) const HIGH_VIS: &[(Colour, f32)] = &[
    (Colour::Yellow, 4.0),
    (Colour::Orange, 4.0),
    (Colour::LightGreen, 2.0),
];

pub(super) fn worn<K>(kind: K, colour: Colour, accent: Colour, pattern: Pattern, dice: &mut Dice) -> Worn<K> {
    let shade = |c: Colour, dice: &mut Dice| {
        if pattern == Pattern::Denim {
            palette::denim_shade(c, dice)
        } else {
            palette::shade(c, dice)
        }
    };
    let rgb = shade(colour, dice);
    let accent_rgb = if accent == colour {
        rgb
    } else {
        shade(accent, dice)
    };
    Worn {
        item: Item {
            kind,
            colour,
            accent,
            pattern,
        },
        rgb,
        accent_rgb,
    }
}

/// A second colour that can be told from the first one at a glance.
pub(super) fn accent(first: Colour, dice: &mut Dice) -> Colour {
    for _ in 0..8 {
        let second = if dice.chance(0.45) {
            dice.one(&[White, Black, DarkBlue, Grey])
        } else {
            dice.pick(CLOTH)
        };
        if palette::distance(palette::prototype(first), palette::prototype(second)) > 0.03 {
            return second;
        }
    }
    if matches!(first, White | Beige | LightGrey) {
        Black
    } else {
        White
    }
}

pub(super) fn dressed<K>(
    kind: K,
    colours: &[(Colour, f32)],
    patterns: &[(Pattern, f32)],
    dice: &mut Dice,
) -> Worn<K> {
    let pattern = dice.pick(patterns);
    let colour = match pattern {
        Pattern::Camouflage => dice.pick(&[(Colour::Olive, 5.0), (Grey, 1.5), (Beige, 1.5)]),
        Pattern::Denim => dice.pick(JEANS),
        Pattern::Leather => dice.pick(LEATHER),
        _ => dice.pick(colours),
    };
    patterned(kind, colour, pattern, dice)
}

/// A thing of this colour in this pattern, with a second colour where the pattern has one.
pub(super) fn patterned<K>(kind: K, colour: Colour, pattern: Pattern, dice: &mut Dice) -> Worn<K> {
    let second = match pattern {
        Pattern::Plain | Pattern::Denim | Pattern::Leather | Pattern::Knit => colour,
        Pattern::Camouflage => dice.one(&[Brown, Black, Colour::DarkGreen]),
        _ => accent(colour, dice),
    };
    worn(kind, colour, second, pattern, dice)
}
