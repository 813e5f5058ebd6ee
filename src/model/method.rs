//! A model of any method behind one interface: what checkpoints, evaluation and search need of it.

use super::bi_irra::network::{BiIrra, Side};
use super::bi_irra::tokens::Tokens;
use super::irra::{Irra, IrraTokens};
use super::ivt::network::Ivt;
use crate::config::TextPositions;
use crate::config::method::ModelConfig;
use crate::model::parts::Parts;
use crate::nn::ops::l2_normalize;
use burn::module::{Devices, Module, ModuleMapper, ModuleVisitor};
use burn::tensor::{Device, Tensor};

/// A model with its method.
///
/// Its parameters are those of the model itself, under the same names and paths: the enum adds no level.
#[derive(Clone, Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "there is one model in a program, and a box would be in every signature"
)]
pub enum Model {
    /// Bi-IRRA.
    BiIrra(BiIrra),
    /// IRRA.
    Irra(Irra),
    /// IVT.
    Ivt(Ivt),
}

/// Photos or texts as the model sees them.
#[derive(Clone, Debug)]
pub struct Encoded {
    /// `[batch, embed_dim]`, unit length.
    pub features: Tensor<2>,
    /// `[batch, tokens, hidden]`, for the match head; absent where the method has none.
    pub hidden: Option<Tensor<3>>,
}

/// A padded batch of token ids on the host.
#[derive(Clone, Debug)]
pub struct TextRows {
    /// `[batch, tokens]` flattened.
    pub ids: Vec<i64>,
    /// `[batch, tokens]` flattened, 1 for real tokens, 0 for padding behind them.
    pub mask: Vec<i64>,
    /// Number of texts.
    pub batch: usize,
}

impl TextRows {
    /// Tokens of a text, padding included.
    pub fn length(&self) -> usize {
        self.ids.len() / self.batch.max(1)
    }

    /// Where each text ends.
    pub fn ends(&self) -> Vec<i64> {
        self.mask
            .chunks_exact(self.length().max(1))
            .map(|row| row.iter().sum::<i64>().max(1) - 1)
            .collect()
    }
}

impl From<BiIrra> for Model {
    fn from(model: BiIrra) -> Self {
        Self::BiIrra(model)
    }
}

impl From<Irra> for Model {
    fn from(model: Irra) -> Self {
        Self::Irra(model)
    }
}

impl From<Ivt> for Model {
    fn from(model: Ivt) -> Self {
        Self::Ivt(model)
    }
}

/// The same expression for the model of each method.
macro_rules! each {
    ($model:expr, $inner:ident => $result:expr) => {
        match $model {
            Model::BiIrra($inner) => $result,
            Model::Irra($inner) => $result,
            Model::Ivt($inner) => $result,
        }
    };
}

impl Model {
    /// Initialises a model with random weights; [`Parts::Training`] adds what only training needs.
    pub fn new(config: &ModelConfig, parts: Parts, device: &Device) -> Self {
        match config {
            ModelConfig::BiIrra(config) => Self::BiIrra(BiIrra::new(config, parts, device)),
            ModelConfig::Irra(config) => Self::Irra(Irra::new(config, parts, device)),
            ModelConfig::Ivt(config) => Self::Ivt(Ivt::new(config, parts, device)),
        }
    }

    /// The same weights without what only training needs.
    pub fn inference_only(self) -> Self {
        each!(self, model => model.inference_only().into())
    }

    /// Computes once what hangs on the weights alone, for a model that is only used from here on.
    pub fn for_inference(self) -> Self {
        match self {
            Self::BiIrra(model) => Self::BiIrra(model.for_inference()),
            other => other,
        }
    }

    /// Encodes photos.
    ///
    /// # Shapes
    /// - `image`: `[batch, 3, height, width]`, normalised
    pub fn encode_images(&self, image: Tensor<4>) -> Encoded {
        match self {
            Self::BiIrra(model) => {
                let hidden = model.image_encoder().forward(image, None);
                Encoded {
                    features: model.image_features(hidden.clone()),
                    hidden: Some(hidden),
                }
            }
            Self::Irra(model) => Encoded {
                features: l2_normalize(model.image_features(image)),
                hidden: None,
            },
            Self::Ivt(model) => Encoded {
                features: model.image_features(image),
                hidden: None,
            },
        }
    }

    /// Encodes texts; `positions` is the configuration's.
    pub fn encode_texts(&self, texts: TextRows, positions: TextPositions, device: &Device) -> Encoded {
        match self {
            Self::BiIrra(model) => {
                let length = texts.length();
                let tokens = Tokens::new(texts.ids, &texts.mask, texts.batch, length, positions, device);
                let hidden = model.text_encoder().forward(&tokens);
                Encoded {
                    features: model.text_features(hidden.clone(), Side::Source),
                    hidden: Some(hidden),
                }
            }
            Self::Irra(model) => {
                let ends = texts.ends();
                Encoded {
                    features: l2_normalize(model.text_features(&IrraTokens::new(texts.ids, ends, device))),
                    hidden: None,
                }
            }
            Self::Ivt(model) => {
                let length = texts.length();
                let tokens = Tokens::new(texts.ids, &texts.mask, texts.batch, length, positions, device);
                Encoded {
                    features: model.text_features(&tokens),
                    hidden: None,
                }
            }
        }
    }
}

impl Module for Model {
    fn collect_devices(&self, devices: Devices) -> Devices {
        each!(self, model => model.collect_devices(devices))
    }

    fn fork(self, device: &Device) -> Self {
        each!(self, model => model.fork(device).into())
    }

    fn to_device(self, device: &Device) -> Self {
        each!(self, model => model.to_device(device).into())
    }

    fn visit<V: ModuleVisitor>(&self, visitor: &mut V) {
        each!(self, model => model.visit(visitor));
    }

    fn map<M: ModuleMapper>(self, mapper: &mut M) -> Self {
        each!(self, model => model.map(mapper).into())
    }

    fn valid(&self) -> Self {
        each!(self, model => model.valid().into())
    }

    fn train(self) -> Self {
        each!(self, model => model.train().into())
    }

    fn materialize(self) -> Self {
        each!(self, model => model.materialize().into())
    }
}
