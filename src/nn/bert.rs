//! One layer of the text and interaction encoder: post-norm BERT, optionally with cross-attention.

use super::attention::{attend, probabilities, split_heads};
use super::ops::{init_layer_norm, init_linear, initial_std, layer_norm, linear, linear_gelu};
use burn::module::Module;
use burn::nn::{Dropout, DropoutConfig, LayerNorm, Linear};
use burn::tensor::{Device, Tensor};

/// Layer norm epsilon of the text side (XLM-R; SPEC 1.2).
pub const EPSILON: f64 = 1e-5;

/// Shapes of one layer.
#[derive(Clone, Debug)]
pub struct BertLayerConfig {
    /// Width of the tokens.
    pub hidden: usize,
    /// Attention heads.
    pub heads: usize,
    /// Width of the feed-forward part.
    pub intermediate: usize,
    /// Whether the layer has cross-attention.
    pub cross: bool,
    /// Dropout of hidden states and attention probabilities.
    pub dropout: f64,
}

/// The three input projections of attention.
#[derive(Module, Debug)]
pub struct QueryKeyValue {
    query: Linear,
    key: Linear,
    value: Linear,
}

/// Projection, dropout, residual, layer norm.
#[derive(Module, Debug)]
pub struct Residual {
    dense: Linear,
    layer_norm: LayerNorm,
}

/// Attention with its residual output.
#[derive(Module, Debug)]
pub struct BertAttention {
    self_: QueryKeyValue,
    output: Residual,
    dropout: Dropout,
    heads: usize,
}

/// The widening half of the feed-forward part.
#[derive(Module, Debug)]
pub struct Intermediate {
    dense: Linear,
}

/// One layer.
#[derive(Module, Debug)]
pub struct BertLayer {
    attention: BertAttention,
    crossattention: Option<BertAttention>,
    intermediate: Intermediate,
    output: Residual,
    dropout: Dropout,
}

impl BertLayerConfig {
    /// Initialises the layer: normal weights, zero biases.
    pub fn init(&self, device: &Device) -> BertLayer {
        let hidden = self.hidden;
        let attention = || BertAttention {
            self_: QueryKeyValue {
                query: init_linear(hidden, hidden, initial_std(hidden), device),
                key: init_linear(hidden, hidden, initial_std(hidden), device),
                value: init_linear(hidden, hidden, initial_std(hidden), device),
            },
            output: self.residual(hidden, device),
            dropout: DropoutConfig::new(self.dropout).init(),
            heads: self.heads,
        };
        BertLayer {
            attention: attention(),
            crossattention: self.cross.then(attention),
            intermediate: Intermediate {
                dense: init_linear(hidden, self.intermediate, initial_std(hidden), device),
            },
            output: self.residual(self.intermediate, device),
            dropout: DropoutConfig::new(self.dropout).init(),
        }
    }

    fn residual(&self, d_input: usize, device: &Device) -> Residual {
        Residual {
            dense: init_linear(d_input, self.hidden, initial_std(self.hidden), device),
            layer_norm: init_layer_norm(self.hidden, EPSILON, device),
        }
    }
}

impl Residual {
    fn forward(&self, x: Tensor<3>, residual: Tensor<3>, dropout: &Dropout) -> Tensor<3> {
        let x = residual + dropout.forward(linear(&self.dense, x));
        layer_norm(&self.layer_norm, EPSILON, x)
    }
}

impl BertAttention {
    fn heads(&self, x: Tensor<3>) -> Tensor<4> {
        split_heads(x, self.heads)
    }

    /// # Shapes
    /// - `x`, output: `[batch, queries, hidden]`
    /// - `source`: `[batch, keys, hidden]`, the tokens that are attended to
    /// - `bias`: broadcasts to `[batch, heads, queries, keys]`
    pub fn forward(&self, x: Tensor<3>, source: Tensor<3>, bias: Option<Tensor<4>>) -> Tensor<3> {
        self.attend(x, self.keys_and_values(source), bias)
    }

    /// What there is to be looked at in a source, whoever looks.
    ///
    /// # Shapes
    /// - `source`: `[batch, keys, hidden]`
    fn keys_and_values(&self, source: Tensor<3>) -> KeysAndValues {
        KeysAndValues {
            key: self.heads(linear(&self.self_.key, source.clone())),
            value: self.heads(linear(&self.self_.value, source)),
        }
    }

    /// # Shapes
    /// - `x`, output: `[batch, queries, hidden]`
    /// - `bias`: broadcasts to `[batch, heads, queries, keys]`
    fn attend(&self, x: Tensor<3>, source: KeysAndValues, bias: Option<Tensor<4>>) -> Tensor<3> {
        let query = self.heads(linear(&self.self_.query, x.clone()));
        let attended = attend(query, source.key, source.value, bias, Some(&self.dropout));
        self.output.forward(attended, x, &self.dropout)
    }

    /// Where each query looks.
    ///
    /// # Shapes
    /// - `x`: `[batch, queries, hidden]`; `key`: `[batch, heads, keys, head width]`
    /// - output: `[batch, heads, queries, keys]`
    fn attention_map(&self, x: Tensor<3>, key: Tensor<4>, bias: Option<Tensor<4>>) -> Tensor<4> {
        let query = self.heads(linear(&self.self_.query, x));
        let [_, _, _, width] = query.dims();
        probabilities(query, key, (width as f64).powf(-0.5), bias)
    }
}

/// Keys and values of an attention: they hang on what is looked at, not on who looks.
#[derive(Clone, Debug)]
pub struct KeysAndValues {
    /// `[batch, heads, keys, head width]`
    pub key: Tensor<4>,
    /// `[batch, heads, keys, head width]`
    pub value: Tensor<4>,
}

/// The other modality, as a layer's cross-attention sees it.
#[derive(Clone, Debug)]
pub struct CrossSource {
    /// Made by [`BertLayer::cross_keys_and_values`] of the same layer.
    pub kv: KeysAndValues,
    /// Added to the attention logits, broadcasts to `[batch, heads, queries, keys]`.
    pub bias: Option<Tensor<4>>,
}

impl BertLayer {
    /// # Shapes
    /// - `x`, output: `[batch, tokens, hidden]`; with `cross` of several, `x` may be one row for all of them
    /// - `bias`: self-attention bias, broadcasts to `[batch, heads, tokens, tokens]`
    ///
    /// # Panics
    /// If `cross` is given to a layer without cross-attention: a mistake of the caller.
    pub fn forward(&self, x: Tensor<3>, bias: Option<Tensor<4>>, cross: Option<&CrossSource>) -> Tensor<3> {
        let mut x = self.attention.forward(x.clone(), x, bias);
        if let Some(source) = cross {
            // One text for many images: up to here it is the same for all of them.
            let [batch, _, _, _] = source.kv.key.dims();
            if x.dims()[0] == 1 && batch > 1 {
                x = x.repeat_dim(0, batch);
            }
            x = self.cross().attend(x, source.kv.clone(), source.bias.clone());
        }
        let wide = linear_gelu(&self.intermediate.dense, x.clone());
        self.output.forward(wide, x, &self.dropout)
    }

    /// Like [`forward`](Self::forward), with the cross-attention map `[batch, heads, queries, keys]`.
    pub fn forward_explained(
        &self,
        x: Tensor<3>,
        bias: Option<Tensor<4>>,
        source: &CrossSource,
    ) -> (Tensor<3>, Tensor<4>) {
        let attended = self.attention.forward(x.clone(), x.clone(), bias.clone());
        let map = self
            .cross()
            .attention_map(attended, source.kv.key.clone(), source.bias.clone());
        (self.forward(x, bias, Some(source)), map)
    }

    /// The other modality for this layer's cross-attention.
    ///
    /// # Shapes
    /// - `tokens`: `[batch, keys, hidden]`
    ///
    /// # Panics
    /// In a layer without cross-attention: a mistake of the caller.
    pub fn cross_keys_and_values(&self, tokens: Tensor<3>) -> KeysAndValues {
        self.cross().keys_and_values(tokens)
    }

    fn cross(&self) -> &BertAttention {
        self.crossattention
            .as_ref()
            .expect("only interaction layers are given another modality")
    }
}
