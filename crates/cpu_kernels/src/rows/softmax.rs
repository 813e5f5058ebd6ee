//! The softmax of rows: the exponential of every number, over their sum.

use super::change;
use crate::math::exp;
use crate::vector::{LANES, Vector};
use core::marker::PhantomData;

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

/// The softmax of one row, in place.
///
/// # Safety
/// `width` numbers can be read and written.
#[inline(always)]
pub(crate) unsafe fn softmax(row: *mut f32, width: usize) {
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
}
