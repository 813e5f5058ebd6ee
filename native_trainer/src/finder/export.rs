//! From a finder's checkpoint to the two files that searching needs.

use crate::error::{Error, Result};
use crate::files;
use crate::finder::{CONFIG, MODEL};
use crate::train::weights::AVERAGE;
use bi_irra::config::finder::FinderConfig;
use bi_irra::model::finder::Finder;
use bi_irra::model::parts::Parts;
use bi_irra::search::PersonFinder;
use bi_irra::weights::read::{load, read_tensors};
use bi_irra::weights::write::{Precision, Value, collect, to_safetensors};
use burn::tensor::Device;
use std::collections::BTreeMap;
use std::path::Path;

/// Whether a folder is a checkpoint of a finder.
pub fn is_checkpoint(folder: &Path) -> bool {
    folder.join(CONFIG).exists() && folder.join(AVERAGE).exists()
}

/// Writes `finder.json` and `finder.safetensors` of a checkpoint into a folder, beside what is there.
///
/// # Errors
/// When the checkpoint is damaged or incomplete; then nothing is written.
pub fn export(checkpoint: &Path, out: &Path, precision: Precision, device: &Device) -> Result<()> {
    let path = checkpoint.join(CONFIG);
    let config = FinderConfig::from_json(&files::read(&path)?).map_err(Error::file(&path))?;
    let network = read_network(checkpoint, &config, device)?;
    let metadata = BTreeMap::from([("format".to_string(), "pt".to_string())]);
    let weights = to_safetensors(&collect(&network.folded(), &Value)?, precision, &metadata)?;
    let json = config.to_json();
    // Proves that what is written can be read.
    PersonFinder::load(json.as_bytes(), &weights, device)?;
    let _kept = files::lock_folder(out)?;
    files::write_together(out, &[(CONFIG, json.as_bytes()), (MODEL, &weights)])?;
    eprintln!("{}: {} bytes", out.join(MODEL).display(), weights.len());
    Ok(())
}

/// The network of a checkpoint to start another run from.
///
/// # Errors
/// When it is damaged or of another shape.
pub fn read_network(folder: &Path, config: &FinderConfig, device: &Device) -> Result<Finder> {
    let path = folder.join(AVERAGE);
    let tensors = read_tensors(&files::read(&path)?).map_err(Error::file(&path))?;
    load(Finder::new(config, Parts::Training, device), &tensors).map_err(Error::file(&path))
}
