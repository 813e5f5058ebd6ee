//! Prints the result of the golden checks.

use super::Outcome;
use super::check::Check;
use crate::cli::GoldenArgs;
use crate::device;
use crate::error::{Error, Result};
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

/// What `--json` prints.
#[derive(Serialize)]
struct Report<'a> {
    pass: bool,
    passed: usize,
    failed: usize,
    /// A `max_error` of null stands for values that are not finite or a length that is wrong.
    checks: &'a [Check],
    /// Tensors and files that no check asked for.
    unused: &'a [String],
}

/// Runs all checks of the folder and prints one line for each tensor.
///
/// # Errors
/// When a set cannot be read, and after printing when any check fails, so that the process ends with status 1.
pub fn run(args: &GoldenArgs) -> Result<()> {
    let Outcome { checks, unused } = super::run(&args.fixtures, &device::open(args.device.device)?)?;
    let failed = checks.iter().filter(|check| !check.pass).count();
    let out = &mut io::stdout().lock();
    let printed = if args.json {
        print_json(&checks, &unused, failed, out)
    } else {
        print_lines(&checks, &unused, args.quiet, out)
    };
    printed.map_err(Error::io("write to", Path::new("standard output")))?;
    if failed > 0 {
        return Err(Error::Input(format!(
            "{failed} of {} golden checks failed",
            checks.len()
        )));
    }
    Ok(())
}

fn print_json(checks: &[Check], unused: &[String], failed: usize, out: &mut impl Write) -> io::Result<()> {
    let report = Report {
        pass: failed == 0,
        passed: checks.len() - failed,
        failed,
        checks,
        unused,
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn print_lines(checks: &[Check], unused: &[String], quiet: bool, out: &mut impl Write) -> io::Result<()> {
    let failed = checks.iter().filter(|check| !check.pass).count();
    let shown: Vec<&Check> = checks.iter().filter(|check| !quiet || !check.pass).collect();
    let width = shown.iter().map(|check| check.name.len()).max().unwrap_or(0);
    for Check {
        name,
        max_error,
        tolerance,
        relative,
        pass,
    } in shown
    {
        let kind = if *relative { "rel" } else { "abs" };
        let verdict = if *pass { "pass" } else { "FAIL" };
        writeln!(
            out,
            "{name:width$}  max {kind} error {max_error:9.2e}  tolerance {tolerance:.0e}  {verdict}"
        )?;
    }
    for name in unused {
        writeln!(out, "unused: {name}")?;
    }
    writeln!(
        out,
        "{} checks: {} passed, {failed} failed; {} tensors or files were not used",
        checks.len(),
        checks.len() - failed,
        unused.len()
    )
}
