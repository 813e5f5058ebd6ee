//! Checkpoints: a folder for each, complete or not there, verified before use.

use crate::error::{Error, Result};
use crate::files::{self, write_json};
use crate::recipe::Recipe;
use crate::train::shards;
use crate::train::weights::{AVERAGE, CONFIG, MODEL, TOKENIZER};
use bi_irra::config::method::ModelConfig;
use bi_irra::model::method::Model;
use bi_irra::model::parts::Parts;
use bi_irra::weights::read::{load, read_tensors};
use bi_irra::weights::write::{Precision, Value, collect, to_safetensors};
use burn::module::Module;
use burn::optim::{ModuleOptimizer, OptimizerRecord};
use burn::tensor::{Bytes, Device};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What the names of checkpoints begin with.
pub const PREFIX: &str = "step-";
/// Name of the file that says where a run stood.
pub const STATE: &str = "state.json";
/// Name of the optimiser's moments.
pub const OPTIMIZER: &str = "optimizer.bpk";

/// What `state.json` holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct State {
    /// Steps done.
    pub step: usize,
    /// Seconds of training, over all starts.
    pub seconds: f64,
    /// The recipe of the run.
    pub recipe: Recipe,
    /// SHA-256 of every other file.
    pub files: BTreeMap<String, String>,
}

/// A checkpoint in memory.
pub struct Checkpoint {
    /// The model's shapes.
    pub config: ModelConfig,
    /// The weights, training heads included.
    pub model: Model,
    /// The moving average of the weights, where the recipe asks for one.
    pub average: Option<Model>,
    /// The optimiser with its moments.
    pub optimizer: ModuleOptimizer,
    /// Where the run stood.
    pub state: State,
    /// Bytes of `tokenizer.json`.
    pub tokenizer: Vec<u8>,
}

/// Writes a checkpoint under `folder` and removes the oldest beyond `keep`; its path. Files larger than `limit` bytes
/// are cut into parts.
///
/// # Errors
/// When a file cannot be written; checkpoints that were there stay.
pub fn save(folder: &Path, checkpoint: &Checkpoint, limit: Option<usize>) -> Result<PathBuf> {
    let state = &checkpoint.state;
    add(folder, state.step, state.recipe.keep, |partial| {
        write(partial, checkpoint, limit)
    })
}

/// Adds the checkpoint of a step, which `write` writes into a folder of its own, and removes the oldest beyond `keep`; its
/// path.
///
/// # Errors
/// When a file cannot be written; checkpoints that were there stay.
pub fn add(
    folder: &Path,
    step: usize,
    keep: usize,
    write: impl FnOnce(&Path) -> Result<()>,
) -> Result<PathBuf> {
    let name = format!("{PREFIX}{step:07}");
    let (target, partial) = (folder.join(&name), partial_of(folder, &name));
    if partial.exists() {
        fs::remove_dir_all(&partial).map_err(Error::io("remove", &partial))?;
    }
    let written = write(&partial);
    if written.is_err() {
        // A full disk is what matters; room for the next attempt.
        let _ = fs::remove_dir_all(&partial);
    }
    written?;
    remove(folder, &target)?;
    fs::rename(&partial, &target).map_err(Error::io("write", &target))?;
    let mut all = list(folder)?;
    let surplus = all.len().saturating_sub(keep);
    all.drain(..surplus).try_for_each(|old| remove(folder, &old))?;
    Ok(target)
}

/// Where a checkpoint lies while it is not whole: not yet, or no longer.
fn partial_of(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!(".{name}.partial"))
}

/// Removes a checkpoint, if it is there, so that half of one never goes by its name.
fn remove(folder: &Path, checkpoint: &Path) -> Result<()> {
    if !checkpoint.exists() {
        return Ok(());
    }
    let name = checkpoint.file_name().unwrap_or_default().to_string_lossy();
    let leaving = partial_of(folder, &format!("{name}.old"));
    if leaving.exists() {
        fs::remove_dir_all(&leaving).map_err(Error::io("remove", &leaving))?;
    }
    fs::rename(checkpoint, &leaving).map_err(Error::io("remove", checkpoint))?;
    fs::remove_dir_all(&leaving).map_err(Error::io("remove", &leaving))
}

/// Writes a checkpoint's files into a folder of their own.
fn write(partial: &Path, checkpoint: &Checkpoint, limit: Option<usize>) -> Result<()> {
    files::create_folder(partial)?;
    let tensors = |model: &Model| to_safetensors(&collect(model, &Value)?, Precision::F32, &BTreeMap::new());
    let weights = tensors(&checkpoint.model)?;
    let average = checkpoint.average.as_ref().map(tensors).transpose()?;
    let optimizer = checkpoint
        .optimizer
        .to_record()
        .into_bytes()
        .map_err(|e| Error::Input(format!("cannot serialise the optimiser: {e}")))?;
    let config = checkpoint.config.to_json();
    let mut digests = BTreeMap::new();
    let always = [
        (CONFIG, config.as_bytes()),
        (TOKENIZER, checkpoint.tokenizer.as_slice()),
        (MODEL, weights.as_slice()),
        (OPTIMIZER, &optimizer[..]),
    ];
    let average = average.iter().map(|bytes| (AVERAGE, bytes.as_slice()));
    for (file, bytes) in always.into_iter().chain(average) {
        shards::write(partial, file, bytes, limit)?;
        digests.insert(file.to_string(), digest(bytes));
    }
    let state = State {
        files: digests,
        ..checkpoint.state.clone()
    };
    write_json(&partial.join(STATE), &state)
}

/// Removes what a run left that was cut short while it saved: the folder must be kept from others.
///
/// # Errors
/// When the folder cannot be read, or its remains not be removed.
pub fn tidy(folder: &Path) -> Result<()> {
    files::remove_drafts(folder, None)?;
    for entry in fs::read_dir(folder).map_err(Error::io("read", folder))?.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&format!(".{PREFIX}")) && name.ends_with(".partial") {
            fs::remove_dir_all(entry.path()).map_err(Error::io("remove", &entry.path()))?;
        }
    }
    Ok(())
}

/// Checkpoint folders, oldest first.
///
/// # Errors
/// When the folder cannot be read.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if folder.is_dir() {
        let entries = fs::read_dir(folder).map_err(Error::io("read", folder))?;
        for entry in entries.flatten() {
            if entry.file_name().to_string_lossy().starts_with(PREFIX) {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The newest checkpoint that is complete, and a message for each newer one that is not.
///
/// # Errors
/// When there is none.
pub fn newest(
    folder: &Path,
    device: &Device,
    empty: impl Fn(&Model, &State) -> ModuleOptimizer,
) -> Result<(Checkpoint, Vec<String>)> {
    newest_of(folder, |path| read(path, device, &empty))
}

/// The newest checkpoint that `read` takes, and a message for each newer one that it refuses.
///
/// # Errors
/// When there is none.
pub fn newest_of<T>(folder: &Path, read: impl Fn(&Path) -> Result<T>) -> Result<(T, Vec<String>)> {
    let mut refused = Vec::new();
    for path in list(folder)?.into_iter().rev() {
        match read(&path) {
            Ok(checkpoint) => return Ok((checkpoint, refused)),
            Err(error) => refused.push(format!("{} refused: {}", path.display(), crate::chain(&error))),
        }
    }
    let reasons = if refused.is_empty() {
        String::new()
    } else {
        format!(" ({})", refused.join("; "))
    };
    Err(Error::Input(format!(
        "{}: no usable checkpoint{reasons}",
        folder.display()
    )))
}

/// Reads and verifies one checkpoint.
fn read(
    folder: &Path,
    device: &Device,
    empty: impl Fn(&Model, &State) -> ModuleOptimizer,
) -> Result<Checkpoint> {
    let bytes = |name: &str| shards::read(folder, name);
    let state: State = serde_json::from_slice(&bytes(STATE)?).map_err(Error::json(&folder.join(STATE)))?;
    let checked = |name: &str| undamaged(name, bytes(name)?, &state.files);
    let config = ModelConfig::from_json(&checked(CONFIG)?)?;
    let tokenizer = checked(TOKENIZER)?;
    let weights = |name: &str| -> Result<Model> {
        let tensors = read_tensors(&checked(name)?)?;
        Ok(load(Model::new(&config, Parts::Training, device), &tensors)?)
    };
    let model = weights(MODEL)?;
    let average = match state.files.contains_key(AVERAGE) {
        true => Some(weights(AVERAGE)?.valid()),
        false => None,
    };
    let record = OptimizerRecord::from_bytes(Bytes::from_bytes_vec(checked(OPTIMIZER)?))
        .map_err(|e| Error::Input(format!("{OPTIMIZER}: {e}")))?;
    let optimizer = empty(&model, &state).load_record(record);
    Ok(Checkpoint {
        config,
        model,
        average,
        optimizer,
        state,
        tokenizer,
    })
}

/// The bytes of a file, which must have the digest that was written down with the checkpoint.
///
/// # Errors
/// Names the file that is damaged.
pub fn undamaged(name: &str, bytes: Vec<u8>, digests: &BTreeMap<String, String>) -> Result<Vec<u8>> {
    let expected = digests.get(name).map(String::as_str).unwrap_or("no entry");
    let found = digest(&bytes);
    match found == expected {
        true => Ok(bytes),
        false => Err(Error::Input(format!(
            "{name} is damaged: expected SHA-256 {expected}, found {found}"
        ))),
    }
}

/// SHA-256 in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
