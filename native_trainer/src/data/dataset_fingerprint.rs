//! The benchmarks' fingerprints: figures are comparable only where they were measured on the same pictures and words.
//!
//! A fingerprint has a line for each picture: a digest of its name, person and captions, and its brightness in four
//! parts. What is visible is decided in floating point, so another processor may once in a while say another thing or
//! round a pixel otherwise: few differences are the same benchmark, many are another one.

use crate::cli::Preset;
use crate::data::dataset::Entry;
use crate::error::{Error, Result};
use crate::files;
use bi_irra::image::Pixels;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;

/// Steps of brightness that a JPEG coder and another processor's rounding may move a quarter of a picture.
const TOLERANCE: u8 = 3;
/// Pictures that may differ, as a share: one in this many.
const ONE_IN: usize = 200;
/// Differing pictures that a message shows.
const SHOWN: usize = 4;

/// What a manifest says of the benchmark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenchmarkName {
    /// `bench` or `bench-shift`.
    pub name: String,
    /// The recorded version, where the pictures and captions are those.
    pub version: Option<u32>,
}

/// One picture's line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    words: u32,
    light: [u8; 4],
}

impl Mark {
    /// The mark of a picture with its captions in all languages.
    pub fn new(entry: &Entry, picture: &Pixels) -> Self {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        };
        // The ending tells JPEG from PNG, which makes no other benchmark.
        add(entry
            .path
            .rsplit_once('.')
            .map_or(entry.path.as_str(), |(stem, _)| stem));
        add(&entry.id.to_string());
        for (language, captions) in &entry.captions {
            add(language);
            captions.iter().for_each(|caption| add(caption));
        }
        let digest = hash.finalize();
        Self {
            words: u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]),
            light: brightness(picture),
        }
    }

    fn parse(line: &str) -> Option<Self> {
        let (words, light) = line.split_once(' ')?;
        let read = |text: &str| {
            (text.len() == 8)
                .then(|| u32::from_str_radix(text, 16).ok())
                .flatten()
        };
        Some(Self {
            words: read(words)?,
            light: read(light)?.to_be_bytes(),
        })
    }

    fn looks_like(&self, other: &Self) -> bool {
        self.light
            .iter()
            .zip(&other.light)
            .all(|(a, b)| a.abs_diff(*b) <= TOLERANCE)
    }
}

/// Mean of all channels in the four quarters.
fn brightness(picture: &Pixels) -> [u8; 4] {
    let (mut sums, mut counts) = ([0u64; 4], [0u64; 4]);
    for (index, pixel) in picture.rgb.chunks_exact(3).enumerate() {
        let (row, column) = (index / picture.width, index % picture.width);
        let quarter = 2 * usize::from(2 * row >= picture.height) + usize::from(2 * column >= picture.width);
        sums[quarter] += pixel.iter().map(|value| u64::from(*value)).sum::<u64>();
        counts[quarter] += 3;
    }
    std::array::from_fn(|quarter| (sums[quarter] / counts[quarter].max(1)) as u8)
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

/// How a data set and a recorded benchmark differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    name: String,
    version: u32,
    expected: usize,
    found: usize,
    /// Pictures with other captions.
    words: Vec<usize>,
    /// Pictures that look otherwise.
    light: Vec<usize>,
}

impl Comparison {
    /// The version, where this is the benchmark.
    pub fn version(&self) -> Option<u32> {
        let few = |differing: &[usize]| differing.len() * ONE_IN <= self.expected;
        let same = self.expected == self.found && few(&self.words) && few(&self.light);
        same.then_some(self.version)
    }

    /// Pictures that differ, in words or in pixels; all where there are more or fewer.
    #[cfg(test)]
    pub fn differences(&self) -> usize {
        if self.expected != self.found {
            return self.expected.max(self.found);
        }
        self.words.len().max(self.light.len())
    }

    /// One sentence.
    pub fn text(&self) -> String {
        if self.expected != self.found {
            return format!("{} pictures, {} has {}", self.found, self.name, self.expected);
        }
        let is = if self.version().is_some() {
            "this is"
        } else {
            "this is not"
        };
        let mut text = format!("{is} {}", self.name);
        for (what, differing) in [("captions", &self.words), ("pixels", &self.light)] {
            if !differing.is_empty() {
                let first: Vec<String> = differing.iter().take(SHOWN).map(usize::to_string).collect();
                let (count, first) = (differing.len(), first.join(", "));
                text += &format!(
                    "; other {what} in {count} of {} pictures, first {first}",
                    self.found
                );
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: i64, caption: &str) -> Entry {
        Entry {
            path: format!("0000/p{id:06}_0.jpg"),
            id,
            captions: [("en".to_string(), vec![caption.to_string()])].into(),
        }
    }

    fn picture(shade: u8) -> Pixels {
        Pixels::new(4, 6, vec![shade; 72]).expect("a picture")
    }

    fn marks(count: usize) -> Vec<Mark> {
        (0..count)
            .map(|n| Mark::new(&entry(n as i64, "a man"), &picture(n as u8)))
            .collect()
    }

    #[test]
    fn words_count_exactly_and_pixels_roughly() {
        let mark = |entry: &Entry, shade| Mark::new(entry, &picture(shade));
        let first = mark(&entry(1, "a man"), 90);
        assert_eq!(first.light, [90; 4]);
        assert_eq!(
            first,
            mark(
                &Entry {
                    path: "0000/p000001_0.png".into(),
                    ..entry(1, "a man")
                },
                90
            )
        );
        assert_ne!(first.words, mark(&entry(1, "a Man"), 90).words);
        assert_ne!(first.words, mark(&entry(2, "a man"), 90).words);
        assert!(
            first.looks_like(&mark(&entry(1, "a man"), 93))
                && !first.looks_like(&mark(&entry(1, "a man"), 94))
        );
        let mut rgb = vec![0; 72];
        rgb[71] = 240;
        let dot = Pixels::new(4, 6, rgb).expect("a picture");
        assert_eq!(brightness(&dot), [0, 0, 0, 240 / 18]);
    }

    #[test]
    fn few_differences_are_the_same_benchmark() {
        let recorded = Fingerprint {
            name: "bench",
            version: 7,
            marks: marks(200),
        };
        let mut now = marks(200);
        assert_eq!(recorded.compare(&now).version(), Some(7));
        assert_eq!(recorded.compare(&now).text(), "this is bench version 7");
        now[5].words ^= 1;
        assert_eq!(recorded.compare(&now).version(), Some(7));
        now[9].words ^= 1;
        let comparison = recorded.compare(&now);
        assert_eq!(comparison.version(), None);
        assert_eq!(
            comparison.text(),
            "this is not bench version 7; other captions in 2 of 200 pictures, first 5, 9"
        );
        assert_eq!(recorded.compare(&now[..10]).version(), None);
    }

    #[test]
    fn a_record_reads_back_and_its_version_rises_with_a_change() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bench.txt");
        let record = |marks| Fingerprint::record("bench", marks, &path).expect("recorded");
        let first = record(marks(3));
        assert_eq!(
            (first.version, record(marks(3)).version, record(marks(4)).version),
            (1, 1, 2)
        );
        let text = std::fs::read_to_string(&path).expect("there");
        let read = Fingerprint::parse("bench", &text).expect("read");
        assert_eq!((read.version, read.marks.as_slice()), (2, marks(4).as_slice()));
        assert_ne!(first.digest(), read.digest());
        assert_eq!(Fingerprint::parse("bench", &text.replace(' ', "")), None);
        assert_eq!(Fingerprint::parse("bench", &(text + "x\n")), None);
    }
}
