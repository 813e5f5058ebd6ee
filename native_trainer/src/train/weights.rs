//! The three files of a model, from a folder of exported weights or of a checkpoint.

use crate::error::{Error, Result};
use crate::train::shards;
use bi_irra::config::method::ModelConfig;
use bi_irra::model::method::Model;
use bi_irra::model::parts::Parts;
use bi_irra::search::{Engine, PersonFinder};
use bi_irra::tokenizer::Tokenizer;
use bi_irra::weights::read::{FloatTensors, load, read_tensors};
use burn::tensor::Device;
use std::path::Path;

/// Name of the model's configuration.
pub const CONFIG: &str = "config.json";
/// Name of the tokenizer.
pub const TOKENIZER: &str = "tokenizer.json";
/// Name of the tensors.
pub const MODEL: &str = "model.safetensors";
/// Name of the person finder's configuration.
pub const FINDER_CONFIG: &str = "finder.json";
/// Name of the person finder's tensors.
pub const FINDER: &str = "finder.safetensors";

/// Name of the moving average of a checkpoint's tensors, which serves in their place wherever there is one.
pub const AVERAGE: &str = "average.safetensors";

/// Tensors with these prefixes are in checkpoints only: exported weights have no use for them.
const TRAINING_ONLY: [&str; 6] = [
    "concept_head.",
    "dense_head.",
    "mim_head.",
    "mlm_head.",
    "text_encoder.mlm_head.",
    "vision_encoder.mask_token",
];

/// The bytes of a model's files.
pub struct WeightFiles {
    /// `config.json`.
    pub config: Vec<u8>,
    /// `tokenizer.json`.
    pub tokenizer: Vec<u8>,
    /// `model.safetensors`, or the average.
    pub model: Vec<u8>,
}

impl WeightFiles {
    /// Reads the files of a folder.
    ///
    /// # Errors
    /// Names the folder or the file that is missing.
    pub fn read(folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            return Err(Error::Input(format!(
                "{} is not a folder; weights are a folder with {CONFIG}, {TOKENIZER} and {MODEL}",
                folder.display()
            )));
        }
        let read = |name: &str| shards::read(folder, name);
        Ok(Self {
            config: read(CONFIG)?,
            tokenizer: read(TOKENIZER)?,
            model: read(tensors_name(folder))?,
        })
    }
}

/// Name of the tensors of a folder: the average serves in place of the weights wherever there is one.
pub fn tensors_name(folder: &Path) -> &'static str {
    match shards::exists(folder, AVERAGE) {
        true => AVERAGE,
        false => MODEL,
    }
}

/// Whether these tensors are of a checkpoint, with the heads that training needs.
pub fn is_checkpoint(tensors: &FloatTensors) -> bool {
    tensors.keys().any(|name| is_training_only(name))
}

/// Whether a tensor of this name is dropped on export.
pub fn is_training_only(name: &str) -> bool {
    TRAINING_ONLY.iter().any(|prefix| name.starts_with(prefix))
}

/// Loads exported weights or a checkpoint for searching.
///
/// # Errors
/// Names the file that is missing, damaged or does not fit the others.
pub fn load_engine(folder: &Path, device: &Device) -> Result<Engine> {
    let (config, tokenizer, model) = load_model(folder, device)?;
    Engine::new(config, tokenizer, model, device).map_err(Error::file(&folder.join(TOKENIZER)))
}

/// The person finder beside the weights; `None` where there is none, so that photos can only be searched as wholes.
///
/// # Errors
/// Names the file that is damaged, or missing beside the other.
pub fn load_finder(folder: &Path, device: &Device) -> Result<Option<PersonFinder>> {
    if !folder.join(FINDER_CONFIG).exists() && !shards::exists(folder, FINDER) {
        return Ok(None);
    }
    let (config, weights) = (
        shards::read(folder, FINDER_CONFIG)?,
        shards::read(folder, FINDER)?,
    );
    let finder = PersonFinder::load(&config, &weights, device);
    finder.map(Some).map_err(Error::file(&folder.join(FINDER)))
}

/// Configuration, tokenizer and model of exported weights or a checkpoint, without what only training needs.
///
/// # Errors
/// Names the file that is missing or damaged.
pub fn load_model(folder: &Path, device: &Device) -> Result<(ModelConfig, Tokenizer, Model)> {
    let files = WeightFiles::read(folder)?;
    let model_path = folder.join(MODEL);
    let config = ModelConfig::from_json(&files.config).map_err(Error::file(&folder.join(CONFIG)))?;
    let tokenizer = Tokenizer::from_bytes(&files.tokenizer).map_err(Error::file(&folder.join(TOKENIZER)))?;
    let tensors = read_tensors(&files.model).map_err(Error::file(&model_path))?;
    let parts = match is_checkpoint(&tensors) {
        true => Parts::Training,
        false => Parts::Inference,
    };
    let blank = Model::new(&config, parts, device);
    let model = load(blank, &tensors)
        .map_err(Error::file(&model_path))?
        .inference_only();
    Ok((config, tokenizer, model))
}
