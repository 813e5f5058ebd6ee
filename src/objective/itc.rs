//! Bi-lingual image-text contrast (SPEC 1.4, ITC).

use crate::nn::ops::soft_cross_entropy;
use burn::tensor::{Device, Tensor, TensorData};

/// Row-normalised labels: every pair of equal identity is a positive.
///
/// # Shapes
/// - `identities`: `[batch]`
/// - output: `[batch, batch]`, rows sum to one; symmetric, because equal identities share a row sum
pub fn identity_targets(identities: &[i64], device: &Device) -> Tensor<2> {
    let batch = identities.len();
    let mut targets = Vec::with_capacity(batch * batch);
    for a in identities {
        let same = identities.iter().filter(|b| *b == a).count() as f32;
        targets.extend(identities.iter().map(|b| if a == b { 1.0 / same } else { 0.0 }));
    }
    Tensor::from_data(TensorData::new(targets, [batch, batch]), device)
}

/// Symmetric contrastive loss of image features `f` and text features `g`.
///
/// # Shapes
/// - `f`, `g`: `[batch, embed_dim]`, unit length
/// - `temperature`: `[1]`, divides the logits
/// - `targets`: `[batch, batch]`
/// - output: `[1]`
pub fn contrastive(f: Tensor<2>, g: Tensor<2>, temperature: Tensor<1>, targets: Tensor<2>) -> Tensor<1> {
    let logits = f.matmul(g.transpose()) / temperature.unsqueeze();
    let image_to_text = soft_cross_entropy(logits.clone(), targets.clone());
    let text_to_image = soft_cross_entropy(logits.transpose(), targets.transpose());
    (image_to_text + text_to_image) / 2.0
}
