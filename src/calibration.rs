//! From a cosine and a match logit to the probability that a photo fits the description.
//!
//! The paper orders the candidates of stage 2 by the match logit alone (SPEC 1.9). A small model does better when the
//! cosine, which stage 1 learned from far more pairs, keeps its say, and people want a number that means something. What a
//! cosine means depends on the query: "man with a backpack" is true of many photos and close to none, a long description
//! comes close to its one photo. So the query's own feature has a say as well. All come from one logistic regression on
//! held-out people.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

mod regression;
mod reliability;

pub use regression::Judged;
pub use reliability::Reliability;

/// `logit P(fits) = cosine * cosine_weight + (match logit) * match_weight + query_weights . query + bias`. A photo fits where
/// every claim of the description is true of it, whoever else may be in the gallery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// Weight of the cosine of the projected features.
    pub cosine_weight: f32,
    /// Weight of the match head's logit difference, "match" minus "no match".
    pub match_weight: f32,
    /// Constant.
    pub bias: f32,
    /// Weights of the query's projected feature; empty where the query has no say of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub query_weights: Vec<f32>,
}

/// Shares of the match head's most likely weight that are tried in its place.
const MATCH_SHARES: [f32; 4] = [0.0, 0.25, 0.5, 0.75];

impl Calibration {
    /// The calibrated logit of a photo with this cosine and match logit, for a query with this projected feature.
    pub fn logit(&self, query: &[f32], cosine: f32, match_logit: f32) -> f32 {
        let of_query: f32 = self.query_weights.iter().zip(query).map(|(w, q)| w * q).sum();
        cosine * self.cosine_weight + match_logit * self.match_weight + self.bias + of_query
    }

    /// The probability that a photo fits, from its calibrated logit.
    pub fn probability(&self, logit: f32) -> f32 {
        1.0 / (1.0 + (-logit).exp())
    }

    /// Checks that all numbers are finite, that both weights keep the order of what they weigh, and that there are as many
    /// weights for the query as its feature is long, or none.
    ///
    /// # Errors
    /// Names what is wrong.
    pub fn check(&self, embed_dim: usize) -> Result<()> {
        let kept = [self.cosine_weight, self.match_weight]
            .into_iter()
            .all(|w| w >= 0.0);
        let all = [self.cosine_weight, self.match_weight, self.bias];
        let finite = all.iter().chain(&self.query_weights).all(|w| w.is_finite());
        if !kept || !finite {
            return Err(Error::Config(format!(
                "calibration: cosine_weight {}, match_weight {}, bias {}: expected finite numbers and weights of at least 0",
                self.cosine_weight, self.match_weight, self.bias
            )));
        }
        match self.query_weights.len() {
            0 => Ok(()),
            count if count == embed_dim => Ok(()),
            count => Err(Error::Config(format!(
                "calibration: {count} query_weights, expected embed_dim {embed_dim}, or none"
            ))),
        }
    }

    /// The calibration for judged pairs of `queries`, whose features are given, that puts the most photos that fit first: the most
    /// likely one, or one in which the match head has less of a say, down to none. It must earn its place. `None` without a pair
    /// that fits or without one that does not.
    pub fn best(pairs: &[Judged], queries: &[Vec<f32>]) -> Option<Self> {
        let likely = Self::fit(pairs, queries, [true, true])?;
        if likely.match_weight == 0.0 || likely.cosine_weight == 0.0 {
            return Some(likely);
        }
        let share = |share: f32| {
            let ratio = share * likely.match_weight / likely.cosine_weight;
            // Both heads as one input, whose weight they then share.
            let joined: Vec<Judged> = pairs
                .iter()
                .map(|pair| Judged {
                    cosine: pair.cosine + ratio * pair.logit,
                    ..*pair
                })
                .collect();
            let found = Self::fit(&joined, queries, [true, false])?;
            Some(Self {
                match_weight: ratio * found.cosine_weight,
                ..found
            })
        };
        let others = MATCH_SHARES.into_iter().filter_map(share);
        // Of equals the first, which trusts the match head least.
        let mut best: Option<(usize, Self)> = None;
        for found in others.chain([likely.clone()]) {
            let first = found.first_fitting(pairs);
            if best.as_ref().is_none_or(|(most, _)| first > *most) {
                best = Some((first, found));
            }
        }
        best.map(|(_, found)| found)
    }

    /// For how many queries the photo with the highest logit fits. Among the photos of one query its own weights change nothing.
    fn first_fitting(&self, pairs: &[Judged]) -> usize {
        let of_queries = pairs.chunk_by(|a, b| a.query == b.query);
        let best = |of_query: &[Judged]| {
            let logit = |pair: &&Judged| self.logit(&[], pair.cosine, pair.logit);
            of_query
                .iter()
                .max_by(|a, b| logit(a).total_cmp(&logit(b)))
                .is_some_and(|pair| pair.fits)
        };
        of_queries.filter(|of_query| best(of_query)).count()
    }

    /// The most likely calibration that uses these heads, cosine and match; `None` without a pair that fits or without one that
    /// does not.
    ///
    /// A negative weight would mean that a head's higher value speaks against a match; such a head is left out.
    pub fn fit(pairs: &[Judged], queries: &[Vec<f32>], used: [bool; 2]) -> Option<Self> {
        let matches = pairs.iter().filter(|pair| pair.fits).count();
        if matches == 0 || matches == pairs.len() {
            return None;
        }
        let full = regression::regress(pairs, queries, used)?;
        let weights = match (full[0] < 0.0, full[1] < 0.0) {
            (false, false) => full,
            (true, false) => regression::regress(pairs, queries, [false, true])?,
            (false, true) => regression::regress(pairs, queries, [true, false])?,
            (true, true) => return None,
        };
        let weights: Vec<f32> = weights.into_iter().map(|weight| weight as f32).collect();
        let found = Self {
            cosine_weight: weights[0],
            match_weight: weights[1],
            bias: weights[2],
            query_weights: weights[3..].to_vec(),
        };
        found.check(found.query_weights.len()).ok()?;
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [bool; 2] = [true, true];

    /// Pairs whose matches follow the given law, spread evenly.
    fn pairs(law: &Calibration) -> Vec<Judged> {
        let mut pairs = Vec::new();
        for a in 0..40 {
            for b in 0..40 {
                let (cosine, logit) = (a as f32 / 20.0 - 1.0, b as f32 / 4.0 - 5.0);
                let p = 1.0 / (1.0 + (-law.logit(&[], cosine, logit)).exp());
                let matches = (p * 20.0).round() as usize;
                pairs.extend((0..20).map(|n| Judged {
                    query: a,
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
            query_weights: Vec::new(),
        };
        let found = Calibration::fit(&pairs(&law), &[], BOTH).expect("both kinds");
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
            query_weights: Vec::new(),
        };
        let found = Calibration::fit(&pairs(&law), &[], BOTH).expect("both kinds");
        assert_eq!(found.match_weight, 0.0);
        assert!(found.cosine_weight > 1.0);
    }

    #[test]
    fn probabilities_are_shares() {
        let law = Calibration {
            cosine_weight: 1.0,
            match_weight: 0.0,
            bias: 0.0,
            query_weights: Vec::new(),
        };
        assert_eq!(law.probability(0.0), 0.5);
        assert!(law.probability(-200.0) >= 0.0 && law.probability(200.0) <= 1.0);
        let broken = Calibration {
            bias: f32::NAN,
            ..law.clone()
        };
        assert!(law.check(4).is_ok() && broken.check(4).is_err());
        let long = Calibration {
            query_weights: vec![0.0; 5],
            ..law
        };
        assert!(
            long.check(4)
                .expect_err("five")
                .to_string()
                .contains("embed_dim 4")
        );
    }

    #[test]
    fn one_kind_alone_cannot_be_fitted_and_separable_data_can() {
        let pair = |cosine: f32, fits| Judged {
            query: 0,
            cosine,
            logit: 0.0,
            fits,
        };
        assert_eq!(
            Calibration::fit(&[pair(0.1, true), pair(0.2, true)], &[], BOTH),
            None
        );
        let split: Vec<Judged> = (0..20).map(|n| pair(n as f32 / 10.0 - 1.0, n >= 10)).collect();
        let found = Calibration::fit(&split, &[], BOTH).expect("both kinds");
        assert!(found.logit(&[], 0.5, 0.0) > 0.0 && found.logit(&[], -0.5, 0.0) < 0.0);
    }

    #[test]
    fn a_query_has_a_threshold_of_its_own() {
        // Of the first kind of query a cosine above 0.2 fits, of the second one above 0.6.
        let queries: Vec<Vec<f32>> = (0..40)
            .map(|n| {
                if n % 2 == 0 {
                    vec![1.0, 0.0]
                } else {
                    vec![0.0, 1.0]
                }
            })
            .collect();
        let pairs: Vec<Judged> = (0..40 * 40)
            .map(|n| {
                let (query, cosine) = (n / 40, (n % 40) as f32 / 40.0);
                let threshold = if query % 2 == 0 { 0.2 } else { 0.6 };
                Judged {
                    query,
                    cosine,
                    logit: 0.0,
                    fits: cosine > threshold,
                }
            })
            .collect();
        let found = Calibration::fit(&pairs, &queries, BOTH).expect("both kinds");
        assert!(found.logit(&queries[0], 0.4, 0.0) > 1.0, "{found:?}");
        assert!(found.logit(&queries[1], 0.4, 0.0) < -1.0, "{found:?}");
        let alone = Calibration::fit(&pairs, &[], BOTH).expect("both kinds");
        assert!(alone.logit(&[], 0.4, 0.0).abs() < 1.0, "{alone:?}");
    }

    #[test]
    fn a_match_head_must_put_more_photos_first() {
        let pair = |query, cosine, logit, fits| Judged {
            query,
            cosine,
            logit,
            fits,
        };
        // The cosine finds the right photo of every query; the logit tells queries apart, but not their photos.
        let blind: Vec<Judged> = (0..60)
            .flat_map(|query| {
                let level = (query % 3) as f32 - 1.0;
                [
                    pair(query, 0.6, level, query % 3 > 0),
                    pair(query, 0.5, level + 0.3, false),
                ]
            })
            .collect();
        assert_eq!(
            Calibration::best(&blind, &[]).expect("both kinds").match_weight,
            0.0
        );
        // Here the logit alone knows.
        let seeing: Vec<Judged> = (0..60)
            .flat_map(|query| {
                [
                    pair(query, 0.5, 2.0, true),
                    pair(query, 0.6, -2.0, query % 7 == 0),
                ]
            })
            .collect();
        assert!(Calibration::best(&seeing, &[]).expect("both kinds").match_weight > 0.1);
    }
}
