//! Data sets: images with captions in one language or in several (SPEC section 4).

use crate::data::annotations::{Annotation, Annotations, only_split};
use crate::data::manifest::{MANIFEST, Manifest};
use crate::data::record::Record;
use crate::error::{Error, Result};
use crate::files;
use bi_irra::tokenizer::clean_caption;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Folder of the images, inside the data set's folder.
const IMAGES: &str = "imgs";

/// One image with its captions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Path below the folder of images, with forward slashes.
    pub path: String,
    /// Identity; images of one person share it.
    pub id: i64,
    /// Captions by language code; caption `n` says the same kind of thing in every language.
    pub captions: BTreeMap<String, Vec<String>>,
}

/// One split of a data set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// The data set's folder.
    pub folder: PathBuf,
    /// Name of the split.
    pub split: String,
    /// Codes of the languages that every entry has captions in.
    pub languages: Vec<String>,
    /// The images.
    pub entries: Vec<Entry>,
}

impl Dataset {
    /// Reads the split of the manifest, else the only one there is; otherwise like [`Dataset::read`].
    ///
    /// # Errors
    /// When the folder holds several splits or none, and as [`Dataset::read`].
    pub fn open(folder: &Path, languages: &[String]) -> Result<Self> {
        let split = match Manifest::read(folder)? {
            Some(manifest) => manifest.split,
            None => only_split(folder)?,
        };
        Self::read(folder, &split, languages)
    }

    /// Reads one split in these languages; in all that there are, when none is named.
    ///
    /// # Errors
    /// When files are missing, or are not aligned: names file, entry, what was expected and what was found.
    pub fn read(folder: &Path, split: &str, languages: &[String]) -> Result<Self> {
        let annotations = Annotations::open(folder)?;
        let languages = match languages {
            [] => annotations.languages(split),
            chosen => chosen.to_vec(),
        };
        if languages.is_empty() {
            return Err(Error::Input(format!(
                "{} has no {split}_reid_LANGUAGE.json",
                folder.display()
            )));
        }
        let mut dataset = Self {
            folder: folder.to_path_buf(),
            split: split.to_string(),
            languages,
            entries: Vec::new(),
        };
        for (position, language) in dataset.languages.clone().into_iter().enumerate() {
            let (path, listed) = annotations.read(split, &language)?;
            match position {
                0 => dataset.add_entries(&language, listed)?,
                _ => dataset.add_captions(&path, &language, listed)?,
            }
        }
        if dataset.entries.is_empty() {
            return Err(Error::Input(format!(
                "{}: the {} split is empty",
                folder.display(),
                dataset.split
            )));
        }
        Ok(dataset)
    }

    /// Writes the lists of all languages and then the manifest, which marks the data set as complete.
    ///
    /// # Errors
    /// Names the file that cannot be written.
    pub fn write(&self, manifest: &Manifest) -> Result<()> {
        let mut files = Vec::new();
        for language in &self.languages {
            let path = self.list(language);
            let text = files::to_json(&self.records(language)).map_err(Error::json(&path))?;
            files.push((self.list_name(language), text));
        }
        let path = self.folder.join(MANIFEST);
        let text = files::to_json(manifest).map_err(Error::json(&path))?;
        files.push((MANIFEST.to_string(), text));
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_slice()))
            .collect();
        files::write_together(&self.folder, &files)
    }

    /// Writes the list of one language.
    ///
    /// # Errors
    /// Names the file when it cannot be written.
    pub fn write_list(&self, language: &str) -> Result<()> {
        files::write_json(&self.list(language), &self.records(language))
    }

    /// The file of a language's list.
    pub fn list(&self, language: &str) -> PathBuf {
        self.folder.join(self.list_name(language))
    }

    /// Its name.
    pub fn list_name(&self, language: &str) -> String {
        list_name(&self.split, language)
    }

    /// What a language's list says.
    fn records(&self, language: &str) -> Vec<Record> {
        let record = |entry: &Entry| Record {
            file_path: entry.path.clone(),
            id: entry.id,
            captions: entry.captions.get(language).cloned().unwrap_or_default(),
            split: None,
        };
        self.entries.iter().map(record).collect()
    }

    /// Where an entry's image lies: below `imgs`, or below the folder itself as in UFine6926.
    pub fn image_path(&self, entry: &Entry) -> PathBuf {
        let (usual, bare) = (
            image_path(&self.folder, &entry.path),
            self.folder.join(&entry.path),
        );
        if !usual.is_file() && bare.is_file() {
            return bare;
        }
        usual
    }

    /// Number of people.
    pub fn identities(&self) -> usize {
        self.entries
            .iter()
            .map(|entry| entry.id)
            .collect::<BTreeSet<_>>()
            .len()
    }

    /// The entries as the first language lists them.
    fn add_entries(&mut self, language: &str, listed: Vec<Annotation>) -> Result<()> {
        for Annotation { file, entry, record } in listed {
            if !is_inside(&record.file_path) {
                return Err(mismatch(
                    &file,
                    entry,
                    format!("a path inside {IMAGES}/"),
                    record.file_path,
                ));
            }
            if record.captions.is_empty() {
                return Err(mismatch(&file, entry, "at least one caption", "none"));
            }
            let captions = BTreeMap::from([(language.to_string(), record.captions)]);
            self.entries.push(Entry {
                path: record.file_path,
                id: record.id,
                captions,
            });
        }
        Ok(())
    }

    /// The captions of another language, where it says the same about the images.
    fn add_captions(&mut self, path: &Path, language: &str, listed: Vec<Annotation>) -> Result<()> {
        let (expected, found) = (self.entries.len(), listed.len());
        if found != expected {
            let entry = expected.min(found);
            return Err(mismatch(
                path,
                entry,
                format!("{expected} entries in all"),
                found.to_string(),
            ));
        }
        let first = &self.languages[0];
        for (entry, one) in self.entries.iter_mut().zip(listed) {
            let (path, index, record) = (&one.file, one.entry, one.record);
            if (&record.file_path, record.id) != (&entry.path, entry.id) {
                let expected = format!("{} of person {}", entry.path, entry.id);
                let found = format!("{} of person {}", record.file_path, record.id);
                return Err(mismatch(path, index, expected, found));
            }
            let (expected, found) = (entry.captions[first].len(), record.captions.len());
            if found != expected {
                return Err(mismatch(
                    path,
                    index,
                    format!("{expected} captions"),
                    found.to_string(),
                ));
            }
            entry.captions.insert(language.to_string(), record.captions);
        }
        Ok(())
    }
}

fn mismatch(path: &Path, entry: usize, expected: impl Into<String>, found: impl Into<String>) -> Error {
    Error::Entry {
        path: path.to_path_buf(),
        entry,
        expected: expected.into(),
        found: found.into(),
    }
}

/// Whether a caption says nothing: without letters or numbers, nothing is left for the tokenizer.
pub fn is_wordless(caption: &str) -> bool {
    const WORDS: usize = 77;
    clean_caption(caption, WORDS)
        .chars()
        .all(|c| c.is_whitespace() || c.is_ascii_punctuation() || c.is_control())
}

/// Name of the list of a split in a language.
pub fn list_name(split: &str, language: &str) -> String {
    format!("{split}_reid_{language}.json")
}

/// Where an image of a data set in M-format lies.
pub fn image_path(folder: &Path, path: &str) -> PathBuf {
    folder.join(IMAGES).join(path)
}

/// A list from somewhere else must not make us read any other file of the machine.
fn is_inside(path: &str) -> bool {
    let path = Path::new(path);
    path.components()
        .all(|part| matches!(part, std::path::Component::Normal(_)))
        && path.file_name().is_some()
}

#[cfg(test)]
mod tests;
