//! The network: both embeddings, the shared stack, and features of either modality.

use super::block::{Modality, SharedBlock, SharedBlockConfig};
use crate::config::Stem;
use crate::config::ivt::IvtConfig;
use crate::model::bi_irra::embeddings::Embeddings;
use crate::model::bi_irra::image_encoder::POSITION_STD;
use crate::model::bi_irra::tokens::{Tokens, padding_bias};
use crate::model::parts::Parts;
use crate::model::patch_embed::PatchEmbed;
use crate::nn::beit::EPSILON;
use crate::nn::ops::{init_layer_norm, init_linear, l2_normalize, normal};
use burn::module::{Module, Param};
use burn::nn::{Initializer, LayerNorm, Linear};
use burn::tensor::{Device, Int, Tensor, TensorData};

/// Layer norm epsilon of the embedded words (BERT).
pub const WORD_EPSILON: f64 = 1e-12;

/// IVT. The part that only training needs is `None` in exported weights.
#[derive(Module, Debug)]
pub struct Ivt {
    embeddings: Embeddings,
    patch_embed: PatchEmbed,
    cls_token: Param<Tensor<3>>,
    /// `[1, 1 + patches, hidden]`
    pos_embed: Param<Tensor<3>>,
    /// `[1, 1 + patches, hidden]`: marks image tokens, one vector for each as in the reference.
    type_embed: Param<Tensor<3>>,
    blocks: Vec<SharedBlock>,
    norm: LayerNorm,
    /// `[hidden, concepts]`; absent without concept supervision.
    concept_head: Option<Linear>,
}

impl Ivt {
    /// Initialises the model; [`Parts::Training`] adds what only training needs.
    pub fn new(config: &IvtConfig, parts: Parts, device: &Device) -> Self {
        let (vision, text, hidden) = (&config.vision, &config.text, config.hidden);
        let steps = config.layers.saturating_sub(1).max(1) as f64;
        let block = |depth: usize| {
            SharedBlockConfig {
                hidden,
                heads: config.heads,
                intermediate: config.intermediate,
                drop_path: config.drop_path * depth as f64 / steps,
                depth,
            }
            .init(device)
        };
        let position_std = match vision.stem {
            Stem::Patch => 0.02,
            Stem::Convolution | Stem::Residual => POSITION_STD,
        };
        let positions = Initializer::Normal {
            mean: 0.0,
            std: position_std,
        };
        let per_token = [1, config.image_tokens(), hidden];
        Self {
            embeddings: Embeddings::new(
                [text.vocabulary, text.max_positions, text.types],
                hidden,
                WORD_EPSILON,
                text.dropout,
                device,
            ),
            patch_embed: PatchEmbed::strided(hidden, vision.patch, vision.stride, vision.stem, device),
            cls_token: normal([1, 1, hidden], device),
            pos_embed: positions.init(per_token, device),
            type_embed: normal(per_token, device),
            blocks: (0..config.layers).map(block).collect(),
            norm: init_layer_norm(hidden, EPSILON, device),
            concept_head: (parts.for_training() && config.concepts > 0)
                .then(|| init_linear(hidden, config.concepts, (hidden as f64).powf(-0.5), device)),
        }
    }

    /// The same weights without what only training needs.
    pub fn inference_only(self) -> Self {
        Self {
            concept_head: None,
            ..self
        }
    }

    /// The classifier of the concept supervision; `None` where there is no such supervision.
    pub fn concept_head(&self) -> Option<&Linear> {
        self.concept_head.as_ref()
    }

    /// Hidden states of pictures; `kept` names the tokens that are not removed (bidirectional mask modelling).
    ///
    /// # Shapes
    /// - `image`: `[batch, 3, height, width]`, normalised
    /// - `kept`: indices into CLS + patches, 0 (CLS) first
    /// - output: `[batch, 1 + patches, hidden]`, or as many tokens as are kept
    pub fn image_tokens(&self, image: Tensor<4>, kept: Option<&[i64]>) -> Tensor<3> {
        let patches = self.patch_embed.forward(image);
        let [batch, _, hidden] = patches.dims();
        let cls = self.cls_token.val().expand([batch, 1, hidden]);
        let x = Tensor::cat(vec![cls, patches], 1) + self.pos_embed.val() + self.type_embed.val();
        let x = match kept {
            Some(kept) => {
                let kept = indices(kept, &x.device());
                x.select(1, kept)
            }
            None => x,
        };
        self.stack(x, None, Modality::Image)
    }

    /// Hidden states of texts; `kept` as in [`image_tokens`](Self::image_tokens).
    ///
    /// # Shapes
    /// - `kept`: indices into the tokens, 0 (the start token) first
    /// - output: `[batch, tokens, hidden]`, or as many tokens as are kept
    pub fn text_tokens(&self, tokens: &Tokens, kept: Option<&[i64]>) -> Tensor<3> {
        // Positions are added before tokens are removed, so that the others keep theirs.
        let x = self.embeddings.forward(tokens);
        let (x, mask) = match kept {
            Some(kept) => {
                let kept = indices(kept, &x.device());
                (x.select(1, kept.clone()), tokens.mask.clone().select(1, kept))
            }
            None => (x, tokens.mask.clone()),
        };
        self.stack(x, Some(padding_bias(&mask)), Modality::Text)
    }

    /// # Shapes
    /// - `x`, output: `[batch, tokens, hidden]`
    fn stack(&self, x: Tensor<3>, bias: Option<Tensor<4>>, modality: Modality) -> Tensor<3> {
        let x = self
            .blocks
            .iter()
            .fold(x, |x, block| block.forward(x, bias.clone(), modality));
        self.norm.forward(x)
    }

    /// Features of pictures for search.
    ///
    /// # Shapes
    /// - `image`: `[batch, 3, height, width]`, normalised
    /// - output: `[batch, hidden]`, unit length
    pub fn image_features(&self, image: Tensor<4>) -> Tensor<2> {
        l2_normalize(first_token(self.image_tokens(image, None)))
    }

    /// Features of texts for search.
    ///
    /// # Shapes
    /// - output: `[batch, hidden]`, unit length
    pub fn text_features(&self, tokens: &Tokens) -> Tensor<2> {
        l2_normalize(first_token(self.text_tokens(tokens, None)))
    }
}

/// The feature before it is brought to unit length.
///
/// # Shapes
/// - `x`: `[batch, tokens, hidden]`
/// - output: `[batch, hidden]`
pub fn first_token(x: Tensor<3>) -> Tensor<2> {
    x.narrow(1, 0, 1).squeeze_dim(1)
}

fn indices(values: &[i64], device: &Device) -> Tensor<1, Int> {
    Tensor::from_data(TensorData::new(values.to_vec(), [values.len()]), device)
}
