//! Cross-modal projection matching: IVT's loss, and one of IRRA's options (SPEC 2 and 3).

use crate::nn::ops::l2_normalize;
use burn::tensor::{Device, Tensor, TensorData, activation};

/// Keeps the logarithm of a zero label finite.
const EPSILON: f64 = 1e-8;

/// Loss of image and text features, the sum of both directions.
///
/// Each direction is the Kullback-Leibler divergence from the labels to the softmax over projections of the raw
/// features on the *unit* features of the other side: the length of a feature acts as its temperature.
///
/// # Shapes
/// - `image`, `text`: `[batch, features]`, not normalised
/// - `identities`: `[batch]`; every pair of equal identity is a positive
/// - output: `[1]`
pub fn projection_matching(image: Tensor<2>, text: Tensor<2>, identities: &[i64]) -> Tensor<1> {
    let labels = log_labels(identities, &image.device());
    let side = |raw: Tensor<2>, other: Tensor<2>| {
        let log_matches = activation::log_softmax(raw.matmul(l2_normalize(other).transpose()), 1);
        (log_matches.clone().exp() * (log_matches - labels.clone()))
            .sum_dim(1)
            .mean()
    };
    side(image.clone(), text.clone()) + side(text, image)
}

/// Logarithms of the labels, whose rows have *Euclidean* length one as in both authors' code: with n positives
/// each is `1 / sqrt(n)`, so that rows with several positives do not sum to one.
///
/// # Shapes
/// - `identities`: `[batch]`
/// - output: `[batch, batch]`; symmetric, because equal identities share a row length
fn log_labels(identities: &[i64], device: &Device) -> Tensor<2> {
    let batch = identities.len();
    let mut labels = Vec::with_capacity(batch * batch);
    for a in identities {
        let positives = identities.iter().filter(|b| *b == a).count() as f64;
        let label = |b| if a == b { positives.sqrt().recip() } else { 0.0 };
        labels.extend(identities.iter().map(|b| (label(b) + EPSILON).ln() as f32));
    }
    Tensor::from_data(TensorData::new(labels, [batch, batch]), device)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loss(image: [[f32; 2]; 2], text: [[f32; 2]; 2], identities: &[i64]) -> f32 {
        let device = Device::flex();
        let (image, text) = (
            Tensor::from_floats(image, &device),
            Tensor::from_floats(text, &device),
        );
        projection_matching(image, text, identities).into_scalar()
    }

    #[test]
    fn one_row_by_hand_and_the_scale_of_a_feature_counts() {
        // Both sides are the unit axes times 2: every row's logits are (2, 0), its labels (1, 0).
        let found = loss([[2.0, 0.0], [0.0, 2.0]], [[2.0, 0.0], [0.0, 2.0]], &[5, 9]);
        let matched = 2f64.exp() / (2f64.exp() + 1.0);
        let row = matched * matched.ln() + (1.0 - matched) * ((1.0 - matched).ln() - EPSILON.ln());
        assert!(
            (f64::from(found) - 2.0 * row).abs() < 1e-5,
            "{found}, {}",
            2.0 * row
        );
        assert!(loss([[9.0, 0.0], [0.0, 9.0]], [[9.0, 0.0], [0.0, 9.0]], &[5, 9]) < found);
    }

    #[test]
    fn pairs_of_one_person_are_positives() {
        let (image, text) = ([[3.0, 0.0], [3.0, 0.0]], [[3.0, 0.0], [3.0, 0.0]]);
        // Probabilities of one half against labels of sqrt(1/2): below zero, for the labels do not sum to one.
        let found = loss(image, text, &[7, 7]);
        assert!((found - -(2f32.ln())).abs() < 1e-5, "{found}");
        assert!(loss(image, text, &[7, 8]) > 10.0);
    }
}
