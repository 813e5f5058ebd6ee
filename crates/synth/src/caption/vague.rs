//! Vague speech: people say "blue" for navy, "jacket" for a parka and "shoes" for loafers.
//!
//! Vague colours are the same in every language, so they are put into the facts before a language words them.
//! Vague nouns differ: each language gives its own for the classes of [`Hypernym`].

mod hypernym;
mod shades;

use super::Sampler;
use super::selection::usual_or;
use crate::attributes::{Colour, HairColour, HairStyle, Pattern};
use crate::description::{Description, Item};
use shades::plain;

pub(super) use hypernym::{HasHypernyms, Hypernym};
pub(super) use shades::{related, usual_colour};

/// Share of things whose colour is told by its plain name: "blue" for navy.
const PLAIN_COLOUR: f64 = 0.25;
/// Share of things of denim, leather or knit whose material is not told.
const NO_MATERIAL: f64 = 0.35;
/// Share of heads whose hair is told by a plainer colour, and of those with a plainer cut.
const PLAIN_HAIR: f64 = 0.15;
/// Share of things told by a noun of their class: "jacket" for a parka.
const LOOSE_NOUN: f64 = 0.18;
/// The same of brief captions: who asks for one thing says "bag", "jacket" or "shoes".
const LOOSE_NOUN_IN_BRIEF: f64 = 0.5;

/// A noun for a thing: of its class now and then, else one of its own words, of which the first is the usual one
/// with at least probability `usual`.
pub(super) fn noun<K: HasHypernyms, N: Copy + 'static>(
    kind: K,
    exact: &[N],
    hypernyms: impl Fn(Hypernym) -> &'static [N],
    usual: f64,
    sampler: &mut Sampler<'_>,
) -> N {
    usual_or(nouns(kind, exact, hypernyms, sampler), usual, sampler)
}

/// The words for a thing or, now and then, those for its class.
pub(super) fn nouns<'a, K: HasHypernyms, N: 'static>(
    kind: K,
    exact: &'a [N],
    hypernyms: impl Fn(Hypernym) -> &'static [N],
    sampler: &mut Sampler<'_>,
) -> &'a [N] {
    let classes = kind.hypernyms();
    let share = match sampler.brief {
        true => LOOSE_NOUN_IN_BRIEF,
        false => LOOSE_NOUN,
    };
    if classes.is_empty() || !sampler.chance(share) {
        return exact;
    }
    let class = classes[rand::RngExt::random_range(sampler.rng, 0..classes.len())];
    sampler.claims.generalise(class);
    hypernyms(class)
}

fn blur_colour(colour: &mut Colour, sampler: &mut Sampler<'_>) {
    let names = plain(*colour);
    if !names.is_empty() {
        *colour = names[rand::RngExt::random_range(sampler.rng, 0..names.len())];
    }
}

fn blur_item<K>(item: &mut Item<K>, sampler: &mut Sampler<'_>) {
    if sampler.chance(PLAIN_COLOUR) {
        let one = item.accent == item.colour;
        blur_colour(&mut item.colour, sampler);
        if one {
            item.accent = item.colour;
        } else {
            blur_colour(&mut item.accent, sampler);
        }
    }
    let material = matches!(item.pattern, Pattern::Denim | Pattern::Leather | Pattern::Knit);
    if material && sampler.chance(NO_MATERIAL) {
        item.pattern = Pattern::Plain;
        item.accent = item.colour;
    }
}

/// Makes some of the facts as vague as people are: plain colours, no materials, plain hair.
pub(super) fn blur(facts: &mut Description, sampler: &mut Sampler<'_>) {
    for item in [&mut facts.upper, &mut facts.outer].into_iter().flatten() {
        blur_item(item, sampler);
    }
    if let Some(item) = &mut facts.lower {
        blur_item(item, sampler);
    }
    if let Some(item) = &mut facts.one_piece {
        blur_item(item, sampler);
    }
    if let Some(item) = &mut facts.footwear {
        blur_item(item, sampler);
    }
    if let Some(item) = &mut facts.headgear {
        blur_item(item, sampler);
    }
    for item in &mut facts.bags {
        blur_item(item, sampler);
    }
    for (_, colour) in &mut facts.extras {
        if sampler.chance(PLAIN_COLOUR) {
            blur_colour(colour, sampler);
        }
    }
    if let Some(hair) = &mut facts.hair {
        if sampler.chance(PLAIN_HAIR) {
            hair.colour = match hair.colour {
                HairColour::DarkBrown if sampler.chance(0.3) => HairColour::Black,
                HairColour::DarkBrown => HairColour::Brown,
                other => other,
            };
        }
        if sampler.chance(PLAIN_HAIR) {
            hair.style = match hair.style {
                HairStyle::Buzz => HairStyle::Short,
                HairStyle::LongCurly => HairStyle::Long,
                other => other,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Split, samples};
    use super::*;
    use crate::attributes::Upper;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    fn colours(facts: &Description) -> Vec<Colour> {
        let tops = facts.upper.iter().chain(&facts.outer).map(|item| item.colour);
        tops.chain(facts.lower.map(|item| item.colour)).collect()
    }

    #[test]
    fn a_quarter_of_the_shades_go_by_their_plain_name() {
        let mut rng = StdRng::seed_from_u64(5);
        let sampler = &mut Sampler::new(&mut rng, Split::All);
        let (mut shades, mut blurred) = (0, 0);
        for seed in 0..4000 {
            let exact = samples::description(seed);
            let mut facts = exact.clone();
            blur(&mut facts, sampler);
            for (before, after) in colours(&exact).into_iter().zip(colours(&facts)) {
                assert!(before == after || plain(before).contains(&after));
                shades += usize::from(!plain(before).is_empty());
                blurred += usize::from(before != after);
            }
        }
        let share = blurred as f64 / shades as f64;
        assert!((0.22..0.28).contains(&share), "{share}");
    }

    #[test]
    fn a_loose_noun_is_of_the_right_class() {
        let mut rng = StdRng::seed_from_u64(6);
        let sampler = &mut Sampler::new(&mut rng, Split::All);
        let name = |class: Hypernym| -> &'static [&'static str] {
            match class {
                Hypernym::Jacket => &["jacket"],
                Hypernym::Coat => &["coat"],
                _ => &["other"],
            }
        };
        let mut general = 0;
        for _ in 0..4000 {
            match noun(Upper::Parka, &["parka"], name, 0.3, sampler) {
                "parka" => {}
                "jacket" | "coat" => general += 1,
                other => panic!("{other}"),
            }
            assert_eq!(noun(Upper::HiVisVest, &["vest"], name, 0.3, sampler), "vest");
        }
        assert!((600..840).contains(&general), "{general}");
    }
}
