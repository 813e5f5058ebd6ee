//! Products of rows with one vector.

use crate::vector::{LANES, Vector};
use core::marker::PhantomData;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matmul::tests::numbers;

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
}
