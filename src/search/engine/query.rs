//! Queries: sentences and weighted terms, tokenized, encoded and read back.

use super::{Engine, read_encoded};
use crate::error::{Error, Refusal, Result};
use crate::model::method::TextRows;
use crate::search::known::Knowledge;
use crate::search::terms::{QueryTerm, terms};
use crate::search::typed::plain;
use crate::tokenizer::{MAX_WORDS, clean_caption};

/// An embedded query.
#[derive(Clone, Debug)]
pub struct Query {
    /// Feature of unit length that photos are compared with: the weighted sum of the terms' projected features.
    pub feature: Vec<f32>,
    /// Which of its words the model knows.
    pub knowledge: Knowledge,
    /// One term for a plain sentence, several for a weighted query.
    pub(in crate::search) terms: Vec<EmbeddedTerm>,
}

/// A term of a query, embedded.
#[derive(Clone, Debug)]
pub(in crate::search) struct EmbeddedTerm {
    /// Negative for what is not wanted.
    pub weight: f32,
    /// The words as the tokenizer saw them.
    pub text: String,
    knowledge: Knowledge,
    /// Projected feature of unit length.
    pub(super) feature: Vec<f32>,
    /// Hidden states `[tokens, hidden]`; empty where the method has no match head.
    pub(super) tokens: Vec<f32>,
    /// 1 for real tokens, 0 for padding.
    pub(super) mask: Vec<f32>,
}

impl Engine {
    /// Embeds what a person typed: variants of signs and what cannot be seen make no difference, and it may be weighted,
    /// see [`terms`](mod@crate::search::terms).
    ///
    /// # Errors
    /// When the text has no words or its terms cancel out, or the device fails.
    pub async fn embed_query(&self, typed: &str) -> Result<Query> {
        let text = plain(typed);
        self.embed_terms(terms(&text)?).await
    }

    /// Embeds a caption of a data set, exactly as training read it: no sign in it has a meaning of its own.
    ///
    /// # Errors
    /// When the text has no words, or the device fails.
    pub async fn embed_caption(&self, text: &str) -> Result<Query> {
        self.embed_terms(vec![QueryTerm { text, weight: 1.0 }]).await
    }

    async fn embed_terms(&self, terms: Vec<QueryTerm<'_>>) -> Result<Query> {
        let mut embedded = Vec::with_capacity(terms.len());
        for term in terms {
            embedded.push(self.embed_term(term.text, term.weight).await?);
        }
        let feature = match embedded.as_slice() {
            [only] if only.weight > 0.0 => only.feature.clone(),
            terms => combined_feature(terms)?,
        };
        Ok(Query {
            feature,
            knowledge: Knowledge::join(embedded.iter().map(|term| term.knowledge.clone())),
            terms: embedded,
        })
    }

    async fn embed_term(&self, text: &str, weight: f32) -> Result<EmbeddedTerm> {
        let text = clean_caption(text, MAX_WORDS);
        if text.trim().is_empty() {
            return Err(Error::Query(Refusal::NoWords));
        }
        let knowledge = Knowledge::of(
            &text,
            &self.tokenizer.piece_spans(&text)?,
            self.tokenizer.special().unknown,
            &self.languages(),
        );
        let limit = self.config.max_tokens();
        let ids = self.tokenizer.encode(&text, limit)?;
        let length = ids.len().next_multiple_of(self.pad_to).min(limit);
        let mut mask: Vec<i64> = vec![1; ids.len()];
        mask.resize(length, 0);
        let mut ids: Vec<i64> = ids.into_iter().map(i64::from).collect();
        ids.resize(length, i64::from(self.tokenizer.special().pad));
        let texts = TextRows {
            ids,
            mask: mask.clone(),
            batch: 1,
        };
        let positions = self.config.positions();
        let (feature, tokens) = read_encoded(self.model.encode_texts(texts, positions, &self.device)).await?;
        Ok(EmbeddedTerm {
            weight,
            text,
            knowledge,
            feature,
            tokens,
            mask: mask.into_iter().map(|m| m as f32).collect(),
        })
    }
}

/// The weighted sum of the terms' features, of unit length: by its cosines photos are ordered as by the weighted sum of
/// the terms' own cosines.
fn combined_feature(terms: &[EmbeddedTerm]) -> Result<Vec<f32>> {
    let width = terms.first().map_or(0, |term| term.feature.len());
    let mut sum = vec![0.0f32; width];
    for term in terms {
        for (sum, value) in sum.iter_mut().zip(&term.feature) {
            *sum += term.weight * value;
        }
    }
    let length = sum.iter().map(|v| v * v).sum::<f32>().sqrt();
    // Two features of one sentence differ by rounding, which says nothing about photos.
    if length < 1e-3 {
        return Err(Error::Query(Refusal::CancelOut));
    }
    Ok(sum.into_iter().map(|v| v / length).collect())
}
