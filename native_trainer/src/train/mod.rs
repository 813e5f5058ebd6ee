//! `train`: learns weights by a recipe.

pub mod average;
mod beginning;
pub mod checkpoint;
pub mod held_out;
pub mod init_weights;
pub mod interpolation;
pub mod loader;
pub mod log;
mod meter;
pub mod optimizer;
pub mod parallel;
pub mod parameter_groups;
pub mod schedule;
pub mod shards;
mod training_loop;
pub mod training_step;
pub mod weights;

use crate::cli::{TrainArgs, TrainMethod};
use crate::device::{open_all, set_products};
use crate::error::{Error, Result};
use crate::finder;
use crate::recipe::read_table;
use crate::train::beginning::{resume, start};
use crate::train::parallel::DataParallel;
use crate::train::training_loop::train;
use burn::tensor::Device;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Runs the command.
///
/// # Errors
/// On bad input, a failing device or a full disk; the last checkpoint stays.
pub fn run(args: &TrainArgs) -> Result<()> {
    set_products(args.device.device, args.bfloat16)?;
    if trains_a_finder(args)? {
        return finder::training::run(args);
    }
    let devices = open_all(args.device.device, usize::from(args.devices))?;
    let devices: Vec<Device> = devices.into_iter().map(Device::autodiff).collect();
    let device = devices[0].clone();
    let mut run = if args.resume {
        resume(args, &device)?
    } else {
        start(args, &device)?
    };
    run.state.recipe.data.skip_missing |= args.skip_missing;
    if let Some(steps) = args.steps {
        run.state.recipe.steps = steps;
    }
    let stop = Arc::new(AtomicBool::new(false));
    let flag = stop.clone();
    ctrlc::set_handler(move || flag.store(true, Ordering::SeqCst))
        .map_err(|e| Error::Input(format!("cannot watch for Ctrl-C: {e}")))?;
    let parallel = DataParallel::new(devices, run.state.recipe.accumulate)?;
    train(args, run, &parallel, &stop)
}

/// Whether the arguments, the recipe or the run to go on with say so.
fn trains_a_finder(args: &TrainArgs) -> Result<bool> {
    if args.resume {
        let newest = checkpoint::list(&args.out)?.pop();
        return Ok(newest.is_some_and(|folder| folder.join(finder::CONFIG).exists()));
    }
    if let Some(method) = args.method {
        return Ok(method == TrainMethod::Finder);
    }
    let table = read_table(args.config.as_deref(), &args.set)?;
    Ok(table.get("method").and_then(|method| method.as_str()) == Some(finder::METHOD))
}
