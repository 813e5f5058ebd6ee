//! The training forward pass of IVT: all levels of a batch to one loss.

use super::network::{Ivt, first_token};
use crate::model::bi_irra::tokens::Tokens;
use crate::nn::ops::l2_normalize;
use crate::objective::cmpm::projection_matching;
use crate::objective::concept::{self, ConceptTargets};
use crate::objective::itc;
use crate::objective::losses::Losses;
use crate::objective::mla::LEVELS;
use burn::tensor::Tensor;
use serde::{Deserialize, Serialize};

/// Divides the cosines of the contrast, where Bi-IRRA's own begins.
const CONTRAST_TEMPERATURE: f32 = 0.07;

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
    /// Image tokens that stay (bidirectional mask modelling), by [`crate::masking::token_dropout::kept_tokens`].
    pub kept_patches: Vec<i64>,
    /// Text tokens that stay.
    pub kept_words: Vec<i64>,
    /// What pictures and texts show, where that is known; only sentences know all of it.
    pub concepts: Option<[ConceptTargets; 2]>,
}

/// Weights of the losses; a loss of weight zero is not computed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IvtLossWeights {
    /// Projection matching over all levels at once (SPEC 3).
    pub cmpm: f64,
    /// Contrast of pictures and sentences, which is not of the paper: it stands for the pre-training that the paper
    /// starts from.
    pub itc: f64,
    /// Concept supervision, which is not of the paper either.
    pub concept: f64,
}

impl Default for IvtLossWeights {
    /// The paper's.
    fn default() -> Self {
        Self {
            cmpm: 1.0,
            itc: 0.0,
            concept: 0.0,
        }
    }
}

impl IvtBatch {
    /// Pairs of each level.
    fn pairs(&self) -> usize {
        self.identities.len() / LEVELS.len()
    }

    /// The sentences and their pictures alone.
    fn sentences(&self) -> Self {
        let (first, pairs) = (self.identities.len() - self.pairs(), self.pairs());
        let narrow = |targets: &ConceptTargets| targets.narrow(first, pairs);
        Self {
            image: self.image.clone().narrow(0, first, pairs),
            text: self.text.narrow(first, pairs),
            identities: self.identities[first..].to_vec(),
            kept_patches: self.kept_patches.clone(),
            kept_words: self.kept_words.clone(),
            concepts: self.concepts.as_ref().map(|both| both.each_ref().map(narrow)),
        }
    }
}

impl Ivt {
    /// The losses of one batch. Words and phrases are looked at only where the projection matching is asked for.
    pub fn losses(&self, batch: &IvtBatch, weights: IvtLossWeights) -> Losses {
        let pairs = batch.pairs();
        let sentences = (weights.cmpm == 0.0).then(|| batch.sentences());
        let batch = sentences.as_ref().unwrap_or(batch);
        let image = first_token(self.image_tokens(batch.image.clone(), Some(&batch.kept_patches)));
        let text = first_token(self.text_tokens(&batch.text, Some(&batch.kept_words)));
        let (f, g) = (l2_normalize(image.clone()), l2_normalize(text.clone()));
        let targets = batch.concepts.as_ref().filter(|_| weights.concept > 0.0);
        let features = [
            (f.clone(), targets.map(|[pictures, _]| pictures)),
            (g.clone(), targets.map(|[_, texts]| texts)),
        ];
        let concept = concept::shared_loss(self.concept_head(), &features);
        let itc = (weights.itc > 0.0).then(|| {
            let first = batch.identities.len() - pairs;
            let device = f.device();
            itc::contrastive(
                f.narrow(0, first, pairs),
                g.narrow(0, first, pairs),
                Tensor::from_floats([CONTRAST_TEMPERATURE], &device),
                itc::identity_targets(&batch.identities[first..], &device),
            )
        });
        let cmpm = (weights.cmpm > 0.0).then(|| projection_matching(image, text, &batch.identities));
        Losses::new(&batch.image.device())
            .with("cmpm", weights.cmpm, cmpm)
            .with("itc", weights.itc, itc)
            .with("concept", weights.concept, concept)
    }
}
