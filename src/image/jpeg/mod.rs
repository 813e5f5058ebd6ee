//! JPEG files: at full size, or by scaled transforms at a half, a quarter or an eighth of it.

mod outline;

use super::colour::{Space, cmyk_to_rgb};
use super::decode::{self, Decoded, MAX_ALLOCATION, MAX_PIXELS, MAX_SIDE, MAX_WHOLE_PIXELS};
use super::kind::Kind;
use super::refusal::Refusal;
use super::{Enough, Pixels};
use jpeg_decoder::{Decoder, PixelFormat};
use outline::End;
use std::borrow::Cow;

pub use outline::Outline;

const END_OF_IMAGE: [u8; 2] = [0xff, 0xd9];
/// Bytes in place of those that are missing: as long as what a decoder reads ahead.
const PADDING: usize = 64;
/// A scaled picture is not larger than this, in pixels, however wide the photo.
const MAX_SCALED: u64 = 32_000_000;

/// Decodes a JPEG; with `enough`, at the smallest scale that has so many pixels.
///
/// A file without its end-of-image marker is decoded where all of its pixels are there.
pub(super) fn read(bytes: &[u8], enough: Option<Enough>) -> Result<Decoded, Refusal> {
    let Some(outline) = Outline::read(bytes) else {
        return Err(Refusal::Cut(Kind::Jpeg));
    };
    let eighths = eighths(&outline, enough)?;
    let pixels = match outline.end {
        End::Marked => pixels(bytes, &outline, eighths)?,
        End::InSegments => return Err(Refusal::Cut(Kind::Jpeg)),
        End::InData(written) => {
            // Where nothing is missing it makes no difference what comes in its place.
            let [zeros, others] = [0x00, 0xaa].map(|filling| {
                let closed = [&bytes[..written], &[filling; PADDING], &END_OF_IMAGE].concat();
                pixels(&closed, &outline, eighths)
            });
            match (zeros, others) {
                (Ok(zeros), Ok(others)) if zeros == others => zeros,
                _ => return Err(Refusal::Cut(Kind::Jpeg)),
            }
        }
    };
    Ok(Decoded {
        pixels,
        orientation: outline.orientation,
        // Inks were mixed by their profile already.
        space: outline
            .profile
            .filter(|_| outline.components != 4)
            .and_then(|icc| Space::of_profile(&icc)),
    })
}

/// At which scale to decode, in eighths of the full size.
fn eighths(outline: &Outline, enough: Option<Enough>) -> Result<u32, Refusal> {
    let (width, height) = (outline.width, outline.height);
    let count = u64::from(width) * u64::from(height);
    let too_large = |most| Refusal::TooLarge {
        kind: Kind::Jpeg,
        width,
        height,
        most,
        side: MAX_SIDE,
    };
    if count == 0 {
        return Err(Refusal::Broken {
            kind: Kind::Jpeg,
            why: format!("it has {width}x{height} pixels"),
        });
    }
    if count > MAX_PIXELS {
        return Err(too_large(MAX_PIXELS));
    }
    // All coefficients of a progressive file are in memory until its last scan.
    if outline.progressive && outline.coefficients * 2 > MAX_ALLOCATION {
        return Err(too_large(MAX_ALLOCATION / 6));
    }
    let eighths = enough.map_or(8, |enough| {
        let enough = enough.stored(outline.orientation);
        let suffices = |eighths: u32| {
            u64::from(width) * u64::from(eighths) >= 8 * enough.width as u64
                && u64::from(height) * u64::from(eighths) >= 8 * enough.height as u64
        };
        let bounded = |eighths: u32| count * u64::from(eighths * eighths) / 64 <= MAX_SCALED;
        [1, 2, 4, 8]
            .into_iter()
            .find(|eighths| suffices(*eighths))
            .into_iter()
            .chain([8, 4, 2, 1])
            .find(|eighths| bounded(*eighths))
            .unwrap_or(1)
    });
    if eighths == 8 && count > MAX_WHOLE_PIXELS {
        return Err(too_large(MAX_WHOLE_PIXELS));
    }
    Ok(eighths)
}

impl Outline {
    /// Whether any decoder gets the same of it: whole, and of no ink colours.
    pub fn is_plain(&self) -> bool {
        self.end == End::Marked && matches!(self.components, 1 | 3)
    }

    /// The size at which it is decoded where so much is enough, before it is turned.
    ///
    /// # Errors
    /// When it is too large.
    pub fn scaled(&self, enough: Enough) -> Result<[u32; 2], Refusal> {
        let eighths = eighths(self, Some(enough))?;
        Ok([self.width, self.height].map(|side| (side * eighths).div_ceil(8)))
    }
}

fn pixels(bytes: &[u8], outline: &Outline, eighths: u32) -> Result<Pixels, Refusal> {
    // The one decoder is made for speed at full size, the other knows scales and inks.
    if eighths == 8 && outline.components != 4 {
        return decode::by_image(bytes, Kind::Jpeg).map(|decoded| decoded.pixels);
    }
    let broken = |error: jpeg_decoder::Error| match error {
        jpeg_decoder::Error::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Refusal::Cut(Kind::Jpeg)
        }
        other => Refusal::Broken {
            kind: Kind::Jpeg,
            why: other.to_string(),
        },
    };
    let mut decoder = Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(MAX_ALLOCATION as usize);
    decoder.read_info().map_err(broken)?;
    let part = |side: u32| (side * eighths).div_ceil(8).min(u32::from(u16::MAX)) as u16;
    let (width, height) = decoder
        .scale(part(outline.width), part(outline.height))
        .map_err(broken)?;
    let data = decoder.decode().map_err(broken)?;
    let format = decoder.info().map(|info| info.pixel_format);
    let rgb: Cow<'_, [u8]> = match format {
        Some(PixelFormat::L8) => data
            .iter()
            .flat_map(|grey| [*grey; 3])
            .collect::<Vec<u8>>()
            .into(),
        Some(PixelFormat::L16) => data
            .chunks_exact(2)
            .flat_map(|grey| [u16::from_ne_bytes([grey[0], grey[1]]).to_be_bytes()[0]; 3])
            .collect::<Vec<u8>>()
            .into(),
        Some(PixelFormat::CMYK32) => cmyk_to_rgb(&data, outline.profile.as_deref()).into(),
        Some(PixelFormat::RGB24) | None => data.into(),
    };
    Pixels::new(usize::from(width), usize::from(height), rgb.into_owned()).map_err(|error| Refusal::Broken {
        kind: Kind::Jpeg,
        why: error.to_string(),
    })
}
