//! Commands that show what runs did: `plot`, `compare`.

use super::MeasureArgs;
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
