//! What can go wrong with the files that bodies are made from.

/// What can go wrong in the library.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file that bodies are made from is damaged or does not fit the others.
    #[error("bodies: {0}")]
    Bodies(String),
}

/// Result of the library.
pub type Result<T> = std::result::Result<T, Error>;
