//! Residual convolutions before the transformer: small things (shoes, straps, glasses) are seen before pixels become
//! patches.
//!
//! Not of the papers, whose encoders start from patches and are pre-trained on millions of photos. In training each
//! kernel is standardised (weight standardisation, arXiv 1903.10520; scaled as in arXiv 2101.08692), which keeps the
//! signal's scale without statistics of a batch; on export the standardised kernels are written down as plain ones.

use crate::model::parts::Parts;
use crate::nn::cpu::{self, Activation};
use crate::nn::ops::{constant, convolution_by};
use burn::module::{Module, Param};
use burn::nn::PaddingConfig2d;
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::tensor::{Device, Tensor, activation};

/// Makes up for the ReLU in front of a convolution, which shrinks the spread of what it passes on.
pub const RELU_GAIN: f64 = 1.713_958_8;
/// Start value of the gain of a residual branch: below one, so that the identity dominates at first.
const BRANCH_GAIN: f64 = 0.5;
/// Keeps the standardisation of a constant kernel finite.
const EPSILON: f64 = 1e-8;

/// A 3x3 convolution whose kernels are standardised in training.
#[derive(Module, Debug)]
pub struct ScaledConv {
    conv: Conv2d,
    /// `[out]`, the scale of each standardised kernel; absent where the kernels are used as they are.
    gain: Option<Param<Tensor<1>>>,
}

impl ScaledConv {
    /// A convolution from and to a number of channels; standardised with `gain`, if there is one.
    fn new([from, to]: [usize; 2], stride: usize, gain: Option<f64>, device: &Device) -> Self {
        let mut conv = Conv2dConfig::new([from, to], [3, 3])
            .with_stride([stride, stride])
            .with_padding(PaddingConfig2d::Explicit(1, 1, 1, 1))
            .init(device);
        conv.bias = Some(constant([to], 0.0, device));
        Self {
            conv,
            gain: gain.map(|gain| constant([to], gain, device)),
        }
    }

    /// A convolution that keeps the picture's size; [`Parts::Training`] standardises its kernels.
    pub fn same(channels: [usize; 2], parts: Parts, device: &Device) -> Self {
        Self::new(channels, 1, parts.for_training().then_some(1.0), device)
    }

    /// The kernels that are applied: of mean zero and of one spread where there is a gain.
    ///
    /// # Shapes
    /// - output: `[out, in, 3, 3]`
    fn kernels(&self) -> Tensor<4> {
        let weight = self.conv.weight.val();
        let Some(gain) = &self.gain else {
            return weight;
        };
        let [to, from, rows, columns] = weight.dims();
        let fan_in = from * rows * columns;
        let flat = weight.reshape([to, fan_in]);
        let centred = flat.clone() - flat.mean_dim(1);
        let spread = (centred.clone().square().mean_dim(1) + EPSILON).sqrt();
        let scale = gain.val().unsqueeze_dim::<2>(1) * (RELU_GAIN / (fan_in as f64).sqrt());
        (centred / spread * scale).reshape([to, from, rows, columns])
    }

    /// The ReLU of the convolution, to which a residual is added first.
    ///
    /// # Shapes
    /// - `x`: `[batch, in, height, width]`
    /// - `residual`, output: `[batch, out, height / stride, width / stride]`
    pub fn forward(&self, x: Tensor<4>, residual: Option<Tensor<4>>) -> Tensor<4> {
        if self.gain.is_none()
            && cpu::uses_kernels(&x)
            && let Some(out) = cpu::convolution(&self.conv, &x, residual.as_ref(), Activation::Relu)
        {
            return out;
        }
        let out = convolution_by(&self.conv, self.kernels(), x);
        activation::relu(match residual {
            Some(residual) => residual + out,
            None => out,
        })
    }

    /// The same convolution with its kernels as they are applied.
    pub fn folded(mut self) -> Self {
        if self.gain.is_some() {
            self.conv.weight = self.conv.weight.clone().map(|_| self.kernels());
            self.gain = None;
        }
        self
    }
}

/// A halving of the picture's sides and, after it, a residual block.
#[derive(Module, Debug)]
pub struct Stage {
    down: ScaledConv,
    block: Vec<ScaledConv>,
}

impl Stage {
    /// A stage from and to a number of channels, with or without its residual block; [`Parts::Training`] standardises its kernels,
    /// but for the one that sees `colours`: kernels of mean zero could not tell a black coat from a white one.
    pub fn new([from, to]: [usize; 2], block: bool, colours: bool, parts: Parts, device: &Device) -> Self {
        let gain = |gain: f64| parts.for_training().then_some(gain);
        Self {
            down: ScaledConv::new([from, to], 2, gain(1.0).filter(|_| !colours), device),
            block: match block {
                false => Vec::new(),
                true => [1.0, BRANCH_GAIN]
                    .map(|start| ScaledConv::new([to, to], 1, gain(start), device))
                    .into(),
            },
        }
    }

    /// # Shapes
    /// - `x`: `[batch, in, height, width]`
    /// - output: `[batch, out, height / 2, width / 2]`, rounded up
    pub fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let x = self.down.forward(x, None);
        let [first, second] = self.block.as_slice() else {
            return x;
        };
        second.forward(first.forward(x.clone(), None), Some(x))
    }

    /// The same stage with plain kernels.
    pub fn folded(self) -> Self {
        Self {
            down: self.down.folded(),
            block: self.block.into_iter().map(ScaledConv::folded).collect(),
        }
    }
}

/// Four stages from pixels to patches of 16 x 16.
#[derive(Module, Debug)]
pub struct ResidualStem {
    stages: Vec<Stage>,
}

impl ResidualStem {
    /// Initialises a stem that ends in `hidden` channels; [`Parts::Training`] standardises its kernels.
    pub fn new(hidden: usize, parts: Parts, device: &Device) -> Self {
        let widths = [
            3,
            (hidden / 8).next_multiple_of(8),
            hidden / 4,
            hidden / 2,
            hidden,
        ];
        // At half size a block would cost more than all others.
        let stage = |(number, pair): (usize, &[usize])| {
            Stage::new([pair[0], pair[1]], number > 0, number == 0, parts, device)
        };
        Self {
            stages: widths.windows(2).enumerate().map(stage).collect(),
        }
    }

    /// # Shapes
    /// - `image`: `[batch, 3, height, width]`, normalised
    /// - output: `[batch, hidden, height / 16, width / 16]`
    pub fn forward(&self, image: Tensor<4>) -> Tensor<4> {
        self.stages.iter().fold(image, |x, stage| stage.forward(x))
    }

    /// The same stem with plain kernels.
    pub fn folded(self) -> Self {
        Self {
            stages: self.stages.into_iter().map(Stage::folded).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::Distribution;

    fn values<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
        tensor.into_data().try_to_vec::<f32>().expect("floats")
    }

    #[test]
    fn plain_kernels_compute_what_standardised_ones_did() {
        let device = Device::flex();
        let stem = ResidualStem::new(32, Parts::Training, &device);
        let image = Tensor::random([2, 3, 64, 32], Distribution::Normal(0.0, 1.0), &device);
        let trained = stem.forward(image.clone());
        assert_eq!(trained.dims(), [2, 32, 4, 2]);
        let plain = stem.folded();
        assert!(plain.stages.iter().all(|stage| stage.down.gain.is_none()));
        for (a, b) in values(trained).into_iter().zip(values(plain.forward(image))) {
            assert!((a - b).abs() < 1e-5 * a.abs().max(1.0), "{a} {b}");
        }
    }

    #[test]
    fn the_scale_of_the_signal_survives() {
        let device = Device::flex();
        let stem = ResidualStem::new(64, Parts::Training, &device);
        let image = Tensor::random([4, 3, 96, 64], Distribution::Normal(0.0, 1.0), &device);
        let out = values(stem.forward(image));
        let power = out.iter().map(|v| v * v).sum::<f32>() / out.len() as f32;
        assert!((0.1..10.0).contains(&power), "{power}");
    }
}
