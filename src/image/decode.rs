//! Picture files to RGB, with a bound on what a file may claim.

use super::colour::Space;
use super::kind::{HEAD, Kind};
use super::refusal::Refusal;
use super::{Enough, Pixels, jpeg, png};
use ::image::metadata::Orientation;
use ::image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::{Cursor, ErrorKind};

/// The longest side of a photo, in pixels.
pub const MAX_SIDE: u32 = 65_535;
/// The largest photo that is read where less is enough, in pixels: twice the largest sensors of today's phones.
pub const MAX_PIXELS: u64 = 400_000_000;
/// The largest photo that is decoded whole, in pixels: 300 MB once decoded.
pub const MAX_WHOLE_PIXELS: u64 = 100_000_000;
/// The most a decoder may allocate, in bytes: the largest photo with four channels, and its own tables.
pub(super) const MAX_ALLOCATION: u64 = 512 << 20;

/// A picture as it is stored.
#[derive(Debug)]
pub(super) struct Decoded {
    /// Its pixels.
    pub pixels: Pixels,
    /// How they are turned to be upright.
    pub orientation: Orientation,
    /// The space of their colours; `None` for sRGB.
    pub space: Option<Space>,
}

/// A photo that was read for search.
#[derive(Debug)]
pub struct Photo {
    /// The upright picture, at full size or smaller.
    pub pixels: Pixels,
    /// Whether the file says that it is to be turned, which not every program obeys.
    pub turned: bool,
}

/// Decodes a photo at full size; the content decides the kind, never a file name.
///
/// The camera's orientation is applied, colours become sRGB, transparent pixels are laid over white, other depths and
/// colour models become 8-bit RGB, and of an animation the first frame is taken. The size is checked before anything
/// of that size is allocated; a file without all of its pixels is an error.
///
/// # Errors
/// The [`Refusal`] that says why the file cannot be used.
pub fn decode(bytes: &[u8]) -> crate::error::Result<Pixels> {
    Ok(read_with(bytes, None)?.pixels)
}

/// Decodes a photo as [`decode`] does, at the smallest scale that has `enough` pixels and costs less than the whole.
/// A photo of 200 megapixels takes the memory of a small one.
///
/// # Errors
/// As [`decode`].
pub fn read(bytes: &[u8], enough: Enough) -> Result<Photo, Refusal> {
    read_with(bytes, Some(enough))
}

fn read_with(bytes: &[u8], enough: Option<Enough>) -> Result<Photo, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let decoded = match Kind::of(head) {
        Some(Kind::Jpeg) => jpeg::read(bytes, enough),
        Some(Kind::Png) => png::read(bytes, enough),
        Some(kind @ (Kind::WebP | Kind::Gif | Kind::Bmp)) => by_image(bytes, kind),
        Some(other) => Err(Refusal::Foreign(other)),
        None => Err(Refusal::Unknown {
            start: head[..head.len().min(8)].to_vec(),
        }),
    }?;
    Ok(decoded.finish())
}

impl Decoded {
    /// The picture as people see it.
    fn finish(mut self) -> Photo {
        if let Some(space) = &self.space {
            space.to_srgb(&mut self.pixels);
        }
        Photo {
            pixels: upright(self.pixels, self.orientation),
            turned: self.orientation != Orientation::NoTransforms,
        }
    }
}

/// Turns a stored picture to what is to be seen.
pub fn upright(stored: Pixels, orientation: Orientation) -> Pixels {
    if orientation == Orientation::NoTransforms {
        return stored;
    }
    let Pixels { width, height, rgb } = stored;
    let Some(image) = RgbImage::from_raw(width as u32, height as u32, rgb) else {
        unreachable!("pixels fill their picture, as `Pixels::new` checks");
    };
    let mut image = DynamicImage::ImageRgb8(image);
    image.apply_orientation(orientation);
    let image = image.into_rgb8();
    Pixels {
        width: image.width() as usize,
        height: image.height() as usize,
        rgb: image.into_raw(),
    }
}

/// Decodes a file whole, by the decoder that the `image` crate has for its kind.
pub(super) fn by_image(bytes: &[u8], kind: Kind) -> Result<Decoded, Refusal> {
    let format = match kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::WebP => ImageFormat::WebP,
        Kind::Gif => ImageFormat::Gif,
        Kind::Bmp => ImageFormat::Bmp,
        other => return Err(Refusal::Foreign(other)),
    };
    let refusal = |error: ImageError| match error {
        ImageError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => Refusal::Cut(kind),
        other => Refusal::Broken {
            kind,
            why: other.to_string(),
        },
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    // The size is judged below, so that the refusal can name it.
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_ALLOCATION);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    let count = u64::from(width) * u64::from(height);
    if count == 0 {
        return Err(Refusal::Broken {
            kind,
            why: format!("it has {width}x{height} pixels"),
        });
    }
    if width > MAX_SIDE
        || height > MAX_SIDE
        || count > MAX_WHOLE_PIXELS
        || decoder.total_bytes() > MAX_ALLOCATION
    {
        return Err(Refusal::TooLarge {
            kind,
            width,
            height,
            most: MAX_WHOLE_PIXELS,
            side: MAX_SIDE,
        });
    }
    // Damaged metadata is no reason to refuse a photo that can be read.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let space = decoder
        .icc_profile()
        .ok()
        .flatten()
        .and_then(|icc| Space::of_profile(&icc));
    let rgb = to_rgb(DynamicImage::from_decoder(decoder).map_err(refusal)?);
    let (width, height) = (rgb.width() as usize, rgb.height() as usize);
    Ok(Decoded {
        pixels: Pixels {
            width,
            height,
            rgb: rgb.into_raw(),
        },
        orientation,
        space,
    })
}

fn to_rgb(decoded: DynamicImage) -> RgbImage {
    if !decoded.color().has_alpha() {
        return decoded.into_rgb8();
    }
    let transparent = decoded.into_rgba8();
    let mut paper = RgbImage::new(transparent.width(), transparent.height());
    for (target, source) in paper.chunks_exact_mut(3).zip(transparent.chunks_exact(4)) {
        target.copy_from_slice(&over_white([source[0], source[1], source[2]], source[3]));
    }
    paper
}

/// A cut-out lies on white paper: the colours under transparent pixels are arbitrary.
pub(super) fn over_white(colour: [u8; 3], alpha: u8) -> [u8; 3] {
    let alpha = u32::from(alpha);
    colour.map(|part| ((u32::from(part) * alpha + 255 * (255 - alpha) + 127) / 255) as u8)
}
