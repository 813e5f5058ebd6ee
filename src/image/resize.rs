//! Pillow's `Image.resize`, to the last step of a byte.
//!
//! Two passes, first along the rows, then along the columns, with bytes in between. The filter widens with the
//! reduction, so that every source pixel counts (antialiasing). Weights are 22-bit fixed point numbers: the
//! rounding of each pass is part of what a model was trained on.

use super::Pixels;
use serde::{Deserialize, Serialize};

/// Fractional bits of a weight: 32 less 8 for the byte less 2 for the sign and the overshoot of the cubic.
const PRECISION: u32 = 32 - 8 - 2;

/// The scaler's filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    /// A triangle, one pixel to each side.
    Bilinear,
    /// Keys' cubic with a = -1/2, two pixels to each side.
    Bicubic,
}

impl Filter {
    fn support(self) -> f64 {
        match self {
            Self::Bilinear => 1.0,
            Self::Bicubic => 2.0,
        }
    }

    fn weight(self, x: f64) -> f64 {
        const A: f64 = -0.5;
        let x = x.abs();
        match self {
            Self::Bilinear if x < 1.0 => 1.0 - x,
            Self::Bicubic if x < 1.0 => ((A + 2.0) * x - (A + 3.0)) * x * x + 1.0,
            Self::Bicubic if x < 2.0 => (((x - 5.0) * x + 8.0) * x - 4.0) * A,
            _ => 0.0,
        }
    }
}

/// Which source positions make one output position, and with what weights.
struct Taps {
    first: usize,
    weights: Vec<i32>,
}

impl Taps {
    /// The taps of every output position along one axis of so many pixels, of which the last may count in part.
    fn of_axis(source: usize, extent: f64, target: usize, filter: Filter) -> Vec<Self> {
        let scale = extent / target as f64;
        let stretch = scale.max(1.0);
        let support = filter.support() * stretch;
        let inverse = 1.0 / stretch;
        (0..target)
            .map(|position| {
                let centre = (position as f64 + 0.5) * scale;
                // A cast of a negative float saturates at 0, which is the border we want.
                let first = (centre - support + 0.5) as usize;
                let end = ((centre + support + 0.5) as usize).min(source);
                let exact: Vec<f64> = (first..end)
                    .map(|index| filter.weight((index as f64 - centre + 0.5) * inverse))
                    .collect();
                let sum: f64 = exact.iter().sum();
                let weights = exact
                    .iter()
                    .map(|&weight| to_fixed(if sum == 0.0 { weight } else { weight / sum }))
                    .collect();
                Self { first, weights }
            })
            .collect()
    }
}

/// Rounds half away from zero, by a cast that cuts.
fn to_fixed(weight: f64) -> i32 {
    let scaled = weight * f64::from(1u32 << PRECISION);
    (scaled + 0.5f64.copysign(scaled)) as i32
}

fn to_byte(sum: i32) -> u8 {
    (sum >> PRECISION).clamp(0, 255) as u8
}

/// Half a step of the output byte: a sum that starts here is rounded by the shift.
const HALF: i32 = 1 << (PRECISION - 1);

/// Scales a picture to `width` x `height`; the same size gives the same bytes.
///
/// # Panics
///
/// If the source or the target has no pixels; [`super::decode`] and [`Pixels::new`] never give such a source.
pub fn resize(source: &Pixels, width: usize, height: usize, filter: Filter) -> Pixels {
    let extent = [source.width as f64, source.height as f64];
    resize_extent(source, extent, width, height, filter)
}

/// As [`resize`], of a picture whose last column and row count in part: it spans `extent` pixels.
pub(super) fn resize_extent(
    source: &Pixels,
    extent: [f64; 2],
    width: usize,
    height: usize,
    filter: Filter,
) -> Pixels {
    assert!(
        source.width > 0 && source.height > 0 && width > 0 && height > 0,
        "a picture without pixels"
    );
    let across = |rgb: &[u8]| {
        let taps = Taps::of_axis(source.width, extent[0], width, filter);
        scale_rows(rgb, source.width, &taps)
    };
    let down = |rgb: &[u8], row_pixels: usize| {
        let taps = Taps::of_axis(source.height, extent[1], height, filter);
        scale_columns(rgb, row_pixels, &taps)
    };
    let rgb = match (source.width != width, source.height != height) {
        (false, false) => source.rgb.clone(),
        (true, false) => across(&source.rgb),
        (false, true) => down(&source.rgb, width),
        (true, true) if columns_first(source, width, height) => across(&down(&source.rgb, source.width)),
        (true, true) => down(&across(&source.rgb), width),
    };
    Pixels { width, height, rgb }
}

/// Whether the pass along the columns is the first one.
///
/// The bytes between the passes are rounded, so the order shows in about a fifth of the result's bytes, by one step.
/// Up to its version 12 Pillow always began with the rows; since 13, which made our goldens, it begins with the
/// columns where the height loses more than twice as many pixels as the width.
fn columns_first(source: &Pixels, width: usize, height: usize) -> bool {
    // Compared as sums, because either difference may be negative.
    source.height > height && source.height + 2 * width > height + 2 * source.width
}

/// Every row becomes as long as there are taps.
fn scale_rows(source: &[u8], width: usize, taps: &[Taps]) -> Vec<u8> {
    let rows = source.len() / (3 * width);
    let mut out = vec![0; rows * taps.len() * 3];
    for (line, target) in source
        .chunks_exact(3 * width)
        .zip(out.chunks_exact_mut(3 * taps.len()))
    {
        for (pixel, tap) in target.chunks_exact_mut(3).zip(taps) {
            let window = &line[3 * tap.first..3 * (tap.first + tap.weights.len())];
            let (mut red, mut green, mut blue) = (HALF, HALF, HALF);
            for (rgb, &weight) in window.chunks_exact(3).zip(&tap.weights) {
                red += i32::from(rgb[0]) * weight;
                green += i32::from(rgb[1]) * weight;
                blue += i32::from(rgb[2]) * weight;
            }
            pixel.copy_from_slice(&[to_byte(red), to_byte(green), to_byte(blue)]);
        }
    }
    out
}

/// As many rows as there are taps, each a weighted sum of whole source rows.
fn scale_columns(source: &[u8], width: usize, taps: &[Taps]) -> Vec<u8> {
    let line = 3 * width;
    let mut out = Vec::with_capacity(taps.len() * line);
    let mut sums = vec![HALF; line];
    for tap in taps {
        sums.fill(HALF);
        for (row, &weight) in source[tap.first * line..].chunks_exact(line).zip(&tap.weights) {
            for (sum, &byte) in sums.iter_mut().zip(row) {
                *sum += i32::from(byte) * weight;
            }
        }
        out.extend(sums.iter().map(|&sum| to_byte(sum)));
    }
    out
}
