//! What a journal holds: accepted answers and refusals, and what they come to for each caption.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An accepted answer; `caption` counts the captions of the split from 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "lowercase", deny_unknown_fields)]
pub enum Answer {
    /// A translation.
    Translated {
        /// Number of the caption.
        caption: usize,
        /// In the target language.
        text: String,
    },
    /// The translation's score, from 0 to 100.
    Scored {
        /// Number of the caption.
        caption: usize,
        /// Higher is better.
        score: f64,
    },
    /// What replaces a noisy translation.
    Rewritten {
        /// Number of the caption.
        caption: usize,
        /// In the target language.
        text: String,
    },
    /// No answer: the server refuses one.
    Refused {
        /// Number of the caption.
        caption: usize,
        /// What was asked for.
        step: Step,
        /// The server's words.
        reason: String,
    },
}

/// What is asked for about a caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// A translation.
    Translation,
    /// Its score.
    Score,
    /// What replaces it.
    Rewriting,
}

/// What is known about one caption.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Its translation.
    pub translated: Option<String>,
    /// The translation's score.
    pub score: Option<f64>,
    /// What replaces the translation.
    pub rewritten: Option<String>,
    /// Why the server refuses an answer.
    pub refused: BTreeMap<Step, String>,
}

impl Progress {
    /// The text for the data set.
    pub fn best(&self) -> Option<&str> {
        self.rewritten.as_deref().or(self.translated.as_deref())
    }

    /// 100 less the score.
    pub fn noise(&self) -> Option<f64> {
        self.score.map(|score| 100.0 - score)
    }
}
