//! The image encoder: BEiT-2 (SPEC 1.1).

use crate::config::BiIrraConfig;
use crate::model::parts::Parts;
use crate::model::patch_embed::PatchEmbed;
use crate::nn::beit::{BeitBlock, BeitBlockConfig, EPSILON};
use crate::nn::ops::{init_layer_norm, layer_norm, normal};
use burn::module::{Module, Param};
use burn::nn::{Initializer, LayerNorm};
use burn::tensor::{Device, Tensor};

/// Spread of the initial positions: they must count beside tokens that the convolutional stem normalises to 1.
pub(in crate::model) const POSITION_STD: f64 = 0.2;

/// Image encoder.
#[derive(Module, Debug)]
pub struct ImageEncoder {
    cls_token: Param<Tensor<3>>,
    /// Replaces masked patches in training; absent from exported weights.
    mask_token: Option<Param<Tensor<3>>>,
    patch_embed: PatchEmbed,
    /// `[1, 1 + patches, hidden]`, by `absolute_positions`.
    pos_embed: Option<Param<Tensor<3>>>,
    blocks: Vec<BeitBlock>,
    fc_norm: LayerNorm,
}

impl ImageEncoder {
    /// Initialises the encoder; [`Parts::Training`] adds what only training needs.
    pub fn new(config: &BiIrraConfig, parts: Parts, device: &Device) -> Self {
        let vision = &config.vision;
        let steps = vision.layers.saturating_sub(1).max(1) as f64;
        let block = |depth: usize| {
            BeitBlockConfig {
                hidden: config.hidden,
                heads: config.heads,
                intermediate: vision.intermediate,
                grid: config.grid(),
                layer_scale: vision.layer_scale,
                drop_path: vision.drop_path * depth as f64 / steps,
                depth,
            }
            .init(device)
        };
        Self {
            cls_token: normal([1, 1, config.hidden], device),
            mask_token: parts
                .for_training()
                .then(|| normal([1, 1, config.hidden], device)),
            patch_embed: PatchEmbed::new(config, parts, device),
            pos_embed: vision.absolute_positions.then(|| {
                Initializer::Normal {
                    mean: 0.0,
                    std: POSITION_STD,
                }
                .init([1, config.image_tokens(), config.hidden], device)
            }),
            blocks: (0..vision.layers).map(block).collect(),
            fc_norm: init_layer_norm(config.hidden, EPSILON, device),
        }
    }

    /// Hidden states; row 0 is the mean of the normalised patches, not the CLS token (SPEC 1.1, step 5).
    ///
    /// # Shapes
    /// - `image`: `[batch, 3, height, width]`, normalised
    /// - `mask`: `[batch, patches]`, 1 where a patch is replaced by the mask token
    /// - output: `[batch, 1 + patches, hidden]`
    pub fn forward(&self, image: Tensor<4>, mask: Option<Tensor<2>>) -> Tensor<3> {
        let tokens = self.embed(image, mask);
        self.pool(self.blocks.iter().fold(tokens, |x, block| block.forward(x)))
    }

    /// Input of every block, and the output as last entry.
    ///
    /// # Shapes
    /// - as [`forward`](Self::forward)
    pub fn hidden_states(&self, image: Tensor<4>, mask: Option<Tensor<2>>) -> Vec<Tensor<3>> {
        let mut x = self.embed(image, mask);
        let mut states = vec![x.clone()];
        for block in &self.blocks {
            x = block.forward(x);
            states.push(x.clone());
        }
        states.pop();
        states.push(self.pool(x));
        states
    }

    /// Where each token looks, for every block.
    ///
    /// # Shapes
    /// - `image`: `[batch, 3, height, width]`, normalised
    /// - output: `[batch, heads, 1 + patches, 1 + patches]` each, queries before keys
    pub fn attention_maps(&self, image: Tensor<4>) -> Vec<Tensor<4>> {
        let states = self.hidden_states(image, None);
        let blocks = self.blocks.iter().zip(states);
        blocks.map(|(block, input)| block.attention_map(input)).collect()
    }

    /// CLS token followed by the patches, before the first block.
    fn embed(&self, image: Tensor<4>, mask: Option<Tensor<2>>) -> Tensor<3> {
        let mut x = self.patch_embed.forward(image);
        let [batch, _, hidden] = x.dims();
        if let (Some(mask), Some(token)) = (mask, &self.mask_token) {
            let mask = mask.unsqueeze_dim::<3>(2); // [batch, patches, 1]
            x = x * (mask.clone().neg() + 1.0) + token.val() * mask;
        }
        let tokens = Tensor::cat(vec![self.cls_token.val().expand([batch, 1, hidden]), x], 1);
        match &self.pos_embed {
            Some(positions) => tokens + positions.val(),
            None => tokens,
        }
    }

    /// Normalises the patches and puts their mean in front.
    fn pool(&self, x: Tensor<3>) -> Tensor<3> {
        let [_, tokens, _] = x.dims();
        let patches = layer_norm(&self.fc_norm, EPSILON, x.narrow(1, 1, tokens - 1));
        Tensor::cat(vec![patches.clone().mean_dim(1), patches], 1)
    }

    /// Computes once what hangs on the weights alone.
    pub fn for_inference(self) -> Self {
        Self {
            blocks: self.blocks.into_iter().map(BeitBlock::for_inference).collect(),
            ..self
        }
    }

    /// Drops what only training needs.
    pub fn inference_only(self) -> Self {
        Self {
            mask_token: None,
            patch_embed: self.patch_embed.folded(),
            ..self
        }
    }
}
