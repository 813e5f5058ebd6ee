//! From pixels to patch tokens.

use super::residual_stem::ResidualStem;
use crate::config::{BiIrraConfig, Stem};
use crate::model::parts::Parts;
use crate::nn::beit::EPSILON;
use crate::nn::cpu::{self, Activation};
use crate::nn::ops::{constant, convolution, init_layer_norm, layer_norm};
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
    /// The residual stages before it, of [`Stem::Residual`].
    residual: Option<ResidualStem>,
    /// Normalises the tokens of the convolutional stems.
    norm: Option<LayerNorm>,
}

impl PatchEmbed {
    /// Initialises the embedding; convolutions as PyTorch does by default. [`Parts::Training`] standardises the kernels of the
    /// residual stem.
    pub fn new(config: &BiIrraConfig, parts: Parts, device: &Device) -> Self {
        let patch = config.vision.patch;
        let embed = Self::strided(config.hidden, patch, patch, config.vision.stem, device);
        let residual = || ResidualStem::new(config.hidden, parts, device);
        Self {
            residual: (config.vision.stem == Stem::Residual).then(residual),
            ..embed
        }
    }

    /// An embedding whose patches overlap where `stride` is smaller than `patch`; the convolutional stems know one
    /// stride only, which the configurations check. The stages of a residual stem are not among it.
    pub fn strided(hidden: usize, patch: usize, stride: usize, stem: Stem, device: &Device) -> Self {
        match stem {
            Stem::Patch => Self {
                proj: Conv2dConfig::new([3, hidden], [patch, patch])
                    .with_stride([stride, stride])
                    .init(device),
                convs: Vec::new(),
                residual: None,
                norm: None,
            },
            Stem::Convolution | Stem::Residual => Self {
                proj: Conv2dConfig::new([hidden, hidden], [1, 1]).init(device),
                convs: match stem {
                    Stem::Convolution => convolutions(hidden, device),
                    _ => Vec::new(),
                },
                residual: None,
                norm: Some(init_layer_norm(hidden, EPSILON, device)),
            },
        }
    }

    /// # Shapes
    /// - `image`: `[batch, 3, height, width]`, normalised
    /// - output: `[batch, rows * columns, hidden]`, row-major
    pub fn forward(&self, image: Tensor<4>) -> Tensor<3> {
        let image = match &self.residual {
            Some(stem) => stem.forward(image),
            None => image,
        };
        let features = self
            .convs
            .iter()
            .fold(image, |x, conv| relu_of_convolution(conv, x));
        let ours = cpu::uses_kernels(&features).then(|| cpu::pixels(&self.proj, &features));
        let tokens = ours.flatten().unwrap_or_else(|| {
            let features = convolution(&self.proj, features);
            let [batch, hidden, rows, columns] = features.dims();
            features.reshape([batch, hidden, rows * columns]).swap_dims(1, 2) // [batch, patches, hidden]
        });
        match &self.norm {
            Some(norm) => layer_norm(norm, EPSILON, tokens),
            None => tokens,
        }
    }
}

impl PatchEmbed {
    /// The same embedding with plain kernels.
    pub fn folded(self) -> Self {
        Self {
            residual: self.residual.map(ResidualStem::folded),
            ..self
        }
    }
}

fn relu_of_convolution(layer: &Conv2d, x: Tensor<4>) -> Tensor<4> {
    let ours = cpu::uses_kernels(&x).then(|| cpu::convolution(layer, &x, None, Activation::Relu));
    ours.flatten()
        .unwrap_or_else(|| activation::relu(convolution(layer, x)))
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
