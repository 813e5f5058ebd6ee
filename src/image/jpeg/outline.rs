//! What the segments of a JPEG say, without decoding it.

use ::image::metadata::Orientation;
use std::ops::Range;

const START_OF_IMAGE: [u8; 2] = [0xff, 0xd8];
const END_OF_IMAGE: u8 = 0xd9;
const START_OF_SCAN: u8 = 0xda;
const EXIF: &[u8] = b"Exif\0\0";
const PROFILE: &[u8] = b"ICC_PROFILE\0";
/// Zeros at the end of a file that were never written: so many in a row are no picture.
const FILLING: usize = 16;

/// How a file ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With its end-of-image marker; bytes after it (a phone's extras) are fine.
    Marked,
    /// Within coded data, of which the first so many bytes of the file are not mere filling: all pixels may be there.
    InData(usize),
    /// Before or within a segment.
    InSegments,
}

/// The outline of a JPEG.
#[derive(Debug)]
pub struct Outline {
    /// Stored width in pixels.
    pub width: u32,
    /// Stored height in pixels.
    pub height: u32,
    /// How the stored picture is turned to be upright.
    pub orientation: Orientation,
    /// Where the segment lies that says so: without it a decoder leaves the picture as it is stored.
    pub turned_by: Option<Range<usize>>,
    /// Colour components.
    pub(super) components: u8,
    /// Coefficients of all components, for the memory of a progressive file.
    pub(super) coefficients: u64,
    pub(super) progressive: bool,
    pub(super) profile: Option<Vec<u8>>,
    pub(super) end: End,
}

impl Outline {
    /// Walks over segments and coded data; `None` where no picture begins.
    pub fn read(jpeg: &[u8]) -> Option<Self> {
        let mut outline = Self {
            width: 0,
            height: 0,
            orientation: Orientation::NoTransforms,
            turned_by: None,
            components: 0,
            coefficients: 0,
            progressive: false,
            profile: None,
            end: End::InSegments,
        };
        if !jpeg.starts_with(&START_OF_IMAGE) {
            return None;
        }
        let mut profile_parts: Vec<(u8, &[u8])> = Vec::new();
        let mut at = 2;
        let mut in_data = false;
        outline.end = loop {
            let unfinished = if in_data {
                End::InData(written(jpeg))
            } else {
                End::InSegments
            };
            let Some(marker) = find(jpeg, at, |byte| byte == 0xff) else {
                break unfinished;
            };
            let Some(code_at) = find(jpeg, marker, |byte| byte != 0xff) else {
                break unfinished;
            };
            let code = jpeg[code_at];
            at = code_at + 1;
            match code {
                END_OF_IMAGE => break End::Marked,
                // A data byte 0xff, the temporary marker, the restart markers: no segment follows.
                0x00 | 0x01 | 0xd0..=0xd7 => continue,
                _ => {}
            }
            let Some(body) = body(jpeg, at) else {
                break End::InSegments;
            };
            let content = &jpeg[body.clone()];
            at = body.end;
            match code {
                START_OF_SCAN => in_data = true,
                0xc0..=0xcf if !matches!(code, 0xc4 | 0xc8 | 0xcc) => outline.take_frame(code, content),
                0xe1 if outline.turned_by.is_none() => {
                    if let Some(tiff) = content.strip_prefix(EXIF) {
                        outline.orientation =
                            Orientation::from_exif_chunk(tiff).unwrap_or(Orientation::NoTransforms);
                        outline.turned_by = Some(marker..body.end);
                    }
                }
                0xe2 => {
                    if let Some([number, _, part @ ..]) = content.strip_prefix(PROFILE) {
                        profile_parts.push((*number, part));
                    }
                }
                _ => {}
            }
        };
        profile_parts.sort_by_key(|(number, _)| *number);
        if !profile_parts.is_empty() {
            outline.profile = Some(
                profile_parts
                    .into_iter()
                    .flat_map(|(_, part)| part)
                    .copied()
                    .collect(),
            );
        }
        (outline.components > 0).then_some(outline)
    }

    fn take_frame(&mut self, code: u8, content: &[u8]) {
        let [_, h1, h0, w1, w0, count, parts @ ..] = content else {
            return;
        };
        self.height = u32::from(u16::from_be_bytes([*h1, *h0]));
        self.width = u32::from(u16::from_be_bytes([*w1, *w0]));
        self.components = *count;
        self.progressive = matches!(code, 0xc2 | 0xc6 | 0xca | 0xce);
        let sampling: Vec<(u64, u64)> = parts
            .chunks_exact(3)
            .map(|part| (u64::from(part[1] >> 4), u64::from(part[1] & 15)))
            .collect();
        let most = |side: fn(&(u64, u64)) -> u64| sampling.iter().map(side).max().unwrap_or(1).max(1);
        let (across, down) = (most(|s| s.0), most(|s| s.1));
        let pixels = u64::from(self.width) * u64::from(self.height);
        self.coefficients = sampling
            .iter()
            .map(|(x, y)| pixels * x * y / (across * down))
            .sum();
    }
}

fn find(jpeg: &[u8], from: usize, is: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = jpeg.get(from..)?;
    rest.iter().position(|&byte| is(byte)).map(|place| from + place)
}

/// What a segment holds, after its length.
fn body(jpeg: &[u8], at: usize) -> Option<Range<usize>> {
    let length = usize::from(u16::from_be_bytes(*jpeg.get(at..)?.first_chunk::<2>()?));
    let end = at + length;
    (length >= 2 && end <= jpeg.len()).then_some(at + 2..end)
}

/// Length of the file without the zeros that fill its end, and without half a marker.
fn written(jpeg: &[u8]) -> usize {
    let zeros = jpeg.iter().rev().take_while(|byte| **byte == 0).count();
    // A zero after 0xff belongs to the data.
    let end = if zeros >= FILLING {
        jpeg.len() - zeros + 1
    } else {
        jpeg.len()
    };
    let half = jpeg[..end].iter().rev().take_while(|byte| **byte == 0xff).count();
    end - half
}
