//! `golden`: our computation against tensors that the authors' PyTorch code produced.
//!
//! The folder has the layout of `tests/fixtures`; every set that is there is checked, all dimensions are read
//! from its `config.json`.

pub mod augmentation;
pub mod bi_irra;
pub mod check;
pub mod command;
pub mod fixture;
pub mod ivt;
pub mod metrics;
pub mod preprocessing;
pub mod schedules;
pub mod state;
pub mod text;

use crate::error::{Error, Result};
use burn::tensor::Device;
use check::Check;
use std::path::Path;

/// Runs every check for which the folder has data.
///
/// # Errors
/// When the folder holds no known set, or a set is damaged.
pub fn run(fixtures: &Path, device: &Device) -> Result<Vec<Check>> {
    type Set = fn(&Path, &Device) -> Result<Vec<Check>>;
    let sets: [(&str, Set); 5] = [
        ("bi_irra", bi_irra::checks),
        ("ivt", ivt::checks),
        ("golden_preproc", |folder, _| preprocessing::checks(folder)),
        ("metrics", |folder, _| metrics::checks(folder)),
        ("misc", |folder, _| {
            Ok([text::checks(folder)?, schedules::checks(folder)?].concat())
        }),
    ];
    let mut checks = Vec::new();
    for (name, set) in sets {
        let folder = fixtures.join(name);
        if folder.is_dir() {
            checks.extend(set(&folder, device)?.into_iter().map(|check| check.within(name)));
        }
    }
    if checks.is_empty() {
        return Err(Error::Input(format!(
            "{}: none of {} is there",
            fixtures.display(),
            sets.map(|(name, _)| name).join(", ")
        )));
    }
    Ok(checks)
}
