//! The GELU of numbers.

use super::change;
use crate::math::gelu;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matmul::tests::numbers;
    use crate::vector::Vector;

    #[test]
    fn the_gelu_of_any_count() {
        let values = numbers(11, 6);
        let mut found = values.clone();
        Gelu::new(&mut found).run();
        for (found, x) in found.iter().zip(values) {
            assert_eq!(*found, gelu(Vector::splat(x)).to_array()[0]);
        }
    }
}
