//! Pictures as files: PNG and JPEG.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder, ImageResult};

/// A picture as PNG.
///
/// # Errors
/// When the encoder refuses it.
pub fn encode_png(rgb: &[u8], width: usize, height: usize) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new(&mut bytes);
    encoder.write_image(rgb, width as u32, height as u32, ExtendedColorType::Rgb8)?;
    Ok(bytes)
}

/// A picture as JPEG.
///
/// # Errors
/// When the encoder refuses it.
pub fn encode_jpeg(rgb: &[u8], width: usize, height: usize, quality: u8) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    encoder.write_image(rgb, width as u32, height as u32, ExtendedColorType::Rgb8)?;
    Ok(bytes)
}
