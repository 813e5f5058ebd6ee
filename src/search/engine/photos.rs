//! Photos as the engine sees them: preprocessed, encoded, and read back as features.

use super::{Engine, read_encoded};
use crate::error::{Error, Result};
use crate::image::Pixels;
use burn::tensor::{Tensor, TensorData};
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

impl Engine {
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
}
