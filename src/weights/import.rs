//! From the authors' checkpoints to our weight file: which tensor becomes which (SPEC 1.10).
//!
//! Only names and shapes are looked at here. The plan is complete or an error: every tensor of the checkpoint is
//! used or dropped for a known reason, and every parameter of our model has a source.

mod blueprint;
mod rename;
mod shapes;

use crate::config::{BiIrraConfig, TextPositions};
use crate::error::{Error, Result};
use crate::weights::read::FloatTensor;
use burn::tensor::Device;
use rename::Fate;
use std::collections::BTreeMap;

/// The word embedding in our file.
pub const WORDS: &str = "text_encoder.bert.embeddings.word_embeddings.weight";
/// The word predictor's matrix in our file; absent when it shares the word embedding's.
pub const DECODER: &str = "text_encoder.mlm_head.predictions.decoder.weight";
/// The word predictor's bias in our file.
pub const DECODER_BIAS: &str = "text_encoder.mlm_head.predictions.bias";

/// Whose checkpoint it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// CCLM-X2VLM's pre-training, `{"model": …}`.
    CclmX2vlm,
    /// A training of Bi-IRRA, `{"state_dict": …}`.
    BiIrra,
}

impl Origin {
    /// Key of the weights in the checkpoint's outermost dictionary.
    pub fn key(self) -> &'static str {
        match self {
            Self::CclmX2vlm => "model",
            Self::BiIrra => "state_dict",
        }
    }

    /// Where the checkpoint has the word embedding, the predictor's matrix and the two names of its bias.
    pub fn predictor(self) -> [&'static str; 4] {
        match self {
            Self::CclmX2vlm => [
                "text_encoder.embeddings.word_embeddings.weight",
                "mlm_head.predictions.decoder.weight",
                "mlm_head.predictions.bias",
                "mlm_head.predictions.decoder.bias",
            ],
            Self::BiIrra => [
                WORDS,
                DECODER,
                DECODER_BIAS,
                "text_encoder.mlm_head.predictions.decoder.bias",
            ],
        }
    }
}

/// What a checkpoint does not tell.
#[derive(Clone, Copy, Debug)]
pub struct ImportOptions {
    /// Input height and width; without it a square.
    pub image_size: Option<[usize; 2]>,
    /// Numbering of text positions.
    pub positions: TextPositions,
    /// Whether word predictor and word embedding share one matrix: the predictor's.
    pub tied: bool,
    /// Longest token sequence, cut to what the position table allows.
    pub max_tokens: usize,
}

/// Where a parameter of the model comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// The checkpoint's tensor of this name.
    Checkpoint(String),
    /// The checkpoint has none: a value to start training from.
    Initial(Vec<f32>),
}

/// A parameter of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// Shape in our file.
    pub shape: Vec<usize>,
    /// Where the values come from.
    pub source: Source,
}

/// What becomes of a checkpoint.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The configuration of our model.
    pub config: BiIrraConfig,
    /// All parameters by our name.
    pub tensors: BTreeMap<String, Planned>,
    /// Tensors of the checkpoint that are not used, with the reason.
    pub dropped: BTreeMap<String, &'static str>,
}

/// Decides what becomes of a checkpoint with these tensors.
///
/// Nothing is allocated by the sizes that are found; the device only draws the values of missing parts.
///
/// # Errors
/// Names the first tensor that is missing, has another shape than the rest asks for, or is not known.
pub fn plan(
    origin: Origin,
    found: &BTreeMap<String, Vec<usize>>,
    options: &ImportOptions,
    device: &Device,
) -> Result<Plan> {
    let mut ours: BTreeMap<String, String> = BTreeMap::new();
    let mut dropped = BTreeMap::new();
    let text_layers = rename::text_layers(origin, found.keys());
    for name in found.keys() {
        match rename::fate(origin, name, text_layers, options.tied) {
            Fate::Become(names) => ours.extend(names.into_iter().map(|our_name| (our_name, name.clone()))),
            Fate::Drop(reason) => {
                dropped.insert(name.clone(), reason);
            }
        }
    }
    let shapes = ours
        .iter()
        .map(|(name, theirs)| (name.as_str(), found[theirs].as_slice()))
        .collect();
    let config = shapes::infer(&shapes, options)?;
    let parameters = blueprint::parameters(&config, device);
    for (name, theirs) in &ours {
        if !parameters.contains_key(name) {
            return Err(Error::Tensor {
                name: theirs.clone(),
                expected: "no such tensor in this kind of checkpoint".into(),
                found: format!("{:?}", found[theirs]),
            });
        }
    }
    let mut tensors = BTreeMap::new();
    let mut missing = Vec::new();
    for (name, shape) in parameters {
        match ours.get(&name) {
            Some(theirs) if same_shape(&found[theirs], &shape) => {
                tensors.insert(
                    name,
                    Planned {
                        shape,
                        source: Source::Checkpoint(theirs.clone()),
                    },
                );
            }
            Some(theirs) => return Err(mismatch(theirs, &shape, format!("{:?}", found[theirs]))),
            None if rename::may_be_missing(origin, &name) => missing.push(name),
            None => return Err(mismatch(&name, &shape, "nothing".into())),
        }
    }
    for (name, FloatTensor { shape, values }) in blueprint::initial(&config, &missing, device)? {
        tensors.insert(
            name,
            Planned {
                shape,
                source: Source::Initial(values),
            },
        );
    }
    Ok(Plan {
        config,
        tensors,
        dropped,
    })
}

/// PyTorch keeps a scalar without axes, we with one.
fn same_shape(found: &[usize], ours: &[usize]) -> bool {
    found == ours || (found.is_empty() && ours == [1])
}

fn mismatch(name: &str, expected: &[usize], found: String) -> Error {
    Error::Tensor {
        name: name.to_string(),
        expected: format!("{expected:?}"),
        found,
    }
}
