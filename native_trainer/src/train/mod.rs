//! `train`: the training loop.

pub mod average;
pub mod checkpoint;
pub mod held_out;
pub mod init_weights;
pub mod interpolation;
pub mod loader;
pub mod log;
pub mod optimizer;
pub mod parallel;
pub mod parameter_groups;
pub mod schedule;
pub mod shards;
pub mod training_step;
pub mod weights;

use crate::cli::{TrainArgs, TrainMethod};
use crate::data::batch::read_tokenizer;
use crate::data::readiness;
use crate::data::seeds::derive_seed;
use crate::data::verified::Verified;
use crate::device::open_all;
use crate::error::{Error, Result};
use crate::files;
use crate::finder;
use crate::recipe::{Recipe, read_table};
use crate::train::checkpoint::{Checkpoint, State};
use crate::train::held_out::HeldOut;
use crate::train::init_weights::read_model;
use crate::train::loader::{Loader, Pairs};
use crate::train::log::Log;
use crate::train::optimizer::{build_optimizer, clip_by_global_norm};
use crate::train::parallel::DataParallel;
use crate::train::training_step::TrainingStep;
use bi_irra::config::method::ModelConfig;
use bi_irra::model::method::Model;
use bi_irra::model::parts::Parts;
use bi_irra::objective::losses::Losses;
use bi_irra::tokenizer::Tokenizer;
use bi_irra::weights::read::name_parameters;
use burn::module::Module;
use burn::tensor::{Device, Tensor};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Separates the draws of dropout from other draws.
const DROPOUT: u64 = 2;

/// Runs the command.
///
/// # Errors
/// On bad input, a failing device or a full disk; the last checkpoint stays.
pub fn run(args: &TrainArgs) -> Result<()> {
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

/// A new run: random weights from the recipe's seed.
fn start(args: &TrainArgs, device: &Device) -> Result<Checkpoint> {
    let method = args.method.and_then(|method| match method {
        TrainMethod::Retrieval(method) => Some(format!("method={method}")),
        TrainMethod::Finder => None,
    });
    let skip = args.skip_missing.then(|| "data.skip_missing=true".to_string());
    let overrides: Vec<String> = args.set.iter().cloned().chain(method).chain(skip).collect();
    let recipe = Recipe::read(args.config.as_deref(), &overrides)?;
    if args.out.join("log.jsonl").exists() {
        return Err(Error::Input(format!(
            "{}: there is a run already; use --resume to go on or another --out",
            args.out.display()
        )));
    }
    let (bytes, tokenizer) = read_tokenizer(&recipe)?;
    device.seed(recipe.seed);
    let (config, model) = match &recipe.init {
        Some(folder) => {
            let (config, model) = read_model(folder, &recipe, &tokenizer, device)?;
            (ModelConfig::from(config), Model::from(model))
        }
        None => {
            let config = training_step::config(&recipe, tokenizer.vocabulary_size())?;
            let model = Model::new(&config, Parts::Training, device);
            (config, model)
        }
    };
    let model = name_parameters(model);
    let optimizer = build_optimizer(&recipe.optimizer, &model);
    let average = (recipe.average > 0.0).then(|| model.valid());
    let state = State {
        step: 0,
        seconds: 0.0,
        recipe,
        files: Default::default(),
    };
    Ok(Checkpoint {
        config,
        model,
        average,
        optimizer,
        state,
        tokenizer: bytes,
    })
}

/// Goes on where the newest complete checkpoint stands.
fn resume(args: &TrainArgs, device: &Device) -> Result<Checkpoint> {
    if args.config.is_some() || args.method.is_some() || !args.set.is_empty() {
        return Err(Error::Input(
            "--resume goes on with the run's own recipe; leave --config, --method and --set out".into(),
        ));
    }
    let (checkpoint, refused) = checkpoint::newest(&args.out, device, |model, state| {
        build_optimizer(&state.recipe.optimizer, model)
    })?;
    for message in refused {
        eprintln!("warning: {message}");
    }
    eprintln!("resuming at step {}", checkpoint.state.step);
    Ok(checkpoint)
}

fn train(args: &TrainArgs, mut run: Checkpoint, parallel: &DataParallel, stop: &AtomicBool) -> Result<()> {
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

/// Counts pairs and time.
struct Meter {
    /// Since the last log line.
    window: Instant,
    /// Since the seconds were last taken.
    total: Instant,
    pairs: usize,
    steps: usize,
    ready: usize,
    waited: Duration,
}

impl Meter {
    fn new() -> Self {
        Self {
            window: Instant::now(),
            total: Instant::now(),
            pairs: 0,
            steps: 0,
            ready: 0,
            waited: Duration::ZERO,
        }
    }

    fn count(&mut self, pairs: usize, ready: bool, waited: Duration) {
        self.pairs += pairs;
        self.steps += 1;
        self.ready += usize::from(ready);
        self.waited += waited;
    }

    fn pairs_per_second(&self) -> f64 {
        self.pairs as f64 / self.window.elapsed().as_secs_f64()
    }

    /// Share of the batches that were ready when they were asked for.
    fn ready_share(&self) -> f64 {
        self.ready as f64 / self.steps.max(1) as f64
    }

    /// Share of the time in which the device had a batch to work on: each step waits for the device, so what is not spent
    /// on waiting for data is the device's, uploads and downloads among it.
    fn busy_share(&self) -> f64 {
        1.0 - self.waited.as_secs_f64() / self.window.elapsed().as_secs_f64().max(f64::EPSILON)
    }

    fn elapsed(&self) -> f64 {
        self.total.elapsed().as_secs_f64()
    }

    /// The seconds since they were last taken.
    fn take(&mut self) -> f64 {
        let seconds = self.elapsed();
        self.total = Instant::now();
        seconds
    }

    fn restart(&mut self) {
        (self.window, self.pairs, self.steps, self.ready) = (Instant::now(), 0, 0, 0);
        self.waited = Duration::ZERO;
    }
}
