//! One error enum for the library; each variant names the thing that is wrong.

/// What can go wrong in the library.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A configuration value makes no sense.
    #[error("config: {0}")]
    Config(String),
    /// A picture cannot be used.
    #[error("image: {0}")]
    Image(String),
    /// A file cannot be used as a photo.
    #[error("image: {0}")]
    Photo(#[from] crate::image::Refusal),
    /// The tokenizer cannot be read or does not fit the model.
    #[error("tokenizer: {0}")]
    Tokenizer(String),
    /// A weight file is damaged or does not fit the model.
    #[error("weights: {0}")]
    Weights(String),
    /// A tensor is missing, unknown or of the wrong shape.
    #[error("weights: tensor `{name}`: expected {expected}, found {found}")]
    Tensor {
        /// Name of the tensor in the file.
        name: String,
        /// What the model needs.
        expected: String,
        /// What the file has.
        found: String,
    },
    /// The device failed to compute or to return a result.
    #[error("device: {0}")]
    Device(String),
    /// A kept index cannot be read.
    #[error("index: {0}")]
    Index(String),
    /// The kept index, or an exported one, was written by another version of this program.
    #[error("index: it has version {found}, expected {expected}")]
    IndexVersion {
        /// The version that it has.
        found: u32,
        /// The version that this program reads.
        expected: u32,
    },
    /// The kept index, or an exported one, is of another model.
    #[error("index: it was made with another model")]
    OtherModel,
    /// The browser keeps nothing for this page, or not in this window.
    #[error("storage: {0}")]
    NoStorage(String),
    /// The browser does not read or write what is kept, for a reason of its own.
    #[error("storage: {0}")]
    Storage(String),
    /// There is no room left for what is to be kept.
    #[error("storage: it is full")]
    StorageFull,
    /// A kept gallery is open in another tab of the browser, which alone may write it.
    #[error("index: another tab has this gallery open")]
    GalleryInUse,
    /// Re-ranking was asked of a method that ranks by features alone.
    #[error("{0} has no match head, so there is nothing to re-rank with; leave re-ranking out")]
    NoMatchHead(String),
    /// A query cannot be searched.
    #[error("query: {0}")]
    Query(Refusal),
    /// A ranking was asked for, or made, of photos that are not as they should be.
    #[error("ranking: {0}")]
    Ranking(String),
}

/// Why a query cannot be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing but signs and space.
    #[error("the query has no words")]
    NoWords,
    /// What is wanted is not wanted as well.
    #[error("the parts of the query cancel out")]
    CancelOut,
    /// More parts than anybody means.
    #[error("a query may have {most} parts with + or -, found {found}")]
    TooManyTerms {
        /// So many are read.
        most: usize,
        /// So many there are.
        found: usize,
    },
}

/// Result of the library.
pub type Result<T> = std::result::Result<T, Error>;
