//! `cargo xtask test`: everything the project checks about itself, in one command.
//!
//! The order shares build products: everything native is compiled once in the development profile (checks only need
//! metadata), and the page is built by the same function as for the demo.

use crate::error::{Error, Result};
use crate::page;
use crate::parity;
use crate::process;
use crate::project::Project;
use crate::scripts;
use crate::size;
use crate::steps::Steps;
use crate::system::System;
use crate::tools;
use std::path::Path;

const NATIVE_BUILD: &str = "build everything native";
const PAGE_BUILD: &str = "build the page (wasm, release)";
const SYSTEM: &str = "browser, Node and software Vulkan are here";
const TYPES: &str = "types of the page's scripts";
const SCRIPTS: &str = "the page's scripts in Node";

/// Runs all steps, prints the table, and fails if any step did not pass.
pub fn run(project: &Project) -> Result<()> {
    let mut steps = Steps::default();
    steps.run("rustfmt", || cargo(project, &["fmt", "--all", "--check"]));
    // Early, so that a machine without a browser says so within seconds.
    let system = steps.run(SYSTEM, System::ensure);
    for (name, step) in [
        (TYPES, scripts::check_types as fn(&Project, &System) -> Result<()>),
        (SCRIPTS, scripts::test),
    ] {
        match &system {
            Some(system) => {
                steps.run(name, || step(project, system));
            }
            None => steps.blocked(name, SYSTEM),
        }
    }
    steps.run("clippy, native, with CUDA", || clippy_native(project));
    steps.run("clippy, wasm32", || clippy_wasm(project));
    let native = steps
        .run(NATIVE_BUILD, || {
            cargo(project, &["build", "--workspace", "--all-targets", "--locked"])
        })
        .is_some();
    let unit_tests = "unit, golden and integration tests";
    match (&system, native) {
        (Some(system), true) => {
            steps.run(unit_tests, || test_native(project, system));
        }
        (None, _) => steps.blocked(unit_tests, SYSTEM),
        (_, false) => steps.blocked(unit_tests, NATIVE_BUILD),
    }
    // The CPU's golden checks are among the integration tests.
    let golden = "golden tensors on wgpu";
    match (&system, native) {
        (Some(system), true) => {
            steps.run(golden, || parity::golden(project, system));
        }
        (None, _) => steps.blocked(golden, SYSTEM),
        (_, false) => steps.blocked(golden, NATIVE_BUILD),
    }
    let dist = steps.run(PAGE_BUILD, || page::build(project, page::Effort::Full));
    let size_budget = "wasm size budget";
    match &dist {
        Some(dist) => {
            steps.run(size_budget, || size::check(dist));
        }
        None => steps.blocked(size_budget, PAGE_BUILD),
    }
    let browser = "browser, end to end";
    match (&system, &dist, native) {
        (Some(system), Some(dist), true) => {
            steps.run(browser, || test_browser(project, system, dist));
        }
        (None, ..) => steps.blocked(browser, SYSTEM),
        (_, None, _) => steps.blocked(browser, PAGE_BUILD),
        (.., false) => steps.blocked(browser, NATIVE_BUILD),
    }
    println!("\n{steps}");
    steps.verdict()
}

fn cargo(project: &Project, arguments: &[&str]) -> Result<()> {
    process::run(project.cargo().args(arguments))
}

/// With CUDA, so that its backend is type-checked in the same go. Its build script would download a prebuilt LLVM; a
/// documentation build skips that, and metadata is all that is needed here.
fn clippy_native(project: &Project) -> Result<()> {
    let mut clippy = project.cargo();
    clippy
        .args(["clippy", "--workspace", "--all-targets", "--locked"])
        .args(["--features", "native_trainer/cuda"])
        .args(["--", "-D", "warnings"])
        .env("DOCS_RS", "1");
    process::run(&mut clippy)
}

fn clippy_wasm(project: &Project) -> Result<()> {
    tools::ensure_wasm_target(project)?;
    let what = [
        "-p",
        "bi-irra",
        "--lib",
        "--bin",
        "worker",
        "--no-default-features",
        "--features",
        "web",
    ];
    let mut clippy = project.cargo();
    clippy.arg("clippy").args(what).args([
        "--target",
        tools::WASM_TARGET,
        "--locked",
        "--",
        "-D",
        "warnings",
    ]);
    process::run(&mut clippy)
}

fn test_native(project: &Project, system: &System) -> Result<()> {
    let mut test = project.cargo();
    test.args(["test", "--workspace", "--locked"]);
    system.use_software_vulkan(&mut test);
    process::run(&mut test)
}

/// These tests are ignored by a plain `cargo test`, since they need the built page, the trainer and a browser.
fn test_browser(project: &Project, system: &System, dist: &Path) -> Result<()> {
    let trainer = project.native_trainer();
    if !trainer.is_file() {
        return Err(Error::Unexpected(format!("{} was not built", trainer.display())));
    }
    let mut test = project.cargo();
    // The whole workspace is named so that the features, and so the build products, are those of the step before.
    test.args([
        "test",
        "--workspace",
        "--locked",
        "--test",
        "browser",
        "--",
        "--ignored",
        "--nocapture",
    ])
    // Browsers side by side on a small machine would only run into each other's time limits.
    .arg("--test-threads=1")
    .env("CHROMIUM", &system.chromium)
    .env("CHROMEDRIVER", &system.chromedriver)
    .env("NPM", &system.npm)
    .env("NATIVE_TRAINER", trainer)
    .env("PAGE", dist)
    .env("SCREENSHOTS", project.target.join("screenshots"));
    process::run(&mut test)
}
