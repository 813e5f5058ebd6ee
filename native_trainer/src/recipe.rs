//! A training recipe: one TOML file that fixes everything that a run depends on.

use crate::error::{Error, Result};
use crate::irra_recipe::IrraRecipe;
use crate::ivt_recipe::IvtRecipe;
use crate::optimizer::OptimizerConfig;
use crate::schedule::{EpochSchedule, Schedule};
use bi_irra::config::method::Method;
use bi_irra::config::{ModelConfig, TextPositions};
use bi_irra::image::augment::recipe::Augmentation;
use bi_irra::model::trainee::LossWeights;
use bi_irra::synth::caption::{Language, Split};
use bi_irra::synth::concepts::groups;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Which model is trained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ModelRecipe {
    /// Starting point of the shapes.
    pub preset: Preset,
    /// Overrides of the preset; see [`ModelConfig`] for their meaning.
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
        }
    }
}

impl ModelRecipe {
    /// The configuration for a vocabulary.
    ///
    /// # Errors
    /// When the values do not fit together.
    pub fn config(&self, vocabulary: usize) -> Result<ModelConfig> {
        let mut config = match self.preset {
            Preset::Web => ModelConfig::web(vocabulary),
            Preset::Base => ModelConfig::base(),
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

/// Where training pairs come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DataRecipe {
    /// A data set in M-format; without it people are rendered while training goes on.
    pub path: Option<PathBuf>,
    /// Split of the data set.
    pub split: String,
    /// Codes of the target languages; the source language is English.
    pub languages: Vec<String>,
    /// Which words and sentence shapes the rendered people's captions use.
    pub captions: Split,
    /// How many people are rendered; they are kept in memory and shown again with other captions. 0: every pair is
    /// a new person.
    pub people: usize,
    /// Folder of MakeHuman's data; without it all rendered people have the built-in body.
    pub bodies: Option<PathBuf>,
    /// Share of the rendered people whose body comes from that folder.
    pub bodies_share: f64,
    /// Threads that prepare batches.
    pub workers: usize,
    /// Random changes of the pictures.
    pub augmentation: Augmentation,
    /// Split of the data set that is evaluated while training goes on; without it rendered people are.
    pub held_out: Option<String>,
}

impl Default for DataRecipe {
    fn default() -> Self {
        Self {
            path: None,
            split: "train".into(),
            languages: ["zh", "fr", "de", "es"].map(String::from).to_vec(),
            captions: Split::Train,
            people: 0,
            bodies: None,
            bodies_share: 0.5,
            workers: 1,
            augmentation: Augmentation::None,
            held_out: None,
        }
    }
}

impl DataRecipe {
    /// The target languages.
    ///
    /// # Errors
    /// On an unknown code or an empty list.
    pub fn targets(&self) -> Result<Vec<Language>> {
        let parse = |code: &String| {
            Language::from_code(code)
                .ok_or_else(|| Error::Input(format!("data.languages: unknown language `{code}`")))
        };
        let languages = self.languages.iter().map(parse).collect::<Result<Vec<_>>>()?;
        if languages.is_empty() {
            return Err(Error::Input("data.languages is empty".into()));
        }
        Ok(languages)
    }
}

/// The learning rate over time (SPEC 1.7).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RateRecipe {
    /// First value.
    pub start: f64,
    /// Value after warm-up.
    pub peak: f64,
    /// Last value.
    pub end: f64,
    /// Steps of warm-up.
    pub warmup: usize,
    /// Steps at the peak before the rate falls; only where `epoch` is 0.
    pub hold: usize,
    /// Steps of an epoch, for a rate that changes from epoch to epoch as IRRA's; 0: from step to step.
    pub epoch: usize,
    /// Whether the cosine counts from the first epoch, the warm-up included, and the first epoch is number 1, as IVT's;
    /// only where `epoch` is not 0.
    pub from_start: bool,
}

impl RateRecipe {
    /// The rate of a step in a run of `total` steps.
    pub fn at(&self, step: usize, total: usize) -> f64 {
        let (start, peak, end) = (self.start, self.peak, self.end);
        // An epoch of no steps stands for the schedule by steps.
        if let Some(warmup_epochs) = self.warmup.checked_div(self.epoch) {
            let schedule = EpochSchedule {
                start,
                peak,
                end,
                warmup_epochs,
                total_epochs: total.div_ceil(self.epoch),
                from_start: self.from_start,
            };
            return schedule.at(step / self.epoch + usize::from(self.from_start));
        }
        let schedule = Schedule {
            start,
            peak,
            end,
            warmup_steps: self.warmup,
            hold_steps: self.hold,
            total_steps: total,
        };
        schedule.at(step)
    }
}

impl Default for RateRecipe {
    fn default() -> Self {
        Self {
            start: 1e-6,
            peak: 1e-3,
            end: 1e-5,
            warmup: 100,
            hold: 0,
            epoch: 0,
            from_start: false,
        }
    }
}

/// A stretch of the run with its own losses: the curriculum.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// First step after this phase.
    pub until: usize,
    /// Bi-IRRA's loss weights; other methods have theirs in a table of their own.
    #[serde(default)]
    pub losses: LossWeights,
    /// Share of the rendered pictures that are taken in a plain studio: easy ones to begin with.
    #[serde(default)]
    pub studio: f64,
    /// Matching, masked words and distillation cost three times as much as contrast and are computed in every so many
    /// steps only.
    #[serde(default = "one")]
    pub every: usize,
}

fn one() -> usize {
    1
}

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
    /// Steps between checkpoints.
    pub checkpoint_every: usize,
    /// Checkpoints that are kept.
    pub keep: usize,
    /// Batches whose gradients make one optimiser step: a larger batch for every loss but the contrast, which sees one
    /// batch at a time.
    pub accumulate: usize,
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
            checkpoint_every: 250,
            keep: 2,
            accumulate: 1,
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
        let mut table = match path {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|e| Error::Input(format!("{}: {e}", path.display())))?;
                text.parse::<toml::Table>()
                    .map_err(|e| Error::Input(format!("{}: {e}", path.display())))?
            }
            None => toml::Table::new(),
        };
        for item in overrides {
            let (key, value) = item
                .split_once('=')
                .ok_or_else(|| Error::Input(format!("--set {item}: expected key=value")))?;
            set(&mut table, key.trim(), value.trim())
                .map_err(|message| Error::Input(format!("--set {item}: {message}")))?;
        }
        let recipe: Self = table
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
        let studio = self.phase.iter().map(|phase| ("phase.studio", phase.studio));
        let shares = [("image_mask", self.image_mask), ("word_mask", self.word_mask)];
        for (name, share) in shares.into_iter().chain(studio) {
            if !(0.0..=1.0).contains(&share) {
                return Err(Error::Input(format!(
                    "recipe: {name} is {share}, expected 0 to 1"
                )));
            }
        }
        if self.data.path.is_some() && self.phase.iter().any(|phase| phase.losses.concept > 0.0) {
            return Err(Error::Input(
                "recipe: losses.concept needs rendered people, a data set (data.path) names no concepts"
                    .into(),
            ));
        }
        if self.method != Method::BiIrra && self.init.is_some() {
            return Err(Error::Input(format!(
                "recipe: init takes weights of Bi-IRRA, not of {}",
                self.method
            )));
        }
        let foreign = |phase: &Phase| phase.losses != LossWeights::default();
        if self.method != Method::BiIrra && self.phase.iter().any(foreign) {
            return Err(Error::Input(format!(
                "recipe: phase.losses are Bi-IRRA's, {} has its own table",
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
    pub fn model_config(&self, vocabulary: usize) -> Result<ModelConfig> {
        let mut config = self.model.config(vocabulary)?;
        if self.phase.iter().any(|phase| phase.losses.concept > 0.0) {
            config.concepts = groups().last().map_or(0, |group| group.end);
        }
        Ok(config)
    }

    /// Loss weights at a step.
    pub fn losses(&self, step: usize) -> LossWeights {
        let Some(phase) = self.phase_at(step) else {
            return LossWeights::default();
        };
        if step.is_multiple_of(phase.every) {
            return phase.losses;
        }
        LossWeights {
            itm: 0.0,
            mlm: 0.0,
            mim: 0.0,
            ..phase.losses
        }
    }

    /// Share of studio pictures at a step.
    pub fn studio(&self, step: usize) -> f64 {
        self.phase_at(step).map_or(0.0, |phase| phase.studio)
    }

    fn phase_at(&self, step: usize) -> Option<&Phase> {
        self.phase
            .iter()
            .find(|phase| step < phase.until)
            .or(self.phase.last())
    }
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
    fn shipped_recipes_are_valid() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("configs");
        let mut methods = Vec::new();
        for entry in std::fs::read_dir(folder).expect("the recipes") {
            let path = entry.expect("a file").path();
            methods.push(Recipe::read(Some(&path), &[]).expect("valid").method);
        }
        assert!(Method::ALL.iter().all(|method| methods.contains(method)));
    }

    #[test]
    fn rates_go_by_epoch_where_a_recipe_counts_them() {
        let rate = RateRecipe {
            start: 1e-6,
            peak: 1e-5,
            end: 0.0,
            warmup: 20,
            hold: 0,
            epoch: 10,
            from_start: false,
        };
        for (step, expected) in [
            (0, 1e-6),
            (9, 1e-6),
            (10, 5.5e-6),
            (20, 1e-5),
            (29, 1e-5),
            (60, 0.0),
        ] {
            let found = rate.at(step, 60);
            assert!((found - expected).abs() < 1e-12, "{step}: {found}");
        }
        assert!(RateRecipe { epoch: 0, ..rate }.at(9, 60) > 5e-6);
        // IVT counts epochs from 1 and its cosine from the start: half of six epochs is done at the third.
        let ivt = RateRecipe {
            from_start: true,
            ..rate
        };
        for (step, expected) in [(0, 5.5e-6), (10, 7.5e-6), (20, 5e-6), (50, 0.0), (60, 0.0)] {
            let found = ivt.at(step, 60);
            assert!((found - expected).abs() < 1e-12, "step {step}: {found}");
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
        let mut papers = 0;
        for item in std::fs::read_dir(folder).expect("a folder") {
            let path = item.expect("a file").path();
            let recipe = Recipe::read(Some(&path), &[]).expect("a valid recipe");
            if recipe.model.preset == Preset::Base && recipe.init.is_some() {
                papers += 1;
                let config = recipe.model.config(250_002).expect("a model");
                assert_eq!((config.vision.image_size, recipe.batch), ([224, 224], 32));
                assert_eq!(recipe.steps, 10 * recipe.rate.warmup);
                assert_eq!(recipe.losses(0), LossWeights::default());
            }
        }
        assert_eq!(papers, 4);
    }

    #[test]
    fn phases_follow_each_other() {
        let contrast = LossWeights {
            itm: 0.0,
            mlm: 0.0,
            mim: 0.0,
            ..LossWeights::default()
        };
        let recipe = Recipe {
            phase: vec![
                Phase {
                    until: 5,
                    losses: contrast,
                    studio: 0.5,
                    every: 1,
                },
                Phase {
                    until: 10,
                    losses: LossWeights::default(),
                    studio: 0.0,
                    every: 3,
                },
            ],
            ..Recipe::default()
        };
        assert_eq!((recipe.losses(4), recipe.studio(4)), (contrast, 0.5));
        assert_eq!(recipe.losses(5), contrast);
        assert_eq!(recipe.losses(6), LossWeights::default());
        assert_eq!(recipe.losses(99), LossWeights::default());
    }
}
