//! Bounds that values of every kind of recipe have.

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

/// Refuses numbers of things of which there must be one.
///
/// # Errors
/// Names the first value that is 0.
pub fn expect_counts(counts: &[(&str, usize)]) -> Result<()> {
    match counts.iter().find(|(_, count)| *count == 0) {
        Some((name, _)) => Err(Error::Input(format!("recipe: {name} must be at least 1"))),
        None => Ok(()),
    }
}
