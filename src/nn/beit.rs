//! One block of BEiT-2: pre-norm attention with a relative position bias, layer scale, feed-forward.

use super::attention::{attend, probabilities, split_heads};
use super::ops::{
    constant, drop_path, init_layer_norm, init_linear, initial_std, layer_norm, linear, linear_gelu,
};
use super::position::{relative_index, relative_table_len};
use burn::module::{Module, Param};
use burn::nn::{LayerNorm, Linear};
use burn::tensor::{Device, Int, Tensor, TensorData};

/// Layer norm epsilon of the image encoder (SPEC 1.1).
pub const EPSILON: f64 = 1e-6;

/// Shapes of one block.
#[derive(Clone, Debug)]
pub struct BeitBlockConfig {
    /// Width of the tokens.
    pub hidden: usize,
    /// Attention heads.
    pub heads: usize,
    /// Width of the feed-forward part.
    pub intermediate: usize,
    /// Patch grid `[rows, columns]`.
    pub grid: [usize; 2],
    /// Initial layer scale.
    pub layer_scale: f64,
    /// Drop-path rate.
    pub drop_path: f64,
    /// Index of the block, from 0; deeper blocks start with smaller output weights.
    pub depth: usize,
}

/// Query, key and value in one product, without a key bias.
#[derive(Module, Debug)]
pub struct BeitAttention {
    qkv: Linear,
    q_bias: Param<Tensor<1>>,
    v_bias: Param<Tensor<1>>,
    relative_position_bias_table: Param<Tensor<2>>,
    proj: Linear,
    heads: usize,
    rows: usize,
    columns: usize,
    /// The bias of a block whose weights change no more: see [`BeitBlock::for_inference`].
    settled_bias: Option<Tensor<4>>,
}

/// Feed-forward part.
#[derive(Module, Debug)]
pub struct Mlp {
    fc1: Linear,
    fc2: Linear,
}

/// One block.
#[derive(Module, Debug)]
pub struct BeitBlock {
    norm1: LayerNorm,
    attn: BeitAttention,
    gamma_1: Param<Tensor<1>>,
    norm2: LayerNorm,
    mlp: Mlp,
    gamma_2: Param<Tensor<1>>,
    drop_path: f64,
}

impl BeitBlockConfig {
    /// Initialises the block (SPEC 1.1, "Init").
    pub fn init(&self, device: &Device) -> BeitBlock {
        let hidden = self.hidden;
        // Residual outputs shrink with depth, so that the sum over blocks keeps its scale.
        let std = initial_std(hidden);
        let output_std = std / (2.0 * (self.depth + 1) as f64).sqrt();
        let mut qkv = init_linear(hidden, 3 * hidden, std, device);
        qkv.bias = None;
        BeitBlock {
            norm1: init_layer_norm(hidden, EPSILON, device),
            attn: BeitAttention {
                qkv,
                q_bias: constant([hidden], 0.0, device),
                v_bias: constant([hidden], 0.0, device),
                relative_position_bias_table: constant(
                    [relative_table_len(self.grid), self.heads],
                    0.0,
                    device,
                ),
                proj: init_linear(hidden, hidden, output_std, device),
                heads: self.heads,
                rows: self.grid[0],
                columns: self.grid[1],
                settled_bias: None,
            },
            gamma_1: constant([hidden], self.layer_scale, device),
            norm2: init_layer_norm(hidden, EPSILON, device),
            mlp: Mlp::new(hidden, self.intermediate, output_std, device),
            gamma_2: constant([hidden], self.layer_scale, device),
            drop_path: self.drop_path,
        }
    }
}

impl Mlp {
    /// Initialises `hidden -> intermediate -> hidden`; `output_std` is the spread of the second layer's weights.
    pub fn new(hidden: usize, intermediate: usize, output_std: f64, device: &Device) -> Self {
        Self {
            fc1: init_linear(hidden, intermediate, initial_std(hidden), device),
            fc2: init_linear(intermediate, hidden, output_std, device),
        }
    }

    /// # Shapes
    /// - `x`, output: `[batch, tokens, hidden]`
    pub fn forward(&self, x: Tensor<3>) -> Tensor<3> {
        linear(&self.fc2, linear_gelu(&self.fc1, x))
    }
}

impl BeitAttention {
    /// The bias that depends on the offset of query and key.
    ///
    /// # Shapes
    /// - output: `[1, heads, tokens, tokens]`
    pub fn position_bias(&self) -> Tensor<4> {
        if let Some(bias) = &self.settled_bias {
            return bias.clone();
        }
        let table = self.relative_position_bias_table.val();
        let index = relative_index([self.rows, self.columns]);
        let tokens = self.rows * self.columns + 1;
        let shape = [index.len()];
        let index = Tensor::<1, Int>::from_data(TensorData::new(index, shape), &table.device());
        // Heads in front from the start: rows of keys lie together.
        let bias = table.transpose().select(1, index); // [heads, query * key]
        bias.reshape([1, self.heads, tokens, tokens]) // [1, heads, query, key]
    }

    /// # Shapes
    /// - `x`, output: `[batch, tokens, hidden]`, tokens = CLS + patches
    pub fn forward(&self, x: Tensor<3>) -> Tensor<3> {
        let [query, key, value] = self.query_key_value(x);
        let bias = Some(self.position_bias());
        linear(&self.proj, attend(query, key, value, bias, None))
    }

    /// Where each token looks.
    ///
    /// # Shapes
    /// - `x`: `[batch, tokens, hidden]`
    /// - output: `[batch, heads, tokens, tokens]`, queries before keys
    pub fn attention_map(&self, x: Tensor<3>) -> Tensor<4> {
        let [query, key, _] = self.query_key_value(x);
        let [_, _, _, width] = query.dims();
        let scale = (width as f64).powf(-0.5);
        probabilities(query, key, scale, Some(self.position_bias()))
    }

    /// # Shapes
    /// - `x`: `[batch, tokens, hidden]`
    /// - output: `[batch, heads, tokens, hidden / heads]` each
    fn query_key_value(&self, x: Tensor<3>) -> [Tensor<4>; 3] {
        let [_, _, hidden] = x.dims();
        let qkv = linear(&self.qkv, x);
        let part = |i: usize| qkv.clone().narrow(2, i * hidden, hidden);
        let query = part(0) + self.q_bias.val().unsqueeze();
        let value = part(2) + self.v_bias.val().unsqueeze();
        [query, part(1), value].map(|x| split_heads(x, self.heads))
    }
}

impl BeitBlock {
    /// Computes once what hangs on the weights alone: the position bias.
    pub fn for_inference(mut self) -> Self {
        self.attn.settled_bias = Some(self.attn.position_bias());
        self
    }

    /// # Shapes
    /// - `x`, output: `[batch, tokens, hidden]`
    pub fn forward(&self, x: Tensor<3>) -> Tensor<3> {
        let attended =
            self.attn.forward(layer_norm(&self.norm1, EPSILON, x.clone())) * self.gamma_1.val().unsqueeze();
        let x = x + drop_path(attended, self.drop_path);
        let fed =
            self.mlp.forward(layer_norm(&self.norm2, EPSILON, x.clone())) * self.gamma_2.val().unsqueeze();
        x + drop_path(fed, self.drop_path)
    }

    /// Where each token of the block's input looks.
    ///
    /// # Shapes
    /// - as [`BeitAttention::attention_map`]
    pub fn attention_map(&self, x: Tensor<3>) -> Tensor<4> {
        self.attn.attention_map(layer_norm(&self.norm1, EPSILON, x))
    }
}
