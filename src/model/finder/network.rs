//! The finder's network: five stages down to every 32nd pixel, and back up to every 8th.

use crate::config::finder::FinderConfig;
use crate::model::parts::Parts;
use crate::model::residual_stem::{ScaledConv, Stage};
use crate::nn::cpu;
use crate::nn::ops::convolution;
use burn::module::{Initializer, Module, Param};
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::tensor::{Device, Tensor};

/// Side of a cell in pixels.
pub const CELL: usize = 8;
/// Numbers of each cell: the logit of a person's middle and the logarithms of the four distances, in cells, from the
/// cell's middle to the box's left, top, right and bottom.
pub const OUTPUTS: usize = 5;
/// Share of cells with a person's middle that an untrained network believes in, so that the many empty cells do not
/// drown the others at first (RetinaNet, arXiv 1708.02002).
const PRIOR: f64 = 0.01;

/// The network.
#[derive(Module, Debug)]
pub struct Finder {
    stages: Vec<Stage>,
    /// From every 8th, 16th and 32nd pixel to the channels of the neck.
    laterals: Vec<ScaledConv>,
    tower: ScaledConv,
    head: Conv2d,
}

impl Finder {
    /// Initialises a network; [`Parts::Training`] standardises its kernels.
    pub fn new(config: &FinderConfig, parts: Parts, device: &Device) -> Self {
        let [first, second, third, fourth, fifth] = config.widths;
        let stage = |pair, block, colours| Stage::new(pair, block, colours, parts, device);
        let lateral = |from| ScaledConv::same([from, config.neck], parts, device);
        let mut head = Conv2dConfig::new([config.neck, OUTPUTS], [1, 1])
            .with_initializer(Initializer::Normal { mean: 0.0, std: 0.01 })
            .init(device);
        let logit = (PRIOR / (1.0 - PRIOR)).ln() as f32;
        head.bias = Some(Param::from_tensor(Tensor::from_floats(
            [logit, 0.5, 0.5, 0.5, 0.5],
            device,
        )));
        Self {
            stages: vec![
                stage([3, first], false, true),
                stage([first, second], true, false),
                stage([second, third], true, false),
                stage([third, fourth], true, false),
                stage([fourth, fifth], true, false),
            ],
            laterals: vec![lateral(third), lateral(fourth), lateral(fifth)],
            tower: ScaledConv::same([config.neck, config.neck], parts, device),
            head,
        }
    }

    /// # Shapes
    /// - `photo`: `[batch, 3, height, width]`, normalised; the sides are multiples of 32
    /// - output: `[batch, height / 8 * width / 8, OUTPUTS]`, cells row by row
    pub fn forward(&self, photo: Tensor<4>) -> Tensor<3> {
        let mut scales = Vec::with_capacity(self.stages.len());
        let mut x = photo;
        for stage in &self.stages {
            x = stage.forward(x);
            scales.push(x.clone());
        }
        // From coarse to fine; what is coarser has seen more of the photo.
        let mut merged = None;
        for (lateral, scale) in self.laterals.iter().zip(&scales[2..]).rev() {
            merged = Some(lateral.forward(scale.clone(), merged.map(doubled)));
        }
        let finest = merged.expect("there are three scales");
        let finest = self.tower.forward(finest.clone(), Some(finest));
        if cpu::uses_kernels(&finest)
            && let Some(out) = cpu::pixels(&self.head, &finest)
        {
            return out;
        }
        let out = convolution(&self.head, finest);
        let [batch, outputs, rows, columns] = out.dims();
        out.reshape([batch, outputs, rows * columns]).swap_dims(1, 2)
    }

    /// The same network with plain kernels, as it is exported.
    pub fn folded(self) -> Self {
        Self {
            stages: self.stages.into_iter().map(Stage::folded).collect(),
            laterals: self.laterals.into_iter().map(ScaledConv::folded).collect(),
            tower: self.tower.folded(),
            head: self.head,
        }
    }
}

/// Every pixel twice in both directions.
///
/// # Shapes
/// - `x`: `[batch, channels, height, width]`
/// - output: `[batch, channels, 2 height, 2 width]`
fn doubled(x: Tensor<4>) -> Tensor<4> {
    let [batch, channels, height, width] = x.dims();
    x.reshape([batch * channels, height, 1, width, 1])
        .repeat(&[1, 1, 2, 1, 2])
        .reshape([batch, channels, 2 * height, 2 * width])
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::Distribution;

    fn values<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
        tensor.into_data().try_to_vec::<f32>().expect("floats")
    }

    #[test]
    fn plain_kernels_find_what_standardised_ones_did() {
        let device = Device::flex();
        let finder = Finder::new(&FinderConfig::web(), Parts::Training, &device);
        let photo = Tensor::random([2, 3, 64, 96], Distribution::Normal(0.0, 1.0), &device);
        let trained = finder.forward(photo.clone());
        assert_eq!(trained.dims(), [2, 8 * 12, OUTPUTS]);
        let plain = values(finder.folded().forward(photo));
        for (a, b) in values(trained).into_iter().zip(plain) {
            assert!((a - b).abs() < 1e-4 * a.abs().max(1.0), "{a} {b}");
        }
    }

    #[test]
    fn doubling_repeats_every_pixel() {
        let device = Device::flex();
        let x = Tensor::<4>::from_floats([[[[1.0, 2.0], [3.0, 4.0]]]], &device);
        let expected = [1., 1., 2., 2., 1., 1., 2., 2., 3., 3., 4., 4., 3., 3., 4., 4.];
        assert_eq!(values(doubled(x)), expected);
    }

    #[test]
    fn an_untrained_finder_believes_in_few_people() {
        let device = Device::flex();
        let finder = Finder::new(&FinderConfig::web(), Parts::Training, &device);
        let out = values(finder.forward(Tensor::zeros([1, 3, 64, 64], &device)));
        assert!(out.chunks_exact(OUTPUTS).all(|cell| cell[0] < -3.0));
    }
}
