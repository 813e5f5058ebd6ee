//! Tensors as a pickle describes them: a window on a storage.

use super::super::element::Element;

/// The bytes that tensors look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Storage {
    /// Name in the container.
    pub key: String,
    /// Type of the elements.
    pub element: Element,
    /// Number of elements.
    pub elements: usize,
}

/// A tensor whose values are not read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tensor {
    /// Where the values are.
    pub storage: Storage,
    /// Index of the first value there.
    pub offset: usize,
    /// Shape, outermost axis first.
    pub shape: Vec<usize>,
    /// Distance of neighbours along each axis, in elements.
    pub strides: Vec<usize>,
}

impl Tensor {
    /// Number of values; `None` if no memory could hold them.
    pub fn elements(&self) -> Option<usize> {
        self.shape
            .iter()
            .try_fold(1usize, |product, &side| product.checked_mul(side))
    }

    /// One past the last element of the storage that the tensor looks at; `None` past all memory.
    pub(in super::super) fn end(&self) -> Option<usize> {
        if self.shape.contains(&0) {
            return Some(self.offset);
        }
        let steps = self.shape.iter().zip(&self.strides);
        let mut last = steps.map(|(side, stride)| (side - 1).checked_mul(*stride));
        let last = last.try_fold(self.offset, |sum, step| sum.checked_add(step?))?;
        last.checked_add(1)
    }

    /// Whether the tensor is its whole storage, in order.
    fn is_whole(&self) -> bool {
        let mut expected = 1;
        let in_order = self
            .shape
            .iter()
            .zip(&self.strides)
            .rev()
            .all(|(&side, &stride)| {
                let fits = side == 1 || stride == expected;
                expected *= side;
                fits
            });
        in_order && self.offset == 0 && expected == self.storage.elements
    }

    /// Picks the tensor's values, row-major, out of its storage's; the bounds must have been checked.
    pub(in super::super) fn gather(&self, storage: Vec<f32>) -> Vec<f32> {
        if self.is_whole() {
            return storage;
        }
        let axes = self.shape.iter().zip(&self.strides);
        let places = axes.fold(vec![self.offset], |starts, (&side, &stride)| {
            starts
                .iter()
                .flat_map(|start| (0..side).map(move |i| start + i * stride))
                .collect()
        });
        places.into_iter().map(|place| storage[place]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tensor(offset: usize, shape: &[usize], strides: &[usize]) -> Tensor {
        let storage = Storage {
            key: "0".into(),
            element: Element::F32,
            elements: 6,
        };
        Tensor {
            storage,
            offset,
            shape: shape.to_vec(),
            strides: strides.to_vec(),
        }
    }

    #[test]
    fn views_are_gathered_row_by_row() {
        let values = || vec![0.0, 1.0, 2.0, 3.0, 4.0, 5.0];
        assert_eq!(tensor(0, &[2, 3], &[3, 1]).gather(values()), values());
        assert_eq!(
            tensor(0, &[3, 2], &[1, 3]).gather(values()),
            [0.0, 3.0, 1.0, 4.0, 2.0, 5.0]
        );
        assert_eq!(tensor(4, &[2], &[1]).gather(values()), [4.0, 5.0]);
        assert_eq!(tensor(3, &[], &[]).gather(values()), [3.0]);
        assert_eq!(tensor(6, &[0, 2], &[2, 1]).gather(values()), [0.0f32; 0]);
    }

    #[test]
    fn the_end_is_found_without_overflow() {
        assert_eq!(tensor(1, &[2, 3], &[3, 1]).end(), Some(7));
        assert_eq!(tensor(5, &[0], &[1]).end(), Some(5));
        assert_eq!(tensor(0, &[usize::MAX], &[usize::MAX]).end(), None);
        assert_eq!(tensor(usize::MAX, &[], &[]).end(), None);
        assert_eq!(tensor(0, &[usize::MAX, 2], &[1, 1]).elements(), None);
    }
}
