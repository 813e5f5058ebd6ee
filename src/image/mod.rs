//! From the bytes of a photo to the numbers a model reads.
//!
//! The trainer and the browser share this code, because two scalers that are only nearly the same move the
//! features: decoding and Pillow's resize to the last step of a byte come from the crate `pictures`, the normalisation is
//! done here.

pub mod augment;
mod normalize;

use crate::config::method::{Config, Method};
use crate::error::Result;

pub use normalize::{Normalization, normalize};
pub use pictures::{Filter, MAX_PIXELS, MAX_SIDE, Pixels, resize, shrink};

/// Decodes a photo: see [`pictures::decode`].
///
/// # Errors
/// When it is no picture that can be used.
pub fn decode(bytes: &[u8]) -> Result<Pixels> {
    Ok(pictures::decode(bytes)?)
}

/// A small picture to show in place of a photo: see [`pictures::thumbnail`].
///
/// # Errors
/// When the encoder refuses, which it has no reason to.
pub fn thumbnail(file: &[u8], photo: &Pixels) -> Result<Vec<u8>> {
    Ok(pictures::thumbnail(file, photo)?)
}

/// How a photo becomes the input of an image encoder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preprocess {
    /// Width of the input in pixels.
    pub width: usize,
    /// Height of the input in pixels.
    pub height: usize,
    /// The scaler's filter.
    pub filter: Filter,
    /// Mean and spread of the channels.
    pub normalization: Normalization,
}

impl Preprocess {
    /// What a model expects: IRRA scales pictures linearly, Bi-IRRA and IVT with the cubic (SPEC 1.8 to 3).
    pub fn for_model(config: &Config) -> Self {
        let [height, width] = config.image_size();
        let (mean, std) = config.statistics();
        Self {
            width,
            height,
            filter: match config.method() {
                Method::BiIrra | Method::Ivt => Filter::Bicubic,
                Method::Irra => Filter::Bilinear,
            },
            normalization: Normalization { mean, std },
        }
    }

    /// Resizes without keeping the proportions, as all the papers do, and normalises.
    ///
    /// # Shapes
    ///
    /// - output: `[3, height, width]`, flat
    pub fn apply(&self, photo: &Pixels) -> Vec<f32> {
        normalize(
            &shrink(photo, self.width, self.height, self.filter),
            &self.normalization,
        )
    }
}
