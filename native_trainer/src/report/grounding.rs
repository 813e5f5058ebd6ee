//! Do words look at what they speak of? The share of a word's attention that falls on its thing, in held-out pictures.

use crate::data::grounded_words::GroundedWords;
use crate::data::held_out;
use crate::data::truth::{CELL, cells_of_patches};
use crate::error::Result;
use bi_irra::image::Pixels;
use bi_irra::search::Engine;
use futures_lite::future::block_on;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use synth::caption::{Language, Split, caption};

/// Seed of the people, the same for every run.
const SEED: u64 = 4;
/// Pictures that are looked at; each with a caption in every language.
const PICTURES: usize = 100;

/// Where the words of one language look.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Grounding {
    /// Words that speak of a visible thing.
    pub words: usize,
    /// Mean share of their attention on the patches that show it.
    pub inside: f64,
    /// Mean share of these patches among all: what attention that looks everywhere would reach.
    pub area: f64,
}

/// The figures by language.
///
/// # Errors
/// When the method has no interaction encoder, or the device fails.
pub fn report(engine: &Engine, languages: &[Language]) -> Result<BTreeMap<&'static str, Grounding>> {
    let tokenizer = engine.tokenizer();
    let words = GroundedWords::learn(tokenizer, languages, Split::All)?;
    let mut found: BTreeMap<&'static str, Grounding> = BTreeMap::new();
    for number in 0..PICTURES {
        let picture = held_out::picture(SEED, number, engine.config().image_size());
        let cells = picture.regions.cells(CELL);
        let image = Pixels::new(picture.width, picture.height, picture.rgb)?;
        let embedding = block_on(engine.embed_images(&[image]))?.remove(0);
        for &language in languages {
            let said = caption(
                &picture.description,
                language,
                Split::All,
                held_out::caption_seed(SEED, number),
            );
            let query = block_on(engine.embed_caption(&said.text))?;
            let explanation = block_on(engine.explain(&query, &embedding))?;
            for word in explanation.words {
                let pieces = tokenizer.encode(&word.text, usize::MAX)?;
                let mut things = pieces
                    .iter()
                    .filter_map(|piece| words.thing(*piece, &said.claims));
                let Some(thing) = things.next() else { continue };
                let shown: Vec<bool> = cells_of_patches(&cells, explanation.grid)
                    .map(|cells| cells.iter().any(|cell| thing.is_shown_by(*cell)))
                    .collect();
                let count = shown.iter().filter(|shown| **shown).count();
                if count == 0 {
                    continue;
                }
                let inside = word.map.iter().zip(&shown).filter(|(_, shown)| **shown);
                let row = found.entry(language.code()).or_default();
                row.words += 1;
                row.inside += f64::from(inside.map(|(share, _)| share).sum::<f32>());
                row.area += count as f64 / shown.len() as f64;
            }
        }
    }
    for row in found.values_mut() {
        row.inside /= row.words as f64;
        row.area /= row.words as f64;
    }
    Ok(found)
}

/// For people.
pub fn table(found: &BTreeMap<&'static str, Grounding>) -> String {
    let mut text =
        String::from("\nattention of words on what they speak of, and the share of its patches\n\n");
    for (code, row) in found {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{code:16} {:>5}  inside {:5.2}  area {:5.2}",
            row.words, row.inside, row.area
        );
    }
    text
}
