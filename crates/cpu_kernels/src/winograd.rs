//! Convolutions of stride 1 by Winograd's F(2x2, 3x3) (arXiv 1509.09308): four results from 16 products instead of 36.
//!
//! Squares of 4x4 numbers, two apart, and the kernels are transformed, multiplied as 16 products of matrices over the
//! channels, and transformed back to 2x2 results.

mod transforms;

use crate::convolution::Convolution;
use crate::matmul::Activation;
use crate::tile::{PANEL, ROWS, Tile};
use crate::unfold::{Padded, Planes};
use crate::vector::LANES;
use core::ptr::null;

/// Numbers of a transformed square.
const SQUARE: usize = 16;
/// Transformed numbers that are worked on at a time: they stay in the second cache.
const AT_ONCE: usize = 131_072;
/// With fewer channels the transforms of pictures cost more than they save.
const LEAST_CHANNELS: usize = 16;
/// With fewer places those of kernels do.
const LEAST_PLACES: usize = 200;

/// Whether it is the faster way.
pub fn suits(planes: &Planes) -> bool {
    planes.stride == 1
        && planes.from.min(planes.to) >= LEAST_CHANNELS
        && planes.batch * planes.places() >= LEAST_PLACES
}

/// Rows and columns of squares.
fn squares(planes: &Planes) -> [usize; 2] {
    [planes.height, planes.width].map(|side| side.div_ceil(2))
}

/// Squares that are transformed at a time: whole panels.
fn block(planes: &Planes) -> usize {
    let [rows, columns] = squares(planes);
    let most = AT_ONCE
        .checked_div(SQUARE * (planes.from + planes.to))
        .unwrap_or(0);
    let all = (rows * columns).next_multiple_of(PANEL);
    (most / PANEL * PANEL).max(PANEL).min(all)
}

/// Numbers of scratch space.
pub fn scratch(planes: &Planes) -> usize {
    let kernels = planes.from * planes.to;
    SQUARE * (kernels + block(planes) * (planes.from + planes.to)) + planes.padded()
}

/// Computes the convolution.
///
/// # Safety
/// The constructor has checked the convolution's lengths; [`suits`] says so of its sizes.
pub unsafe fn run(convolution: &Convolution<'_>) {
    let planes = &convolution.planes;
    let Planes {
        batch,
        from,
        to,
        height,
        width,
        ..
    } = *planes;
    let block = block(planes).max(PANEL);
    let [rows, columns] = squares(planes);
    let kernels = convolution.scratch;
    // SAFETY: as promised by the caller.
    unsafe {
        let input = kernels.add(SQUARE * from * to);
        let output = input.add(SQUARE * from * block);
        let padded = output.add(SQUARE * to * block);
        transforms::kernels(convolution.weight, [to, from], kernels);
        for sample in 0..batch {
            let x = convolution.x.add(sample * from * height * width);
            let picture = Padded::copy(planes, x, padded);
            for first in (0..rows * columns).step_by(block) {
                let count = (rows * columns - first).min(block).next_multiple_of(PANEL);
                for square in (0..count).step_by(LANES) {
                    transforms::input(
                        &picture,
                        first + square,
                        input.add(at(square, from)),
                        from * block,
                    );
                }
                for i in 0..SQUARE {
                    for channel in (0..to).step_by(ROWS) {
                        for square in (0..count).step_by(PANEL) {
                            Tile {
                                x: kernels.add((i * to + channel) * from),
                                x_stride: from,
                                panel: input.add((i * block + square) * from),
                                panel_stride: PANEL,
                                inner: from,
                                bias: null(),
                                row_bias: null(),
                                residual: null(),
                                out: output.add((i * to + channel) * block + square),
                                out_stride: block,
                                columns: PANEL,
                                activation: Activation::None,
                            }
                            .run(to - channel);
                        }
                    }
                }
                for square in (0..count).step_by(LANES) {
                    let output = output.add(square);
                    transforms::output(convolution, sample, first + square, output, block);
                }
            }
        }
    }
}

/// Where a square's column begins among panels of so many rows.
#[inline(always)]
fn at(square: usize, rows: usize) -> usize {
    square / PANEL * PANEL * rows + square % PANEL
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is computed is tested with all convolutions; here, which of the residual stem's go this way.
    #[test]
    fn it_is_taken_where_it_saves_time() {
        let planes = |batch, channels, height, stride| Planes {
            batch,
            from: channels,
            to: channels,
            height,
            width: height / 2,
            stride,
        };
        assert!(suits(&planes(1, 40, 48, 1)));
        assert!(suits(&planes(1, 80, 24, 1)));
        assert!(!suits(&planes(1, 160, 12, 1)), "few places for many kernels");
        assert!(suits(&planes(8, 160, 12, 1)));
        assert!(!suits(&planes(1, 40, 48, 2)));
        assert!(!suits(&planes(1, 3, 192, 1)));
    }
}
