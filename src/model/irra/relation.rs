//! Implicit relation reasoning: masked words are predicted from text tokens that looked at the image once.

use crate::config::irra::IrraConfig;
use crate::nn::clip::{ClipAttention, ClipSpread, ClipTransformer, EPSILON};
use crate::nn::ops::{init_layer_norm, init_linear, linear, quick_gelu};
use burn::module::Module;
use burn::nn::{LayerNorm, Linear};
use burn::tensor::{Device, Tensor};

/// The word predictor.
#[derive(Module, Debug)]
pub struct MlmHead {
    dense: Linear,
    ln: LayerNorm,
    fc: Linear,
}

/// The interaction encoder with its word predictor.
#[derive(Module, Debug)]
pub struct RelationReasoning {
    cross_attn: ClipAttention,
    cross_modal_transformer: ClipTransformer,
    ln_pre_t: LayerNorm,
    ln_pre_i: LayerNorm,
    ln_post: LayerNorm,
    mlm_head: MlmHead,
}

impl RelationReasoning {
    /// Initialises the weights.
    pub fn new(config: &IrraConfig, device: &Device) -> Self {
        let (width, heads, layers) = (config.embed_dim, config.cross_heads, config.cross_layers);
        let spread = ClipSpread::new(width, layers);
        Self {
            cross_attn: ClipAttention::new(width, heads, spread, device),
            cross_modal_transformer: ClipTransformer::new(width, heads, layers, device),
            ln_pre_t: init_layer_norm(width, EPSILON, device),
            ln_pre_i: init_layer_norm(width, EPSILON, device),
            ln_post: init_layer_norm(width, EPSILON, device),
            mlm_head: MlmHead {
                dense: init_linear(width, width, spread.wide, device),
                ln: init_layer_norm(width, EPSILON, device),
                fc: init_linear(width, config.text.vocabulary, spread.output, device),
            },
        }
    }

    /// Text tokens after they looked at the image. The cross-attention has no residual path: what follows sees the
    /// image's values only, chosen by the text. Padding takes part, as in the reference.
    ///
    /// # Shapes
    /// - `text`: `[batch, tokens, embed_dim]`
    /// - `image`: `[batch, image tokens, embed_dim]`
    /// - output: `[batch, tokens, embed_dim]`
    pub fn fuse(&self, text: Tensor<3>, image: Tensor<3>) -> Tensor<3> {
        let looked = self
            .cross_attn
            .cross(self.ln_pre_t.forward(text), self.ln_pre_i.forward(image));
        self.ln_post
            .forward(self.cross_modal_transformer.forward(looked, None))
    }

    /// Word logits of fused tokens.
    ///
    /// # Shapes
    /// - `fused`: `[..., embed_dim]`
    /// - output: `[..., vocabulary]`
    pub fn predict_words<const D: usize>(&self, fused: Tensor<D>) -> Tensor<D> {
        let head = &self.mlm_head;
        linear(&head.fc, head.ln.forward(quick_gelu(linear(&head.dense, fused))))
    }
}
