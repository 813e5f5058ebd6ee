//! The training forward pass: one batch of (image, text) to IRRA's losses.

use super::{Irra, IrraTokens};
use crate::nn::ops::{cross_entropy, l2_normalize};
use crate::objective::concept::{self, ConceptTargets};
use crate::objective::losses::Losses;
use crate::objective::{cmpm, identity, itc, sdm};
use burn::tensor::{Int, Tensor, TensorData};
use serde::{Deserialize, Serialize};

/// A masked copy of a batch's texts.
#[derive(Clone, Debug)]
pub struct MaskedTexts {
    /// `[batch, tokens]`
    pub ids: Tensor<2, Int>,
    /// Predicted tokens as places in `[batch * tokens]`; at least one.
    pub places: Vec<i64>,
    /// The true id at each place.
    pub labels: Vec<i64>,
}

/// One training batch.
#[derive(Clone, Debug)]
pub struct IrraBatch {
    /// `[batch, 3, height, width]`, normalised.
    pub image: Tensor<4>,
    /// The texts.
    pub tokens: IrraTokens,
    /// The texts with masked words.
    pub masked: MaskedTexts,
    /// `[batch]`, equal numbers are one person.
    pub identities: Vec<i64>,
    /// `[batch]`, the same people as rows of the classifier; absent without one.
    pub classes: Option<Vec<i64>>,
    /// What the pictures show, where that is known.
    pub concepts: Option<ConceptTargets>,
}

/// Weights of the losses; a loss of weight zero is not computed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IrraLossWeights {
    /// Similarity distribution matching.
    pub sdm: f64,
    /// Identity classification.
    pub id: f64,
    /// Masked words, through the interaction encoder.
    pub mlm: f64,
    /// Image-text contrast.
    pub itc: f64,
    /// Cross-modal projection matching.
    pub cmpm: f64,
    /// Concept supervision, which is not of the paper.
    pub concept: f64,
}

impl Default for IrraLossWeights {
    /// The paper's: SDM, ID and MLM.
    fn default() -> Self {
        Self {
            sdm: 1.0,
            id: 1.0,
            mlm: 1.0,
            itc: 0.0,
            cmpm: 0.0,
            concept: 0.0,
        }
    }
}

impl Irra {
    /// The losses of one batch.
    ///
    /// The identity loss needs the classifier and the batch's classes; without either it is left out.
    pub fn losses(&self, batch: &IrraBatch, weights: IrraLossWeights) -> Losses {
        let device = batch.image.device();
        let vision = self.encoder().vision();
        let hidden = vision.hidden(batch.image.clone());
        let image = vision.project(hidden.clone().narrow(1, 0, 1)).squeeze_dim(1); // [batch, embed_dim]
        let text = self.text_features(&batch.tokens);
        let sdm = (weights.sdm > 0.0).then(|| {
            let labels = sdm::log_targets(&sdm::identity_labels(&batch.identities), &device);
            sdm::distribution_matching(image.clone(), text.clone(), labels, self.temperature())
        });
        let itc = (weights.itc > 0.0).then(|| self.contrast(image.clone(), text.clone()));
        let cmpm = (weights.cmpm > 0.0)
            .then(|| cmpm::projection_matching(image.clone(), text.clone(), &batch.identities));
        let id = batch.classes.as_ref().filter(|_| weights.id > 0.0);
        let id = id.and_then(|classes| {
            let (image, text) = (
                self.identity_logits(image.clone())?,
                self.identity_logits(text.clone())?,
            );
            Some(identity::classification(image, text, classes))
        });
        let targets = batch.concepts.as_ref().filter(|_| weights.concept > 0.0);
        let features = [&image, &text].map(|feature| (l2_normalize(feature.clone()), targets));
        let concept = concept::shared_loss(self.concept_head(), &features);
        let mlm = (weights.mlm > 0.0).then(|| self.masked_word_loss(vision.project(hidden), &batch.masked));
        Losses::new(&device)
            .with("sdm", weights.sdm, sdm)
            .with("itc", weights.itc, itc)
            .with("cmpm", weights.cmpm, cmpm)
            .with("id", weights.id, id)
            .with("concept", weights.concept, concept)
            .with("mlm", weights.mlm, mlm)
    }

    /// The contrast of each pair with all others of the batch, whoever they show.
    ///
    /// # Shapes
    /// - `image`, `text`: `[batch, embed_dim]`, not normalised
    /// - output: `[1]`
    pub fn contrast(&self, image: Tensor<2>, text: Tensor<2>) -> Tensor<1> {
        let [batch, _] = image.dims();
        let device = image.device();
        let own: Vec<i64> = (0..batch as i64).collect();
        itc::contrastive(
            l2_normalize(image),
            l2_normalize(text),
            Tensor::from_floats([self.temperature() as f32], &device),
            itc::identity_targets(&own, &device),
        )
    }

    /// Cross-entropy of the masked words. Only their rows go through the word predictor: the rest do not count.
    ///
    /// # Shapes
    /// - `image`: `[batch, image tokens, embed_dim]`
    /// - output: `[1]`
    fn masked_word_loss(&self, image: Tensor<3>, masked: &MaskedTexts) -> Tensor<1> {
        let device = image.device();
        let encoder = self.encoder();
        let text = encoder.project_text(encoder.text_hidden(masked.ids.clone()));
        let fused = self.relation().fuse(text, image);
        let [batch, tokens, width] = fused.dims();
        let row = |values: &[i64]| {
            Tensor::<1, Int>::from_data(TensorData::new(values.to_vec(), [values.len()]), &device)
        };
        let fused = fused
            .reshape([batch * tokens, width]) // [batch * tokens, embed_dim]
            .select(0, row(&masked.places));
        cross_entropy(self.relation().predict_words(fused), row(&masked.labels))
    }
}
