//! One error enum for the trainer; each variant names the file or the thing that is wrong.

use std::io;
use std::path::{Path, PathBuf};

/// What can go wrong in the trainer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system refuses something.
    #[error("cannot {action} {}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A file's content is wrong.
    #[error("{}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: bi_irra::Error,
    },
    /// The files that bodies are made from are wrong.
    #[error("{}", path.display())]
    Bodies {
        /// Their folder.
        path: PathBuf,
        /// What is wrong with them.
        source: synth::Error,
    },
    /// A file is not the JSON it should be.
    #[error("{}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Where it breaks.
        source: serde_json::Error,
    },
    /// A line of a JSONL file is wrong.
    #[error("{}, line {line}: {message}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Line number, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// An entry of a data set is wrong.
    #[error("{}, entry {entry}: expected {expected}, found {found}", path.display())]
    Entry {
        /// The file.
        path: PathBuf,
        /// Position in the list, from 0.
        entry: usize,
        /// What should be there.
        expected: String,
        /// What is there.
        found: String,
    },
    /// A picture cannot be encoded.
    #[error("cannot encode {}", path.display())]
    Encode {
        /// The picture.
        path: PathBuf,
        /// The encoder's reason.
        source: image::ImageError,
    },
    /// What was asked for makes no sense.
    #[error("{0}")]
    Input(String),
    /// The device cannot be used.
    #[error("device: {0}")]
    Device(String),
    /// The tokenizer cannot be trained or written.
    #[error("tokenizer: {0}")]
    Tokenizer(String),
    /// Anything of the library.
    #[error(transparent)]
    Library(#[from] bi_irra::Error),
}

impl Error {
    /// Wraps a system error with what was tried on which path; for `map_err`.
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io { action, path, source }
    }

    /// Wraps a library error with the file it is about; for `map_err`.
    pub fn file(path: &Path) -> impl FnOnce(bi_irra::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File { path, source }
    }

    /// Wraps a JSON error with its file; for `map_err`.
    pub fn json(path: &Path) -> impl FnOnce(serde_json::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Json { path, source }
    }
}

/// Result of the trainer.
pub type Result<T> = std::result::Result<T, Error>;
