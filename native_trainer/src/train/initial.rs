//! Weights that a training starts from: an imported checkpoint, or one of ours.

use crate::error::{Error, Result};
use crate::files;
use crate::recipe::ModelRecipe;
use crate::train::weights::{CONFIG, MODEL};
use bi_irra::config::ModelConfig;
use bi_irra::model::bi_irra::retriever::Retriever;
use bi_irra::weights::read::{load, read_tensors};
use burn::tensor::Device;
use std::path::Path;

/// The model in a folder, with the dropout, drop-path rate and text length of a recipe.
///
/// # Errors
/// When the folder's model has other shapes than the recipe says, another vocabulary than the tokenizer, or lacks a
/// tensor that training needs.
pub fn read_model(
    folder: &Path,
    recipe: &ModelRecipe,
    vocabulary: usize,
    device: &Device,
) -> Result<(ModelConfig, Retriever)> {
    let path = folder.join(CONFIG);
    let found = ModelConfig::from_json(&files::read(&path)?).map_err(Error::file(&path))?;
    let expected = recipe.config(found.text.vocabulary)?;
    if vocabulary != found.text.vocabulary {
        return Err(Error::Input(format!(
            "{}: {} words, the tokenizer has {vocabulary}",
            path.display(),
            found.text.vocabulary
        )));
    }
    let shapes = |config: &ModelConfig| {
        [
            ("hidden", config.hidden),
            ("heads", config.heads),
            ("cross_layers", config.cross_layers),
            ("embed_dim", config.embed_dim),
            ("vision.layers", config.vision.layers),
            ("vision.patch", config.vision.patch),
            ("vision.image_size[0]", config.vision.image_size[0]),
            ("vision.image_size[1]", config.vision.image_size[1]),
            ("text.layers", config.text.layers),
        ]
    };
    for ((name, expected), (_, found)) in shapes(&expected).into_iter().zip(shapes(&found)) {
        if expected != found {
            let path = path.display();
            return Err(Error::Input(format!(
                "{path}: {name} is {found}, the recipe has {expected}"
            )));
        }
    }
    let mut config = found;
    config.text.dropout = expected.text.dropout;
    config.text.max_tokens = expected.text.max_tokens;
    config.vision.drop_path = expected.vision.drop_path;
    config.validate().map_err(Error::file(&path))?;
    let path = folder.join(MODEL);
    let tensors = read_tensors(&files::read(&path)?).map_err(Error::file(&path))?;
    let model = load(Retriever::new(&config, true, device), &tensors).map_err(Error::file(&path))?;
    Ok((config, model))
}
