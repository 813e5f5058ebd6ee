//! Shares of a whole.

use crate::error::{Error, Result};

/// Refuses what is no share.
///
/// # Errors
/// Names the value, `name`, unless it lies between 0 and 1.
pub fn expect_share(name: &str, share: f64) -> Result<()> {
    match (0.0..=1.0).contains(&share) {
        true => Ok(()),
        false => Err(Error::Input(format!("{name} is {share}, expected 0 to 1"))),
    }
}
