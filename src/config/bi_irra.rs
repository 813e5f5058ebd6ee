//! Bi-IRRA's configuration: an image encoder, a text encoder and an interaction encoder (SPEC 1).

use super::{FORMAT, IMAGENET_MEAN, IMAGENET_STD, Stem, TextPositions, check, is_zero};
use crate::calibration::Calibration;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

/// Image encoder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisionConfig {
    /// Input height and width in pixels.
    pub image_size: [usize; 2],
    /// Side of a patch in pixels.
    pub patch: usize,
    /// How pixels become patch tokens.
    pub stem: Stem,
    /// Whether each token has a learned position of its own (ViT) in addition to the relative position biases (BEiT-2). Without
    /// them a small model takes long to learn where in the picture a colour is.
    pub absolute_positions: bool,
    /// Number of blocks.
    pub layers: usize,
    /// Width of the hidden layer of the feed-forward part.
    pub intermediate: usize,
    /// Initial value of the layer scale (BEiT: 0.1).
    pub layer_scale: f64,
    /// Drop-path rate of the last block; the others rise linearly from 0.
    pub drop_path: f64,
    /// Per-channel mean that is subtracted from pixels in 0..1.
    pub mean: [f32; 3],
    /// Per-channel standard deviation.
    pub std: [f32; 3],
}

/// Text encoder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextConfig {
    /// Number of rows of the word embedding.
    pub vocabulary: usize,
    /// Number of text-only layers.
    pub layers: usize,
    /// Width of the hidden layer of the feed-forward part.
    pub intermediate: usize,
    /// Number of rows of the position embedding.
    pub max_positions: usize,
    /// Numbering of positions.
    pub positions: TextPositions,
    /// Longest token sequence, with `<s>` and `</s>`.
    pub max_tokens: usize,
    /// Dropout of hidden states and attention probabilities, in training.
    pub dropout: f64,
}

/// The whole model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BiIrraConfig {
    /// Version of this file format.
    pub format: u32,
    /// Width of every hidden state, in both encoders.
    pub hidden: usize,
    /// Attention heads, in both encoders.
    pub heads: usize,
    /// Number of interaction layers (text layers with cross-attention).
    pub cross_layers: usize,
    /// Width of the projected features.
    pub embed_dim: usize,
    /// Whether target-language texts have a projection of their own (the authors' code) or share one (the paper).
    pub target_projection: bool,
    /// Classes of the concept supervision, 0 without it; its classifier is dropped on export.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub concepts: usize,
    /// Values of the dense supervision: what a cell of a picture can show, 0 without it; dropped on export.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub regions: usize,
    /// Whether the word predictor shares its weights with the word embedding.
    pub tied_decoder: bool,
    /// How scores become probabilities; without it candidates are ordered by the match logit alone (SPEC 1.9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibration: Option<Calibration>,
    /// Codes of the languages that were learned; empty in weights that do not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Image encoder.
    pub vision: VisionConfig,
    /// Text encoder.
    pub text: TextConfig,
}

impl BiIrraConfig {
    /// Reads and checks `config.json`.
    ///
    /// # Errors
    /// On malformed JSON, unknown fields or values that do not fit together.
    pub fn from_json(bytes: &[u8]) -> Result<Self> {
        let config: Self =
            serde_json::from_slice(bytes).map_err(|e| Error::Config(format!("config.json: {e}")))?;
        config.validate()?;
        Ok(config)
    }

    /// Writes `config.json`.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("plain data serialises") + "\n"
    }

    /// Checks that the values fit together.
    ///
    /// # Errors
    /// Names the first value that does not.
    pub fn validate(&self) -> Result<()> {
        check::format(self.format)?;
        let [height, width] = self.vision.image_size;
        check::dimensions(&[
            ("hidden", self.hidden),
            ("heads", self.heads),
            ("embed_dim", self.embed_dim),
            ("vision.patch", self.vision.patch),
            ("vision.image_size[0]", height),
            ("vision.image_size[1]", width),
            ("vision.intermediate", self.vision.intermediate),
            ("text.vocabulary", self.text.vocabulary),
            ("text.intermediate", self.text.intermediate),
            ("concepts + 1", self.concepts.saturating_add(1)),
            ("regions + 1", self.regions.saturating_add(1)),
            ("text.max_positions", self.text.max_positions),
        ])?;
        check::layers(&[
            ("vision.layers", self.vision.layers),
            ("text.layers", self.text.layers),
            ("cross_layers", self.cross_layers),
        ])?;
        if let Some(calibration) = &self.calibration {
            calibration.check(self.embed_dim)?;
        }
        check::heads(self.hidden, self.heads)?;
        if !height.is_multiple_of(self.vision.patch) || !width.is_multiple_of(self.vision.patch) {
            let patch = self.vision.patch;
            return check::fail(format!(
                "image size {height}x{width} is not a multiple of patch {patch}"
            ));
        }
        if self.vision.stem != Stem::Patch && (self.vision.patch != 16 || !self.hidden.is_multiple_of(8)) {
            return check::fail(
                "a convolutional stem needs patch 16 and a hidden width divisible by 8".into(),
            );
        }
        let positions = self.text.max_tokens
            + if self.text.positions == TextPositions::Roberta {
                2
            } else {
                0
            };
        if self.text.max_tokens < 3 || positions > self.text.max_positions {
            return check::fail(format!(
                "text.max_tokens {} needs 3 or more tokens and {positions} positions, max_positions is {}",
                self.text.max_tokens, self.text.max_positions
            ));
        }
        check::rates(&[
            ("text.dropout", self.text.dropout),
            ("vision.drop_path", self.vision.drop_path),
        ])?;
        check::deviations(&self.vision.std)
    }

    /// Patch grid `[rows, columns]`.
    pub fn grid(&self) -> [usize; 2] {
        self.vision.image_size.map(|side| side / self.vision.patch)
    }

    /// Number of image tokens with the pooled row.
    pub fn image_tokens(&self) -> usize {
        let [rows, columns] = self.grid();
        rows * columns + 1
    }

    /// The size that is trained here, shipped and run in the browser.
    pub fn web(vocabulary: usize) -> Self {
        Self {
            format: FORMAT,
            hidden: 192,
            heads: 6,
            cross_layers: 2,
            embed_dim: 192,
            concepts: 0,
            regions: 0,
            calibration: None,
            languages: Vec::new(),
            target_projection: false,
            tied_decoder: true,
            vision: VisionConfig {
                image_size: [192, 96],
                patch: 16,
                stem: Stem::Convolution,
                absolute_positions: true,
                layers: 6,
                intermediate: 768,
                layer_scale: 1.0,
                drop_path: 0.0,
                mean: IMAGENET_MEAN,
                std: IMAGENET_STD,
            },
            text: TextConfig {
                vocabulary,
                layers: 4,
                intermediate: 768,
                max_positions: 66,
                positions: TextPositions::ZeroBased,
                max_tokens: 64,
                dropout: 0.0,
            },
        }
    }

    /// The paper's size: BEiT-2 base, XLM-R base, six interaction layers.
    pub fn base() -> Self {
        Self {
            format: FORMAT,
            hidden: 768,
            heads: 12,
            cross_layers: 6,
            embed_dim: 256,
            concepts: 0,
            regions: 0,
            calibration: None,
            languages: Vec::new(),
            target_projection: true,
            tied_decoder: true,
            vision: VisionConfig {
                image_size: [224, 224],
                patch: 16,
                stem: Stem::Patch,
                absolute_positions: false,
                layers: 12,
                intermediate: 3072,
                layer_scale: 0.1,
                drop_path: 0.1,
                mean: IMAGENET_MEAN,
                std: IMAGENET_STD,
            },
            text: TextConfig {
                vocabulary: 250_002,
                layers: 12,
                intermediate: 3072,
                max_positions: 514,
                positions: TextPositions::Roberta,
                max_tokens: 77,
                dropout: 0.1,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_are_valid_and_survive_json() {
        for config in [BiIrraConfig::web(8000), BiIrraConfig::base()] {
            config.validate().expect("preset is valid");
            assert_eq!(
                BiIrraConfig::from_json(config.to_json().as_bytes()).expect("reads back"),
                config
            );
        }
    }

    #[test]
    fn bad_values_are_named() {
        let mut config = BiIrraConfig::web(8000);
        config.heads = 7;
        let message = config
            .validate()
            .expect_err("192 is not a multiple of 7")
            .to_string();
        assert!(message.contains("heads 7"), "{message}");
        let mut config = BiIrraConfig::web(8000);
        config.text.max_tokens = 100;
        assert!(config.validate().is_err());
        let mut config = BiIrraConfig::web(8000);
        config.hidden = usize::MAX;
        assert!(config.validate().is_err());
    }
}
