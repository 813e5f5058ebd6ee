//! Files that did not become part of a gallery.

use serde::{Deserialize, Serialize};

/// A file that did not join the gallery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Skipped {
    /// Path within the folder.
    pub path: String,
    /// Bytes.
    pub size: f64,
    /// Last change, in milliseconds since 1970.
    pub modified: f64,
    /// The kind of reason.
    pub reason: SkipReason,
    /// What a text about it names, or what the browser said; may be empty.
    pub detail: String,
}

/// Why a file was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum SkipReason {
    /// The file has no content.
    Empty,
    /// The file is too large to be read.
    TooLarge,
    /// The browser could not read the file.
    Unreadable,
    /// The content is no picture of a known kind.
    Unknown,
    /// A picture that neither we nor this browser can decode.
    Foreign,
    /// The file ends before all of its pixels are there.
    Cut,
    /// The content contradicts itself.
    Damaged,
    /// More pixels than can be decoded in bounded memory.
    TooManyPixels,
}

impl SkipReason {
    const WORDS: [(Self, &str); 8] = [
        (Self::Empty, "empty"),
        (Self::TooLarge, "too-large"),
        (Self::Unreadable, "unreadable"),
        (Self::Unknown, "unknown"),
        (Self::Foreign, "foreign"),
        (Self::Cut, "cut"),
        (Self::Damaged, "damaged"),
        (Self::TooManyPixels, "too-many-pixels"),
    ];

    /// The word for it in the kept index.
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(reason, _)| *reason == self);
        found.map_or("unreadable", |(_, word)| word)
    }

    /// The reason that a word in a kept index means. What an older or newer page wrote under another word counts as
    /// unreadable, for such files are tried again.
    pub fn of_word(word: &str) -> Self {
        let found = Self::WORDS.iter().find(|(_, other)| *other == word);
        found.map_or(Self::Unreadable, |(reason, _)| *reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_and_the_messages_have_the_same_words() {
        for (reason, word) in SkipReason::WORDS {
            let message = serde_json::to_string(&reason).expect("a word");
            assert_eq!(message, format!("\"{word}\""));
            assert_eq!(reason.word(), word);
            assert_eq!(SkipReason::of_word(word), reason);
        }
        assert_eq!(SkipReason::of_word("of another time"), SkipReason::Unreadable);
    }
}
