//! `golden`: our computation against tensors that the authors' PyTorch code produced.
//!
//! The folder has the layout of `tests/fixtures`; every set that is there is checked, all dimensions are read
//! from its `config.json`. What no check asked for is named, so that nothing is left out in silence.

pub mod augmentation;
pub mod bi_irra;
pub mod check;
pub mod checkpoints;
pub mod command;
pub mod fixture;
pub mod irra;
pub mod ivt;
pub mod metrics;
pub mod preprocessing;
pub mod schedules;
pub mod set;
pub mod state;
pub mod text;
pub mod trajectory;

use crate::error::{Error, Result};
use burn::tensor::Device;
use check::Check;
use set::GoldenSet;
use std::path::Path;

/// What came out of a folder.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Every comparison.
    pub checks: Vec<Check>,
    /// Tensors and files of the sets that no check asked for.
    pub unused: Vec<String>,
}

/// Runs every check for which the folder has data.
///
/// # Errors
/// When the folder holds no known set, or a set is damaged.
pub fn run(fixtures: &Path, device: &Device) -> Result<Outcome> {
    type Checks = fn(&GoldenSet, &Device) -> Result<Vec<Check>>;
    let sets: [(&str, Checks); 8] = [
        ("bi_irra", bi_irra::checks),
        ("trajectory", trajectory::checks),
        ("irra", irra::checks),
        ("ivt", ivt::checks),
        ("checkpoints", checkpoints::checks),
        ("golden_preproc", |set, _| preprocessing::checks(set)),
        ("metrics", |set, _| metrics::checks(set)),
        ("misc", |set, _| {
            Ok([text::checks(set)?, schedules::checks(set)?].concat())
        }),
    ];
    let mut outcome = Outcome {
        checks: Vec::new(),
        unused: Vec::new(),
    };
    for (name, checks) in sets {
        let set = GoldenSet::new(fixtures.join(name));
        if set.folder().is_dir() {
            let found = checks(&set, device)?.into_iter();
            outcome.checks.extend(found.map(|check| check.within(name)));
            let unused = set.unused()?.into_iter();
            outcome
                .unused
                .extend(unused.map(|unused| format!("{name}/{unused}")));
        }
    }
    if outcome.checks.is_empty() {
        return Err(Error::Input(format!(
            "{}: none of {} is there",
            fixtures.display(),
            sets.map(|(name, _)| name).join(", ")
        )));
    }
    Ok(outcome)
}
