//! The training forward pass of IVT: all levels of a batch to one loss.

use super::network::{Ivt, first_token};
use crate::model::text_encoder::Tokens;
use crate::nn::ops::l2_normalize;
use crate::objective::cmpm::projection_matching;
use crate::objective::concept::{self, ConceptTargets};
use burn::tensor::Tensor;

/// One training batch. A row of each level is a pair of its own: with three levels there are three times as many rows
/// as people drawn, and any picture of a person matches any text of theirs across the levels.
#[derive(Clone, Debug)]
pub struct IvtBatch {
    /// `[rows, 3, height, width]`, normalised: an independent augmentation for each level.
    pub image: Tensor<4>,
    /// `[rows, tokens]`: words, phrases, sentences, as in [`crate::objective::mla::LEVELS`].
    pub text: Tokens,
    /// `[rows]`, equal numbers are one person.
    pub identities: Vec<i64>,
    /// Image tokens that stay (bidirectional mask modelling), by [`crate::objective::bmm::kept_tokens`].
    pub kept_patches: Vec<i64>,
    /// Text tokens that stay.
    pub kept_words: Vec<i64>,
    /// What pictures and texts show, where that is known; only sentences know all of it.
    pub concepts: Option<[ConceptTargets; 2]>,
}

/// The loss and its unweighted parts, each `[1]`.
#[derive(Clone, Debug)]
pub struct IvtLosses {
    /// Projection matching over all levels at once (SPEC 3).
    pub cmpm: Tensor<1>,
    /// Concept supervision, which is not of the paper.
    pub concept: Option<Tensor<1>>,
    /// Weighted sum.
    pub total: Tensor<1>,
}

impl Ivt {
    /// The losses of one batch; `concept` weighs the concept supervision.
    pub fn losses(&self, batch: &IvtBatch, concept: f64) -> IvtLosses {
        let image = first_token(self.image_tokens(batch.image.clone(), Some(&batch.kept_patches)));
        let text = first_token(self.text_tokens(&batch.text, Some(&batch.kept_words)));
        let targets = batch.concepts.as_ref().filter(|_| concept > 0.0);
        let features = [
            (l2_normalize(image.clone()), targets.map(|[pictures, _]| pictures)),
            (l2_normalize(text.clone()), targets.map(|[_, texts]| texts)),
        ];
        let answered = concept::shared_loss(self.concept_head(), &features);
        let cmpm = projection_matching(image, text, &batch.identities);
        let total = answered
            .iter()
            .fold(cmpm.clone(), |sum, part| sum + part.clone() * concept);
        IvtLosses {
            cmpm,
            concept: answered,
            total,
        }
    }
}
