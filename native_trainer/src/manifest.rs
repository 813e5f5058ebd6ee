//! What a data set's folder says about itself: the manifest of a synthetic one, and the names of the files.

use crate::error::{Error, Result};
use crate::files;
use bi_irra::synth::Conditions;
use bi_irra::synth::caption::Split as CaptionSplit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Name of the manifest.
pub const MANIFEST: &str = "captions.json";

/// How a synthetic data set was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Program and version.
    pub generator: String,
    /// Seed of people, pictures and captions.
    pub seed: u64,
    /// Name of the split.
    pub split: String,
    /// Codes of the languages.
    pub languages: Vec<String>,
    /// Number of images.
    pub images: usize,
    /// Number of people.
    pub identities: usize,
    /// Words of the captions.
    pub captions: CaptionSplit,
    /// Conditions of the pictures.
    pub conditions: Conditions,
    /// Height and width of the images.
    pub image_size: [usize; 2],
}

/// The `(split, language)` pairs that have a file, sorted.
pub fn list_files(folder: &Path) -> Result<BTreeSet<(String, String)>> {
    let mut found = BTreeSet::new();
    for item in fs::read_dir(folder).map_err(Error::io("read", folder))? {
        let name = item.map_err(Error::io("read", folder))?.file_name();
        let parts = name
            .to_str()
            .and_then(|name| name.strip_suffix(".json")?.split_once("_reid_"));
        if let Some((split, language)) = parts {
            found.insert((split.to_string(), language.to_string()));
        }
    }
    Ok(found)
}

/// The split of the manifest, else the only one that has files.
///
/// # Errors
/// When there is none, or several and no manifest.
pub fn only_split(folder: &Path) -> Result<String> {
    let path = folder.join(MANIFEST);
    if path.is_file() {
        let manifest: Manifest = serde_json::from_slice(&files::read(&path)?).map_err(Error::json(&path))?;
        return Ok(manifest.split);
    }
    let available = list_files(folder)?;
    let splits: BTreeSet<&str> = available.iter().map(|(split, _)| split.as_str()).collect();
    let mut names = splits.iter();
    match (names.next(), names.next()) {
        (Some(split), None) => Ok(split.to_string()),
        (None, _) => Err(Error::Input(format!(
            "{} has no SPLIT_reid_LANGUAGE.json",
            folder.display()
        ))),
        _ => {
            let names: Vec<&str> = splits.into_iter().collect();
            Err(Error::Input(format!(
                "{} has several splits, choose one: {}",
                folder.display(),
                names.join(", ")
            )))
        }
    }
}
