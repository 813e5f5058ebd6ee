//! IRRA (CVPR 2023): a CLIP-style dual encoder, searched by the cosine of its features alone (SPEC 2).
//!
//! Training adds the identity classifier and implicit relation reasoning: masked words predicted through a
//! cross-attention to the image. Exported weights have neither.

mod clip;
mod losses;
mod relation;

pub use clip::{Clip, ClipVision};
pub use losses::{IrraBatch, IrraLossWeights, MaskedTexts};
pub use relation::{MlmHead, RelationReasoning};

use crate::config::irra::IrraConfig;
use crate::model::parts::Parts;
use crate::nn::ops::init_linear;
use burn::module::Module;
use burn::nn::Linear;
use burn::tensor::{Device, Int, Tensor, TensorData};

/// Spread of the identity classifier's initial weights.
const CLASSIFIER_STD: f64 = 0.001;

/// IRRA. Parts that only training needs are `None` in exported weights.
#[derive(Module, Debug)]
pub struct Irra {
    base_model: Clip,
    relation: Option<RelationReasoning>,
    /// `[features, identities]`; absent where identities are not counted.
    classifier: Option<Linear>,
    /// `[features, concepts]`; absent without concept supervision.
    concept_head: Option<Linear>,
    temperature: f64,
}

/// A padded batch of token ids.
#[derive(Clone, Debug)]
pub struct IrraTokens {
    /// `[batch, tokens]`
    pub ids: Tensor<2, Int>,
    /// `[batch]`, where each text ends; the token there stands for the text.
    pub ends: Tensor<1, Int>,
}

impl IrraTokens {
    /// Uploads a padded batch.
    ///
    /// # Shapes
    /// - `ids`: `[batch, tokens]` flattened
    /// - `ends`: `[batch]`
    pub fn new(ids: Vec<i64>, ends: Vec<i64>, device: &Device) -> Self {
        let batch = ends.len();
        let tokens = ids.len() / batch.max(1);
        Self {
            ids: Tensor::from_data(TensorData::new(ids, [batch, tokens]), device),
            ends: Tensor::from_data(TensorData::new(ends, [batch]), device),
        }
    }
}

impl Irra {
    /// Initialises the model with random weights; [`Parts::Training`] adds the classifier and the relation reasoning.
    pub fn new(config: &IrraConfig, parts: Parts, device: &Device) -> Self {
        let classified = parts.for_training() && config.identities > 0;
        Self {
            base_model: Clip::new(config, device),
            relation: parts
                .for_training()
                .then(|| RelationReasoning::new(config, device)),
            classifier: classified
                .then(|| init_linear(config.embed_dim, config.identities, CLASSIFIER_STD, device)),
            concept_head: (parts.for_training() && config.concepts > 0).then(|| {
                let std = (config.embed_dim as f64).powf(-0.5);
                init_linear(config.embed_dim, config.concepts, std, device)
            }),
            temperature: config.temperature,
        }
    }

    /// The same weights without what only training needs.
    pub fn inference_only(self) -> Self {
        Self {
            relation: None,
            classifier: None,
            concept_head: None,
            ..self
        }
    }

    /// The dual encoder.
    pub fn encoder(&self) -> &Clip {
        &self.base_model
    }

    /// The classifier of the concept supervision; `None` where there is no such supervision.
    pub fn concept_head(&self) -> Option<&Linear> {
        self.concept_head.as_ref()
    }

    /// The constant that divides cosines in the losses.
    pub fn temperature(&self) -> f64 {
        self.temperature
    }

    /// Image features, not normalised.
    ///
    /// # Shapes
    /// - `image`: `[batch, 3, height, width]`, normalised
    /// - output: `[batch, embed_dim]`
    pub fn image_features(&self, image: Tensor<4>) -> Tensor<2> {
        let vision = self.base_model.vision();
        vision
            .project(vision.hidden(image).narrow(1, 0, 1))
            .squeeze_dim(1) // [batch, embed_dim]
    }

    /// Text features, not normalised.
    ///
    /// # Shapes
    /// - output: `[batch, embed_dim]`
    pub fn text_features(&self, tokens: &IrraTokens) -> Tensor<2> {
        let hidden = self.base_model.text_hidden(tokens.ids.clone());
        let [batch, _, width] = hidden.dims();
        let index = tokens
            .ends
            .clone()
            .reshape([batch, 1, 1]) // [batch, 1, 1]
            .expand([batch, 1, width]);
        self.base_model
            .project_text(hidden.gather(1, index))
            .squeeze_dim(1) // [batch, embed_dim]
    }

    /// The interaction encoder and the word predictor.
    ///
    /// # Panics
    /// Without them: exported weights are not trained on.
    pub fn relation(&self) -> &RelationReasoning {
        self.relation
            .as_ref()
            .expect("training weights have the interaction encoder")
    }

    /// Logits of the training people, `None` where identities are not counted.
    ///
    /// # Shapes
    /// - `features`: `[batch, embed_dim]`, not normalised
    /// - output: `[batch, identities]`
    pub fn identity_logits(&self, features: Tensor<2>) -> Option<Tensor<2>> {
        self.classifier
            .as_ref()
            .map(|classifier| classifier.forward(features))
    }
}
