//! `data --check`: whether a data set is complete, and what exactly is missing.

use crate::cli::DataArgs;
use crate::data::annotations::{Annotations, ENGLISH};
use crate::data::dataset::{Dataset, is_wordless};
use crate::data::dataset_fingerprint::{Fingerprint, Mark};
use crate::data::known_datasets::{Extent, KnownDataset};
use crate::data::manifest::Manifest;
use crate::error::{Error, Result};
use crate::files;
use bi_irra::image::{Pixels, decode};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Names that a message shows.
const SHOWN: usize = 5;

/// Runs the command: a table of what is there.
///
/// # Errors
/// With one line for each thing that is missing, damaged or at odds with the official splits.
pub fn run(args: &DataArgs) -> Result<()> {
    let folder = &args.check;
    if !folder.is_dir() {
        return Err(Error::Input(format!("{} is not a folder", folder.display())));
    }
    let known = args.collection.or_else(|| KnownDataset::recognise(folder));
    let annotations = Annotations::open(folder)?;
    let mut check = Check::default();
    for split in splits(args, known, &annotations) {
        check.split(args, known, &annotations, &split);
    }
    check.whole(args, known);
    let benchmark = check.benchmark(args)?;
    if let Some(path) = &args.missing {
        files::write_atomically(path, check.absent.join("\n").as_bytes())?;
    }
    let name = known.map_or("a data set of its own", KnownDataset::name);
    if check.problems.is_empty() {
        print!(
            "{}: {name}\n\n{}\n{benchmark}complete\n",
            folder.display(),
            table(&check.rows)
        );
        return Ok(());
    }
    let mut text = format!("{}: {name}, {} problems", folder.display(), check.problems.len());
    for problem in &check.problems {
        text += "\n  ";
        text += problem;
    }
    Err(Error::Input(text))
}

/// What was asked for, else the official splits and whatever else there is.
fn splits(args: &DataArgs, known: Option<KnownDataset>, annotations: &Annotations) -> Vec<String> {
    if !args.splits.is_empty() {
        return args.splits.clone();
    }
    let official = known.into_iter().flat_map(KnownDataset::splits);
    let mut splits: Vec<String> = official.map(|(split, _)| split.to_string()).collect();
    for (split, _) in annotations.names() {
        if !splits.contains(&split) {
            splits.push(split);
        }
    }
    splits
}

/// A split that could be read.
struct Row {
    split: String,
    languages: Vec<String>,
    found: Extent,
    official: Option<Extent>,
}

/// What was found so far.
#[derive(Default)]
struct Check {
    rows: Vec<Row>,
    problems: Vec<String>,
    /// Split of each photo.
    photos: BTreeMap<String, String>,
    /// Photos that are not there or cannot be read.
    absent: Vec<String>,
}

impl Check {
    fn split(
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

    fn report(&mut self, split: &str, what: &str, names: &[String], all: usize) {
        if names.is_empty() {
            return;
        }
        let shown = names[..names.len().min(SHOWN)].join(", ");
        let more = match names.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let count = names.len();
        self.problems
            .push(format!("{split}: {count} of {all} {what}: {shown}{more}"));
    }

    fn compare(&mut self, what: &str, found: Extent, official: Extent) {
        for (unit, found, official) in [
            ("people", found.identities, official.identities),
            ("photos", found.images, official.images),
            ("captions", found.captions, official.captions),
        ] {
            if found != official {
                let advice = "--partial accepts it";
                self.problems.push(format!(
                    "{what} has {found} {unit}, officially {official}; {advice}"
                ));
            }
        }
    }

    /// Compares a benchmark that is complete with its record; a sentence, where it is one.
    fn benchmark(&mut self, args: &DataArgs) -> Result<String> {
        let manifest = Manifest::read(&args.check)?;
        let named = manifest.and_then(|manifest| Some((manifest.benchmark?.name, manifest.split)));
        let Some((name, split)) = named.filter(|_| self.problems.is_empty()) else {
            return Ok(String::new());
        };
        let dataset = Dataset::read(&args.check, &split, &[])?;
        let mark = |entry| {
            let path = dataset.image_path(entry);
            let picture =
                read_photo(&path).map_err(|why| Error::Input(format!("{}: {why}", path.display())))?;
            Ok(Mark::new(entry, &picture))
        };
        let marks = dataset.entries.par_iter().map(mark).collect::<Result<Vec<_>>>()?;
        let recorded = Fingerprint::recorded(&name)?;
        let comparison = recorded.compare(&marks);
        if comparison.version().is_none() {
            self.problems.push(comparison.text());
        }
        Ok(format!(
            "{}; SHA-256 of the record {}\n",
            comparison.text(),
            recorded.digest()
        ))
    }

    /// The sum of the splits, where only that is published.
    fn whole(&mut self, args: &DataArgs, known: Option<KnownDataset>) {
        if self.rows.is_empty() && self.problems.is_empty() {
            self.problems.push(
                "no lists: expected SPLIT_reid_LANGUAGE.json, or a published list of all splits".into(),
            );
        }
        let Some(known) = known.filter(|_| !args.partial && args.splits.is_empty()) else {
            return;
        };
        let official = known.splits();
        let complete = official
            .iter()
            .all(|(split, _)| self.rows.iter().any(|row| row.split == *split));
        if complete && official.iter().any(|(_, extent)| extent.is_none()) {
            let rows = self
                .rows
                .iter()
                .filter(|row| official.iter().any(|(split, _)| row.split == *split));
            let sum = rows.fold(Extent::default(), |sum, row| Extent {
                identities: sum.identities + row.found.identities,
                images: sum.images + row.found.images,
                captions: sum.captions + row.found.captions,
            });
            if let Some(total) = known.total() {
                self.compare(&format!("{} as a whole", known.name()), sum, total);
            }
        }
    }
}

/// Decodes a photo, or says why it cannot be used.
fn read_photo(path: &Path) -> std::result::Result<Pixels, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    decode(&bytes).map_err(|error| error.to_string())
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from("split   people   photos  captions  official  languages\n");
    for row in rows {
        let Extent {
            identities,
            images,
            captions,
        } = row.found;
        let official = match row.official {
            Some(official) if official == row.found => "equal",
            Some(_) => "partial",
            None => "-",
        };
        let languages = row.languages.join(" ");
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:6} {identities:7}  {images:7}  {captions:8}  {official:8}  {languages}",
            row.split
        );
    }
    text
}
