//! The training forward pass: one batch of (image, source text, target text) to the four losses (SPEC 1.4).

use super::network::{BiIrra, Side};
use super::tokens::Tokens;
use crate::objective::concept::{self, ConceptTargets};
use crate::objective::dense::{self, DenseTargets};
use crate::objective::fit::{self, Fits};
use crate::objective::grounding::{self, GroundingTargets};
use crate::objective::losses::Losses;
use crate::objective::{itc, itm, mim, mlm, sdm};
use burn::module::Module;
use burn::tensor::{Int, Tensor};
use serde::{Deserialize, Serialize};

/// Divides the cosines of similarity distribution matching, as in IRRA (SPEC 2).
const SDM_TEMPERATURE: f64 = 0.02;

/// One language's texts of a batch, with a masked copy.
#[derive(Clone, Debug)]
pub struct TextBatch {
    /// The texts.
    pub tokens: Tokens,
    /// The texts with masked words.
    pub masked: Tokens,
    /// `[batch, masks]`, positions that are predicted.
    pub positions: Tensor<2, Int>,
    /// `[batch * masks]`, true ids, [`mlm::IGNORED`] for empty slots.
    pub labels: Vec<i64>,
    /// Where the texts' words should look, where that is known.
    pub grounding: Option<GroundingTargets>,
}

/// One training batch.
#[derive(Clone, Debug)]
pub struct TrainBatch {
    /// `[batch, 3, height, width]`, normalised.
    pub image: Tensor<4>,
    /// `[batch, patches]`, 1 where a patch is hidden.
    pub image_mask: Tensor<2>,
    /// `[batch]`, equal numbers are one person.
    pub identities: Vec<i64>,
    /// Source-language texts.
    pub source: TextBatch,
    /// Target-language texts.
    pub target: TextBatch,
    /// What the pictures show, where that is known.
    pub concepts: Option<ConceptTargets>,
    /// What the texts tell of it, source before target.
    pub told: Option<[ConceptTargets; 2]>,
    /// What each patch shows, where that is known.
    pub dense: Option<DenseTargets>,
    /// Which texts fit which pictures, source before target; where nobody knows, equal identities fit.
    pub fits: Option<[Fits; 2]>,
}

impl TextBatch {
    /// The same out of reach of gradients.
    fn detached(&self) -> Self {
        Self {
            tokens: self.tokens.detached(),
            masked: self.masked.detached(),
            positions: self.positions.clone().inner(),
            labels: self.labels.clone(),
            grounding: self.grounding.clone(),
        }
    }
}

impl TrainBatch {
    /// The same out of reach of gradients.
    fn detached(&self) -> Self {
        Self {
            image: self.image.clone().inner(),
            image_mask: self.image_mask.clone().inner(),
            identities: self.identities.clone(),
            source: self.source.detached(),
            target: self.target.detached(),
            concepts: None,
            told: None,
            dense: None,
            fits: self.fits.clone(),
        }
    }
}

/// Weights of the losses; a loss of weight zero is not computed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LossWeights {
    /// Image-text contrast.
    pub itc: f64,
    /// Image-text matching.
    pub itm: f64,
    /// Masked language modelling.
    pub mlm: f64,
    /// Distilled masked image modelling.
    pub mim: f64,
    /// IRRA's similarity distribution matching, which the paper tries in place of the contrast.
    #[serde(default)]
    pub sdm: f64,
    /// Concept supervision, which is not of the paper.
    #[serde(default)]
    pub concept: f64,
    /// Dense supervision, which is not of the paper.
    #[serde(default)]
    pub dense: f64,
    /// Grounded words, which are not of the paper.
    #[serde(default)]
    pub grounding: f64,
    /// Whether the target-language match sees the masked image (A-ITM).
    pub asymmetric: bool,
    /// Whether the encoders stay as they are: only the interaction learns, by matching and grounding, at a third of the cost.
    #[serde(default)]
    pub frozen: bool,
}

impl Default for LossWeights {
    /// The paper's weights.
    fn default() -> Self {
        Self {
            itc: 1.0,
            itm: 4.0,
            mlm: 1.0,
            mim: 4.0,
            sdm: 0.0,
            concept: 0.0,
            dense: 0.0,
            grounding: 0.0,
            asymmetric: true,
            frozen: false,
        }
    }
}

/// Chooses hard negatives from weights `(text to image, image to text)`: for each text an image, for each image
/// a text. Called once for the source and once for the target language.
pub type ChooseNegatives<'a> = dyn FnMut(Side, Tensor<2>, Tensor<2>) -> (Vec<i64>, Vec<i64>) + 'a;

impl BiIrra {
    /// The losses of one batch.
    pub fn losses(
        &self,
        batch: &TrainBatch,
        weights: LossWeights,
        choose: &mut ChooseNegatives<'_>,
    ) -> Losses {
        let device = batch.image.device();
        // Encoders that only look leave no trace for a way back, which nobody would go: neither time nor memory is spent.
        let still = weights.frozen.then(|| (self.valid(), batch.detached()));
        let (encoders, batch) = still
            .as_ref()
            .map_or((self, batch), |(model, batch)| (model, batch));
        let encoder = encoders.image_encoder();
        let image = encoder.forward(batch.image.clone(), None);
        let source = encoders.text_encoder().forward_by_length(&batch.source.tokens);
        let target = encoders.text_encoder().forward_by_length(&batch.target.tokens);
        let image_feature = encoders.image_features(image.clone());
        let source_feature = encoders.text_features(source.clone(), Side::Source);
        let target_feature = encoders.text_features(target.clone(), Side::Target);

        let needs_masked = (weights.itm > 0.0 && weights.asymmetric) || weights.mim > 0.0;
        let masked_image =
            needs_masked.then(|| encoder.forward(batch.image.clone(), Some(batch.image_mask.clone())));

        let itc = (weights.itc > 0.0).then(|| {
            let labels = itc::identity_targets(&batch.identities, &device);
            let loss = |g: &Tensor<2>, side: usize| {
                let (f, g, temperature) = (image_feature.clone(), g.clone(), self.temperature());
                match &batch.fits {
                    Some(fits) => fit::contrastive(f, g, temperature, &fits[side]),
                    None => itc::contrastive(f, g, temperature, labels.clone()),
                }
            };
            (loss(&source_feature, 0) + loss(&target_feature, 1)) / 2.0
        });

        let sdm = (weights.sdm > 0.0).then(|| {
            let labels = sdm::log_targets(&sdm::identity_labels(&batch.identities), &device);
            let loss = |text: &Tensor<2>| {
                sdm::distribution_matching(
                    image_feature.clone(),
                    text.clone(),
                    labels.clone(),
                    SDM_TEMPERATURE,
                )
            };
            (loss(&source_feature) + loss(&target_feature)) / 2.0
        });

        let learning = |tokens: &Tensor<3>| match weights.frozen {
            true => tokens.clone().autodiff(),
            false => tokens.clone(),
        };
        let itm = (weights.itm > 0.0).then(|| {
            let mut loss =
                |side, image: &Tensor<3>, f: &Tensor<2>, text: &Tensor<3>, g: &Tensor<2>, tokens| {
                    let negatives = match &batch.fits {
                        Some(fits) => fits[side as usize].negatives(&device),
                        None => itm::other_identities(&batch.identities, &device),
                    };
                    let (t2i, i2t) =
                        itm::negative_weights(f.clone(), g.clone(), self.temperature(), negatives);
                    let (images, texts) = choose(side, t2i, i2t);
                    let (image, text) = (learning(image), learning(text));
                    itm::match_loss(self.match_logits_with_negatives(&image, &text, tokens, &images, &texts))
                };
            let on_source = loss(
                Side::Source,
                &image,
                &image_feature,
                &source,
                &source_feature,
                &batch.source.tokens,
            );
            let seen = masked_image.as_ref().filter(|_| weights.asymmetric);
            let (seen, seen_feature) = match seen {
                Some(masked) => (masked, encoders.image_features(masked.clone())),
                None => (&image, image_feature.clone()),
            };
            let on_target = loss(
                Side::Target,
                seen,
                &seen_feature,
                &target,
                &target_feature,
                &batch.target.tokens,
            );
            (on_source + on_target) / 2.0
        });

        let grounding = (weights.grounding > 0.0)
            .then(|| {
                let loss = |tokens: &Tensor<3>, text: &TextBatch| {
                    let targets = text.grounding.as_ref()?;
                    let (tokens, image) = (learning(tokens), learning(&image));
                    let encoder = self.text_encoder();
                    let map = encoder.cross_attention_map(tokens, &text.tokens.mask, image);
                    Some(grounding::grounding_loss(map, targets))
                };
                Some((loss(&source, &batch.source)? + loss(&target, &batch.target)?) / 2.0)
            })
            .flatten();

        let mlm = (weights.mlm > 0.0).then(|| {
            let loss = |text: &TextBatch| {
                let logits = self.masked_word_logits(image.clone(), &text.masked, text.positions.clone());
                mlm::masked_word_loss(logits, &text.labels)
            };
            loss(&batch.source) + loss(&batch.target)
        });

        let mim = masked_image.filter(|_| weights.mim > 0.0).map(|masked| {
            let encoder = self.text_encoder();
            // The teacher carries no gradient, so its inputs are cut off before the work is done.
            let teacher = encoder.fuse_image_with_text(
                image.clone().detach(),
                source.clone().detach(),
                &batch.source.tokens.mask,
            );
            let student = encoder.fuse_image_with_text(masked, target.clone(), &batch.target.tokens.mask);
            mim::distillation(teacher, self.predict_image(student))
        });

        let targets = batch.concepts.as_ref().filter(|_| weights.concept > 0.0);
        // A text answers what it tells, a picture everything.
        let told = |side: usize| match &batch.told {
            Some(told) => targets.and(Some(&told[side])),
            None => targets,
        };
        let concept = concept::shared_loss(
            self.concept_head(),
            &[
                (image_feature.clone(), targets),
                (source_feature.clone(), told(0)),
                (target_feature.clone(), told(1)),
            ],
        );
        let dense = batch.dense.as_ref().filter(|_| weights.dense > 0.0);
        let dense = dense.and_then(|targets| Some(dense::dense_loss(self.dense_answers(&image)?, targets)));

        Losses::new(&device)
            .with("itc", weights.itc, itc)
            .with("sdm", weights.sdm, sdm)
            .with("itm", weights.itm, itm)
            .with("mlm", weights.mlm, mlm)
            .with("mim", weights.mim, mim)
            .with("concept", weights.concept, concept)
            .with("dense", weights.dense, dense)
            .with("grounding", weights.grounding, grounding)
    }
}

#[cfg(test)]
mod tests;
