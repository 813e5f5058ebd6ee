//! The two-layer heads: ITM (two logits) and D-MIM (back to the hidden width).

use super::bert::EPSILON;
use super::ops::{gelu, init_layer_norm, init_linear, initial_std, linear};
use burn::module::Module;
use burn::nn::{LayerNorm, Linear};
use burn::tensor::{Device, Tensor};

/// Linear, layer norm, GELU, linear (SPEC 1.3).
#[derive(Module, Debug)]
pub struct Head {
    dense: Linear,
    norm: LayerNorm,
    out: Linear,
}

impl Head {
    /// Initialises a head `hidden -> 2 hidden -> outputs`.
    pub fn new(hidden: usize, outputs: usize, device: &Device) -> Self {
        Self {
            dense: init_linear(hidden, 2 * hidden, initial_std(hidden), device),
            norm: init_layer_norm(2 * hidden, EPSILON, device),
            out: init_linear(2 * hidden, outputs, initial_std(hidden), device),
        }
    }

    /// # Shapes
    /// - `x`: `[..., hidden]`
    /// - output: `[..., outputs]`
    pub fn forward<const D: usize>(&self, x: Tensor<D>) -> Tensor<D> {
        let wide = gelu(self.norm.forward(linear(&self.dense, x)));
        linear(&self.out, wide)
    }
}
