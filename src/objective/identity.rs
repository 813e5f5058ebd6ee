//! Identity classification: image and text features of a training person are told apart by one classifier (SPEC 2).

use crate::nn::ops::cross_entropy;
use burn::tensor::{Int, Tensor, TensorData};

/// Mean of the cross-entropies of both modalities.
///
/// # Shapes
/// - `image`, `text`: `[batch, identities]`, logits
/// - `classes`: `[batch]`
/// - output: `[1]`
pub fn classification(image: Tensor<2>, text: Tensor<2>, classes: &[i64]) -> Tensor<1> {
    let classes = TensorData::new(classes.to_vec(), [classes.len()]);
    let classes = Tensor::<1, Int>::from_data(classes, &image.device());
    (cross_entropy(image, classes.clone()) + cross_entropy(text, classes)) / 2.0
}
