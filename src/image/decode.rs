//! JPEG, PNG and WebP files to RGB, with a bound on what a file may claim.

use super::Pixels;
use super::jpeg_end::reaches_end_of_image;
use crate::error::{Error, Result};
use ::image::metadata::Orientation;
use ::image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage, RgbaImage};
use std::io::Cursor;

/// The longest side of a photo, in pixels.
pub const MAX_SIDE: u32 = 16_384;
/// The largest photo, in pixels: above the sensors of today's cameras, and 300 MB once decoded.
pub const MAX_PIXELS: u64 = 100_000_000;
/// The most a decoder may allocate, in bytes: the largest photo with four channels, and its own tables.
const MAX_ALLOCATION: u64 = 512 << 20;

/// Decodes a photo; the content decides the format, never a file name.
///
/// The camera's orientation is applied, transparent pixels are laid over white, other depths and colour models
/// become 8-bit RGB, and of an animation the first frame is taken. The size is checked before anything of that size
/// is allocated; a file that ends early is an error.
pub fn decode(bytes: &[u8]) -> Result<Pixels> {
    if bytes.is_empty() {
        return Err(Error::Image("the file is empty".into()));
    }
    let format = supported_format(bytes)?;
    let name = format_name(format);
    let broken = |error: ::image::ImageError| Error::Image(format!("broken {name} file: {error}"));

    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOCATION);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| match error {
        ::image::ImageError::Limits(_) => Error::Image(format!(
            "{name} file: more than {MAX_SIDE} pixels on a side or too much memory needed"
        )),
        other => broken(other),
    })?;

    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width == 0 || height == 0 {
        return Err(Error::Image(format!(
            "{name} file of {width}x{height}: no pixels"
        )));
    }
    if width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_PIXELS {
        return Err(Error::Image(format!(
            "{name} file of {width}x{height}: at most {MAX_SIDE} pixels on a side and {MAX_PIXELS} in all"
        )));
    }
    if decoder.total_bytes() > MAX_ALLOCATION {
        return Err(Error::Image(format!(
            "{name} file of {width}x{height} needs {} MiB of memory: at most {} MiB",
            decoder.total_bytes() >> 20,
            MAX_ALLOCATION >> 20
        )));
    }
    if format == ImageFormat::Jpeg && !reaches_end_of_image(bytes) {
        return Err(Error::Image(
            "broken JPEG file: it ends before its end-of-image marker".into(),
        ));
    }

    // Damaged metadata is no reason to refuse a photo that can be read.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let decoded = DynamicImage::from_decoder(decoder).map_err(broken)?;
    let mut upright = DynamicImage::ImageRgb8(to_rgb(decoded));
    upright.apply_orientation(orientation);
    let upright = upright.into_rgb8();
    let (width, height) = upright.dimensions();
    Pixels::new(width as usize, height as usize, upright.into_raw())
}

fn supported_format(bytes: &[u8]) -> Result<ImageFormat> {
    const WANTED: &str = "expected a JPEG, PNG or WebP file";
    match ::image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => Ok(format),
        Ok(other) => Err(Error::Image(format!("{WANTED}, found {}", format_name(other)))),
        Err(_) => {
            let start = &bytes[..bytes.len().min(8)];
            Err(Error::Image(format!(
                "{WANTED}, found an unknown kind that starts with {start:02x?}"
            )))
        }
    }
}

fn format_name(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Jpeg => "JPEG",
        ImageFormat::Png => "PNG",
        ImageFormat::WebP => "WebP",
        other => other.to_mime_type(),
    }
}

fn to_rgb(decoded: DynamicImage) -> RgbImage {
    if decoded.color().has_alpha() {
        over_white(&decoded.into_rgba8())
    } else {
        decoded.into_rgb8()
    }
}

/// A cut-out lies on white paper: the colours under transparent pixels are arbitrary.
fn over_white(transparent: &RgbaImage) -> RgbImage {
    let mut paper = RgbImage::new(transparent.width(), transparent.height());
    for (target, source) in paper.chunks_exact_mut(3).zip(transparent.chunks_exact(4)) {
        let alpha = u32::from(source[3]);
        for (out, &colour) in target.iter_mut().zip(source) {
            *out = ((u32::from(colour) * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        }
    }
    paper
}
