//! Photos, decoded on all cores and embedded: as wholes, or person by person.

use crate::error::{Error, Result};
use crate::progress::progress_bar;
use crate::retrieval::folder::{Folder, Skipped};
use crate::train::weights::{FINDER_CONFIG, load_finder};
use bi_irra::image::{Enough, Pixels, read};
use bi_irra::search::people::{Searched, enough};
use bi_irra::search::{Embedding, Engine, Gallery, MAX_PEOPLE, PersonFinder};
use burn::tensor::Device;
use futures_lite::future::block_on;
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;

/// Photos that are decoded at a time, and crops in one pass through the model.
const BATCH: usize = 32;

/// The finder beside the weights where people are wanted; `None` where they are not, or there is no finder, which is said.
///
/// # Errors
/// Names the file that is damaged.
pub fn open_finder(wanted: bool, weights: &Path, device: &Device) -> Result<Option<PersonFinder>> {
    if !wanted {
        return Ok(None);
    }
    let finder = load_finder(weights, device)?;
    if finder.is_none() {
        eprintln!(
            "{} has no {FINDER_CONFIG}: every photo is searched as a whole",
            weights.display()
        );
    }
    Ok(finder)
}

/// Embeds the photos of a folder, with a finder person by person, reports what was skipped on standard error, and returns
/// both.
///
/// # Errors
/// When the folder has no readable photo, or the device fails.
pub fn embed_folder(
    engine: &Engine,
    finder: Option<&PersonFinder>,
    path: &Path,
) -> Result<(Gallery, Vec<Skipped>)> {
    embed_folder_with(engine, finder, path, |embedding| embedding)
}

/// [`embed_folder`] for stage 1 only: the tokens, nearly all of the memory, are dropped at once.
///
/// # Errors
/// As [`embed_folder`].
pub fn embed_folder_features(
    engine: &Engine,
    finder: Option<&PersonFinder>,
    path: &Path,
) -> Result<(Gallery, Vec<Skipped>)> {
    embed_folder_with(engine, finder, path, |embedding| Embedding {
        tokens: Vec::new(),
        ..embedding
    })
}

fn embed_folder_with(
    engine: &Engine,
    finder: Option<&PersonFinder>,
    path: &Path,
    keep: impl Fn(Embedding) -> Embedding,
) -> Result<(Gallery, Vec<Skipped>)> {
    let Folder { names, mut skipped } = Folder::list(path)?;
    let paths: Vec<PathBuf> = names.iter().map(|name| path.join(name)).collect();
    let mut gallery = Gallery::new(engine.config().embed_dim());
    let mut names = names.into_iter();
    embed_each(engine, finder, &paths, |outcome| {
        let file = names.next().unwrap_or_default();
        match outcome {
            Ok(EmbeddedPhoto { searched, embeddings }) => {
                gallery.push_photo(file, searched, embeddings.into_iter().map(&keep).collect());
            }
            Err(reason) => skipped.push(Skipped { file, reason }),
        }
    })?;
    skipped.sort_by(|a, b| a.file.cmp(&b.file));
    for Skipped { file, reason } in &skipped {
        eprintln!("skipped {file}: {reason}");
    }
    if gallery.is_empty() {
        let (path, count) = (path.display(), skipped.len());
        return Err(Error::Input(format!(
            "{path} has no readable photos ({count} other files)"
        )));
    }
    eprintln!("{} photos, {} other files skipped", gallery.len(), skipped.len());
    if finder.is_some() {
        report_people(&gallery);
    }
    Ok((gallery, skipped))
}

/// Says what the finder found.
fn report_people(gallery: &Gallery) {
    let (mut people, mut empty) = (0, 0);
    for photo in 0..gallery.len() {
        let searched = gallery.searched(photo);
        people += searched.regions().len();
        empty += usize::from(*searched == Searched::Nobody);
        if searched.left_out() > 0 {
            let total = MAX_PEOPLE + searched.left_out();
            eprintln!(
                "{}: the {MAX_PEOPLE} largest of {total} people are searched",
                gallery.name(photo)
            );
        }
    }
    eprintln!("{people} people cut out; {empty} photos in which nobody was found are searched as wholes");
}

/// A photo as the model's inputs.
struct ScaledPhoto {
    searched: Searched,
    inputs: Vec<Vec<f32>>,
}

/// A photo that was read and embedded.
pub struct EmbeddedPhoto {
    /// How it is searched.
    pub searched: Searched,
    /// The embedding of each of its crops.
    pub embeddings: Vec<Embedding>,
}

/// What became of a file: its embedding, or why it has none.
pub type Outcome = std::result::Result<Embedding, String>;

/// Embeds image files as wholes, in order.
///
/// # Errors
/// When the device fails.
pub fn embed_files(engine: &Engine, paths: &[PathBuf]) -> Result<Vec<Outcome>> {
    let mut outcomes = Vec::with_capacity(paths.len());
    embed_each(engine, None, paths, |outcome| {
        outcomes.extend(match outcome {
            Ok(photo) => photo.embeddings.into_iter().map(Ok).collect(),
            Err(reason) => vec![Err(reason)],
        });
    })?;
    Ok(outcomes)
}

/// Embeds image files and hands on the outcomes in order. Other threads read, decode, find people and shrink ahead while
/// the device computes; at most two batches of model inputs wait.
fn embed_each(
    engine: &Engine,
    finder: Option<&PersonFinder>,
    paths: &[PathBuf],
    mut take: impl FnMut(std::result::Result<EmbeddedPhoto, String>),
) -> Result<()> {
    let preprocess = engine.preprocess();
    let enough = enough(&preprocess);
    let progress = progress_bar(paths.len(), "photos");
    let (sender, receiver) = sync_channel::<Vec<std::result::Result<ScaledPhoto, String>>>(1);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let scaled = |path: &PathBuf| {
                let photo = read_photo(path, enough)?;
                let searched = block_on(Searched::look(finder, &photo)).map_err(|error| error.to_string())?;
                let inputs = searched.inputs(preprocess, &photo);
                Ok(ScaledPhoto { searched, inputs })
            };
            for batch in paths.chunks(BATCH) {
                // The receiver is gone after an error of the device.
                if sender.send(batch.par_iter().map(scaled).collect()).is_err() {
                    return;
                }
            }
        });
        for batch in receiver {
            progress.inc(batch.len() as u64);
            let all: Vec<Vec<f32>> = batch
                .iter()
                .flatten()
                .flat_map(|photo| photo.inputs.iter().cloned())
                .collect();
            let mut embeddings = Vec::with_capacity(all.len());
            for chunk in all.chunks(BATCH) {
                embeddings.extend(block_on(engine.embed_inputs(chunk))?);
            }
            if embeddings.len() != all.len() {
                return Err(Error::Device("the device did not return every embedding".into()));
            }
            let mut embeddings = embeddings.into_iter();
            for photo in batch {
                take(photo.map(|ScaledPhoto { searched, inputs }| EmbeddedPhoto {
                    searched,
                    embeddings: embeddings.by_ref().take(inputs.len()).collect(),
                }));
            }
        }
        progress.finish_and_clear();
        Ok(())
    })
}

/// The photo, as the page reads it: large ones at a reduced scale.
fn read_photo(path: &Path, enough: Enough) -> std::result::Result<Pixels, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let photo = read(&bytes, enough).map_err(|error| error.to_string())?;
    Ok(photo.pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unreadable_photos_have_a_reason() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("words.png");
        fs::write(&path, b"not a picture").expect("a file");
        let enough = Enough {
            width: 512,
            height: 620,
        };
        let reason = read_photo(&path, enough).expect_err("no picture");
        assert!(reason.contains("no picture of a known kind"), "{reason}");
        assert!(read_photo(&folder.path().join("gone.png"), enough).is_err());
    }
}
