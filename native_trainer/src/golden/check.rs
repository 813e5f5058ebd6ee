//! One comparison of the model with the reference.

use super::fixture::Fixture;
use super::state::read;
use crate::error::Result;
use burn::tensor::Tensor;
use serde::Serialize;

/// Tolerance of outputs and losses, absolute.
pub const OUTPUT: f32 = 1e-4;
/// Tolerance of gradients, relative to the largest entry of the tensor.
pub const GRADIENT: f32 = 1e-3;

/// Result of comparing one tensor.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// Set and tensor.
    pub name: String,
    /// Largest difference; absolute, or relative where `relative`.
    pub max_error: f32,
    /// What is allowed.
    pub tolerance: f32,
    /// Whether the error is relative to the largest reference value.
    pub relative: bool,
    /// Verdict.
    pub pass: bool,
}

impl Check {
    /// Compares by absolute difference.
    pub fn absolute(name: impl Into<String>, ours: &[f32], reference: &[f32], tolerance: f32) -> Self {
        Self::new(name, largest_difference(ours, reference), tolerance, false)
    }

    /// Compares by difference relative to the largest reference value.
    ///
    /// `floor` is the scale below which a tensor counts as zero: an entry that the mathematics makes zero (a key
    /// bias' gradient) is rounding noise in both implementations, and noise has no relative error.
    pub fn relative(
        name: impl Into<String>,
        ours: &[f32],
        reference: &[f32],
        tolerance: f32,
        floor: f32,
    ) -> Self {
        let scale = reference.iter().fold(floor, |m, v| m.max(v.abs()));
        Self::new(name, largest_difference(ours, reference) / scale, tolerance, true)
    }

    /// Compares an output with the reference's tensor of the same name.
    ///
    /// # Errors
    /// When the reference has no such tensor, or the device fails.
    pub fn output<const D: usize>(name: &str, ours: Tensor<D>, reference: &Fixture) -> Result<Self> {
        let reference = &reference.get(name)?.floats;
        Ok(Self::absolute(name, &read(ours)?, reference, OUTPUT))
    }

    /// Compares whole numbers (ids, below 2^24, which f32 holds exactly).
    pub fn exact(name: impl Into<String>, ours: &[i64], reference: &[i64]) -> Self {
        let floats = |values: &[i64]| values.iter().map(|v| *v as f32).collect::<Vec<_>>();
        Self::absolute(name, &floats(ours), &floats(reference), 0.0)
    }

    fn new(name: impl Into<String>, max_error: f32, tolerance: f32, relative: bool) -> Self {
        Self {
            name: name.into(),
            max_error,
            tolerance,
            relative,
            pass: max_error <= tolerance,
        }
    }

    /// The same check under a set's name.
    pub fn within(self, set: &str) -> Self {
        Self {
            name: format!("{set}/{}", self.name),
            ..self
        }
    }
}

/// Infinity when lengths differ or a value is not finite, so that the check fails.
fn largest_difference(ours: &[f32], reference: &[f32]) -> f32 {
    if ours.len() != reference.len() {
        return f32::INFINITY;
    }
    ours.iter().zip(reference).fold(0.0, |worst: f32, (a, b)| {
        let difference = if a == b { 0.0 } else { (a - b).abs() };
        if difference.is_nan() {
            f32::INFINITY
        } else {
            worst.max(difference)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_values_lengths_and_nans_fail() {
        assert!(Check::absolute("a", &[1.0, 2.0], &[1.0, 2.00005], 1e-4).pass);
        assert!(!Check::absolute("a", &[1.0, 2.0], &[1.0, 2.1], 1e-4).pass);
        assert!(!Check::absolute("a", &[1.0], &[1.0, 2.0], 1e-4).pass);
        assert!(!Check::absolute("a", &[f32::NAN], &[1.0], 1e-4).pass);
        assert!(!Check::absolute("a", &[1.0], &[f32::NAN], 1e-4).pass);
        assert!(Check::relative("a", &[1000.1], &[1000.0], 1e-3, 1e-3).pass);
        assert!(!Check::relative("a", &[1.1], &[1.0], 1e-3, 1e-3).pass);
        assert!(Check::exact("a", &[250_001], &[250_001]).pass);
        assert!(!Check::exact("a", &[250_000], &[250_001]).pass);
        assert!(Check::relative("a", &[1e-9], &[0.0], 1e-3, 1e-3).pass);
    }
}
