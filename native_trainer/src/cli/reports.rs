//! Commands that show what runs did: `plot`, `compare`.

use super::{DeviceArgs, Protocol};
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
    /// Data set.
    #[arg(long)]
    pub data: PathBuf,
    /// Split of the data set, where it holds several.
    #[arg(long)]
    pub split: Option<String>,
    /// Languages to measure, by code; by default all of the data set.
    #[arg(long, value_delimiter = ',')]
    pub languages: Vec<String>,
    /// Which queries are put to which gallery.
    #[arg(long, value_enum, default_value_t = Protocol::One)]
    pub protocol: Protocol,
    /// Candidates that a match head looks at; 0 leaves stage 2 out.
    #[arg(long)]
    pub rerank: Option<usize>,
    /// Most queries of a language, spread evenly over the data set.
    #[arg(long)]
    pub limit: Option<usize>,
    /// Print JSON instead of the Markdown table.
    #[arg(long)]
    pub json: bool,
    /// Also write the JSON to this file.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Where to compute.
    #[command(flatten)]
    pub device: DeviceArgs,
}
