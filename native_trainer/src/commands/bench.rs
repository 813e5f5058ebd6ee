//! `bench`: how fast weights are on a device, and a step of their training.

use crate::cli::BenchArgs;
use crate::device::{open, set_products};
use crate::error::{Error, Result};
use crate::files;
use crate::recipe::Recipe;
use crate::retrieval::gallery::embed_folder_features;
use crate::train::loader::{Loader, Pairs};
use crate::train::optimizer::build_optimizer;
use crate::train::parallel::DataParallel;
use crate::train::training_step;
use crate::train::weights::load_engine;
use bi_irra::config::method::ModelConfig;
use bi_irra::config::{BiIrraConfig, Stem};
use bi_irra::model::method::Model;
use bi_irra::model::parts::Parts;
use bi_irra::search::{Embedding, Engine, Gallery};
use bi_irra::tokenizer::Tokenizer;
use bi_irra::weights::read::name_parameters;
use burn::tensor::Device;
use futures_lite::future::block_on;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde::Serialize;
use std::path::Path;
use std::time::Instant;

/// A sentence of usual length.
const SENTENCE: &str =
    "a young woman in a red coat and blue jeans with a black backpack, walking to the left";
/// Photos that are re-ranked.
const CANDIDATES: usize = 32;
/// Photos in a pass of the image encoder.
const BATCHES: [usize; 3] = [1, 8, 32];
/// Sizes of galleries whose features are searched.
const GALLERIES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// Photos of a search that are asked for.
const BEST: usize = 100;

/// A measured row.
#[derive(Clone, Debug, Serialize)]
struct Row {
    name: String,
    unit: &'static str,
    median: f64,
}

/// Runs the command.
///
/// # Errors
/// When weights or photos cannot be read, or the device fails.
pub fn run(args: &BenchArgs) -> Result<()> {
    let device = open(args.device.device)?;
    set_products(args.device.device, args.bfloat16)?;
    let engine = load_engine(&args.weights, &device)?;
    let runs = args.runs as usize;
    let mut rows = encoders(&engine, runs)?;
    rows.push(indexing(&engine, &args.photos, runs)?);
    for size in GALLERIES {
        rows.push(searching(engine.config().embed_dim(), size, runs)?);
    }
    if let ModelConfig::BiIrra(config) = engine.config() {
        rows.push(training(
            config,
            &args.weights,
            args.batch as usize,
            runs,
            &device,
        )?);
    }
    if args.json {
        println!(
            "{}",
            serde_json::json!({ "device": args.device.device.to_string(), "rows": rows })
        );
    } else {
        for row in &rows {
            println!("{:<28} {:>10.2} {}", row.name, row.median, row.unit);
        }
    }
    Ok(())
}

/// Image encoder, text encoder and match head.
fn encoders(engine: &Engine, runs: usize) -> Result<Vec<Row>> {
    let [height, width] = engine.config().image_size();
    let mut random = StdRng::seed_from_u64(1);
    let mut picture = || -> Vec<f32> {
        (0..3 * height * width)
            .map(|_| random.random_range(-2.0..2.0))
            .collect()
    };
    let mut rows = Vec::new();
    let mut embedded = Vec::new();
    for batch in BATCHES {
        let inputs: Vec<Vec<f32>> = (0..batch).map(|_| picture()).collect();
        let time = median(runs, || {
            embedded = block_on(engine.embed_inputs(&inputs))?;
            Ok(())
        })?;
        rows.push(row(
            format!("image encoder, batch {batch}"),
            "ms an image",
            1e3 * time / batch as f64,
        ));
    }
    let mut query = None;
    let time = median(runs, || {
        query = Some(block_on(engine.embed_query(SENTENCE))?);
        Ok(())
    })?;
    rows.push(row("text encoder".into(), "ms a sentence", 1e3 * time));
    if let Some(query) = query.filter(|_| engine.has_match_head()) {
        let candidates: Vec<&Embedding> = embedded.iter().cycle().take(CANDIDATES).collect();
        let time = median(runs, || {
            block_on(engine.matches(&query, &candidates))?;
            Ok(())
        })?;
        rows.push(row(format!("re-ranking of {CANDIDATES}"), "ms", 1e3 * time));
    }
    Ok(rows)
}

/// From files to features: read, decoded, scaled and embedded.
fn indexing(engine: &Engine, photos: &Path, runs: usize) -> Result<Row> {
    let mut count = 0;
    let time = median(runs, || {
        count = embed_folder_features(engine, None, photos)?.0.len();
        Ok(())
    })?;
    Ok(row(
        "indexing from files".into(),
        "images a second",
        count as f64 / time,
    ))
}

/// Stage 1 over random features.
fn searching(width: usize, size: usize, runs: usize) -> Result<Row> {
    let mut random = StdRng::seed_from_u64(2);
    let mut feature = || -> Vec<f32> {
        let values: Vec<f32> = (0..width).map(|_| random.random_range(-1.0..1.0)).collect();
        let length = values.iter().map(|v| v * v).sum::<f32>().sqrt();
        values.into_iter().map(|v| v / length).collect()
    };
    let mut gallery = Gallery::new(width);
    for _ in 0..size {
        gallery.push(
            String::new(),
            Embedding {
                feature: feature(),
                tokens: Vec::new(),
            },
        );
    }
    let query = feature();
    let time = median(runs, || {
        std::hint::black_box(gallery.compare(&query).top(BEST));
        Ok(())
    })?;
    Ok(row(format!("search of {size} features"), "ms", 1e3 * time))
}

/// A training step with all of the paper's losses: forward, backward, optimiser; without making the batch. The image
/// encoder begins with patches, as in the paper, so that other implementations can be measured on the same.
fn training(
    config: &BiIrraConfig,
    weights: &Path,
    batch: usize,
    runs: usize,
    device: &Device,
) -> Result<Row> {
    let mut config = BiIrraConfig {
        target_projection: true,
        ..config.clone()
    };
    config.vision.stem = Stem::Patch;
    config.vision.absolute_positions = false;
    let [height, width] = config.vision.image_size;
    let config = ModelConfig::from(config);
    let recipe = Recipe::read(
        None,
        &[format!("batch={batch}"), "data.languages=[\"zh\"]".into()],
    )?;
    let path = weights.join("tokenizer.json");
    let bytes = files::read(&path)?;
    let device = device.clone().autodiff();
    let method = training_step::open(&recipe, &config, Tokenizer::from_bytes(&bytes)?)?.into();
    let mut loader = Loader::start(&recipe, Pairs::open(&recipe, (width, height))?, &method, 0);
    device.seed(1);
    let mut model = name_parameters(Model::new(&config, Parts::Training, &device));
    let mut optimizer = build_optimizer(&recipe.optimizer, &model);
    let one = DataParallel::new(vec![device.clone()], 1)?;
    let (prepared, _) = loader.next()?;
    let time = median(runs, || {
        let (grads, losses) = one.gradients(&model, method.as_ref(), vec![prepared.clone()], 0)?;
        model = optimizer.step(1e-5, model.clone(), grads);
        // Reading the loss waits for a device that works on its own; the next step would wait for the rest.
        losses
            .total
            .try_into_scalar::<f32>()
            .map_err(|e| Error::Device(e.to_string()))?;
        device.sync().map_err(|e| Error::Device(e.to_string()))
    })?;
    Ok(row(
        format!("training step, batch {batch}"),
        "pairs a second",
        batch as f64 / time,
    ))
}

fn row(name: String, unit: &'static str, median: f64) -> Row {
    Row { name, unit, median }
}

/// The median of the seconds that a task takes, after one run that warms up.
fn median(runs: usize, mut task: impl FnMut() -> Result<()>) -> Result<f64> {
    task()?;
    let mut times = Vec::with_capacity(runs);
    for _ in 0..runs {
        let start = Instant::now();
        task()?;
        times.push(start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}
