//! Batches for IVT: three views of every picture, with the words, a phrase and the sentence of its caption.

use crate::data::batch::Pair;
use crate::data::host_texts::HostTexts;
use crate::error::Result;
use crate::recipe::Recipe;
use bi_irra::config::TextPositions;
use bi_irra::config::ivt::IvtConfig;
use bi_irra::config::method::ModelConfig;
use bi_irra::image::augment::Planes;
use bi_irra::image::augment::recipe::Augmentation;
use bi_irra::image::{Preprocess, resize};
use bi_irra::masking::token_dropout::kept_tokens;
use bi_irra::model::ivt::losses::IvtBatch;
use bi_irra::objective::concept::ConceptTargets;
use bi_irra::objective::mla::{LEVELS, draw_levels};
use bi_irra::tokenizer::Tokenizer;
use burn::tensor::{Device, Tensor, TensorData};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use synth::concepts::groups;

/// A prepared batch: level after level, each with all pairs.
#[derive(Clone, Debug)]
pub struct IvtHostBatch {
    image: Vec<f32>,
    texts: HostTexts,
    identities: Vec<i64>,
    kept_patches: Vec<i64>,
    kept_words: Vec<i64>,
    /// True classes of each pair.
    concepts: Vec<Vec<usize>>,
}

/// Turns pairs into batches.
#[derive(Debug)]
pub struct IvtBatcher {
    config: IvtConfig,
    tokenizer: Tokenizer,
    preprocess: Preprocess,
    augmentation: Augmentation,
    removal: f64,
    /// Chance that a text is in the pair's target language instead of English.
    target_language: f64,
}

impl IvtBatcher {
    /// A batcher for a model and a recipe.
    ///
    /// # Errors
    /// When the tokenizer does not fit the model.
    pub fn new(recipe: &Recipe, config: &IvtConfig, tokenizer: Tokenizer) -> Result<Self> {
        tokenizer.check_vocabulary(config.text.vocabulary)?;
        let languages = recipe.data.languages.len() as f64;
        Ok(Self {
            config: config.clone(),
            tokenizer,
            preprocess: Preprocess::for_model(&ModelConfig::Ivt(config.clone())),
            augmentation: recipe.ivt.augmentation,
            removal: recipe.ivt.removal,
            // All languages are equally likely; the target is any of them but English.
            target_language: if recipe.ivt.pooled {
                languages / (languages + 1.0)
            } else {
                0.0
            },
        })
    }

    /// Width and height of the model's input.
    pub fn input_size(&self) -> (usize, usize) {
        (self.preprocess.width, self.preprocess.height)
    }

    /// Prepares pairs; all draws come from `seed`.
    ///
    /// # Errors
    /// When a caption cannot be tokenised.
    pub fn prepare(&self, pairs: &[Pair], seed: u64) -> Result<IvtHostBatch> {
        let mut rng = StdRng::seed_from_u64(seed);
        let (width, height) = self.input_size();
        let pictures: Vec<Planes> = pairs
            .iter()
            .map(|pair| Planes::from_pixels(&resize(&pair.image, width, height, self.preprocess.filter)))
            .collect();
        let image = LEVELS
            .iter()
            .flat_map(|_| &pictures)
            .flat_map(|picture| {
                self.augmentation
                    .apply(picture.clone(), &self.preprocess.normalization, &mut rng)
                    .values
            })
            .collect();
        let texts: Vec<_> = pairs
            .iter()
            .map(|pair| {
                let in_target = rng.random_bool(self.target_language);
                let text = if in_target { &pair.target } else { &pair.source };
                draw_levels(text, &pair.phrases[usize::from(in_target)], &mut rng)
            })
            .collect();
        let levels = (0..LEVELS.len()).flat_map(|level| texts.iter().map(move |text| &text[level]));
        let texts = HostTexts::encode(levels, &self.tokenizer, self.config.text.max_tokens)?;
        let identities: Vec<i64> = pairs.iter().map(|pair| pair.identity).collect();
        Ok(IvtHostBatch {
            image,
            identities: identities.repeat(LEVELS.len()),
            kept_patches: kept_tokens(self.config.image_tokens(), self.removal, &mut rng),
            kept_words: kept_tokens(texts.length(), self.removal, &mut rng),
            texts,
            concepts: pairs.iter().map(|pair| pair.concepts.clone()).collect(),
        })
    }

    /// Uploads a batch.
    pub fn upload(&self, batch: IvtHostBatch, device: &Device) -> IvtBatch {
        let (width, height) = self.input_size();
        let rows = batch.identities.len();
        IvtBatch {
            image: Tensor::from_data(TensorData::new(batch.image, [rows, 3, height, width]), device),
            // Positions are plain: the convention matters to no other model than Bi-IRRA.
            text: batch.texts.upload(TextPositions::ZeroBased, device),
            identities: batch.identities,
            kept_patches: batch.kept_patches,
            kept_words: batch.kept_words,
            concepts: (self.config.concepts > 0).then(|| self.targets(&batch.concepts, device)),
        }
    }

    /// All levels of a picture show everything; of the texts only sentences tell it, which are the last level.
    fn targets(&self, concepts: &[Vec<usize>], device: &Device) -> [ConceptTargets; 2] {
        let pictures: Vec<Vec<usize>> = LEVELS.iter().flat_map(|_| concepts.to_vec()).collect();
        let mut texts = vec![Vec::new(); concepts.len() * (LEVELS.len() - 1)];
        texts.extend_from_slice(concepts);
        [pictures, texts].map(|rows| ConceptTargets::new(&rows, &groups(), device))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bi_irra::image::Pixels;
    use bi_irra::tokenizer::{MAX_WORDS, clean_caption};
    use std::path::Path;

    fn batcher(set: &[&str]) -> IvtBatcher {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model_weights/tokenizer.json");
        let tokenizer = Tokenizer::from_bytes(&std::fs::read(path).expect("a file")).expect("a tokenizer");
        let set: Vec<String> = set.iter().map(|s| s.to_string()).collect();
        let recipe = Recipe::read(None, &set).expect("valid");
        let config = recipe.model.ivt(tokenizer.vocabulary_size()).expect("valid");
        IvtBatcher::new(&recipe, &config, tokenizer).expect("fits")
    }

    fn tokens(batcher: &IvtBatcher, text: &str) -> Vec<i64> {
        let ids = batcher.tokenizer.encode(text, 64).expect("a text");
        ids.into_iter().map(i64::from).collect()
    }

    fn pairs() -> Vec<Pair> {
        let pair = |identity: i64, source: &str, target: &str| Pair {
            image: Pixels::new(8, 16, vec![40 * (identity as u8 + 1); 8 * 16 * 3]).expect("whole pixels"),
            identity,
            source: source.into(),
            target: target.into(),
            phrases: [vec!["a red coat".into()], vec!["une veste bleue".into()]],
            concepts: Vec::new(),
            truth: None,
            claims: None,
        };
        vec![
            pair(4, "A woman in a red coat.", "Une femme en veste bleue."),
            pair(2, "A man, in a very long grey coat, walks.", "Un homme."),
        ]
    }

    #[test]
    fn three_levels_follow_each_other_and_views_differ() {
        let batcher = batcher(&["method=ivt"]);
        let batch = batcher.prepare(&pairs(), 7).expect("usable");
        assert_eq!(batch.identities, [4, 2, 4, 2, 4, 2]);
        assert_eq!((batch.texts.rows().len(), batch.texts.length() % 8), (6, 0));
        let length = batch.texts.length();
        let ids = batch.texts.padded().ids;
        let text = |row: usize| {
            let row = &ids[row * length..][..length];
            row.iter().copied().filter(|id| *id != 1).collect::<Vec<_>>()
        };
        let encode = |text: &str| tokens(&batcher, &clean_caption(text, MAX_WORDS));
        // Both pairs have the one English attribute; sentences come last.
        assert_eq!([text(0), text(1)], [encode("a red coat"), encode("a red coat")]);
        assert_eq!(text(4), encode("a woman in a red coat."));
        let size = batch.image.len() / 6;
        let view = |row: usize| &batch.image[row * size..(row + 1) * size];
        assert!(view(0) != view(2) || view(2) != view(4));
        assert_eq!(batch.kept_patches[0], 0);
        assert_eq!(batch.kept_words[0], 0);
        assert_eq!(batcher.prepare(&pairs(), 7).expect("usable").image, batch.image);
    }

    #[test]
    fn pooled_texts_come_in_every_language_and_plain_views_are_the_search_input() {
        let batcher = batcher(&[
            "method=ivt",
            "ivt.pooled=true",
            "ivt.augmentation=none",
            "data.languages=[\"fr\"]",
        ]);
        let french = tokens(&batcher, "une veste bleue");
        let in_target = (0..40)
            .filter(|seed| {
                let batch = batcher.prepare(&pairs()[..1], *seed).expect("usable");
                batch.texts.padded().ids.starts_with(&french)
            })
            .count();
        assert!((10..=30).contains(&in_target), "{in_target} of 40");
        let batch = batcher.prepare(&pairs()[..1], 1).expect("usable");
        let plain = batcher.preprocess.apply(&pairs()[0].image);
        assert_eq!(batch.image, plain.repeat(3));
    }
}
