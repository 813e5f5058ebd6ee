//! The text side: embeddings, one stack of text and interaction layers, and the word predictor (SPEC 1.2).

use super::embeddings::Embeddings;
use super::tokens::{Tokens, padding_bias};
use crate::config::BiIrraConfig;
use crate::model::parts::Parts;
use crate::nn::bert::{BertLayer, BertLayerConfig, EPSILON};
use crate::nn::ops::{constant, gelu, init_layer_norm, init_linear, initial_std, linear, shared_matmul};
use burn::module::{Module, Param};
use burn::nn::{LayerNorm, Linear};
use burn::tensor::{Device, Int, Tensor};

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
