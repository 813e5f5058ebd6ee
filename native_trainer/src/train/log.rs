//! The run's log: one JSON object a line, appended.

use crate::error::{Error, Result};
use serde::Serialize;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// A JSONL file.
pub struct Log {
    file: File,
    name: String,
}

impl Log {
    /// Opens the log for appending.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .map_err(|e| Error::Input(format!("{name}: {e}")))?;
        Ok(Self { file, name })
    }

    /// Appends one line.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn write(&mut self, line: &impl Serialize) -> Result<()> {
        let fail = |e: String| Error::Input(format!("{}: {e}", self.name));
        let text = serde_json::to_string(line).map_err(|e| fail(e.to_string()))?;
        writeln!(self.file, "{text}").map_err(|e| fail(e.to_string()))
    }
}
