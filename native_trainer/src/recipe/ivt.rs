//! What a recipe says about IVT.

use super::{ModelRecipe, Preset};
use crate::error::{Error, Result};
use bi_irra::config::ivt::IvtConfig;
use bi_irra::image::augment::recipe::Augmentation;
use bi_irra::masking::token_dropout::SHARE;
use bi_irra::model::ivt::losses::IvtLossWeights;
use serde::{Deserialize, Serialize};

/// The `[ivt]` table.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IvtRecipe {
    /// Whether captions of all languages are pooled; otherwise it learns English alone.
    pub pooled: bool,
    /// Largest share of the tokens of either side that is removed; 0 switches bidirectional mask modelling off.
    pub removal: f64,
    /// How the three views of a picture are made.
    pub augmentation: Augmentation,
    /// Weights of the losses.
    pub losses: IvtLossWeights,
}

impl Default for IvtRecipe {
    fn default() -> Self {
        Self {
            pooled: false,
            removal: SHARE,
            augmentation: Augmentation::Ivt,
            losses: IvtLossWeights::default(),
        }
    }
}

impl IvtRecipe {
    /// Checks the values.
    ///
    /// # Errors
    /// Names the one that makes no sense.
    pub fn validate(&self) -> Result<()> {
        if (0.0..1.0).contains(&self.removal) {
            return Ok(());
        }
        Err(Error::Input(format!(
            "recipe: ivt.removal is {}, expected 0 to less than 1",
            self.removal
        )))
    }
}

impl ModelRecipe {
    /// IVT's configuration for a vocabulary; `vision_layers` is the depth of its one stack.
    ///
    /// # Errors
    /// When the values do not fit together, or IVT has no such value.
    pub fn ivt(&self, vocabulary: usize) -> Result<IvtConfig> {
        for (name, given) in [
            ("text_layers", self.text_layers),
            ("cross_layers", self.cross_layers),
            ("embed_dim", self.embed_dim),
        ] {
            if given.is_some() {
                return Err(Error::Input(format!(
                    "recipe: model.{name}: IVT has none, its one stack has model.vision_layers of width model.hidden"
                )));
            }
        }
        let mut config = match self.preset {
            Preset::Web => IvtConfig::web(vocabulary),
            Preset::Base => IvtConfig::base(),
        };
        config.text.vocabulary = vocabulary;
        if let Some(hidden) = self.hidden {
            (config.hidden, config.intermediate) = (hidden, 4 * hidden);
        }
        let fields = [
            (&mut config.heads, self.heads),
            (&mut config.layers, self.vision_layers),
            (&mut config.text.max_tokens, self.max_tokens),
        ];
        for (field, value) in fields {
            *field = value.unwrap_or(*field);
        }
        config.text.max_positions = config.text.max_positions.max(config.text.max_tokens);
        config.vision.image_size = self.image_size.unwrap_or(config.vision.image_size);
        config.text.dropout = self.dropout.unwrap_or(config.text.dropout);
        config.drop_path = self.drop_path.unwrap_or(config.drop_path);
        config.validate()?;
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_reach_the_stack_and_foreign_ones_are_refused() {
        let recipe = ModelRecipe {
            hidden: Some(32),
            heads: Some(2),
            vision_layers: Some(3),
            max_tokens: Some(80),
            ..ModelRecipe::default()
        };
        let config = recipe.ivt(500).expect("valid");
        assert_eq!((config.hidden, config.intermediate, config.layers), (32, 128, 3));
        assert_eq!((config.text.max_positions, config.text.vocabulary), (80, 500));
        let recipe = ModelRecipe {
            embed_dim: Some(64),
            ..ModelRecipe::default()
        };
        let message = recipe.ivt(500).expect_err("no projection").to_string();
        assert!(message.contains("model.embed_dim"), "{message}");
        let removal = IvtRecipe {
            removal: 1.0,
            ..IvtRecipe::default()
        };
        assert!(removal.validate().is_err() && IvtRecipe::default().validate().is_ok());
    }
}
