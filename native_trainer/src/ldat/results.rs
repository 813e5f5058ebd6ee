//! What a translation leaves behind: the list of the language, and a report.

use super::journal::{Journal, Step};
use crate::data::annotations::ENGLISH;
use crate::data::dataset::{Dataset, Entry};
use crate::error::Result;
use crate::files::write_json;
use serde::Serialize;
use std::path::Path;

/// Folder of the journals and reports.
pub(super) const JOURNALS: &str = "ldat";
/// Failed captions that a message shows.
pub(super) const SHOWN: usize = 3;

/// What was done.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    /// Split of the data set.
    pub split: String,
    /// Code of the language.
    pub language: String,
    /// Number of captions.
    pub captions: usize,
    /// 100 less the score.
    pub mean_noise: f64,
    /// Captions above the mean.
    pub noisy: usize,
    /// Captions without a translation: empty in the list.
    pub without: usize,
    /// What the server refuses.
    pub refused: Vec<Refusal>,
    /// Requests of this start, over all languages so far.
    pub requests: usize,
    /// Model that translated.
    pub translated_by: String,
    /// Model that scored.
    pub scored_by: String,
    /// Model that rewrote what is noisy.
    pub rewritten_by: String,
}

/// A caption that the server refuses an answer about.
#[derive(Debug, Serialize)]
pub(super) struct Refusal {
    /// Number of the caption.
    pub caption: usize,
    /// Its photo.
    pub photo: String,
    /// What was asked for.
    pub step: Step,
    /// The server's words.
    pub reason: String,
}

impl Report {
    /// For people.
    pub(super) fn line(&self) -> String {
        let mut text = format!(
            "{} {}: {} captions, mean noise {:.2}, {} above it rewritten with their photos; {} requests so far",
            self.split, self.language, self.captions, self.mean_noise, self.noisy, self.requests
        );
        if self.without > 0 {
            text += &format!("; {} without a translation, empty in the list", self.without);
        }
        if !self.refused.is_empty() {
            text += &format!(
                "\n{} refused by the server, marked in the journal and left out until --retry-refused:",
                self.refused.len()
            );
        }
        for refusal in self.refused.iter().take(SHOWN) {
            let Refusal {
                caption,
                photo,
                step,
                reason,
            } = refusal;
            text += &format!("\n  caption {caption} of {photo} ({step:?}): {reason}");
        }
        text
    }

    /// Writes it beside the journals.
    pub(super) fn write(&self, out: &Path) -> Result<()> {
        let name = report_name(&self.split, &self.language);
        write_json(&out.join(JOURNALS).join(name), self)
    }
}

/// Writes the list of the language, and the English one where there is none of this form.
pub(super) fn write_list(english: &Dataset, code: &str, journal: &Journal, out: &Path) -> Result<()> {
    // A caption without a translation keeps its place, empty: the lists are aligned by position.
    let mut texts = journal.progress().into_iter();
    let entries = english.entries.iter().map(|entry| {
        let count = entry.captions[ENGLISH].len();
        let best = texts
            .by_ref()
            .take(count)
            .map(|one| one.best().unwrap_or_default().to_string());
        let captions = [
            (code.to_string(), best.collect()),
            (ENGLISH.into(), entry.captions[ENGLISH].clone()),
        ];
        Entry {
            captions: captions.into(),
            ..entry.clone()
        }
    });
    let dataset = Dataset {
        folder: out.to_path_buf(),
        split: english.split.clone(),
        languages: vec![ENGLISH.into(), code.into()],
        entries: entries.collect(),
    };
    if !dataset.list(ENGLISH).exists() {
        dataset.write_list(ENGLISH)?;
    }
    dataset.write_list(code)
}

/// Name of the report on a split in a language.
pub(super) fn report_name(split: &str, code: &str) -> String {
    format!("{split}_{code}.report.json")
}
