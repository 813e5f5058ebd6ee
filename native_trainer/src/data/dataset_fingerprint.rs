//! The benchmarks' fingerprints: figures are comparable only where they were measured on the same pictures and words.
//!
//! A fingerprint has a line for each picture: a digest of its name, person and captions, and its brightness in four
//! parts. What is visible is decided in floating point, so another processor may once in a while say another thing or
//! round a pixel otherwise: few differences are the same benchmark, many are another one.

mod comparison;
mod mark;

use crate::cli::Preset;
use crate::error::{Error, Result};
use crate::files;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;

pub use comparison::Comparison;
pub use mark::Mark;

/// What a manifest says of the benchmark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenchmarkName {
    /// `bench` or `bench-shift`.
    pub name: String,
    /// The recorded version, where the pictures and captions are those.
    pub version: Option<u32>,
}

/// A benchmark as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    name: &'static str,
    version: u32,
    marks: Vec<Mark>,
}

impl Fingerprint {
    /// The name of a preset that has a fingerprint.
    pub fn name_of(preset: Preset) -> Option<&'static str> {
        match preset {
            Preset::Bench => Some("bench"),
            Preset::BenchShift => Some("bench-shift"),
            Preset::OpenVocabulary | Preset::Sample => None,
        }
    }

    /// The recorded fingerprint of a benchmark.
    ///
    /// # Errors
    /// When there is none of this name, or its record is damaged.
    pub fn recorded(name: &str) -> Result<Self> {
        let (name, text) = match name {
            "bench" => ("bench", include_str!("../../benchmarks/bench.txt")),
            "bench-shift" => ("bench-shift", include_str!("../../benchmarks/bench-shift.txt")),
            _ => return Err(Error::Input(format!("no benchmark is called {name}"))),
        };
        Self::parse(name, text).ok_or_else(|| Error::Input(format!("the record of {name} is damaged")))
    }

    fn parse(name: &'static str, text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let version = lines
            .next()?
            .strip_prefix(name)?
            .strip_prefix(" version ")?
            .parse()
            .ok()?;
        let marks = lines.map(Mark::parse).collect::<Option<Vec<_>>>()?;
        Some(Self { name, version, marks })
    }

    fn text(&self) -> String {
        let mut text = format!("{} version {}\n", self.name, self.version);
        for mark in &self.marks {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{:08x} {:08x}", mark.words, u32::from_be_bytes(mark.light));
        }
        text
    }

    /// Records what a benchmark is now; the version rises when it is another than before.
    ///
    /// # Errors
    /// Names the file when it cannot be written.
    pub fn record(name: &'static str, marks: Vec<Mark>, path: &Path) -> Result<Self> {
        let before = std::fs::read_to_string(path)
            .ok()
            .and_then(|text| Self::parse(name, &text));
        let version = before
            .as_ref()
            .map_or(1, |before| before.version + u32::from(before.marks != marks));
        let fingerprint = Self { name, version, marks };
        files::write_atomically(path, fingerprint.text().as_bytes())?;
        Ok(fingerprint)
    }

    /// Compares what was made with what was recorded.
    pub fn compare(&self, marks: &[Mark]) -> Comparison {
        let differs = |is_same: &dyn Fn(&Mark, &Mark) -> bool| -> Vec<usize> {
            let pairs = self.marks.iter().zip(marks).enumerate();
            pairs
                .filter(|(_, (a, b))| !is_same(a, b))
                .map(|(index, _)| index)
                .collect()
        };
        Comparison {
            name: format!("{} version {}", self.name, self.version),
            version: self.version,
            expected: self.marks.len(),
            found: marks.len(),
            words: differs(&|a, b| a.words == b.words),
            light: differs(&Mark::looks_like),
        }
    }

    /// The record of some pictures only.
    #[cfg(test)]
    pub fn at(&self, places: &[usize]) -> Self {
        Self {
            marks: places
                .iter()
                .filter_map(|place| self.marks.get(*place).copied())
                .collect(),
            ..*self
        }
    }

    /// SHA-256 of the record: the benchmark's name in a table.
    pub fn digest(&self) -> String {
        Sha256::digest(self.text())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

#[cfg(test)]
mod tests;
