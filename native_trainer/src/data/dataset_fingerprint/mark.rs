//! One picture's line of a fingerprint: a digest of its words, and how bright it is where.

use crate::data::dataset::Entry;
use bi_irra::image::Pixels;
use sha2::{Digest, Sha256};

/// Steps of brightness that a JPEG coder and another processor's rounding may move a quarter of a picture.
const TOLERANCE: u8 = 3;

/// One picture's line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub(super) words: u32,
    pub(super) light: [u8; 4],
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

    pub(super) fn parse(line: &str) -> Option<Self> {
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

    pub(super) fn looks_like(&self, other: &Self) -> bool {
        self.light
            .iter()
            .zip(&other.light)
            .all(|(a, b)| a.abs_diff(*b) <= TOLERANCE)
    }
}

/// Mean of all channels in the four quarters.
pub(super) fn brightness(picture: &Pixels) -> [u8; 4] {
    let (mut sums, mut counts) = ([0u64; 4], [0u64; 4]);
    for (index, pixel) in picture.rgb.chunks_exact(3).enumerate() {
        let (row, column) = (index / picture.width, index % picture.width);
        let quarter = 2 * usize::from(2 * row >= picture.height) + usize::from(2 * column >= picture.width);
        sums[quarter] += pixel.iter().map(|value| u64::from(*value)).sum::<u64>();
        counts[quarter] += 3;
    }
    std::array::from_fn(|quarter| (sums[quarter] / counts[quarter].max(1)) as u8)
}
