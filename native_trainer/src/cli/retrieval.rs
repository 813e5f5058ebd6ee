//! Commands that use weights: `eval`, `export`, `search`, `rank` and `embed`.

use super::DeviceArgs;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Which queries are put to which gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Protocol {
    /// Gallery of all images, every caption a query; any image of the person is a match.
    All,
    /// Gallery of each person's first image, its captions the queries; one match for each.
    One,
}

/// What is measured, and where the figures go.
#[derive(Debug, Args)]
pub struct MeasureArgs {
    /// Data set.
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// Split of the data set, where it holds several.
    #[arg(long)]
    pub split: Option<String>,
    /// Languages to measure, by code; by default all of the data set.
    #[arg(long, value_delimiter = ',')]
    pub languages: Vec<String>,
    /// Which queries are put to which gallery.
    #[arg(long, value_enum, default_value_t = Protocol::All)]
    pub protocol: Protocol,
    /// Candidates that the match head looks at; 0 leaves stage 2 out. By default 32, or none without a match head.
    #[arg(long)]
    pub rerank: Option<usize>,
    /// Most queries of a language, spread evenly over the data set.
    #[arg(long)]
    pub limit: Option<usize>,
    /// Print JSON instead of a table.
    #[arg(long)]
    pub json: bool,
    /// Also write the JSON to this file.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Where to compute.
    #[command(flatten)]
    pub device: DeviceArgs,
}

/// `eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// Exported weights or a checkpoint.
    #[arg(long)]
    pub weights: PathBuf,
    /// Instead of a data set: what the weights see of this many synthetic people, attribute by attribute.
    #[arg(long, value_name = "PEOPLE", num_args = 0..=1, default_missing_value = "3000", conflicts_with = "data")]
    pub attributes: Option<usize>,
    /// Instead: how well the weights' finder finds people in this many synthetic scenes, or in the photos of a COCO file
    /// that --data names.
    #[arg(long, value_name = "SCENES", num_args = 0..=1, default_missing_value = "500", conflicts_with = "attributes")]
    pub finder: Option<usize>,
    /// What is measured.
    #[command(flatten)]
    pub measure: MeasureArgs,
}

/// `calibrate`.
#[derive(Debug, Args)]
pub struct CalibrateArgs {
    /// Exported weights; their config.json is written again.
    #[arg(long)]
    pub weights: PathBuf,
    /// Synthetic people that training did not see: half of their captions are fitted to, the other half judges the fit.
    #[arg(long, default_value_t = 1000)]
    pub people: usize,
    /// Best photos of stage 1 that are judged for each query.
    #[arg(long, default_value_t = 32)]
    pub candidates: usize,
    /// How much of the say that the fit gives the match head it keeps, from 0 to 1: it knows the synthetic people of the fit better than photos.
    #[arg(long, default_value_t = 1.0)]
    pub match_share: f32,
    /// Languages of the captions, by code; by default all.
    #[arg(long, value_delimiter = ',')]
    pub languages: Vec<String>,
    /// Where to compute.
    #[command(flatten)]
    pub device: DeviceArgs,
}

/// Number format of exported weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportPrecision {
    /// 16-bit floats.
    F16,
    /// Matrices in 8-bit integers with a scale for each row, the rest in 16-bit floats.
    Int8,
    /// 32-bit floats.
    F32,
}

/// `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Folder of the checkpoint.
    #[arg(long)]
    pub checkpoint: PathBuf,
    /// Folder to write.
    #[arg(long)]
    pub out: PathBuf,
    /// Exported weights that the checkpoint went on from: weights between both are written.
    #[arg(long)]
    pub between: Option<PathBuf>,
    /// How far these lie from them towards the checkpoint, 0 to 1.
    #[arg(long, default_value_t = 0.5, requires = "between")]
    pub share: f32,
    /// Number format.
    #[arg(long, value_enum, default_value_t = ExportPrecision::F16)]
    pub precision: ExportPrecision,
    /// Where to load the model while it is converted.
    #[command(flatten)]
    pub device: DeviceArgs,
}

/// A model and the photos it looks at.
#[derive(Debug, Args)]
pub struct GalleryArgs {
    /// Exported weights or a checkpoint.
    #[arg(long)]
    pub weights: PathBuf,
    /// Folder of photos; folders inside are searched, too.
    #[arg(long)]
    pub gallery: PathBuf,
    /// Find the people in each photo first and search them one by one, as the page does; a photo counts by its best
    /// person. By default every photo is taken for a crop of one person.
    #[arg(long)]
    pub people: bool,
    /// Where to compute.
    #[command(flatten)]
    pub device: DeviceArgs,
}

/// `search`.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Model and photos.
    #[command(flatten)]
    pub gallery: GalleryArgs,
    /// Description of the person.
    #[arg(long)]
    pub query: String,
    /// Number of photos to show.
    #[arg(long, default_value_t = 10)]
    pub top: usize,
    /// Candidates that the match head looks at; 0 leaves stage 2 out. By default 32, or none without a match head.
    #[arg(long)]
    pub rerank: Option<usize>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `rank`.
#[derive(Debug, Args)]
pub struct RankArgs {
    /// Model and photos.
    #[command(flatten)]
    pub gallery: GalleryArgs,
    /// Queries, one JSON object with `id`, `lang` and `text` on each line.
    #[arg(long)]
    pub queries: PathBuf,
    /// Candidates that the match head looks at; 0 leaves stage 2 out. By default 32, or 0 where the method has no
    /// match head.
    #[arg(long)]
    pub rerank: Option<usize>,
    /// Rankings to write, one JSON object with `id`, `understood`, `ranking` and `scores` on each line; with `--people`
    /// also `boxes`: left, top, width and height of each photo's best person in shares of the photo, null where the
    /// photo was searched as a whole.
    #[arg(long)]
    pub out: PathBuf,
}

/// `embed`.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").args(["gallery", "queries"]).required(true))]
pub struct EmbedArgs {
    /// Exported weights or a checkpoint.
    #[arg(long)]
    pub weights: PathBuf,
    /// Folder of photos whose features are written; folders inside are searched, too.
    #[arg(long)]
    pub gallery: Option<PathBuf>,
    /// Queries whose features are written, one JSON object with `id` and `text` on each line.
    #[arg(long)]
    pub queries: Option<PathBuf>,
    /// Write a feature for each person in a photo, with the person's box, instead of one for the photo.
    #[arg(long, requires = "gallery")]
    pub people: bool,
    /// Features to write: `.json` or `.safetensors`.
    #[arg(long)]
    pub out: PathBuf,
    /// Where to compute.
    #[command(flatten)]
    pub device: DeviceArgs,
}
