//! The first stages of a finder from the image encoder of a trained model, which has seen people already.

use crate::error::{Error, Result};
use crate::train::shards;
use crate::train::weights::{AVERAGE, MODEL};
use bi_irra::model::finder::Finder;
use bi_irra::weights::read::{FloatTensors, load, read_tensors};
use bi_irra::weights::write::{Value, collect};
use std::path::Path;

/// Where the stages lie in a model's weights.
const STEM: &str = "vision_encoder.patch_embed.residual.";

/// A network whose first stages are those of a checkpoint's residual stem.
///
/// # Errors
/// When the checkpoint cannot be read, has no residual stem, or one of other sizes.
pub fn begin_with_stem(network: Finder, folder: &Path) -> Result<Finder> {
    let name = match shards::exists(folder, AVERAGE) {
        true => AVERAGE,
        false => MODEL,
    };
    let path = folder.join(name);
    let tensors = read_tensors(&shards::read(folder, name)?).map_err(Error::file(&path))?;
    let stem: FloatTensors = tensors
        .into_iter()
        .filter_map(|(name, tensor)| Some((name.strip_prefix(STEM)?.to_string(), tensor)))
        .collect();
    if stem.is_empty() {
        return Err(Error::Input(format!(
            "{}: there is no residual stem to begin with",
            path.display()
        )));
    }
    let mut all = collect(&network, &Value)?;
    all.extend(stem);
    load(network, &all).map_err(Error::file(&path))
}
