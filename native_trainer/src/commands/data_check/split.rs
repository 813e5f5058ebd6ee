//! One split: its lists in every language, its photos and its captions.

use super::{Check, Row, read_photo};
use crate::cli::DataArgs;
use crate::data::annotations::{Annotations, ENGLISH};
use crate::data::dataset::{Dataset, is_wordless};
use crate::data::known_datasets::{Extent, KnownDataset};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::PathBuf;

impl Check {
    /// Looks for its lists, and at what the readable ones name.
    pub(super) fn split(
        &mut self,
        args: &DataArgs,
        known: Option<KnownDataset>,
        annotations: &Annotations,
        split: &str,
    ) {
        let available = annotations.languages(split);
        let mut wanted: BTreeSet<String> = args.languages.iter().cloned().collect();
        if wanted.is_empty() {
            wanted = annotations
                .names()
                .into_iter()
                .map(|(_, language)| language)
                .collect();
        }
        if wanted.is_empty() {
            wanted.insert(ENGLISH.into());
        }
        for language in &wanted {
            if !available.contains(language) {
                let also = match (known, annotations.shared(), language.as_str()) {
                    (Some(known), None, ENGLISH) => {
                        format!(", or {} with this split", known.list())
                    }
                    (_, Some(_), ENGLISH) => {
                        let text = annotations.missing(split, language);
                        text.split_once("; ")
                            .map_or_else(String::new, |(_, rest)| format!("; {rest}"))
                    }
                    _ => String::new(),
                };
                self.problems
                    .push(format!("missing list: {split}_reid_{language}.json{also}"));
            }
        }
        let mut readable: Vec<String> = wanted.into_iter().filter(|l| available.contains(l)).collect();
        // The English list is the one that the others are compared with.
        readable.sort_by_key(|language| language != ENGLISH);
        if readable.is_empty() {
            return;
        }
        match Dataset::read(&args.check, split, &readable) {
            Ok(dataset) => self.entries(args, known, &dataset),
            Err(error) => self.problems.push(crate::chain(&error)),
        }
    }

    fn entries(&mut self, args: &DataArgs, known: Option<KnownDataset>, dataset: &Dataset) {
        let (split, first) = (&dataset.split, &dataset.languages[0]);
        let mut twice = Vec::new();
        for entry in &dataset.entries {
            let before = self.photos.insert(entry.path.clone(), split.clone());
            if let Some(before) = before {
                twice.push(format!("{} ({before})", entry.path));
            }
        }
        self.report(split, "photos are listed before", &twice, dataset.entries.len());
        let paths: Vec<_> = dataset
            .entries
            .iter()
            .map(|entry| dataset.image_path(entry))
            .collect();
        let state = |path: &PathBuf| match (path.is_file(), args.decode) {
            (false, _) => Some("missing".to_string()),
            (true, false) => None,
            (true, true) => read_photo(path).err(),
        };
        let states: Vec<Option<String>> = paths.par_iter().map(state).collect();
        let (mut missing, mut damaged) = (Vec::new(), Vec::new());
        for (entry, state) in dataset.entries.iter().zip(states) {
            match state.as_deref() {
                None => continue,
                Some("missing") => missing.push(entry.path.clone()),
                Some(reason) => damaged.push(format!("{} ({reason})", entry.path)),
            }
            self.absent.push(entry.path.clone());
        }
        self.report(split, "photos are missing", &missing, paths.len());
        self.report(split, "photos cannot be read", &damaged, paths.len());
        for language in &dataset.languages {
            self.wordless(dataset, language);
        }
        let captions = dataset.entries.iter().map(|entry| entry.captions[first].len());
        let found = Extent {
            identities: dataset.identities(),
            images: paths.len(),
            captions: captions.sum(),
        };
        let official = known.into_iter().flat_map(KnownDataset::splits);
        let official = official
            .filter(|(name, _)| name == split)
            .find_map(|(_, extent)| *extent);
        if let (Some(official), false) = (official, args.partial) {
            self.compare(&format!("the {split} split"), found, official);
        }
        self.rows.push(Row {
            split: split.clone(),
            languages: dataset.languages.clone(),
            found,
            official,
        });
    }

    /// Names captions that say nothing.
    fn wordless(&mut self, dataset: &Dataset, language: &str) {
        let captions = || {
            dataset
                .entries
                .iter()
                .flat_map(|entry| entry.captions[language].iter().map(|text| (&entry.path, text)))
        };
        let empty: Vec<String> = captions()
            .filter(|(_, text)| is_wordless(text))
            .map(|(path, _)| path.clone())
            .collect();
        let what = format!("captions ({language}) have no words");
        self.report(&dataset.split, &what, &empty, captions().count());
    }
}
