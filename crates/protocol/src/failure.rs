//! Searches without an answer, and a worker that broke.

use serde::Serialize;

/// Why a search has no ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Refused {
    /// The text has no words.
    NoWords,
    /// The model knows none of its words.
    Unknown,
    /// Its parts cancel out.
    CancelOut,
    /// It has too many parts.
    TooManyTerms,
    /// The photo whose like was asked for is gone.
    Gone,
    /// The tokenizer cannot cut the text.
    Unreadable,
}

/// What the worker was doing when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Reading the model files.
    Weights,
    /// Computing.
    Compute,
    /// Understanding a message of the page.
    Protocol,
    /// Anything: the program stopped at an internal error.
    Panic,
}
