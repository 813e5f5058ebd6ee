//! Masked language modelling: the loss (SPEC 1.4).

use burn::tensor::{Int, Tensor, TensorData, activation};

/// Label of a slot that does not count.
pub const IGNORED: i64 = -100;

/// Mean cross-entropy over the slots whose label counts.
///
/// # Shapes
/// - `logits`: `[batch, masks, vocabulary]`
/// - `labels`: `[batch * masks]`
/// - output: `[1]`
pub fn masked_word_loss(logits: Tensor<3>, labels: &[i64]) -> Tensor<1> {
    let [batch, masks, vocabulary] = logits.dims();
    let rows = batch * masks;
    let device = logits.device();
    let counted = labels.iter().filter(|l| **l != IGNORED).count().max(1) as f64;
    let weights: Vec<f32> = labels.iter().map(|l| f32::from(*l != IGNORED)).collect();
    let labels: Vec<i64> = labels.iter().map(|l| (*l).max(0)).collect();
    let weights = Tensor::<2>::from_data(TensorData::new(weights, [rows, 1]), &device);
    let labels = Tensor::<2, Int>::from_data(TensorData::new(labels, [rows, 1]), &device);
    let logits = logits.reshape([rows, vocabulary]); // [batch * masks, vocabulary]
    let picked = activation::log_softmax(logits, 1).gather(1, labels);
    (picked * weights).sum().neg() / counted
}
