//! From pixels to patch tokens.

use crate::config::{ModelConfig, Stem};
use crate::nn::beit::EPSILON;
use crate::nn::cpu::{self, Activation};
use crate::nn::ops::{constant, layer_norm, normalize};
use burn::module::Module;
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::nn::{LayerNorm, PaddingConfig2d};
use burn::tensor::{Device, Tensor, activation};

/// The patch embedding, by [`Stem`]: exactly one of its forms is present.
#[derive(Module, Debug)]
pub struct PatchEmbed {
    /// The last (or only) convolution.
    proj: Conv2d,
    /// The 3x3 convolutions before it; empty for [`Stem::Patch`].
    convs: Vec<Conv2d>,
    /// Normalises the tokens of the convolutional stem.
    norm: Option<LayerNorm>,
}

impl PatchEmbed {
    /// Initialises the embedding; convolutions as PyTorch does by default.
    pub fn new(config: &ModelConfig, device: &Device) -> Self {
        let patch = config.vision.patch;
        Self::strided(config.hidden, patch, patch, config.vision.stem, device)
    }

    /// An embedding whose patches overlap where `stride` is smaller than `patch`; the convolutional stem knows one
    /// stride only, which the configurations check.
    pub fn strided(hidden: usize, patch: usize, stride: usize, stem: Stem, device: &Device) -> Self {
        match stem {
            Stem::Patch => Self {
                proj: Conv2dConfig::new([3, hidden], [patch, patch])
                    .with_stride([stride, stride])
                    .init(device),
                convs: Vec::new(),
                norm: None,
            },
            Stem::Convolution => Self {
                proj: Conv2dConfig::new([hidden, hidden], [1, 1]).init(device),
                convs: convolutions(hidden, device),
                norm: Some(layer_norm(hidden, EPSILON, device)),
            },
        }
    }

    /// # Shapes
    /// - `image`: `[batch, 3, height, width]`, normalised
    /// - output: `[batch, rows * columns, hidden]`, row-major
    pub fn forward(&self, image: Tensor<4>) -> Tensor<3> {
        let features = self
            .convs
            .iter()
            .fold(image, |x, conv| relu_of_convolution(conv, x));
        let features = self.proj.forward(features);
        let [batch, hidden, rows, columns] = features.dims();
        let tokens = features.reshape([batch, hidden, rows * columns]).swap_dims(1, 2); // [batch, patches, hidden]
        match &self.norm {
            Some(norm) => normalize(norm, EPSILON, tokens),
            None => tokens,
        }
    }
}

fn relu_of_convolution(layer: &Conv2d, x: Tensor<4>) -> Tensor<4> {
    let ours = cpu::is_ours(&x).then(|| cpu::convolution(layer, &x, Activation::Relu));
    ours.flatten()
        .unwrap_or_else(|| activation::relu(layer.forward(x)))
}

/// The convolutional stem's 3x3 convolutions of stride 2, from 3 channels to `hidden`, each to be followed by a ReLU.
pub fn convolutions(hidden: usize, device: &Device) -> Vec<Conv2d> {
    let widths = [3, hidden / 8, hidden / 4, hidden / 2, hidden];
    let conv = |pair: &[usize]| {
        let mut conv = Conv2dConfig::new([pair[0], pair[1]], [3, 3])
            .with_stride([2, 2])
            .with_padding(PaddingConfig2d::Explicit(1, 1, 1, 1))
            .init(device);
        conv.bias = Some(constant([pair[1]], 0.0, device));
        conv
    };
    widths.windows(2).map(conv).collect()
}
