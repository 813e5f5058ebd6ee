//! The dual encoder: a ViT and a causal text transformer, each projected into the shared space.

use crate::config::Stem;
use crate::config::irra::IrraConfig;
use crate::model::bi_irra::image_encoder::POSITION_STD;
use crate::model::patch_embed::convolutions;
use crate::nn::clip::{ClipTransformer, EPSILON, causal_bias};
use crate::nn::ops::{convolution, init_layer_norm, shared_matmul};
use burn::module::{Module, Param};
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::nn::{Embedding, EmbeddingConfig, Initializer, LayerNorm};
use burn::tensor::{Device, Int, Tensor, activation};

/// Image encoder.
#[derive(Module, Debug)]
pub struct ClipVision {
    class_embedding: Param<Tensor<1>>,
    /// The convolutions before `conv1` and the norm after it; absent in CLIP itself.
    stem: Vec<Conv2d>,
    conv1: Conv2d,
    ln_stem: Option<LayerNorm>,
    /// `[1 + patches, width]`
    positional_embedding: Param<Tensor<2>>,
    ln_pre: LayerNorm,
    transformer: ClipTransformer,
    ln_post: LayerNorm,
    /// `[width, embed_dim]`
    proj: Param<Tensor<2>>,
}

/// Both encoders.
#[derive(Module, Debug)]
pub struct Clip {
    visual: ClipVision,
    token_embedding: Embedding,
    /// `[max_tokens, width]`
    positional_embedding: Param<Tensor<2>>,
    transformer: ClipTransformer,
    ln_final: LayerNorm,
    /// `[width, embed_dim]`
    text_projection: Param<Tensor<2>>,
}

fn drawn<const D: usize>(shape: [usize; D], std: f64, device: &Device) -> Param<Tensor<D>> {
    Initializer::Normal { mean: 0.0, std }.init(shape, device)
}

impl ClipVision {
    fn new(config: &IrraConfig, device: &Device) -> Self {
        let vision = &config.vision;
        let (width, patch, stride) = (vision.width, vision.patch, vision.stride);
        let spread = (width as f64).powf(-0.5);
        let convolutional = vision.stem == Stem::Convolution;
        let conv1 = if convolutional {
            Conv2dConfig::new([width, width], [1, 1])
        } else {
            Conv2dConfig::new([3, width], [patch, patch]).with_stride([stride, stride])
        };
        // Behind the stem's norm positions must count as they do for Bi-IRRA's image encoder.
        let position_spread = if convolutional { POSITION_STD } else { spread };
        Self {
            class_embedding: drawn([width], spread, device),
            stem: if convolutional {
                convolutions(width, device)
            } else {
                Vec::new()
            },
            conv1: conv1.with_bias(false).init(device),
            ln_stem: convolutional.then(|| init_layer_norm(width, EPSILON, device)),
            positional_embedding: drawn([config.image_tokens(), width], position_spread, device),
            ln_pre: init_layer_norm(width, EPSILON, device),
            transformer: ClipTransformer::new(width, vision.heads, vision.layers, device),
            ln_post: init_layer_norm(width, EPSILON, device),
            proj: drawn([width, config.embed_dim], spread, device),
        }
    }

    /// Hidden states of the class token and the patches.
    ///
    /// # Shapes
    /// - `image`: `[batch, 3, height, width]`, normalised
    /// - output: `[batch, 1 + patches, width]`
    pub fn hidden(&self, image: Tensor<4>) -> Tensor<3> {
        let features = self
            .stem
            .iter()
            .fold(image, |x, conv| activation::relu(convolution(conv, x)));
        let features = convolution(&self.conv1, features);
        let [batch, width, rows, columns] = features.dims();
        let patches = features.reshape([batch, width, rows * columns]).swap_dims(1, 2); // [batch, patches, width]
        let patches = match &self.ln_stem {
            Some(norm) => norm.forward(patches),
            None => patches,
        };
        let class = self
            .class_embedding
            .val()
            .reshape([1, 1, width]) // [1, 1, width]
            .expand([batch, 1, width]);
        let tokens = Tensor::cat(vec![class, patches], 1) + self.positional_embedding.val().unsqueeze();
        self.transformer.forward(self.ln_pre.forward(tokens), None)
    }

    /// Projects hidden states into the shared space.
    ///
    /// # Shapes
    /// - `hidden`: `[batch, tokens, width]`
    /// - output: `[batch, tokens, embed_dim]`
    pub fn project(&self, hidden: Tensor<3>) -> Tensor<3> {
        shared_matmul(self.ln_post.forward(hidden), self.proj.val())
    }
}

impl Clip {
    /// Initialises both encoders.
    pub fn new(config: &IrraConfig, device: &Device) -> Self {
        let text = &config.text;
        let embedding = EmbeddingConfig::new(text.vocabulary, text.width)
            .with_initializer(Initializer::Normal { mean: 0.0, std: 0.02 });
        Self {
            visual: ClipVision::new(config, device),
            token_embedding: embedding.init(device),
            positional_embedding: drawn([text.max_tokens, text.width], 0.01, device),
            transformer: ClipTransformer::new(text.width, text.heads, text.layers, device),
            ln_final: init_layer_norm(text.width, EPSILON, device),
            text_projection: drawn(
                [text.width, config.embed_dim],
                (text.width as f64).powf(-0.5),
                device,
            ),
        }
    }

    /// The image encoder.
    pub fn vision(&self) -> &ClipVision {
        &self.visual
    }

    /// Hidden states of a text's tokens; each has seen what comes before it, so padding behind a text changes nothing.
    ///
    /// # Shapes
    /// - `ids`: `[batch, tokens]`
    /// - output: `[batch, tokens, width]`
    pub fn text_hidden(&self, ids: Tensor<2, Int>) -> Tensor<3> {
        let [_, tokens] = ids.dims();
        let positions = self.positional_embedding.val().narrow(0, 0, tokens);
        let x = self.token_embedding.forward(ids) + positions.unsqueeze();
        let bias = causal_bias(tokens, &x.device());
        self.transformer.forward(x, Some(&bias))
    }

    /// Projects hidden states into the shared space.
    ///
    /// # Shapes
    /// - `hidden`: `[batch, tokens, width]`
    /// - output: `[batch, tokens, embed_dim]`
    pub fn project_text(&self, hidden: Tensor<3>) -> Tensor<3> {
        shared_matmul(self.ln_final.forward(hidden), self.text_projection.val())
    }
}
