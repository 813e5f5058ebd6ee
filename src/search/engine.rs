//! The model behind plain data: pixels and text in, features and match scores out.
//!
//! - `photos`: features of photos; `query`: those of what a person typed.
//! - `matching`: what the match head says of a query and a photo.

mod matching;
mod photos;
mod query;

use super::known;
use crate::config::BiIrraConfig;
use crate::config::method::ModelConfig;
use crate::error::{Error, Result};
use crate::image::Preprocess;
use crate::model::bi_irra::network::BiIrra;
use crate::model::method::{Encoded, Model};
use crate::model::parts::Parts;
use crate::nn::ops::is_gpu;
use crate::tokenizer::Tokenizer;
use crate::weights::read::{load, read_tensors};
use burn::tensor::{Device, Tensor};

pub use matching::Candidate;
pub use photos::Embedding;
pub use query::Query;

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

    /// The codes of the languages that the weights learned.
    pub fn languages(&self) -> Vec<String> {
        known::languages(self.config.languages())
    }
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
