//! The order of an answer: by cosine first, then the best candidates by the match head.

use super::match_score::Match;
use crate::error::{Error, Result};
use crate::metrics;

/// A photo in a ranking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Position in the gallery.
    pub photo: usize,
    /// Cosine of photo and query.
    pub cosine: f32,
    /// The match head's score, for photos that it looked at.
    pub found: Option<Match>,
}

impl Hit {
    /// A photo that the match head has not looked at.
    fn by_cosine((photo, cosine): (usize, f32)) -> Self {
        Self {
            photo,
            cosine,
            found: None,
        }
    }

    /// A score that never rises along a ranking: [`Match::score`], in 1..2, for what the match head looked at, and
    /// the cosine, at most 1, for the rest.
    pub fn score(&self) -> f32 {
        self.found.map_or(self.cosine.min(1.0), |found| found.score())
    }
}

/// A ranking by cosine whose first photos are being looked at by the match head.
///
/// ```
/// use bi_irra::search::{Match, Reranking};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut reranking = Reranking::new(vec![(4, 0.9), (2, 0.7), (0, 0.1)], 2);
/// for (photo, logit) in [(4, -1.0), (2, 3.0)] {
///     reranking.set_score(photo, Match::from_logits(0.0, logit))?;
/// }
/// let order: Vec<usize> = reranking.finish()?.iter().map(|hit| hit.photo).collect();
/// assert_eq!(order, [2, 4, 0]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Reranking {
    hits: Vec<Hit>,
    candidates: usize,
}

impl Reranking {
    /// Photos with their cosines, best first, of which the first `candidates` may be scored.
    pub fn new(by_cosine: Vec<(usize, f32)>, candidates: usize) -> Self {
        let candidates = candidates.min(by_cosine.len());
        Self {
            hits: by_cosine.into_iter().map(Hit::by_cosine).collect(),
            candidates,
        }
    }

    /// The photos to be scored, best first.
    pub fn candidates(&self) -> Vec<usize> {
        self.hits[..self.candidates].iter().map(|hit| hit.photo).collect()
    }

    /// The match head's score on a candidate. One that is never scored follows the others by its cosine.
    ///
    /// # Errors
    /// When the photo is no candidate, or the score is no number.
    pub fn set_score(&mut self, photo: usize, found: Match) -> Result<()> {
        if !found.logit.is_finite() {
            return Err(Error::Device("the match logits are not finite numbers".into()));
        }
        let mut candidates = self.hits[..self.candidates].iter_mut();
        match candidates.find(|hit| hit.photo == photo) {
            Some(hit) => {
                hit.found = Some(found);
                Ok(())
            }
            None => Err(Error::Ranking(format!("photo {photo} is no candidate"))),
        }
    }

    /// All photos: first the scored ones by their logits, equal ones in the order of their cosines, then the rest by cosine.
    ///
    /// # Errors
    /// Never for a ranking by cosine.
    pub fn finish(self) -> Result<Vec<Hit>> {
        // Behind the candidates nothing moves.
        let (candidates, rest) = self.hits.split_at(self.candidates);
        let cosines: Vec<f32> = candidates.iter().map(|hit| hit.cosine).collect();
        let scored = candidates.iter().enumerate();
        let logits: Vec<(usize, f32)> = scored
            .filter_map(|(index, hit)| Some((index, hit.found?.logit)))
            .collect();
        let order = metrics::rerank_tail_by_stage1(&cosines, &logits)?;
        let reranked = order.into_iter().map(|index| candidates[index]);
        Ok(reranked.chain(rest.iter().copied()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(logit: f32) -> Match {
        Match {
            logit,
            probability: 0.5,
        }
    }

    #[test]
    fn the_judged_come_first_and_the_rest_keep_their_order() {
        let by_cosine = [(7, 0.9), (3, 0.8), (5, 0.7), (1, 0.6), (0, 0.5)].to_vec();
        let mut reranking = Reranking::new(by_cosine.clone(), 4);
        assert_eq!(reranking.candidates(), [7, 3, 5, 1]);
        for (photo, logit) in [(5, 2.0), (7, 2.0), (1, 4.0)] {
            reranking.set_score(photo, found(logit)).expect("a candidate");
        }
        let hits = reranking.finish().expect("an order");
        let order: Vec<usize> = hits.iter().map(|hit| hit.photo).collect();
        // 7 and 5 are equal: 7 has the higher cosine. 3 was out of reach.
        assert_eq!(order, [1, 7, 5, 3, 0]);
        assert_eq!(hits.iter().filter(|hit| hit.found.is_some()).count(), 3);
        let untouched = Reranking::new(by_cosine, 9).finish().expect("an order");
        assert_eq!(
            untouched.iter().map(|hit| hit.photo).collect::<Vec<_>>(),
            [7, 3, 5, 1, 0]
        );
    }

    #[test]
    fn who_is_no_candidate_and_what_is_no_number_is_refused() {
        let mut reranking = Reranking::new(vec![(7, 0.9), (3, 0.8)], 1);
        assert!(reranking.set_score(3, found(1.0)).is_err());
        assert!(reranking.set_score(7, found(f32::NAN)).is_err());
    }

    #[test]
    fn scores_fall_from_the_reranked_to_the_rest() {
        let hit = |cosine, logit: Option<f32>| Hit {
            photo: 0,
            cosine,
            found: logit.map(found),
        };
        let ranking = [
            hit(0.1, Some(9.0)),
            hit(0.9, Some(-3.0)),
            hit(0.5, Some(-30.0)),
            hit(1.000_000_1, None),
            hit(-0.4, None),
        ];
        let scores: Vec<f32> = ranking.iter().map(Hit::score).collect();
        assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
        assert!(scores[1] > 1.0 && scores[2] >= 1.0 && scores[3] == 1.0);
    }
}
