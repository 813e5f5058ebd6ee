//! A linear probe: the direction in the features that tells the pictures with an attribute from those without.

use super::LEAST;
use crate::error::{Error, Result};

/// Share of the features' mean variance that is added to each variance of the probe.
const RIDGE: f64 = 1e-2;

/// Linear discriminants of many attributes on the same features: one covariance, factored once.
pub(super) struct Probe {
    /// Lower triangle of the Cholesky factor, row by row.
    factor: Vec<f64>,
    width: usize,
}

impl Probe {
    /// Factors the covariance of these features.
    pub(super) fn new(features: &[Vec<f32>]) -> Result<Self> {
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
    pub(super) fn direction(&self, features: &[Vec<f32>], holds: &[Option<bool>]) -> Option<Vec<f32>> {
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
    use crate::report::attributes::scores::{area_under_curve, dot};
    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};

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
