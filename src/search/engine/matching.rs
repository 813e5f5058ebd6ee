//! The match head's second look: whether a query and a photo belong together.

use super::photos::Embedding;
use super::query::{EmbeddedTerm, Query};
use super::{Engine, read};
use crate::config::BiIrraConfig;
use crate::error::Result;
use crate::model::bi_irra::cross_kv_cache::CrossKvCache;
use crate::search::gallery::dot;
use crate::search::match_score::Match;
use burn::tensor::{Tensor, TensorData};
use half::f16;

/// A photo that the match head is to look at.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'p> {
    /// Its projected feature of unit length.
    pub feature: &'p [f32],
    /// Its keys and values in the interaction encoder, from [`Engine::cross_key_values`].
    pub kv: &'p CrossKvCache,
}

impl Engine {
    /// What the match head says of each candidate, together with the cosine where the
    /// weights are calibrated.
    ///
    /// # Errors
    /// When the method has no match head, or the device fails.
    pub async fn matches(&self, query: &Query, candidates: &[&Embedding]) -> Result<Vec<Match>> {
        let features: Vec<&[f32]> = candidates.iter().map(|photo| photo.feature.as_slice()).collect();
        let kv = self.cross_kv_of(candidates)?;
        self.match_scores(query, &features, &kv).await
    }

    /// The keys and values of the photo with these hidden states in the interaction encoder, whatever is asked: most of the work of
    /// [`matches`](Self::matches) on a short query, and the same for the next one.
    ///
    /// # Errors
    /// When the method has no match head.
    pub fn cross_key_values(&self, tokens: &[f16]) -> Result<CrossKvCache> {
        let (model, config) = self.reranker()?;
        Ok(model
            .text_encoder()
            .cross_key_values(self.image_tokens(config, &[tokens])))
    }

    /// As [`matches`](Self::matches), of photos whose keys and values are cached.
    ///
    /// # Errors
    /// When the method has no match head, or the device fails.
    pub async fn score_pairs(&self, query: &Query, candidates: &[Candidate<'_>]) -> Result<Vec<Match>> {
        let features: Vec<&[f32]> = candidates.iter().map(|candidate| candidate.feature).collect();
        let caches: Vec<&CrossKvCache> = candidates.iter().map(|candidate| candidate.kv).collect();
        self.match_scores(query, &features, &CrossKvCache::join(&caches))
            .await
    }

    async fn match_scores(
        &self,
        query: &Query,
        candidates: &[&[f32]],
        kv: &CrossKvCache,
    ) -> Result<Vec<Match>> {
        let mut scores = vec![Vec::with_capacity(query.terms.len()); candidates.len()];
        for term in &query.terms {
            let pairs = self.match_pairs(term, kv).await?;
            for ((scores, pair), candidate) in scores.iter_mut().zip(pairs.chunks_exact(2)).zip(candidates) {
                let found = match self.config.calibration() {
                    Some(calibration) => {
                        let cosine = dot(candidate, &term.feature);
                        let logit = calibration.logit(&term.feature, cosine, pair[1] - pair[0]);
                        Match::from_calibrated(calibration, logit)
                    }
                    None => Match::from_logits(pair[0], pair[1]),
                };
                scores.push((term.weight, found));
            }
        }
        Ok(scores.iter().map(|terms| Match::of_terms(terms)).collect())
    }

    /// The match head's logit differences, "match" minus "no match", without calibration; of a weighted query the
    /// weighted mean.
    ///
    /// # Errors
    /// When the method has no match head, or the device fails.
    pub async fn match_differences(&self, query: &Query, candidates: &[&Embedding]) -> Result<Vec<f32>> {
        let total: f32 = query.terms.iter().map(|term| term.weight.abs()).sum();
        let kv = self.cross_kv_of(candidates)?;
        let mut differences = vec![0.0; candidates.len()];
        for term in &query.terms {
            let pairs = self.match_pairs(term, &kv).await?;
            for (sum, pair) in differences.iter_mut().zip(pairs.chunks_exact(2)) {
                *sum += term.weight / total * (pair[1] - pair[0]);
            }
        }
        Ok(differences)
    }

    fn cross_kv_of(&self, photos: &[&Embedding]) -> Result<CrossKvCache> {
        let (model, config) = self.reranker()?;
        if photos.is_empty() {
            return Ok(CrossKvCache::join(&[]));
        }
        let tokens: Vec<&[f16]> = photos.iter().map(|photo| photo.tokens.as_slice()).collect();
        Ok(model
            .text_encoder()
            .cross_key_values(self.image_tokens(config, &tokens)))
    }

    async fn match_pairs(&self, term: &EmbeddedTerm, kv: &CrossKvCache) -> Result<Vec<f32>> {
        let (model, config) = self.reranker()?;
        if kv.images() == 0 {
            return Ok(Vec::new());
        }
        let (text, mask) = self.text_tokens(config, term);
        read(model.match_logits_by_kv(kv, text, &mask)).await
    }

    /// # Shapes
    /// - output: `[batch, image tokens, hidden]`
    pub(in crate::search) fn image_tokens(&self, config: &BiIrraConfig, photos: &[&[f16]]) -> Tensor<3> {
        let values: Vec<f32> = photos
            .iter()
            .flat_map(|tokens| tokens.iter().map(|v| v.to_f32()))
            .collect();
        let shape = [photos.len(), config.image_tokens(), config.hidden];
        Tensor::from_data(TensorData::new(values, shape), &self.device)
    }

    /// The hidden states and the mask of a term.
    ///
    /// # Shapes
    /// - output: `[1, tokens, hidden]` and `[1, tokens]`
    pub(in crate::search) fn text_tokens(
        &self,
        config: &BiIrraConfig,
        term: &EmbeddedTerm,
    ) -> (Tensor<3>, Tensor<2>) {
        let (length, hidden) = (term.mask.len(), config.hidden);
        let text = TensorData::new(term.tokens.clone(), [1, length, hidden]);
        let mask = TensorData::new(term.mask.clone(), [1, length]);
        (
            Tensor::from_data(text, &self.device),
            Tensor::from_data(mask, &self.device),
        )
    }
}
