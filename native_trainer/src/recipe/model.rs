//! What a recipe says about the model.

use crate::error::Result;
use bi_irra::config::{BiIrraConfig, Stem, TextPositions};
use serde::{Deserialize, Serialize};

/// Which model is trained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ModelRecipe {
    /// Starting point of the shapes.
    pub preset: Preset,
    /// Overrides of the preset; see [`BiIrraConfig`] for their meaning.
    pub hidden: Option<usize>,
    /// Attention heads.
    pub heads: Option<usize>,
    /// Blocks of the image encoder.
    pub vision_layers: Option<usize>,
    /// Layers of the text encoder.
    pub text_layers: Option<usize>,
    /// Interaction layers.
    pub cross_layers: Option<usize>,
    /// Width of the projected features.
    pub embed_dim: Option<usize>,
    /// Input height and width.
    pub image_size: Option<[usize; 2]>,
    /// Longest token sequence.
    pub max_tokens: Option<usize>,
    /// Dropout of the text side.
    pub dropout: Option<f64>,
    /// Drop-path rate of the image encoder.
    pub drop_path: Option<f64>,
    /// How pixels become patch tokens; Bi-IRRA's alone.
    pub stem: Option<Stem>,
}

/// Named model sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// The size that runs in the browser.
    Web,
    /// The paper's size.
    Base,
}

impl Default for ModelRecipe {
    fn default() -> Self {
        Self {
            preset: Preset::Web,
            hidden: None,
            heads: None,
            vision_layers: None,
            text_layers: None,
            cross_layers: None,
            embed_dim: None,
            image_size: None,
            max_tokens: None,
            dropout: None,
            drop_path: None,
            stem: None,
        }
    }
}

impl ModelRecipe {
    /// The configuration for a vocabulary.
    ///
    /// # Errors
    /// When the values do not fit together.
    pub fn config(&self, vocabulary: usize) -> Result<BiIrraConfig> {
        let mut config = match self.preset {
            Preset::Web => BiIrraConfig::web(vocabulary),
            Preset::Base => BiIrraConfig::base(),
        };
        config.text.vocabulary = vocabulary;
        if let Some(hidden) = self.hidden {
            config.hidden = hidden;
            config.vision.intermediate = 4 * hidden;
            config.text.intermediate = 4 * hidden;
        }
        let fields = [
            (&mut config.heads, self.heads),
            (&mut config.vision.layers, self.vision_layers),
            (&mut config.text.layers, self.text_layers),
            (&mut config.cross_layers, self.cross_layers),
            (&mut config.embed_dim, self.embed_dim),
            (&mut config.text.max_tokens, self.max_tokens),
        ];
        for (field, value) in fields {
            *field = value.unwrap_or(*field);
        }
        config.vision.stem = self.stem.unwrap_or(config.vision.stem);
        config.vision.image_size = self.image_size.unwrap_or(config.vision.image_size);
        config.text.dropout = self.dropout.unwrap_or(config.text.dropout);
        config.vision.drop_path = self.drop_path.unwrap_or(config.vision.drop_path);
        if config.text.positions == TextPositions::ZeroBased {
            config.text.max_positions = config.text.max_positions.max(config.text.max_tokens);
        }
        config.validate()?;
        Ok(config)
    }
}
