//! IRRA's batches: one caption a picture, in English or in any of the languages.

use crate::data::batch::Pair;
use crate::data::dataset::Dataset;
use crate::data::host_texts::HostTexts;
use crate::error::{Error, Result};
use crate::recipe::Recipe;
use bi_irra::config::irra::IrraConfig;
use bi_irra::config::method::ModelConfig;
use bi_irra::image::augment::Planes;
use bi_irra::image::augment::recipe::Augmentation;
use bi_irra::image::{Pixels, Preprocess, resize};
use bi_irra::masking::words::WordMasking;
use bi_irra::model::irra::{IrraBatch, IrraTokens, MaskedTexts};
use bi_irra::objective::concept::ConceptTargets;
use bi_irra::tokenizer::Tokenizer;
use burn::tensor::{Device, Tensor, TensorData};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::collections::{BTreeMap, BTreeSet};
use synth::concepts::groups;

/// A prepared batch.
#[derive(Clone, Debug)]
pub struct IrraHostBatch {
    image: Vec<f32>,
    identities: Vec<i64>,
    classes: Option<Vec<i64>>,
    texts: HostTexts,
    masked: HostTexts,
    places: Vec<i64>,
    labels: Vec<i64>,
    concepts: Vec<Vec<usize>>,
}

/// Turns pairs into batches.
#[derive(Debug)]
pub struct IrraBatcher {
    tokenizer: Tokenizer,
    preprocess: Preprocess,
    augmentation: Augmentation,
    masking: WordMasking,
    max_tokens: usize,
    /// Chance that a text is in the pair's target language instead of English.
    target_language: f64,
    /// Row of the classifier for each person; empty without a classifier.
    classes: BTreeMap<i64, i64>,
    /// Whether the model has a concept classifier.
    supervised: bool,
}

/// The people that an identity classifier tells apart, in order; empty where each pair is a new person.
///
/// # Errors
/// When the data set cannot be read.
pub fn people(recipe: &Recipe) -> Result<Vec<i64>> {
    let Some(path) = &recipe.data.path else {
        return Ok((0..recipe.data.people as i64).collect());
    };
    let dataset = Dataset::read(path, &recipe.data.split, &["en".to_string()])?;
    let people: BTreeSet<i64> = dataset.entries.iter().map(|entry| entry.id).collect();
    Ok(people.into_iter().collect())
}

impl IrraBatcher {
    /// A batcher for a model, a recipe and its people.
    ///
    /// # Errors
    /// When the tokenizer or the people do not fit the model.
    pub fn new(recipe: &Recipe, config: &IrraConfig, tokenizer: Tokenizer, people: &[i64]) -> Result<Self> {
        tokenizer.check_vocabulary(config.text.vocabulary)?;
        if config.identities > 0 && config.identities != people.len() {
            return Err(Error::Input(format!(
                "the model tells {} people apart, the data has {}",
                config.identities,
                people.len()
            )));
        }
        let special = tokenizer.special();
        let ids = [
            special.start,
            special.pad,
            special.end,
            special.unknown,
            special.mask,
        ];
        let languages = recipe.data.languages.len() as f64;
        let counted = people.iter().filter(|_| config.identities > 0);
        Ok(Self {
            preprocess: Preprocess::for_model(&ModelConfig::Irra(config.clone())),
            augmentation: recipe.irra.augmentation,
            masking: WordMasking {
                probability: recipe.word_mask,
                mask_id: i64::from(special.mask),
                vocabulary: config.text.vocabulary as i64,
                special: ids.map(i64::from),
            },
            max_tokens: config.text.max_tokens,
            // All languages are equally likely; the target is any of them but English.
            target_language: if recipe.irra.pooled {
                languages / (languages + 1.0)
            } else {
                0.0
            },
            classes: counted.copied().zip(0..).collect(),
            supervised: config.concepts > 0,
            tokenizer,
        })
    }

    /// Prepares pairs; all draws come from `seed`.
    ///
    /// # Errors
    /// When a caption cannot be tokenised, or a person is none of the classifier's.
    pub fn prepare(&self, pairs: &[Pair], seed: u64) -> Result<IrraHostBatch> {
        let mut rng = StdRng::seed_from_u64(seed);
        let captions: Vec<&String> = pairs
            .iter()
            .map(|pair| match rng.random_bool(self.target_language) {
                true => &pair.target,
                false => &pair.source,
            })
            .collect();
        let texts = HostTexts::encode(captions, &self.tokenizer, self.max_tokens)?;
        let image = pairs
            .iter()
            .flat_map(|pair| self.picture(&pair.image, &mut rng))
            .collect();
        let classes = self.classes_of(pairs)?;
        let (mut places, mut labels) = (Vec::new(), Vec::new());
        let mask = |(row, ids): (usize, &Vec<i64>)| {
            let masked = self.masking.apply(ids, &mut rng);
            for position in masked.positions {
                places.push((row * texts.length() + position) as i64);
                labels.push(ids[position]);
            }
            masked.ids
        };
        let masked = texts.with_rows(texts.rows().iter().enumerate().map(mask).collect());
        Ok(IrraHostBatch {
            image,
            identities: pairs.iter().map(|pair| pair.identity).collect(),
            classes,
            texts,
            masked,
            places,
            labels,
            concepts: pairs.iter().map(|pair| pair.concepts.clone()).collect(),
        })
    }

    /// A changed picture as the model's input: resized first, as in the reference.
    fn picture(&self, photo: &Pixels, rng: &mut StdRng) -> Vec<f32> {
        let Preprocess {
            width,
            height,
            filter,
            normalization,
        } = self.preprocess;
        let resized = Planes::from_pixels(&resize(photo, width, height, filter));
        self.augmentation.apply(resized, &normalization, rng).values
    }

    fn classes_of(&self, pairs: &[Pair]) -> Result<Option<Vec<i64>>> {
        if self.classes.is_empty() {
            return Ok(None);
        }
        let class = |pair: &Pair| {
            let class = self.classes.get(&pair.identity).copied();
            class.ok_or_else(|| Error::Input(format!("person {} is not in the data set", pair.identity)))
        };
        pairs.iter().map(class).collect::<Result<_>>().map(Some)
    }

    /// Uploads a batch.
    pub fn upload(&self, batch: IrraHostBatch, device: &Device) -> IrraBatch {
        let (texts, masked) = (batch.texts.padded(), batch.masked.padded());
        let (size, length) = (texts.batch, texts.length());
        let Preprocess { width, height, .. } = self.preprocess;
        let ends = texts.ends();
        IrraBatch {
            image: Tensor::from_data(TensorData::new(batch.image, [size, 3, height, width]), device),
            tokens: IrraTokens::new(texts.ids, ends, device),
            masked: MaskedTexts {
                ids: Tensor::from_data(TensorData::new(masked.ids, [size, length]), device),
                places: batch.places,
                labels: batch.labels,
            },
            identities: batch.identities,
            classes: batch.classes,
            concepts: self
                .supervised
                .then(|| ConceptTargets::new(&batch.concepts, &groups(), device)),
        }
    }
}
