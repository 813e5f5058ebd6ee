//! The model's configuration: everything that fixes the shapes and the arithmetic of a weight file.

mod bi_irra;
mod check;
pub mod finder;
pub mod irra;
pub mod ivt;
pub mod method;

pub use bi_irra::{BiIrraConfig, TextConfig, VisionConfig};

use serde::{Deserialize, Serialize};

/// The version of `config.json` that this code reads and writes.
pub const FORMAT: u32 = 1;

/// Channel means of ImageNet, pixels in 0..1.
pub const IMAGENET_MEAN: [f32; 3] = [0.485, 0.456, 0.406];
/// Channel standard deviations of ImageNet, pixels in 0..1.
pub const IMAGENET_STD: [f32; 3] = [0.229, 0.224, 0.225];

/// How text positions are numbered (SPEC 1.2: both occur in published checkpoints).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextPositions {
    /// 0, 1, 2, … for every token (BERT).
    ZeroBased,
    /// `pad + 1, pad + 2, …` for real tokens, `pad` for padding (RoBERTa, XLM-R).
    Roberta,
}

/// How pixels become patch tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stem {
    /// One convolution with kernel = stride = patch (BEiT-2, ViT).
    Patch,
    /// Four 3x3 convolutions of stride 2 and a 1x1: learns faster from little data. Needs patch 16.
    Convolution,
    /// Four stages, each a 3x3 convolution of stride 2 and, but for the first, a residual block; then a 1x1. Sees smaller
    /// things. Needs patch 16.
    Residual,
}

/// Spares readers of `config.json` a field that says nothing.
pub(crate) fn is_zero(value: &usize) -> bool {
    *value == 0
}
