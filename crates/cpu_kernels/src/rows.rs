//! What is done to every row by itself: softmax, layer norm, GELU, products with one vector.

use crate::math::{exp, gelu};
use crate::vector::{LANES, Vector};
use core::marker::PhantomData;

/// The GELU of every number, in place.
#[repr(C)]
#[derive(Debug)]
pub struct Gelu<'a> {
    values: *mut f32,
    count: usize,
    borrowed: PhantomData<&'a mut [f32]>,
}

impl<'a> Gelu<'a> {
    /// Of these numbers.
    pub fn new(values: &'a mut [f32]) -> Self {
        Self {
            values: values.as_mut_ptr(),
            count: values.len(),
            borrowed: PhantomData,
        }
    }

    /// Computes it.
    pub fn run(&mut self) {
        // SAFETY: the numbers are borrowed.
        unsafe { change(self.values, self.count, gelu) }
    }
}

/// The softmax of every row, in place.
#[repr(C)]
#[derive(Debug)]
pub struct Softmax<'a> {
    values: *mut f32,
    rows: usize,
    width: usize,
    borrowed: PhantomData<&'a mut [f32]>,
}

impl<'a> Softmax<'a> {
    /// Of rows of `width` numbers.
    ///
    /// # Panics
    /// If the last row is not whole: a mistake of the caller.
    pub fn new(values: &'a mut [f32], width: usize) -> Self {
        let rows = values.len().checked_div(width).unwrap_or(0);
        assert_eq!(rows * width, values.len(), "rows");
        Self {
            values: values.as_mut_ptr(),
            rows,
            width,
            borrowed: PhantomData,
        }
    }

    /// Computes it.
    pub fn run(&mut self) {
        for row in 0..self.rows {
            // SAFETY: the rows are borrowed.
            unsafe { softmax(self.values.add(row * self.width), self.width) }
        }
    }
}

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

/// The scalar product of every row with one vector.
#[repr(C)]
#[derive(Debug)]
pub struct MatVec<'a> {
    rows: *const f32,
    vector: *const f32,
    out: *mut f32,
    count: usize,
    width: usize,
    borrowed: PhantomData<&'a mut [f32]>,
}

impl<'a> MatVec<'a> {
    /// # Shapes
    /// - `rows`: `[count, width]`; `vector`: `[width]`; `out`: `[count]`
    ///
    /// # Panics
    /// If a length does not fit: a mistake of the caller.
    pub fn new(rows: &'a [f32], vector: &'a [f32], out: &'a mut [f32]) -> Self {
        assert_eq!(rows.len(), out.len() * vector.len(), "rows");
        Self {
            rows: rows.as_ptr(),
            vector: vector.as_ptr(),
            out: out.as_mut_ptr(),
            count: out.len(),
            width: vector.len(),
            borrowed: PhantomData,
        }
    }

    /// Computes them.
    pub fn run(&mut self) {
        for row in 0..self.count {
            // SAFETY: the constructor has checked the lengths.
            unsafe {
                let value = self.dot(self.rows.add(row * self.width));
                self.out.add(row).write(value);
            }
        }
    }

    /// # Safety
    /// A row begins at the address.
    #[inline(always)]
    unsafe fn dot(&self, row: *const f32) -> f32 {
        let whole = self.width / (4 * LANES) * (4 * LANES);
        // SAFETY: as promised by the caller.
        unsafe {
            let mut sums = [Vector::splat(0.0); 4];
            for i in (0..whole).step_by(4 * LANES) {
                for (j, sum) in sums.iter_mut().enumerate() {
                    let at = i + j * LANES;
                    *sum = Vector::load(row.add(at)).mul_add(Vector::load(self.vector.add(at)), *sum);
                }
            }
            let mut sum = sums[0].add(sums[1]).add(sums[2].add(sums[3])).sum();
            for i in whole..self.width {
                sum += row.add(i).read() * self.vector.add(i).read();
            }
            sum
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

/// Applies a function to every number.
///
/// # Safety
/// `count` numbers can be read and written.
#[inline(always)]
unsafe fn change(values: *mut f32, count: usize, of: impl Fn(Vector) -> Vector) {
    let whole = count / LANES * LANES;
    // SAFETY: as promised by the caller.
    unsafe {
        for i in (0..whole).step_by(LANES) {
            of(Vector::load(values.add(i))).store(values.add(i));
        }
        for i in whole..count {
            let [value, ..] = of(Vector::load_splat(values.add(i))).to_array();
            values.add(i).write(value);
        }
    }
}

/// # Safety
/// `width` numbers can be read and written.
#[inline(always)]
pub unsafe fn softmax(row: *mut f32, width: usize) {
    let whole = width / LANES * LANES;
    // SAFETY: as promised by the caller.
    unsafe {
        let mut greatest = Vector::splat(f32::NEG_INFINITY);
        for i in (0..whole).step_by(LANES) {
            greatest = greatest.max(Vector::load(row.add(i)));
        }
        for i in whole..width {
            greatest = greatest.max(Vector::load_splat(row.add(i)));
        }
        let greatest = Vector::splat(greatest.greatest());
        let mut sum = Vector::splat(0.0);
        for i in (0..whole).step_by(LANES) {
            let value = exp(Vector::load(row.add(i)).sub(greatest));
            value.store(row.add(i));
            sum = sum.add(value);
        }
        let mut sum = sum.sum();
        for i in whole..width {
            let [value, ..] = exp(Vector::load_splat(row.add(i)).sub(greatest)).to_array();
            row.add(i).write(value);
            sum += value;
        }
        let factor = Vector::splat(1.0 / sum);
        change(row, width, |value| value.mul(factor));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matmul::tests::numbers;

    #[test]
    fn the_softmax_of_rows_of_any_width() {
        for width in [1, 3, 4, 8, 73] {
            let values = numbers(3 * width, 5);
            let mut found = values.clone();
            Softmax::new(&mut found, width).run();
            for (found, row) in found.chunks(width).zip(values.chunks(width)) {
                let sum: f64 = row.iter().map(|x| f64::from(*x).exp()).sum();
                for (found, x) in found.iter().zip(row) {
                    assert!((f64::from(*found) - f64::from(*x).exp() / sum).abs() < 1e-6);
                }
            }
        }
        let mut hidden = [1.0, f32::MIN, 1.0, f32::NEG_INFINITY, 0.0, 0.0];
        Softmax::new(&mut hidden, 3).run();
        assert_eq!(hidden, [0.5, 0.0, 0.5, 0.0, 0.5, 0.5]);
    }

    #[test]
    fn a_row_with_what_is_no_number_is_none() {
        let mut values = [0.0, f32::NAN, 0.0, 0.0, 1.0];
        Softmax::new(&mut values, 5).run();
        assert!(values.iter().all(|x| x.is_nan()));
    }

    #[test]
    fn the_gelu_of_any_count() {
        let values = numbers(11, 6);
        let mut found = values.clone();
        Gelu::new(&mut found).run();
        for (found, x) in found.iter().zip(values) {
            assert_eq!(*found, gelu(Vector::splat(x)).to_array()[0]);
        }
    }

    #[test]
    fn every_row_is_multiplied() {
        for width in [1, 16, 39] {
            let (rows, vector) = (numbers(5 * width, 1), numbers(width, 2));
            let mut found = [f32::NAN; 5];
            MatVec::new(&rows, &vector, &mut found).run();
            for (row, found) in rows.chunks(width).zip(found) {
                let sum: f32 = row.iter().zip(&vector).map(|(a, b)| a * b).sum();
                assert!((found - sum).abs() < 1e-5);
            }
        }
    }

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
