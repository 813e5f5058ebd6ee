//! Random but valid descriptions for the tests of all languages.

use super::super::attributes::{
    Action, Age, Bag, Build, Colour, Extra, Eyewear, Facing, Footwear, HairColour, HairStyle, Headgear,
    Lower, OnePiece, Pattern, Sex, Sleeves, Upper,
};
use super::super::description::{Description, Hair, Item};
use super::{Language, Split, Style, caption, caption_styled};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

fn one<T: Copy>(rng: &mut StdRng, list: &[T]) -> T {
    list[rng.random_range(0..list.len())]
}

fn item<K>(rng: &mut StdRng, kind: K, pattern: Pattern) -> Item<K> {
    let colour = one(rng, Colour::ALL);
    let accent = match pattern {
        Pattern::Plain | Pattern::Denim | Pattern::Leather | Pattern::Knit | Pattern::Camouflage => colour,
        _ => one(rng, Colour::ALL),
    };
    Item {
        kind,
        colour,
        accent,
        pattern,
    }
}

fn garment<K>(rng: &mut StdRng, kind: K) -> Item<K> {
    let pattern = if rng.random_bool(0.6) {
        Pattern::Plain
    } else {
        one(rng, Pattern::ALL)
    };
    item(rng, kind, pattern)
}

fn upper(rng: &mut StdRng, kind: Upper) -> Item<Upper> {
    match kind {
        Upper::DenimJacket => item(rng, kind, Pattern::Denim),
        Upper::LeatherJacket => item(rng, kind, Pattern::Leather),
        _ => garment(rng, kind),
    }
}

fn lower(rng: &mut StdRng, kind: Lower) -> Item<Lower> {
    match kind {
        Lower::Jeans | Lower::RippedJeans | Lower::DenimShorts => item(rng, kind, Pattern::Denim),
        _ => garment(rng, kind),
    }
}

/// A thing of one colour without a pattern.
pub fn plain<K>(kind: K, colour: Colour) -> Item<K> {
    Item {
        kind,
        colour,
        accent: colour,
        pattern: Pattern::Plain,
    }
}

/// A person as the renderer could show one; the same seed gives the same person.
pub fn description(seed: u64) -> Description {
    let rng = &mut StdRng::seed_from_u64(seed);
    let facing = one(rng, Facing::ALL);
    let inner: Vec<Upper> = Upper::ALL
        .iter()
        .copied()
        .filter(|kind| !kind.is_outer())
        .collect();
    let outers: Vec<Upper> = Upper::ALL
        .iter()
        .copied()
        .filter(|kind| kind.is_outer())
        .collect();
    let dressed = rng.random_bool(0.15);
    let open = facing != Facing::Back && rng.random_bool(0.3);
    let outer = open.then(|| {
        let kind = one(rng, &outers);
        upper(rng, kind)
    });
    let upper = (!dressed).then(|| {
        let kind = if open {
            one(rng, &inner)
        } else {
            one(rng, Upper::ALL)
        };
        upper(rng, kind)
    });
    let lower = (!dressed && rng.random_bool(0.93)).then(|| {
        let kind = one(rng, Lower::ALL);
        lower(rng, kind)
    });
    let one_piece = dressed.then(|| {
        let kind = one(rng, OnePiece::ALL);
        garment(rng, kind)
    });
    let bags = (0..one(rng, &[0, 0, 1, 1, 1, 2]))
        .map(|_| {
            let kind = one(rng, Bag::ALL);
            garment(rng, kind)
        })
        .collect();
    let extras = (0..one(rng, &[0, 0, 0, 1, 1, 2]))
        .map(|_| (one(rng, Extra::ALL), one(rng, Colour::ALL)))
        .collect();
    let sleeves = outer.or(upper).map(|item| match item.kind {
        Upper::TankTop | Upper::Vest | Upper::HiVisVest => Sleeves::None,
        Upper::TShirt | Upper::Polo | Upper::ShortSleeveShirt | Upper::Jersey | Upper::CropTop => {
            Sleeves::Short
        }
        Upper::Blouse => one(rng, Sleeves::ALL),
        _ => Sleeves::Long,
    });
    let headgear = rng.random_bool(0.25).then(|| {
        let kind = one(rng, Headgear::ALL);
        garment(rng, kind)
    });
    let covered = headgear.is_some_and(|item| {
        matches!(
            item.kind,
            Headgear::Headscarf | Headgear::HoodUp | Headgear::Helmet
        )
    });
    let hair = (!covered && rng.random_bool(0.85)).then(|| Hair {
        style: one(rng, HairStyle::ALL),
        colour: one(rng, HairColour::ALL),
    });
    Description {
        sex: one(rng, Sex::ALL),
        age: one(rng, Age::ALL),
        build: one(rng, Build::ALL),
        hair,
        upper,
        sleeves: sleeves.or_else(|| one_piece.map(|_| one(rng, Sleeves::ALL))),
        outer,
        lower,
        one_piece,
        footwear: rng.random_bool(0.7).then(|| {
            let kind = one(rng, Footwear::ALL);
            garment(rng, kind)
        }),
        bags,
        headgear,
        eyewear: (facing != Facing::Back && rng.random_bool(0.3)).then(|| one(rng, Eyewear::ALL)),
        extras,
        action: rng.random_bool(0.8).then(|| one(rng, Action::ALL)),
        facing,
    }
}

/// A description that holds only what cannot be hidden.
pub fn bare(sex: Sex, age: Age) -> Description {
    Description {
        sex,
        age,
        build: Build::Average,
        hair: None,
        upper: None,
        sleeves: None,
        outer: None,
        lower: None,
        one_piece: None,
        footwear: None,
        bags: Vec::new(),
        headgear: None,
        eyewear: None,
        extras: Vec::new(),
        action: None,
        facing: Facing::Front,
    }
}

/// Every style, for tests that walk them.
pub const STYLES: [Style; 5] = [
    Style::Full,
    Style::Short,
    Style::Keywords,
    Style::Telegraphic,
    Style::Request,
];

/// What holds for every language: text in every style and split, clean spacing, no unfilled slot, same seed
/// same text.
pub fn check_form(language: Language) {
    for seed in 0..1500 {
        let facts = description(seed);
        let style = STYLES[seed as usize % STYLES.len()];
        for split in [Split::Train, Split::Shift, Split::All] {
            let said = caption_styled(&facts, language, style, split, seed);
            assert_eq!(said, caption_styled(&facts, language, style, split, seed));
            assert_eq!(
                caption(&facts, language, split, seed),
                caption(&facts, language, split, seed)
            );
            for text in said.phrases.iter().chain([&said.text]) {
                let bad = ["  ", " ,", "..", ",,", "{", "}", "@", "+", "~"];
                assert!(bad.iter().all(|bad| !text.contains(bad)), "{style:?}: {text}");
                assert!(!text.is_empty() && text.trim() == text, "{style:?}: `{text}`");
            }
        }
    }
}

/// A description without facts must be sayable too, and may name none of `words`.
pub fn check_hidden(language: Language, words: &[&str]) {
    for sex in Sex::ALL {
        for age in Age::ALL {
            for seed in 0..200 {
                for style in STYLES {
                    let text = caption_styled(&bare(*sex, *age), language, style, Split::All, seed).text;
                    let lower = text.to_lowercase();
                    assert!(!lower.is_empty());
                    assert!(
                        words.iter().all(|word| !lower.contains(word)),
                        "{style:?}: {text}"
                    );
                }
            }
        }
    }
}

/// Words that only the held-out part of a list has: they occur with `Shift`, never with `Train`.
pub fn check_split(language: Language, words: &[&str]) {
    let mut met = vec![false; words.len()];
    for seed in 0..6000 {
        let facts = description(seed);
        let style = STYLES[seed as usize % STYLES.len()];
        let train = caption_styled(&facts, language, style, Split::Train, seed)
            .text
            .to_lowercase();
        let shift = caption_styled(&facts, language, style, Split::Shift, seed)
            .text
            .to_lowercase();
        for (word, met) in words.iter().zip(&mut met) {
            assert!(!train.contains(word), "{word}: {train}");
            *met |= shift.contains(word);
        }
    }
    let never: Vec<_> = words
        .iter()
        .zip(met)
        .filter(|(_, met)| !met)
        .map(|(word, _)| word)
        .collect();
    assert!(never.is_empty(), "never said: {never:?}");
}
