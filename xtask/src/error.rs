//! What can go wrong in a project command, in words that say what to do next.

use std::path::{Path, PathBuf};

/// The result of a project command.
pub type Result<T> = std::result::Result<T, Error>;

/// The reason a project command stopped.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program could not be started.
    #[error("cannot start `{program}`: {source}")]
    Start {
        /// The program's name or path.
        program: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program ran and failed.
    #[error("`{command}` failed ({status})")]
    Failed {
        /// The command line.
        command: String,
        /// Its exit status, in words.
        status: String,
    },
    /// Something this machine lacks, and how to get it.
    #[error("{what} is missing.\n{how}")]
    Missing {
        /// What is missing.
        what: String,
        /// How to get it.
        how: String,
    },
    /// The address could not be listened on.
    #[error("cannot listen on 127.0.0.1:{port}: {reason}. Another port: `--port N` (0 takes any free one)")]
    Port {
        /// The port that was asked for.
        port: u16,
        /// What the system said.
        reason: String,
    },
    /// A program or file said something that was not expected.
    #[error("{0}")]
    Unexpected(String),
    /// Some steps of `cargo xtask test` failed.
    #[error("{} of {total} steps failed: {}", failed.len(), failed.join(", "))]
    Steps {
        /// The names of the steps that failed or could not run.
        failed: Vec<String>,
        /// How many steps there are.
        total: usize,
    },
}

impl Error {
    /// Returns a function that ties an I/O error to `path`.
    pub fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File { path, source }
    }
}
