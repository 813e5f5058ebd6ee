//! A training recipe: one TOML file that fixes everything that a run depends on.

mod bounds;
mod data;
mod irra;
mod ivt;
mod model;
mod phase;
mod rate;
mod table;
mod validate;

pub use bounds::{expect_counts, expect_share};
pub use data::DataRecipe;
pub use irra::IrraRecipe;
pub use ivt::IvtRecipe;
pub use model::{ModelRecipe, Preset};
pub use phase::Phase;
pub use rate::RateRecipe;
pub use table::read_table;

use crate::data::annotations::ENGLISH;
use crate::error::{Error, Result};
use crate::train::optimizer::OptimizerConfig;
use bi_irra::config::BiIrraConfig;
use bi_irra::config::method::Method;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use synth::concepts::groups;
use synth::render::region_map;

/// The whole recipe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Recipe {
    /// Which model is trained.
    pub method: Method,
    /// Seed of weights, people, masks and negatives.
    pub seed: u64,
    /// Optimiser steps.
    pub steps: usize,
    /// Pairs in a batch.
    pub batch: usize,
    /// Limit of the gradient's global norm; 0 switches clipping off.
    pub clip: f64,
    /// Steps between log lines.
    pub log_every: usize,
    /// Steps between evaluations; 0 switches them off.
    pub eval_every: usize,
    /// Identities in an evaluation.
    pub eval_identities: usize,
    /// Rendered people whose attributes are looked for in an evaluation, by queries and by a linear probe; 0: none.
    pub eval_attributes: usize,
    /// Steps between checkpoints.
    pub checkpoint_every: usize,
    /// Checkpoints that are kept.
    pub keep: usize,
    /// Batches whose gradients make one optimiser step: a larger batch for every loss but the contrast, which sees one
    /// batch at a time.
    pub accumulate: usize,
    /// Decay of the moving average of the weights, which is what is evaluated and exported: each step keeps so much of
    /// it. 0 switches it off.
    pub average: f64,
    /// Share of image patches that is masked.
    pub image_mask: f64,
    /// Share of words that is masked.
    pub word_mask: f64,
    /// Most masked words in a text.
    pub max_masks: usize,
    /// Folder of the weights that training starts from, as `import` writes them; random ones without it.
    pub init: Option<PathBuf>,
    /// The tokenizer.
    pub tokenizer: PathBuf,
    /// The model.
    pub model: ModelRecipe,
    /// The data.
    pub data: DataRecipe,
    /// The learning rate.
    pub rate: RateRecipe,
    /// The optimiser.
    pub optimizer: OptimizerConfig,
    /// What only IRRA has.
    pub irra: IrraRecipe,
    /// What only IVT has.
    pub ivt: IvtRecipe,
    /// The curriculum; the last phase goes on to the end. Without phases the paper's losses apply throughout.
    pub phase: Vec<Phase>,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            method: Method::BiIrra,
            seed: 1,
            steps: 1000,
            batch: 32,
            clip: 1.0,
            log_every: 10,
            eval_every: 500,
            eval_identities: 200,
            eval_attributes: 0,
            checkpoint_every: 250,
            keep: 2,
            accumulate: 1,
            average: 0.0,
            image_mask: 0.5,
            word_mask: 0.4,
            max_masks: 16,
            init: None,
            tokenizer: PathBuf::from("model_weights/tokenizer.json"),
            model: ModelRecipe::default(),
            data: DataRecipe::default(),
            rate: RateRecipe::default(),
            optimizer: OptimizerConfig::default(),
            irra: IrraRecipe::default(),
            ivt: IvtRecipe::default(),
            phase: Vec::new(),
        }
    }
}

impl Recipe {
    /// Reads a recipe and applies `key=value` overrides (dotted keys, TOML values).
    ///
    /// # Errors
    /// Names the file and the line, or the override, that is wrong.
    pub fn read(path: Option<&Path>, overrides: &[String]) -> Result<Self> {
        let recipe: Self = read_table(path, overrides)?
            .try_into()
            .map_err(|e| Error::Input(format!("recipe: {e}")))?;
        recipe.validate()?;
        Ok(recipe)
    }

    /// The model's configuration for a vocabulary, with a concept classifier where a phase asks for one.
    ///
    /// # Errors
    /// When the values do not fit together.
    pub fn model_config(&self, vocabulary: usize) -> Result<BiIrraConfig> {
        let dense = self.phase.iter().any(|phase| phase.losses.dense > 0.0);
        Ok(BiIrraConfig {
            concepts: self.concepts(),
            languages: std::iter::once("en".to_owned())
                .chain(self.data.languages.iter().cloned())
                .collect(),
            regions: if dense { region_map::CLASSES } else { 0 },
            ..self.model.config(vocabulary)?
        })
    }

    /// Codes of the languages that a data set must have lists in: English, and the target languages where the method
    /// learns them.
    pub fn dataset_languages(&self) -> Vec<String> {
        let targets = match self.method {
            Method::BiIrra => true,
            Method::Irra => self.irra.pooled,
            Method::Ivt => self.ivt.pooled,
        };
        let targets = self.data.languages.iter().filter(|_| targets);
        std::iter::once(&ENGLISH.to_string())
            .chain(targets)
            .cloned()
            .collect()
    }

    /// Classes of the concept supervision; 0 where the method is trained without.
    pub fn concepts(&self) -> usize {
        let supervised = match self.method {
            Method::BiIrra => self
                .phase
                .iter()
                .any(|phase| phase.losses.concept > 0.0 || phase.losses.dense > 0.0),
            Method::Irra => {
                let phases = self.phase.iter().filter_map(|phase| phase.irra);
                phases
                    .chain([self.irra.losses])
                    .any(|losses| losses.concept > 0.0)
            }
            Method::Ivt => {
                let phases = self.phase.iter().filter_map(|phase| phase.ivt);
                phases.chain([self.ivt.losses]).any(|losses| losses.concept > 0.0)
            }
        };
        match groups().last() {
            Some(last) if supervised => last.end,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bi_irra::model::bi_irra::losses::LossWeights;

    #[test]
    fn overrides_reach_nested_keys_and_unknown_keys_fail() {
        let recipe = Recipe::read(
            None,
            &[
                "steps=7".into(),
                "rate.peak=0.5".into(),
                "tokenizer=a/b.json".into(),
            ],
        )
        .expect("valid");
        assert_eq!((recipe.steps, recipe.rate.peak), (7, 0.5));
        assert_eq!(recipe.tokenizer, PathBuf::from("a/b.json"));
        assert!(Recipe::read(None, &["stepz=7".into()]).is_err());
        assert!(Recipe::read(None, &["steps".into()]).is_err());
        assert!(Recipe::read(None, &["data.languages=[\"xx\"]".into()]).is_err());
        assert!(Recipe::read(None, &["batch=1".into()]).is_err());
    }

    #[test]
    fn the_recipes_of_the_repository_are_valid() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("configs");
        let (mut papers, mut methods) = (0, Vec::new());
        let items = |folder: &Path| {
            let items = std::fs::read_dir(folder).expect("a folder");
            items
                .map(|item| item.expect("an item").path())
                .collect::<Vec<_>>()
        };
        for path in items(&folder).iter().flat_map(|folder| items(folder)) {
            let table = read_table(Some(&path), &[]).expect("a table");
            // The finder's recipes are of another kind, which a test of their own reads.
            if table.get("method").and_then(toml::Value::as_str) == Some(crate::finder::METHOD) {
                continue;
            }
            let recipe = Recipe::read(Some(&path), &[]).expect("a valid recipe");
            methods.push(recipe.method);
            if recipe.model.preset == Preset::Base && recipe.init.is_some() {
                papers += 1;
                let config = recipe.model.config(250_002).expect("a model");
                assert_eq!((config.vision.image_size, recipe.batch), ([224, 224], 32));
                assert_eq!(recipe.steps, 10 * recipe.rate.warmup);
                assert_eq!(recipe.losses(0), LossWeights::default());
            }
        }
        assert_eq!(papers, 4);
        assert!(Method::ALL.iter().all(|method| methods.contains(method)));
    }
}
