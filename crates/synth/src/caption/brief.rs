//! Captions as people search: one or two things, often without colours, now and then in two languages.

use super::{Caption, Language, Sampler, Split, Style, generator, noise};
use crate::description::Description;

/// Writes a caption that tells one or two things ("man with a backpack", "woman in boots"), as people search.
///
/// Many name things without colours, or leave the sex of the person open: who looks for a bag may remember neither.
/// The same arguments always give the same caption.
pub fn brief_caption(description: &Description, language: Language, split: Split, seed: u64) -> Caption {
    let mut rng = generator(language, seed ^ BRIEF);
    let mut sampler = Sampler::new(&mut rng, split);
    sampler.brief = true;
    sampler.colourless = sampler.chance(COLOURLESS_IN_BRIEF);
    sampler.anyone = sampler.chance(ANYONE_IN_BRIEF);
    let mut caption = language
        .generator()
        .generate(description, Style::Short, &mut sampler);
    noise::mistype(&mut caption.text, language, &mut rng);
    caption
}

/// Writes two brief captions of one picture, each in its language, as one: "femme en veste rouge with a bag".
///
/// The same arguments always give the same caption.
pub fn mixed_caption(
    description: &Description,
    languages: [Language; 2],
    split: Split,
    seed: u64,
) -> Caption {
    let [first, second] = [(languages[0], seed), (languages[1], seed ^ SECOND)]
        .map(|(language, seed)| brief_caption(description, language, split, seed));
    let between = if seed.is_multiple_of(3) { ", " } else { " " };
    let text = [first.text.trim_end_matches(['.', '。']), &second.text].join(between);
    Caption {
        text,
        phrases: [first.phrases, second.phrases].concat(),
        claims: first.claims.and(second.claims),
    }
}

/// Separates the draws of the second half of a mixed caption from those of the first.
const SECOND: u64 = 0x7365_636f_6e64_0000;

/// Share of brief captions that tell no colours.
const COLOURLESS_IN_BRIEF: f64 = 0.45;
/// Share of brief captions that leave the sex open.
const ANYONE_IN_BRIEF: f64 = 0.35;

/// Separates the draws of brief captions from those of others.
const BRIEF: u64 = 0x6272_6965_6600_0000;
