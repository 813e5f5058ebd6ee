//! People that no training sees, rendered: the same ones for every run and every model.

use crate::data::seeds::{Purpose, seed_of};
use crate::error::Result;
use bi_irra::image::Pixels;
use std::ops::Range;
use synth::description::Description;
use synth::{Conditions, Person, Picture, Shot, render};

/// Part of a held-out person's seed that draws the person.
const PERSON: u64 = 0;
/// Part that draws surroundings, light and camera.
const SHOT: u64 = 1;
/// Part that draws a caption.
const CAPTION: u64 = 2;

/// Renders some of the held-out people of a seed, each once, with what the picture shows.
///
/// # Errors
/// When a picture is malformed, a mistake of the renderer.
pub fn people(seed: u64, which: Range<usize>, size: [usize; 2]) -> Result<Vec<(Pixels, Description)>> {
    let one = |index: usize| {
        let picture = picture(seed, index, size);
        Ok((
            Pixels::new(picture.width, picture.height, picture.rgb)?,
            picture.description,
        ))
    };
    which.map(one).collect()
}

/// Renders one of the held-out people of a seed, with everything that the renderer knows.
pub fn picture(seed: u64, index: usize, [height, width]: [usize; 2]) -> Picture {
    let part = |part| seed_of(Purpose::HeldOut, seed, index as u64, part);
    let shot = Shot::sample(part(SHOT), Conditions::Train);
    render(&Person::sample(part(PERSON)), &shot, width, height)
}

/// The seed of what is said about a held-out person.
pub fn caption_seed(seed: u64, index: usize) -> u64 {
    seed_of(Purpose::HeldOut, seed, index as u64, CAPTION)
}
