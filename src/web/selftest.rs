//! The start-up test of a GPU: the same picture and sentence there and on the CPU.
//!
//! A shader that fails to compile is only logged by the browser and the computation goes on with garbage, so
//! the one way to know that a device computes right is to look at what it computes.

use crate::error::Result;
use crate::image::Pixels;
use crate::search::Engine;

const WIDTH: usize = 48;
const HEIGHT: usize = 96;
const SENTENCE: &str = "a woman in a red coat with a black backpack";

/// Least cosine of two features that are to be the same.
const LEAST_COSINE: f32 = 0.999;
/// Largest difference of two match logits, relative to `1 + |logit|`.
const LOGIT_TOLERANCE: f32 = 0.05;

/// Compares the two engines; `None` when they agree, else what differs.
pub async fn compare(engine: &Engine, reference: &Engine) -> Result<Option<String>> {
    let picture = [picture()?];
    let (mine, theirs) = (
        engine.embed_images(&picture).await?,
        reference.embed_images(&picture).await?,
    );
    let (Some(mine), Some(theirs)) = (mine.first(), theirs.first()) else {
        return Ok(Some("no embedding came back".to_owned()));
    };
    // Written so that a NaN fails, too.
    let agrees = |similarity: f32| similarity > LEAST_COSINE;

    let image = cosine(&mine.feature, &theirs.feature);
    if !agrees(image) {
        return Ok(Some(format!("image features agree only to {image}")));
    }
    let (query, expected) = (
        engine.embed_query(SENTENCE).await?,
        reference.embed_query(SENTENCE).await?,
    );
    let text = cosine(&query.feature, &expected.feature);
    if !agrees(text) {
        return Ok(Some(format!("text features agree only to {text}")));
    }
    if !reference.has_match_head() {
        return Ok(None);
    }
    let found = engine.matches(&query, &[mine]).await?;
    let wanted = reference.matches(&expected, &[theirs]).await?;
    let close = |a: f32, b: f32| (a - b).abs() <= LOGIT_TOLERANCE * (1.0 + b.abs());
    if found.len() != wanted.len() || !found.iter().zip(&wanted).all(|(a, b)| close(a.logit, b.logit)) {
        return Ok(Some(format!("match scores {found:?} instead of {wanted:?}")));
    }
    Ok(None)
}

/// A figure on a lit wall: smooth shades, edges and several colours, the same on every machine.
pub fn picture() -> Result<Pixels> {
    let mut rgb = Vec::with_capacity(WIDTH * HEIGHT * 3);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let (dx, dy) = (x.abs_diff(WIDTH / 2), y.abs_diff(14));
            rgb.extend(match y {
                _ if dx * dx + dy * dy < 64 => [224, 172, 140],
                24..58 if dx < 12 => [190, 30 + y as u8 / 4, 40],
                58..90 if (2..9).contains(&dx) => [40, 50, 90 + x as u8],
                _ => [200 - y as u8, 190 - x as u8, 180],
            });
        }
    }
    Pixels::new(WIDTH, HEIGHT, rgb)
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_has_every_part() {
        let picture = picture().expect("sizes agree");
        let at = |x: usize, y: usize| &picture.rgb[(y * WIDTH + x) * 3..][..3];
        assert_eq!(at(WIDTH / 2, 14), [224, 172, 140]);
        assert_eq!(at(WIDTH / 2, 40), [190, 40, 40]);
        assert_eq!(at(WIDTH / 2 + 4, 70), [40, 50, 118]);
        assert_eq!(at(0, 0), [200, 190, 180]);
    }

    #[test]
    fn cosine_ignores_length_and_sees_garbage() {
        assert!((cosine(&[1.0, 2.0], &[2.0, 4.0]) - 1.0).abs() < 1e-6);
        assert!(cosine(&[1.0, 0.0], &[0.0, 1.0]).abs() < 1e-6);
        assert!(cosine(&[0.0, 0.0], &[1.0, 0.0]).is_nan());
    }
}
