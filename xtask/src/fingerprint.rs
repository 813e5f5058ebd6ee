//! One number for the content of many files: has anything changed since the last build?

use crate::error::{Error, Result};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// Adds up names and contents of files and folders, independent of times and of the order the system lists them in.
#[derive(Default)]
pub struct Fingerprint {
    hasher: DefaultHasher,
}

impl Fingerprint {
    /// Adds a word, such as a version.
    pub fn add_text(&mut self, text: &str) {
        text.hash(&mut self.hasher);
    }

    /// Adds a file, or everything under a folder; something that does not exist counts as that.
    pub fn add_path(&mut self, path: &Path) -> Result<()> {
        path.hash(&mut self.hasher);
        if path.is_dir() {
            let entries = fs::read_dir(path).map_err(Error::at(path))?;
            let mut children = entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<std::io::Result<Vec<_>>>()
                .map_err(Error::at(path))?;
            children.sort();
            children.len().hash(&mut self.hasher);
            children.iter().try_for_each(|child| self.add_path(child))
        } else if path.is_file() {
            fs::read(path).map_err(Error::at(path))?.hash(&mut self.hasher);
            Ok(())
        } else {
            "absent".hash(&mut self.hasher);
            Ok(())
        }
    }

    /// The number, as text.
    pub fn finish(self) -> String {
        format!("{:016x}", self.hasher.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &Path) -> String {
        let mut fingerprint = Fingerprint::default();
        fingerprint.add_path(path).expect("readable files");
        fingerprint.finish()
    }

    #[test]
    fn follows_content_and_names_only() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        fs::create_dir(root.join("inner")).expect("a folder");
        fs::write(root.join("inner/a"), "one").expect("a file");
        let first = of(root);
        fs::write(root.join("inner/a"), "one").expect("the same again");
        assert_eq!(of(root), first, "a rewrite with the same content changes nothing");
        fs::write(root.join("inner/a"), "two").expect("another content");
        let second = of(root);
        assert_ne!(second, first);
        fs::rename(root.join("inner/a"), root.join("inner/b")).expect("another name");
        assert_ne!(of(root), second);
        fs::remove_file(root.join("inner/b")).expect("gone");
        assert_ne!(of(root), second);
    }
}
