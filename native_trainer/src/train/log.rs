//! The run's log: one JSON object a line, appended.

use crate::error::{Error, Result};
use serde::Serialize;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// A JSONL file.
pub struct Log {
    file: File,
    path: PathBuf,
}

impl Log {
    /// Opens the log for appending; a last line that a crash cut off is dropped.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(path: &Path) -> Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        let mut file = options.open(path).map_err(Error::io("open", path))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(Error::io("read", path))?;
        let whole = bytes
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |end| end + 1);
        if whole < bytes.len() {
            file.set_len(whole as u64).map_err(Error::io("shorten", path))?;
        }
        Ok(Self {
            file,
            path: path.to_path_buf(),
        })
    }

    /// Appends one line.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn write(&mut self, line: &impl Serialize) -> Result<()> {
        let mut text = serde_json::to_vec(line).map_err(Error::json(&self.path))?;
        text.push(b'\n');
        // In one piece: half a line is of no use to anybody.
        self.file.write_all(&text).map_err(Error::io("write", &self.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_cut_off_is_dropped() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log.jsonl");
        std::fs::write(&path, "{\"step\":1}\n{\"st").expect("written");
        let mut log = Log::open(&path).expect("opened");
        log.write(&serde_json::json!({ "step": 2 })).expect("written");
        let text = std::fs::read_to_string(&path).expect("a log");
        assert_eq!(text, "{\"step\":1}\n{\"step\":2}\n");
    }
}
