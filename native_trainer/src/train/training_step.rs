//! What each method brings to the training loop: its configuration, its batches and its losses.

use crate::data::batch::{Batcher, HostBatch, Pair};
use crate::data::irra_batch::{IrraBatcher, IrraHostBatch, people};
use crate::data::ivt_batch::{IvtBatcher, IvtHostBatch};
use crate::data::seeds::derive_seed;
use crate::error::{Error, Result};
use crate::recipe::Recipe;
use bi_irra::config::irra::IrraConfig;
use bi_irra::config::ivt::IvtConfig;
use bi_irra::config::method::{Method, ModelConfig};
use bi_irra::model::bi_irra::network::Side;
use bi_irra::model::method::Model;
use bi_irra::objective::itm::{draw_negatives, mix_uniform};
use bi_irra::objective::losses::Losses;
use bi_irra::tokenizer::Tokenizer;
use burn::tensor::{Device, Tensor};
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::fmt::Debug;

/// Separates the draws of negatives from other draws.
const NEGATIVES: u64 = 1;

/// A prepared batch of a method.
#[derive(Clone, Debug)]
pub enum Prepared {
    /// Bi-IRRA's.
    BiIrra(Box<HostBatch>),
    /// IRRA's.
    Irra(IrraHostBatch),
    /// IVT's.
    Ivt(IvtHostBatch),
}

/// A method's side of the training loop. Batches are prepared on worker threads.
pub trait TrainingStep: Debug + Send + Sync {
    /// Prepares pairs; all draws come from `seed`.
    ///
    /// # Errors
    /// When a pair cannot be used.
    fn prepare(&self, pairs: &[Pair], seed: u64) -> Result<Prepared>;

    /// The losses of step number `step` on a batch that this method prepared.
    ///
    /// # Errors
    /// When the batch has no losses, or model or batch are another method's.
    fn losses(&self, model: &Model, batch: Prepared, step: usize, device: &Device) -> Result<Losses>;
}

/// The configuration that a recipe asks for.
///
/// # Errors
/// When the recipe's values do not fit together, or a data set that it names cannot be read.
pub fn config(recipe: &Recipe, vocabulary: usize) -> Result<ModelConfig> {
    Ok(match recipe.method {
        Method::BiIrra => recipe.model_config(vocabulary)?.into(),
        Method::Irra => IrraConfig {
            concepts: recipe.concepts(),
            ..recipe.model.irra(vocabulary, identities(recipe)?)?
        }
        .into(),
        Method::Ivt => IvtConfig {
            concepts: recipe.concepts(),
            ..recipe.model.ivt(vocabulary)?
        }
        .into(),
    })
}

/// The training step of a model's method.
///
/// # Errors
/// When recipe, tokenizer or data do not fit the model.
pub fn open(recipe: &Recipe, config: &ModelConfig, tokenizer: Tokenizer) -> Result<Box<dyn TrainingStep>> {
    Ok(match config {
        ModelConfig::BiIrra(config) => Box::new(BiIrraStep {
            batcher: Batcher::new(recipe, config, tokenizer)?,
            recipe: recipe.clone(),
        }),
        ModelConfig::Irra(config) => {
            let people = match config.identities {
                0 => Vec::new(),
                _ => people(recipe)?,
            };
            Box::new(IrraStep {
                batcher: IrraBatcher::new(recipe, config, tokenizer, &people)?,
                recipe: recipe.clone(),
            })
        }
        ModelConfig::Ivt(config) => Box::new(IvtStep {
            batcher: IvtBatcher::new(recipe, config, tokenizer)?,
            recipe: recipe.clone(),
        }),
    })
}

/// People that IRRA's classifier tells apart; none where no phase asks for them, as a row for each person of a data set
/// of millions would be more than the rest of the model.
fn identities(recipe: &Recipe) -> Result<usize> {
    let phases = recipe.phase.iter().filter_map(|phase| phase.irra);
    match phases.chain([recipe.irra.losses]).any(|losses| losses.id > 0.0) {
        true => Ok(people(recipe)?.len()),
        false => Ok(0),
    }
}

fn another_method() -> Error {
    Error::Input("a batch of another method than the model's".into())
}

/// Bi-IRRA's step.
#[derive(Debug)]
struct BiIrraStep {
    batcher: Batcher,
    recipe: Recipe,
}

impl TrainingStep for BiIrraStep {
    fn prepare(&self, pairs: &[Pair], seed: u64) -> Result<Prepared> {
        let batch = self.batcher.prepare(pairs, seed)?;
        Ok(Prepared::BiIrra(Box::new(batch)))
    }

    fn losses(&self, model: &Model, batch: Prepared, step: usize, device: &Device) -> Result<Losses> {
        let (Model::BiIrra(model), Prepared::BiIrra(batch)) = (model, batch) else {
            return Err(another_method());
        };
        let batch = self.batcher.upload(*batch, device);
        let seed = derive_seed(derive_seed(self.recipe.seed, NEGATIVES), step as u64);
        let mut rng = StdRng::seed_from_u64(seed);
        let hard = self.recipe.hard_negatives(step);
        let mut failed = None;
        let losses = model.losses(&batch, self.recipe.losses(step), &mut |_: Side, t2i, i2t| {
            // Text-to-image weights choose images, image-to-text weights choose texts; images first (SPEC 1.4).
            let mut draw = |weights: Tensor<2>| {
                let [size, _] = weights.dims();
                let mut weights = weights.try_into_vec_as::<f32>().unwrap_or_default();
                mix_uniform(&mut weights, size, hard);
                draw_negatives(&weights, size, &mut rng).unwrap_or_else(|row| {
                    failed = Some(row);
                    vec![0; size]
                })
            };
            let images = draw(t2i);
            (images, draw(i2t))
        });
        if let Some(row) = failed {
            return Err(Error::Input(format!(
                "step {step}: pair {row} has no negative, the whole batch is one person"
            )));
        }
        Ok(losses)
    }
}

/// IRRA's step.
#[derive(Debug)]
struct IrraStep {
    batcher: IrraBatcher,
    recipe: Recipe,
}

impl TrainingStep for IrraStep {
    fn prepare(&self, pairs: &[Pair], seed: u64) -> Result<Prepared> {
        self.batcher.prepare(pairs, seed).map(Prepared::Irra)
    }

    fn losses(&self, model: &Model, batch: Prepared, step: usize, device: &Device) -> Result<Losses> {
        let (Model::Irra(model), Prepared::Irra(batch)) = (model, batch) else {
            return Err(another_method());
        };
        let weights = self.recipe.irra_losses(step);
        Ok(model.losses(&self.batcher.upload(batch, device), weights))
    }
}

/// IVT's step.
#[derive(Debug)]
struct IvtStep {
    batcher: IvtBatcher,
    recipe: Recipe,
}

impl TrainingStep for IvtStep {
    fn prepare(&self, pairs: &[Pair], seed: u64) -> Result<Prepared> {
        self.batcher.prepare(pairs, seed).map(Prepared::Ivt)
    }

    fn losses(&self, model: &Model, batch: Prepared, step: usize, device: &Device) -> Result<Losses> {
        let (Model::Ivt(model), Prepared::Ivt(batch)) = (model, batch) else {
            return Err(another_method());
        };
        let weights = self.recipe.ivt_losses(step);
        Ok(model.losses(&self.batcher.upload(batch, device), weights))
    }
}
