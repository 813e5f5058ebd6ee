//! IVT's configuration: one network for both modalities (SPEC 3).

use super::{FORMAT, Stem, check, is_zero};
use crate::error::Result;
use serde::{Deserialize, Serialize};

/// How pictures become tokens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IvtVisionConfig {
    /// Input height and width in pixels.
    pub image_size: [usize; 2],
    /// Side of a patch in pixels.
    pub patch: usize,
    /// Pixels from one patch to the next; smaller than `patch` for patches that overlap.
    pub stride: usize,
    /// How pixels become patch tokens.
    pub stem: Stem,
    /// Per-channel mean that is subtracted from pixels in 0..1.
    pub mean: [f32; 3],
    /// Per-channel standard deviation.
    pub std: [f32; 3],
}

/// How texts become tokens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IvtTextConfig {
    /// Number of rows of the word embedding.
    pub vocabulary: usize,
    /// Number of rows of the position embedding.
    pub max_positions: usize,
    /// Number of rows of the type embedding, of which the first is used (BERT: 2).
    pub types: usize,
    /// Longest token sequence.
    pub max_tokens: usize,
    /// Dropout of the embedded tokens, in training.
    pub dropout: f64,
}

/// The whole model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IvtConfig {
    /// Version of this file format.
    pub format: u32,
    /// Width of every hidden state and of the features.
    pub hidden: usize,
    /// Attention heads.
    pub heads: usize,
    /// Number of blocks.
    pub layers: usize,
    /// Width of both feed-forward parts.
    pub intermediate: usize,
    /// Drop-path rate of the last block; the others rise linearly from 0.
    pub drop_path: f64,
    /// Classes of the concept supervision, 0 without it; its classifier is dropped on export.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub concepts: usize,
    /// Image side.
    pub vision: IvtVisionConfig,
    /// Text side.
    pub text: IvtTextConfig,
}

impl IvtConfig {
    /// Checks that the values fit together.
    ///
    /// # Errors
    /// Names the first value that does not.
    pub fn validate(&self) -> Result<()> {
        check::format(self.format)?;
        let (vision, text) = (&self.vision, &self.text);
        let [height, width] = vision.image_size;
        check::dimensions(&[
            ("hidden", self.hidden),
            ("heads", self.heads),
            ("intermediate", self.intermediate),
            ("vision.image_size[0]", height),
            ("vision.image_size[1]", width),
            ("vision.patch", vision.patch),
            ("vision.stride", vision.stride),
            ("text.vocabulary", text.vocabulary),
            ("text.max_positions", text.max_positions),
            ("text.types", text.types),
        ])?;
        check::at_most_a_dimension("concepts", self.concepts)?;
        check::layers(&[("layers", self.layers)])?;
        check::heads(self.hidden, self.heads)?;
        check::patches(
            vision.image_size,
            vision.patch,
            vision.stride,
            vision.stem,
            self.hidden,
        )?;
        if text.max_tokens < 3 || text.max_tokens > text.max_positions {
            return check::fail(format!(
                "text.max_tokens {} is not between 3 and text.max_positions {}",
                text.max_tokens, text.max_positions
            ));
        }
        check::rates(&[("text.dropout", text.dropout), ("drop_path", self.drop_path)])?;
        check::deviations(&vision.std)
    }

    /// Patch grid `[rows, columns]`; pixels beyond the last whole patch are not seen.
    pub fn grid(&self) -> [usize; 2] {
        let vision = &self.vision;
        vision
            .image_size
            .map(|side| (side - vision.patch) / vision.stride + 1)
    }

    /// Number of image tokens with the CLS token.
    pub fn image_tokens(&self) -> usize {
        let [rows, columns] = self.grid();
        rows * columns + 1
    }

    /// The size of Bi-IRRA's `web` preset: same pictures, width, feed-forward part and tokens. As many blocks as that
    /// model's image encoder has, for one stack serves both sides here.
    pub fn web(vocabulary: usize) -> Self {
        Self {
            format: FORMAT,
            hidden: 192,
            heads: 6,
            layers: 6,
            intermediate: 768,
            drop_path: 0.0,
            concepts: 0,
            vision: IvtVisionConfig {
                image_size: [192, 96],
                patch: 16,
                stride: 16,
                stem: Stem::Convolution,
                mean: [0.5; 3],
                std: [0.5; 3],
            },
            text: IvtTextConfig {
                vocabulary,
                max_positions: 64,
                types: 1,
                max_tokens: 64,
                dropout: 0.0,
            },
        }
    }

    /// The released model: ViT-B/16 with overlapping patches and BERT's embeddings.
    pub fn base() -> Self {
        Self {
            format: FORMAT,
            hidden: 768,
            heads: 12,
            layers: 12,
            intermediate: 3072,
            drop_path: 0.1,
            concepts: 0,
            vision: IvtVisionConfig {
                image_size: [384, 128],
                patch: 16,
                stride: 12,
                stem: Stem::Patch,
                mean: [0.5; 3],
                std: [0.5; 3],
            },
            text: IvtTextConfig {
                vocabulary: 30_522,
                max_positions: 512,
                types: 2,
                max_tokens: 100,
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
        for (config, grid) in [(IvtConfig::web(8000), [12, 6]), (IvtConfig::base(), [31, 10])] {
            config.validate().expect("preset is valid");
            assert_eq!(config.grid(), grid);
            let json = serde_json::to_string(&config).expect("plain data serialises");
            assert_eq!(
                serde_json::from_str::<IvtConfig>(&json).expect("reads back"),
                config
            );
        }
    }

    #[test]
    fn bad_values_are_named() {
        type Break = fn(&mut IvtConfig);
        let cases: [(&str, Break); 6] = [
            ("heads 7", |c| c.heads = 7),
            ("vision.stride is 0", |c| c.vision.stride = 0),
            ("vision.patch 97", |c| c.vision.patch = 97),
            ("convolutional stem", |c| c.vision.stride = 12),
            ("text.max_positions 63", |c| c.text.max_positions = 63),
            ("drop_path is 1", |c| c.drop_path = 1.0),
        ];
        for (named, change) in cases {
            let mut config = IvtConfig::web(8000);
            change(&mut config);
            let message = config.validate().expect_err(named).to_string();
            assert!(message.contains(named), "{named}: {message}");
        }
    }
}
