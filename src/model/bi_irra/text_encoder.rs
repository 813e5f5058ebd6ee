//! The text side: embeddings, one stack of text and interaction layers, and the word predictor (SPEC 1.2).

use super::length_groups::{Group, row_numbers};
use crate::config::{BiIrraConfig, TextPositions};
use crate::model::parts::Parts;
use crate::nn::bert::{BertLayer, BertLayerConfig, EPSILON};
use crate::nn::ops::{
    constant, gelu, init_layer_norm, init_linear, initial_std, layer_norm, linear, shared_matmul,
};
use crate::nn::position::text_positions;
use burn::module::{Module, Param};
use burn::nn::{Dropout, DropoutConfig, Embedding, EmbeddingConfig, Initializer, LayerNorm, Linear};
use burn::tensor::{Device, Int, Tensor, TensorData};

/// Id of the padding token, by the convention of XLM-R's vocabulary.
pub const PAD: i64 = 1;

/// A padded batch of token ids.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// `[batch, tokens]`
    pub ids: Tensor<2, Int>,
    /// `[batch, tokens]`
    pub positions: Tensor<2, Int>,
    /// `[batch, tokens]`, 1 for real tokens, 0 for padding.
    pub mask: Tensor<2>,
    /// Tokens of each text without its padding.
    pub lengths: Vec<usize>,
}

impl Tokens {
    /// Uploads a padded batch.
    ///
    /// # Shapes
    /// - `ids`, `mask`: `[batch, tokens]` flattened
    pub fn new(
        ids: Vec<i64>,
        mask: &[i64],
        batch: usize,
        tokens: usize,
        convention: TextPositions,
        device: &Device,
    ) -> Self {
        let length = |row: &[i64]| row.iter().rposition(|&m| m != 0).map_or(0, |last| last + 1);
        let real: Vec<f32> = mask.iter().map(|&m| m as f32).collect();
        Self {
            ids: Tensor::from_data(TensorData::new(ids, [batch, tokens]), device),
            positions: text_positions(convention, mask, batch, tokens, PAD, device),
            mask: Tensor::from_data(TensorData::new(real, [batch, tokens]), device),
            lengths: mask.chunks(tokens.max(1)).map(length).collect(),
        }
    }

    /// The rows of a group, as long as its longest.
    pub fn group(&self, group: &Group) -> Self {
        let rows = row_numbers(group.rows.iter().map(|row| *row as i64), &self.mask.device());
        Self {
            ids: self
                .ids
                .clone()
                .select(0, rows.clone())
                .narrow(1, 0, group.tokens),
            positions: self
                .positions
                .clone()
                .select(0, rows.clone())
                .narrow(1, 0, group.tokens),
            mask: self.mask.clone().select(0, rows).narrow(1, 0, group.tokens),
            lengths: group.rows.iter().map(|row| self.lengths[*row]).collect(),
        }
    }

    /// The same out of reach of gradients.
    pub fn detached(&self) -> Self {
        Self {
            ids: self.ids.clone().inner(),
            positions: self.positions.clone().inner(),
            mask: self.mask.clone().inner(),
            lengths: self.lengths.clone(),
        }
    }

    /// `count` rows from row `first` on.
    pub fn narrow(&self, first: usize, count: usize) -> Self {
        Self {
            ids: self.ids.clone().narrow(0, first, count),
            positions: self.positions.clone().narrow(0, first, count),
            mask: self.mask.clone().narrow(0, first, count),
            lengths: self.lengths[first..first + count].to_vec(),
        }
    }
}

/// Word, position and type embeddings.
#[derive(Module, Debug)]
pub struct Embeddings {
    word_embeddings: Embedding,
    position_embeddings: Embedding,
    token_type_embeddings: Embedding,
    layer_norm: LayerNorm,
    dropout: Dropout,
}

impl Embeddings {
    /// Initialises tables of `[words, positions, types]` rows.
    pub fn new(
        [words, positions, types]: [usize; 3],
        hidden: usize,
        epsilon: f64,
        dropout: f64,
        device: &Device,
    ) -> Self {
        let embedding = |rows| {
            let initializer = Initializer::Normal { mean: 0.0, std: 0.02 };
            EmbeddingConfig::new(rows, hidden)
                .with_initializer(initializer)
                .init(device)
        };
        Self {
            word_embeddings: embedding(words),
            position_embeddings: embedding(positions),
            token_type_embeddings: embedding(types),
            layer_norm: init_layer_norm(hidden, epsilon, device),
            dropout: DropoutConfig::new(dropout).init(),
        }
    }

    /// Embedded tokens, all of the first type.
    ///
    /// # Shapes
    /// - output: `[batch, tokens, hidden]`
    pub fn forward(&self, tokens: &Tokens) -> Tensor<3> {
        let kind = self
            .token_type_embeddings
            .weight
            .val()
            .narrow(0, 0, 1)
            .unsqueeze::<3>(); // [1, 1, hidden]
        let words = self.word_embeddings.forward(tokens.ids.clone()) + kind;
        let x = words + self.position_embeddings.forward(tokens.positions.clone());
        self.dropout.forward(layer_norm(&self.layer_norm, EPSILON, x))
    }
}

/// The stack: text layers first, interaction layers after them.
#[derive(Module, Debug)]
pub struct Layers {
    layer: Vec<BertLayer>,
}

/// Embeddings and stack.
#[derive(Module, Debug)]
pub struct Bert {
    embeddings: Embeddings,
    encoder: Layers,
    text_layers: usize,
}

/// Transformation before the word predictor.
#[derive(Module, Debug)]
pub struct Transform {
    dense: Linear,
    layer_norm: LayerNorm,
}

/// Word predictor's weights; `None` when they are those of the word embedding.
#[derive(Module, Debug)]
pub struct Predictions {
    transform: Transform,
    decoder: Option<Linear>,
    bias: Param<Tensor<1>>,
}

/// The MLM head.
#[derive(Module, Debug)]
pub struct MlmHead {
    predictions: Predictions,
}

/// Text side of the model.
#[derive(Module, Debug)]
pub struct TextEncoder {
    bert: Bert,
    mlm_head: Option<MlmHead>,
}

impl TextEncoder {
    /// Initialises the text side; [`Parts::Training`] adds the MLM head.
    pub fn new(config: &BiIrraConfig, parts: Parts, device: &Device) -> Self {
        let (text, hidden) = (&config.text, config.hidden);
        let layer = |depth: usize| {
            BertLayerConfig {
                hidden,
                heads: config.heads,
                intermediate: text.intermediate,
                cross: depth >= text.layers,
                dropout: text.dropout,
            }
            .init(device)
        };
        let decoder = |_| {
            let mut decoder = init_linear(hidden, text.vocabulary, 0.02, device);
            decoder.bias = None;
            decoder
        };
        Self {
            bert: Bert {
                embeddings: Embeddings::new(
                    [text.vocabulary, text.max_positions, 1],
                    hidden,
                    EPSILON,
                    text.dropout,
                    device,
                ),
                encoder: Layers {
                    layer: (0..text.layers + config.cross_layers).map(layer).collect(),
                },
                text_layers: text.layers,
            },
            mlm_head: parts.for_training().then(|| MlmHead {
                predictions: Predictions {
                    transform: Transform {
                        dense: init_linear(hidden, hidden, initial_std(hidden), device),
                        layer_norm: init_layer_norm(hidden, EPSILON, device),
                    },
                    decoder: (!config.tied_decoder).then_some(()).map(decoder),
                    bias: constant([text.vocabulary], 0.0, device),
                },
            }),
        }
    }

    /// Hidden states of the text layers.
    ///
    /// # Shapes
    /// - output: `[batch, tokens, hidden]`
    pub fn forward(&self, tokens: &Tokens) -> Tensor<3> {
        let bias = padding_bias(&tokens.mask);
        let layers = &self.bert.encoder.layer[..self.bert.text_layers];
        layers
            .iter()
            .fold(self.bert.embeddings.forward(tokens), |x, layer| {
                layer.forward(x, Some(bias.clone()), None)
            })
    }

    /// Input of every text layer, and the output as last entry.
    pub fn hidden_states(&self, tokens: &Tokens) -> Vec<Tensor<3>> {
        let bias = padding_bias(&tokens.mask);
        let mut states = vec![self.bert.embeddings.forward(tokens)];
        for layer in &self.bert.encoder.layer[..self.bert.text_layers] {
            let last = states[states.len() - 1].clone();
            states.push(layer.forward(last, Some(bias.clone()), None));
        }
        states
    }

    /// The interaction layers.
    pub fn interaction_layers(&self) -> &[BertLayer] {
        &self.bert.encoder.layer[self.bert.text_layers..]
    }

    /// Word logits at chosen positions of fused text tokens.
    ///
    /// # Shapes
    /// - `fused`: `[batch, tokens, hidden]`
    /// - `positions`: `[batch, masks]`
    /// - output: `[batch, masks, vocabulary]`
    ///
    /// # Panics
    /// Without the MLM head, which exported weights lack.
    pub fn predict_words(&self, fused: Tensor<3>, positions: Tensor<2, Int>) -> Tensor<3> {
        let head = &self
            .mlm_head
            .as_ref()
            .expect("training weights have an MLM head")
            .predictions;
        let [_, _, hidden] = fused.dims();
        let [batch, masks] = positions.dims();
        let index = positions.unsqueeze_dim::<3>(2).expand([batch, masks, hidden]);
        let x = linear(&head.transform.dense, fused.gather(1, index));
        let x = head.transform.layer_norm.forward(gelu(x));
        let logits = match &head.decoder {
            Some(decoder) => linear(decoder, x),
            None => {
                let words = self.bert.embeddings.word_embeddings.weight.val();
                shared_matmul(x, words.transpose())
            }
        };
        logits + head.bias.val().unsqueeze()
    }

    /// Drops the MLM head.
    pub fn inference_only(self) -> Self {
        Self {
            mlm_head: None,
            ..self
        }
    }
}

/// Additive bias that hides padding from self-attention.
///
/// # Shapes
/// - `mask`: `[batch, tokens]`
/// - output: `[batch, 1, 1, tokens]`
pub fn padding_bias(mask: &Tensor<2>) -> Tensor<4> {
    let [batch, tokens] = mask.dims();
    ((mask.clone() - 1.0) * 10_000.0).reshape([batch, 1, 1, tokens])
}

/// Additive bias that hides padding from cross-attention: the reference uses the lowest finite number there.
///
/// # Shapes
/// - as [`padding_bias`]
pub fn cross_padding_bias(mask: &Tensor<2>) -> Tensor<4> {
    let [batch, tokens] = mask.dims();
    // Softmax subtracts the row's maximum, so -1e30 already gives weights of exactly zero; the lowest finite
    // number itself would overflow to -inf when a logit is added to it.
    ((mask.clone() - 1.0) * 1e30).reshape([batch, 1, 1, tokens])
}
