//! `embed`: the projected features of a folder of photos, or of a file of queries, for an engine of one's own.

use crate::cli::EmbedArgs;
use crate::commands::rank::{line_error, read_queries};
use crate::device;
use crate::error::{Error, Result};
use crate::files;
use crate::retrieval::gallery::embed_folder_features;
use crate::train::weights::load_engine;
use bi_irra::search::Engine;
use futures_lite::future::block_on;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, serialize};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Runs the command.
///
/// # Errors
/// When anything is wrong with the weights, the photos or a query, or the file cannot be written.
pub fn run(args: &EmbedArgs) -> Result<()> {
    let format = Format::of(&args.out)?;
    let engine = load_engine(&args.weights, &device::open(args.device.device)?)?;
    let features = match (&args.gallery, &args.queries) {
        (Some(folder), _) => of_photos(&engine, folder)?,
        (None, Some(queries)) => of_queries(&engine, queries)?,
        (None, None) => return Err(Error::Input("expected --gallery or --queries".into())),
    };
    let bytes = match format {
        Format::Json => features.to_json(&args.out)?,
        Format::Safetensors => features.to_safetensors(&args.out)?,
    };
    files::write_atomically(&args.out, &bytes)
}

/// Unit vectors with their names.
struct Features {
    /// What the names are: `files` or `ids`.
    kind: &'static str,
    names: Vec<String>,
    width: usize,
    /// Row by row.
    values: Vec<f32>,
}

fn of_photos(engine: &Engine, folder: &Path) -> Result<Features> {
    let (gallery, _) = embed_folder_features(engine, folder)?;
    let each = 0..gallery.len();
    Ok(Features {
        kind: "files",
        names: each
            .clone()
            .map(|photo| gallery.name(photo).to_string())
            .collect(),
        width: engine.config().embed_dim(),
        values: each.flat_map(|photo| gallery.feature(photo).to_vec()).collect(),
    })
}

fn of_queries(engine: &Engine, path: &Path) -> Result<Features> {
    let mut features = Features {
        kind: "ids",
        names: Vec::new(),
        width: engine.config().embed_dim(),
        values: Vec::new(),
    };
    for query in read_queries(path)? {
        let embedded = block_on(engine.embed_query(&query.text));
        let embedded = embedded.map_err(|error| line_error(path, query.line, error.to_string()))?;
        features.values.extend(embedded.feature);
        features.names.push(match query.id.as_str() {
            Some(text) => text.to_string(),
            None => query.id.to_string(),
        });
    }
    let mut names = features.names.clone();
    names.sort();
    if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(Error::Input(format!(
            "{}: two queries have the id {}",
            path.display(),
            twice[0]
        )));
    }
    Ok(features)
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

impl Features {
    /// `{name: [feature]}`.
    fn to_json(&self, path: &Path) -> Result<Vec<u8>> {
        let rows = self.names.iter().zip(self.values.chunks(self.width));
        let rows: BTreeMap<&String, &[f32]> = rows.collect();
        serde_json::to_vec(&rows).map_err(Error::json(path))
    }

    /// `features` `[names, embed_dim]`; the metadata's `files` or `ids` is the JSON list of the names.
    fn to_safetensors(&self, path: &Path) -> Result<Vec<u8>> {
        let bytes: Vec<u8> = self.values.iter().flat_map(|value| value.to_le_bytes()).collect();
        let names = serde_json::to_string(&self.names).map_err(Error::json(path))?;
        let fail = |e: safetensors::SafeTensorError| Error::Input(format!("{}: {e}", path.display()));
        let shape = vec![self.names.len(), self.width];
        let view = TensorView::new(Dtype::F32, shape, &bytes).map_err(fail)?;
        serialize(
            [("features", view)],
            Some(HashMap::from([(self.kind.to_string(), names)])),
        )
        .map_err(fail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use safetensors::SafeTensors;

    fn features() -> Features {
        Features {
            kind: "files",
            names: vec!["a.jpg".into(), "b/c.jpg".into()],
            width: 2,
            values: vec![0.6, 0.8, 1.0, 0.0],
        }
    }

    #[test]
    fn both_formats_hold_names_and_features() {
        let json = features().to_json(Path::new("x.json")).expect("written");
        assert_eq!(json, br#"{"a.jpg":[0.6,0.8],"b/c.jpg":[1.0,0.0]}"#);
        let bytes = features()
            .to_safetensors(Path::new("x.safetensors"))
            .expect("written");
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
