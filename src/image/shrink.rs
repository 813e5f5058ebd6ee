//! Scaling of photos that are many times as large as what they become.

use super::Pixels;
use super::resize::{Filter, resize, resize_extent};

/// How many times as large as its target a picture stays for the filter, which then sees the same to the eye, and to a
/// model: Pillow's `reducing_gap`, at the value that it calls indistinguishable.
const GAP: f64 = 3.0;

/// Scales a picture as [`resize`](super::resize) does; of one that is at least six times as large as its target, means
/// of whole squares of pixels are taken first. A photo of twelve megapixels is ready more than twice as fast.
///
/// # Panics
///
/// As [`resize`](super::resize).
pub fn shrink(source: &Pixels, width: usize, height: usize, filter: Filter) -> Pixels {
    let factor = |from: usize, to: usize| ((from as f64 / to as f64 / GAP) as usize).max(1);
    let factors = [factor(source.width, width), factor(source.height, height)];
    if factors == [1, 1] {
        return resize(source, width, height, filter);
    }
    let reduced = means(source, factors);
    resize_extent(&reduced, extent(source, factors), width, height, filter)
}

/// How many reduced pixels a picture spans: its last ones may be of fewer pixels than the others.
fn extent(source: &Pixels, [across, down]: [usize; 2]) -> [f64; 2] {
    [
        source.width as f64 / across as f64,
        source.height as f64 / down as f64,
    ]
}

/// The mean of every `across` x `down` pixels; of what there is at the right and lower border.
fn means(source: &Pixels, factors: [usize; 2]) -> Pixels {
    let mut means = Means::new(source.width, source.height, factors);
    for row in source.rgb.chunks_exact(3 * source.width) {
        means.push(row);
    }
    means.finish()
}

/// Means of squares of pixels, of rows that come one after the other.
#[derive(Debug)]
pub(super) struct Means {
    across: usize,
    down: usize,
    width: usize,
    /// Sums of the columns, and of how many rows.
    sums: Vec<u32>,
    rows: usize,
    rgb: Vec<u8>,
}

impl Means {
    /// For a picture of this size, of which every `across` x `down` pixels become one.
    pub(super) fn new(width: usize, height: usize, [across, down]: [usize; 2]) -> Self {
        let reduced = width.div_ceil(across);
        Self {
            across,
            down,
            width: reduced,
            sums: vec![0; 3 * width],
            rows: 0,
            rgb: Vec::with_capacity(3 * reduced * height.div_ceil(down)),
        }
    }

    /// Adds the next row.
    pub(super) fn push(&mut self, row: &[u8]) {
        if self.across == 1 && self.down == 1 {
            return self.rgb.extend_from_slice(row);
        }
        for (sum, &byte) in self.sums.iter_mut().zip(row) {
            *sum += u32::from(byte);
        }
        self.rows += 1;
        if self.rows == self.down {
            self.flush();
        }
    }

    fn flush(&mut self) {
        for square in self.sums.chunks(3 * self.across) {
            let count = (square.len() / 3 * self.rows) as u32;
            let mut total = [count / 2; 3];
            for pixel in square.chunks_exact(3) {
                for (total, sum) in total.iter_mut().zip(pixel) {
                    *total += sum;
                }
            }
            self.rgb.extend(total.map(|total| (total / count) as u8));
        }
        self.sums.fill(0);
        self.rows = 0;
    }

    /// The reduced picture.
    pub(super) fn finish(mut self) -> Pixels {
        if self.rows > 0 {
            self.flush();
        }
        Pixels {
            width: self.width,
            height: self.rgb.len() / (3 * self.width),
            rgb: self.rgb,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: usize, height: usize) -> Pixels {
        let pixel = |i: usize| {
            let (x, y) = (i % width, i / width);
            [0, 1, 2].map(|c| ((x * x * 7 + y * y * 3 + x * y * (c + 1) * 5 + c * 40) / 97 % 256) as u8)
        };
        let rgb = (0..width * height).flat_map(pixel).collect();
        Pixels::new(width, height, rgb).expect("sizes agree")
    }

    #[test]
    fn it_is_pillows_reducing_gap() {
        // Pillow 13: `resize(size, filter, reducing_gap=3.0)`: the sum of all bytes, the first pixel, the one in column 5
        // of row 3, and the last.
        let cases = [
            (
                [12, 20],
                Filter::Bicubic,
                91_225_i64,
                [[11, 15, 19], [129, 128, 127], [125, 125, 128]],
            ),
            (
                [30, 20],
                Filter::Bilinear,
                227_987,
                [[6, 8, 11], [83, 145, 125], [122, 123, 129]],
            ),
        ];
        let source = picture(203, 331);
        for ([width, height], filter, sum, pixels) in cases {
            let found = shrink(&source, width, height, filter);
            let total: i64 = found.rgb.iter().map(|byte| i64::from(*byte)).sum();
            assert!((total - sum).abs() <= total / 1000, "{total}, expected {sum}");
            for (at, expected) in [0, 3 * width + 5, width * height - 1].iter().zip(pixels) {
                for (byte, expected) in found.rgb[3 * at..].iter().zip(expected) {
                    assert!(byte.abs_diff(expected) <= 1, "{byte}, expected {expected}");
                }
            }
        }
    }

    #[test]
    fn a_picture_that_is_not_much_larger_is_scaled_as_ever() {
        let source = picture(100, 90);
        for (width, height) in [(17, 16), (100, 90), (200, 20)] {
            assert_eq!(
                shrink(&source, width, height, Filter::Bicubic),
                resize(&source, width, height, Filter::Bicubic)
            );
        }
    }
}
