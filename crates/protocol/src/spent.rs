//! Where the worker's time went.

use serde::Serialize;

/// What takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    /// Building the model on the device that was chosen, with its self-test and the measurement that chose.
    Start,
    /// Getting a file's bytes from the browser.
    Read,
    /// From bytes to pixels, turned as the camera was held.
    Decode,
    /// The small picture that is kept.
    Thumbnail,
    /// Scaling people, or whole photos, to the model's input.
    Scale,
    /// The image encoder, upload and read-back included.
    ImageEncoder,
    /// Finding the people in photos.
    PersonFinder,
    /// Writing to the browser's storage.
    Keep,
    /// The text encoder, tokenizer included.
    TextEncoder,
    /// Comparing a sentence with every photo.
    Compare,
    /// The match head on the best candidates.
    MatchHead,
    /// The map of where words look.
    Explain,
}

/// How long one kind of work took.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Spent {
    /// The work.
    pub work: Work,
    /// How often it was timed.
    pub times: u32,
    /// Photos, sentences or candidates that it was done for.
    pub items: u32,
    /// Sum, in milliseconds.
    pub total: f64,
    /// The longest time, in milliseconds.
    pub longest: f64,
}
