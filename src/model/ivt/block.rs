//! A block that both modalities go through: shared attention and norms, a feed-forward part for each.

use crate::nn::attention::{attend, split_heads};
use crate::nn::beit::{EPSILON, Mlp};
use crate::nn::ops::{drop_path, init_layer_norm, init_linear, initial_std, linear};
use burn::module::Module;
use burn::nn::{LayerNorm, Linear};
use burn::tensor::{Device, Tensor};

/// What the tokens come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modality {
    /// A picture.
    Image,
    /// A text.
    Text,
}

/// Shapes of one block.
#[derive(Clone, Debug)]
pub struct SharedBlockConfig {
    /// Width of the tokens.
    pub hidden: usize,
    /// Attention heads.
    pub heads: usize,
    /// Width of both feed-forward parts.
    pub intermediate: usize,
    /// Drop-path rate.
    pub drop_path: f64,
    /// Index of the block, from 0; deeper blocks start with smaller output weights.
    pub depth: usize,
}

/// Self-attention with query, key and value in one product.
#[derive(Module, Debug)]
pub struct SharedAttention {
    qkv: Linear,
    proj: Linear,
    heads: usize,
}

/// One block.
#[derive(Module, Debug)]
pub struct SharedBlock {
    norm1: LayerNorm,
    attn: SharedAttention,
    norm2: LayerNorm,
    mlp_vis: Mlp,
    mlp_txt: Mlp,
    drop_path: f64,
}

impl SharedBlockConfig {
    /// Initialises the block.
    pub fn init(&self, device: &Device) -> SharedBlock {
        let hidden = self.hidden;
        // There is no layer scale: residual outputs shrink with depth, so that the sum over blocks keeps its scale.
        let output_std = initial_std(hidden) / (2.0 * (self.depth + 1) as f64).sqrt();
        let mlp = || Mlp::new(hidden, self.intermediate, output_std, device);
        SharedBlock {
            norm1: init_layer_norm(hidden, EPSILON, device),
            attn: SharedAttention {
                qkv: init_linear(hidden, 3 * hidden, initial_std(hidden), device),
                proj: init_linear(hidden, hidden, output_std, device),
                heads: self.heads,
            },
            norm2: init_layer_norm(hidden, EPSILON, device),
            mlp_vis: mlp(),
            mlp_txt: mlp(),
            drop_path: self.drop_path,
        }
    }
}

impl SharedAttention {
    /// # Shapes
    /// - `x`, output: `[batch, tokens, hidden]`
    /// - `bias`: broadcasts to `[batch, heads, tokens, tokens]`
    pub fn forward(&self, x: Tensor<3>, bias: Option<Tensor<4>>) -> Tensor<3> {
        let [_, _, hidden] = x.dims();
        let qkv = linear(&self.qkv, x);
        let part = |i: usize| split_heads(qkv.clone().narrow(2, i * hidden, hidden), self.heads);
        linear(&self.proj, attend(part(0), part(1), part(2), bias, None))
    }
}

impl SharedBlock {
    /// # Shapes
    /// - `x`, output: `[batch, tokens, hidden]`
    /// - `bias`: attention bias, broadcasts to `[batch, heads, tokens, tokens]`
    pub fn forward(&self, x: Tensor<3>, bias: Option<Tensor<4>>, modality: Modality) -> Tensor<3> {
        let attended = self.attn.forward(self.norm1.forward(x.clone()), bias);
        let x = x + drop_path(attended, self.drop_path);
        let mlp = match modality {
            Modality::Image => &self.mlp_vis,
            Modality::Text => &self.mlp_txt,
        };
        let fed = mlp.forward(self.norm2.forward(x.clone()));
        x + drop_path(fed, self.drop_path)
    }
}
