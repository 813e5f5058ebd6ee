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
            Self::in_ratio(pairs, queries, ratio)
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

    /// The most likely calibration whose match weight is `ratio` of its cosine weight; `None` as for [`fit`](Self::fit).
    pub fn in_ratio(pairs: &[Judged], queries: &[Vec<f32>], ratio: f32) -> Option<Self> {
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
mod tests;
