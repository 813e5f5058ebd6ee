//! The training loop of a finder.

use crate::cli::TrainArgs;
use crate::data::seeds::Purpose;
use crate::device;
use crate::error::{Error, Result};
use crate::files;
use crate::finder::batches::{Batch, Batches};
use crate::finder::checkpoint::{self, Checkpoint, State};
use crate::finder::evaluate::measure;
use crate::finder::photos::{Photos, Scenes};
use crate::finder::recipe::FinderRecipe;
use crate::finder::start::{begin_with_finder, begin_with_stem};
use crate::train::average;
use crate::train::checkpoint::tidy;
use crate::train::log::Log;
use crate::train::optimizer::{build_optimizer, clip_by_global_norm};
use bi_irra::model::finder::Finder;
use bi_irra::model::parts::Parts;
use bi_irra::objective::detection::{DetectionTargets, detection_losses};
use bi_irra::objective::losses::Losses;
use bi_irra::search::PersonFinder;
use bi_irra::weights::read::name_parameters;
use burn::module::Module;
use burn::optim::GradientsParams;
use burn::tensor::{Device, Tensor, TensorData};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use synth::Conditions;

/// Runs the command.
///
/// # Errors
/// On bad input, a failing device or a full disk; the last checkpoint stays.
pub fn run(args: &TrainArgs) -> Result<()> {
    let device = device::open(args.device.device)?.autodiff();
    let mut run = match args.resume {
        true => resume(args, &device)?,
        false => start(args, &device)?,
    };
    if let Some(steps) = args.steps {
        run.state.recipe.steps = steps;
    }
    let stop = Arc::new(AtomicBool::new(false));
    let flag = stop.clone();
    ctrlc::set_handler(move || flag.store(true, Ordering::SeqCst))
        .map_err(|e| Error::Input(format!("cannot watch for Ctrl-C: {e}")))?;
    train(args, run, &device, &stop)
}

fn start(args: &TrainArgs, device: &Device) -> Result<Checkpoint> {
    let recipe = FinderRecipe::read(args.config.as_deref(), &args.set)?;
    if args.out.join("log.jsonl").exists() {
        return Err(Error::Input(format!(
            "{}: there is a run already; use --resume to go on or another --out",
            args.out.display()
        )));
    }
    device.seed(recipe.seed);
    let network = match &recipe.init {
        Some(folder) => begin_with_finder(folder, &recipe.model, device)?,
        None => {
            let network = Finder::new(&recipe.model, Parts::Training, device);
            match &recipe.stem {
                Some(folder) => begin_with_stem(network, folder)?,
                None => network,
            }
        }
    };
    let network = name_parameters(network);
    Ok(Checkpoint {
        average: network.valid(),
        optimizer: build_optimizer(&recipe.optimizer, &network),
        network,
        state: State {
            step: 0,
            seconds: 0.0,
            recipe,
            files: Default::default(),
        },
    })
}

fn resume(args: &TrainArgs, device: &Device) -> Result<Checkpoint> {
    if args.config.is_some() || !args.set.is_empty() {
        return Err(Error::Input(
            "--resume goes on with the run's own recipe; leave --config and --set out".into(),
        ));
    }
    let (checkpoint, refused) = checkpoint::newest(&args.out, device)?;
    for message in refused {
        eprintln!("warning: {message}");
    }
    eprintln!("resuming at step {}", checkpoint.state.step);
    Ok(checkpoint)
}

fn train(args: &TrainArgs, mut run: Checkpoint, device: &Device, stop: &AtomicBool) -> Result<()> {
    let recipe = run.state.recipe.clone();
    let photos = Arc::new(Photos::open(&recipe.data, recipe.seed)?);
    let held_out = Photos::Scenes(Scenes::new(
        Purpose::HeldOut,
        Conditions::Train,
        recipe.seed,
        recipe.eval_scenes,
        recipe.data.longest_side,
    ));
    let _kept = files::lock_folder(&args.out)?;
    tidy(&args.out)?;
    let mut batches = Batches::start(&recipe, &photos, run.state.step);
    let mut log = Log::open(&args.out.join("log.jsonl"))?;
    eprintln!("{} parameters", run.network.num_params());
    let (begun, before) = (Instant::now(), run.state.seconds);
    let time = args
        .minutes
        .map(|minutes| Duration::from_secs_f64(60.0 * minutes));
    let stops = || stop.load(Ordering::SeqCst) || time.is_some_and(|time| begun.elapsed() >= time);
    let mut since = Instant::now();
    while run.state.step < recipe.steps && !stops() {
        let step = run.state.step;
        let losses = losses(&run.network, batches.next()?, recipe.batch, device);
        let grads = GradientsParams::from_grads(losses.total.backward(), &run.network);
        let (grads, norm) = clip_by_global_norm(&run.network, grads, recipe.clip);
        if !norm.is_finite() {
            return Err(Error::Input(format!(
                "step {step}: the gradient is not finite; lower rate.peak"
            )));
        }
        let rate = recipe.rate.at(step, recipe.steps);
        run.network = run.optimizer.step(rate, run.network, grads);
        run.state.step += 1;
        run.state.seconds = before + begun.elapsed().as_secs_f64();
        let decay = average::effective_decay(recipe.average, run.state.step);
        run.average = average::update(run.average, &run.network.valid(), decay);
        if run.state.step.is_multiple_of(recipe.log_every) {
            let speed = (recipe.log_every * recipe.batch) as f64 / since.elapsed().as_secs_f64();
            log.write(&line(&run.state, &losses, rate, norm, speed)?)?;
            since = Instant::now();
        }
        let last = run.state.step == recipe.steps;
        if recipe.eval_every > 0 && (last || run.state.step.is_multiple_of(recipe.eval_every)) {
            let network = run.average.clone().folded();
            let finder = PersonFinder::new(recipe.model.clone(), network, device);
            let report = measure(&finder, &held_out)?;
            eprintln!(
                "step {}: AP50 {:.3}, recall {:.3}, false alarms a photo {:.2}",
                run.state.step, report.ap50, report.recall, report.false_alarms
            );
            log.write(&json!({ "step": run.state.step, "found": report }))?;
        }
        if last || run.state.step.is_multiple_of(recipe.checkpoint_every) {
            checkpoint::save(&args.out, &run)?;
        }
    }
    if run.state.step < recipe.steps {
        let path = checkpoint::save(&args.out, &run)?;
        eprintln!("stopped, saved {}; --resume goes on", path.display());
    }
    Ok(())
}

fn losses(network: &Finder, batch: Batch, count: usize, device: &Device) -> Losses {
    let [height, width] = batch.size;
    let pixels = Tensor::from_data(TensorData::new(batch.pixels, [count, 3, height, width]), device);
    let targets = DetectionTargets::new(batch.targets, count, device);
    detection_losses(network.forward(pixels), &targets)
}

/// A line of the log.
fn line(state: &State, losses: &Losses, rate: f64, norm: f64, speed: f64) -> Result<serde_json::Value> {
    let value = |tensor: &Tensor<1>| {
        tensor
            .clone()
            .try_into_scalar::<f32>()
            .map_err(|e| Error::Input(format!("cannot read the loss: {e}")))
    };
    let mut line = json!({
        "step": state.step, "rate": rate, "norm": norm, "loss": value(&losses.total)?,
        "photos_per_second": speed, "seconds": state.seconds,
    });
    for (name, part) in &losses.parts {
        line[*name] = json!(value(part)?);
    }
    Ok(line)
}
