//! Detection: which cells hold somebody's middle, and how far that person reaches from there.
//!
//! Not of the papers on retrieval. Cells near a middle are forgiven in part (CenterNet, arXiv 1904.07850, equation 1), and
//! those around it learn the box as well, by their nearness (TTFNet, arXiv 1909.00700), by the generalised intersection over
//! union (arXiv 1902.09630).

use super::losses::Losses;
use burn::tensor::{Device, Tensor, TensorData, activation};

/// Weight of the boxes against the middles.
const BOX_WEIGHT: f64 = 2.0;
/// Widest reach of a box that is learned, as the logarithm of cells: what decoding allows.
const WIDEST: f64 = 8.0;

/// What the cells of a batch show, on the host.
#[derive(Clone, Debug, Default)]
pub struct CellTargets {
    /// `[batch * cells]`: 1 in the cell of a person's middle, falling to 0 around it.
    pub heat: Vec<f32>,
    /// `[batch * cells]`: 0 where somebody may be who is not asked for, else 1.
    pub counted: Vec<f32>,
    /// `[batch * cells, 4]`: distances in cells from a cell's middle to the left, top, right and bottom of its person.
    pub reach: Vec<f32>,
    /// `[batch * cells]`: how much a cell's box counts.
    pub weight: Vec<f32>,
}

/// The same on a device.
#[derive(Clone, Debug)]
pub struct DetectionTargets {
    heat: Tensor<2>,
    counted: Tensor<2>,
    reach: Tensor<3>,
    weight: Tensor<2>,
}

impl DetectionTargets {
    /// Uploads the targets of `batch` photos.
    ///
    /// # Panics
    /// When the lengths differ: a mistake of the caller.
    pub fn new(cells: CellTargets, batch: usize, device: &Device) -> Self {
        let each = cells.heat.len() / batch;
        let plane = |values| Tensor::from_data(TensorData::new(values, [batch, each]), device);
        Self {
            heat: plane(cells.heat),
            counted: plane(cells.counted),
            reach: Tensor::from_data(TensorData::new(cells.reach, [batch, each, 4]), device),
            weight: plane(cells.weight),
        }
    }
}

/// The losses `middle` and `box`.
///
/// # Shapes
/// - `outputs`: `[batch, cells, 5]`, the finder's
pub fn detection_losses(outputs: Tensor<3>, targets: &DetectionTargets) -> Losses {
    let device = outputs.device();
    let logits = outputs.clone().narrow(2, 0, 1).squeeze_dim::<2>(2);
    let reach = outputs.narrow(2, 1, 4).clamp(-WIDEST, WIDEST).exp();
    Losses::new(&device)
        .with("middle", 1.0, Some(middle_loss(logits, targets)))
        .with("box", BOX_WEIGHT, Some(box_loss(reach, targets)))
}

/// The focal loss of the middles, for each person.
///
/// # Shapes
/// - `logits`: `[batch, cells]`
/// - output: `[1]`
fn middle_loss(logits: Tensor<2>, targets: &DetectionTargets) -> Tensor<1> {
    let is_middle = targets.heat.clone().greater_equal_elem(1.0).float();
    let belief = activation::sigmoid(logits.clone());
    let log_yes = activation::log_sigmoid(logits.clone());
    let log_no = activation::log_sigmoid(logits.neg());
    let missed = (belief.clone().neg() + 1.0).square() * log_yes * is_middle.clone();
    let forgiven = (targets.heat.clone().neg() + 1.0).square().square();
    let empty = (is_middle.clone().neg() + 1.0) * targets.counted.clone();
    let invented = belief.square() * log_no * forgiven * empty;
    (missed + invented).sum().neg() / is_middle.sum().clamp_min(1.0)
}

/// One minus the generalised intersection over union, weighted.
///
/// # Shapes
/// - `reach`: `[batch, cells, 4]`, in cells
/// - output: `[1]`
fn box_loss(reach: Tensor<3>, targets: &DetectionTargets) -> Tensor<1> {
    let smaller = reach.clone().min_pair(targets.reach.clone());
    let larger = reach.clone().max_pair(targets.reach.clone());
    let area = |reach: Tensor<3>| {
        let side = |at: usize| reach.clone().narrow(2, at, 1).squeeze_dim::<2>(2);
        (side(0) + side(2)) * (side(1) + side(3))
    };
    let shared = area(smaller);
    let union = (area(reach) + area(targets.reach.clone()) - shared.clone()).clamp_min(1e-6);
    let hull = area(larger).clamp_min(1e-6);
    let quality = shared / union.clone() - (hull.clone() - union) / hull;
    let total = targets.weight.clone().sum().clamp_min(1.0);
    ((quality.neg() + 1.0) * targets.weight.clone()).sum() / total
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two cells; somebody's middle is in the first, whose box reaches one cell to each side.
    fn targets(device: &Device) -> DetectionTargets {
        let cells = CellTargets {
            heat: vec![1.0, 0.5],
            counted: vec![1.0, 1.0],
            reach: vec![1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0],
            weight: vec![1.0, 0.0],
        };
        DetectionTargets::new(cells, 1, device)
    }

    fn parts(outputs: [f32; 10]) -> [f32; 2] {
        let device = Device::flex();
        let outputs = Tensor::from_data(TensorData::new(outputs.to_vec(), [1, 2, 5]), &device);
        let losses = detection_losses(outputs, &targets(&device));
        ["middle", "box"].map(|name| losses.part(name).expect("computed").clone().into_scalar::<f32>())
    }

    #[test]
    fn the_right_box_costs_nothing_and_a_wider_one_by_its_overlap() {
        let mut outputs = [0.0; 10];
        assert!(parts(outputs)[1].abs() < 1e-6);
        // Twice as wide to the left and right: half of it is shared, the hull is the box.
        (outputs[1], outputs[3]) = (2f32.ln(), 2f32.ln());
        assert!((parts(outputs)[1] - 0.5).abs() < 1e-5);
    }

    #[test]
    fn middles_and_empty_cells_are_paid_as_in_the_paper() {
        let mut outputs = [0.0; 10];
        // p = 1/2 in both: (1/2)^2 ln 2 for the middle, (1 - 1/2)^4 (1/2)^2 ln 2 for the cell near it.
        let expected = 0.25 * 2f32.ln() * (1.0 + 0.0625);
        assert!((parts(outputs)[0] - expected).abs() < 1e-5);
        (outputs[0], outputs[5]) = (9.0, -9.0);
        assert!(parts(outputs)[0] < 1e-4);
    }

    #[test]
    fn nobody_is_asked_for_where_somebody_may_be() {
        let device = Device::flex();
        let cells = CellTargets {
            heat: vec![0.0],
            counted: vec![0.0],
            reach: vec![0.0; 4],
            weight: vec![0.0],
        };
        let targets = DetectionTargets::new(cells, 1, &device);
        let outputs = Tensor::from_data(TensorData::new(vec![5f32; 5], [1, 1, 5]), &device);
        assert_eq!(
            detection_losses(outputs, &targets).total.into_scalar::<f32>(),
            0.0
        );
    }
}
