//! The training forward pass of IVT: all levels of a batch to one loss.

use super::network::{Ivt, first_token};
use crate::model::text_encoder::Tokens;
use crate::objective::cmpm::projection_matching;
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
}

impl Ivt {
    /// The loss of one batch: projection matching over all levels at once (SPEC 3).
    ///
    /// # Shapes
    /// - output: `[1]`
    pub fn loss(&self, batch: &IvtBatch) -> Tensor<1> {
        let image = self.image_tokens(batch.image.clone(), Some(&batch.kept_patches));
        let text = self.text_tokens(&batch.text, Some(&batch.kept_words));
        projection_matching(first_token(image), first_token(text), &batch.identities)
    }
}
