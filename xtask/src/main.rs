//! `cargo xtask demo | test | parity | gpu | dist | archive | bench`.

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use xtask::error::Result;
use xtask::project::Project;
use xtask::{archive, bench, demo, gpu, page, parity, size, test_suite};

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
    #[command(alias = "kernels")]
    Parity,
    /// On a machine with a graphics card: check the numbers, time a training step, and train, within a time limit
    Gpu(gpu::Settings),
    /// Build the page into dist/, pack its files for static hosts (.br and .gz) and print the sizes
    Dist,
    /// Pack what a release offers into target/archives
    Archive {
        /// What is built and packed
        kind: archive::Kind,
    },
    /// Time the page's engine beside onnxruntime-web in a real browser, with the same weights on the same photos
    Bench {
        /// How often the contestants take their turns
        #[arg(long, default_value_t = 3)]
        rounds: usize,
        /// WebGPU on the graphics card instead of Chromium's software adapter
        #[arg(long)]
        gpu: bool,
        /// Only these contestants, separated by commas: ours-cpu, ort-wasm, ort-wasm-threads, ours-webgpu, ort-webgpu
        #[arg(long, value_delimiter = ',')]
        sides: Vec<String>,
        /// Print everything that was measured as JSON
        #[arg(long)]
        json: bool,
    },
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
        Task::Parity => parity::run(&project),
        Task::Gpu(settings) => gpu::run(&project, &settings),
        Task::Dist => size::check(&page::build(&project, page::Effort::Full)?),
        Task::Archive { kind } => archive::write(&project, kind).map(drop),
        Task::Bench {
            rounds,
            gpu,
            sides,
            json,
        } => bench::run(
            &project,
            &bench::Settings {
                rounds,
                gpu,
                sides,
                json,
            },
        ),
    }
}
