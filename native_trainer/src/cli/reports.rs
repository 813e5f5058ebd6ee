//! Commands that show what runs did and what they cost: `plot`, `compare`, `bench`.

use super::{DeviceArgs, MeasureArgs};
use clap::Args;
use std::path::PathBuf;

/// `plot`.
#[derive(Debug, Args)]
pub struct PlotArgs {
    /// Folder of a run, or its log; repeat it to compare runs.
    #[arg(long = "run", required = true)]
    pub runs: Vec<PathBuf>,
    /// Picture to write: `.svg`.
    #[arg(long)]
    pub out: PathBuf,
    /// Width and height of the picture, in pixels.
    #[arg(long, value_delimiter = 'x', num_args = 1, default_value = "1200x800", value_parser = clap::value_parser!(u32).range(200..=20_000))]
    pub size: Vec<u32>,
}

/// `bench`.
#[derive(Debug, Args)]
pub struct BenchArgs {
    /// Folder of exported weights.
    #[arg(long)]
    pub weights: PathBuf,
    /// Folder of photos, for the row from files to features.
    #[arg(long)]
    pub photos: PathBuf,
    /// Repetitions of each row; the median counts.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub runs: u32,
    /// Pairs in a training step.
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u32).range(2..=4096))]
    pub batch: u32,
    /// The training step computes products in bfloat16, as `train --bfloat16` does.
    #[arg(long)]
    pub bfloat16: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Where to compute.
    #[command(flatten)]
    pub device: DeviceArgs,
}

/// `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Checkpoint of a run, or exported weights; repeat it for each run.
    #[arg(long = "weights", required = true)]
    pub weights: Vec<PathBuf>,
    /// What is measured.
    #[command(flatten)]
    pub measure: MeasureArgs,
}
