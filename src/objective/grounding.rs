//! Grounded words: a word that speaks of a thing looks at the patches that show it.
//!
//! Not of the paper: matching alone is content with any attention that ranks well. The synthetic pictures know which
//! patches show the bag, so the cross-attention of "backpack" is taught to fall on them; re-ranking and the heat map
//! of the page read the same attention.

use burn::tensor::{Device, Tensor, TensorData};

/// Keeps the logarithm of an attention that is nowhere near its thing finite.
const EPSILON: f64 = 1e-6;

/// Where the words of a batch of texts should look.
#[derive(Clone, Debug)]
pub struct GroundingTargets {
    /// `[batch, tokens, image tokens]`, 1 where an image token shows what the text token speaks of.
    inside: Tensor<3>,
    /// `[batch, tokens]`, 1 for tokens that speak of a visible thing.
    asked: Tensor<2>,
}

/// A token that speaks of a thing: its row and place in the batch, and the image tokens that show the thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroundedToken {
    /// Row of the batch.
    pub row: usize,
    /// Place in the text.
    pub place: usize,
    /// Image tokens, the class token being number 0.
    pub shown_by: Vec<usize>,
}

impl GroundingTargets {
    /// Uploads the grounded tokens of a batch of the shape `[batch, tokens, image tokens]`.
    ///
    /// # Panics
    /// When a token lies outside the shape: a mistake of the caller.
    pub fn new(
        grounded: &[GroundedToken],
        [batch, tokens, image_tokens]: [usize; 3],
        device: &Device,
    ) -> Self {
        let mut inside = vec![0f32; batch * tokens * image_tokens];
        let mut asked = vec![0f32; batch * tokens];
        for token in grounded {
            assert!(token.row < batch && token.place < tokens, "{token:?}");
            let at = token.row * tokens + token.place;
            asked[at] = 1.0;
            for place in &token.shown_by {
                assert!(*place < image_tokens, "image token {place} of {image_tokens}");
                inside[at * image_tokens + place] = 1.0;
            }
        }
        Self {
            inside: Tensor::from_data(TensorData::new(inside, [batch, tokens, image_tokens]), device),
            asked: Tensor::from_data(TensorData::new(asked, [batch, tokens]), device),
        }
    }
}

/// Mean of `-log` of the share of a grounded word's attention that falls on its thing.
///
/// # Shapes
/// - `attention`: `[batch, tokens, image tokens]`, each row sums to one
/// - output: `[1]`; 0 where no word is grounded
pub fn grounding_loss(attention: Tensor<3>, targets: &GroundingTargets) -> Tensor<1> {
    let asked = targets.asked.clone();
    let count = asked.clone().sum().clamp_min(1.0);
    (shares(attention, targets).clamp_min(EPSILON).log() * asked)
        .sum()
        .neg()
        / count
}

/// `[batch, tokens]`, the share of each token's attention on its thing.
fn shares(attention: Tensor<3>, targets: &GroundingTargets) -> Tensor<2> {
    (attention * targets.inside.clone())
        .sum_dim(2)
        .squeeze_dim::<2>(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(device: &Device) -> GroundingTargets {
        let token = |place, shown_by: &[usize]| GroundedToken {
            row: 0,
            place,
            shown_by: shown_by.to_vec(),
        };
        GroundingTargets::new(&[token(1, &[1, 2]), token(2, &[3])], [2, 3, 4], device)
    }

    #[test]
    fn the_loss_is_the_mean_surprise_at_the_share_inside() {
        let device = Device::flex();
        let even = Tensor::<3>::full([2, 3, 4], 0.25, &device);
        let loss = grounding_loss(even.clone(), &targets(&device)).into_scalar::<f32>();
        let expected = (0.5f32.ln() + 0.25f32.ln()) / -2.0;
        assert!((loss - expected).abs() < 1e-5, "{loss} {expected}");
        let targets = targets(&device);
        let inside = shares(even.clone(), &targets) * targets.asked.clone();
        let (sum, count) = (inside.sum(), targets.asked.clone().sum());
        assert_eq!(
            (sum.into_scalar::<f32>(), count.into_scalar::<f32>()),
            (0.75, 2.0)
        );
        let none = GroundingTargets::new(&[], [2, 3, 4], &device);
        assert_eq!(grounding_loss(even, &none).into_scalar::<f32>(), 0.0);
    }

    #[test]
    fn attention_learns_to_fall_inside() {
        let device = Device::flex().autodiff();
        let mut logits = Tensor::<3>::zeros([2, 3, 4], &device).require_grad();
        let targets = targets(&device);
        let loss = |logits: &Tensor<3>| {
            grounding_loss(burn::tensor::activation::softmax(logits.clone(), 2), &targets)
        };
        let before = loss(&logits).into_scalar::<f32>();
        for _ in 0..20 {
            let grads = loss(&logits).backward();
            let step = logits.grad(&grads).expect("a gradient") * 4.0;
            logits = Tensor::from_inner(logits.inner() - step).require_grad();
        }
        let after = loss(&logits).into_scalar::<f32>();
        assert!(after < 0.3 * before, "{before} {after}");
    }
}
