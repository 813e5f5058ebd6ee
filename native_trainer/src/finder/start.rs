//! What a finder begins with: a finder of before, or the first stages of a trained image encoder, which has seen people.

use crate::error::{Error, Result};
use crate::files;
use crate::finder::export::{is_checkpoint, read_network};
use crate::finder::{CONFIG, MODEL};
use crate::train::init_weights::add_training_parts;
use crate::train::shards;
use crate::train::weights::tensors_name;
use bi_irra::config::finder::FinderConfig;
use bi_irra::model::finder::Finder;
use bi_irra::model::parts::Parts;
use bi_irra::weights::read::{FloatTensors, load, read_tensors};
use bi_irra::weights::write::{Value, collect};
use burn::tensor::Device;
use std::path::Path;

/// Where the stages lie in a model's weights.
const STEM: &str = "vision_encoder.patch_embed.residual.";

/// The finder of a checkpoint or of exported weights, ready to learn.
///
/// # Errors
/// When it cannot be read or has other sizes than `config`.
pub fn begin_with_finder(folder: &Path, config: &FinderConfig, device: &Device) -> Result<Finder> {
    if is_checkpoint(folder) {
        return read_network(folder, config, device);
    }
    let path = folder.join(CONFIG);
    let found = FinderConfig::from_json(&files::read(&path)?).map_err(Error::file(&path))?;
    let sizes = |config: &FinderConfig| (config.widths, config.neck);
    if sizes(&found) != sizes(config) {
        return Err(Error::Input(format!(
            "{}: widths and neck are {:?}, the recipe has {:?}",
            path.display(),
            sizes(&found),
            sizes(config)
        )));
    }
    let path = folder.join(MODEL);
    let mut tensors = read_tensors(&files::read(&path)?).map_err(Error::file(&path))?;
    let fresh = Finder::new(config, Parts::Training, device);
    add_training_parts(&mut tensors, collect(&fresh, &Value)?);
    load(fresh, &tensors).map_err(Error::file(&path))
}

/// A network whose first stages are the residual stem of a checkpoint or of exported weights.
///
/// # Errors
/// When the weights cannot be read, have no residual stem, or one of other sizes.
pub fn begin_with_stem(network: Finder, folder: &Path) -> Result<Finder> {
    let name = tensors_name(folder);
    let path = folder.join(name);
    let tensors = read_tensors(&shards::read(folder, name)?).map_err(Error::file(&path))?;
    let mut all: FloatTensors = tensors
        .into_iter()
        .filter_map(|(name, tensor)| Some((name.strip_prefix(STEM)?.to_string(), tensor)))
        .collect();
    if all.is_empty() {
        return Err(Error::Input(format!(
            "{}: there is no residual stem to begin with",
            path.display()
        )));
    }
    let fresh = collect(&network, &Value)?;
    // An export has no gains: they follow from its kernels, and the fresh ones are not theirs.
    add_training_parts(&mut all, fresh.clone());
    for (name, tensor) in fresh {
        all.entry(name).or_insert(tensor);
    }
    load(network, &all).map_err(Error::file(&path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bi_irra::weights::write::{Precision, to_safetensors};
    use burn::tensor::{Distribution, Tensor};
    use std::collections::BTreeMap;

    fn seen(network: &Finder, photo: &Tensor<4>) -> Vec<f32> {
        let cells = network.forward(photo.clone());
        cells.into_data().try_to_vec::<f32>().expect("floats")
    }

    #[test]
    fn an_exported_finder_goes_on_as_it_was() {
        let device = Device::flex();
        let config = FinderConfig::web();
        let trained = Finder::new(&config, Parts::Training, &device);
        let photo = Tensor::<4>::random([1, 3, 64, 96], Distribution::Normal(0.0, 1.0), &device);
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(CONFIG), config.to_json()).expect("written");
        let tensors = collect(&trained.clone().folded(), &Value).expect("readable");
        let weights = to_safetensors(&tensors, Precision::F32, &BTreeMap::new()).expect("serialised");
        std::fs::write(folder.path().join(MODEL), weights).expect("written");
        let again = begin_with_finder(folder.path(), &config, &device).expect("starts");
        for (a, b) in seen(&trained, &photo).iter().zip(seen(&again, &photo)) {
            assert!((a - b).abs() < 1e-3, "{a} {b}");
        }
    }
}
