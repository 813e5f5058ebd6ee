//! What the renderer knows of pictures, and what follows from it for a batch: what patches show, which captions fit.

use crate::data::batch::Pair;
use bi_irra::config::BiIrraConfig;
use bi_irra::objective::concept::ConceptTargets;
use bi_irra::objective::dense::DenseTargets;
use bi_irra::objective::fit::{Fits, Judgement};
use burn::tensor::Device;
use synth::caption::Fit;
use synth::concepts::{groups, patch_concepts, told_concepts};
use synth::description::Description;
use synth::render::region_map::{BACKGROUND, is_small};

/// What the renderer knows of a picture.
#[derive(Clone, Debug)]
pub struct Truth {
    /// What can be said about it.
    pub description: Description,
    /// What cells of [`CELL`] pixels a side show, row by row.
    pub cells: Vec<u8>,
}

/// Side of a cell in pixels: half a patch.
pub const CELL: usize = 8;
/// How much a cell of a small thing counts beside one of background in the dense supervision.
const SMALL_WEIGHT: f32 = 4.0;
/// How much any other part of a person counts.
const PERSON_WEIGHT: f32 = 1.5;

/// What the patches of a batch show.
#[derive(Clone, Debug, Default)]
pub struct HostDense {
    regions: Vec<i64>,
    weights: Vec<f32>,
    concepts: Vec<Vec<usize>>,
}

impl HostDense {
    /// What each patch shows; nothing where the model is not asked or a picture's truth is not known.
    pub fn of(pairs: &[Pair], config: &BiIrraConfig) -> Option<Self> {
        if config.regions == 0 {
            return None;
        }
        let mut dense = Self::default();
        for pair in pairs {
            let truth = pair.truth.as_ref()?;
            for cells in cells_of_patches(&truth.cells, config.grid()) {
                dense.regions.extend(cells.map(i64::from));
                dense.weights.extend(cells.map(|cell| match cell {
                    BACKGROUND => 1.0,
                    region if is_small(usize::from(region)) => SMALL_WEIGHT,
                    _ => PERSON_WEIGHT,
                }));
                dense.concepts.push(patch_concepts(&truth.description, &cells));
            }
        }
        Some(dense)
    }

    /// Uploads it; `regions` is how many a patch may show.
    pub fn upload(self, regions: usize, device: &Device) -> DenseTargets {
        let concepts = ConceptTargets::new(&self.concepts, &groups(), device);
        DenseTargets::new(self.regions, self.weights, concepts, regions, device)
    }
}

/// The cells of each patch of a grid of rows and columns, row by row.
pub fn cells_of_patches(cells: &[u8], [rows, columns]: [usize; 2]) -> impl Iterator<Item = [u8; 4]> {
    let places = (0..rows).flat_map(move |row| (0..columns).map(move |column| (row, column)));
    places.map(move |(row, column)| {
        let at = |down: usize, across: usize| cells[(2 * row + down) * 2 * columns + 2 * column + across];
        [at(0, 0), at(0, 1), at(1, 0), at(1, 1)]
    })
}

/// The true classes that each pair's captions tell, source before target.
pub fn told(pairs: &[Pair]) -> Option<[Vec<Vec<usize>>; 2]> {
    let of = |side: usize| {
        let row = |pair: &Pair| {
            let (truth, claims) = (pair.truth.as_ref()?, pair.claims.as_ref()?);
            Some(told_concepts(&truth.description, &claims[side]))
        };
        pairs.iter().map(row).collect::<Option<_>>()
    };
    Some([of(0)?, of(1)?])
}

/// Which captions are true of which pictures, source before target; pictures of one person fit each other's captions at
/// least as far as nobody can tell.
pub fn fits(pairs: &[Pair]) -> Option<[Fits; 2]> {
    let of = |side: usize| {
        let known = |pair: &Pair| Some((pair.truth.clone()?, pair.claims.clone()?[side].clone()));
        let known: Vec<_> = pairs.iter().map(known).collect::<Option<_>>()?;
        Some(Fits::new(pairs.len(), |image, text| {
            match known[text].1.fits(&known[image].0.description) {
                Fit::Yes => Judgement::Right,
                Fit::No if pairs[image].identity != pairs[text].identity => Judgement::Wrong,
                _ => Judgement::Open,
            }
        }))
    };
    Some([of(0)?, of(1)?])
}
