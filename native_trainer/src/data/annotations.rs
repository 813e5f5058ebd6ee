//! The lists of a data set's folder, in any of the published forms (SPEC section 4):
//!
//! - `SPLIT_reid_LANGUAGE.json`: one split in one language, aligned by position over the languages (Bi-IRRA);
//! - `SPLIT_reid.json`: one split in English (TBPS-CLIP);
//! - one list of all splits in English, each entry with its `split`: how the data sets themselves are published;
//! - one list without splits in English, as the authors of CUHK-PEDES mail it: all of it is the split `all`;
//! - the lists of data sets that are made for training alone, in one file (SYNTH-PEDES) or in many (MALS,
//!   LUPerson-MLLM): all of them is the split `train`.

use crate::data::known_datasets::KnownDataset;
use crate::data::manifest::MANIFEST;
use crate::data::photo_captions;
use crate::data::record::Record;
use crate::error::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The language of lists that name none.
pub const ENGLISH: &str = "en";

/// The split of a list that names none: all of it. Published splits are told by other lists.
pub const WHOLE: &str = "all";

/// The split of a list that names none, of a data set that is made for training alone.
pub const TRAIN: &str = "train";

/// The folder of LUPerson-MLLM's photos.
const PHOTOS: &str = "LUPerson-MLLM";

/// The lists of a folder.
#[derive(Debug)]
pub struct Annotations {
    folder: PathBuf,
    /// By split and language.
    own: BTreeMap<(String, String), PathBuf>,
    /// The list of all splits.
    shared: Option<Shared>,
}

/// An entry, and where it stands.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// The file.
    pub file: Arc<Path>,
    /// Position in the file, from 0.
    pub entry: usize,
    /// What it says.
    pub record: Record,
}

/// The list of all splits, of one file or of several.
#[derive(Debug)]
struct Shared {
    /// Its file; the first one of several.
    path: PathBuf,
    /// The split of entries that name none.
    whole: &'static str,
    /// The splits that there are.
    splits: BTreeSet<String>,
    entries: Vec<Annotation>,
}

impl Shared {
    fn new(path: &Path, whole: &'static str, entries: Vec<Annotation>) -> Self {
        let mut splits = BTreeSet::new();
        for split in entries
            .iter()
            .map(|one| one.record.split.as_deref().unwrap_or(whole))
        {
            if !splits.contains(split) {
                splits.insert(split.to_string());
            }
        }
        Self {
            path: path.to_path_buf(),
            whole,
            splits,
            entries,
        }
    }

    /// Its file, for messages; of several, the first one.
    fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let is_alone = self.entries.iter().all(|one| *one.file == *self.path);
        let others = if is_alone { "" } else { " with the lists beside it" };
        format!("{name}{others}")
    }
}

impl Annotations {
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
        let splits = self.shared.iter().flat_map(|shared| &shared.splits);
        let shared = splits.map(|split| (split.clone(), ENGLISH.to_string()));
        self.own.keys().cloned().chain(shared).collect()
    }

    /// Codes of the languages of a split.
    pub fn languages(&self, split: &str) -> Vec<String> {
        let of_split = self.names().into_iter().filter(|(s, _)| s == split);
        of_split.map(|(_, language)| language).collect()
    }

    /// The list of a split in a language: its file, the first one of several, and the entries.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn read(&self, split: &str, language: &str) -> Result<(PathBuf, Vec<Annotation>)> {
        if let Some(path) = self.own.get(&(split.to_string(), language.to_string())) {
            return Ok((path.clone(), read_listed(path)?));
        }
        if let (Some(shared), ENGLISH) = (&self.shared, language) {
            let of_split = |one: &&Annotation| one.record.split.as_deref().unwrap_or(shared.whole) == split;
            let entries: Vec<Annotation> = shared.entries.iter().filter(of_split).cloned().collect();
            if !entries.is_empty() {
                return Ok((shared.path.clone(), entries));
            }
        }
        Err(Error::Input(self.missing(split, language)))
    }

    /// Says that a list is missing, and what there is in its place.
    pub fn missing(&self, split: &str, language: &str) -> String {
        let mut text = format!("{} has no {split}_reid_{language}.json", self.folder.display());
        if let (Some(shared), ENGLISH) = (&self.shared, language) {
            let name = shared.name();
            let all = shared.entries.len();
            text += &match shared.entries.iter().all(|one| one.record.split.is_none()) {
                true if shared.whole == TRAIN => {
                    format!("; {name} has {all} entries, all of them of the split `{TRAIN}`")
                }
                true => format!(
                    "; {name} has {all} entries without a `split`: take all of them as the split `{WHOLE}`, or get the \
                     list with the official splits"
                ),
                false => format!("; {name} has no entry of this split"),
            };
        }
        text
    }

    /// The file of the list of all splits, the first one of several.
    pub fn shared(&self) -> Option<&Path> {
        self.shared.as_ref().map(|shared| shared.path.as_path())
    }
}

/// The entries of a list with their places.
fn read_listed(path: &Path) -> Result<Vec<Annotation>> {
    let file: Arc<Path> = path.into();
    let records = Record::read_list(path)?.into_iter().enumerate();
    let listed = |(entry, record)| Annotation {
        file: file.clone(),
        entry,
        record,
    };
    Ok(records.map(listed).collect())
}

/// The list of all splits, or of none: as one of the data sets is published, else the only file that looks like one.
fn find_shared(folder: &Path, others: &[PathBuf]) -> Result<Option<Shared>> {
    for known in KnownDataset::ALL {
        let whole = match known.is_for_training() {
            true => TRAIN,
            false => WHOLE,
        };
        let mut files = known.files().iter().map(|name| folder.join(name));
        if let Some(path) = files.find(|path| others.contains(path)) {
            let entries = read_listed(&path)?;
            refuse_some_splits(&entries)?;
            return Ok(Some(Shared::new(&path, whole, entries)));
        }
        let parts = known.parts(folder);
        let Some(first) = parts.first() else {
            continue;
        };
        let entries = match known {
            KnownDataset::LuPersonMllm => {
                let photos = folder.join(PHOTOS).is_dir().then_some(PHOTOS);
                photo_captions::read(&parts, photos)?
            }
            _ => {
                let mut entries = Vec::new();
                for path in &parts {
                    entries.extend(read_listed(path)?);
                }
                entries
            }
        };
        return Ok(Some(Shared::new(first, whole, entries)));
    }
    let mut found = Vec::new();
    for path in others {
        if path.file_name().is_some_and(|name| name == MANIFEST) {
            continue;
        }
        // Not every JSON file beside the photos is a list.
        let Ok(entries) = read_listed(path) else {
            continue;
        };
        if !entries.is_empty() && entries.iter().all(|one| one.record.split.is_some()) {
            found.push(Shared::new(path, WHOLE, entries));
        }
    }
    match found.len() {
        0 | 1 => Ok(found.pop()),
        _ => {
            let names: Vec<String> = found.iter().map(|one| one.path.display().to_string()).collect();
            Err(Error::Input(format!(
                "several lists of all splits, expected one: {}",
                names.join(", ")
            )))
        }
    }
}

/// Either all entries name their split, or none does.
fn refuse_some_splits(entries: &[Annotation]) -> Result<()> {
    let lacking = entries.iter().find(|one| one.record.split.is_none());
    match lacking.filter(|_| entries.iter().any(|one| one.record.split.is_some())) {
        None => Ok(()),
        Some(one) => Err(Error::Entry {
            path: one.file.to_path_buf(),
            entry: one.entry,
            expected: "a `split`".into(),
            found: "none".into(),
        }),
    }
}

/// The only split that a folder has lists of.
///
/// # Errors
/// When there is none, or several.
pub fn only_split(folder: &Path) -> Result<String> {
    let names = Annotations::open(folder)?.names();
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
