//! How far shown probabilities can be trusted.

use serde::Serialize;

/// Bins of probabilities, for the expected calibration error.
const BINS: usize = 10;

/// How far shown probabilities can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reliability {
    /// Expected calibration error: the mean distance of a bin's probabilities from the share that fits.
    pub expected_error: f64,
    /// Of those shown as fitting (a half or more), the share that fits.
    pub precision: f64,
    /// Of those that fit, the share shown as fitting.
    pub recall: f64,
}

impl Reliability {
    /// Of shown probabilities and what is true.
    pub fn new(pairs: &[(f32, bool)]) -> Self {
        let mut bins = [(0.0, 0usize, 0usize); BINS];
        let (mut shown, mut fitting, mut both) = (0usize, 0usize, 0usize);
        for (probability, fits) in pairs {
            let bin = &mut bins[((probability * BINS as f32) as usize).min(BINS - 1)];
            bin.0 += f64::from(*probability);
            bin.1 += usize::from(*fits);
            bin.2 += 1;
            let said = *probability >= 0.5;
            shown += usize::from(said);
            fitting += usize::from(*fits);
            both += usize::from(said && *fits);
        }
        let away: f64 = bins.iter().map(|(sum, fits, _)| (sum - *fits as f64).abs()).sum();
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        Self {
            expected_error: away / pairs.len().max(1) as f64,
            precision: share(both, shown),
            recall: share(both, fitting),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reliability_counts_what_is_shown() {
        let judged = |probability, fits| (probability, fits);
        let pairs = [
            judged(0.9, true),
            judged(0.9, true),
            judged(0.9, false),
            judged(0.1, false),
            judged(0.1, true),
        ];
        let found = Reliability::new(&pairs);
        // Two bins: 0.9 against 2 of 3, 0.1 against 1 of 2.
        let expected = 0.6 * (0.9 - 2.0 / 3.0) + 0.4 * 0.4;
        assert!((found.expected_error - expected).abs() < 1e-6, "{found:?}");
        assert!((found.precision - 2.0 / 3.0).abs() < 1e-9 && (found.recall - 2.0 / 3.0).abs() < 1e-9);
    }
}
