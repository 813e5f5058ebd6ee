//! The embeddings of tokens: word, position and type.

use super::tokens::Tokens;
use crate::nn::ops::{init_layer_norm, layer_norm};
use burn::module::Module;
use burn::nn::{Dropout, DropoutConfig, Embedding, EmbeddingConfig, Initializer, LayerNorm};
use burn::tensor::{Device, Tensor};

/// Word, position and type embeddings.
#[derive(Module, Debug)]
pub struct Embeddings {
    pub(super) word_embeddings: Embedding,
    position_embeddings: Embedding,
    token_type_embeddings: Embedding,
    layer_norm: LayerNorm,
    /// That of the layer norm, which burn keeps to itself; IVT's is another than Bi-IRRA's.
    #[module(skip)]
    epsilon: f64,
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
            epsilon,
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
        self.dropout
            .forward(layer_norm(&self.layer_norm, self.epsilon, x))
    }
}
