//! The stream of batches: step `s` always yields the same batch, whatever the number of threads.

use crate::data::backgrounds::Backgrounds;
use crate::data::batch::Pair;
use crate::data::bodies::Bodies;
use crate::data::cloth::Cloth;
use crate::data::dataset_pairs::DatasetPairs;
use crate::data::readiness::LeftOut;
use crate::data::seeds::derive_seed;
use crate::data::synthetic_pairs::SyntheticPairs;
use crate::error::{Error, Result};
use crate::recipe::Recipe;
use crate::train::training_step::{Prepared, TrainingStep};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// Batches that each worker prepares ahead.
const AHEAD: usize = 4;

/// Where pairs come from.
#[derive(Debug)]
pub enum Pairs {
    /// People rendered on demand.
    Synthetic(Box<SyntheticPairs>),
    /// Entries of a data set.
    Dataset(DatasetPairs),
}

impl Pairs {
    /// Opens the source that a recipe names; `size` is width and height of rendered pictures.
    ///
    /// # Errors
    /// When the data set or a folder of bodies, backgrounds or cloth is missing or malformed, or the data set empty.
    pub fn open(recipe: &Recipe, size: (usize, usize)) -> Result<Self> {
        match &recipe.data.path {
            None => {
                let people = SyntheticPairs::new(
                    recipe.seed,
                    size,
                    recipe.data.captions,
                    recipe.data.targets()?,
                    recipe.data.people,
                );
                let bodies = Bodies::open(recipe.data.bodies.as_deref(), recipe.data.bodies_share)?;
                let people = people.with_bodies(bodies);
                let people = people
                    .with_sources(recipe.data.sources()?)
                    .with_brief(recipe.data.brief)
                    .with_mixed(recipe.data.mixed)
                    .with_retakes(recipe.data.retakes)
                    .with_various_bags(recipe.data.various_bags)
                    .with_rare_patterns(recipe.data.rare_patterns)
                    .with_backgrounds(Backgrounds::open(recipe.data.backgrounds.as_deref())?)
                    .with_cloth(Cloth::open(recipe.data.cloth.as_deref())?);
                Ok(Self::Synthetic(Box::new(people)))
            }
            Some(path) => {
                DatasetPairs::open(path, &recipe.data.split, &recipe.dataset_languages()).map(Self::Dataset)
            }
        }
    }

    /// Leaves photos of a data set out.
    ///
    /// # Errors
    /// When nothing is left.
    pub fn without(self, left_out: &LeftOut) -> Result<Self> {
        match self {
            Self::Dataset(pairs) => pairs.without(left_out).map(Self::Dataset),
            synthetic => Ok(synthetic),
        }
    }

    /// Batch number `number` of the endless stream, which belongs to optimiser step `step`.
    fn batch(&self, recipe: &Recipe, number: usize, step: usize) -> Result<Vec<Pair>> {
        let (size, first) = (recipe.batch, (number * recipe.batch) as u64);
        match self {
            Self::Synthetic(people) => {
                people.batch(first, size, recipe.studio(step), recipe.look_alikes(step))
            }
            Self::Dataset(pairs) => (first..first + size as u64)
                .map(|index| pairs.pair(recipe.seed, index))
                .collect(),
        }
    }
}

/// Delivers batches in order of their steps.
pub struct Loader {
    workers: Vec<Receiver<Result<Prepared>>>,
    step: usize,
}

impl Loader {
    /// Starts workers that prepare the batches from `first_step` on.
    pub fn start(recipe: &Recipe, pairs: Pairs, batcher: &Arc<dyn TrainingStep>, first_step: usize) -> Self {
        let first = first_step * recipe.accumulate;
        let (count, seed) = (recipe.data.workers, recipe.seed);
        let pairs = Arc::new(pairs);
        let worker = |number: usize| {
            let (sender, receiver) = sync_channel(AHEAD);
            let (pairs, batcher, recipe) = (pairs.clone(), batcher.clone(), recipe.clone());
            thread::spawn(move || {
                for number in (0..).map(|turn| first + number + turn * count) {
                    let prepared = pairs
                        .batch(&recipe, number, number / recipe.accumulate)
                        .and_then(|pairs| batcher.prepare(&pairs, derive_seed(seed, number as u64)));
                    let failed = prepared.is_err();
                    // The receiver is gone when training has ended.
                    if sender.send(prepared).is_err() || failed {
                        return;
                    }
                }
            });
            receiver
        };
        Self {
            workers: (0..count).map(worker).collect(),
            step: 0,
        }
    }

    /// The next batch, and whether it was ready before it was asked for.
    ///
    /// # Errors
    /// When a worker failed.
    pub fn next(&mut self) -> Result<(Prepared, bool)> {
        let receiver = &self.workers[self.step % self.workers.len()];
        self.step += 1;
        if let Ok(batch) = receiver.try_recv() {
            return Ok((batch?, true));
        }
        let batch = receiver
            .recv()
            .map_err(|_| Error::Input("a data worker stopped".into()))?;
        Ok((batch?, false))
    }
}
