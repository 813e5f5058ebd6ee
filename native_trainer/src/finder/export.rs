//! From a finder's checkpoint to the two files that searching needs.

use crate::error::{Error, Result};
use crate::files;
use crate::finder::{CONFIG, MODEL};
use crate::train::interpolation::interpolate;
use crate::train::weights::AVERAGE;
use bi_irra::config::finder::FinderConfig;
use bi_irra::model::finder::Finder;
use bi_irra::model::parts::Parts;
use bi_irra::search::PersonFinder;
use bi_irra::weights::read::{FloatTensors, load, read_tensors};
use bi_irra::weights::write::{Precision, Value, collect, to_safetensors};
use burn::tensor::Device;
use std::collections::BTreeMap;
use std::path::Path;

/// Whether a folder is a checkpoint of a finder.
pub fn is_checkpoint(folder: &Path) -> bool {
    folder.join(CONFIG).exists() && folder.join(AVERAGE).exists()
}

/// Writes `finder.json` and `finder.safetensors` of a checkpoint into a folder, beside what is there; mixed with another
/// finder, a checkpoint or exported, by the share of the way from that one to the checkpoint.
///
/// # Errors
/// When a finder is damaged or incomplete, or the other one of another shape; then nothing is written.
pub fn export(
    checkpoint: &Path,
    between: Option<(&Path, f32)>,
    out: &Path,
    precision: Precision,
    device: &Device,
) -> Result<()> {
    let path = checkpoint.join(CONFIG);
    let config = FinderConfig::from_json(&files::read(&path)?).map_err(Error::file(&path))?;
    let folded = |folder: &Path| -> Result<FloatTensors> {
        Ok(collect(&read_network(folder, &config, device)?.folded(), &Value)?)
    };
    let mut tensors = folded(checkpoint)?;
    if let Some((folder, share)) = between {
        let (path, before) = match is_checkpoint(folder) {
            true => (folder.join(AVERAGE), folded(folder)?),
            false => {
                let path = folder.join(MODEL);
                let before = read_tensors(&files::read(&path)?).map_err(Error::file(&path))?;
                (path, before)
            }
        };
        tensors = interpolate(&before, tensors, share)
            .map_err(|reason| Error::Input(format!("{}: {reason}", path.display())))?;
    }
    let metadata = BTreeMap::from([("format".to_string(), "pt".to_string())]);
    let weights = to_safetensors(&tensors, precision, &metadata)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with what a checkpoint needs to be exported.
    fn checkpoint(config: &FinderConfig, device: &Device) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let tensors = collect(&Finder::new(config, Parts::Training, device), &Value).expect("readable");
        let bytes = to_safetensors(&tensors, Precision::F32, &BTreeMap::new()).expect("serialised");
        std::fs::write(folder.path().join(AVERAGE), bytes).expect("written");
        std::fs::write(folder.path().join(CONFIG), config.to_json()).expect("written");
        folder
    }

    #[test]
    fn a_finder_between_two_is_their_mean_whether_exported_or_not() {
        let device = Device::flex();
        let config = FinderConfig::web();
        let (before, after) = (checkpoint(&config, &device), checkpoint(&config, &device));
        let out = tempfile::tempdir().expect("a folder");
        let written = |from: &Path, between: Option<(&Path, f32)>, name: &str| {
            let to = out.path().join(name);
            export(from, between, &to, Precision::F32, &device).expect("exported");
            read_tensors(&files::read(&to.join(MODEL)).expect("written")).expect("readable")
        };
        let first = written(before.path(), None, "before");
        let second = written(after.path(), None, "after");
        for folder in [before.path(), &out.path().join("before")] {
            let mixed = written(after.path(), Some((folder, 0.25)), "mixed");
            for (name, tensor) in &mixed {
                let ends = first[name].values.iter().zip(&second[name].values);
                for (value, (a, b)) in tensor.values.iter().zip(ends) {
                    assert!((value - (0.75 * a + 0.25 * b)).abs() < 1e-5, "{name}");
                }
            }
        }
    }
}
