//! Photos, decoded on all cores and embedded.

use crate::error::{Error, Result};
use crate::progress::progress_bar;
use crate::retrieval::folder::{Folder, Skipped};
use bi_irra::image::{Enough, Pixels, read};
use bi_irra::search::crops::enough;
use bi_irra::search::{Embedding, Engine, Gallery};
use futures_lite::future::block_on;
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;

/// Photos in one pass through the model.
const BATCH: usize = 32;

/// Embeds the photos of a folder, reports what was skipped on standard error, and returns both.
///
/// # Errors
/// When the folder has no readable photo, or the device fails.
pub fn embed_folder(engine: &Engine, path: &Path) -> Result<(Gallery, Vec<Skipped>)> {
    embed_folder_with(engine, path, |embedding| embedding)
}

/// [`embed_folder`] for stage 1 only: the tokens, nearly all of the memory, are dropped at once.
///
/// # Errors
/// As [`embed_folder`].
pub fn embed_folder_features(engine: &Engine, path: &Path) -> Result<(Gallery, Vec<Skipped>)> {
    embed_folder_with(engine, path, |embedding| Embedding {
        tokens: Vec::new(),
        ..embedding
    })
}

fn embed_folder_with(
    engine: &Engine,
    path: &Path,
    keep: impl Fn(Embedding) -> Embedding,
) -> Result<(Gallery, Vec<Skipped>)> {
    let Folder { names, mut skipped } = Folder::list(path)?;
    let paths: Vec<PathBuf> = names.iter().map(|name| path.join(name)).collect();
    let mut gallery = Gallery::new(engine.config().embed_dim());
    let mut names = names.into_iter();
    embed_each(engine, &paths, |outcome| {
        let file = names.next().unwrap_or_default();
        match outcome {
            Ok(embedding) => gallery.push(file, keep(embedding)),
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
    Ok((gallery, skipped))
}

/// What became of a file: its embedding, or why it has none.
pub type Outcome = std::result::Result<Embedding, String>;

/// Embeds image files in order.
///
/// # Errors
/// When the device fails.
pub fn embed_files(engine: &Engine, paths: &[PathBuf]) -> Result<Vec<Outcome>> {
    let mut outcomes = Vec::with_capacity(paths.len());
    embed_each(engine, paths, |outcome| outcomes.push(outcome))?;
    Ok(outcomes)
}

/// Embeds image files and hands on the outcomes in order. Other threads read, decode and shrink ahead while the device
/// computes; at most two batches of model inputs wait.
fn embed_each(engine: &Engine, paths: &[PathBuf], mut take: impl FnMut(Outcome)) -> Result<()> {
    let preprocess = engine.preprocess();
    let enough = enough(&preprocess);
    let progress = progress_bar(paths.len(), "photos");
    let (sender, receiver) = sync_channel::<Vec<std::result::Result<Vec<f32>, String>>>(1);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for batch in paths.chunks(BATCH) {
                let input = |path: &PathBuf| Ok(preprocess.apply(&read_photo(path, enough)?));
                // The receiver is gone after an error of the device.
                if sender.send(batch.par_iter().map(input).collect()).is_err() {
                    return;
                }
            }
        });
        for batch in receiver {
            progress.inc(batch.len() as u64);
            let (inputs, reasons): (Vec<_>, Vec<_>) = batch
                .into_iter()
                .map(|input| match input {
                    Ok(input) => (Some(input), None),
                    Err(reason) => (None, Some(reason)),
                })
                .unzip();
            let inputs: Vec<Vec<f32>> = inputs.into_iter().flatten().collect();
            let mut embeddings = block_on(engine.embed_inputs(&inputs))?.into_iter();
            for reason in reasons {
                let embedding = || {
                    embeddings
                        .next()
                        .ok_or_else(|| "the device returned nothing".to_string())
                };
                take(reason.map_or_else(embedding, Err));
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
