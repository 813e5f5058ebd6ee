//! Whether a data set has everything that a training will need, before its first step.
//!
//! Lists, photos and captions of both splits are looked at, and all that is wrong is said at once. Photos that were
//! decoded before and have not changed since are not decoded again.

use crate::data::annotations::Annotations;
use crate::data::dataset::{Dataset, Entry, is_wordless};
use crate::data::verified::{Stamp, Verified};
use crate::error::{Error, Result};
use crate::progress::progress_bar;
use crate::recipe::Recipe;
use bi_irra::image::decode;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Names that a message shows.
const SHOWN: usize = 5;

/// What is to be left out.
#[derive(Debug, Default)]
pub struct LeftOut {
    /// Photos that are missing or damaged.
    pub photos: BTreeSet<PathBuf>,
}

/// Checks what a recipe will read of its data set; of one that renders people, nothing.
///
/// Captions without words are named and left out. Photos that are missing or damaged are, where the recipe says so
/// (`data.skip_missing`). Photos that can be decoded are added to those that are known.
///
/// # Errors
/// With everything that is wrong.
pub fn check(recipe: &Recipe, verified: &mut Verified) -> Result<LeftOut> {
    let mut left_out = LeftOut::default();
    let Some(folder) = &recipe.data.path else {
        return Ok(left_out);
    };
    let annotations = Annotations::open(folder)?;
    let mut splits = vec![recipe.data.split.as_str()];
    if recipe.eval_every > 0 {
        splits.extend(recipe.data.held_out.as_deref());
    }
    let (mut problems, mut photos) = (Vec::new(), 0);
    for split in splits {
        let wanted = recipe.dataset_languages();
        let available = annotations.languages(split);
        let (known, missing): (Vec<String>, Vec<String>) = wanted
            .into_iter()
            .partition(|language| available.contains(language));
        problems.extend(
            missing
                .iter()
                .map(|language| annotations.missing(split, language)),
        );
        if known.is_empty() {
            continue;
        }
        let dataset = match Dataset::read(folder, split, &known) {
            Ok(dataset) => dataset,
            Err(error) => {
                problems.push(crate::chain(&error));
                continue;
            }
        };
        captions(&dataset, &mut problems);
        let absent = unreadable(&dataset, verified);
        photos += absent.len();
        report(&absent, &dataset, recipe.data.skip_missing, &mut problems);
        if recipe.data.skip_missing && absent.len() == dataset.entries.len() {
            problems.push(format!("{split}: no photo is left"));
        }
        left_out.photos.extend(absent.into_iter().map(|(path, _)| path));
    }
    if problems.is_empty() {
        return Ok(left_out);
    }
    let advice = match photos {
        0 => "",
        _ if recipe.data.skip_missing => "",
        _ => "\n--skip-missing goes on without the photos that are missing or cannot be read",
    };
    Err(Error::Input(format!(
        "{}: not ready for training\n  {}{advice}",
        folder.display(),
        problems.join("\n  ")
    )))
}

/// Names captions without words, and complains where there are no others.
fn captions(dataset: &Dataset, problems: &mut Vec<String>) {
    for language in &dataset.languages {
        let of = |entry: &Entry| entry.captions[language].clone();
        let all: usize = dataset.entries.iter().map(|entry| of(entry).len()).sum();
        let empty: Vec<&str> = dataset
            .entries
            .iter()
            .flat_map(|entry| {
                of(entry)
                    .into_iter()
                    .filter(|text| is_wordless(text))
                    .map(|_| entry.path.as_str())
            })
            .collect();
        let text = format!(
            "{}: {} of {all} captions ({language}) have no words: {}",
            dataset.split,
            empty.len(),
            some(&empty)
        );
        match empty.len() {
            0 => {}
            count if count == all => problems.push(text),
            _ => eprintln!("warning: {text}; they are left out"),
        }
    }
}

/// Photos that are missing, or cannot be decoded, with the reason.
fn unreadable(dataset: &Dataset, verified: &mut Verified) -> Vec<(PathBuf, Option<String>)> {
    let bar = progress_bar(dataset.entries.len(), "photos checked");
    let paths: BTreeSet<PathBuf> = dataset
        .entries
        .iter()
        .map(|entry| dataset.image_path(entry))
        .collect();
    let paths: Vec<PathBuf> = paths.into_iter().collect();
    let now = SystemTime::now();
    let look = |path: &PathBuf| {
        bar.inc(1);
        look(path, verified)
    };
    let looks: Vec<Look> = paths.par_iter().map(look).collect();
    bar.finish_and_clear();
    let (mut absent, mut decoded) = (Vec::new(), Vec::new());
    for (path, look) in paths.into_iter().zip(looks) {
        match look {
            Look::Decoded(Some(stamp)) => decoded.push((path, stamp)),
            Look::Decoded(None) | Look::Known => {}
            Look::Missing => absent.push((path, None)),
            Look::Damaged(reason) => absent.push((path, Some(reason))),
        }
    }
    verified.add(decoded, now);
    absent
}

/// What a look at a photo finds.
enum Look {
    Known,
    Decoded(Option<Stamp>),
    Missing,
    Damaged(String),
}

fn look(path: &Path, verified: &Verified) -> Look {
    let Some(metadata) = std::fs::metadata(path).ok().filter(|found| found.is_file()) else {
        return Look::Missing;
    };
    // Taken before the photo is read: a change while it is read makes another stamp.
    let stamp = Stamp::of(&metadata);
    if verified.contains(path, stamp) {
        return Look::Known;
    }
    let decoded = std::fs::read(path)
        .map_err(|error| error.to_string())
        .and_then(|bytes| decode(&bytes).map_err(|error| error.to_string()));
    match decoded {
        Ok(_) => Look::Decoded(stamp),
        Err(reason) => Look::Damaged(reason),
    }
}

fn report(absent: &[(PathBuf, Option<String>)], dataset: &Dataset, skip: bool, problems: &mut Vec<String>) {
    let name = |path: &Path| {
        let inner = path.strip_prefix(&dataset.folder).unwrap_or(path);
        inner.display().to_string()
    };
    let (missing, damaged): (Vec<_>, Vec<_>) = absent.iter().partition(|(_, reason)| reason.is_none());
    let all = dataset.entries.len();
    let mut say = |what: &str, names: Vec<String>| {
        if names.is_empty() {
            return;
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (split, count) = (&dataset.split, names.len());
        let text = format!("{split}: {count} of {all} photos {what}: {}", some(&names));
        match skip {
            true => eprintln!("warning: {text}; they are left out"),
            false => problems.push(text),
        }
    };
    say(
        "are missing",
        missing.iter().map(|(path, _)| name(path)).collect(),
    );
    let damaged = damaged.iter().map(|(path, reason)| {
        let reason = reason.as_deref().unwrap_or_default();
        format!("{} ({reason})", name(path))
    });
    say("cannot be read", damaged.collect());
}

/// The first few names.
fn some(names: &[&str]) -> String {
    let shown = names[..names.len().min(SHOWN)].join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
