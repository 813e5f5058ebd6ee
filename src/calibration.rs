//! From a cosine and a match logit to the probability that a photo fits the description.
//!
//! The paper orders the candidates of stage 2 by the match logit alone (SPEC 1.9). A small model does better when the
//! cosine, which stage 1 learned from far more pairs, keeps its say, and people want a number that means something.
//! How much either counts is fitted within queries, by what tells the candidates of one apart; how likely a photo fits is
//! then a logistic regression of their sum over all queries. Both are fitted on held-out people. A single regression can
//! give the match logit no weight although it orders: how likely a photo fits depends most on how much its query says.

use serde::{Deserialize, Serialize};
use std::array;

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
    /// Which query it is of.
    pub query: usize,
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
/// The same for the constant of a query.
const QUERY_RIDGE: f64 = 1e-2;
/// Longest step of a weight.
const LONGEST: f64 = 10.0;

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

    /// The most likely calibration for judged pairs, those of a query one after the other; `None` where no query has both
    /// a photo that fits and one that does not.
    ///
    /// A negative weight would mean that a head's higher value speaks against a match; such a head is left out.
    pub fn fit(pairs: &[Judged]) -> Option<Self> {
        let queries: Vec<&[Judged]> = pairs
            .chunk_by(|a, b| a.query == b.query)
            .filter(|query| query.iter().any(|pair| pair.fits) && query.iter().any(|pair| !pair.fits))
            .collect();
        if queries.is_empty() {
            return None;
        }
        let full = order(&queries, [true, true]);
        let [cosine, logit] = match (full[0] < 0.0, full[1] < 0.0) {
            (false, false) => full,
            (true, false) => order(&queries, [false, true]),
            (false, true) => order(&queries, [true, false]),
            (true, true) => return None,
        };
        let ordered = |pair: &Judged| f64::from(pair.cosine) * cosine + f64::from(pair.logit) * logit;
        let judged: Vec<(f64, bool)> = pairs.iter().map(|pair| (ordered(pair), pair.fits)).collect();
        let [scale, bias] = regress(&judged);
        let found = Self {
            cosine_weight: (cosine * scale) as f32,
            match_weight: (logit * scale) as f32,
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

/// Weights of cosine and match logit in a logistic regression with a constant for each query, which takes up how much the
/// query says and leaves the order of its photos; inputs that are not `used` keep the weight zero.
///
/// Newton's method; a query's constant meets no other one, so each is eliminated by itself.
fn order(queries: &[&[Judged]], used: [bool; 2]) -> [f64; 2] {
    let mut weights = [0.0; 2];
    let mut constants = vec![0.0; queries.len()];
    for _ in 0..STEPS {
        let (mut gradient, mut hessian) = ([0.0; 2], [[RIDGE, 0.0], [0.0, RIDGE]]);
        let mut own = Vec::with_capacity(queries.len());
        for (query, constant) in queries.iter().zip(&constants) {
            let slope = Slope::of(query, used, weights, *constant);
            let mixed = slope.mixed.map(|mixed| mixed / slope.curvature);
            gradient = array::from_fn(|i| gradient[i] + slope.weights[i] - mixed[i] * slope.constant);
            hessian = array::from_fn(|i| {
                array::from_fn(|j| hessian[i][j] + slope.product[i][j] - mixed[i] * slope.mixed[j])
            });
            own.push(slope);
        }
        for (gradient, weight) in gradient.iter_mut().zip(weights) {
            *gradient += RIDGE * weight;
        }
        let step = solve(hessian, gradient).map(|step| step.clamp(-LONGEST, LONGEST));
        for (constant, slope) in constants.iter_mut().zip(own) {
            let follows = (slope.constant - dot(slope.mixed, step)) / slope.curvature;
            *constant -= follows.clamp(-LONGEST, LONGEST);
        }
        weights = [weights[0] - step[0], weights[1] - step[1]];
        if step.iter().all(|s| s.abs() < 1e-6) {
            break;
        }
    }
    weights
}

fn dot(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[0] + a[1] * b[1]
}

/// First and second derivatives of a query's loss, by the weights and by its own constant.
struct Slope {
    weights: [f64; 2],
    constant: f64,
    product: [[f64; 2]; 2],
    mixed: [f64; 2],
    curvature: f64,
}

impl Slope {
    fn of(query: &[Judged], used: [bool; 2], weights: [f64; 2], constant: f64) -> Self {
        let mut slope = Self {
            weights: [0.0; 2],
            // A weak pull towards zero: where all photos fit but a few, the constant would run away.
            constant: QUERY_RIDGE * constant,
            product: [[0.0; 2]; 2],
            mixed: [0.0; 2],
            curvature: QUERY_RIDGE,
        };
        for pair in query {
            let mask = |on, value: f32| if on { f64::from(value) } else { 0.0 };
            let x = [mask(used[0], pair.cosine), mask(used[1], pair.logit)];
            let p = 1.0 / (1.0 + (-dot(x, weights) - constant).exp());
            let error = p - f64::from(u8::from(pair.fits));
            let spread = p * (1.0 - p);
            slope.constant += error;
            slope.curvature += spread;
            for i in 0..2 {
                slope.weights[i] += error * x[i];
                slope.mixed[i] += spread * x[i];
                for j in 0..2 {
                    slope.product[i][j] += spread * x[i] * x[j];
                }
            }
        }
        slope
    }
}

/// Weight of one input and constant, by Newton's method.
fn regress(pairs: &[(f64, bool)]) -> [f64; 2] {
    let mut weights = [0.0; 2];
    for _ in 0..STEPS {
        let (mut gradient, mut hessian) = ([0.0; 2], [[0.0; 2]; 2]);
        for (input, fits) in pairs {
            let x = [*input, 1.0];
            let p = 1.0 / (1.0 + (-dot(x, weights)).exp());
            let error = p - f64::from(u8::from(*fits));
            for i in 0..2 {
                gradient[i] += error * x[i];
                for j in 0..2 {
                    hessian[i][j] += p * (1.0 - p) * x[i] * x[j];
                }
            }
        }
        for i in 0..2 {
            gradient[i] += RIDGE * weights[i];
            hessian[i][i] += RIDGE;
        }
        let step = solve(hessian, gradient);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight -= step.clamp(-LONGEST, LONGEST);
        }
        if step.iter().all(|s| s.abs() < 1e-9) {
            break;
        }
    }
    weights
}

/// Solves two linear equations; the matrix is positive definite.
fn solve(m: [[f64; 2]; 2], right: [f64; 2]) -> [f64; 2] {
    let determinant = m[0][0] * m[1][1] - m[0][1] * m[1][0];
    [
        (right[0] * m[1][1] - right[1] * m[0][1]) / determinant,
        (right[1] * m[0][0] - right[0] * m[1][0]) / determinant,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};

    /// Pairs of many queries whose matches follow the given law, but for a constant of each query.
    fn pairs(law: Calibration, constant: impl Fn(usize) -> f32) -> Vec<Judged> {
        let mut rng = StdRng::seed_from_u64(5);
        let mut pair = |query| {
            let (cosine, logit) = (rng.random_range(-1.0..1.0f32), rng.random_range(-5.0..5.0f32));
            let p = 1.0 / (1.0 + (-law.logit(cosine, logit) - constant(query)).exp());
            Judged {
                query,
                cosine,
                logit,
                fits: rng.random::<f32>() < p,
            }
        };
        (0..32_000).map(|number| pair(number / 40)).collect()
    }

    #[test]
    fn a_fit_finds_the_law() {
        let law = Calibration {
            cosine_weight: 3.0,
            match_weight: 0.5,
            bias: -1.0,
        };
        let found = Calibration::fit(&pairs(law, |_| 0.0)).expect("both kinds");
        assert!((found.cosine_weight - 3.0).abs() < 0.2, "{found:?}");
        assert!((found.match_weight - 0.5).abs() < 0.05, "{found:?}");
        assert!((found.bias + 1.0).abs() < 0.1, "{found:?}");
    }

    #[test]
    fn what_sets_queries_apart_does_not_change_the_order() {
        let law = Calibration {
            cosine_weight: 3.0,
            match_weight: 0.5,
            bias: -1.0,
        };
        let found =
            Calibration::fit(&pairs(law, |query| (query % 5) as f32 * 2.0 - 4.0)).expect("both kinds");
        let ratio = found.match_weight / found.cosine_weight;
        assert!((ratio - 0.5 / 3.0).abs() < 0.02, "{found:?}");
    }

    #[test]
    fn a_head_that_misleads_is_left_out() {
        let law = Calibration {
            cosine_weight: 3.0,
            match_weight: -0.5,
            bias: 0.0,
        };
        let found = Calibration::fit(&pairs(law, |_| 0.0)).expect("both kinds");
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
            query: 0,
            cosine,
            logit: 0.0,
            fits,
        };
        assert_eq!(Calibration::fit(&[pair(0.1, true), pair(0.2, true)]), None);
        let other = Judged {
            query: 1,
            ..pair(0.3, false)
        };
        assert_eq!(Calibration::fit(&[pair(0.1, true), other]), None);
        let split: Vec<Judged> = (0..20).map(|n| pair(n as f32 / 10.0 - 1.0, n >= 10)).collect();
        let found = Calibration::fit(&split).expect("both kinds");
        assert!(found.logit(0.5, 0.0) > 0.0 && found.logit(-0.5, 0.0) < 0.0);
    }
}
