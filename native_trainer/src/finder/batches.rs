//! The stream of training batches: step `s` always yields the same one, whatever the number of threads.

use crate::data::seeds::derive_seed;
use crate::error::{Error, Result};
use crate::finder::augment::augment;
use crate::finder::photos::Photos;
use crate::finder::recipe::FinderRecipe;
use crate::finder::targets::push_targets;
use bi_irra::image::{Normalization, normalize};
use bi_irra::model::finder::CELL;
use bi_irra::objective::detection::CellTargets;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// Batches that each worker prepares ahead.
const AHEAD: usize = 3;
/// Shapes of a batch's pictures: width and height in 32nds of the longer side.
const SHAPES: [[usize; 2]; 5] = [[12, 9], [9, 12], [12, 8], [8, 12], [12, 12]];
/// Separates the order of the photos from everything else.
const ORDER: u64 = 0x6f72_6465_7200_0000;

/// Pictures and what is to be said of them, on the host.
#[derive(Debug)]
pub struct Batch {
    /// `[batch, 3, height, width]`, normalised.
    pub pixels: Vec<f32>,
    /// Height and width in pixels.
    pub size: [usize; 2],
    /// Of every picture's cells.
    pub targets: CellTargets,
}

/// Delivers batches in order of their steps.
pub struct Batches {
    workers: Vec<Receiver<Result<Batch>>>,
    step: usize,
}

impl Batches {
    /// Starts the threads that prepare batches, from step `first` on.
    pub fn start(recipe: &FinderRecipe, photos: &Arc<Photos>, first: usize) -> Self {
        let workers = (0..recipe.workers)
            .map(|worker| {
                let (sender, receiver) = sync_channel(AHEAD);
                let (recipe, photos) = (recipe.clone(), photos.clone());
                thread::spawn(move || {
                    // Worker w has the steps whose number leaves w; it ends when nobody listens any more.
                    let offset = (worker + recipe.workers - first % recipe.workers) % recipe.workers;
                    let mut step = first + offset;
                    while sender.send(prepare(&recipe, &photos, step)).is_ok() {
                        step += recipe.workers;
                    }
                });
                receiver
            })
            .collect();
        Self { workers, step: first }
    }

    /// The batch of the next step.
    ///
    /// # Errors
    /// When a photo cannot be read or a worker died.
    pub fn next(&mut self) -> Result<Batch> {
        let worker = &self.workers[self.step % self.workers.len()];
        self.step += 1;
        worker
            .recv()
            .map_err(|_| Error::Input("a thread that prepares batches died".into()))?
    }
}

fn prepare(recipe: &FinderRecipe, photos: &Photos, step: usize) -> Result<Batch> {
    let mut rng = StdRng::seed_from_u64(derive_seed(recipe.seed, step as u64));
    let unit = recipe.model.longest_side / 12;
    let [width, height] = SHAPES
        .choose(&mut rng)
        .expect("there are shapes")
        .map(|sides| (sides * unit).next_multiple_of(32));
    let statistics = Normalization {
        mean: recipe.model.mean,
        std: recipe.model.std,
    };
    let mut pixels = Vec::with_capacity(recipe.batch * 3 * width * height);
    let mut targets = CellTargets::default();
    for place in 0..recipe.batch {
        let number = number(recipe.seed, photos.len(), step * recipe.batch + place);
        let example = photos.get(number)?;
        let (picture, people) = augment(&example.image, &example.people, [width, height], &mut rng);
        pixels.extend(normalize(&picture, &statistics));
        push_targets(&mut targets, &people, height / CELL, width / CELL);
    }
    Ok(Batch {
        pixels,
        size: [height, width],
        targets,
    })
}

/// Which photo comes at a place of the endless stream: every one once in each round, in another order each time.
fn number(seed: u64, count: usize, place: usize) -> usize {
    // Shuffling all of them for each place would be slow with many photos: a block of them is.
    const BLOCK: usize = 64;
    let (round, at) = (place / count, place % count);
    let first = at / BLOCK * BLOCK;
    let mut block: Vec<usize> = (first..count.min(first + BLOCK)).collect();
    let mut rng = StdRng::seed_from_u64(derive_seed(seed ^ ORDER, (round * count + first) as u64));
    block.shuffle(&mut rng);
    block[at - first]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finder::recipe::FinderData;

    #[test]
    fn each_round_shows_every_photo_once() {
        let round =
            |round: usize| -> Vec<usize> { (0..150).map(|at| number(1, 150, round * 150 + at)).collect() };
        for order in [round(0), round(1)] {
            let mut sorted = order;
            sorted.sort_unstable();
            assert_eq!(sorted, (0..150).collect::<Vec<_>>());
        }
        assert_ne!(round(0), round(1));
    }

    #[test]
    fn a_step_has_one_batch_whoever_prepares_it() {
        let recipe = |workers| FinderRecipe {
            workers,
            batch: 2,
            data: FinderData {
                scenes: 3,
                longest_side: 96,
                ..FinderData::default()
            },
            ..FinderRecipe::default()
        };
        let third = |workers: usize, first: usize| {
            let recipe = recipe(workers);
            let photos = Arc::new(Photos::open(&recipe.data, recipe.seed).expect("scenes"));
            let mut batches = Batches::start(&recipe, &photos, first);
            (first..2).for_each(|_| drop(batches.next().expect("a batch")));
            batches.next().expect("a batch")
        };
        let (one, two, late) = (third(1, 0), third(2, 0), third(2, 1));
        assert_eq!(one.pixels.len(), 2 * 3 * one.size[0] * one.size[1]);
        assert_eq!(
            one.targets.heat.len(),
            2 * one.size[0] / CELL * one.size[1] / CELL
        );
        for other in [two, late] {
            assert_eq!(one.size, other.size);
            assert_eq!(one.pixels, other.pixels);
            assert_eq!(one.targets.heat, other.targets.heat);
        }
    }
}
