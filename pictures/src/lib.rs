//! From the bytes of a photo to pixels: decoding, Pillow's resize to the last step of a byte, small pictures to show.
//!
//! A crate by itself because these loops go over every pixel of a photo: the page compiles them for speed, all the rest for
//! size (the profile `web` of the workspace).

mod decode;
mod jpeg_end;
mod resize;
mod shrink;
mod thumbnail;

pub use decode::{MAX_PIXELS, MAX_SIDE, decode};
pub use resize::{Filter, resize};
pub use shrink::shrink;
pub use thumbnail::thumbnail;

/// A picture that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Error(pub String);

/// A result with this crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

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
            return Err(Error(format!("a picture of {width}x{height} has no pixels")));
        }
        if expected != Some(rgb.len()) {
            return Err(Error(format!(
                "{width}x{height} RGB pixels expected, found {} bytes",
                rgb.len()
            )));
        }
        Ok(Self { width, height, rgb })
    }
}
