//! `embed`: the projected features of a folder of photos, or of a file of queries, for an engine of one's own.

use crate::cli::EmbedArgs;
use crate::commands::rank::{line_error, read_queries};
use crate::device;
use crate::error::{Error, Result};
use crate::files;
use crate::retrieval::gallery::{embed_folder_features, open_finder};
use crate::train::weights::load_engine;
use bi_irra::search::region::Region;
use bi_irra::search::{Engine, PersonFinder};
use futures_lite::future::block_on;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, serialize};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Runs the command.
///
/// # Errors
/// When anything is wrong with the weights, the photos or a query, or the file cannot be written.
pub fn run(args: &EmbedArgs) -> Result<()> {
    let format = Format::of(&args.out)?;
    let device = device::open(args.device.device)?;
    let engine = load_engine(&args.weights, &device)?;
    let features = match (&args.gallery, &args.queries) {
        (Some(folder), _) => {
            let finder = open_finder(args.people, &args.weights, &device)?;
            of_photos(&engine, finder.as_ref(), folder, args.people)?
        }
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
    /// Where the person of each row is, `None` for a photo as a whole; only where people were looked for.
    boxes: Option<Vec<Option<Region>>>,
    width: usize,
    /// Row by row.
    values: Vec<f32>,
}

fn of_photos(
    engine: &Engine,
    finder: Option<&PersonFinder>,
    folder: &Path,
    with_boxes: bool,
) -> Result<Features> {
    let (gallery, _) = embed_folder_features(engine, finder, folder)?;
    let crops: Vec<(usize, usize)> = (0..gallery.len())
        .flat_map(|photo| gallery.crops(photo).map(move |crop| (photo, crop)))
        .collect();
    let name = |&(photo, _): &(usize, usize)| gallery.name(photo).to_string();
    let region = |&(photo, crop): &(usize, usize)| gallery.region(photo, crop);
    Ok(Features {
        kind: "files",
        names: crops.iter().map(name).collect(),
        boxes: with_boxes.then(|| crops.iter().map(region).collect()),
        width: engine.config().embed_dim(),
        values: crops
            .iter()
            .flat_map(|(_, crop)| gallery.feature(*crop).to_vec())
            .collect(),
    })
}

fn of_queries(engine: &Engine, path: &Path) -> Result<Features> {
    let mut features = Features {
        kind: "ids",
        names: Vec::new(),
        boxes: None,
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

/// A row of the JSON with boxes.
#[derive(Serialize)]
struct Person<'a> {
    #[serde(rename = "box")]
    region: Option<[f32; 4]>,
    feature: &'a [f32],
}

impl Features {
    /// `{name: [feature]}`; with boxes `{name: [{"box": [left, top, width, height], "feature": [feature]}]}`, largest
    /// person first, the box null for a photo as a whole.
    fn to_json(&self, path: &Path) -> Result<Vec<u8>> {
        let rows = self.names.iter().zip(self.values.chunks(self.width));
        match &self.boxes {
            None => serde_json::to_vec(&rows.collect::<BTreeMap<&String, &[f32]>>()),
            Some(boxes) => {
                let mut people: BTreeMap<&String, Vec<Person<'_>>> = BTreeMap::new();
                for ((name, feature), region) in rows.zip(boxes) {
                    let region = region.map(Region::to_array);
                    people.entry(name).or_default().push(Person { region, feature });
                }
                serde_json::to_vec(&people)
            }
        }
        .map_err(Error::json(path))
    }

    /// `features` `[rows, embed_dim]`, and `boxes` `[rows, 4]` where there are such, the whole photo as 0, 0, 1, 1; the
    /// metadata's `files` or `ids` is the JSON list of the rows' names.
    fn to_safetensors(&self, path: &Path) -> Result<Vec<u8>> {
        let bytes =
            |values: &[f32]| -> Vec<u8> { values.iter().flat_map(|value| value.to_le_bytes()).collect() };
        let features = bytes(&self.values);
        let whole = |region: &Option<Region>| region.unwrap_or(Region::WHOLE).to_array();
        let boxes = self
            .boxes
            .as_ref()
            .map(|boxes| bytes(&boxes.iter().flat_map(whole).collect::<Vec<f32>>()));
        let names = serde_json::to_string(&self.names).map_err(Error::json(path))?;
        let fail = |e: safetensors::SafeTensorError| Error::Input(format!("{}: {e}", path.display()));
        let view = |width: usize, bytes| {
            TensorView::new(Dtype::F32, vec![self.names.len(), width], bytes).map_err(fail)
        };
        let mut tensors = vec![("features", view(self.width, &features)?)];
        if let Some(boxes) = &boxes {
            tensors.push(("boxes", view(4, boxes)?));
        }
        serialize(tensors, Some(HashMap::from([(self.kind.to_string(), names)]))).map_err(fail)
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
            boxes: None,
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
    fn people_have_their_boxes() {
        let people = Features {
            names: vec!["a.jpg".into(); 2],
            boxes: Some(vec![Some(Region::from_array([0.5, 0.0, 0.25, 1.0])), None]),
            ..features()
        };
        let json = people.to_json(Path::new("x.json")).expect("written");
        assert_eq!(
            String::from_utf8(json).expect("text"),
            r#"{"a.jpg":[{"box":[0.5,0.0,0.25,1.0],"feature":[0.6,0.8]},{"box":null,"feature":[1.0,0.0]}]}"#
        );
        let bytes = people
            .to_safetensors(Path::new("x.safetensors"))
            .expect("written");
        let file = SafeTensors::deserialize(&bytes).expect("reads back");
        let boxes = file.tensor("boxes").expect("there");
        assert_eq!(boxes.shape(), [2, 4]);
        let numbers: Vec<u8> = [0.5f32, 0.0, 0.25, 1.0, 0.0, 0.0, 1.0, 1.0]
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect();
        assert_eq!(boxes.data(), numbers);
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
