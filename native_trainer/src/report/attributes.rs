//! What do weights see? For each attribute of synthetic people: how well its short query ranks held-out pictures, and how
//! well a linear probe reads it from the image features.

use crate::data::held_out;
use crate::error::{Error, Result};
use bi_irra::image::Pixels;
use bi_irra::search::Engine;
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
/// Share of the features' mean variance that is added to each variance of the probe.
const RIDGE: f64 = 1e-2;

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

fn dot(a: &[f32], b: &[f32]) -> f64 {
    a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
}

/// Whether enough pictures show the attribute, and enough do not.
fn enough(scored: &[(f64, bool)]) -> bool {
    let right = scored.iter().filter(|(_, holds)| *holds).count();
    right >= LEAST && scored.len() - right >= LEAST
}

/// `(AP - chance) / (1 - chance)` of a ranking by falling scores.
fn average_precision_lift(mut scored: Vec<(f64, bool)>) -> Option<f64> {
    if !enough(&scored) {
        return None;
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut hits, mut sum) = (0.0, 0.0);
    for (rank, (_, holds)) in scored.iter().enumerate() {
        if *holds {
            hits += 1.0;
            sum += hits / (rank + 1) as f64;
        }
    }
    let chance = hits / scored.len() as f64;
    Some((sum / hits - chance) / (1.0 - chance))
}

/// The chance that a picture with the attribute scores higher than one without.
fn area_under_curve(mut scored: Vec<(f64, bool)>) -> Option<f64> {
    if !enough(&scored) {
        return None;
    }
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut pairs, mut right) = (0usize, 0usize, 0usize);
    for (_, holds) in &scored {
        if *holds {
            pairs += below;
            right += 1;
        } else {
            below += 1;
        }
    }
    Some(pairs as f64 / (right * below) as f64)
}

/// Linear discriminants of many attributes on the same features: one covariance, factored once.
struct Probe {
    /// Lower triangle of the Cholesky factor, row by row.
    factor: Vec<f64>,
    width: usize,
}

impl Probe {
    fn new(features: &[Vec<f32>]) -> Result<Self> {
        let width = features.first().map_or(0, Vec::len);
        let count = features.len().max(1) as f64;
        let mut centre = vec![0.0; width];
        for feature in features {
            for (sum, value) in centre.iter_mut().zip(feature) {
                *sum += f64::from(*value) / count;
            }
        }
        let mut factor = vec![0.0; width * width];
        for feature in features {
            let away: Vec<f64> = feature
                .iter()
                .zip(&centre)
                .map(|(v, c)| f64::from(*v) - c)
                .collect();
            for row in 0..width {
                for column in 0..=row {
                    factor[row * width + column] += away[row] * away[column] / count;
                }
            }
        }
        let trace: f64 = (0..width).map(|at| factor[at * width + at]).sum();
        let ridge = RIDGE * trace / width.max(1) as f64 + f64::EPSILON;
        for row in 0..width {
            factor[row * width + row] += ridge;
            for column in 0..=row {
                let before: f64 = (0..column)
                    .map(|at| factor[row * width + at] * factor[column * width + at])
                    .sum();
                let rest = factor[row * width + column] - before;
                factor[row * width + column] = match row == column {
                    true if rest <= 0.0 || !rest.is_finite() => {
                        return Err(Error::Input("the image features are not finite".into()));
                    }
                    true => rest.sqrt(),
                    false => rest / factor[column * width + column],
                };
            }
        }
        Ok(Self { factor, width })
    }

    /// The direction that tells the pictures with an attribute from those without; nothing where there are too few.
    fn direction(&self, features: &[Vec<f32>], holds: &[Option<bool>]) -> Option<Vec<f32>> {
        let mut sums = [vec![0.0; self.width], vec![0.0; self.width]];
        let mut counts = [0usize; 2];
        for (feature, holds) in features.iter().zip(holds) {
            let Some(holds) = holds else { continue };
            counts[usize::from(*holds)] += 1;
            for (sum, value) in sums[usize::from(*holds)].iter_mut().zip(feature) {
                *sum += f64::from(*value);
            }
        }
        if counts.iter().any(|count| *count < LEAST) {
            return None;
        }
        let [without, with] = sums;
        let mut x: Vec<f64> = with
            .iter()
            .zip(&without)
            .map(|(with, without)| with / counts[1] as f64 - without / counts[0] as f64)
            .collect();
        let at = |row: usize, column: usize| self.factor[row * self.width + column];
        for row in 0..self.width {
            let before: f64 = (0..row).map(|column| at(row, column) * x[column]).sum();
            x[row] = (x[row] - before) / at(row, row);
        }
        for row in (0..self.width).rev() {
            let after: f64 = (row + 1..self.width).map(|below| at(below, row) * x[below]).sum();
            x[row] = (x[row] - after) / at(row, row);
        }
        Some(x.into_iter().map(|value| value as f32).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};

    #[test]
    fn a_perfect_ranking_lifts_by_one_and_a_blind_one_by_nothing() {
        let scored = |score: fn(usize) -> f64| (0..40).map(|at| (score(at), at < 10)).collect::<Vec<_>>();
        assert_eq!(average_precision_lift(scored(|at| -(at as f64))), Some(1.0));
        assert_eq!(area_under_curve(scored(|at| -(at as f64))), Some(1.0));
        let blind = area_under_curve(scored(|at| (at * 7 % 40) as f64)).expect("enough");
        assert!((blind - 0.5).abs() < 0.2, "{blind}");
        assert_eq!(average_precision_lift(vec![(1.0, true); 9]), None);
    }

    #[test]
    fn a_probe_reads_a_weak_direction_among_strong_ones() {
        let mut rng = StdRng::seed_from_u64(4);
        let mut features = Vec::new();
        let mut holds = Vec::new();
        for at in 0..600 {
            let has = at % 3 == 0;
            let mut feature: Vec<f32> = (0..8).map(|_| rng.random_range(-1.0..1.0)).collect();
            // The attribute is a small step along an axis that is still but for a shared strong noise.
            feature[0] = feature[1] + if has { 0.2 } else { 0.0 } + 0.02 * feature[0];
            features.push(feature);
            holds.push(Some(has));
        }
        let probe = Probe::new(&features).expect("finite");
        let direction = probe.direction(&features, &holds).expect("enough");
        let scored = features
            .iter()
            .zip(&holds)
            .map(|(f, h)| (dot(f, &direction), h.expect("known")));
        let area = area_under_curve(scored.collect()).expect("enough");
        assert!(area > 0.95, "{area}");
        assert!(probe.direction(&features, &vec![None; 600]).is_none());
        assert!(Probe::new(&[vec![f32::NAN; 3]]).is_err());
    }
}
