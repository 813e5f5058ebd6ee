//! Dense supervision: each patch token names what its cells show, and answers for it what kind, colour and pattern it is.
//!
//! Not of the paper: one right caption a picture says little about where in the picture something is, and colours alone
//! satisfy a contrast. The renderer knows what every pixel shows. The classifier is dropped on export.

use super::concept::{ConceptTargets, concept_loss_by_group};
use burn::tensor::{Device, Int, Tensor, TensorData, activation};

/// Cells of a patch: two by two.
pub const CELLS: usize = 4;

/// What the patches of a batch show.
#[derive(Clone, Debug)]
pub struct DenseTargets {
    /// `[batch * patches * CELLS]`
    regions: Tensor<1, Int>,
    /// `[batch * patches * CELLS]`, how much a cell counts.
    weights: Tensor<1>,
    /// Of `batch * patches` rows.
    concepts: ConceptTargets,
    /// Number of values of `regions`.
    classes: usize,
}

impl DenseTargets {
    /// Uploads what each cell shows (its region, one of `classes`) with its weight, and the concepts of each patch.
    ///
    /// # Shapes
    /// - `regions`, `weights`: `[batch * patches * CELLS]`; `concepts`: of `batch * patches` rows
    ///
    /// # Panics
    /// When the lengths differ: a mistake of the caller.
    pub fn new(
        regions: Vec<i64>,
        weights: Vec<f32>,
        concepts: ConceptTargets,
        classes: usize,
        device: &Device,
    ) -> Self {
        assert_eq!(regions.len(), weights.len(), "a weight for each cell");
        let count = [regions.len()];
        Self {
            regions: Tensor::from_data(TensorData::new(regions, count), device),
            weights: Tensor::from_data(TensorData::new(weights, count), device),
            concepts,
            classes,
        }
    }
}

/// The mean of the loss of the regions and that of the concepts.
///
/// # Shapes
/// - `logits`: `[batch, patches, CELLS * classes + concepts]`
/// - output: `[1]`
pub fn dense_loss(logits: Tensor<3>, targets: &DenseTargets) -> Tensor<1> {
    let [batch, patches, width] = logits.dims();
    let split = CELLS * targets.classes;
    let rows = logits.reshape([batch * patches, width]);
    let regions = rows
        .clone()
        .narrow(1, 0, split)
        .reshape([batch * patches * CELLS, targets.classes]);
    let named = activation::log_softmax(regions, 1)
        .gather(1, targets.regions.clone().unsqueeze_dim(1))
        .squeeze_dim::<1>(1);
    let total = targets.weights.clone().sum().clamp_min(1.0);
    let region_loss = (named * targets.weights.clone()).sum().neg() / total;
    let answers = rows.narrow(1, split, width - split);
    region_loss + concept_loss_by_group(answers, &targets.concepts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::Distribution;

    #[test]
    fn cells_count_by_their_weights_and_patches_answer_beside_them() {
        let device = Device::flex();
        // One picture of two patches, three regions, two questions of two and three answers.
        let logits = Tensor::<3>::random([1, 2, 12 + 5], Distribution::Normal(0.0, 1.0), &device);
        let regions = vec![0, 1, 2, 2, 1, 0, 0, 2];
        let weights = vec![1.0, 2.0, 0.0, 1.0, 1.0, 3.0, 1.0, 1.0];
        let answers = vec![vec![1, 2], vec![]];
        let concepts = ConceptTargets::new(&answers, &[0..2, 2..5], &device);
        let targets = DenseTargets::new(regions.clone(), weights.clone(), concepts, 3, &device);
        let found = dense_loss(logits.clone(), &targets).into_scalar::<f32>();
        let values = logits.into_data().try_to_vec::<f32>().expect("floats");
        let loss = |logits: &[f32], right: usize| {
            let sum: f32 = logits.iter().map(|v| v.exp()).sum();
            sum.ln() - logits[right]
        };
        let (mut cells, mut total) = (0.0, 0.0);
        for (at, (region, weight)) in regions.iter().zip(&weights).enumerate() {
            let first = at / 4 * 17 + at % 4 * 3;
            cells += weight * loss(&values[first..first + 3], *region as usize);
            total += weight;
        }
        let expected = cells / total + (loss(&values[12..14], 1) + loss(&values[14..17], 0)) / 2.0;
        assert!((found - expected).abs() < 1e-4, "{found} {expected}");
    }
}
