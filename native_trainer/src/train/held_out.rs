//! A small evaluation while training: people that training never sees, rendered or of a split of the data set, ranked
//! by stage 1.

use crate::data::dataset::{Dataset, Entry, is_wordless};
use crate::data::held_out;
use crate::data::readiness::LeftOut;
use crate::error::{Error, Result};
use crate::files;
use crate::recipe::Recipe;
use crate::report::attributes::{AttributeReport, AttributeSet};
use bi_irra::config::method::ModelConfig;
use bi_irra::image::{Pixels, decode};
use bi_irra::metrics::RetrievalMeter;
use bi_irra::model::method::Model;
use bi_irra::search::{Engine, Gallery};
use bi_irra::tokenizer::Tokenizer;
use burn::module::Module;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;
use synth::caption::{Language, Split, caption};
use synth::description::Description;

/// Seed of the held-out people, the same for every run.
const SEED: u64 = 1;
/// Pictures that are embedded at once.
const BATCH: usize = 32;

/// Pictures and captions of the held-out people.
pub struct HeldOut {
    pictures: Vec<Pixels>,
    captions: Vec<(Language, Vec<String>)>,
    attributes: Option<AttributeSet>,
}

/// One language's result.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Code of the language.
    pub language: &'static str,
    /// Share of queries with the right picture first, in percent.
    pub r1: f64,
    /// Share with the right picture among the first ten.
    pub r10: f64,
}

/// Results of all languages.
pub struct Report {
    /// One row a language.
    pub rows: Vec<Row>,
    /// What the weights see, where the recipe asks.
    pub attributes: Option<AttributeReport>,
}

impl HeldOut {
    /// Renders or reads the people; the same ones for every run.
    ///
    /// # Errors
    /// On an unknown language in the recipe, or where the data set cannot be read.
    pub fn new(recipe: &Recipe, config: &ModelConfig, left_out: &LeftOut) -> Result<Self> {
        let mut languages = vec![Language::English];
        languages.extend(recipe.data.targets()?);
        let count = match recipe.eval_every {
            0 => 0,
            _ => recipe.eval_identities,
        };
        let people = match recipe.eval_every {
            0 => 0,
            _ => recipe.eval_attributes,
        };
        let attributes = (people > 0).then(|| AttributeSet::new(people, config.image_size()));
        let held_out = match (&recipe.data.path, &recipe.data.held_out) {
            (Some(path), Some(split)) if count > 0 => {
                let stored = recipe.dataset_languages();
                languages.retain(|language| stored.iter().any(|code| code == language.code()));
                Self::read(path, split, &languages, count, left_out)?
            }
            _ => Self::render(&languages, count, config.image_size())?,
        };
        Ok(Self {
            attributes: attributes.transpose()?,
            ..held_out
        })
    }

    /// The first photo of each person of a split, with its first caption that has words.
    fn read(
        path: &Path,
        split: &str,
        languages: &[Language],
        count: usize,
        left_out: &LeftOut,
    ) -> Result<Self> {
        let codes: Vec<String> = languages
            .iter()
            .map(|language| language.code().to_string())
            .collect();
        let dataset = Dataset::read(path, split, &codes)?;
        let mut seen = BTreeSet::new();
        let there = |entry: &&Entry| !left_out.photos.contains(&dataset.image_path(entry));
        let firsts = dataset
            .entries
            .iter()
            .filter(there)
            .filter(|entry| seen.insert(entry.id));
        let entries: Vec<_> = firsts.take(count).collect();
        let photo = |entry: &&Entry| {
            let path = dataset.image_path(entry);
            decode(&files::read(&path)?).map_err(Error::file(&path))
        };
        let pictures = entries.iter().map(photo).collect::<Result<Vec<_>>>()?;
        let first = |code: &str| {
            entries
                .iter()
                .map(|entry| {
                    let mut captions = entry.captions[code].iter();
                    captions
                        .find(|text| !is_wordless(text))
                        .cloned()
                        .unwrap_or_default()
                })
                .collect()
        };
        let captions = languages
            .iter()
            .map(|language| (*language, first(language.code())))
            .collect();
        Ok(Self {
            pictures,
            captions,
            attributes: None,
        })
    }

    fn render(languages: &[Language], count: usize, size: [usize; 2]) -> Result<Self> {
        let (pictures, shown): (Vec<Pixels>, Vec<Description>) =
            held_out::people(SEED, 0..count, size)?.into_iter().unzip();
        let captions = languages
            .iter()
            .map(|&language| {
                let say = |(index, shown)| {
                    let seed = held_out::caption_seed(SEED, index);
                    caption(shown, language, Split::Train, seed).text
                };
                (language, shown.iter().enumerate().map(say).collect())
            })
            .collect();
        Ok(Self {
            pictures,
            captions,
            attributes: None,
        })
    }

    /// Ranks every caption's picture among all pictures.
    ///
    /// # Errors
    /// When the device fails.
    pub fn evaluate(&self, config: &ModelConfig, tokenizer: &[u8], model: Model) -> Result<Report> {
        let device = model.devices().first().cloned().unwrap_or_default();
        let engine = Engine::new(config.clone(), Tokenizer::from_bytes(tokenizer)?, model, &device)?;
        let mut gallery = Gallery::new(config.embed_dim());
        for batch in self.pictures.chunks(BATCH) {
            for mut embedding in futures_lite::future::block_on(engine.embed_images(batch))? {
                embedding.tokens = Vec::new();
                gallery.push(String::new(), embedding);
            }
        }
        let mut rows = Vec::new();
        for (language, captions) in &self.captions {
            let mut meter = RetrievalMeter::new(&[1, 10]);
            // A photo without a caption in this language is one to find only.
            for (index, text) in captions.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let query = futures_lite::future::block_on(engine.embed_caption(text))?;
                meter.add(
                    gallery
                        .rank(&query.feature)
                        .into_iter()
                        .map(|(found, _)| found == index),
                );
            }
            let report = meter.report();
            let recall = |k| report.recall_at(k).unwrap_or(0.0);
            rows.push(Row {
                language: language.code(),
                r1: recall(1),
                r10: recall(10),
            });
        }
        let languages: Vec<Language> = self.captions.iter().map(|(language, _)| *language).collect();
        let attributes = self
            .attributes
            .as_ref()
            .map(|set| set.report(&engine, &languages));
        Ok(Report {
            rows,
            attributes: attributes.transpose()?,
        })
    }
}

impl Report {
    /// One line for people.
    pub fn text(&self) -> String {
        let row = |row: &Row| format!("{} R@1 {:.1} R@10 {:.1}", row.language, row.r1, row.r10);
        let mut parts: Vec<String> = self.rows.iter().map(row).collect();
        if let Some(attributes) = &self.attributes {
            let lift = attributes.lift.values().sum::<f64>() / attributes.lift.len().max(1) as f64;
            parts.push(format!("attributes: probe {:.3} lift {lift:.3}", attributes.auc));
        }
        parts.join("  ")
    }
}
