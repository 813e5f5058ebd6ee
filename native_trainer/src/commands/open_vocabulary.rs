//! `synth --preset open-vocabulary`: queries in words that no caption uses, as a data set for `eval`.

use crate::cli::SynthArgs;
use crate::data::dataset::{Dataset, Entry, image_path};
use crate::data::manifest::Manifest;
use crate::data::picture_file::encode_jpeg;
use crate::error::{Error, Result};
use crate::files;
use rayon::prelude::*;
use std::path::Path;
use synth::Conditions;
use synth::caption::{Language, Split};
use synth::open_vocabulary::{Concept, concepts, pictures};

/// Pictures of each concept.
const PICTURES: usize = 4;
/// Name of the split.
const SPLIT: &str = "open";

/// Writes the data set; each concept is an identity, and any of its pictures is a right answer.
///
/// # Errors
/// When a file cannot be written.
pub fn write(args: &SynthArgs) -> Result<()> {
    let concepts = concepts().map_err(Error::json(Path::new("open_vocabulary.json")))?;
    let entries: Vec<Vec<Entry>> = (0..concepts.len())
        .into_par_iter()
        .map(|wanted| render_entry(args, &concepts, wanted))
        .collect::<Result<_>>()?;
    let entries: Vec<Entry> = entries.into_iter().flatten().collect();
    eprintln!(
        "{} pictures for {} meanings in {}",
        entries.len(),
        concepts.len(),
        args.out.display()
    );
    let languages: Vec<String> = args
        .languages
        .iter()
        .map(|language| language.code().to_string())
        .collect();
    let manifest = Manifest {
        generator: format!("native_trainer {}", env!("CARGO_PKG_VERSION")),
        seed: 0,
        split: SPLIT.to_string(),
        languages: languages.clone(),
        images: entries.len(),
        identities: concepts.len(),
        captions: Split::Shift,
        conditions: Conditions::Train,
        image_size: [args.size.height, args.size.width],
        benchmark: None,
    };
    Dataset {
        folder: args.out.clone(),
        split: SPLIT.to_string(),
        languages,
        entries,
    }
    .write(&manifest)
}

/// Finds, writes and lists the pictures of one concept.
fn render_entry(args: &SynthArgs, concepts: &[Concept], wanted: usize) -> Result<Vec<Entry>> {
    let concept = &concepts[wanted];
    let say = |language: &Language| {
        let text = concept
            .text(*language)
            .ok_or_else(|| Error::Input(format!("concept {wanted} has no query in {}", language.code())))?;
        Ok((language.code().to_string(), vec![text.to_string()]))
    };
    let found = pictures(concepts, wanted, PICTURES, args.size.width, args.size.height);
    let mut entries = Vec::new();
    for (number, picture) in found.iter().enumerate() {
        let name = format!("{wanted:02}_{number}.jpg");
        let path = image_path(&args.out, &name);
        files::create_folder(path.parent().unwrap_or(&args.out))?;
        let bytes =
            encode_jpeg(&picture.rgb, picture.width, picture.height, args.quality).map_err(|source| {
                Error::Encode {
                    path: path.clone(),
                    source,
                }
            })?;
        std::fs::write(&path, bytes).map_err(Error::io("write", &path))?;
        entries.push(Entry {
            path: name,
            id: wanted as i64,
            captions: args.languages.iter().map(say).collect::<Result<_>>()?,
        });
    }
    Ok(entries)
}
