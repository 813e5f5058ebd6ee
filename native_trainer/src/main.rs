//! The trainer's command line: data, training, evaluation, export and search.

mod attributes;
mod average;
mod batch;
mod benchmark;
mod bodies;
mod calibrate;
mod checkpoint;
mod cli;
mod collection;
mod compare;
mod curves;
mod dataset;
mod device;
mod embed;
mod error;
mod evaluate;
mod export;
mod files;
mod folder;
mod gallery;
mod golden;
mod held_out;
mod import;
mod initial;
mod irra_batch;
mod ivt_batch;
mod kin;
mod lattice;
mod layout;
#[cfg(feature = "ldat")]
mod ldat;
mod learning_groups;
mod lists;
mod loader;
mod log;
mod manifest;
mod open_vocabulary;
mod optimizer;
mod parallel;
mod people;
mod pieces;
mod plot;
mod progress;
mod rank;
mod ranking;
mod recipe;
mod schedule;
mod search;
mod seeds;
mod shards;
mod speed;
mod stored;
mod synth;
mod synth_speed;
mod tokenizer_training;
mod train;
mod training_step;
mod unigram;
mod weights;

use clap::Parser;
use cli::{Cli, Command};
use std::error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Synth(args) => synth::run(&args),
        #[cfg(feature = "ldat")]
        Command::Ldat(args) => ldat::run(&args),
        Command::Data(args) => layout::run(&args),
        Command::SynthSpeed(args) => synth_speed::run(&args),
        Command::Tokenizer(args) => tokenizer_training::run(&args),
        Command::Train(args) => train::run(&args),
        Command::Plot(args) => plot::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Bench(args) => speed::run(&args),
        Command::Calibrate(args) => calibrate::run(&args),
        Command::Eval(args) => evaluate::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Rank(args) => rank::run(&args),
        Command::Embed(args) => embed::run(&args),
        Command::Golden(args) => golden::command::run(&args),
        Command::Import(args) => import::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", chain(&error));
            ExitCode::FAILURE
        }
    }
}

/// An error with its causes, outermost first.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}
