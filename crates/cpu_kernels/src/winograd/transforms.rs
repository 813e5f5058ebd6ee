//! From numbers to squares and back.

use super::squares;
use crate::convolution::Convolution;
use crate::tile::PANEL;
use crate::unfold::{Padded, Planes, WINDOW};
use crate::vector::{LANES, Vector};

/// Where squares lie in a picture and how much of their results is part of it.
struct Place {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
}

impl Place {
    /// Of a square by its number; nothing of it is part of the picture behind the last.
    #[inline(always)]
    fn of(planes: &Planes, square: usize) -> Self {
        let [rows, columns] = squares(planes);
        if square >= rows * columns {
            return Self {
                row: 0,
                column: 0,
                rows: 0,
                columns: 0,
            };
        }
        let row = square.checked_div(columns).unwrap_or(0);
        let (row, column) = (2 * row, 2 * (square - row * columns));
        Self {
            row,
            column,
            rows: (planes.height - row).min(2),
            columns: (planes.width - column).min(2),
        }
    }
}

/// `G g G^T` of every kernel: a matrix `[to, from]` for each number of a square.
///
/// # Safety
/// The kernels can be read and the matrices written.
pub unsafe fn kernels(weight: *const f32, [to, from]: [usize; 2], out: *mut f32) {
    let half = Vector::splat(0.5);
    let transform = |[a, b, c]: [Vector; 3]| {
        let (ends, middle) = (a.add(c).mul(half), b.mul(half));
        [a, ends.add(middle), ends.sub(middle), c]
    };
    for first in (0..to * from).step_by(LANES) {
        let count = (to * from - first).min(LANES);
        // SAFETY: as promised by the caller.
        unsafe {
            let mut numbers = [[0.0; LANES]; WINDOW];
            for kernel in 0..count {
                let kernel_at = weight.add((first + kernel) * WINDOW);
                for (i, numbers) in numbers.iter_mut().enumerate() {
                    numbers[kernel] = kernel_at.add(i).read();
                }
            }
            let number = |i: usize| Vector::load(numbers[i].as_ptr());
            let columns =
                [0, 1, 2].map(|column| transform([number(column), number(3 + column), number(6 + column)]));
            for row in 0..4 {
                let results = transform(columns.map(|column| column[row]));
                for (column, result) in results.into_iter().enumerate() {
                    let out = out.add((row * 4 + column) * to * from + first);
                    match count {
                        LANES => result.store(out),
                        _ => {
                            let results = result.to_array();
                            results.as_ptr().copy_to_nonoverlapping(out, count);
                        }
                    }
                }
            }
        }
    }
}

/// `B^T d B` of four squares in every channel; `stride` lies between the panels of a square's numbers.
///
/// # Safety
/// Four columns of the panels can be written.
#[inline(always)]
pub unsafe fn input(picture: &Padded<'_>, first: usize, out: *mut f32, stride: usize) {
    let transform = |[a, b, c, d]: [Vector; 4]| [a.sub(c), b.add(c), c.sub(b), b.sub(d)];
    let squares: [usize; LANES] = core::array::from_fn(|i| {
        let place = Place::of(picture.planes, first + i);
        place.row * picture.row() + place.column
    });
    // SAFETY: as promised by the caller.
    unsafe {
        for channel in 0..picture.planes.from {
            let plane = picture.channel(channel);
            // By rows: four numbers of a square in each vector.
            let rows = squares.map(|square| {
                transform([0, 1, 2, 3].map(|row| Vector::load(plane.add(square + row * picture.row()))))
            });
            for row in 0..4 {
                let columns = turn(rows.map(|square| square[row]));
                for (column, result) in transform(columns).into_iter().enumerate() {
                    result.store(out.add((row * 4 + column) * stride + channel * PANEL));
                }
            }
        }
    }
}

/// Rows of 4x4 numbers as columns.
#[inline(always)]
fn turn([a, b, c, d]: [Vector; 4]) -> [Vector; 4] {
    let (evens, odds) = ([a.evens(b), c.evens(d)], [a.odds(b), c.odds(d)]);
    [
        evens[0].evens(evens[1]),
        odds[0].evens(odds[1]),
        evens[0].odds(evens[1]),
        odds[0].odds(odds[1]),
    ]
}

/// `A^T m A` of four squares in every channel, and what follows the convolution.
///
/// # Safety
/// The products of four squares can be read.
#[inline(always)]
pub unsafe fn output(
    convolution: &Convolution<'_>,
    sample: usize,
    first: usize,
    products: *const f32,
    block: usize,
) {
    let planes = &convolution.planes;
    let transform = |[a, b, c, d]: [Vector; 4]| [a.add(b).add(c), b.sub(c).sub(d)];
    let places: [Place; LANES] = core::array::from_fn(|i| Place::of(planes, first + i));
    // Then a pair of squares lies side by side and whole, or behind the last.
    let pairs = planes.width.is_multiple_of(LANES);
    // SAFETY: as promised by the caller; only places of the picture are read or written.
    unsafe {
        for channel in 0..planes.to {
            let product = |i: usize| Vector::load(products.add((i * planes.to + channel) * block));
            let columns = [0, 1, 2, 3].map(|i| transform([0, 4, 8, 12].map(|row| product(row + i))));
            let bias = Vector::load_splat(convolution.bias.add(channel));
            let plane = (sample * planes.to + channel) * planes.places();
            for row in 0..2 {
                let [left, right] = transform(columns.map(|column| column[row])).map(|sum| sum.add(bias));
                for (pair, sums) in left.in_turns(right).into_iter().enumerate() {
                    let at = |place: &Place| plane + (place.row + row) * planes.width + place.column;
                    let [one, two] = [&places[2 * pair], &places[2 * pair + 1]];
                    if !pairs {
                        let sums = sums.to_array();
                        finish(
                            convolution,
                            at(one),
                            [sums[0], sums[1]],
                            one.columns * usize::from(row < one.rows),
                        );
                        finish(
                            convolution,
                            at(two),
                            [sums[2], sums[3]],
                            two.columns * usize::from(row < two.rows),
                        );
                    } else if row < one.rows {
                        let sums = match convolution.residual.is_null() {
                            true => sums,
                            false => sums.add(Vector::load(convolution.residual.add(at(one)))),
                        };
                        convolution
                            .activation
                            .of(sums)
                            .store(convolution.out.add(at(one)));
                    }
                }
            }
        }
    }
}

/// Writes the first results of a square's row.
///
/// # Safety
/// So many places of the picture begin there.
#[inline(always)]
unsafe fn finish(convolution: &Convolution<'_>, at: usize, sums: [f32; 2], count: usize) {
    for (i, sum) in sums.into_iter().enumerate().take(count) {
        // SAFETY: as promised by the caller.
        unsafe {
            let residual = match convolution.residual.is_null() {
                true => 0.0,
                false => convolution.residual.add(at + i).read(),
            };
            let [result, ..] = convolution
                .activation
                .of(Vector::splat(sum + residual))
                .to_array();
            convolution.out.add(at + i).write(result);
        }
    }
}
