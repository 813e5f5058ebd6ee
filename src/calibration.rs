//! From a cosine and a match logit to the probability that a photo fits the description.
//!
//! The paper orders the candidates of stage 2 by the match logit alone (SPEC 1.9). A small model does better when the
//! cosine, which stage 1 learned from far more pairs, keeps its say, and people want a number that means something.
//! Both come from one logistic regression on held-out people.

use serde::{Deserialize, Serialize};

/// `logit P(fits) = cosine * cosine_weight + (match logit) * match_weight + bias`. A photo fits where every claim of the
/// description is true of it, whoever else may be in the gallery.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// Weight of the cosine of the projected features.
    pub cosine_weight: f32,
    /// Weight of the match head's logit difference, "match" minus "no match".
    pub match_weight: f32,
    /// Constant.
    pub bias: f32,
}

/// One judged pair of query and photo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Cosine of the projected features.
    pub cosine: f32,
    /// Match head's logit difference.
    pub logit: f32,
    /// Whether the photo fits the description.
    pub fits: bool,
}

/// Newton steps of a fit; it settles after about ten.
const STEPS: usize = 50;
/// Pull of the weights towards zero, so that separable data have an answer.
const RIDGE: f64 = 1e-4;

impl Calibration {
    /// The calibrated logit of a pair.
    pub fn logit(&self, cosine: f32, match_logit: f32) -> f32 {
        cosine * self.cosine_weight + match_logit * self.match_weight + self.bias
    }

    /// The probability that a photo fits, from its calibrated logit.
    pub fn probability(&self, logit: f32) -> f32 {
        1.0 / (1.0 + (-logit).exp())
    }

    /// Whether all three numbers are finite and both weights keep the order of what they weigh.
    pub fn is_valid(&self) -> bool {
        let weights = [self.cosine_weight, self.match_weight];
        self.bias.is_finite() && weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0)
    }

    /// The most likely calibration for judged pairs; `None` without a pair that fits or without one that does not.
    ///
    /// A negative weight would mean that a head's higher value speaks against a match; such a head is left out.
    pub fn fit(pairs: &[Judged]) -> Option<Self> {
        let matches = pairs.iter().filter(|pair| pair.fits).count();
        if matches == 0 || matches == pairs.len() {
            return None;
        }
        let full = regress(pairs, [true, true]);
        let [cosine, logit, bias] = match (full[0] < 0.0, full[1] < 0.0) {
            (false, false) => full,
            (true, false) => regress(pairs, [false, true]),
            (false, true) => regress(pairs, [true, false]),
            (true, true) => return None,
        };
        let found = Self {
            cosine_weight: cosine as f32,
            match_weight: logit as f32,
            bias: bias as f32,
        };
        found.is_valid().then_some(found)
    }
}

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

/// Weights of cosine, logit and constant by Newton's method; inputs that are not `used` keep the weight zero.
fn regress(pairs: &[Judged], used: [bool; 2]) -> [f64; 3] {
    let mut weights = [0.0; 3];
    for _ in 0..STEPS {
        let mut gradient = [0.0; 3];
        let mut hessian = [[0.0; 3]; 3];
        for pair in pairs {
            let mask = |on, value: f32| if on { f64::from(value) } else { 0.0 };
            let x = [mask(used[0], pair.cosine), mask(used[1], pair.logit), 1.0];
            let logit: f64 = x.iter().zip(weights).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + (-logit).exp());
            let error = p - f64::from(u8::from(pair.fits));
            for i in 0..3 {
                gradient[i] += error * x[i];
                for j in 0..3 {
                    hessian[i][j] += p * (1.0 - p) * x[i] * x[j];
                }
            }
        }
        for i in 0..3 {
            gradient[i] += RIDGE * weights[i];
            hessian[i][i] += RIDGE;
        }
        let step = solve(hessian, gradient);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight -= step.clamp(-10.0, 10.0);
        }
        if step.iter().all(|s| s.abs() < 1e-9) {
            break;
        }
    }
    weights
}

/// Solves three linear equations by Cramer's rule; the matrix is positive definite.
fn solve(m: [[f64; 3]; 3], right: [f64; 3]) -> [f64; 3] {
    let determinant = |m: &[[f64; 3]; 3]| {
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
            + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    };
    let whole = determinant(&m);
    [0, 1, 2].map(|column| {
        let mut replaced = m;
        for row in 0..3 {
            replaced[row][column] = right[row];
        }
        determinant(&replaced) / whole
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs whose matches follow the given law, spread evenly.
    fn pairs(law: Calibration) -> Vec<Judged> {
        let mut pairs = Vec::new();
        for a in 0..40 {
            for b in 0..40 {
                let (cosine, logit) = (a as f32 / 20.0 - 1.0, b as f32 / 4.0 - 5.0);
                let p = 1.0 / (1.0 + (-law.logit(cosine, logit)).exp());
                let matches = (p * 20.0).round() as usize;
                pairs.extend((0..20).map(|n| Judged {
                    cosine,
                    logit,
                    fits: n < matches,
                }));
            }
        }
        pairs
    }

    #[test]
    fn a_fit_finds_the_law() {
        let law = Calibration {
            cosine_weight: 3.0,
            match_weight: 0.5,
            bias: -1.0,
        };
        let found = Calibration::fit(&pairs(law)).expect("both kinds");
        assert!((found.cosine_weight - 3.0).abs() < 0.1, "{found:?}");
        assert!((found.match_weight - 0.5).abs() < 0.05, "{found:?}");
        assert!((found.bias + 1.0).abs() < 0.1, "{found:?}");
    }

    #[test]
    fn a_head_that_misleads_is_left_out() {
        let law = Calibration {
            cosine_weight: 3.0,
            match_weight: -0.5,
            bias: 0.0,
        };
        let found = Calibration::fit(&pairs(law)).expect("both kinds");
        assert_eq!(found.match_weight, 0.0);
        assert!(found.cosine_weight > 1.0);
    }

    #[test]
    fn probabilities_are_shares() {
        let law = Calibration {
            cosine_weight: 1.0,
            match_weight: 0.0,
            bias: 0.0,
        };
        assert_eq!(law.probability(0.0), 0.5);
        assert!(law.probability(-200.0) >= 0.0 && law.probability(200.0) <= 1.0);
        assert!(
            !Calibration {
                bias: f32::NAN,
                ..law
            }
            .is_valid()
        );
    }

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

    #[test]
    fn one_kind_alone_cannot_be_fitted_and_separable_data_can() {
        let pair = |cosine: f32, fits| Judged {
            cosine,
            logit: 0.0,
            fits,
        };
        assert_eq!(Calibration::fit(&[pair(0.1, true), pair(0.2, true)]), None);
        let split: Vec<Judged> = (0..20).map(|n| pair(n as f32 / 10.0 - 1.0, n >= 10)).collect();
        let found = Calibration::fit(&split).expect("both kinds");
        assert!(found.logit(0.5, 0.0) > 0.0 && found.logit(-0.5, 0.0) < 0.0);
    }
}
