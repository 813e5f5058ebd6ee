//! The messages between the page and the worker.
//!
//! Every message is `{ type, data }`: `type` is the variant's name in kebab-case, `data` holds its fields in
//! camelCase and is absent where there are none. The page drives: it sends `load` once it has heard `started`,
//! then for each folder a `reset`, or an `open` where galleries are kept, and one `embed` after the other, each when the
//! reply to the last has come. That bounds the photos in flight, and cancelling is simply not sending the next batch. A
//! `search` (or `similar`) overtakes waiting batches and replaces an older one.
//!
//! Other workers of the same program help with large folders: the page sends them `prepare`, and what they make goes by a
//! channel of their own to the worker that has the gallery, where the page lets it `join`.

mod prepared;
mod reply;
mod request;

pub use prepared::{Delivery, Prepared};
pub use reply::Reply;
pub use request::{Photo, Request};

use crate::error::{Error, Refusal};
use serde::{Deserialize, Serialize};

/// Where the model runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Backend {
    /// A GPU, by WebGPU.
    Webgpu,
    /// The processor, in WebAssembly.
    Cpu,
}

/// Photos in one batch: enough to keep a device busy, few enough that a search need not wait long.
pub const BATCH: u32 = 8;

/// Why the model runs on the CPU although WebGPU was not ruled out by the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fallback {
    /// The kind of obstacle.
    pub reason: Obstacle,
    /// What the browser or the runtime said; may be empty.
    pub detail: String,
}

/// What keeps WebGPU from being used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Obstacle {
    /// The browser has no WebGPU.
    NoWebgpu,
    /// The browser has WebGPU but no adapter for it.
    NoAdapter,
    /// The adapter is a program, slower than our own code on the CPU.
    SoftwareAdapter,
    /// The adapter lacks a feature without which the runtime stops.
    NoTimestamps,
    /// The device could not be opened or failed at its first work.
    StartFailed,
    /// The device computes other numbers than the CPU.
    WrongNumbers,
    /// The device is right but slower than the CPU.
    Slower,
}

/// Why something cannot be kept, opened or taken over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// What it is, for the page's words about it.
    pub kind: TroubleKind,
    /// What the browser or the program said, for whoever looks for the cause.
    pub detail: String,
}

/// A kind of trouble with what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TroubleKind {
    /// The browser keeps nothing for this page.
    NoStorage,
    /// There is no room left.
    Full,
    /// Another tab has the gallery open.
    Elsewhere,
    /// It was made with another model.
    OtherModel,
    /// The file or the index is damaged.
    Damaged,
    /// Something else.
    Unknown,
}

impl From<&Error> for Trouble {
    fn from(error: &Error) -> Self {
        Self {
            kind: match error {
                Error::NoStorage(_) => TroubleKind::NoStorage,
                Error::StorageFull => TroubleKind::Full,
                Error::Elsewhere => TroubleKind::Elsewhere,
                Error::OtherModel => TroubleKind::OtherModel,
                Error::Index(_) => TroubleKind::Damaged,
                _ => TroubleKind::Unknown,
            },
            detail: error.to_string(),
        }
    }
}

/// Why a search has no ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refused {
    /// The text has no words.
    NoWords,
    /// The model knows none of its words.
    Unknown,
    /// Its parts cancel out.
    CancelOut,
    /// It has too many parts.
    TooManyParts,
    /// The photo whose like was asked for is gone.
    Gone,
    /// The tokenizer cannot cut the text.
    Unreadable,
}

impl Refused {
    /// The refusal that an error means; `None` for a failure of something else.
    pub fn of(error: &Error) -> Option<Self> {
        Some(match error {
            Error::Query(Refusal::NoWords) => Self::NoWords,
            Error::Query(Refusal::CancelOut) => Self::CancelOut,
            Error::Query(Refusal::TooManyParts { .. }) => Self::TooManyParts,
            Error::Ranking(_) => Self::Gone,
            Error::Tokenizer(_) => Self::Unreadable,
            _ => return None,
        })
    }
}

/// Photos per second, measured at the start.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Speeds {
    /// By WebGPU.
    pub webgpu: f64,
    /// On the CPU.
    pub cpu: f64,
}

/// A file that did not join the gallery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Skipped {
    /// Path within the folder.
    pub path: String,
    /// Bytes.
    pub size: f64,
    /// Last change, in milliseconds since 1970.
    pub modified: f64,
    /// The kind of reason: the word of a [`SkipReason`] or of a [`Refusal`](crate::image::Refusal).
    pub reason: String,
    /// What a text about it names, or what the browser said; may be empty.
    pub detail: String,
}

/// Why a photo was left out before it was decoded; what the decoder says is a [`Refusal`](crate::image::Refusal).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// The file has no content.
    Empty,
    /// The file is too large to be read.
    TooLarge,
    /// The browser could not read the file.
    Unreadable,
}

impl SkipReason {
    /// The word for it in messages and in the kept index.
    pub fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::Unreadable => "unreadable",
        }
    }
}

/// What the worker was doing when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
