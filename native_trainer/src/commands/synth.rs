//! `synth`: a data set of synthetic people, the same for the same arguments whatever the number of threads.

mod benchmark;
mod pictures;
mod plan;

use crate::cli::{Preset, Size, SynthArgs};
use crate::commands::{open_vocabulary, scenes};
use crate::data::dataset::{Dataset, Entry};
use crate::data::manifest::MANIFEST;
use crate::data::picture_file::encode_png;
use crate::error::{Error, Result};
use crate::files::{self, write_json};
use crate::progress::progress_bar;
use pictures::Finished;
use plan::Plan;
use rayon::prelude::*;
use serde_json::json;
use std::path::Path;
use synth::Picture;

/// List of the sample's files.
const SAMPLE_LIST: &str = "sample.json";

/// Runs the command.
///
/// # Errors
/// When the folder holds a finished data set already, or a file cannot be written.
pub fn run(args: &SynthArgs) -> Result<()> {
    if let Some(count) = args.scenes {
        return scenes::write(args, count as usize);
    }
    let plan = Plan::new(args)?;
    if args.record.is_some() && plan.benchmark.is_none() {
        return Err(Error::Input("--record: this preset is no benchmark".into()));
    }
    let finished = args.out.join(if plan.is_sample { SAMPLE_LIST } else { MANIFEST });
    if finished.exists() && !args.force {
        return Err(Error::Input(format!(
            "{} exists; --force writes over it",
            finished.display()
        )));
    }
    let _kept = files::lock_folder(&args.out)?;
    files::remove_drafts(&args.out, None)?;
    plan.remove_lists(&finished)?;
    if args.preset == Some(Preset::OpenVocabulary) {
        return open_vocabulary::write(args);
    }
    let count = plan.identities * plan.views;
    let progress = progress_bar(count, "pictures");
    let shots = (0..count).into_par_iter().map(|index| {
        let shot = plan.render_entry(index)?;
        progress.inc(1);
        Ok(shot)
    });
    let shots: Vec<Finished> = shots.collect::<Result<_>>()?;
    progress.finish_and_clear();
    if let Some(path) = &args.sheet {
        write_sheet(path, &shots, args.columns as usize, plan.size)?;
    }
    let benchmark = plan.benchmark(args.record.as_deref(), &shots)?;
    let entries: Vec<Entry> = shots.into_iter().map(|shot| shot.entry).collect();
    let people = plan.identities;
    if plan.is_sample {
        let names: Vec<String> = entries.into_iter().map(|entry| entry.path).collect();
        write_json(&finished, &json!({ "files": names }))?;
    } else {
        let manifest = plan.manifest(benchmark);
        let languages = manifest.languages.clone();
        let dataset = Dataset {
            folder: plan.out,
            split: manifest.split.clone(),
            languages,
            entries,
        };
        dataset.write(&manifest)?;
    }
    eprintln!("{count} pictures of {people} people in {}", args.out.display());
    Ok(())
}

/// The first pictures side by side.
fn write_sheet(path: &Path, shots: &[Finished], columns: usize, size: Size) -> Result<()> {
    let pictures: Vec<&Picture> = shots.iter().filter_map(|shot| shot.picture.as_ref()).collect();
    let (Size { height, width }, rows) = (size, pictures.len().div_ceil(columns));
    let mut sheet = vec![0; rows * height * columns * width * 3];
    for (place, picture) in pictures.iter().enumerate() {
        let (left, top) = (place % columns * width, place / columns * height);
        for (row, line) in picture.rgb.chunks_exact(3 * width).enumerate() {
            let start = ((top + row) * columns * width + left) * 3;
            sheet[start..start + line.len()].copy_from_slice(line);
        }
    }
    let bytes = encode_png(&sheet, columns * width, rows * height).map_err(|source| Error::Encode {
        path: path.to_path_buf(),
        source,
    })?;
    files::write_atomically(path, &bytes)
}
