//! The loop: batches, gradients, steps of the optimiser, and what is logged, evaluated and saved between them.

use crate::cli::TrainArgs;
use crate::data::readiness;
use crate::data::seeds::derive_seed;
use crate::data::verified::Verified;
use crate::error::{Error, Result};
use crate::files;
use crate::train::average;
use crate::train::checkpoint::{self, Checkpoint};
use crate::train::held_out::HeldOut;
use crate::train::loader::{Loader, Pairs};
use crate::train::log::Log;
use crate::train::meter::Meter;
use crate::train::optimizer::clip_by_global_norm;
use crate::train::parallel::DataParallel;
use crate::train::training_step::{self, TrainingStep};
use bi_irra::objective::losses::Losses;
use bi_irra::tokenizer::Tokenizer;
use burn::module::Module;
use burn::tensor::Tensor;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Separates the draws of dropout from other draws.
const DROPOUT: u64 = 2;

/// Trains until the recipe ends, the time is over or it is told to stop; the last checkpoint stays.
///
/// # Errors
/// When the data or the device fail, the loss is no number, or the disk is full.
pub(super) fn train(
    args: &TrainArgs,
    mut run: Checkpoint,
    parallel: &DataParallel,
    stop: &AtomicBool,
) -> Result<()> {
    let recipe = run.state.recipe.clone();
    let limit = args.shard_mb.map(|size| size as usize * 1024 * 1024);
    let [height, width] = run.config.image_size();
    let mut verified = Verified::read(&args.out);
    let left_out = readiness::check(&recipe, &mut verified)?;
    let pairs = Pairs::open(&recipe, (width, height))?.without(&left_out)?;
    let tokenizer = Tokenizer::from_bytes(&run.tokenizer)?;
    let method: Arc<dyn TrainingStep> = training_step::open(&recipe, &run.config, tokenizer)?.into();
    let held_out = HeldOut::new(&recipe, &run.config, &left_out)?;
    let _kept = files::lock_folder(&args.out)?;
    checkpoint::tidy(&args.out)?;
    verified.write(&args.out)?;
    let mut loader = Loader::start(&recipe, pairs, &method, run.state.step);
    let mut log = Log::open(&args.out.join("log.jsonl"))?;
    let bar = ProgressBar::new(recipe.steps as u64).with_position(run.state.step as u64);
    bar.set_style(
        ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed_precise} ETA {eta_precise}  {msg}")
            .map_err(|e| Error::Input(e.to_string()))?,
    );
    bar.reset_eta();
    eprintln!("{} parameters", run.model.num_params());
    let mut meter = Meter::new();
    let begun = Instant::now();
    let time = args
        .minutes
        .map(|minutes| Duration::from_secs_f64(60.0 * minutes));
    let stops = || stop.load(Ordering::SeqCst) || time.is_some_and(|time| begun.elapsed() >= time);
    while run.state.step < recipe.steps && !stops() {
        let step = run.state.step;
        parallel.seed(derive_seed(derive_seed(recipe.seed, DROPOUT), step as u64));
        let mut batches = Vec::with_capacity(recipe.accumulate);
        for _ in 0..recipe.accumulate {
            let asked = Instant::now();
            let (batch, ready) = loader.next()?;
            batches.push(batch);
            meter.count(recipe.batch, ready, asked.elapsed());
        }
        let (grads, losses) = parallel.gradients(&run.model, method.as_ref(), batches, step)?;
        let (grads, norm) = match recipe.clip > 0.0 {
            true => clip_by_global_norm(&run.model, grads, recipe.clip),
            false => (grads, f64::NAN),
        };
        let rate = recipe.rate.at(step, recipe.steps);
        if recipe.clip > 0.0 && !norm.is_finite() {
            return Err(Error::Input(format!(
                "step {step}: the gradient is not finite; lower rate.peak"
            )));
        }
        run.model = run.optimizer.step(rate, run.model, grads);
        run.state.step += 1;
        if let Some(average) = run.average.take() {
            let decay = average::effective_decay(recipe.average, run.state.step);
            run.average = Some(average::update(average, &run.model.valid(), decay));
        }
        bar.set_position(run.state.step as u64);
        if run.state.step.is_multiple_of(recipe.log_every) {
            let loss = LossValues::read(&losses)?;
            let speed = meter.pairs_per_second();
            bar.set_message(format!("{}  {speed:.1} pairs/s", loss.text()));
            let mut line = json!({
                "step": run.state.step, "rate": rate, "norm": norm, "loss": loss.total,
                "pairs_per_second": speed, "data_ready": meter.ready_share(), "busy": meter.busy_share(),
                "seconds": run.state.seconds + meter.elapsed(),
            });
            for (name, value) in &loss.values {
                line[*name] = json!(value);
            }
            log.write(&line)?;
            if !loss.total.is_finite() {
                return Err(Error::Input(format!(
                    "step {step}: the loss is not finite; lower rate.peak"
                )));
            }
            meter.restart();
            run.state.seconds += meter.take();
        }
        let last = run.state.step == recipe.steps;
        if recipe.eval_every > 0 && (last || run.state.step.is_multiple_of(recipe.eval_every)) {
            let model = run.average.clone().unwrap_or_else(|| run.model.valid());
            let report = held_out.evaluate(&run.config, &run.tokenizer, model)?;
            bar.println(format!("step {}: {}", run.state.step, report.text()));
            let mut line = json!({ "step": run.state.step, "held_out": report.rows });
            if let Some(attributes) = &report.attributes {
                line["attributes"] = json!(attributes);
            }
            log.write(&line)?;
        }
        if last || run.state.step.is_multiple_of(recipe.checkpoint_every) {
            run.state.seconds += meter.take();
            checkpoint::save(&args.out, &run, limit)?;
        }
    }
    if run.state.step < recipe.steps {
        run.state.seconds += meter.take();
        let path = checkpoint::save(&args.out, &run, limit)?;
        bar.abandon_with_message(format!("stopped, saved {}; --resume goes on", path.display()));
    } else {
        bar.finish();
    }
    Ok(())
}

/// Loss values read back.
struct LossValues {
    total: f32,
    values: Vec<(&'static str, f32)>,
}

impl LossValues {
    fn read(losses: &Losses) -> Result<Self> {
        let value = |tensor: &Tensor<1>| {
            tensor
                .clone()
                .try_into_scalar::<f32>()
                .map_err(|e| Error::Input(format!("cannot read the loss: {e}")))
        };
        let named = losses.parts.iter();
        Ok(Self {
            total: value(&losses.total)?,
            values: named
                .map(|(name, part)| Ok((*name, value(part)?)))
                .collect::<Result<_>>()?,
        })
    }

    fn text(&self) -> String {
        let mut text = format!("loss {:.3}", self.total);
        for (name, value) in &self.values {
            text += &format!(" {name} {value:.3}");
        }
        text
    }
}
