//! The journal of a translation: every accepted answer at once on the disk, so that a stop loses nothing.

mod answers;

use crate::error::{Error, Result};
use crate::files::{self, lock};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

pub use answers::{Answer, Progress, Step};

/// Version of the journal's format.
const FORMAT: u32 = 1;

/// First line: what the answers belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    format: u32,
    split: String,
    language: String,
    /// SHA-256 of the English captions in their order.
    captions: String,
}

impl Head {
    /// The head for these captions.
    pub fn new(split: &str, language: &str, captions: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for caption in captions {
            hash.update((caption.len() as u64).to_le_bytes());
            hash.update(caption);
        }
        Self {
            format: FORMAT,
            split: split.into(),
            language: language.into(),
            captions: hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}

/// A journal, open for more.
pub struct Journal {
    path: PathBuf,
    inner: Mutex<Inner>,
}

struct Inner {
    file: File,
    progress: Vec<Progress>,
}

impl Journal {
    /// Opens a journal, or begins one; a last line that a crash cut off is dropped.
    ///
    /// # Errors
    /// When it belongs to other captions or is damaged: names the line. When another run has it open.
    pub fn open(path: &Path, head: &Head, captions: usize) -> Result<Self> {
        if let Some(folder) = path.parent() {
            files::create_folder(folder)?;
        }
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        let mut file = options.open(path).map_err(Error::io("open", path))?;
        lock(&file, path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(Error::io("read", path))?;
        let whole = bytes
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |end| end + 1);
        if whole < bytes.len() {
            file.set_len(whole as u64).map_err(Error::io("shorten", path))?;
        }
        let mut inner = Inner {
            file,
            progress: vec![Progress::default(); captions],
        };
        if whole == 0 {
            inner.append(head).map_err(Error::io("write", path))?;
        }
        for (index, line) in bytes[..whole].split_inclusive(|byte| *byte == b'\n').enumerate() {
            let fail = |message: String| Error::Line {
                path: path.to_path_buf(),
                line: index + 1,
                message,
            };
            if index == 0 {
                let found: Head = serde_json::from_slice(line).map_err(|e| fail(e.to_string()))?;
                if found != *head {
                    let message = "the journal of other captions; move it away to begin again";
                    return Err(fail(message.into()));
                }
                continue;
            }
            let answer: Answer = serde_json::from_slice(line).map_err(|e| fail(e.to_string()))?;
            inner.note(answer).map_err(fail)?;
        }
        Ok(Self {
            path: path.to_path_buf(),
            inner: Mutex::new(inner),
        })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps an answer: it is on the disk when this returns.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn keep(&self, answer: Answer) -> Result<()> {
        let mut inner = self.lock();
        inner.append(&answer).map_err(Error::io("write", &self.path))?;
        inner.note(answer).map_err(Error::Input)
    }

    /// What is known about each caption.
    pub fn progress(&self) -> Vec<Progress> {
        self.lock().progress.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn append(&mut self, line: &impl Serialize) -> std::io::Result<()> {
        let mut text = serde_json::to_vec(line)?;
        text.push(b'\n');
        let whole = self.file.metadata()?.len();
        let written = self.file.write_all(&text).and_then(|()| self.file.sync_data());
        if written.is_err() {
            // The next answer may find room again, and must not stand behind half a line.
            self.file.set_len(whole)?;
        }
        written
    }

    fn note(&mut self, answer: Answer) -> std::result::Result<(), String> {
        let count = self.progress.len();
        let (Answer::Translated { caption, .. }
        | Answer::Scored { caption, .. }
        | Answer::Rewritten { caption, .. }
        | Answer::Refused { caption, .. }) = &answer;
        let place = self
            .progress
            .get_mut(*caption)
            .ok_or_else(|| format!("caption {caption}: there are {count}"))?;
        match answer {
            // A new translation, as one written by hand, has no score yet.
            Answer::Translated { text, .. } => {
                *place = Progress {
                    translated: Some(text),
                    ..Progress::default()
                }
            }
            Answer::Scored { score, .. } => {
                place.score = Some(score);
                place.refused.remove(&Step::Score);
            }
            Answer::Rewritten { text, .. } => {
                place.rewritten = Some(text);
                place.refused.remove(&Step::Rewriting);
            }
            Answer::Refused { step, reason, .. } => {
                place.refused.insert(step, reason);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
