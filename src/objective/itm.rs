//! Image-text matching with hard negatives (SPEC 1.4, ITM).

use crate::nn::ops::cross_entropy;
use burn::tensor::{Device, Int, Tensor, TensorData, activation};
use rand::RngExt;
use rand::rngs::StdRng;

/// Sampling weights of hard negatives, both ways: `(text to image, image to text)`; no gradient.
///
/// # Shapes
/// - `f` (image), `g` (text): `[batch, embed_dim]`, unit length
/// - `negatives`: `[batch, batch]`, images by texts, 1 where the text is false of the image, else 0
/// - outputs: `[batch, batch]`, zero where there is no negative
pub fn negative_weights(
    f: Tensor<2>,
    g: Tensor<2>,
    temperature: Tensor<1>,
    negatives: Tensor<2>,
) -> (Tensor<2>, Tensor<2>) {
    let (f, g) = (f.detach(), g.detach());
    let logits = f.matmul(g.transpose()) / temperature.detach().unsqueeze();
    let weights = |logits: Tensor<2>, keep: Tensor<2>| (activation::softmax(logits, 1) + 1e-5) * keep;
    (
        weights(logits.clone().transpose(), negatives.clone().transpose()),
        weights(logits, negatives),
    )
}

/// Negatives by identity: 1 for every pair of two people.
///
/// # Shapes
/// - `identities`: `[batch]`
/// - output: `[batch, batch]`
pub fn other_identities(identities: &[i64], device: &Device) -> Tensor<2> {
    let batch = identities.len();
    let other: Vec<f32> = identities
        .iter()
        .flat_map(|a| identities.iter().map(move |b| f32::from(a != b)))
        .collect();
    Tensor::from_data(TensorData::new(other, [batch, batch]), device)
}

/// Mixes the weights of each row with equal ones for all its negatives; `hard` is the share that stays.
///
/// Not the paper's: its encoders come pre-trained. A match head that begins with nothing learns what words and patches
/// have to do with each other from negatives that differ in much; the hardest differ in details that it cannot see yet.
pub fn mix_uniform(weights: &mut [f32], batch: usize, hard: f64) {
    if hard >= 1.0 {
        return;
    }
    for row in weights.chunks_exact_mut(batch) {
        let total: f32 = row.iter().sum();
        let negatives = row.iter().filter(|weight| **weight > 0.0).count();
        let equal = (1.0 - hard as f32) / negatives.max(1) as f32;
        for weight in row.iter_mut().filter(|weight| **weight > 0.0) {
            *weight = *weight / total * hard as f32 + equal;
        }
    }
}

/// Draws one column for every row, in proportion to the weights.
///
/// # Errors
/// The row whose weights are all zero: the whole batch is one identity.
pub fn draw_negatives(weights: &[f32], batch: usize, rng: &mut StdRng) -> Result<Vec<i64>, usize> {
    let draw = |(row, weights): (usize, &[f32])| {
        let total: f32 = weights.iter().sum();
        if total <= 0.0 {
            return Err(row);
        }
        let mut left = rng.random_range(0.0..total);
        let mut last = 0;
        for (column, &weight) in weights.iter().enumerate().filter(|(_, w)| **w > 0.0) {
            last = column;
            left -= weight;
            if left < 0.0 {
                break;
            }
        }
        Ok(last as i64)
    };
    weights.chunks_exact(batch).enumerate().map(draw).collect()
}

/// Cross-entropy over positives, image negatives and text negatives, in that order of rows.
///
/// # Shapes
/// - `logits`: `[3 * batch, 2]`
/// - output: `[1]`
pub fn match_loss(logits: Tensor<2>) -> Tensor<1> {
    let [rows, _] = logits.dims();
    let labels: Vec<i64> = (0..rows).map(|row| i64::from(row < rows / 3)).collect();
    let labels = Tensor::<1, Int>::from_data(TensorData::new(labels, [rows]), &logits.device());
    cross_entropy(logits, labels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn negatives_follow_the_weights_and_never_pick_a_zero() {
        let mut rng = StdRng::seed_from_u64(3);
        let weights = [0.0, 3.0, 1.0, 1.0, 0.0, 0.0, 0.5, 0.5, 0.0];
        let mut ones = 0;
        for _ in 0..400 {
            let picked = draw_negatives(&weights, 3, &mut rng).expect("every row has a candidate");
            assert_ne!(picked[0], 0);
            assert_eq!(picked[1], 0);
            assert_ne!(picked[2], 2);
            ones += usize::from(picked[0] == 1);
        }
        assert!((260..340).contains(&ones), "3 : 1 expected, drew {ones} of 400");
        assert_eq!(draw_negatives(&[0.0; 4], 2, &mut rng), Err(0));
    }

    #[test]
    fn mixed_weights_keep_the_zeros_and_their_sum() {
        let mut weights = [0.0, 3.0, 1.0, 0.9, 0.0, 0.1];
        mix_uniform(&mut weights, 3, 0.5);
        let expected = [0.0, 0.625, 0.375, 0.7, 0.0, 0.3];
        assert!(
            weights.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6),
            "{weights:?}"
        );
        let mut untouched = [0.0, 3.0, 1.0];
        mix_uniform(&mut untouched, 3, 1.0);
        assert_eq!(untouched, [0.0, 3.0, 1.0]);
    }
}
