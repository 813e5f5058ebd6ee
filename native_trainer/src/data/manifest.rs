//! What a synthetic data set says about itself.

use crate::data::dataset_fingerprint::BenchmarkName;
use crate::error::{Error, Result};
use crate::files;
use serde::{Deserialize, Serialize};
use std::path::Path;
use synth::Conditions;
use synth::caption::Split as CaptionSplit;

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
    /// Which benchmark it is, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub benchmark: Option<BenchmarkName>,
}

impl Manifest {
    /// Reads a folder's manifest, where it has one.
    ///
    /// # Errors
    /// When the manifest cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(MANIFEST);
        if !path.is_file() {
            return Ok(None);
        }
        serde_json::from_slice(&files::read(&path)?)
            .map(Some)
            .map_err(Error::json(&path))
    }
}
