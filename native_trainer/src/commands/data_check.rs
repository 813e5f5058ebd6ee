//! `data --check`: whether a data set is complete, and what exactly is missing.

mod reference;
mod split;

use crate::cli::DataArgs;
use crate::data::annotations::Annotations;
use crate::data::known_datasets::{Extent, KnownDataset};
use crate::error::{Error, Result};
use crate::files;
use bi_irra::image::{Pixels, decode};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

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
    /// Notes what some of a split have in common, with the first names.
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
