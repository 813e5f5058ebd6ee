//! Commands that show what a run did: `plot`.

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
