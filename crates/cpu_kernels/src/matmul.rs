//! The product of many rows with one matrix, and what else a linear layer does.

use crate::tile::{PANEL, ROWS, Tile, offset, pack};
use core::marker::PhantomData;
use core::ptr::null;

pub use crate::tile::Activation;

/// Above so many rows a panel of the matrix is first copied to where its rows lie together.
const COPIED_ABOVE: usize = 16;

/// `out = activation(x w + bias)`, all row-major.
#[repr(C)]
#[derive(Debug)]
pub struct MatMul<'a> {
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

impl<'a> MatMul<'a> {
    /// Numbers of scratch space for a matrix with so many rows: a panel and its bias.
    pub fn scratch(inner: usize) -> usize {
        (inner + 1) * PANEL
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
        assert!(scratch.len() >= Self::scratch(inner), "scratch");
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

    /// Computes the product, panel by panel.
    pub fn run(&mut self) {
        for first in (0..self.columns).step_by(PANEL) {
            // SAFETY: the constructor has checked the lengths.
            unsafe { self.panel(first) }
        }
    }

    /// # Safety
    /// The column is one of the matrix.
    unsafe fn panel(&self, first: usize) {
        let columns = (self.columns - first).min(PANEL);
        // SAFETY: as promised by the caller; the scratch space has room for a panel and its bias.
        unsafe {
            let (mut panel, mut stride) = (self.w.add(first), self.columns);
            // A panel's rows lie far apart in memory, where they push each other out of the nearest cache.
            if columns < PANEL || self.rows > COPIED_ABOVE {
                pack(panel, stride, self.inner, columns, self.scratch);
                (panel, stride) = (self.scratch, PANEL);
            }
            let mut bias = offset(self.bias, first);
            if columns < PANEL && !bias.is_null() {
                let padded = self.scratch.add(self.inner * PANEL);
                pack(bias, 0, 1, columns, padded);
                bias = padded;
            }
            for row in (0..self.rows).step_by(ROWS) {
                Tile {
                    x: self.x.add(row * self.inner),
                    x_stride: self.inner,
                    panel,
                    panel_stride: stride,
                    inner: self.inner,
                    bias,
                    row_bias: null(),
                    residual: null(),
                    out: self.out.add(row * self.columns + first),
                    out_stride: self.columns,
                    columns,
                    activation: self.activation,
                }
                .run(self.rows - row);
            }
        }
    }
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
            [17, 7, 16],
            [73, 33, 26],
            [5, 0, 8],
            [0, 3, 8],
            [130, 64, 9],
        ] {
            let x = numbers(rows * inner, 1);
            let w = numbers(inner * columns, 2);
            let bias = numbers(columns, 3);
            let mut scratch = vec![f32::NAN; MatMul::scratch(inner)];
            for bias in [None, Some(&bias[..])] {
                for activation in [Activation::None, Activation::Relu, Activation::Gelu] {
                    let mut out = vec![f32::NAN; rows * columns];
                    let sizes = [rows, inner, columns];
                    MatMul::new(sizes, &x, &w, bias, activation, &mut out, &mut scratch).run();
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
                                crate::math::gelu(crate::vector::Vector::splat(sum)).to_array()[0]
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
        MatMul::new(
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
