//! The command line as plain data.

mod data;
mod reports;
mod retrieval;
mod sources;

pub use data::{DataSplit, Preset, Size, SynthArgs, SynthSpeedArgs, TokenizerArgs, Wording};
pub use reports::{BenchArgs, CompareArgs, PlotArgs};
pub use retrieval::{
    CalibrateArgs, EmbedArgs, EvalArgs, ExportArgs, ExportPrecision, MeasureArgs, Protocol, RankArgs,
    SearchArgs,
};
pub use sources::DataArgs;
#[cfg(feature = "ldat")]
pub use sources::LdatArgs;

use crate::device::DeviceChoice;
use crate::error::{Error, Result};
use crate::finder;
use bi_irra::config::method::Method;
use clap::{Args, Parser, Subcommand, ValueEnum};
use data::parse_size;
use std::path::PathBuf;
use synth::caption::Language;

/// Trains, evaluates and exports Bi-IRRA and its predecessors, and searches folders with them.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a data set of synthetic people: images and captions.
    Synth(SynthArgs),
    /// Measure how many pictures of synthetic people one core renders in a second.
    SynthSpeed(SynthSpeedArgs),
    /// Check a data set, and say what is missing.
    Data(DataArgs),
    #[cfg(feature = "ldat")]
    /// Translate English captions by language models, and mend bad translations.
    Ldat(LdatArgs),
    /// Train a tokenizer on captions.
    Tokenizer(TokenizerArgs),
    /// Train a model by a recipe.
    Train(TrainArgs),
    /// Draw the curves of runs as a picture.
    Plot(PlotArgs),
    /// Measure runs side by side: what they retrieve of a data set, and what that costs.
    Compare(CompareArgs),
    /// Measure how fast weights are, and a step of their training.
    Bench(BenchArgs),
    /// Measure how well weights retrieve a data set.
    Eval(EvalArgs),
    /// Fit the probability of a match on held-out people; writes it into the weights' config.json.
    Calibrate(CalibrateArgs),
    /// Turn a checkpoint into weights for searching.
    Export(ExportArgs),
    /// Search a folder of photos by a sentence.
    Search(SearchArgs),
    /// Rank a folder of photos for every query of a file.
    Rank(RankArgs),
    /// Write the features of a folder of photos.
    Embed(EmbedArgs),
    /// Compare what is computed here with tensors of the authors' code.
    Golden(GoldenArgs),
    /// Turn a checkpoint of the authors into weights for this trainer.
    Import(ImportArgs),
}

/// What `train` trains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrainMethod {
    /// A model that retrieves people.
    Retrieval(Method),
    /// The finder of people in whole photos.
    Finder,
}

/// A method by the name that recipes use.
fn parse_method(name: &str) -> std::result::Result<TrainMethod, String> {
    if name == finder::METHOD {
        return Ok(TrainMethod::Finder);
    }
    Method::ALL
        .into_iter()
        .find(|method| method.to_string() == name)
        .map(TrainMethod::Retrieval)
        .ok_or_else(|| {
            let names = Method::ALL.map(|method| method.to_string()).join(", ");
            format!("expected one of {names}, {}", finder::METHOD)
        })
}

/// A positive number of minutes, up to a year.
fn parse_minutes(text: &str) -> std::result::Result<f64, String> {
    match text.parse::<f64>() {
        Ok(minutes) if minutes > 0.0 && minutes <= 527_040.0 => Ok(minutes),
        _ => Err("expected a number of minutes above 0".into()),
    }
}

/// Where to compute.
#[derive(Clone, Copy, Debug, Args)]
pub struct DeviceArgs {
    /// Device that computes.
    #[arg(long, value_enum, default_value_t = DeviceChoice::Cpu)]
    pub device: DeviceChoice,
}

/// `train`.
#[derive(Debug, Args)]
pub struct TrainArgs {
    /// Recipe; without one the defaults of every value apply.
    #[arg(long)]
    pub config: Option<PathBuf>,
    /// Model to train, in place of the recipe's.
    #[arg(long, value_parser = parse_method)]
    pub method: Option<TrainMethod>,
    /// Override of a recipe's value, `key=value`; inner keys with dots.
    #[arg(long)]
    pub set: Vec<String>,
    /// Folder of the run: log and checkpoints.
    #[arg(long)]
    pub out: PathBuf,
    /// Go on from the newest complete checkpoint of the folder.
    #[arg(long)]
    pub resume: bool,
    /// Leave out photos of the data set that are missing or damaged.
    #[arg(long)]
    pub skip_missing: bool,
    /// Cut files of checkpoints into parts of at most so many MiB.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    pub shard_mb: Option<u32>,
    /// Optimiser steps, in place of the recipe's.
    #[arg(long)]
    pub steps: Option<usize>,
    /// Minutes after which the run is saved and stops, as by Ctrl-C.
    #[arg(long, value_parser = parse_minutes)]
    pub minutes: Option<f64>,
    /// Devices that share the batches of a step; `accumulate` must be a multiple.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=64))]
    pub devices: u8,
    /// Compute products in bfloat16, sums in single precision (tch alone): faster where the processor has AVX512-BF16.
    #[arg(long)]
    pub bfloat16: bool,
    /// Where to compute.
    #[command(flatten)]
    pub device: DeviceArgs,
}

/// `golden`.
#[derive(Debug, Args)]
pub struct GoldenArgs {
    /// Folder of golden sets, laid out as `tests/fixtures`.
    #[arg(long)]
    pub fixtures: PathBuf,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Print only what fails, and the summary.
    #[arg(long, conflicts_with = "json")]
    pub quiet: bool,
    /// Where to compute.
    #[command(flatten)]
    pub device: DeviceArgs,
}

/// Whose checkpoint it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// CCLM-X2VLM's pre-training, which Bi-IRRA starts from.
    CclmX2vlm,
    /// A training of Bi-IRRA.
    BiIrra,
}

/// Numbering of text positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PositionArg {
    /// 0, 1, 2, … for every token.
    ZeroBased,
    /// From 2 for real tokens, 1 for padding.
    Roberta,
}

/// `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Checkpoint: `.th` or `.pth`, in PyTorch's zip form or its legacy form.
    pub file: PathBuf,
    /// Whose checkpoint it is.
    #[arg(long, value_enum)]
    pub from: ImportFormat,
    /// Folder to write: `config.json` and `model.safetensors`.
    #[arg(long)]
    pub out: PathBuf,
    /// Height and width of the pictures; by default a square as large as the position table says.
    #[arg(long, value_parser = parse_size)]
    pub image_size: Option<Size>,
    /// Numbering of text positions; by default Roberta's for CCLM-X2VLM, which was trained with it, and from 0 for
    /// Bi-IRRA, whose code counts so.
    #[arg(long, value_enum)]
    pub positions: Option<PositionArg>,
    /// Keep CCLM-X2VLM's word predictor apart from its word embedding, as it was trained; by default the predictor's
    /// weights replace the embedding's, as in Bi-IRRA's code.
    #[arg(long)]
    pub untied: bool,
    /// Longest token sequence.
    #[arg(long, default_value_t = 77)]
    pub max_tokens: usize,
    /// Seed of the parts that the checkpoint lacks.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Print the report as JSON.
    #[arg(long)]
    pub json: bool,
}

/// The languages with these codes; all of them when none is named.
///
/// # Errors
/// Names a code that is unknown.
pub fn languages(codes: &[String]) -> Result<Vec<Language>> {
    let parse = |code: &String| {
        Language::from_code(code).ok_or_else(|| {
            let known: Vec<&str> = Language::ALL.iter().map(|language| language.code()).collect();
            Error::Input(format!(
                "--languages: unknown language `{code}`, expected {}",
                known.join(", ")
            ))
        })
    };
    match codes {
        [] => Ok(Language::ALL.to_vec()),
        codes => codes.iter().map(parse).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_preset_excludes_what_it_fixes() {
        let parse = |extra: &[&str]| {
            let fixed = ["native_trainer", "synth", "--out", "x", "--preset", "bench"];
            Cli::try_parse_from(fixed.iter().chain(extra))
        };
        assert!(parse(&[]).is_ok());
        assert!(parse(&["--size", "64x32"]).is_ok());
        assert!(parse(&["--seed", "3"]).is_err());
    }
}
