//! Everything that decides how a finder is trained.

use crate::error::{Error, Result};
use crate::recipe::{RateRecipe, expect_counts, expect_share, read_table};
use crate::train::optimizer::OptimizerConfig;
use bi_irra::config::finder::FinderConfig;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The value of `method` in a recipe of a finder.
pub const METHOD: &str = "finder";

/// A recipe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FinderRecipe {
    /// What is trained: `finder`.
    pub method: String,
    /// Seed of everything that is drawn.
    pub seed: u64,
    /// Optimiser steps.
    pub steps: usize,
    /// Pictures of a step.
    pub batch: usize,
    /// Largest norm of the gradient.
    pub clip: f64,
    /// Share of the moving average that each step keeps.
    pub average: f64,
    /// Steps between lines of the log.
    pub log_every: usize,
    /// Steps between evaluations on held-out scenes.
    pub eval_every: usize,
    /// Held-out scenes.
    pub eval_scenes: usize,
    /// Steps between checkpoints.
    pub checkpoint_every: usize,
    /// Checkpoints that stay.
    pub keep: usize,
    /// Threads that prepare pictures.
    pub workers: usize,
    /// What is learned from.
    pub data: FinderData,
    /// Folder of a checkpoint or of weights to start from.
    pub init: Option<PathBuf>,
    /// Folder of a checkpoint of Bi-IRRA, whose residual stem the first four stages begin with: it has seen people.
    pub stem: Option<PathBuf>,
    /// The network.
    pub model: FinderConfig,
    /// Learning rate.
    pub rate: RateRecipe,
    /// Optimiser.
    pub optimizer: OptimizerConfig,
}

/// What a finder learns from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FinderData {
    /// Rendered scenes, each rendered once.
    pub scenes: usize,
    /// Longer side of the rendered scenes in pixels.
    pub longest_side: usize,
    /// Share of the pictures that show one person alone and close in place of a scene.
    pub portraits: f64,
    /// Share of the pictures that are one of the photos without people (`backgrounds`), as it is.
    pub empty: f64,
    /// Folder of photos without people, which serve as backgrounds of some scenes.
    pub backgrounds: Option<PathBuf>,
    /// COCO annotations of photos in place of scenes; the photos lie in the same folder.
    pub coco: Option<PathBuf>,
}

impl Default for FinderRecipe {
    fn default() -> Self {
        Self {
            method: METHOD.into(),
            seed: 1,
            steps: 10_000,
            batch: 16,
            clip: 10.0,
            average: 0.998,
            log_every: 20,
            eval_every: 500,
            eval_scenes: 300,
            checkpoint_every: 500,
            keep: 2,
            workers: 1,
            data: FinderData::default(),
            init: None,
            stem: None,
            model: FinderConfig::web(),
            rate: RateRecipe {
                peak: 2e-3,
                warmup: 100,
                ..RateRecipe::default()
            },
            optimizer: OptimizerConfig::default(),
        }
    }
}

impl Default for FinderData {
    fn default() -> Self {
        Self {
            scenes: 12_000,
            longest_side: 480,
            portraits: 0.0,
            empty: 0.0,
            backgrounds: None,
            coco: None,
        }
    }
}

impl FinderRecipe {
    /// Reads a recipe, or the defaults, and applies overrides `key=value`.
    ///
    /// # Errors
    /// On malformed TOML, unknown keys or values that make no sense.
    pub fn read(path: Option<&Path>, overrides: &[String]) -> Result<Self> {
        let mut table = read_table(path, overrides)?;
        if let Some(toml::Value::Table(model)) = table.get_mut("model") {
            // What a recipe does not say of the network is as in the page's; `finder.json` itself has to say all.
            let web = toml::Table::try_from(FinderConfig::web()).map_err(|e| Error::Input(e.to_string()))?;
            for (key, value) in web {
                model.entry(key).or_insert(value);
            }
        }
        let recipe: Self = table
            .try_into()
            .map_err(|e| Error::Input(format!("recipe: {e}")))?;
        recipe.validate()?;
        Ok(recipe)
    }

    fn validate(&self) -> Result<()> {
        let wrong = |message: String| Err(Error::Input(format!("recipe: {message}")));
        if self.method != METHOD {
            return wrong(format!("method is `{}`, expected `{METHOD}`", self.method));
        }
        expect_counts(&[
            ("steps", self.steps),
            ("batch", self.batch),
            ("log_every", self.log_every),
            ("checkpoint_every", self.checkpoint_every),
            ("keep", self.keep),
            ("workers", self.workers),
        ])?;
        if self.init.is_some() && self.stem.is_some() {
            return wrong("init and stem both say what to begin with; leave one out".into());
        }
        if self.data.coco.is_none() && self.data.scenes == 0 {
            return wrong("data.scenes must be at least 1, or data.coco be given".into());
        }
        if !(64..=2048).contains(&self.data.longest_side) {
            return wrong(format!(
                "data.longest_side is {}, expected 64 to 2048",
                self.data.longest_side
            ));
        }
        for (name, share) in [("portraits", self.data.portraits), ("empty", self.data.empty)] {
            expect_share(&format!("recipe: data.{name}"), share)?;
        }
        if self.data.empty > 0.0 && self.data.backgrounds.is_none() {
            return wrong("data.empty needs photos without people (data.backgrounds)".into());
        }
        if !(0.0..1.0).contains(&self.average) {
            return wrong(format!("average is {}, expected 0 to 1", self.average));
        }
        Ok(self.model.validate()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipes_are_read_strictly() {
        let set = |item: &str| FinderRecipe::read(None, &[item.to_string()]);
        assert_eq!(set("data.scenes=7").expect("a recipe").data.scenes, 7);
        let message = |item: &str| set(item).expect_err("a wrong recipe").to_string();
        assert!(message("data.scene=7").contains("unknown field `scene`"));
        assert!(message("batch=0").contains("batch must be at least 1"));
        assert!(message("method=irra").contains("method is `irra`"));
        assert!(message("model.longest_side=100").contains("longest_side 100"));
    }

    #[test]
    fn the_recipe_of_the_repository_is_valid() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("configs/web/finder.toml");
        FinderRecipe::read(Some(&path), &[]).expect("a recipe");
    }
}
