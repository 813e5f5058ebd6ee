//! IRRA's configuration: a CLIP-style dual encoder and the sizes of its interaction encoder (SPEC 2).

use super::{FORMAT, Stem, check, is_zero};
use crate::error::Result;
use serde::{Deserialize, Serialize};

/// Image encoder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IrraVisionConfig {
    /// Input height and width in pixels.
    pub image_size: [usize; 2],
    /// Side of a patch in pixels.
    pub patch: usize,
    /// Pixels from one patch to the next; smaller than `patch` for patches that overlap.
    pub stride: usize,
    /// How pixels become patch tokens.
    pub stem: Stem,
    /// Width of the hidden states.
    pub width: usize,
    /// Attention heads.
    pub heads: usize,
    /// Number of blocks.
    pub layers: usize,
    /// Per-channel mean that is subtracted from pixels in 0..1.
    pub mean: [f32; 3],
    /// Per-channel standard deviation.
    pub std: [f32; 3],
}

/// Text encoder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IrraTextConfig {
    /// Number of rows of the token embedding.
    pub vocabulary: usize,
    /// Width of the hidden states.
    pub width: usize,
    /// Attention heads.
    pub heads: usize,
    /// Number of blocks.
    pub layers: usize,
    /// Longest token sequence; also the number of rows of the position embedding.
    pub max_tokens: usize,
}

/// The whole model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IrraConfig {
    /// Version of this file format.
    pub format: u32,
    /// Width of the features, and of the interaction encoder.
    pub embed_dim: usize,
    /// Attention heads of the interaction encoder.
    pub cross_heads: usize,
    /// Blocks of the interaction encoder after its cross-attention.
    pub cross_layers: usize,
    /// Divides the cosines in the losses; a constant, never learned.
    pub temperature: f64,
    /// People that the identity classifier of a training checkpoint tells apart; 0 for none.
    pub identities: usize,
    /// Classes of the concept supervision, 0 without it; its classifier is dropped on export.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub concepts: usize,
    /// Image encoder.
    pub vision: IrraVisionConfig,
    /// Text encoder.
    pub text: IrraTextConfig,
}

/// Channel means of CLIP, pixels in 0..1.
pub const CLIP_MEAN: [f32; 3] = [0.481_454_66, 0.457_827_5, 0.408_210_73];
/// Channel standard deviations of CLIP, pixels in 0..1.
pub const CLIP_STD: [f32; 3] = [0.268_629_54, 0.261_302_6, 0.275_777_1];

impl IrraConfig {
    /// Checks that the values fit together.
    ///
    /// # Errors
    /// Names the first value that does not.
    pub fn validate(&self) -> Result<()> {
        check::format(self.format)?;
        let (vision, text) = (&self.vision, &self.text);
        let [height, width] = vision.image_size;
        check::dimensions(&[
            ("embed_dim", self.embed_dim),
            ("cross_heads", self.cross_heads),
            ("vision.image_size[0]", height),
            ("vision.image_size[1]", width),
            ("vision.patch", vision.patch),
            ("vision.stride", vision.stride),
            ("vision.width", vision.width),
            ("vision.heads", vision.heads),
            ("text.vocabulary", text.vocabulary),
            ("text.width", text.width),
            ("text.heads", text.heads),
            ("text.max_tokens", text.max_tokens),
        ])?;
        check::at_most_a_dimension("identities", self.identities)?;
        check::at_most_a_dimension("concepts", self.concepts)?;
        check::layers(&[
            ("vision.layers", vision.layers),
            ("text.layers", text.layers),
            ("cross_layers", self.cross_layers),
        ])?;
        for (name, width, heads) in [
            ("vision.width", vision.width, vision.heads),
            ("text.width", text.width, text.heads),
            ("embed_dim", self.embed_dim, self.cross_heads),
        ] {
            if !width.is_multiple_of(heads) {
                return check::fail(format!("{name} {width} is not a multiple of its heads {heads}"));
            }
        }
        check::patches(
            vision.image_size,
            vision.patch,
            vision.stride,
            vision.stem,
            vision.width,
        )?;
        if text.max_tokens < 3 {
            return check::fail(format!(
                "text.max_tokens {} needs 3 or more tokens",
                text.max_tokens
            ));
        }
        if !self.temperature.is_finite() || self.temperature <= 0.0 {
            return check::fail(format!(
                "temperature is {}, expected more than 0",
                self.temperature
            ));
        }
        check::deviations(&vision.std)
    }

    /// Patch grid `[rows, columns]`.
    pub fn grid(&self) -> [usize; 2] {
        let (patch, stride) = (self.vision.patch, self.vision.stride);
        self.vision
            .image_size
            .map(|side| side.saturating_sub(patch) / stride + 1)
    }

    /// Number of image tokens with the class token.
    pub fn image_tokens(&self) -> usize {
        let [rows, columns] = self.grid();
        rows * columns + 1
    }

    /// The size that compares with Bi-IRRA's [`web`](super::BiIrraConfig::web): same widths, depths and stem.
    pub fn web(vocabulary: usize) -> Self {
        let other = super::BiIrraConfig::web(vocabulary);
        Self {
            format: FORMAT,
            embed_dim: other.embed_dim,
            cross_heads: other.heads,
            cross_layers: other.cross_layers,
            // Softer than the paper's 0.02, which goes with CLIP's features: those of random weights are noise, and sharp
            // distributions of noise are answered by making all cosines equal.
            temperature: 0.07,
            identities: 0,
            concepts: 0,
            vision: IrraVisionConfig {
                image_size: other.vision.image_size,
                patch: other.vision.patch,
                stride: other.vision.patch,
                stem: other.vision.stem,
                width: other.hidden,
                heads: other.heads,
                layers: other.vision.layers,
                mean: other.vision.mean,
                std: other.vision.std,
            },
            text: IrraTextConfig {
                vocabulary,
                width: other.hidden,
                heads: other.heads,
                layers: other.text.layers,
                max_tokens: other.text.max_tokens,
            },
        }
    }

    /// The paper's size: CLIP ViT-B/16 at 384x128.
    pub fn base() -> Self {
        Self {
            format: FORMAT,
            embed_dim: 512,
            cross_heads: 8,
            cross_layers: 4,
            temperature: 0.02,
            identities: 0,
            concepts: 0,
            vision: IrraVisionConfig {
                image_size: [384, 128],
                patch: 16,
                stride: 16,
                stem: Stem::Patch,
                width: 768,
                heads: 12,
                layers: 12,
                mean: CLIP_MEAN,
                std: CLIP_STD,
            },
            text: IrraTextConfig {
                vocabulary: 49_408,
                width: 512,
                heads: 8,
                layers: 12,
                max_tokens: 77,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_are_valid() {
        IrraConfig::web(6000).validate().expect("web is valid");
        let base = IrraConfig::base();
        base.validate().expect("base is valid");
        assert_eq!((base.grid(), base.image_tokens()), ([24, 8], 193));
    }

    #[test]
    fn overlapping_patches_are_counted_and_bad_values_named() {
        let mut config = IrraConfig::base();
        config.vision.stride = 12;
        assert_eq!(config.grid(), [31, 10]);
        let message = |change: fn(&mut IrraConfig)| {
            let mut config = IrraConfig::web(6000);
            change(&mut config);
            config.validate().expect_err("a wrong value").to_string()
        };
        assert!(message(|c| c.cross_heads = 7).contains("embed_dim 192"));
        assert!(message(|c| c.vision.stride = 8).contains("convolutional stem"));
        assert!(message(|c| c.temperature = 0.0).contains("temperature"));
        assert!(message(|c| c.text.width = usize::MAX).contains("text.width"));
    }
}
