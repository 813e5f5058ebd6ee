//! The product of many rows with one matrix, and what a linear layer does besides.

use crate::tile::{PANEL, ROWS, Tile, pack};
use core::marker::PhantomData;
use core::ptr::null;

pub use crate::tile::Activation;

/// From so many rows on the matrix is first put into panels. Its columns lie far apart in memory, which the second and
/// third tile that read them would pay for; a few rows are done before that costs more than to copy.
const PACKED_FROM: usize = 48;

/// `out = activation(x w + bias)`, all row-major.
#[repr(C)]
#[derive(Debug)]
pub struct Product<'a> {
    x: *const f32,
    w: *const f32,
    bias: *const f32,
    out: *mut f32,
    scratch: *mut f32,
    rows: usize,
    inner: usize,
    columns: usize,
    activation: Activation,
    borrowed: PhantomData<&'a mut [f32]>,
}

impl<'a> Product<'a> {
    /// Numbers of scratch space for a matrix `[inner, columns]`.
    pub fn scratch([inner, columns]: [usize; 2]) -> usize {
        (inner + 1) * columns.next_multiple_of(PANEL)
    }

    /// # Shapes
    /// - `x`: `[rows, inner]`; `w`: `[inner, columns]`; `bias`: `[columns]`; `out`: `[rows, columns]`
    /// - `scratch`: what [`scratch`](Self::scratch) says, overwritten
    ///
    /// # Panics
    /// If a length does not fit: a mistake of the caller.
    pub fn new(
        [rows, inner, columns]: [usize; 3],
        x: &'a [f32],
        w: &'a [f32],
        bias: Option<&'a [f32]>,
        activation: Activation,
        out: &'a mut [f32],
        scratch: &'a mut [f32],
    ) -> Self {
        assert_eq!(x.len(), rows * inner, "left factor");
        assert_eq!(w.len(), inner * columns, "right factor");
        assert_eq!(out.len(), rows * columns, "product");
        assert!(bias.is_none_or(|bias| bias.len() == columns), "bias");
        assert!(scratch.len() >= Self::scratch([inner, columns]), "scratch");
        Self {
            x: x.as_ptr(),
            w: w.as_ptr(),
            bias: bias.map_or(null(), <[f32]>::as_ptr),
            out: out.as_mut_ptr(),
            scratch: scratch.as_mut_ptr(),
            rows,
            inner,
            columns,
            activation,
            borrowed: PhantomData,
        }
    }

    /// Computes the product.
    pub fn run(&mut self) {
        let whole = self.columns.is_multiple_of(PANEL);
        // SAFETY: the constructor has checked the lengths, and the scratch space has room for all panels and a bias.
        unsafe {
            let (matrix, bias) = if whole && self.rows < PACKED_FROM {
                (Matrix::in_rows(self.w, self.columns), self.bias)
            } else {
                let panels = self.scratch;
                for column in (0..self.columns).step_by(PANEL) {
                    let columns = (self.columns - column).min(PANEL);
                    let to = panels.add(column * self.inner);
                    pack(self.w.add(column), self.columns, self.inner, columns, to);
                }
                (Matrix::in_panels(panels, self.inner), self.padded_bias())
            };
            Factors {
                x: self.x,
                matrix,
                bias,
                row_bias: null(),
                out: self.out,
                out_stride: self.columns,
                rows: self.rows,
                inner: self.inner,
                columns: self.columns,
                activation: self.activation,
            }
            .multiply();
        }
    }

    /// The bias with room behind its last number, because whole panels are read.
    ///
    /// # Safety
    /// As the constructor has checked it.
    unsafe fn padded_bias(&self) -> *const f32 {
        if self.bias.is_null() || self.columns.is_multiple_of(PANEL) {
            return self.bias;
        }
        // SAFETY: the scratch space has a row behind the panels.
        unsafe {
            let to = self
                .scratch
                .add(self.inner * self.columns.next_multiple_of(PANEL));
            pack(self.bias, 0, 1, 0, to.add(self.columns / PANEL * PANEL));
            for column in 0..self.columns {
                to.add(column).write(self.bias.add(column).read());
            }
            to
        }
    }
}

/// Where the panels of a right factor lie.
#[derive(Clone, Copy)]
pub(crate) struct Matrix {
    start: *const f32,
    /// From a panel to the next.
    panel: usize,
    /// From a panel's row to the next.
    row: usize,
}

impl Matrix {
    /// A row-major matrix whose columns are a multiple of [`PANEL`].
    pub fn in_rows(start: *const f32, columns: usize) -> Self {
        Self {
            start,
            panel: PANEL,
            row: columns,
        }
    }

    /// Panels one after the other.
    pub fn in_panels(start: *const f32, inner: usize) -> Self {
        Self {
            start,
            panel: PANEL * inner,
            row: PANEL,
        }
    }
}

/// Both factors of a product, by addresses; see [`Tile`].
pub(crate) struct Factors {
    pub x: *const f32,
    pub matrix: Matrix,
    pub bias: *const f32,
    pub row_bias: *const f32,
    pub out: *mut f32,
    pub out_stride: usize,
    pub rows: usize,
    pub inner: usize,
    pub columns: usize,
    pub activation: Activation,
}

impl Factors {
    /// # Safety
    /// All that the sizes describe can be read, whole panels of `matrix` and `bias` too, and written at `out`.
    pub unsafe fn multiply(&self) {
        // SAFETY: as promised by the caller.
        unsafe {
            for column in (0..self.columns).step_by(PANEL) {
                for row in (0..self.rows).step_by(ROWS) {
                    Tile {
                        x: self.x.add(row * self.inner),
                        x_stride: self.inner,
                        panel: self.matrix.start.add(column / PANEL * self.matrix.panel),
                        panel_stride: self.matrix.row,
                        inner: self.inner,
                        bias: offset(self.bias, column),
                        row_bias: offset(self.row_bias, row),
                        out: self.out.add(row * self.out_stride + column),
                        out_stride: self.out_stride,
                        columns: (self.columns - column).min(PANEL),
                        activation: self.activation,
                    }
                    .run(self.rows - row);
                }
            }
        }
    }
}

/// An address further on, unless there is none.
///
/// # Safety
/// The numbers between can be read.
#[inline(always)]
unsafe fn offset(from: *const f32, by: usize) -> *const f32 {
    if from.is_null() {
        return from;
    }
    // SAFETY: as promised by the caller.
    unsafe { from.add(by) }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Numbers that look random and stay small.
    pub(crate) fn numbers(count: usize, seed: usize) -> Vec<f32> {
        (0..count)
            .map(|i| ((i * 7919 + seed * 104_729) % 2003) as f32 / 1000.0 - 1.0)
            .collect()
    }

    #[test]
    fn products_of_every_shape_are_right() {
        for [rows, inner, columns] in [
            [1, 1, 1],
            [3, 5, 8],
            [4, 128, 384],
            [47, 7, 16],
            [48, 7, 16],
            [73, 33, 26],
            [5, 0, 8],
            [0, 3, 8],
            [130, 64, 9],
        ] {
            let x = numbers(rows * inner, 1);
            let w = numbers(inner * columns, 2);
            let bias = numbers(columns, 3);
            let mut scratch = vec![f32::NAN; Product::scratch([inner, columns])];
            for bias in [None, Some(&bias[..])] {
                for activation in [Activation::None, Activation::Relu, Activation::Gelu] {
                    let mut out = vec![f32::NAN; rows * columns];
                    let sizes = [rows, inner, columns];
                    Product::new(sizes, &x, &w, bias, activation, &mut out, &mut scratch).run();
                    for (i, found) in out.iter().enumerate() {
                        let (row, column) = (i / columns, i % columns);
                        let sum: f64 = (0..inner)
                            .map(|k| f64::from(x[row * inner + k]) * f64::from(w[k * columns + column]))
                            .sum();
                        let sum = sum as f32 + bias.map_or(0.0, |bias| bias[column]);
                        let expected = match activation {
                            Activation::None => sum,
                            Activation::Relu => sum.max(0.0),
                            Activation::Gelu => {
                                crate::functions::gelu(crate::vector::Vector::splat(sum)).to_array()[0]
                            }
                        };
                        assert!(
                            (found - expected).abs() < 1e-4,
                            "{sizes:?} {activation:?} at {row}, {column}: {found}, expected {expected}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    #[should_panic(expected = "right factor")]
    fn a_length_that_does_not_fit_is_refused() {
        let sizes = [1, 2, 8];
        let mut out = [0.0; 8];
        let mut scratch = [0.0; 64];
        Product::new(
            sizes,
            &[0.0; 2],
            &[0.0; 15],
            None,
            Activation::None,
            &mut out,
            &mut scratch,
        );
    }
}
