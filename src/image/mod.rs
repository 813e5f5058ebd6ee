//! From the bytes of a photo to the numbers a model reads.
//!
//! The trainer and the browser share this code, because two scalers that are only nearly the same move the
//! features: decoding, colours, Pillow's resize to the last step of a byte, and the normalisation are all done here.

pub mod augment;
mod colour;
mod decode;
mod jpeg;
mod kind;
mod normalize;
mod png;
mod refusal;
mod resize;
mod shrink;
mod thumbnail;

use crate::config::method::{Method, ModelConfig};
use crate::error::{Error, Result};

pub use ::image::metadata::Orientation;
pub use decode::{MAX_PIXELS, MAX_SIDE, MAX_WHOLE_PIXELS, Photo, decode, read, upright};
pub use jpeg::Outline as JpegOutline;
pub use kind::{HEAD, Kind};
pub use normalize::{Normalization, normalize};
pub use refusal::Refusal;
pub use resize::{Filter, resize};
pub use shrink::shrink;
pub use thumbnail::{WIDTH as THUMBNAIL_WIDTH, thumbnail};

/// A picture of 8-bit RGB pixels, row by row from the top left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels in a row.
    pub width: usize,
    /// Number of rows.
    pub height: usize,
    /// Three bytes for each pixel: `width * height * 3` in all.
    pub rgb: Vec<u8>,
}

impl Pixels {
    /// Checks that the bytes fill the picture, and wraps them.
    pub fn new(width: usize, height: usize, rgb: Vec<u8>) -> Result<Self> {
        let expected = width.checked_mul(height).and_then(|pixels| pixels.checked_mul(3));
        if width == 0 || height == 0 {
            return Err(Error::Image(format!(
                "a picture of {width}x{height} has no pixels"
            )));
        }
        if expected != Some(rgb.len()) {
            return Err(Error::Image(format!(
                "{width}x{height} RGB pixels expected, found {} bytes",
                rgb.len()
            )));
        }
        Ok(Self { width, height, rgb })
    }
}

/// The least size of a picture from which everything can be made that is to be made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enough {
    /// Pixels in a row, of the upright picture.
    pub width: usize,
    /// Number of rows.
    pub height: usize,
}

impl Enough {
    /// The same of the picture as it is stored, before it is turned.
    fn stored(self, orientation: Orientation) -> Self {
        match orientation {
            Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH => Self {
                width: self.height,
                height: self.width,
            },
            _ => self,
        }
    }
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
    pub fn for_model(config: &ModelConfig) -> Self {
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
