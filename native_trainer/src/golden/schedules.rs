//! The learning rate of every step (SPEC 5, `misc/schedules.json`).

use super::check::Check;
use super::set::GoldenSet;
use crate::error::{Error, Result};
use crate::train::schedule::{EpochSchedule, Schedule};
use serde_json::Value;
use std::path::Path;

/// Relative to the highest rate: rates are about 1e-5, below the absolute tolerance of outputs, and an f32 rounds
/// them by 6e-8 of their size.
const TOLERANCE: f32 = 1e-6;

/// Bi-IRRA's rate per iteration, and IRRA's per epoch where it is there; nothing when the folder lacks the file.
///
/// # Errors
/// When the file is damaged.
pub fn checks(set: &GoldenSet) -> Result<Vec<Check>> {
    let file = "schedules.json";
    if !set.has(file) {
        return Ok(Vec::new());
    }
    let (json, path) = (set.json(file)?, set.file(file));
    let missing = |key: &str| Error::Input(format!("{}: `{key}` is missing", path.display()));
    let rate = |key: &str| json["birra_cfg"][key].as_f64().ok_or_else(|| missing(key));
    let count = |key: &str| {
        let value = json["birra_cfg"][key].as_u64();
        value
            .and_then(|v| usize::try_from(v).ok())
            .ok_or_else(|| missing(key))
    };
    let name = "birra_lr_per_iter";
    let expected = json[name].as_array().ok_or_else(|| missing(name))?;
    let expected: Option<Vec<f32>> = expected.iter().map(|v| v.as_f64().map(|v| v as f32)).collect();
    let expected = expected.ok_or_else(|| missing(name))?;
    let steps = |epochs: usize, per_epoch: usize| {
        epochs
            .checked_mul(per_epoch)
            .ok_or_else(|| Error::Input(format!("{}: too many steps", path.display())))
    };
    let per_epoch = count("niter_per_ep")?;
    let schedule = Schedule {
        start: rate("lr_start")?,
        peak: rate("lr")?,
        end: rate("lr_end")?,
        warmup_steps: steps(count("epoch_warmup")?, per_epoch)?,
        hold_steps: 0,
        total_steps: steps(count("epoch")?, per_epoch)?,
    };
    // One step more than the reference has, at most: a wrong length fails, a huge one costs nothing.
    let length = schedule.total_steps.min(expected.len() + 1);
    let found: Vec<f32> = (0..length).map(|step| schedule.at(step) as f32).collect();
    let mut checks = vec![Check::relative(
        name,
        &found,
        &expected,
        TOLERANCE,
        f32::MIN_POSITIVE,
    )];
    checks.extend(per_epoch_rates(&json, &path)?);
    Ok(checks)
}

/// IRRA's rate of each epoch.
fn per_epoch_rates(json: &Value, path: &Path) -> Result<Option<Check>> {
    let name = "irra_lr_per_epoch";
    let Some(expected) = json[name].as_array() else {
        return Ok(None);
    };
    let expected: Option<Vec<f32>> = expected.iter().map(|v| v.as_f64().map(|v| v as f32)).collect();
    let missing = |key: &str| Error::Input(format!("{}: irra_cfg: `{key}` is missing", path.display()));
    let expected = expected.ok_or_else(|| missing(name))?;
    let config = &json["irra_cfg"];
    for (key, known) in [("mode", "cosine"), ("warmup_method", "linear")] {
        if config[key] != known {
            return Err(Error::Input(format!(
                "{}: irra_cfg: `{key}` is {}, expected {known:?}",
                path.display(),
                config[key]
            )));
        }
    }
    let rate = |key: &str| config[key].as_f64().ok_or_else(|| missing(key));
    let epochs = |key: &str| {
        let value = config[key].as_u64().and_then(|v| usize::try_from(v).ok());
        value.ok_or_else(|| missing(key))
    };
    let peak = rate("lr")?;
    let schedule = EpochSchedule {
        start: peak * rate("warmup_factor")?,
        peak,
        end: rate("target_lr")?,
        warmup_epochs: epochs("warmup_epochs")?,
        total_epochs: epochs("total_epochs")?,
        from_start: false,
    };
    let length = schedule.total_epochs.min(expected.len() + 1);
    let found: Vec<f32> = (0..length).map(|epoch| schedule.at(epoch) as f32).collect();
    Ok(Some(Check::relative(
        name,
        &found,
        &expected,
        TOLERANCE,
        f32::MIN_POSITIVE,
    )))
}
