//! Concept supervision: image and text features answer the same questions about a person with the same classifier.
//!
//! Not of the paper: contrast alone learns slowly from few pairs, and the synthetic people come with every answer.
//! IRRA's identity loss is the same idea with one question, "who is it?".

use burn::nn::Linear;
use burn::tensor::{Device, Tensor, TensorData};
use std::ops::Range;

/// Features of unit length are stretched to this length before they are classified.
pub const SCALE: f64 = 8.0;

/// True answers of a batch, and which classes belong to one question.
#[derive(Clone, Debug)]
pub struct ConceptTargets {
    /// `[batch, classes]`, 1 for true answers.
    answers: Tensor<2>,
    /// `[classes, groups]`, 1 where a class belongs to a group.
    membership: Tensor<2>,
}

impl ConceptTargets {
    /// Uploads the true classes of each row; groups without a true class are left out of the loss.
    ///
    /// # Panics
    /// When a class lies beyond the last group: a mistake of the caller.
    pub fn new(rows: &[Vec<usize>], groups: &[Range<usize>], device: &Device) -> Self {
        let classes = groups.last().map_or(0, |group| group.end);
        let mut answers = vec![0f32; rows.len() * classes];
        for (row, truths) in rows.iter().enumerate() {
            for class in truths {
                assert!(*class < classes, "class {class} of {classes}");
                answers[row * classes + class] = 1.0;
            }
        }
        let mut membership = vec![0f32; classes * groups.len()];
        for (column, group) in groups.iter().enumerate() {
            for class in group.clone() {
                membership[class * groups.len() + column] = 1.0;
            }
        }
        Self {
            answers: Tensor::from_data(TensorData::new(answers, [rows.len(), classes]), device),
            membership: Tensor::from_data(TensorData::new(membership, [classes, groups.len()]), device),
        }
    }

    /// The answers of `count` rows from row `first` on.
    pub fn narrow(&self, first: usize, count: usize) -> Self {
        Self {
            answers: self.answers.clone().narrow(0, first, count),
            membership: self.membership.clone(),
        }
    }
}

/// The mean loss of several features that answer by one classifier; `None` without the classifier or the answers.
///
/// # Shapes
/// - `answered`: features `[batch, features]` of unit length, each with its targets
/// - output: `[1]`
pub fn shared_loss(
    classifier: Option<&Linear>,
    answered: &[(Tensor<2>, Option<&ConceptTargets>)],
) -> Option<Tensor<1>> {
    let classifier = classifier?;
    let mut sum: Option<Tensor<1>> = None;
    for (feature, targets) in answered {
        let loss = concept_loss(classifier.forward(feature.clone() * SCALE), (*targets)?);
        sum = Some(match sum {
            Some(sum) => sum + loss,
            None => loss,
        });
    }
    sum.map(|sum| sum / answered.len() as f64)
}

/// Mean cross-entropy over all questions that have an answer.
///
/// # Shapes
/// - `logits`: `[batch, classes]`
/// - output: `[1]`
pub fn concept_loss(logits: Tensor<2>, targets: &ConceptTargets) -> Tensor<1> {
    let (losses, asked) = losses_by_group(logits, targets);
    losses.sum() / asked.sum().clamp_min(1.0)
}

/// The cross-entropy of each row's answer to each question, zero where it has none, and 1 where it has one.
///
/// # Shapes
/// - `logits`: `[rows, classes]`
/// - outputs: `[rows, groups]`
fn losses_by_group(logits: Tensor<2>, targets: &ConceptTargets) -> (Tensor<2>, Tensor<2>) {
    // One softmax for each group: its sum of exponentials is a product with the membership.
    let top = logits.clone().detach().max_dim(1);
    let logits = logits - top;
    let membership = || targets.membership.clone();
    let sums = logits.clone().clamp_min(-60.0).exp().matmul(membership());
    let asked = targets.answers.clone().matmul(membership());
    let right = (logits * targets.answers.clone()).matmul(membership());
    (sums.log() * asked.clone() - right, asked)
}

/// The mean over the questions of the mean cross-entropy of those that answer each: a question that few rows answer
/// counts as much as one that all do.
///
/// # Shapes
/// - `logits`: `[rows, classes]`
/// - output: `[1]`
pub fn concept_loss_by_group(logits: Tensor<2>, targets: &ConceptTargets) -> Tensor<1> {
    let (losses, asked) = losses_by_group(logits, targets);
    let (losses, counts) = (losses.sum_dim(0), asked.sum_dim(0)); // [1, groups]
    let groups = counts.clone().clamp_max(1.0).sum().clamp_min(1.0);
    (losses / counts.clamp_min(1.0)).sum() / groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::activation;

    #[test]
    fn equals_one_softmax_for_each_group() {
        let device = Device::flex();
        let values = [0.3f32, -1.2, 0.8, 2.0, -0.4, 1.5, 0.1, 0.0, -2.0, 0.7];
        let logits = Tensor::<2>::from_data(TensorData::new(values.to_vec(), [2, 5]), &device);
        let targets = ConceptTargets::new(&[vec![1, 4], vec![2]], &[0..2, 2..5], &device);
        let loss = concept_loss(logits.clone(), &targets).into_scalar::<f32>();
        let part = |from, len| activation::log_softmax(logits.clone().narrow(1, from, len), 1);
        let pick = |t: Tensor<2>, row: usize, column: usize| {
            t.slice([row..row + 1, column..column + 1]).into_scalar::<f32>()
        };
        let expected = -(pick(part(0, 2), 0, 1) + pick(part(2, 3), 0, 2) + pick(part(2, 3), 1, 0)) / 3.0;
        assert!((loss - expected).abs() < 1e-5, "{loss} {expected}");
    }
}
