//! A padded batch of token ids, and what hides its padding from attention.

use super::length_groups::{Group, row_numbers};
use crate::config::TextPositions;
use crate::nn::position::text_positions;
use burn::tensor::{Device, Int, Tensor, TensorData};

/// Id of the padding token, by the convention of XLM-R's vocabulary.
const PAD: i64 = 1;

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

/// Additive bias that hides padding from self-attention.
///
/// # Shapes
/// - `mask`: `[batch, tokens]`
/// - output: `[batch, 1, 1, tokens]`
pub(in crate::model) fn padding_bias(mask: &Tensor<2>) -> Tensor<4> {
    let [batch, tokens] = mask.dims();
    ((mask.clone() - 1.0) * 10_000.0).reshape([batch, 1, 1, tokens])
}

/// Additive bias that hides padding from cross-attention: the reference uses the lowest finite number there.
///
/// # Shapes
/// - as [`padding_bias`]
pub(super) fn cross_padding_bias(mask: &Tensor<2>) -> Tensor<4> {
    let [batch, tokens] = mask.dims();
    // Softmax subtracts the row's maximum, so -1e30 already gives weights of exactly zero; the lowest finite
    // number itself would overflow to -inf when a logit is added to it.
    ((mask.clone() - 1.0) * 1e30).reshape([batch, 1, 1, tokens])
}
