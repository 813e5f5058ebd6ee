//! PNG files: row by row, so that a large one becomes small in little memory, and with patience for wrong checksums.

use super::Enough;
use super::colour::Space;
use super::decode::{Decoded, MAX_ALLOCATION, MAX_PIXELS, MAX_SIDE, MAX_WHOLE_PIXELS, over_white};
use super::kind::Kind;
use super::refusal::Refusal;
use super::shrink::Means;
use ::image::metadata::Orientation;
use ::png::{BitDepth, ColorType, DecodeOptions, Decoder, DecodingError, Limits, Reader, Transformations};
use std::borrow::Cow;
use std::io::Cursor;

const SIGNATURE: usize = 8;
/// Length, name and checksum of a chunk.
const FRAME: usize = 12;
/// What the pixels need, in the order that decoders want.
const NEEDED: [&[u8; 4]; 5] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"];

/// Decodes a PNG; with `enough`, means of squares of pixels that still are so many.
pub(super) fn read(bytes: &[u8], enough: Option<Enough>) -> Result<Decoded, Refusal> {
    match read_once(bytes, enough) {
        // Chunks in the wrong order, or damaged ones that the pixels do not need.
        Err(Refusal::Broken { .. }) => read_once(&essence(bytes), enough),
        other => other,
    }
}

fn read_once(bytes: &[u8], enough: Option<Enough>) -> Result<Decoded, Refusal> {
    let mut options = DecodeOptions::default();
    options.set_ignore_checksums(true);
    options.set_ignore_text_chunk(true);
    let mut decoder = Decoder::new_with_options(Cursor::new(bytes), options);
    decoder.set_limits(Limits {
        bytes: MAX_ALLOCATION as usize,
    });
    decoder.set_transformations(Transformations::EXPAND);
    let (width, height) = decoder.read_header_info().map_err(refusal)?.size();
    let interlaced = decoder.read_header_info().map_err(refusal)?.interlaced;
    let orientation = chunks(bytes)
        .find(|(name, _)| name == b"eXIf")
        .and_then(|(_, tiff)| Orientation::from_exif_chunk(tiff))
        .unwrap_or(Orientation::NoTransforms);
    let factor = enough.map_or(1, |enough| {
        let enough = enough.stored(orientation);
        (width as usize / enough.width)
            .min(height as usize / enough.height)
            .max(1)
    });
    let count = u64::from(width) * u64::from(height);
    let most = if interlaced || factor == 1 {
        MAX_WHOLE_PIXELS
    } else {
        MAX_PIXELS
    };
    if count > most || width > MAX_SIDE || height > MAX_SIDE {
        return Err(Refusal::TooLarge {
            kind: Kind::Png,
            width,
            height,
            most,
            side: MAX_SIDE,
        });
    }
    let mut reader = decoder.read_info().map_err(refusal)?;
    let info = reader.info();
    let space = match (&info.coding_independent_code_points, &info.icc_profile) {
        (Some(points), _) => Space::of_code_points(points.color_primaries, points.transfer_function),
        (None, Some(icc)) => Space::of_profile(icc),
        (None, None) => None,
    };
    let layout = reader.output_color_type();
    let mut means = Means::new(width as usize, height as usize, [factor, factor]);
    if interlaced {
        let size = reader
            .output_buffer_size()
            .filter(|size| *size as u64 <= MAX_ALLOCATION);
        let mut buffer = vec![0; size.ok_or_else(|| refusal(DecodingError::LimitsExceeded))?];
        let frame = reader.next_frame(&mut buffer).map_err(refusal)?;
        for row in buffer.chunks_exact(frame.line_size) {
            means.push(&to_rgb(row, layout));
        }
    } else {
        push_rows(&mut reader, &mut means, height, layout)?;
    }
    Ok(Decoded {
        pixels: means.finish(),
        orientation,
        space,
    })
}

fn push_rows(
    reader: &mut Reader<Cursor<&[u8]>>,
    means: &mut Means,
    height: u32,
    layout: (ColorType, BitDepth),
) -> Result<(), Refusal> {
    for _ in 0..height {
        match reader.next_row().map_err(refusal)? {
            Some(row) => means.push(&to_rgb(row.data(), layout)),
            None => return Err(Refusal::Cut(Kind::Png)),
        }
    }
    Ok(())
}

/// A row of 8-bit RGB pixels, transparent ones over white.
fn to_rgb(row: &[u8], (colour, depth): (ColorType, BitDepth)) -> Vec<u8> {
    let bytes: Cow<'_, [u8]> = if depth == BitDepth::Sixteen {
        let nearest = |deep: &[u8]| ((u32::from(deep[0]) << 8 | u32::from(deep[1])) * 255 + 32_767) / 65_535;
        row.chunks_exact(2)
            .map(|deep| nearest(deep) as u8)
            .collect::<Vec<u8>>()
            .into()
    } else {
        row.into()
    };
    match colour {
        ColorType::Grayscale => bytes.iter().flat_map(|grey| [*grey; 3]).collect(),
        ColorType::GrayscaleAlpha => bytes
            .chunks_exact(2)
            .flat_map(|pixel| over_white([pixel[0]; 3], pixel[1]))
            .collect(),
        ColorType::Rgba => bytes
            .chunks_exact(4)
            .flat_map(|pixel| over_white([pixel[0], pixel[1], pixel[2]], pixel[3]))
            .collect(),
        // Palettes were expanded.
        ColorType::Rgb | ColorType::Indexed => bytes.into_owned(),
    }
}

/// Names and contents of the chunks, as far as they are whole; the last one may be cut.
fn chunks(png: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut rest = png.get(SIGNATURE..).unwrap_or_default();
    std::iter::from_fn(move || {
        let length = u32::from_be_bytes(*rest.first_chunk::<4>()?) as usize;
        let name = *rest.get(4..)?.first_chunk::<4>()?;
        let content = rest.get(8..)?;
        let content = &content[..length.min(content.len())];
        rest = rest.get(length.saturating_add(FRAME)..).unwrap_or_default();
        Some((name, content))
    })
}

/// The file with nothing but what its pixels need. Checksums are left open: they are not looked at.
fn essence(png: &[u8]) -> Vec<u8> {
    let mut file = png[..SIGNATURE.min(png.len())].to_vec();
    for needed in NEEDED {
        let of_name = chunks(png).filter(|(name, _)| name == needed);
        // Of a doubled head or palette the first counts; data come in parts.
        for (name, content) in of_name.take(if needed == b"IDAT" { usize::MAX } else { 1 }) {
            file.extend((content.len() as u32).to_be_bytes());
            file.extend(name);
            file.extend(content);
            file.extend([0; 4]);
        }
    }
    file
}

fn refusal(error: DecodingError) -> Refusal {
    match error {
        DecodingError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Refusal::Cut(Kind::Png)
        }
        other => Refusal::Broken {
            kind: Kind::Png,
            why: other.to_string(),
        },
    }
}
