//! The interaction encoder, usable both ways: text queries over image tokens and image queries over text tokens.

use super::text_encoder::{TextEncoder, cross_padding_bias, padding_bias};
use crate::nn::bert::CrossSource;
use burn::tensor::Tensor;

impl TextEncoder {
    /// Fuses text (query) with image tokens (keys and values).
    ///
    /// # Shapes
    /// - `text`: `[batch, tokens, hidden]`, output of the text layers; `mask`: `[batch, tokens]`
    /// - `image`: `[batch, image tokens, hidden]`
    /// - output: `[batch, tokens, hidden]`
    pub fn fuse_text_with_image(&self, text: Tensor<3>, mask: &Tensor<2>, image: Tensor<3>) -> Tensor<3> {
        let bias = padding_bias(mask);
        let source = CrossSource {
            tokens: image,
            bias: None,
        };
        let layers = self.interaction_layers().iter();
        layers.fold(text, |x, layer| {
            layer.forward(x, Some(bias.clone()), Some(&source))
        })
    }

    /// Fuses image tokens (query) with text (keys and values).
    ///
    /// # Shapes
    /// - `image`: `[batch, image tokens, hidden]`
    /// - `text`: `[batch, tokens, hidden]`; `mask`: `[batch, tokens]`
    /// - output: `[batch, image tokens, hidden]`
    pub fn fuse_image_with_text(&self, image: Tensor<3>, text: Tensor<3>, mask: &Tensor<2>) -> Tensor<3> {
        let source = CrossSource {
            tokens: text,
            bias: Some(cross_padding_bias(mask)),
        };
        self.interaction_layers()
            .iter()
            .fold(image, |x, layer| layer.forward(x, None, Some(&source)))
    }

    /// Which image tokens each text token looks at: cross-attention averaged over layers and heads.
    ///
    /// # Shapes
    /// - as [`fuse_text_with_image`](Self::fuse_text_with_image)
    /// - output: `[batch, tokens, image tokens]`
    pub fn explain_text_with_image(&self, text: Tensor<3>, mask: &Tensor<2>, image: Tensor<3>) -> Tensor<3> {
        let bias = padding_bias(mask);
        let source = CrossSource {
            tokens: image,
            bias: None,
        };
        let mut x = text;
        let mut maps = Vec::new();
        for layer in self.interaction_layers() {
            let (next, map) = layer.forward_explained(x, Some(bias.clone()), &source);
            maps.push(map.mean_dim(1).squeeze_dim::<3>(1)); // [batch, tokens, image tokens]
            x = next;
        }
        let count = maps.len().max(1) as f64;
        Tensor::stack::<4>(maps, 0).sum_dim(0).squeeze_dim::<3>(0) / count
    }
}
