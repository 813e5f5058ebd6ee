//! Tensors as numbers in a processor's memory, and numbers as tensors.

use burn::backend::Flex;
use burn::backend::flex::{FlexTensor, Layout};
use burn::tensor::{Bytes, DType, Shape, Tensor};
use std::cell::RefCell;

/// The tensor of the processor's backend.
pub(super) fn primitive<const D: usize>(x: Tensor<D>) -> FlexTensor {
    x.try_into_primitive::<Flex>()
        .expect("the caller asked where the tensor lies")
}

/// A tensor's numbers one after the other.
pub(super) fn contiguous<const D: usize>(x: Tensor<D>) -> FlexTensor {
    primitive(x).to_contiguous()
}

/// The numbers of [`contiguous`].
pub(super) fn as_f32(x: &FlexTensor) -> &[f32] {
    x.as_slice().expect("single precision, one after the other")
}

/// A tensor of these numbers, row-major.
pub(super) fn tensor<const D: usize>(values: Vec<f32>, shape: [usize; D]) -> Tensor<D> {
    let layout = Layout::contiguous(Shape::from(shape));
    Tensor::from_primitive::<Flex>(FlexTensor::new(Bytes::from_elems(values), layout, DType::F32))
}

/// Changes the numbers of a tensor, row-major.
pub(super) fn change<const D: usize>(x: Tensor<D>, change: impl FnOnce(&mut [f32])) -> Tensor<D> {
    let mut x = contiguous(x);
    let (start, end) = x.layout().contiguous_offsets().expect("made so");
    change(&mut x.storage_mut()[start..end]);
    Tensor::from_primitive::<Flex>(x)
}

/// Lends numbers to write to, which are kept for the next time.
pub(super) fn with_scratch<T>(count: usize, task: impl FnOnce(&mut [f32]) -> T) -> T {
    thread_local! {
        static SCRATCH: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
    }
    SCRATCH.with_borrow_mut(|scratch| {
        if scratch.len() < count {
            scratch.resize(count, 0.0);
        }
        task(&mut scratch[..count])
    })
}
