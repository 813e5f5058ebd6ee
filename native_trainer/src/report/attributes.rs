//! What do weights see? For each attribute of synthetic people: how well its short query ranks held-out pictures, and how
//! well a linear probe reads it from the image features.

mod probe;
mod scores;

use crate::data::held_out;
use crate::error::Result;
use bi_irra::image::Pixels;
use bi_irra::search::Engine;
use probe::Probe;
use scores::{area_under_curve, average_precision_lift, dot};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use synth::attribute_queries::QUERIES;
use synth::caption::Language;
use synth::description::Description;

/// Seed of the people, the same for every run, and not that of the held-out captions.
const SEED: u64 = 2;
/// Pictures that are embedded at once.
const BATCH: usize = 32;
/// Share of the pictures that the probe learns from; the others are ranked and judged.
const LEARNT: f64 = 2.0 / 3.0;
/// Pictures that must show an attribute, and as many that must not, for a figure to be given.
const LEAST: usize = 5;

/// Held-out pictures with what they show.
pub struct AttributeSet {
    pictures: Vec<Pixels>,
    shown: Vec<Description>,
}

/// The figures of one attribute.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttributeRow {
    /// The attribute.
    pub name: &'static str,
    /// Judged pictures that show it.
    pub positives: usize,
    /// Area under the curve of a linear probe: 0.5 is chance, 1 is perfect.
    pub auc: Option<f64>,
    /// Lift of the average precision of the query by language: 0 is chance, 1 is perfect.
    pub lift: BTreeMap<&'static str, f64>,
}

/// The figures of all attributes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttributeReport {
    /// Judged pictures.
    pub pictures: usize,
    /// Mean area under the curve.
    pub auc: f64,
    /// Mean lift by language.
    pub lift: BTreeMap<&'static str, f64>,
    /// One row an attribute.
    pub rows: Vec<AttributeRow>,
}

impl AttributeSet {
    /// Renders `count` people, the same ones for every run.
    ///
    /// # Errors
    /// When a picture is malformed, a mistake of the renderer.
    pub fn new(count: usize, size: [usize; 2]) -> Result<Self> {
        let (pictures, shown) = held_out::people(SEED, 0..count, size)?.into_iter().unzip();
        Ok(Self { pictures, shown })
    }

    /// The figures of a model, with queries in these languages.
    ///
    /// # Errors
    /// When the device fails.
    pub fn report(&self, engine: &Engine, languages: &[Language]) -> Result<AttributeReport> {
        let mut features = Vec::with_capacity(self.pictures.len());
        for batch in self.pictures.chunks(BATCH) {
            for embedding in futures_lite::future::block_on(engine.embed_images(batch))? {
                features.push(embedding.feature);
            }
        }
        let learnt = (features.len() as f64 * LEARNT) as usize;
        let probe = Probe::new(&features[..learnt])?;
        let mut rows = Vec::new();
        for query in QUERIES {
            let truth: Vec<Option<bool>> = self.shown.iter().map(query.holds).collect();
            let (known, judged) = truth.split_at(learnt);
            let score = |direction: &[f32]| -> Vec<(f64, bool)> {
                let pairs = features[learnt..].iter().zip(judged);
                pairs
                    .filter_map(|(feature, holds)| Some((dot(feature, direction), (*holds)?)))
                    .collect()
            };
            let mut lift = BTreeMap::new();
            for &language in languages {
                let text = futures_lite::future::block_on(engine.embed_caption(query.text(language)))?;
                if let Some(value) = average_precision_lift(score(&text.feature)) {
                    lift.insert(language.code(), value);
                }
            }
            let direction = probe.direction(&features[..learnt], known);
            rows.push(AttributeRow {
                name: query.name,
                positives: judged.iter().filter(|holds| **holds == Some(true)).count(),
                auc: direction.and_then(|direction| area_under_curve(score(&direction))),
                lift,
            });
        }
        let mean_lift = |code| mean(rows.iter().filter_map(|row| row.lift.get(code).copied()));
        Ok(AttributeReport {
            pictures: features.len() - learnt,
            auc: mean(rows.iter().filter_map(|row| row.auc)),
            lift: languages
                .iter()
                .map(|language| (language.code(), mean_lift(language.code())))
                .collect(),
            rows,
        })
    }
}

impl AttributeReport {
    /// For people.
    pub fn table(&self) -> String {
        let mut text = format!(
            "{} pictures; probe: area under the curve; queries: lift\n\n",
            self.pictures
        );
        // Writing to a string cannot fail.
        let mut line = |name: &str, count: String, auc: Option<f64>, lift: &BTreeMap<&str, f64>| {
            let _ = write!(text, "{name:16} {count:>5}  probe {}", number(auc));
            for code in self.lift.keys() {
                let _ = write!(text, "  {code} {}", number(lift.get(code).copied()));
            }
            text.push('\n');
        };
        for row in &self.rows {
            line(row.name, row.positives.to_string(), row.auc, &row.lift);
        }
        line("mean", String::new(), Some(self.auc), &self.lift);
        text
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or("    -".into(), |value| format!("{value:5.2}"))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0usize), |(sum, count), value| (sum + value, count + 1));
    sum / count.max(1) as f64
}
