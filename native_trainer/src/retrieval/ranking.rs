//! One query against a gallery: stage 1 by cosine, stage 2 by the match head on the best.

use crate::error::{Error, Result};
use bi_irra::search::region::Region;
use bi_irra::search::{Embedding, Engine, Gallery, Hit, Query, Reranking, Similarities};
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

/// An embedded query compared with every photo.
pub struct Stage1 {
    /// The query.
    pub query: Query,
    /// What it was found to be like.
    pub likeness: Similarities,
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
        let likeness = gallery.compare(&query.feature);
        if likeness.cosines().iter().any(|cosine| !cosine.is_finite()) {
            return Err(Error::Device("the features are not finite numbers".into()));
        }
        Ok(Self { query, likeness })
    }

    /// The crop that a photo counts by.
    fn embedding(&self, gallery: &Gallery, photo: usize) -> Embedding {
        gallery.embedding(self.likeness.crop(photo))
    }

    /// Where the best person of a photo is; `None` where it was searched as a whole.
    pub fn region(&self, gallery: &Gallery, photo: usize) -> Option<Region> {
        gallery.region(photo, self.likeness.crop(photo))
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
            let embeddings: Vec<Embedding> = chunk
                .iter()
                .map(|photo| self.embedding(gallery, *photo))
                .collect();
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
        let mut reranking = Reranking::new(self.likeness.all(), rerank);
        for chunk in reranking.candidates().chunks(MATCH_BATCH) {
            let embeddings: Vec<Embedding> = chunk
                .iter()
                .map(|photo| self.embedding(gallery, *photo))
                .collect();
            let embeddings: Vec<&Embedding> = embeddings.iter().collect();
            let found = block_on(engine.matches(&self.query, &embeddings))?;
            for (photo, found) in chunk.iter().zip(found) {
                reranking.set_score(*photo, found)?;
            }
        }
        Ok(reranking.finish()?)
    }
}
