//! `embed`: the projected features of a folder of photos.

use crate::cli::EmbedArgs;
use crate::device;
use crate::error::{Error, Result};
use crate::files;
use crate::gallery::embed_folder;
use crate::weights::load_engine;
use bi_irra::search::Gallery;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, serialize};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Runs the command.
///
/// # Errors
/// When anything is wrong with the weights or the photos, or the file cannot be written.
pub fn run(args: &EmbedArgs) -> Result<()> {
    let format = Format::of(&args.out)?;
    let engine = load_engine(&args.gallery.weights, &device::open(args.gallery.device.device)?)?;
    let (gallery, _) = embed_folder(&engine, &args.gallery.gallery)?;
    let bytes = match format {
        Format::Json => to_json(&gallery, &args.out)?,
        Format::Safetensors => to_safetensors(&gallery, &args.out)?,
    };
    files::write_atomically(&args.out, &bytes)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Json,
    Safetensors,
}

impl Format {
    fn of(path: &Path) -> Result<Self> {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("json") => Ok(Self::Json),
            Some("safetensors") => Ok(Self::Safetensors),
            _ => Err(Error::Input(format!(
                "{}: expected .json or .safetensors",
                path.display()
            ))),
        }
    }
}

/// `{file: [feature]}`.
fn to_json(gallery: &Gallery, path: &Path) -> Result<Vec<u8>> {
    let features: BTreeMap<&str, &[f32]> = (0..gallery.len())
        .map(|i| (gallery.name(i), gallery.embedding(i).feature.as_slice()))
        .collect();
    serde_json::to_vec(&features).map_err(Error::json(path))
}

/// `features` `[photos, embed_dim]`; the metadata's `files` is the JSON list of the names.
fn to_safetensors(gallery: &Gallery, path: &Path) -> Result<Vec<u8>> {
    let rows = gallery.len();
    let names: Vec<&str> = (0..rows).map(|i| gallery.name(i)).collect();
    let values: Vec<f32> = (0..rows)
        .flat_map(|i| gallery.embedding(i).feature.iter().copied())
        .collect();
    let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    let files = serde_json::to_string(&names).map_err(Error::json(path))?;
    let fail = |e: safetensors::SafeTensorError| Error::Input(format!("{}: {e}", path.display()));
    let width = values.len() / rows.max(1);
    let view = TensorView::new(Dtype::F32, vec![rows, width], &bytes).map_err(fail)?;
    let metadata = HashMap::from([("files".to_string(), files)]);
    serialize([("features", view)], Some(metadata)).map_err(fail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bi_irra::search::Embedding;
    use safetensors::SafeTensors;

    fn gallery() -> Gallery {
        let mut gallery = Gallery::new(2);
        for (name, feature) in [("a.jpg", [0.6, 0.8]), ("b/c.jpg", [1.0, 0.0])] {
            gallery.push(
                name.into(),
                Embedding {
                    feature: feature.to_vec(),
                    tokens: Vec::new(),
                },
            );
        }
        gallery
    }

    #[test]
    fn both_formats_hold_names_and_features() {
        let json = to_json(&gallery(), Path::new("x.json")).expect("written");
        assert_eq!(json, br#"{"a.jpg":[0.6,0.8],"b/c.jpg":[1.0,0.0]}"#);
        let bytes = to_safetensors(&gallery(), Path::new("x.safetensors")).expect("written");
        let (_, header) = SafeTensors::read_metadata(&bytes).expect("a header");
        assert_eq!(
            header.metadata().as_ref().expect("metadata")["files"],
            r#"["a.jpg","b/c.jpg"]"#
        );
        let file = SafeTensors::deserialize(&bytes).expect("reads back");
        let features = file.tensor("features").expect("there");
        assert_eq!(
            (features.shape(), features.dtype()),
            ([2, 2].as_slice(), Dtype::F32)
        );
        assert_eq!(features.data()[4..8], 0.8f32.to_le_bytes());
    }

    #[test]
    fn other_formats_are_refused() {
        assert!(Format::of(Path::new("x.csv")).is_err());
        assert_eq!(
            Format::of(Path::new("x.safetensors")).expect("known"),
            Format::Safetensors
        );
    }
}
