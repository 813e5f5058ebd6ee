//! The lists of a data set's folder, in any of the published forms (SPEC section 4):
//!
//! - `SPLIT_reid_LANGUAGE.json`: one split in one language, aligned by position over the languages (Bi-IRRA);
//! - `SPLIT_reid.json`: one split in English (TBPS-CLIP);
//! - one list of all splits in English, each entry with its `split`: how the data sets themselves are published;
//! - one list without splits in English, as the authors of CUHK-PEDES mail it: all of it is the split `all`.

use crate::data::collection::Collection;
use crate::data::manifest::MANIFEST;
use crate::data::record::Record;
use crate::error::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The language of lists that name none.
pub const ENGLISH: &str = "en";

/// CUHK-PEDES as its authors mail it.
const UNSPLIT: &str = "caption_all.json";

/// The split of a list that names none: all of it. Published splits are told by other lists.
pub const WHOLE: &str = "all";

/// The lists of a folder.
#[derive(Debug)]
pub struct Lists {
    folder: PathBuf,
    /// By split and language.
    own: BTreeMap<(String, String), PathBuf>,
    /// The list of all splits.
    shared: Option<(PathBuf, Vec<Record>)>,
}

impl Lists {
    /// Finds the lists, and reads the one of all splits.
    ///
    /// # Errors
    /// When the folder or the list of all splits cannot be read, or several lists could be it.
    pub fn open(folder: &Path) -> Result<Self> {
        let mut own = BTreeMap::new();
        let mut others = Vec::new();
        for item in fs::read_dir(folder).map_err(Error::io("read", folder))? {
            let item = item.map_err(Error::io("read", folder))?;
            let name = item.file_name();
            let Some(stem) = name.to_str().and_then(|name| name.strip_suffix(".json")) else {
                continue;
            };
            let english = stem.strip_suffix("_reid").map(|split| (split, ENGLISH));
            match stem.split_once("_reid_").or(english) {
                Some((split, language)) if !split.is_empty() && !language.is_empty() => {
                    let key = (split.to_string(), language.to_string());
                    // A list that names its language goes before one that does not.
                    if english.is_none() || !own.contains_key(&key) {
                        own.insert(key, item.path());
                    }
                }
                _ => others.push(item.path()),
            }
        }
        others.sort();
        Ok(Self {
            folder: folder.to_path_buf(),
            own,
            shared: find_shared(folder, &others)?,
        })
    }

    /// The `(split, language)` pairs that there are, sorted.
    pub fn names(&self) -> BTreeSet<(String, String)> {
        let records = self.shared.iter().flat_map(|(_, records)| records);
        let split = |record: &Record| record.split.clone().unwrap_or_else(|| WHOLE.into());
        let shared = records.map(|record| (split(record), ENGLISH.to_string()));
        self.own.keys().cloned().chain(shared).collect()
    }

    /// Codes of the languages of a split.
    pub fn languages(&self, split: &str) -> Vec<String> {
        let of_split = self.names().into_iter().filter(|(s, _)| s == split);
        of_split.map(|(_, language)| language).collect()
    }

    /// The list of a split in a language: its file, and the entries with their positions in the file.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn read(&self, split: &str, language: &str) -> Result<(PathBuf, Vec<(usize, Record)>)> {
        if let Some(path) = self.own.get(&(split.to_string(), language.to_string())) {
            let records = Record::read_list(path)?;
            return Ok((path.clone(), records.into_iter().enumerate().collect()));
        }
        if let (Some((path, records)), ENGLISH) = (&self.shared, language) {
            let of_split = |(_, record): &(usize, &Record)| record.split.as_deref().unwrap_or(WHOLE) == split;
            let records: Vec<_> = records.iter().enumerate().filter(of_split).collect();
            if !records.is_empty() {
                let records = records.into_iter().map(|(index, record)| (index, record.clone()));
                return Ok((path.clone(), records.collect()));
            }
        }
        Err(Error::Input(self.missing(split, language)))
    }

    /// Says that a list is missing, and what there is in its place.
    pub fn missing(&self, split: &str, language: &str) -> String {
        let mut text = format!("{} has no {split}_reid_{language}.json", self.folder.display());
        if let (Some((path, records)), ENGLISH) = (&self.shared, language) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            text += &match records.iter().all(|record| record.split.is_none()) {
                true => format!(
                    "; {name} has {} entries without a `split`: take all of them as the split `{WHOLE}`, or get the list \
                     with the official splits",
                    records.len()
                ),
                false => format!("; {name} has no entry of this split"),
            };
        }
        text
    }

    /// The file of the list of all splits.
    pub fn shared(&self) -> Option<&Path> {
        self.shared.as_ref().map(|(path, _)| path.as_path())
    }
}

/// The list of all splits, or of none: under one of the published names, else the only file that looks like one.
fn find_shared(folder: &Path, others: &[PathBuf]) -> Result<Option<(PathBuf, Vec<Record>)>> {
    let published = Collection::ALL.map(Collection::list);
    for name in published.into_iter().chain([UNSPLIT]) {
        let path = folder.join(name);
        if others.contains(&path) {
            let records = Record::read_list(&path)?;
            let lacking = records.iter().position(|record| record.split.is_none());
            if let Some(entry) = lacking.filter(|_| records.iter().any(|record| record.split.is_some())) {
                return Err(Error::Entry {
                    path,
                    entry,
                    expected: "a `split`".into(),
                    found: "none".into(),
                });
            }
            return Ok(Some((path, records)));
        }
    }
    let mut found = Vec::new();
    for path in others {
        if path.file_name().is_some_and(|name| name == MANIFEST) {
            continue;
        }
        // Not every JSON file beside the photos is a list.
        let Ok(records) = Record::read_list(path) else {
            continue;
        };
        if !records.is_empty() && records.iter().all(|record| record.split.is_some()) {
            found.push((path.clone(), records));
        }
    }
    match found.len() {
        0 | 1 => Ok(found.pop()),
        _ => {
            let names: Vec<String> = found.iter().map(|(path, _)| path.display().to_string()).collect();
            Err(Error::Input(format!(
                "several lists of all splits, expected one: {}",
                names.join(", ")
            )))
        }
    }
}

/// The only split that a folder has lists of.
///
/// # Errors
/// When there is none, or several.
pub fn only_split(folder: &Path) -> Result<String> {
    let names = Lists::open(folder)?.names();
    let splits: BTreeSet<&str> = names.iter().map(|(split, _)| split.as_str()).collect();
    let mut each = splits.iter();
    match (each.next(), each.next()) {
        (Some(split), None) => Ok(split.to_string()),
        (None, _) => Err(Error::Input(format!(
            "{} has no SPLIT_reid_LANGUAGE.json, and no list of a published data set",
            folder.display()
        ))),
        _ => {
            let names: Vec<&str> = splits.into_iter().collect();
            Err(Error::Input(format!(
                "{} has several splits, choose one: {}",
                folder.display(),
                names.join(", ")
            )))
        }
    }
}
