//! Commands about photos and captions of one's own: `data`.

use crate::data::known_datasets::KnownDataset;
use clap::Args;
use std::path::PathBuf;

/// `data`.
#[derive(Debug, Args)]
pub struct DataArgs {
    /// Folder of the data set: its lists, and the photos in `imgs`.
    #[arg(long)]
    pub check: PathBuf,
    /// Which published data set it should be; by default the one that the list or the folder is named after.
    #[arg(long, value_enum)]
    pub collection: Option<KnownDataset>,
    /// Splits that must be there; by default the official ones, and what there is.
    #[arg(long, value_delimiter = ',')]
    pub splits: Vec<String>,
    /// Languages that every split must have, by code; by default all that any split has.
    #[arg(long, value_delimiter = ',')]
    pub languages: Vec<String>,
    /// Accept a part of the official splits.
    #[arg(long)]
    pub partial: bool,
    /// Decode every photo instead of only looking whether it is there.
    #[arg(long)]
    pub decode: bool,
    /// Write the paths of all missing and damaged photos to this file, one on each line.
    #[arg(long)]
    pub missing: Option<PathBuf>,
}

/// `ldat`.
#[cfg(feature = "ldat")]
#[derive(Debug, Args)]
pub struct LdatArgs {
    /// Data set with English captions.
    #[arg(long)]
    pub data: PathBuf,
    /// Split to translate.
    #[arg(long, default_value = "train")]
    pub split: String,
    /// Languages to translate into, by code.
    #[arg(long, value_delimiter = ',', required = true)]
    pub to: Vec<String>,
    /// Folder for the lists and the journals; by default the data set's own. Photos are not copied.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Base address of a server that speaks OpenAI's protocol, such as `http://127.0.0.1:8080/v1`.
    #[arg(long)]
    pub endpoint: String,
    /// Model that translates.
    #[arg(long)]
    pub model: String,
    /// Model that scores translations; by default the one that translates.
    #[arg(long)]
    pub score_model: Option<String>,
    /// Model that sees the photo and rewrites; by default the one that translates.
    #[arg(long)]
    pub rewrite_model: Option<String>,
    /// Environment variable with the key of the endpoint, where it wants one.
    #[arg(long, default_value = "OPENAI_API_KEY")]
    pub key_env: String,
    /// Sampling temperature; by default the server's.
    #[arg(long)]
    pub temperature: Option<f64>,
    /// Most requests in a second.
    #[arg(long, default_value_t = 5.0)]
    pub rate: f64,
    /// Requests under way at the same time.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=256))]
    pub parallel: u32,
    /// Repetitions of a request that failed or was answered wrongly.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(0..=100))]
    pub retries: u32,
    /// Seconds until a request counts as failed.
    #[arg(long, default_value_t = 120.0)]
    pub timeout: f64,
    /// Ask again about captions that the server refused, by a filter or for their length or photo.
    #[arg(long)]
    pub retry_refused: bool,
    /// Translate only the first captions, to try settings; writes no lists.
    #[arg(long)]
    pub limit: Option<usize>,
}
