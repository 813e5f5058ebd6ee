//! The layer norm of rows: mean and spread are taken out, scale and shift of the layer put in.

use crate::vector::{LANES, Vector};
use core::marker::PhantomData;

/// Every row less its mean, over its standard deviation, times `scale`, plus `shift`.
#[repr(C)]
#[derive(Debug)]
pub struct LayerNorm<'a> {
    x: *const f32,
    scale: *const f32,
    shift: *const f32,
    out: *mut f32,
    rows: usize,
    width: usize,
    epsilon: f32,
    borrowed: PhantomData<&'a mut [f32]>,
}

impl<'a> LayerNorm<'a> {
    /// # Shapes
    /// - `x`, `out`: `[rows, width]`, the width a multiple of four; `scale`, `shift`: `[width]`
    ///
    /// # Panics
    /// If a length does not fit: a mistake of the caller.
    pub fn new(x: &'a [f32], scale: &'a [f32], shift: &'a [f32], epsilon: f32, out: &'a mut [f32]) -> Self {
        let width = scale.len();
        let rows = x.len().checked_div(width).unwrap_or(0);
        assert!(width.is_multiple_of(LANES), "width");
        assert_eq!(shift.len(), width, "shift");
        assert_eq!(x.len(), rows * width, "rows");
        assert_eq!(out.len(), x.len(), "output");
        Self {
            x: x.as_ptr(),
            scale: scale.as_ptr(),
            shift: shift.as_ptr(),
            out: out.as_mut_ptr(),
            rows,
            width,
            epsilon,
            borrowed: PhantomData,
        }
    }

    /// Computes it.
    pub fn run(&mut self) {
        for row in 0..self.rows {
            // SAFETY: the constructor has checked the lengths.
            unsafe { self.row(row * self.width) }
        }
    }

    /// # Safety
    /// The row begins within `x`.
    #[inline(always)]
    unsafe fn row(&self, start: usize) {
        // SAFETY: as promised by the caller.
        unsafe {
            let x = self.x.add(start);
            let mut sum = Vector::splat(0.0);
            for i in (0..self.width).step_by(LANES) {
                sum = sum.add(Vector::load(x.add(i)));
            }
            let mean = Vector::splat(sum.sum() / self.width as f32);
            let mut squares = Vector::splat(0.0);
            for i in (0..self.width).step_by(LANES) {
                let distance = Vector::load(x.add(i)).sub(mean);
                squares = distance.mul_add(distance, squares);
            }
            let variance = squares.sum() / self.width as f32;
            let factor = Vector::splat(1.0 / square_root(variance + self.epsilon));
            for i in (0..self.width).step_by(LANES) {
                let unit = Vector::load(x.add(i)).sub(mean).mul(factor);
                let scale = Vector::load(self.scale.add(i));
                unit.mul_add(scale, Vector::load(self.shift.add(i)))
                    .store(self.out.add(start + i));
            }
        }
    }
}

#[cfg(target_arch = "wasm32")]
#[inline(always)]
fn square_root(x: f32) -> f32 {
    use core::arch::wasm32::{f32x4_extract_lane, f32x4_splat, f32x4_sqrt};
    f32x4_extract_lane::<0>(f32x4_sqrt(f32x4_splat(x)))
}

#[cfg(not(target_arch = "wasm32"))]
#[inline(always)]
fn square_root(x: f32) -> f32 {
    x.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matmul::tests::numbers;

    #[test]
    fn the_layer_norm_has_mean_and_spread() {
        let (x, scale, shift) = (numbers(5 * 12, 7), numbers(12, 8), numbers(12, 9));
        let mut out = vec![f32::NAN; x.len()];
        LayerNorm::new(&x, &scale, &shift, 1e-6, &mut out).run();
        for (row, found) in x.chunks(12).zip(out.chunks(12)) {
            let mean = row.iter().sum::<f32>() / 12.0;
            let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / 12.0;
            for i in 0..12 {
                let expected = (row[i] - mean) / (variance + 1e-6).sqrt() * scale[i] + shift[i];
                assert!((found[i] - expected).abs() < 1e-5);
            }
        }
    }
}
