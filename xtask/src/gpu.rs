//! `cargo xtask gpu`: everything that wants a graphics card, in one call with a time limit.

use crate::error::{Error, Result};
use crate::process;
use crate::project::Project;
use crate::steps::Steps;
use crate::system::System;
use clap::Args;
use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// Minutes that are left for saving when training stops.
const SAVING: f64 = 0.5;
/// Parts that checkpoints are cut into, in MiB: what hosts for results take without complaint.
const SHARD_MB: &str = "40";

/// What is done, and for how long.
#[derive(Clone, Debug, Args)]
pub struct Settings {
    /// Minutes that everything after the build may take
    #[arg(long, default_value_t = 15.0)]
    pub minutes: f64,
    /// The recipe to train with, where the run's folder has no checkpoint to go on from
    #[arg(long, default_value = "native_trainer/configs/web/see.toml")]
    pub config: PathBuf,
    /// Folder of the run; its newest checkpoint is gone on from
    #[arg(long, default_value = "runs/gpu")]
    pub out: PathBuf,
    /// A trainer that is built already, with the `wgpu` feature
    #[arg(long)]
    pub trainer: Option<PathBuf>,
    /// A Python with PyTorch, whose training step is timed beside ours
    #[arg(long)]
    pub python: Option<PathBuf>,
    /// Compute on Mesa's software Vulkan: a rehearsal without a graphics card
    #[arg(long)]
    pub software: bool,
}

/// Builds the trainer, checks the golden tensors on wgpu, times a training step and trains for the rest of the time.
///
/// # Errors
/// When a step fails, or no time is left to train.
pub fn run(project: &Project, settings: &Settings) -> Result<()> {
    let trainer = match &settings.trainer {
        Some(trainer) => trainer.clone(),
        None => {
            let mut build = project.cargo();
            process::run(build.args(["build", "--release", "--locked", "-p", "native_trainer"]))?;
            let program = format!("native_trainer{EXE_SUFFIX}");
            project.target.join("release").join(program)
        }
    };
    let software = settings.software.then(System::ensure).transpose()?;
    let start = Instant::now();
    let limit = Duration::from_secs_f64(60.0 * settings.minutes.max(0.0));
    let trainer = || {
        let mut command = Command::new(&trainer);
        command.current_dir(&project.root);
        if let Some(system) = &software {
            system.use_software_vulkan(&mut command);
        }
        command
    };
    let mut steps = Steps::default();
    steps.run("golden tensors on wgpu", || {
        process::run(trainer().args([
            "golden",
            "--fixtures",
            "tests/fixtures",
            "--device",
            "wgpu",
            "--quiet",
        ]))
    });
    steps.run("a training step", || {
        process::run(trainer().args([
            "bench",
            "--weights",
            "model_weights",
            "--photos",
            "www/sample",
            "--runs",
            "3",
            "--device",
            "wgpu",
        ]))
    });
    if let Some(python) = &settings.python {
        steps.run("a training step of PyTorch", || {
            let mut bench = Command::new(python);
            bench.current_dir(&project.root);
            process::run(bench.args(["bench/torch_bench.py", "bench", "--rounds", "1"]))
        });
    }
    steps.run("training", || {
        let left = minutes_left(limit, start.elapsed())?;
        let mut train = trainer();
        train.args(["train", "--device", "wgpu", "--shard-mb", SHARD_MB]);
        train.args(["--minutes", &left.to_string()]);
        train.arg("--out").arg(&settings.out);
        match project.root.join(&settings.out).join("log.jsonl").is_file() {
            true => train.arg("--resume"),
            false => train.arg("--config").arg(&settings.config),
        };
        process::run(&mut train)
    });
    println!("\n{steps}");
    steps.verdict()
}

/// Minutes to train for, saving not included.
fn minutes_left(limit: Duration, spent: Duration) -> Result<f64> {
    let left = limit.as_secs_f64() / 60.0 - spent.as_secs_f64() / 60.0 - SAVING;
    match left > 0.0 {
        true => Ok(left),
        false => Err(Error::Unexpected(format!(
            "checks and timing took {:.1} of {:.1} minutes; no time is left to train",
            spent.as_secs_f64() / 60.0,
            limit.as_secs_f64() / 60.0
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn training_has_what_the_checks_leave() {
        let minutes = |count: u64| Duration::from_secs(60 * count);
        let left = minutes_left(minutes(15), minutes(4)).expect("time is left");
        assert!((left - 10.5).abs() < 1e-9, "{left}");
        let error = minutes_left(minutes(3), minutes(3))
            .expect_err("no time")
            .to_string();
        assert!(error.contains("3.0 of 3.0 minutes"), "{error}");
    }
}
