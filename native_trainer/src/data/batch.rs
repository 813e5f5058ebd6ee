//! Batches: drawn and prepared on worker threads as plain numbers, uploaded by the training loop.

use crate::data::grounded_words::GroundedWords;
use crate::data::host_texts::HostTexts;
use crate::data::truth::{HostDense, Truth, cells_of_patches, fits, told};
use crate::error::{Error, Result};
use crate::recipe::Recipe;
use bi_irra::config::BiIrraConfig;
use bi_irra::image::augment::Planes;
use bi_irra::image::augment::recipe::Augmentation;
use bi_irra::image::{Filter, Normalization, Pixels, Preprocess, resize};
use bi_irra::masking::patches::blockwise_mask;
use bi_irra::masking::spans::Masking;
use bi_irra::model::bi_irra::losses::{TextBatch, TrainBatch};
use bi_irra::objective::concept::ConceptTargets;
use bi_irra::objective::fit::Fits;
use bi_irra::objective::grounding::{GroundedToken, GroundingTargets};
use bi_irra::tokenizer::Tokenizer;
use burn::tensor::{Device, Tensor, TensorData};
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::sync::Arc;
use synth::caption::Claims;
use synth::concepts::groups;

/// One picture with a caption in the source and one in a target language.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The picture.
    pub image: Pixels,
    /// Who it is.
    pub identity: i64,
    /// Source-language caption.
    pub source: String,
    /// Target-language caption.
    pub target: String,
    /// Phrases of both captions, such as "a red jacket"; empty where nobody marked them.
    pub phrases: [Vec<String>; 2],
    /// True classes of the concept supervision; empty where nobody knows them.
    pub concepts: Vec<usize>,
    /// What else the renderer knows; absent for photos.
    pub truth: Option<Arc<Truth>>,
    /// What both captions claim, where that is known.
    pub claims: Option<[Claims; 2]>,
}

/// Texts of one language with a masked copy.
#[derive(Clone, Debug)]
struct MaskedTexts {
    texts: HostTexts,
    masked: HostTexts,
    positions: Vec<i64>,
    labels: Vec<i64>,
    grounded: Option<Vec<GroundedToken>>,
}

/// A prepared batch.
#[derive(Clone, Debug)]
pub struct HostBatch {
    image: Vec<f32>,
    image_mask: Vec<f32>,
    identities: Vec<i64>,
    concepts: Vec<Vec<usize>>,
    told: Option<[Vec<Vec<usize>>; 2]>,
    dense: Option<HostDense>,
    fits: Option<[Fits; 2]>,
    source: MaskedTexts,
    target: MaskedTexts,
}

/// Turns pairs into batches.
#[derive(Debug)]
pub struct Batcher {
    config: BiIrraConfig,
    tokenizer: Tokenizer,
    preprocess: Preprocess,
    masking: Masking,
    image_mask: f64,
    augmentation: Augmentation,
    /// Present where a phase asks for grounded words.
    grounded_words: Option<GroundedWords>,
}

impl Batcher {
    /// A batcher for a model and a recipe.
    ///
    /// # Errors
    /// When the tokenizer does not fit the model.
    pub fn new(recipe: &Recipe, config: &BiIrraConfig, tokenizer: Tokenizer) -> Result<Self> {
        tokenizer.check_vocabulary(config.text.vocabulary)?;
        let [height, width] = config.vision.image_size;
        let normalization = Normalization {
            mean: config.vision.mean,
            std: config.vision.std,
        };
        let grounds = recipe.phase.iter().any(|phase| phase.losses.grounding > 0.0);
        let targets = recipe.data.targets()?;
        let learn = || GroundedWords::learn(&tokenizer, &targets, recipe.data.captions);
        let grounded_words = grounds.then(learn).transpose()?;
        Ok(Self {
            grounded_words,
            preprocess: Preprocess {
                width,
                height,
                filter: Filter::Bicubic,
                normalization,
            },
            masking: Masking {
                probability: recipe.word_mask,
                max_masks: recipe.max_masks,
                span_probability: 0.2,
                max_span: 3,
                mask_id: i64::from(tokenizer.special().mask),
                vocabulary: config.text.vocabulary,
            },
            image_mask: recipe.image_mask,
            augmentation: recipe.data.augmentation,
            config: config.clone(),
            tokenizer,
        })
    }

    /// Prepares pairs; all draws come from `seed`.
    ///
    /// # Errors
    /// When a caption cannot be tokenised.
    pub fn prepare(&self, pairs: &[Pair], seed: u64) -> Result<HostBatch> {
        let mut rng = StdRng::seed_from_u64(seed);
        let grid = self.config.grid();
        let image = pairs
            .iter()
            .flat_map(|pair| self.input(&pair.image, &mut rng))
            .collect();
        let image_mask = pairs
            .iter()
            .flat_map(|_| blockwise_mask(grid, self.image_mask, &mut rng))
            .collect();
        Ok(HostBatch {
            image,
            image_mask,
            identities: pairs.iter().map(|pair| pair.identity).collect(),
            concepts: pairs.iter().map(|pair| pair.concepts.clone()).collect(),
            told: told(pairs),
            dense: HostDense::of(pairs, &self.config),
            fits: fits(pairs),
            source: self.texts(pairs, 0, &mut rng)?,
            target: self.texts(pairs, 1, &mut rng)?,
        })
    }

    /// The model's input; pictures that are changed are resized as the papers do it in training, bilinearly.
    fn input(&self, picture: &Pixels, rng: &mut StdRng) -> Vec<f32> {
        if self.augmentation == Augmentation::None {
            return self.preprocess.apply(picture);
        }
        let (width, height) = (self.preprocess.width, self.preprocess.height);
        let planes = Planes::from_pixels(&resize(picture, width, height, Filter::Bilinear));
        self.augmentation
            .apply(planes, &self.preprocess.normalization, rng)
            .values
    }

    /// The texts of one side (0 source, 1 target) of the pairs.
    fn texts(&self, pairs: &[Pair], side: usize, rng: &mut StdRng) -> Result<MaskedTexts> {
        let captions = pairs.iter().map(|pair| [&pair.source, &pair.target][side]);
        let texts = HostTexts::encode(captions, &self.tokenizer, self.config.text.max_tokens)?;
        let (mut positions, mut labels) = (Vec::new(), Vec::new());
        let mask = |ids: &Vec<i64>| {
            let masked = self.masking.apply(ids, rng);
            positions.extend(masked.positions);
            labels.extend(masked.labels);
            masked.ids
        };
        Ok(MaskedTexts {
            masked: texts.with_rows(texts.rows().iter().map(mask).collect()),
            grounded: self.grounded(texts.rows(), pairs, side),
            texts,
            positions,
            labels,
        })
    }

    /// The tokens that speak of a visible thing; nothing where nobody asks or a picture's truth is not known.
    fn grounded(&self, rows: &[Vec<i64>], pairs: &[Pair], side: usize) -> Option<Vec<GroundedToken>> {
        let words = self.grounded_words.as_ref()?;
        let mut grounded = Vec::new();
        for (row, (ids, pair)) in rows.iter().zip(pairs).enumerate() {
            let (truth, claims) = (pair.truth.as_ref()?, &pair.claims.as_ref()?[side]);
            for (place, id) in ids.iter().enumerate() {
                let Some(thing) = u32::try_from(*id)
                    .ok()
                    .and_then(|piece| words.thing(piece, claims))
                else {
                    continue;
                };
                let shows = |cells: &[u8; 4]| cells.iter().any(|cell| thing.is_shown_by(*cell));
                let patches = cells_of_patches(&truth.cells, self.config.grid()).enumerate();
                // Image token 0 is the class token.
                let shown_by: Vec<usize> = patches
                    .filter_map(|(patch, cells)| shows(&cells).then_some(patch + 1))
                    .collect();
                if !shown_by.is_empty() {
                    grounded.push(GroundedToken { row, place, shown_by });
                }
            }
        }
        Some(grounded)
    }

    /// Uploads a batch.
    pub fn upload(&self, batch: HostBatch, device: &Device) -> TrainBatch {
        let size = batch.identities.len();
        let [height, width] = self.config.vision.image_size;
        let [rows, columns] = self.config.grid();
        TrainBatch {
            image: Tensor::from_data(TensorData::new(batch.image, [size, 3, height, width]), device),
            image_mask: Tensor::from_data(TensorData::new(batch.image_mask, [size, rows * columns]), device),
            identities: batch.identities,
            concepts: (self.config.concepts > 0)
                .then(|| ConceptTargets::new(&batch.concepts, &groups(), device)),
            told: batch
                .told
                .filter(|_| self.config.concepts > 0)
                .map(|told| told.map(|rows| ConceptTargets::new(&rows, &groups(), device))),
            dense: batch.dense.map(|dense| dense.upload(self.config.regions, device)),
            fits: batch.fits,
            source: self.upload_text(batch.source, size, device),
            target: self.upload_text(batch.target, size, device),
        }
    }

    fn upload_text(&self, text: MaskedTexts, size: usize, device: &Device) -> TextBatch {
        let positions = self.config.text.positions;
        let slots = self.masking.max_masks;
        let shape = [size, text.texts.length(), self.config.image_tokens()];
        TextBatch {
            tokens: text.texts.upload(positions, device),
            masked: text.masked.upload(positions, device),
            positions: Tensor::from_data(TensorData::new(text.positions, [size, slots]), device),
            labels: text.labels,
            grounding: text
                .grounded
                .map(|grounded| GroundingTargets::new(&grounded, shape, device)),
        }
    }
}

/// Checks that a recipe's tokenizer file can be used; its bytes go into every checkpoint.
///
/// # Errors
/// Names the file.
pub fn read_tokenizer(recipe: &Recipe) -> Result<(Vec<u8>, Tokenizer)> {
    let path = &recipe.tokenizer;
    let bytes = std::fs::read(path).map_err(|e| {
        Error::Input(format!(
            "{}: {e}; `native_trainer tokenizer` makes one",
            path.display()
        ))
    })?;
    let tokenizer = Tokenizer::from_bytes(&bytes)?;
    Ok((bytes, tokenizer))
}
