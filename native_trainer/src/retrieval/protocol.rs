//! The protocol of an evaluation: which photos of a data set form the gallery, and which captions are put to it.

use crate::cli::Protocol;
use crate::data::dataset::{Dataset, Entry, is_wordless};
use crate::error::{Error, Result};
use crate::retrieval::gallery::embed_files;
use bi_irra::search::{Engine, Gallery};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Names that a message shows.
const SHOWN: usize = 5;

/// The images of the entries, embedded.
///
/// # Errors
/// Names the images that cannot be read.
pub fn embed_gallery(engine: &Engine, dataset: &Dataset, entries: &[&Entry]) -> Result<Gallery> {
    let paths: Vec<PathBuf> = entries.iter().map(|entry| dataset.image_path(entry)).collect();
    let mut gallery = Gallery::new(engine.config().embed_dim());
    let mut unreadable = Vec::new();
    for ((entry, path), outcome) in entries.iter().zip(&paths).zip(embed_files(engine, &paths)?) {
        match outcome {
            Ok(embedding) => gallery.push(entry.path.clone(), embedding),
            Err(reason) => unreadable.push(format!("{}: {reason}", path.display())),
        }
    }
    match unreadable.as_slice() {
        [] => Ok(gallery),
        [only] => Err(Error::Input(only.clone())),
        all => Err(Error::Input(format!(
            "{} of {} photos cannot be read:\n  {}",
            all.len(),
            paths.len(),
            all[..all.len().min(SHOWN)].join("\n  ")
        ))),
    }
}

/// The entries whose images form the gallery.
pub fn gallery_entries(dataset: &Dataset, protocol: Protocol) -> Vec<&Entry> {
    let mut seen = BTreeSet::new();
    dataset
        .entries
        .iter()
        .filter(|entry| protocol == Protocol::All || seen.insert(entry.id))
        .collect()
}

/// Captions with their person's identity, but for those without words, which are named; with a limit, spread evenly over
/// the data set.
pub fn queries<'d>(entries: &[&'d Entry], language: &str, limit: Option<usize>) -> Vec<(i64, &'d str)> {
    let of_entry = |entry: &&'d Entry| {
        let id = entry.id;
        entry
            .captions
            .get(language)
            .into_iter()
            .flatten()
            .map(move |text| (id, text.as_str()))
    };
    let all: Vec<(i64, &str)> = entries
        .iter()
        .flat_map(of_entry)
        .filter(|(_, text)| !is_wordless(text))
        .collect();
    let count = limit.unwrap_or(all.len()).min(all.len());
    (0..count).map(|index| all[index * all.len() / count]).collect()
}

/// Names the captions that are no queries, for they have no words.
pub(super) fn name_wordless(entries: &[&Entry], languages: &[String]) {
    for language in languages {
        let of = |entry: &Entry| entry.captions.get(language).cloned().unwrap_or_default();
        let names: Vec<&str> = entries
            .iter()
            .filter(|entry| of(entry).iter().any(|text| is_wordless(text)))
            .map(|entry| entry.path.as_str())
            .collect();
        if !names.is_empty() {
            eprintln!(
                "warning: captions ({language}) without words are left out, of {} photos: {}{}",
                names.len(),
                names[..names.len().min(SHOWN)].join(", "),
                if names.len() > SHOWN { ", …" } else { "" }
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn dataset() -> Dataset {
        let entry = |id: i64, image: usize| Entry {
            path: format!("{id}_{image}.jpg"),
            id,
            captions: BTreeMap::from([(
                "en".to_string(),
                (0..2).map(|n| format!("caption {n} of {id} {image}")).collect(),
            )]),
        };
        Dataset {
            folder: PathBuf::from("x"),
            split: "test".into(),
            languages: vec!["en".into()],
            entries: vec![entry(4, 0), entry(4, 1), entry(9, 0), entry(9, 1)],
        }
    }

    #[test]
    fn protocols_choose_the_gallery() {
        let dataset = dataset();
        assert_eq!(gallery_entries(&dataset, Protocol::All).len(), 4);
        let one = gallery_entries(&dataset, Protocol::One);
        assert_eq!(
            one.iter().map(|e| e.path.as_str()).collect::<Vec<_>>(),
            ["4_0.jpg", "9_0.jpg"]
        );
    }

    #[test]
    fn a_limit_spreads_the_queries() {
        let dataset = dataset();
        let entries = gallery_entries(&dataset, Protocol::All);
        assert_eq!(queries(&entries, "en", None).len(), 8);
        let some = queries(&entries, "en", Some(2));
        assert_eq!(some, [(4, "caption 0 of 4 0"), (9, "caption 0 of 9 0")]);
        assert_eq!(queries(&entries, "en", Some(100)).len(), 8);
        assert!(queries(&entries, "en", Some(0)).is_empty());
    }
}
