//! The interaction encoder, usable both ways: text queries over image tokens and image queries over text tokens.

use super::cross_kv_cache::CrossKvCache;
use super::text_encoder::TextEncoder;
use super::tokens::{cross_padding_bias, padding_bias};
use crate::nn::bert::CrossSource;
use burn::tensor::Tensor;

impl TextEncoder {
    /// Images as [`fuse_text_with_kv`](Self::fuse_text_with_kv) takes them.
    ///
    /// # Shapes
    /// - `image`: `[batch, image tokens, hidden]`
    pub fn cross_key_values(&self, image: Tensor<3>) -> CrossKvCache {
        let layers = self.interaction_layers().iter();
        CrossKvCache {
            layers: layers
                .map(|layer| layer.cross_keys_and_values(image.clone()))
                .collect(),
        }
    }

    /// Fuses text (query) with image tokens (keys and values).
    ///
    /// # Shapes
    /// - `text`: `[batch, tokens, hidden]`, output of the text layers; `mask`: `[batch, tokens]`
    /// - `image`: `[batch, image tokens, hidden]`
    /// - output: `[batch, tokens, hidden]`
    pub fn fuse_text_with_image(&self, text: Tensor<3>, mask: &Tensor<2>, image: Tensor<3>) -> Tensor<3> {
        self.fuse_text_with_kv(text, mask, &self.cross_key_values(image))
    }

    /// Fuses text (query) with images whose keys and values are there already.
    ///
    /// # Shapes
    /// - `text`: `[batch, tokens, hidden]`, output of the text layers; `mask`: `[batch, tokens]`; or one row of each for all
    ///   images
    /// - `kv`: of `batch` images
    /// - output: `[batch, tokens, hidden]`
    pub fn fuse_text_with_kv(&self, text: Tensor<3>, mask: &Tensor<2>, kv: &CrossKvCache) -> Tensor<3> {
        let bias = padding_bias(mask);
        let layers = self.interaction_layers().iter().zip(&kv.layers);
        layers.fold(text, |x, (layer, kv)| {
            let source = CrossSource {
                kv: kv.clone(),
                bias: None,
            };
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
        let bias = cross_padding_bias(mask);
        self.interaction_layers().iter().fold(image, |x, layer| {
            let source = CrossSource {
                kv: layer.cross_keys_and_values(text.clone()),
                bias: Some(bias.clone()),
            };
            layer.forward(x, None, Some(&source))
        })
    }

    /// Which image tokens each text token looks at: cross-attention averaged over layers and heads.
    ///
    /// # Shapes
    /// - as [`fuse_text_with_image`](Self::fuse_text_with_image)
    /// - output: `[batch, tokens, image tokens]`
    pub fn cross_attention_map(&self, text: Tensor<3>, mask: &Tensor<2>, image: Tensor<3>) -> Tensor<3> {
        let bias = padding_bias(mask);
        let mut x = text;
        let mut maps = Vec::new();
        for layer in self.interaction_layers() {
            let source = CrossSource {
                kv: layer.cross_keys_and_values(image.clone()),
                bias: None,
            };
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
    use crate::config::{BiIrraConfig, Stem};
    use crate::model::bi_irra::cross_kv_cache::CrossKvCache;
    use crate::model::bi_irra::text_encoder::TextEncoder;
    use crate::model::parts::Parts;
    use burn::tensor::{Device, Distribution, Tensor};

    const TOKENS: usize = 5;

    fn small() -> BiIrraConfig {
        let mut config = BiIrraConfig::web(40);
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
        let encoder = TextEncoder::new(&config, Parts::Inference, &device);
        let regions = config.image_tokens();
        let random = |tokens| Tensor::<3>::random([1, tokens, 16], Distribution::Normal(0.0, 4.0), &device);
        let (text, image) = (random(TOKENS), random(regions));
        let mask = Tensor::<2>::ones([1, TOKENS], &device);

        let map = encoder.cross_attention_map(text.clone(), &mask, image.clone());
        assert_eq!(map.dims(), [1, TOKENS, regions]);
        for row in values(map.clone()).chunks_exact(regions) {
            let sum: f32 = row.iter().sum();
            assert!(
                (sum - 1.0).abs() < 1e-4 && row.iter().all(|share| *share >= 0.0),
                "{sum}"
            );
        }

        // The regions in reverse: the same shares in reverse, so the map is of the regions themselves.
        let reversed = encoder.cross_attention_map(text, &mask, image.flip([1]));
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
        let encoder = TextEncoder::new(&config, Parts::Inference, &device);
        let random = |tokens| Tensor::<3>::random([1, tokens, 16], Distribution::Default, &device);
        let layer = &encoder.interaction_layers()[0];
        let source = crate::nn::bert::CrossSource {
            kv: layer.cross_keys_and_values(random(config.image_tokens())),
            bias: None,
        };
        let text = random(TOKENS);
        let (explained, _) = layer.forward_explained(text.clone(), None, &source);
        let plain = layer.forward(text, None, Some(&source));
        assert_eq!(values(explained), values(plain));
    }

    #[test]
    fn cached_images_are_matched_as_fresh_ones() {
        let device = Device::flex();
        let config = small();
        let encoder = TextEncoder::new(&config, Parts::Inference, &device);
        let random = |batch, tokens| Tensor::<3>::random([batch, tokens, 16], Distribution::Default, &device);
        let (text, image) = (random(3, TOKENS), random(3, config.image_tokens()));
        let mask = Tensor::<2>::ones([3, TOKENS], &device);
        let fresh = values(encoder.fuse_text_with_image(text.clone(), &mask, image.clone()));

        // Each made by itself, put together in another order, and put right again.
        let alone: Vec<CrossKvCache> = (0..3)
            .map(|row| encoder.cross_key_values(image.clone().narrow(0, row, 1)))
            .collect();
        let turned = CrossKvCache::join(&[&alone[2], &alone[0], &alone[1]]);
        let rows = Tensor::from_data([1, 2, 0], &device);
        let cached = encoder.fuse_text_with_kv(text, &mask, &turned.select(&rows));
        for (a, b) in fresh.iter().zip(values(cached)) {
            assert!((a - b).abs() < 1e-5, "{a} {b}");
        }
        let whole = encoder.cross_key_values(image);
        // One text for all of them is the same as the text three times.
        let once = random(1, TOKENS);
        let thrice = encoder.fuse_text_with_kv(once.clone().repeat_dim(0, 3), &mask, &whole);
        let once = encoder.fuse_text_with_kv(once, &mask.narrow(0, 0, 1), &whole);
        for (a, b) in values(once).iter().zip(values(thrice)) {
            assert!((a - b).abs() < 1e-5, "{a} {b}");
        }
        assert_eq!((whole.images(), alone[0].images()), (3, 1));
        assert_eq!(
            whole.bytes(),
            alone.iter().map(CrossKvCache::bytes).sum::<usize>()
        );
        // Two layers of keys and values.
        assert_eq!(
            whole.bytes(),
            config.cross_layers * 2 * 3 * config.image_tokens() * 16 * 4
        );
    }
}
