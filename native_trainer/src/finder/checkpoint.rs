//! Checkpoints of a finder: a folder for each, complete or not there, verified before use.

use crate::error::{Error, Result};
use crate::files::{self, write_json};
use crate::finder::recipe::FinderRecipe;
use crate::finder::{CONFIG, MODEL};
use crate::train::checkpoint::{OPTIMIZER, STATE, add, digest, newest_of, undamaged};
use crate::train::optimizer::build_optimizer;
use crate::train::weights::AVERAGE;
use bi_irra::config::finder::FinderConfig;
use bi_irra::model::finder::Finder;
use bi_irra::model::parts::Parts;
use bi_irra::weights::read::{load, read_tensors};
use bi_irra::weights::write::{Precision, Value, collect, to_safetensors};
use burn::module::Module;
use burn::optim::{ModuleOptimizer, OptimizerRecord};
use burn::tensor::{Bytes, Device};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What `state.json` holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct State {
    /// Steps done.
    pub step: usize,
    /// Seconds of training, over all starts.
    pub seconds: f64,
    /// The recipe of the run.
    pub recipe: FinderRecipe,
    /// SHA-256 of every other file.
    pub files: BTreeMap<String, String>,
}

/// A checkpoint in memory.
pub struct Checkpoint {
    /// The weights, with kernels that are standardised.
    pub network: Finder,
    /// Their moving average, without gradients.
    pub average: Finder,
    /// The optimiser with its moments.
    pub optimizer: ModuleOptimizer,
    /// Where the run stood.
    pub state: State,
}

/// Writes a checkpoint under `folder` and removes the oldest beyond `keep`; its path.
///
/// # Errors
/// When a file cannot be written; checkpoints that were there stay.
pub fn save(folder: &Path, checkpoint: &Checkpoint) -> Result<PathBuf> {
    let state = &checkpoint.state;
    add(folder, state.step, state.recipe.keep, |partial| {
        write(partial, checkpoint)
    })
}

fn write(partial: &Path, checkpoint: &Checkpoint) -> Result<()> {
    files::create_folder(partial)?;
    let tensors =
        |network: &Finder| to_safetensors(&collect(network, &Value)?, Precision::F32, &BTreeMap::new());
    let optimizer = checkpoint
        .optimizer
        .to_record()
        .into_bytes()
        .map_err(|e| Error::Input(format!("cannot serialise the optimiser: {e}")))?;
    let contents = [
        (CONFIG, checkpoint.state.recipe.model.to_json().into_bytes()),
        (MODEL, tensors(&checkpoint.network)?),
        (AVERAGE, tensors(&checkpoint.average)?),
        (OPTIMIZER, optimizer.to_vec()),
    ];
    let mut digests = BTreeMap::new();
    for (file, bytes) in contents {
        files::write_atomically(&partial.join(file), &bytes)?;
        digests.insert(file.to_string(), digest(&bytes));
    }
    let state = State {
        files: digests,
        ..checkpoint.state.clone()
    };
    write_json(&partial.join(STATE), &state)
}

/// The newest checkpoint that is complete, and a message for each newer one that is not.
///
/// # Errors
/// When there is none.
pub fn newest(folder: &Path, device: &Device) -> Result<(Checkpoint, Vec<String>)> {
    newest_of(folder, |path| read(path, device))
}

fn read(folder: &Path, device: &Device) -> Result<Checkpoint> {
    let bytes = |name: &str| files::read(&folder.join(name));
    let state: State = serde_json::from_slice(&bytes(STATE)?).map_err(Error::json(&folder.join(STATE)))?;
    let checked = |name: &str| undamaged(name, bytes(name)?, &state.files);
    let config = FinderConfig::from_json(&checked(CONFIG)?)?;
    let weights = |name: &str| -> Result<Finder> {
        Ok(load(
            Finder::new(&config, Parts::Training, device),
            &read_tensors(&checked(name)?)?,
        )?)
    };
    let network = weights(MODEL)?;
    let record = OptimizerRecord::from_bytes(Bytes::from_bytes_vec(checked(OPTIMIZER)?))
        .map_err(|e| Error::Input(format!("{OPTIMIZER}: {e}")))?;
    let optimizer = build_optimizer(&state.recipe.optimizer, &network).load_record(record);
    Ok(Checkpoint {
        average: weights(AVERAGE)?.valid(),
        network,
        optimizer,
        state,
    })
}
