//! The person finder's configuration: what fixes the shapes and the arithmetic of its weight file.

use super::{FORMAT, IMAGENET_MEAN, IMAGENET_STD, check};
use crate::error::{Error, Result};
use crate::weights::pointer;
use serde::{Deserialize, Serialize};

/// The finder sees a photo at sides that are multiples of this: its coarsest features are of every 32nd pixel.
pub const COARSEST: usize = 32;
/// Longest side that a configuration may ask for.
const MAX_LONGEST_SIDE: usize = 2048;

/// Everything that `finder.json` says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinderConfig {
    /// Version of this file format.
    pub format: u32,
    /// The longer side of a photo as the finder sees it, in pixels; a multiple of 32.
    pub longest_side: usize,
    /// Channels of the five stages, each at half the size of the one before.
    pub widths: [usize; 5],
    /// Channels of the features that people are read from.
    pub neck: usize,
    /// Boxes with a lower score are dropped.
    pub threshold: f32,
    /// Of two boxes with a larger intersection over union the one with the lower score is dropped.
    pub overlap: f32,
    /// Per-channel mean that is subtracted from pixels in 0..1.
    pub mean: [f32; 3],
    /// Per-channel standard deviation.
    pub std: [f32; 3],
}

impl FinderConfig {
    /// The page's size: 0.9 million parameters, four of its stages as in the image encoder's stem.
    pub fn web() -> Self {
        Self {
            format: FORMAT,
            longest_side: 320,
            widths: [16, 32, 64, 128, 96],
            neck: 48,
            threshold: 0.31,
            overlap: 0.42,
            mean: IMAGENET_MEAN,
            std: IMAGENET_STD,
        }
    }

    /// Reads and checks `finder.json`.
    ///
    /// # Errors
    /// On malformed JSON, unknown fields or values that do not fit together.
    pub fn from_json(bytes: &[u8]) -> Result<Self> {
        pointer::check(bytes)?;
        let config: Self =
            serde_json::from_slice(bytes).map_err(|e| Error::Config(format!("finder.json: {e}")))?;
        config.validate()?;
        Ok(config)
    }

    /// Writes `finder.json`.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("plain data serialises") + "\n"
    }

    /// Checks that the values fit together.
    ///
    /// # Errors
    /// Names the first value that does not.
    pub fn validate(&self) -> Result<()> {
        check::format(self.format)?;
        let widths = self.widths.map(|width| ("widths", width));
        check::dimensions(&[&widths[..], &[("neck", self.neck)]].concat())?;
        let side = self.longest_side;
        if !side.is_multiple_of(COARSEST) || !(COARSEST..=MAX_LONGEST_SIDE).contains(&side) {
            return check::fail(format!(
                "longest_side {side} is not a multiple of {COARSEST} up to {MAX_LONGEST_SIDE}"
            ));
        }
        for (name, share) in [("threshold", self.threshold), ("overlap", self.overlap)] {
            if !(0.0..1.0).contains(&share) {
                return check::fail(format!("{name} is {share}, expected 0 to 1"));
            }
        }
        check::deviations(&self.std)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_survives_json_and_bad_values_are_named() {
        let config = FinderConfig::web();
        assert_eq!(
            FinderConfig::from_json(config.to_json().as_bytes()).expect("reads back"),
            config
        );
        let message = |change: fn(&mut FinderConfig)| {
            let mut config = FinderConfig::web();
            change(&mut config);
            let error = FinderConfig::from_json(config.to_json().as_bytes());
            error.expect_err("a wrong value").to_string()
        };
        assert!(message(|c| c.longest_side = 390).contains("longest_side 390"));
        assert!(message(|c| c.widths[2] = 0).contains("widths is 0"));
        assert!(message(|c| c.threshold = 1.5).contains("threshold is 1.5"));
        assert!(message(|c| c.std[1] = 0.0).contains("std"));
    }
}
