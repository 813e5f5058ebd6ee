//! Small pictures to show in place of the photos, which may be large or out of reach.

use super::{Filter, Pixels, shrink};
use crate::error::{Error, Result};
use ::image::ExtendedColorType;
use ::image::codecs::jpeg::JpegEncoder;

/// Box that a small picture fits into, in pixels: sharp in a tile on a display of twice the density.
const BOX: [usize; 2] = [WIDTH, 384];
/// The greatest width of a small picture, in pixels.
pub const WIDTH: usize = 256;
const QUALITY: u8 = 80;
/// A file up to this size is small enough itself.
const SMALL_FILE: usize = 16 << 10;

/// A small picture of a photo as a JPEG; the photo's own file, where it is given and small already, so that nothing is
/// lost. It is not to be given where not every browser would show the same.
///
/// # Errors
/// When the encoder refuses, which it has no reason to.
pub fn thumbnail(file: Option<&[u8]>, photo: &Pixels) -> Result<Vec<u8>> {
    let is_small = |file: &&[u8]| file.len() <= SMALL_FILE && photo.width.max(photo.height) <= 2 * BOX[1];
    if let Some(file) = file.filter(is_small) {
        return Ok(file.to_vec());
    }
    let (width, height) = fitted(photo.width, photo.height);
    let small = shrink(photo, width, height, Filter::Bilinear);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode(&small.rgb, width as u32, height as u32, ExtendedColorType::Rgb8)
        .map_err(|error| Error::Image(format!("the small picture: {error}")))?;
    Ok(jpeg)
}

/// The size that fits into the box with the same proportions, never larger than the photo.
fn fitted(width: usize, height: usize) -> (usize, usize) {
    let scale = (BOX[0] as f64 / width as f64)
        .min(BOX[1] as f64 / height as f64)
        .min(1.0);
    let side = |pixels: usize| ((pixels as f64 * scale).round() as usize).max(1);
    (side(width), side(height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::decode;

    fn photo(width: usize, height: usize) -> Pixels {
        let rgb = (0..width * height)
            .flat_map(|i| {
                [
                    (i % width * 255 / width) as u8,
                    (i / width * 255 / height) as u8,
                    90,
                ]
            })
            .collect();
        Pixels::new(width, height, rgb).expect("sizes agree")
    }

    #[test]
    fn a_large_photo_becomes_small_and_keeps_its_shape_and_colours() {
        let photo = photo(1200, 900);
        let small = decode(&thumbnail(Some(&[0; 3_000_000]), &photo).expect("a JPEG")).expect("a picture");
        assert_eq!((small.width, small.height), (256, 192));
        let at = |picture: &Pixels, x: usize, y: usize| {
            let start = (y * picture.width + x) * 3;
            [picture.rgb[start], picture.rgb[start + 1], picture.rgb[start + 2]]
        };
        let (a, b) = (at(&photo, 600, 300), at(&small, 128, 64));
        assert!(a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 8), "{a:?} {b:?}");
    }

    #[test]
    fn a_small_file_is_kept_as_it_is() {
        let file = b"a small photo's own bytes";
        assert_eq!(thumbnail(Some(file), &photo(96, 192)).expect("bytes"), file);
        assert_ne!(thumbnail(None, &photo(96, 192)).expect("bytes"), file);
        // A few bytes may claim many pixels, which no tile should have to decode.
        assert_ne!(thumbnail(Some(file), &photo(3000, 10)).expect("bytes"), file);
    }

    #[test]
    fn extreme_shapes_keep_a_pixel() {
        assert_eq!(fitted(16_000, 1), (256, 1));
        assert_eq!(fitted(1, 16_000), (1, 384));
        assert_eq!(fitted(100, 100), (100, 100));
    }
}
