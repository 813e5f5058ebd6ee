//! Footwear, bags, headgear and the small things that people carry.

use super::colours::{CLOTH, LEATHER, dressed, worn};
use crate::attributes::{Age, Bag, Colour, Extra, Footwear, Headgear, Pattern, Sex, Upper};
use crate::dice::Dice;
use crate::palette::{self, Rgb};
use crate::person::{Person, Worn};
use Colour::{Beige, Black, Blue, Brown, DarkBlue, DarkGrey, Grey, LightBlue, LightGrey, Tan, White};

pub(super) fn footwear(sex: Sex, cold: bool, dice: &mut Dice) -> Worn<Footwear> {
    use Footwear::{
        AnkleBoots, Barefoot, Flats, FlipFlops, HighBoots, HighHeels, LeatherShoes, Loafers, Sandals,
        Sneakers,
    };
    let (w, m) = if sex == Sex::Female {
        (1.0, 0.3)
    } else {
        (0.03, 1.0)
    };
    let warm = if cold { 0.1 } else { 1.0 };
    let kind = dice.pick(&[
        (Sneakers, 9.0),
        (LeatherShoes, 3.5 * m),
        (AnkleBoots, 2.5),
        (HighBoots, 2.2 * w + 0.15),
        (Sandals, 2.2 * warm),
        (FlipFlops, 0.9 * warm),
        (HighHeels, 2.5 * w),
        (Flats, 1.8 * w),
        (Loafers, 1.2),
        (Barefoot, 0.2 * warm),
    ]);
    let sneakers: &[(Colour, f32)] = &[
        (White, 7.0),
        (Black, 5.0),
        (Grey, 2.0),
        (LightGrey, 1.0),
        (Blue, 1.2),
        (DarkBlue, 1.0),
        (Colour::Red, 1.4),
        (Colour::Green, 0.5),
        (Colour::Pink, 0.8),
        (Colour::Yellow, 0.4),
        (Colour::Orange, 0.4),
        (Beige, 0.8),
    ];
    let colour = match kind {
        Sneakers => dice.pick(sneakers),
        FlipFlops | Flats | HighHeels => dice.pick(CLOTH),
        _ => dice.pick(LEATHER),
    };
    let second = if kind == Sneakers {
        if colour == White {
            dice.one(&[White, Black, Blue, Colour::Red])
        } else {
            White
        }
    } else {
        colour
    };
    let pattern = if kind == Sneakers && second != colour {
        Pattern::ColourBlock
    } else {
        Pattern::Plain
    };
    worn(kind, colour, second, pattern, dice)
}

/// Choices with their weights.
pub(super) type Weights<T> = &'static [(T, f32)];

pub(super) fn bags(sex: Sex, age: Age, dice: &mut Dice) -> Vec<Worn<Bag>> {
    use Bag::{
        Backpack, Briefcase, CrossbodyBag, Handbag, ShoppingBag, ShoulderBag, Suitcase, Tote, WaistBag,
    };
    let woman = if sex == Sex::Female { 1.0 } else { 0.12 };
    let child = age == Age::Child;
    let mut list: Vec<Worn<Bag>> = Vec::new();
    let count = dice.pick(&[(0, 4.0), (1, 5.5), (2, 0.9)]);
    while list.len() < count {
        let kind = dice.pick(&[
            (Backpack, 6.0),
            (ShoulderBag, if child { 0.1 } else { 1.0 + 2.5 * woman }),
            (CrossbodyBag, 2.2),
            (Handbag, if child { 0.1 } else { 3.0 * woman }),
            (Tote, 0.4 + 1.4 * woman),
            (ShoppingBag, 1.5),
            (Briefcase, if child { 0.0 } else { 1.0 }),
            (Suitcase, if child { 0.2 } else { 1.3 }),
            (WaistBag, 0.8),
        ]);
        // Two bags must hang in different places.
        let place = |bag: Bag| match bag {
            Backpack => 0,
            ShoulderBag | CrossbodyBag | Tote => 1,
            Handbag | ShoppingBag | Briefcase | Suitcase => 2,
            WaistBag => 3,
        };
        if list.iter().any(|b| place(b.item.kind) == place(kind)) {
            continue;
        }
        let (colours, patterns): (Weights<Colour>, Weights<Pattern>) = match kind {
            Handbag | ShoulderBag => (CLOTH, &[(Pattern::Leather, 3.0), (Pattern::Plain, 3.0)]),
            Briefcase => (LEATHER, &[(Pattern::Leather, 1.0)]),
            Tote | ShoppingBag => (
                CLOTH,
                &[
                    (Pattern::Plain, 3.0),
                    (Pattern::Logo, 2.0),
                    (Pattern::VerticalStripes, 0.4),
                ],
            ),
            Backpack => (
                CLOTH,
                &[
                    (Pattern::Plain, 7.0),
                    (Pattern::ColourBlock, 1.5),
                    (Pattern::Leather, 0.4),
                ],
            ),
            _ => (CLOTH, &[(Pattern::Plain, 1.0)]),
        };
        list.push(dressed(kind, colours, patterns, dice));
    }
    list
}

pub(super) fn headgear(sex: Sex, cold: bool, hooded: bool, dice: &mut Dice) -> Option<Worn<Headgear>> {
    use Headgear::{Beanie, Cap, Hat, Headscarf, Helmet, HoodUp, SunHat};
    let woman = sex == Sex::Female;
    if !dice.chance(0.21) {
        return None;
    }
    let kind = dice.pick(&[
        (Cap, if woman { 2.5 } else { 5.0 }),
        (Beanie, if cold { 4.0 } else { 0.5 }),
        (Hat, 1.6),
        (SunHat, if cold { 0.2 } else { 1.8 }),
        (Helmet, 1.0),
        (Headscarf, if woman { 2.4 } else { 0.0 }),
        (HoodUp, if hooded { 5.0 } else { 0.0 }),
    ]);
    Some(match kind {
        SunHat => dressed(
            kind,
            &[(Beige, 5.0), (Tan, 3.0), (White, 1.5), (Brown, 0.6), (Black, 0.6)],
            &[(Pattern::Plain, 1.0)],
            dice,
        ),
        Beanie => dressed(
            kind,
            CLOTH,
            &[
                (Pattern::Knit, 3.0),
                (Pattern::Plain, 2.0),
                (Pattern::HorizontalStripes, 0.6),
            ],
            dice,
        ),
        Cap => dressed(kind, CLOTH, &[(Pattern::Plain, 5.0), (Pattern::Logo, 2.0)], dice),
        Headscarf => dressed(
            kind,
            CLOTH,
            &[(Pattern::Plain, 5.0), (Pattern::Floral, 1.0)],
            dice,
        ),
        _ => dressed(kind, CLOTH, &[(Pattern::Plain, 1.0)], dice),
    })
}

pub(super) fn extras(person: &Person, cold: bool, dice: &mut Dice) -> Vec<(Extra, Colour, Rgb)> {
    let mut list: Vec<Extra> = Vec::new();
    let upper = person.upper.as_ref().map(|u| u.item.kind);
    let formal = matches!(upper, Some(Upper::Shirt | Upper::Blazer));
    let mut add = |extra: Extra, p: f32, dice: &mut Dice| {
        if list.len() < 3 && dice.chance(p) {
            list.push(extra);
        }
    };
    let man = person.sex == Sex::Male;
    add(Extra::Tie, if formal && man { 0.35 } else { 0.0 }, dice);
    add(Extra::Scarf, if cold { 0.2 } else { 0.03 }, dice);
    add(
        Extra::Belt,
        if person.tucked || person.one_piece.is_some() {
            0.35
        } else {
            0.0
        },
        dice,
    );
    add(Extra::Mask, 0.04, dice);
    add(Extra::Gloves, if cold { 0.14 } else { 0.0 }, dice);
    add(Extra::Headphones, 0.05, dice);
    // Hands hold one thing at most.
    let held = [
        (Extra::Umbrella, 0.04),
        (Extra::Phone, 0.12),
        (Extra::Drink, 0.07),
        (Extra::Book, 0.05),
    ];
    let draw = dice.between(0.0, 1.0);
    let mut edge = 0.0;
    for (extra, p) in held {
        if draw >= edge && draw < edge + p && list.len() < 3 {
            list.push(extra);
        }
        edge += p;
    }
    list.into_iter()
        .map(|extra| {
            let colour = match extra {
                Extra::Phone | Extra::Headphones => dice.pick(&[(Black, 5.0), (White, 2.0), (DarkGrey, 1.0)]),
                Extra::Mask => dice.pick(&[(White, 3.0), (LightBlue, 4.0), (Black, 4.0)]),
                Extra::Belt => dice.pick(LEATHER),
                Extra::Drink => dice.pick(&[
                    (White, 4.0),
                    (Brown, 2.0),
                    (Black, 1.0),
                    (Colour::Red, 1.0),
                    (Colour::Green, 1.0),
                ]),
                Extra::Book => dice.pick(&[
                    (White, 4.0),
                    (Colour::Red, 1.0),
                    (Blue, 1.0),
                    (Brown, 1.0),
                    (Black, 1.0),
                ]),
                _ => dice.pick(CLOTH),
            };
            (extra, colour, palette::shade(colour, dice))
        })
        .collect()
}
