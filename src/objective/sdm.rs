//! Similarity distribution matching, IRRA's alignment loss (SPEC 2).

use crate::nn::ops::l2_normalize;
use burn::tensor::{Device, Tensor, TensorData, activation};

/// Keeps the logarithm of a zero label finite.
const EPSILON: f64 = 1e-8;
/// Label of another image of the same person, where the pair's own image has 1.
const SOFT: f64 = 0.3;

/// Labels by person: 1 for every pair of equal identity.
///
/// # Shapes
/// - `identities`: `[batch]`
/// - output: `[batch, batch]` flattened
pub fn identity_labels(identities: &[i64]) -> Vec<f64> {
    let row = |a: &i64| {
        let a = *a;
        identities.iter().map(move |b| f64::from(u8::from(a == *b)))
    };
    identities.iter().flat_map(row).collect()
}

/// Labels by person and image: 1 for the pair's own image, 0.3 for another image of the person.
///
/// # Shapes
/// - `identities`, `images`: `[batch]`
/// - output: `[batch, batch]` flattened
pub fn image_labels(identities: &[i64], images: &[i64]) -> Vec<f64> {
    let (person, same) = (identity_labels(identities), identity_labels(images));
    let soften = |(label, same): (f64, f64)| (label - same) * SOFT + same;
    person.into_iter().zip(same).map(soften).collect()
}

/// Logarithms of the labels as distributions.
///
/// Entry `(i, j)` is divided by the sum of row `j`, as the authors' code does by broadcasting: the same as
/// normalising rows where labels are 0 or 1, not with soft ones.
///
/// # Shapes
/// - `labels`: `[batch, batch]` flattened
/// - output: `[batch, batch]`
pub fn log_targets(labels: &[f64], device: &Device) -> Tensor<2> {
    let batch = labels.len().isqrt();
    let sums: Vec<f64> = labels.chunks_exact(batch).map(|row| row.iter().sum()).collect();
    let values: Vec<f32> = labels
        .iter()
        .enumerate()
        .map(|(place, label)| (label / sums[place % batch] + EPSILON).ln() as f32)
        .collect();
    Tensor::from_data(TensorData::new(values, [batch, batch]), device)
}

/// Kullback-Leibler divergence from the targets to the softmax of the scaled cosines, the sum of both directions.
///
/// # Shapes
/// - `image`, `text`: `[batch, features]`, not normalised
/// - `log_targets`: `[batch, batch]`
/// - output: `[1]`
pub fn distribution_matching(
    image: Tensor<2>,
    text: Tensor<2>,
    log_targets: Tensor<2>,
    temperature: f64,
) -> Tensor<1> {
    let cosines = l2_normalize(image).matmul(l2_normalize(text).transpose()) / temperature;
    let side = |logits: Tensor<2>| {
        let log_matches = activation::log_softmax(logits, 1);
        (log_matches.clone().exp() * (log_matches - log_targets.clone()))
            .sum_dim(1)
            .mean()
    };
    side(cosines.clone()) + side(cosines.transpose())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn soft_labels_are_divided_by_the_sum_of_the_other_row() {
        // Rows 0 and 2 show one person in two images, rows 0 and 1 share an image id by mistake of the data.
        let labels = image_labels(&[4, 5, 4], &[1, 1, 2]);
        assert_eq!(labels, [1.0, 0.7, 0.3, 0.7, 1.0, 0.0, 0.3, 0.0, 1.0]);
        let targets = log_targets(&labels, &Device::flex());
        let values = targets.try_into_vec_as::<f32>().expect("floats");
        for (place, expected) in [(0, 0.5), (1, 0.7 / 1.7), (2, 0.3 / 1.3), (6, 0.15)] {
            let found = values[place].exp();
            assert!((found - expected).abs() < 1e-6, "{place}: {found}, {expected}");
        }
        assert!((values[5] - (EPSILON as f32).ln()).abs() < 1e-5);
    }

    #[test]
    fn the_loss_is_zero_where_matches_equal_targets_and_grows_with_a_swap() {
        let device = Device::flex();
        let axes = Tensor::<2>::from_floats([[3.0, 0.0], [0.0, 2.0]], &device);
        let swapped = Tensor::<2>::from_floats([[0.0, 1.0], [1.0, 0.0]], &device);
        let targets = log_targets(&identity_labels(&[7, 8]), &device);
        let loss =
            |text| distribution_matching(axes.clone(), text, targets.clone(), 0.02).into_scalar::<f32>();
        assert!(loss(axes.clone()).abs() < 1e-5);
        // All mass on a label of zero: the loss is -ln(epsilon), both ways.
        let expected = -2.0 * (EPSILON.ln() as f32);
        assert!((loss(swapped) - expected).abs() < 1e-3);
    }
}
