//! `cargo xtask demo | test | kernels | dist`.

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use xtask::error::Result;
use xtask::project::Project;
use xtask::{demo, kernels, page, size, test_suite};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's commands")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the page, serve it on 127.0.0.1 with the shipped weights, and open it in the browser
    Demo {
        /// The port; 0 takes any free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Only print the address
        #[arg(long)]
        no_open: bool,
    },
    /// Check everything: format, lints, unit and golden tests, page size, the page in a real browser
    Test,
    /// Check the golden tensors on wgpu with kernel fusion and autotuning, each off and on; compiles for long
    Kernels,
    /// Build the page into dist/ and print its size
    Dist,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    let project = Project::find()?;
    match task {
        Task::Demo { port, no_open } => demo::run(&project, port, !no_open),
        Task::Test => test_suite::run(&project),
        Task::Kernels => kernels::run(&project),
        Task::Dist => size::check(&page::build(&project)?),
    }
}
