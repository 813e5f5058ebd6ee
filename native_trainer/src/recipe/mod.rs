//! A training recipe: one TOML file that fixes everything that a run depends on.

mod data;
mod irra;
mod ivt;
mod model;
mod phase;
mod rate;

pub use data::DataRecipe;
pub use irra::IrraRecipe;
pub use ivt::IvtRecipe;
pub use model::{ModelRecipe, Preset};
pub use phase::Phase;
pub use rate::RateRecipe;

use crate::data::annotations::ENGLISH;
use crate::data::encoding::read_text;
use crate::error::{Error, Result};
use crate::train::optimizer::OptimizerConfig;
use bi_irra::config::BiIrraConfig;
use bi_irra::config::method::Method;
use bi_irra::image::augment::recipe::Augmentation;
use bi_irra::model::bi_irra::losses::LossWeights;
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

    fn validate(&self) -> Result<()> {
        for (name, value) in [
            ("steps", self.steps),
            ("batch", self.batch),
            ("log_every", self.log_every),
            ("checkpoint_every", self.checkpoint_every),
            ("keep", self.keep),
            ("accumulate", self.accumulate),
            ("max_masks", self.max_masks),
            ("data.workers", self.data.workers),
        ] {
            if value == 0 {
                return Err(Error::Input(format!("recipe: {name} must be at least 1")));
            }
        }
        if self.batch < 2 {
            return Err(Error::Input(
                "recipe: batch must be at least 2, a contrast needs two pairs".into(),
            ));
        }
        if self.phase.iter().any(|phase| phase.every == 0) {
            return Err(Error::Input("recipe: phase.every must be at least 1".into()));
        }
        let matches_alone = |losses: &LossWeights| {
            let others = [
                losses.itc,
                losses.sdm,
                losses.mlm,
                losses.mim,
                losses.concept,
                losses.dense,
            ];
            losses.itm > 0.0 && others.iter().all(|weight| *weight == 0.0)
        };
        let phases = self.phase.iter();
        if phases
            .clone()
            .any(|phase| phase.losses.frozen && !(matches_alone(&phase.losses) && phase.every == 1))
        {
            return Err(Error::Input(
                "recipe: phase.losses.frozen leaves nothing but itm and grounding to learn, in every step"
                    .into(),
            ));
        }
        let studio = phases.flat_map(|phase| {
            [
                ("phase.studio", phase.studio),
                ("phase.hard_negatives", phase.hard_negatives),
                ("phase.look_alikes", phase.look_alikes),
            ]
        });
        let shares = [
            ("image_mask", self.image_mask),
            ("word_mask", self.word_mask),
            ("data.brief", self.data.brief),
            ("data.retakes", self.data.retakes),
        ];
        for (name, share) in shares.into_iter().chain(studio) {
            if !(0.0..=1.0).contains(&share) {
                return Err(Error::Input(format!(
                    "recipe: {name} is {share}, expected 0 to 1"
                )));
            }
        }
        let counted = self.data.path.is_none() && self.data.people > 0;
        if !counted && self.phase.iter().any(|phase| phase.look_alikes > 0.0) {
            return Err(Error::Input(
                "recipe: phase.look_alikes needs a number of rendered people (data.people)".into(),
            ));
        }
        if !(0.0..1.0).contains(&self.average) {
            return Err(Error::Input(format!(
                "recipe: average is {}, expected 0 to less than 1",
                self.average
            )));
        }
        if self.data.path.is_some() && self.concepts() > 0 {
            return Err(Error::Input(
                "recipe: a concept loss needs rendered people, a data set (data.path) names no concepts"
                    .into(),
            ));
        }
        if self.method != Method::BiIrra && self.init.is_some() {
            return Err(Error::Input(format!(
                "recipe: init takes weights of Bi-IRRA, not of {}",
                self.method
            )));
        }
        let others = |phase: &Phase| phase.losses != LossWeights::default();
        if self.method != Method::BiIrra && self.phase.iter().any(others) {
            return Err(Error::Input(format!(
                "recipe: phase.losses are Bi-IRRA's, {} has its own table",
                self.method
            )));
        }
        if self.method != Method::Irra && self.phase.iter().any(|phase| phase.irra.is_some()) {
            return Err(Error::Input(format!(
                "recipe: phase.irra are IRRA's losses, not those of {}",
                self.method
            )));
        }
        if self.method != Method::Ivt && self.phase.iter().any(|phase| phase.ivt.is_some()) {
            return Err(Error::Input(format!(
                "recipe: phase.ivt are IVT's losses, not those of {}",
                self.method
            )));
        }
        self.ivt.validate()?;
        if self.data.path.is_none() && self.data.held_out.is_some() {
            return Err(Error::Input(
                "recipe: data.held_out is a split of a data set, data.path names none".into(),
            ));
        }
        let started = self.init.is_some() || self.data.augmentation != Augmentation::None;
        if self.method != Method::BiIrra && started {
            return Err(Error::Input(format!(
                "recipe: init and data.augmentation are Bi-IRRA's, {} has neither",
                self.method
            )));
        }
        self.data.targets().map(|_| ())
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

/// The keys of a recipe's file, or none, with overrides `key=value`.
///
/// # Errors
/// On malformed TOML or an override that is none.
pub fn read_table(path: Option<&Path>, overrides: &[String]) -> Result<toml::Table> {
    let mut table = match path {
        Some(path) => read_text(path)?
            .parse::<toml::Table>()
            .map_err(|e| Error::Input(format!("{}: {e}", path.display())))?,
        None => toml::Table::new(),
    };
    for item in overrides {
        let (key, value) = item
            .split_once('=')
            .ok_or_else(|| Error::Input(format!("--set {item}: expected key=value")))?;
        set(&mut table, key.trim(), value.trim())
            .map_err(|message| Error::Input(format!("--set {item}: {message}")))?;
    }
    Ok(table)
}

/// Sets a dotted key of a table to a TOML value; bare words count as strings.
fn set(table: &mut toml::Table, key: &str, value: &str) -> std::result::Result<(), String> {
    let parsed = format!("v = {value}")
        .parse::<toml::Table>()
        .ok()
        .and_then(|mut t| t.remove("v"));
    let value = parsed.unwrap_or_else(|| toml::Value::String(value.to_string()));
    let mut parts: Vec<&str> = key.split('.').collect();
    let last = parts.pop().filter(|k| !k.is_empty()).ok_or("the key is empty")?;
    let mut place = table;
    for part in parts {
        let entry = place
            .entry(part)
            .or_insert_with(|| toml::Value::Table(toml::Table::new()));
        place = entry
            .as_table_mut()
            .ok_or_else(|| format!("`{part}` is not a table"))?;
    }
    place.insert(last.to_string(), value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn frozen_encoders_learn_nothing_else() {
        let recipe = |losses: &str, every: usize| {
            let losses = format!("{{ itm = 1.0, asymmetric = false, frozen = true, {losses} }}");
            let phase = format!("phase=[{{ until = 5, every = {every}, losses = {losses} }}]");
            Recipe::read(None, &[phase])
        };
        assert!(recipe("itc = 0.0, mlm = 0.0, mim = 0.0", 1).is_ok());
        for (losses, every) in [
            ("itc = 1.0, mlm = 0.0, mim = 0.0", 1),
            ("itc = 0.0, mlm = 0.5, mim = 0.0", 1),
            ("itc = 0.0, mlm = 0.0, mim = 0.0, concept = 0.5", 1),
            ("itc = 0.0, mlm = 0.0, mim = 0.0", 2),
        ] {
            let message = recipe(losses, every).expect_err(losses).to_string();
            assert!(message.contains("frozen"), "{message}");
        }
    }

    #[test]
    fn losses_of_another_method_are_refused() {
        let recipe = |method: &str| {
            let phase = "phase=[{ until = 5, losses = { itc = 1.0, itm = 0.0, mlm = 0.0, mim = 0.0, asymmetric = true } }]";
            Recipe::read(None, &[format!("method={method}"), phase.into()])
        };
        assert!(recipe("bi-irra").is_ok());
        let message = recipe("irra").expect_err("not IRRA's").to_string();
        assert!(message.contains("phase.losses"), "{message}");
        let given = Recipe::read(None, &["method=irra".into(), "init=weights".into()]);
        let message = given.expect_err("of Bi-IRRA").to_string();
        assert!(message.contains("init"), "{message}");
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
