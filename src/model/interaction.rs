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

#[cfg(test)]
mod tests {
    use crate::config::{ModelConfig, Stem};
    use crate::model::text_encoder::TextEncoder;
    use burn::tensor::{Device, Distribution, Tensor};

    const TOKENS: usize = 5;

    fn small() -> ModelConfig {
        let mut config = ModelConfig::web(40);
        config.hidden = 16;
        config.heads = 2;
        config.vision.image_size = [64, 32];
        config.vision.stem = Stem::Patch;
        config.text.intermediate = 24;
        config
    }

    fn values<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
        tensor.into_data().try_to_vec::<f32>().expect("floats")
    }

    #[test]
    fn attention_is_a_share_and_follows_the_regions() {
        let device = Device::flex();
        let config = small();
        let encoder = TextEncoder::new(&config, false, &device);
        let regions = config.image_tokens();
        let random = |tokens| Tensor::<3>::random([1, tokens, 16], Distribution::Normal(0.0, 4.0), &device);
        let (text, image) = (random(TOKENS), random(regions));
        let mask = Tensor::<2>::ones([1, TOKENS], &device);

        let map = encoder.explain_text_with_image(text.clone(), &mask, image.clone());
        assert_eq!(map.dims(), [1, TOKENS, regions]);
        for row in values(map.clone()).chunks_exact(regions) {
            let sum: f32 = row.iter().sum();
            assert!(
                (sum - 1.0).abs() < 1e-4 && row.iter().all(|share| *share >= 0.0),
                "{sum}"
            );
        }

        // The regions in reverse: the same shares in reverse, so the map is of the regions themselves.
        let reversed = encoder.explain_text_with_image(text, &mask, image.flip([1]));
        let (plain, reversed) = (values(map), values(reversed));
        let mut spread = 0.0f32;
        for (plain, reversed) in plain.chunks_exact(regions).zip(reversed.chunks_exact(regions)) {
            for (a, b) in plain.iter().zip(reversed.iter().rev()) {
                assert!((a - b).abs() < 1e-4, "{a} {b}");
                spread = spread.max((a - 1.0 / regions as f32).abs());
            }
        }
        // A constant map would pass the above and say nothing.
        assert!(spread > 1e-3, "{spread}");
    }

    #[test]
    fn explaining_computes_what_matching_computes() {
        let device = Device::flex();
        let config = small();
        let encoder = TextEncoder::new(&config, false, &device);
        let random = |tokens| Tensor::<3>::random([1, tokens, 16], Distribution::Default, &device);
        let source = crate::nn::bert::CrossSource {
            tokens: random(config.image_tokens()),
            bias: None,
        };
        let text = random(TOKENS);
        let layer = &encoder.interaction_layers()[0];
        let (explained, _) = layer.forward_explained(text.clone(), None, &source);
        let plain = layer.forward(text, None, Some(&source));
        assert_eq!(values(explained), values(plain));
    }
}
