//! One query against a gallery: stage 1 by cosine, stage 2 by the match head on the best.

use crate::error::{Error, Result};
use bi_irra::metrics;
use bi_irra::search::{Embedding, Engine, Gallery, Match, Query};
use futures_lite::future::block_on;

/// Candidates that the match head looks at in one go.
const MATCH_BATCH: usize = 64;

/// Candidates of stage 2 where nobody says how many.
const RERANK: usize = 32;

/// The candidates of stage 2: as many as were asked for, else [`RERANK`], or none without a match head.
///
/// # Errors
/// When candidates were asked for without a match head.
pub fn candidates(engine: &Engine, asked: Option<usize>) -> Result<usize> {
    match (engine.reranker(), asked) {
        (Ok(_), asked) => Ok(asked.unwrap_or(RERANK)),
        (Err(_), None | Some(0)) => Ok(0),
        (Err(error), Some(_)) => Err(error.into()),
    }
}

/// A photo in a ranking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Position in the gallery.
    pub photo: usize,
    /// Cosine of photo and query.
    pub cosine: f32,
    /// The match head's verdict, for photos that it looked at.
    pub found: Option<Match>,
}

impl Hit {
    /// A score that never rises along a ranking: [`Match::score`], in 1..2, for what the match head looked at, and
    /// the cosine, at most 1, for the rest.
    pub fn score(&self) -> f32 {
        self.found.map_or(self.cosine.min(1.0), |found| found.score())
    }
}

/// An embedded query with the gallery's cosines.
pub struct Stage1 {
    /// The query.
    pub query: Query,
    /// Cosine of each photo, in the gallery's order.
    pub cosines: Vec<f32>,
}

impl Stage1 {
    /// Embeds what a person typed and compares it with every photo.
    ///
    /// # Errors
    /// When the text has no words, or the device fails.
    pub fn of_query(engine: &Engine, gallery: &Gallery, typed: &str) -> Result<Self> {
        Self::new(gallery, block_on(engine.embed_query(typed))?)
    }

    /// Embeds a caption of a data set and compares it with every photo.
    ///
    /// # Errors
    /// When the text has no words, or the device fails.
    pub fn of_caption(engine: &Engine, gallery: &Gallery, text: &str) -> Result<Self> {
        Self::new(gallery, block_on(engine.embed_caption(text))?)
    }

    fn new(gallery: &Gallery, query: Query) -> Result<Self> {
        let mut cosines = vec![0.0; gallery.len()];
        for (photo, cosine) in gallery.rank(&query.feature) {
            cosines[photo] = cosine;
        }
        if cosines.iter().any(|cosine| !cosine.is_finite()) {
            return Err(Error::Device("the features are not finite numbers".into()));
        }
        Ok(Self { query, cosines })
    }

    /// The match head's logit differences, "match" minus "no match", for some photos.
    ///
    /// # Errors
    /// When the device fails.
    pub fn match_differences(
        &self,
        engine: &Engine,
        gallery: &Gallery,
        photos: &[usize],
    ) -> Result<Vec<f32>> {
        let mut differences = Vec::with_capacity(photos.len());
        for chunk in photos.chunks(MATCH_BATCH) {
            let embeddings: Vec<Embedding> = chunk.iter().map(|photo| gallery.embedding(*photo)).collect();
            let embeddings: Vec<&Embedding> = embeddings.iter().collect();
            differences.extend(block_on(engine.match_differences(&self.query, &embeddings))?);
        }
        Ok(differences)
    }

    /// The whole gallery, best first: the best `rerank` photos of stage 1 by their match logit, then the rest.
    ///
    /// # Errors
    /// When photos are to be re-ranked without a match head, or the device fails.
    pub fn rank(&self, engine: &Engine, gallery: &Gallery, rerank: usize) -> Result<Vec<Hit>> {
        let candidates = metrics::top_k(&self.cosines, rerank);
        let mut verdicts = vec![None; self.cosines.len()];
        let mut reranked = Vec::with_capacity(candidates.len());
        for chunk in candidates.chunks(MATCH_BATCH) {
            let embeddings: Vec<Embedding> = chunk.iter().map(|photo| gallery.embedding(*photo)).collect();
            let embeddings: Vec<&Embedding> = embeddings.iter().collect();
            let found = block_on(engine.matches(&self.query, &embeddings))?;
            for (photo, found) in chunk.iter().zip(found) {
                if !found.logit.is_finite() {
                    return Err(Error::Device("the match logits are not finite numbers".into()));
                }
                verdicts[*photo] = Some(found);
                reranked.push((*photo, found.logit));
            }
        }
        let order = metrics::rerank_tail_by_stage1(&self.cosines, &reranked)?;
        let hit = |photo| Hit {
            photo,
            cosine: self.cosines[photo],
            found: verdicts[photo],
        };
        Ok(order.into_iter().map(hit).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_fall_from_the_reranked_to_the_rest() {
        let hit = |cosine, logit: Option<f32>| Hit {
            photo: 0,
            cosine,
            found: logit.map(|logit| Match {
                logit,
                probability: 0.5,
            }),
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
