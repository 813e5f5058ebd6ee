//! What a recipe says about IRRA.

use super::{ModelRecipe, Preset};
use crate::error::{Error, Result};
use bi_irra::config::irra::IrraConfig;
use bi_irra::image::augment::recipe::Augmentation;
use bi_irra::model::irra::IrraLossWeights;
use serde::{Deserialize, Serialize};

/// The `[irra]` table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IrraRecipe {
    /// Whether captions of all languages are pooled (IRRA*); otherwise it learns English alone.
    pub pooled: bool,
    /// Weights of the losses. The identity loss needs a closed set of people, and is left out without one.
    pub losses: IrraLossWeights,
    /// Random changes of the pictures.
    pub augmentation: Augmentation,
}

impl ModelRecipe {
    /// IRRA's configuration for a vocabulary and a number of people.
    ///
    /// # Errors
    /// When the values do not fit together, or IRRA has no such value.
    pub fn irra(&self, vocabulary: usize, identities: usize) -> Result<IrraConfig> {
        for (name, given) in [("dropout", self.dropout), ("drop_path", self.drop_path)] {
            if given.is_some() {
                return Err(Error::Input(format!("recipe: model.{name}: IRRA has none")));
            }
        }
        let mut config = match self.preset {
            Preset::Web => IrraConfig::web(vocabulary),
            Preset::Base => IrraConfig::base(),
        };
        config.text.vocabulary = vocabulary;
        config.identities = identities;
        if let Some(hidden) = self.hidden {
            (config.vision.width, config.text.width) = (hidden, hidden);
        }
        if let Some(heads) = self.heads {
            (config.vision.heads, config.text.heads, config.cross_heads) = (heads, heads, heads);
        }
        let fields = [
            (&mut config.vision.layers, self.vision_layers),
            (&mut config.text.layers, self.text_layers),
            (&mut config.cross_layers, self.cross_layers),
            (&mut config.embed_dim, self.embed_dim),
            (&mut config.text.max_tokens, self.max_tokens),
        ];
        for (field, value) in fields {
            *field = value.unwrap_or(*field);
        }
        config.vision.image_size = self.image_size.unwrap_or(config.vision.image_size);
        config.validate()?;
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_reach_both_encoders_and_foreign_ones_are_refused() {
        let recipe = ModelRecipe {
            hidden: Some(32),
            heads: Some(2),
            embed_dim: Some(16),
            ..ModelRecipe::default()
        };
        let config = recipe.irra(500, 7).expect("valid");
        assert_eq!((config.vision.width, config.text.width), (32, 32));
        assert_eq!((config.cross_heads, config.identities), (2, 7));
        let recipe = ModelRecipe {
            dropout: Some(0.1),
            ..ModelRecipe::default()
        };
        let message = recipe.irra(500, 0).expect_err("no dropout").to_string();
        assert!(message.contains("model.dropout"), "{message}");
    }
}
