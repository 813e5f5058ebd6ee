//! The retrieval model: both encoders, the projections into the shared space and the match head.

use super::cross_kv_cache::CrossKvCache;
use super::image_encoder::ImageEncoder;
use super::text_encoder::TextEncoder;
use super::tokens::Tokens;
use crate::config::BiIrraConfig;
use crate::model::parts::Parts;
use crate::nn::head::Head;
use crate::nn::ops::{constant, init_linear, initial_std, l2_normalize, linear};
use crate::objective::dense;
use burn::module::{Module, Param};
use burn::nn::Linear;
use burn::tensor::{Device, Tensor};

/// Start value of the contrastive temperature (SPEC 1.3).
pub const TEMPERATURE: f64 = 0.07;

/// Which text projection a text goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Source language (English).
    Source,
    /// Target language.
    Target,
}

/// Bi-IRRA. Parts that only training needs are `None` in exported weights.
#[derive(Module, Debug)]
pub struct BiIrra {
    vision_encoder: ImageEncoder,
    text_encoder: TextEncoder,
    vision_proj: Linear,
    text_proj: Linear,
    tl_text_proj: Option<Linear>,
    temp: Param<Tensor<1>>,
    itm_head: Head,
    mim_head: Option<Head>,
    concept_head: Option<Linear>,
    dense_head: Option<Linear>,
}

impl BiIrra {
    /// Initialises the model with random weights; [`Parts::Training`] adds the MLM and D-MIM parts.
    pub fn new(config: &BiIrraConfig, parts: Parts, device: &Device) -> Self {
        let (hidden, embed) = (config.hidden, config.embed_dim);
        Self {
            vision_encoder: ImageEncoder::new(config, parts, device),
            text_encoder: TextEncoder::new(config, parts, device),
            vision_proj: init_linear(hidden, embed, initial_std(hidden), device),
            text_proj: init_linear(hidden, embed, initial_std(hidden), device),
            tl_text_proj: config
                .target_projection
                .then(|| init_linear(hidden, embed, initial_std(hidden), device)),
            temp: constant([1], TEMPERATURE, device),
            itm_head: Head::new(hidden, 2, device),
            mim_head: parts.for_training().then(|| Head::new(hidden, hidden, device)),
            concept_head: (parts.for_training() && config.concepts > 0)
                .then(|| init_linear(embed, config.concepts, initial_std(hidden), device)),
            dense_head: (parts.for_training() && config.regions > 0).then(|| {
                let answers = dense::CELLS * config.regions + config.concepts;
                init_linear(hidden, answers, initial_std(hidden), device)
            }),
        }
    }

    /// The same weights without what only training needs.
    pub fn inference_only(self) -> Self {
        Self {
            vision_encoder: self.vision_encoder.inference_only(),
            text_encoder: self.text_encoder.inference_only(),
            mim_head: None,
            concept_head: None,
            dense_head: None,
            ..self
        }
    }

    /// Computes once what hangs on the weights alone, for a model that is only used from here on.
    pub fn for_inference(self) -> Self {
        Self {
            vision_encoder: self.vision_encoder.for_inference(),
            ..self
        }
    }

    /// The image encoder.
    pub fn image_encoder(&self) -> &ImageEncoder {
        &self.vision_encoder
    }

    /// The text and interaction encoder.
    pub fn text_encoder(&self) -> &TextEncoder {
        &self.text_encoder
    }

    /// The temperature that divides contrastive logits.
    ///
    /// # Shapes
    /// - output: `[1]`
    pub fn temperature(&self) -> Tensor<1> {
        self.temp.val()
    }

    /// Projected image features of unit length.
    ///
    /// # Shapes
    /// - `image`: `[batch, image tokens, hidden]`
    /// - output: `[batch, embed_dim]`
    pub fn image_features(&self, image: Tensor<3>) -> Tensor<2> {
        l2_normalize(self.vision_proj.forward(first_token(image)))
    }

    /// Projected text features of unit length.
    ///
    /// # Shapes
    /// - `text`: `[batch, tokens, hidden]`
    /// - output: `[batch, embed_dim]`
    pub fn text_features(&self, text: Tensor<3>, side: Side) -> Tensor<2> {
        let projection = match (&self.tl_text_proj, side) {
            (Some(target), Side::Target) => target,
            _ => &self.text_proj,
        };
        l2_normalize(projection.forward(first_token(text)))
    }

    /// ITM logits: column 1 is "match" (SPEC 1.4).
    ///
    /// # Shapes
    /// - `image`: `[batch, image tokens, hidden]`; `text`: `[batch, tokens, hidden]`; `mask`: `[batch, tokens]`
    /// - output: `[batch, 2]`
    pub fn match_logits(&self, image: Tensor<3>, text: Tensor<3>, mask: &Tensor<2>) -> Tensor<2> {
        self.match_logits_by_kv(&self.text_encoder.cross_key_values(image), text, mask)
    }

    /// The same of images whose keys and values are there already.
    ///
    /// # Shapes
    /// - `kv`: of `batch` images; `text`: `[batch, tokens, hidden]`; `mask`: `[batch, tokens]`; or one row of each
    /// - output: `[batch, 2]`
    pub fn match_logits_by_kv(&self, kv: &CrossKvCache, text: Tensor<3>, mask: &Tensor<2>) -> Tensor<2> {
        let fused = self.text_encoder.fuse_text_with_kv(text, mask, kv);
        self.itm_head.forward(first_token(fused))
    }

    /// Word logits of masked texts fused with their images (SPEC 1.4, MLM).
    ///
    /// # Shapes
    /// - `image`: `[batch, image tokens, hidden]`
    /// - `positions`: `[batch, masks]`
    /// - output: `[batch, masks, vocabulary]`
    pub fn masked_word_logits(
        &self,
        image: Tensor<3>,
        masked: &Tokens,
        positions: Tensor<2, burn::tensor::Int>,
    ) -> Tensor<3> {
        let text = self.text_encoder.forward_by_length(masked);
        let fused = self.text_encoder.fuse_text_with_image(text, &masked.mask, image);
        self.text_encoder.predict_words(fused, positions)
    }

    /// The classifier of the concept supervision; `None` where there is no such supervision.
    pub fn concept_head(&self) -> Option<&Linear> {
        self.concept_head.as_ref()
    }

    /// What the patch tokens answer in the dense supervision; `None` where there is no such supervision.
    ///
    /// # Shapes
    /// - `image`: `[batch, image tokens, hidden]`
    /// - output: `[batch, patches, answers]`
    pub fn dense_answers(&self, image: &Tensor<3>) -> Option<Tensor<3>> {
        let [_, tokens, _] = image.dims();
        let patches = || image.clone().narrow(1, 1, tokens - 1);
        self.dense_head.as_ref().map(|head| linear(head, patches()))
    }

    /// The D-MIM head on the student's tokens.
    ///
    /// # Shapes
    /// - `fused`, output: `[batch, image tokens, hidden]`
    ///
    /// # Panics
    /// Without the head, which exported weights lack.
    pub fn predict_image(&self, fused: Tensor<3>) -> Tensor<3> {
        self.mim_head
            .as_ref()
            .expect("training weights have a D-MIM head")
            .forward(fused)
    }
}

/// # Shapes
/// - `x`: `[batch, tokens, hidden]`
/// - output: `[batch, hidden]`
fn first_token(x: Tensor<3>) -> Tensor<2> {
    x.narrow(1, 0, 1).squeeze_dim(1)
}
