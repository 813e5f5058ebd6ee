//! The folder of one golden set, and what of it was used.

use super::fixture::{Fixture, Unused};
use crate::error::{Error, Result};
use crate::files;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A folder of golden data.
///
/// It remembers which tensors were asked for, so that no part of the reference is forgotten in silence.
#[derive(Debug)]
pub struct GoldenSet {
    folder: PathBuf,
    /// The files that were read, each with the tensors that were not used.
    read: RefCell<BTreeMap<String, Unused>>,
}

impl GoldenSet {
    /// The set in this folder.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            read: RefCell::default(),
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the folder has this file.
    pub fn has(&self, file: &str) -> bool {
        self.folder.join(file).is_file()
    }

    /// The path of a file that is not safetensors; it counts as used.
    pub fn file(&self, name: &str) -> PathBuf {
        self.read.borrow_mut().entry(name.to_owned()).or_default();
        self.folder.join(name)
    }

    /// A JSON file.
    ///
    /// # Errors
    /// When it cannot be read or is not JSON.
    pub fn json(&self, name: &str) -> Result<Value> {
        let path = self.file(name);
        serde_json::from_slice(&files::read(&path)?).map_err(Error::json(&path))
    }

    /// A safetensors file. Read it once: a second reading starts with all of its tensors unused.
    ///
    /// # Errors
    /// When it is missing, damaged or holds other types than f32 and i64.
    pub fn tensors(&self, name: &str) -> Result<Fixture> {
        let unused = Unused::default();
        let fixture = Fixture::read(&self.folder.join(name), &unused)?;
        self.read.borrow_mut().insert(name.to_owned(), unused);
        Ok(fixture)
    }

    /// Names of the files in the folder, in order.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn files(&self) -> Result<Vec<String>> {
        let fail = |e| Error::io("read", &self.folder)(e);
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.folder).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            if entry.file_type().map_err(fail)?.is_file() {
                names.extend(entry.file_name().into_string());
            }
        }
        names.sort_unstable();
        Ok(names)
    }

    /// What no check asked for: `file` or `file: tensor`. JSON beside the tensors tells about them and is left out.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn unused(&self) -> Result<Vec<String>> {
        let read = self.read.borrow();
        let mut unused = Vec::new();
        for file in self.files()? {
            match read.get(&file) {
                Some(tensors) => unused.extend(tensors.borrow().iter().map(|name| format!("{file}: {name}"))),
                None if file.ends_with(".json") => {}
                None => unused.push(file),
            }
        }
        Ok(unused)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    /// A safetensors file with one number for each name.
    fn file_of(names: &[&str]) -> Vec<u8> {
        let entry = |(i, name): (usize, &&str)| {
            format!(
                r#""{name}":{{"dtype":"F32","shape":[1],"data_offsets":[{},{}]}}"#,
                4 * i,
                4 * i + 4
            )
        };
        let entries: Vec<String> = names.iter().enumerate().map(entry).collect();
        let header = format!("{{{}}}", entries.join(","));
        let length = (header.len() as u64).to_le_bytes();
        [&length, header.as_bytes(), &vec![0; 4 * names.len()]].concat()
    }

    #[test]
    fn what_nobody_asked_for_is_named() {
        let folder = tempfile::tempdir().unwrap();
        for (name, tensors) in [("a.safetensors", ["x", "y"]), ("b.safetensors", ["x", "z"])] {
            std::fs::write(folder.path().join(name), file_of(&tensors)).unwrap();
        }
        std::fs::write(folder.path().join("config.json"), "{}").unwrap();
        let set = GoldenSet::new(folder.path().to_owned());
        assert_eq!(set.unused().unwrap(), ["a.safetensors", "b.safetensors"]);
        let a = set.tensors("a.safetensors").unwrap();
        assert_eq!(a.names().count(), 2);
        a.get("y").unwrap();
        assert_eq!(set.unused().unwrap(), ["a.safetensors: x", "b.safetensors"]);
        assert!(a.get("absent").is_err());
        let b = set.tensors("b.safetensors").unwrap();
        assert!(b.find("x").is_some() && b.find("z").is_some());
        assert_eq!(set.unused().unwrap(), ["a.safetensors: x"]);
    }
}
