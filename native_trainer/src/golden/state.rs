//! Between a golden set and our modules: the stored state dict in, gradients and values out.

use super::fixture::Fixture;
use crate::error::{Error, Result};
use bi_irra::weights::read::{FloatTensor, FloatTensors};
use bi_irra::weights::write::Quantity;
use burn::module::Param;
use burn::tensor::{Gradients, Tensor};

/// The stored state dict without buffers (integers) and what `alias` names.
pub fn parameters(weights: &Fixture, alias: impl Fn(&str) -> bool) -> FloatTensors {
    weights
        .names()
        .filter(|name| !weights.is_integer(name) && !alias(name))
        .filter_map(|name| {
            let stored = weights.find(name)?;
            let tensor = FloatTensor {
                shape: stored.shape.clone(),
                values: stored.floats.clone(),
            };
            Some((name.clone(), tensor))
        })
        .collect()
}

/// The gradient of each parameter.
pub struct Gradient<'g>(pub &'g Gradients);

impl Quantity for Gradient<'_> {
    fn of<const D: usize>(&self, param: &Param<Tensor<D>>) -> Option<Tensor<D>> {
        param.val().grad(self.0)
    }
}

/// The values of a tensor, row-major.
///
/// # Errors
/// When the device fails to return them.
pub fn read<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f32>> {
    tensor
        .try_into_vec_as::<f32>()
        .map_err(|e| Error::Input(format!("cannot read back: {e}")))
}
