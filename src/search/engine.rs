//! The model behind plain data: pixels and text in, features and match scores out.

use super::gallery::dot;
use crate::config::ModelConfig;
use crate::error::{Error, Result};
use crate::image::{Filter, Normalization, Pixels, Preprocess};
use crate::model::retriever::{Retriever, Side};
use crate::model::text_encoder::Tokens;
use crate::tokenizer::{Tokenizer, clean_caption};
use crate::weights::read::{load, read_tensors};
use burn::tensor::{Device, Tensor, TensorData};
use half::f16;

/// Words of a query beyond this are cut, as the reference cuts captions.
const MAX_WORDS: usize = 77;

/// What is kept of one photo.
#[derive(Clone, Debug)]
pub struct Embedding {
    /// Projected feature of unit length, for stage 1.
    pub feature: Vec<f32>,
    /// Hidden states `[image tokens, hidden]`, for the match head; in half precision to save memory.
    pub tokens: Vec<f16>,
}

/// An embedded query.
#[derive(Clone, Debug)]
pub struct Query {
    /// Projected feature of unit length.
    pub feature: Vec<f32>,
    /// Hidden states `[tokens, hidden]`.
    tokens: Vec<f32>,
    /// 1 for real tokens, 0 for padding.
    mask: Vec<f32>,
}

/// The match head's verdict on one photo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// By which photos are ordered: the calibrated logit, or the logit of "match" (SPEC 1.9).
    pub logit: f32,
    /// Probability of "match".
    pub probability: f32,
}

impl Match {
    /// A score above every cosine, so that scores never rise along a ranking whose first part is re-ranked:
    /// `1 + sigmoid(logit)`, in 1..2.
    pub fn score(&self) -> f32 {
        1.0 + 1.0 / (1.0 + (-self.logit).exp())
    }
}

/// A loaded model with its tokenizer.
#[derive(Debug)]
pub struct Engine {
    config: ModelConfig,
    tokenizer: Tokenizer,
    model: Retriever,
    preprocess: Preprocess,
    device: Device,
}

impl Engine {
    /// Loads exported weights: the bytes of `config.json`, `tokenizer.json` and `model.safetensors`.
    ///
    /// # Errors
    /// When one of them is damaged or they do not fit together.
    pub fn load(config: &[u8], tokenizer: &[u8], weights: &[u8], device: &Device) -> Result<Self> {
        let config = ModelConfig::from_json(config)?;
        let tokenizer = Tokenizer::from_bytes(tokenizer)?;
        let model = load(Retriever::new(&config, false, device), &read_tensors(weights)?)?;
        Self::new(config, tokenizer, model, device)
    }

    /// Wraps a model that is already there.
    ///
    /// # Errors
    /// When the tokenizer's vocabulary does not fit the model.
    pub fn new(config: ModelConfig, tokenizer: Tokenizer, model: Retriever, device: &Device) -> Result<Self> {
        tokenizer.check_vocabulary(config.text.vocabulary)?;
        let [height, width] = config.vision.image_size;
        let normalization = Normalization {
            mean: config.vision.mean,
            std: config.vision.std,
        };
        let preprocess = Preprocess {
            width,
            height,
            filter: Filter::Bicubic,
            normalization,
        };
        Ok(Self {
            config,
            tokenizer,
            model,
            preprocess,
            device: device.clone(),
        })
    }

    /// The model's configuration.
    pub fn config(&self) -> &ModelConfig {
        &self.config
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
        let [height, width] = self.config.vision.image_size;
        let pixels = TensorData::new(inputs.concat(), [batch, 3, height, width]);
        let hidden = self
            .model
            .image_encoder()
            .forward(Tensor::from_data(pixels, &self.device), None);
        let features = read(self.model.image_features(hidden.clone())).await?;
        let tokens = read(hidden).await?;
        let (feature_len, token_len) = (features.len() / batch, tokens.len() / batch);
        let embedding = |(feature, tokens): (&[f32], &[f32])| Embedding {
            feature: feature.to_vec(),
            tokens: tokens.iter().map(|v| f16::from_f32(*v)).collect(),
        };
        let rows = features
            .chunks_exact(feature_len)
            .zip(tokens.chunks_exact(token_len));
        let embeddings: Vec<Embedding> = rows.map(embedding).collect();
        if embeddings
            .iter()
            .any(|e| e.feature.iter().any(|v| !v.is_finite()))
        {
            return Err(Error::Device("the image features are not finite numbers".into()));
        }
        Ok(embeddings)
    }

    /// Embeds a query.
    ///
    /// # Errors
    /// When the text has no words, or the device fails.
    pub async fn embed_query(&self, text: &str) -> Result<Query> {
        let text = clean_caption(text, MAX_WORDS);
        if text.trim().is_empty() {
            return Err(Error::Query("the query has no words".into()));
        }
        let limit = self.config.text.max_tokens;
        let ids = self.tokenizer.encode(&text, limit)?;
        // Few lengths, so that a GPU compiles few shapes.
        let length = ids.len().next_multiple_of(16).min(limit);
        let mut mask = vec![1; ids.len()];
        mask.resize(length, 0);
        let mut ids: Vec<i64> = ids.into_iter().map(i64::from).collect();
        ids.resize(length, i64::from(self.tokenizer.special().pad));
        let tokens = Tokens::new(ids, &mask, 1, length, self.config.text.positions, &self.device);
        let hidden = self.model.text_encoder().forward(&tokens);
        let feature = read(self.model.text_features(hidden.clone(), Side::Source)).await?;
        let tokens = read(hidden).await?;
        Ok(Query {
            feature,
            tokens,
            mask: mask.into_iter().map(|m| m as f32).collect(),
        })
    }

    /// What the match head says of each candidate, together with the cosine where the weights are calibrated.
    ///
    /// # Errors
    /// When the device fails.
    pub async fn matches(&self, query: &Query, candidates: &[&Embedding]) -> Result<Vec<Match>> {
        let pairs = self.match_pairs(query, candidates).await?;
        let judge = |(pair, candidate): (&[f32], &&Embedding)| {
            let difference = pair[1] - pair[0];
            match &self.config.calibration {
                Some(calibration) => {
                    let logit = calibration.logit(dot(&candidate.feature, &query.feature), difference);
                    Match {
                        logit,
                        probability: 1.0 / (1.0 + (-logit).exp()),
                    }
                }
                None => Match {
                    logit: pair[1],
                    probability: 1.0 / (1.0 + (-difference).exp()),
                },
            }
        };
        Ok(pairs.chunks_exact(2).zip(candidates).map(judge).collect())
    }

    /// The match head's logit differences, "match" minus "no match", without calibration.
    ///
    /// # Errors
    /// When the device fails.
    pub async fn match_differences(&self, query: &Query, candidates: &[&Embedding]) -> Result<Vec<f32>> {
        let pairs = self.match_pairs(query, candidates).await?;
        Ok(pairs.chunks_exact(2).map(|pair| pair[1] - pair[0]).collect())
    }

    async fn match_pairs(&self, query: &Query, candidates: &[&Embedding]) -> Result<Vec<f32>> {
        let batch = candidates.len();
        if batch == 0 {
            return Ok(Vec::new());
        }
        let hidden = self.config.hidden;
        let length = query.mask.len();
        let image: Vec<f32> = candidates
            .iter()
            .flat_map(|c| c.tokens.iter().map(|v| v.to_f32()))
            .collect();
        let image = TensorData::new(image, [batch, self.config.image_tokens(), hidden]);
        let image = Tensor::<3>::from_data(image, &self.device);
        let text = TensorData::new(query.tokens.clone(), [1, length, hidden]);
        let text = Tensor::<3>::from_data(text, &self.device).expand([batch, length, hidden]);
        let mask = TensorData::new(query.mask.clone(), [1, length]);
        let mask = Tensor::<2>::from_data(mask, &self.device).expand([batch, length]);
        read(self.model.match_logits(image, text, &mask)).await
    }
}

/// Reads a tensor back, row-major.
async fn read<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f32>> {
    let data = tensor
        .into_data_async()
        .await
        .map_err(|e| Error::Device(format!("{e:?}")))?;
    data.try_to_vec::<f32>()
        .map_err(|e| Error::Device(format!("{e:?}")))
}
