//! CLIP's transformer: pre-norm blocks with QuickGELU, and its attention over packed weights (SPEC 2).

use super::attention::{attend, split_heads};
use super::ops::{constant, init_layer_norm, init_linear, linear, quick_gelu, shared_matmul};
use burn::module::{Module, Param};
use burn::nn::{Initializer, LayerNorm, Linear};
use burn::tensor::{Device, Tensor, TensorData};

/// Layer norm epsilon of everything in CLIP and IRRA.
pub const EPSILON: f64 = 1e-5;

/// Multi-head attention whose query, key and value weights are stacked in one matrix, as PyTorch keeps them.
#[derive(Module, Debug)]
pub struct ClipAttention {
    /// `[3 * width, width]`, output rows first.
    in_proj_weight: Param<Tensor<2>>,
    in_proj_bias: Param<Tensor<1>>,
    out_proj: Linear,
    heads: usize,
}

/// Feed-forward part.
#[derive(Module, Debug)]
pub struct ClipMlp {
    c_fc: Linear,
    c_proj: Linear,
}

/// One block.
#[derive(Module, Debug)]
pub struct ClipBlock {
    attn: ClipAttention,
    ln_1: LayerNorm,
    mlp: ClipMlp,
    ln_2: LayerNorm,
}

/// A stack of blocks.
#[derive(Module, Debug)]
pub struct ClipTransformer {
    resblocks: Vec<ClipBlock>,
}

/// Standard deviations of the initial weights, by the depth of the stack: residual outputs shrink with it.
#[derive(Clone, Copy, Debug)]
pub struct ClipSpread {
    /// Query, key and value.
    pub attention: f64,
    /// Both residual outputs.
    pub output: f64,
    /// The widening layer.
    pub wide: f64,
}

impl ClipSpread {
    /// CLIP's rule.
    pub fn new(width: usize, layers: usize) -> Self {
        let attention = (width as f64).powf(-0.5);
        Self {
            attention,
            output: attention * (2.0 * layers.max(1) as f64).powf(-0.5),
            wide: (2.0 * width as f64).powf(-0.5),
        }
    }
}

impl ClipAttention {
    /// Initialises the weights.
    pub fn new(width: usize, heads: usize, spread: ClipSpread, device: &Device) -> Self {
        let weights = Initializer::Normal {
            mean: 0.0,
            std: spread.attention,
        };
        Self {
            in_proj_weight: weights.init([3 * width, width], device),
            in_proj_bias: constant([3 * width], 0.0, device),
            out_proj: init_linear(width, width, spread.output, device),
            heads,
        }
    }

    /// Attention of each token of `x` to the tokens of `x`.
    ///
    /// # Shapes
    /// - `x`, output: `[batch, tokens, width]`
    /// - `bias`: broadcasts to `[batch, heads, tokens, tokens]`
    pub fn forward(&self, x: Tensor<3>, bias: Option<Tensor<4>>) -> Tensor<3> {
        let [_, _, width] = x.dims();
        let packed = self.project(x, 0, 3);
        let part = |i: usize| split_heads(packed.clone().narrow(2, i * width, width), self.heads);
        linear(&self.out_proj, attend(part(0), part(1), part(2), bias, None))
    }

    /// Attention of each query to the tokens of another sequence.
    ///
    /// # Shapes
    /// - `query`, output: `[batch, queries, width]`
    /// - `source`: `[batch, keys, width]`
    pub fn cross(&self, query: Tensor<3>, source: Tensor<3>) -> Tensor<3> {
        let [_, _, width] = source.dims();
        let packed = self.project(source, 1, 2);
        let part = |i: usize| split_heads(packed.clone().narrow(2, i * width, width), self.heads);
        let query = split_heads(self.project(query, 0, 1), self.heads);
        linear(&self.out_proj, attend(query, part(0), part(1), None, None))
    }

    /// The products with `count` of the three stacked matrices, from number `first` on.
    ///
    /// # Shapes
    /// - `x`: `[batch, tokens, width]`
    /// - output: `[batch, tokens, count * width]`
    fn project(&self, x: Tensor<3>, first: usize, count: usize) -> Tensor<3> {
        let [_, _, width] = x.dims();
        let weight = self.in_proj_weight.val().narrow(0, first * width, count * width);
        let bias = self.in_proj_bias.val().narrow(0, first * width, count * width);
        shared_matmul(x, weight.transpose()) + bias.unsqueeze()
    }
}

impl ClipBlock {
    /// Initialises the block.
    pub fn new(width: usize, heads: usize, spread: ClipSpread, device: &Device) -> Self {
        Self {
            attn: ClipAttention::new(width, heads, spread, device),
            ln_1: init_layer_norm(width, EPSILON, device),
            mlp: ClipMlp {
                c_fc: init_linear(width, 4 * width, spread.wide, device),
                c_proj: init_linear(4 * width, width, spread.output, device),
            },
            ln_2: init_layer_norm(width, EPSILON, device),
        }
    }

    /// # Shapes
    /// - `x`, output: `[batch, tokens, width]`
    /// - `bias`: broadcasts to `[batch, heads, tokens, tokens]`
    pub fn forward(&self, x: Tensor<3>, bias: Option<Tensor<4>>) -> Tensor<3> {
        let x = x.clone() + self.attn.forward(self.ln_1.forward(x), bias);
        let wide = quick_gelu(linear(&self.mlp.c_fc, self.ln_2.forward(x.clone())));
        x + linear(&self.mlp.c_proj, wide)
    }
}

impl ClipTransformer {
    /// Initialises `layers` blocks.
    pub fn new(width: usize, heads: usize, layers: usize, device: &Device) -> Self {
        let spread = ClipSpread::new(width, layers);
        let block = |_| ClipBlock::new(width, heads, spread, device);
        Self {
            resblocks: (0..layers).map(block).collect(),
        }
    }

    /// # Shapes
    /// - `x`, output: `[batch, tokens, width]`
    /// - `bias`: broadcasts to `[batch, heads, tokens, tokens]`
    pub fn forward(&self, x: Tensor<3>, bias: Option<&Tensor<4>>) -> Tensor<3> {
        self.resblocks
            .iter()
            .fold(x, |x, block| block.forward(x, bias.cloned()))
    }
}

/// Additive bias by which a token sees itself and what comes before it.
///
/// # Shapes
/// - output: `[1, 1, tokens, tokens]`, query then key
pub fn causal_bias(tokens: usize, device: &Device) -> Tensor<4> {
    // Softmax subtracts the row's maximum, so this gives weights of exactly zero, without infinities.
    let hidden = |(query, key)| if key > query { -1e30f32 } else { 0.0 };
    let values = (0..tokens)
        .flat_map(|query| (0..tokens).map(move |key| hidden((query, key))))
        .collect();
    Tensor::from_data(TensorData::new(values, [1, 1, tokens, tokens]), device)
}
