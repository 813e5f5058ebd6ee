//! The model behind plain data: pixels and text in, features and match scores out.

use super::gallery::dot;
use super::known::{self, Knowledge};
use super::match_score::Match;
use super::terms::{QueryTerm, terms};
use super::typed::plain;
use crate::config::BiIrraConfig;
use crate::config::method::ModelConfig;
use crate::error::{Error, Refusal, Result};
use crate::image::{Pixels, Preprocess};
use crate::model::bi_irra::cross_kv_cache::CrossKvCache;
use crate::model::bi_irra::network::BiIrra;
use crate::model::method::{Encoded, Model, TextRows};
use crate::model::parts::Parts;
use crate::nn::ops::is_gpu;
use crate::tokenizer::{MAX_WORDS, Tokenizer, clean_caption};
use crate::weights::read::{load, read_tensors};
use burn::tensor::{Device, Tensor, TensorData};
use half::f16;

/// What is kept of one photo.
#[derive(Clone, Debug)]
pub struct Embedding {
    /// Projected feature of unit length, for stage 1.
    pub feature: Vec<f32>,
    /// Hidden states `[image tokens, hidden]`, for the match head; in half precision to save memory. Empty where the
    /// method has no match head.
    pub tokens: Vec<f16>,
}

/// A photo that the match head is to look at.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'p> {
    /// Its projected feature of unit length.
    pub feature: &'p [f32],
    /// Its keys and values in the interaction encoder, from [`Engine::cross_key_values`].
    pub kv: &'p CrossKvCache,
}

/// An embedded query.
#[derive(Clone, Debug)]
pub struct Query {
    /// Feature of unit length that photos are compared with: the weighted sum of the terms' projected features.
    pub feature: Vec<f32>,
    /// Which of its words the model knows.
    pub knowledge: Knowledge,
    /// One term for a plain sentence, several for a weighted query.
    pub(super) terms: Vec<EmbeddedTerm>,
}

/// A term of a query, embedded.
#[derive(Clone, Debug)]
pub(super) struct EmbeddedTerm {
    /// Negative for what is not wanted.
    pub weight: f32,
    /// The words as the tokenizer saw them.
    pub text: String,
    knowledge: Knowledge,
    /// Projected feature of unit length.
    feature: Vec<f32>,
    /// Hidden states `[tokens, hidden]`; empty where the method has no match head.
    tokens: Vec<f32>,
    /// 1 for real tokens, 0 for padding.
    mask: Vec<f32>,
}

/// A loaded model with its tokenizer.
///
/// ```
/// use bi_irra::image::decode;
/// use bi_irra::search::{Engine, Gallery};
/// use burn::tensor::Device;
/// use futures_lite::future::block_on;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let file = |name: &str| std::fs::read(format!("model_weights/{name}"));
/// let engine = Engine::load(
///     &file("config.json")?,
///     &file("tokenizer.json")?,
///     &file("model.safetensors")?,
///     &Device::flex(),
/// )?;
///
/// let mut gallery = Gallery::new(engine.config().embed_dim());
/// for name in ["p0001.jpg", "p0002.jpg", "p0003.jpg"] {
///     let photo = decode(&std::fs::read(format!("www/sample/{name}"))?)?;
///     for embedding in block_on(engine.embed_images(&[photo]))? {
///         gallery.push(name.to_owned(), embedding);
///     }
/// }
///
/// let query = block_on(engine.embed_query("woman in a red coat"))?;
/// let (best, cosine) = gallery.rank(&query.feature)[0];
/// let found = block_on(engine.matches(&query, &[&gallery.embedding(best)]))?;
/// assert!((-1.0..=1.0).contains(&cosine));
/// assert!((0.0..=1.0).contains(&found[0].probability));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Engine {
    config: ModelConfig,
    tokenizer: Tokenizer,
    model: Model,
    preprocess: Preprocess,
    device: Device,
    /// Sentences are padded to a multiple of this many tokens.
    pad_to: usize,
}

/// A GPU compiles its kernels for each length of a sentence, so there are few.
const STEP_ON_GPU: usize = 16;

impl Engine {
    /// Loads exported weights: the bytes of `config.json`, `tokenizer.json` and `model.safetensors`.
    ///
    /// # Errors
    /// When one of them is damaged or they do not fit together.
    pub fn load(config: &[u8], tokenizer: &[u8], weights: &[u8], device: &Device) -> Result<Self> {
        let config = ModelConfig::from_json(config)?;
        let tokenizer = Tokenizer::from_bytes(tokenizer)?;
        let model = load(
            Model::new(&config, Parts::Inference, device),
            &read_tensors(weights)?,
        )?;
        Self::new(config, tokenizer, model, device)
    }

    /// Wraps a model that is already there.
    ///
    /// # Errors
    /// When the tokenizer's vocabulary does not fit the model.
    pub fn new(
        config: impl Into<ModelConfig>,
        tokenizer: Tokenizer,
        model: impl Into<Model>,
        device: &Device,
    ) -> Result<Self> {
        let config = config.into();
        tokenizer.check_vocabulary(config.vocabulary())?;
        Ok(Self {
            preprocess: Preprocess::for_model(&config),
            config,
            tokenizer,
            model: model.into().for_inference(),
            device: device.clone(),
            // In a page the caller knows: there a device does not say what it is.
            pad_to: match cfg!(target_family = "wasm") || is_gpu(device) {
                true => STEP_ON_GPU,
                false => 1,
            },
        })
    }

    /// Does not pad sentences: for processors, which compile nothing and would compute the padding.
    pub fn without_padding(self) -> Self {
        Self { pad_to: 1, ..self }
    }

    /// Pads sentences as another engine does, which is to look closer with what this one has read.
    pub fn padding_like(self, other: &Self) -> Self {
        Self {
            pad_to: other.pad_to,
            ..self
        }
    }

    /// The model's configuration.
    pub fn config(&self) -> &ModelConfig {
        &self.config
    }

    /// Whether [`matches`](Self::matches) can score photos; without a match head stage 1 is all there is.
    pub fn has_match_head(&self) -> bool {
        self.reranker().is_ok()
    }

    /// The model with its match head, and its configuration.
    ///
    /// # Errors
    /// When the method has none.
    pub fn reranker(&self) -> Result<(&BiIrra, &BiIrraConfig)> {
        match (&self.model, &self.config) {
            (Model::BiIrra(model), ModelConfig::BiIrra(config)) => Ok((model, config)),
            _ => Err(Error::NoMatchHead(self.config.method().to_string())),
        }
    }

    /// How photos become the model's input.
    pub fn preprocess(&self) -> Preprocess {
        self.preprocess
    }

    /// The tokenizer.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// Embeds a batch of photos; one read-back for the batch.
    ///
    /// # Errors
    /// When the device fails.
    pub async fn embed_images(&self, images: &[Pixels]) -> Result<Vec<Embedding>> {
        let inputs: Vec<Vec<f32>> = images.iter().map(|image| self.preprocess.apply(image)).collect();
        self.embed_inputs(&inputs).await
    }

    /// Embeds a batch of preprocessed photos, each `[3, height, width]`.
    ///
    /// # Errors
    /// When the device fails.
    pub async fn embed_inputs(&self, inputs: &[Vec<f32>]) -> Result<Vec<Embedding>> {
        if inputs.is_empty() {
            return Ok(Vec::new());
        }
        let batch = inputs.len();
        let [height, width] = self.config.image_size();
        let pixels = TensorData::new(inputs.concat(), [batch, 3, height, width]);
        let encoded = self.model.encode_images(Tensor::from_data(pixels, &self.device));
        let (features, tokens) = read_encoded(encoded).await?;
        let (feature_len, token_len) = (features.len() / batch, tokens.len() / batch);
        let embedding = |index: usize| Embedding {
            feature: features[index * feature_len..(index + 1) * feature_len].to_vec(),
            tokens: tokens[index * token_len..(index + 1) * token_len]
                .iter()
                .map(|v| f16::from_f32(*v))
                .collect(),
        };
        let embeddings: Vec<Embedding> = (0..batch).map(embedding).collect();
        if embeddings
            .iter()
            .any(|e| e.feature.iter().any(|v| !v.is_finite()))
        {
            return Err(Error::Device("the image features are not finite numbers".into()));
        }
        Ok(embeddings)
    }

    /// The codes of the languages that the weights learned.
    pub fn languages(&self) -> Vec<String> {
        known::languages(self.config.languages())
    }

    /// Embeds what a person typed: variants of signs and what cannot be seen make no difference, and it may be weighted,
    /// see [`terms`](mod@super::terms).
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
                        let logit = calibration.logit(cosine, pair[1] - pair[0]);
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
    pub(super) fn image_tokens(&self, config: &BiIrraConfig, photos: &[&[f16]]) -> Tensor<3> {
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
    pub(super) fn text_tokens(&self, config: &BiIrraConfig, term: &EmbeddedTerm) -> (Tensor<3>, Tensor<2>) {
        let (length, hidden) = (term.mask.len(), config.hidden);
        let text = TensorData::new(term.tokens.clone(), [1, length, hidden]);
        let mask = TensorData::new(term.mask.clone(), [1, length]);
        (
            Tensor::from_data(text, &self.device),
            Tensor::from_data(mask, &self.device),
        )
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

/// Features and hidden states, row-major; the latter empty where there are none.
async fn read_encoded(encoded: Encoded) -> Result<(Vec<f32>, Vec<f32>)> {
    let features = read(encoded.features).await?;
    let hidden = match encoded.hidden {
        Some(hidden) => read(hidden).await?,
        None => Vec::new(),
    };
    Ok((features, hidden))
}

/// Reads a tensor back, row-major.
pub(super) async fn read<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f32>> {
    let data = tensor
        .into_data_async()
        .await
        .map_err(|e| Error::Device(format!("{e:?}")))?;
    data.try_to_vec::<f32>()
        .map_err(|e| Error::Device(format!("{e:?}")))
}
