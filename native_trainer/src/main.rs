//! The trainer's command line: data, training, evaluation, export and search.

mod cli;
mod commands;
mod data;
mod device;
mod error;
mod files;
mod finder;
mod golden;
#[cfg(test)]
mod hostile;
#[cfg(feature = "ldat")]
mod ldat;
mod progress;
mod recipe;
mod report;
mod retrieval;
mod tokenizer;
mod train;

use clap::Parser;
use cli::{Cli, Command};
use std::error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Synth(args) => commands::synth::run(&args),
        #[cfg(feature = "ldat")]
        Command::Ldat(args) => ldat::run(&args),
        Command::Data(args) => commands::data_check::run(&args),
        Command::SynthSpeed(args) => commands::synth_speed::run(&args),
        Command::Tokenizer(args) => tokenizer::run(&args),
        Command::Train(args) => train::run(&args),
        Command::Plot(args) => report::plot::run(&args),
        Command::Compare(args) => report::compare::run(&args),
        Command::Bench(args) => commands::bench::run(&args),
        Command::Calibrate(args) => commands::calibrate::run(&args),
        Command::Eval(args) => retrieval::evaluate::run(&args),
        Command::Export(args) => commands::export::run(&args),
        Command::Search(args) => commands::search::run(&args),
        Command::Rank(args) => commands::rank::run(&args),
        Command::Embed(args) => commands::embed::run(&args),
        Command::Golden(args) => golden::command::run(&args),
        Command::Import(args) => commands::import::run(&args),
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
