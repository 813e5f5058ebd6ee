//! `compare`: several runs on the same test set, side by side: what they retrieve, and what that costs.

use crate::cli::{CompareArgs, MeasureArgs};
use crate::data::dataset::Dataset;
use crate::device;
use crate::error::{Error, Result};
use crate::files;
use crate::retrieval::evaluate::evaluate;
use crate::retrieval::figures::Evaluation;
use crate::retrieval::protocol::{embed_gallery, gallery_entries, queries};
use crate::retrieval::ranking::Stage1;
use crate::train::checkpoint::State;
use crate::train::weights::load_model;
use bi_irra::search::{Engine, Gallery};
use burn::module::Module;
use burn::tensor::Device;
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

/// Queries that are timed.
const TIMED: usize = 20;

/// One run.
#[derive(Clone, Debug, Serialize)]
pub struct Run {
    /// Name of the run's folder.
    pub name: String,
    /// `bi-irra`, `irra` or `ivt`.
    pub method: String,
    /// Image-text pairs that training saw; absent for exported weights, which do not know.
    pub pairs: Option<usize>,
    /// Pairs per second of the training.
    pub pairs_per_second: Option<f64>,
    /// Parameters that searching needs.
    pub parameters: usize,
    /// Milliseconds to embed a photo, to embed a query and rank the gallery by it, and to re-rank its best.
    pub photo_ms: f64,
    /// See `photo_ms`.
    pub query_ms: f64,
    /// See `photo_ms`; absent without a match head.
    pub rerank_ms: Option<f64>,
    /// What it retrieves.
    pub evaluation: Evaluation,
}

/// Runs the command.
///
/// # Errors
/// When anything is wrong with weights or data, or the device fails.
pub fn run(args: &CompareArgs) -> Result<()> {
    let dataset = args.measure.dataset()?;
    let device = device::open(args.measure.device.device)?;
    let runs = args
        .weights
        .iter()
        .map(|folder| measure(folder, &dataset, &args.measure, &device))
        .collect::<Result<Vec<_>>>()?;
    args.measure.deliver(&runs, || table(&runs))
}

fn measure(folder: &Path, dataset: &Dataset, args: &MeasureArgs, device: &Device) -> Result<Run> {
    let (config, tokenizer, model) = load_model(folder, device)?;
    let parameters = model.num_params();
    let method = config.method().to_string();
    let engine = Engine::new(config, tokenizer, model, device).map_err(Error::file(folder))?;
    let options = args.options(&engine)?;
    let entries = gallery_entries(dataset, options.protocol);
    let start = Instant::now();
    let gallery = embed_gallery(&engine, dataset, &entries)?;
    let photo_ms = milliseconds(start) / entries.len().max(1) as f64;
    let texts = dataset
        .languages
        .first()
        .map_or_else(Vec::new, |language| queries(&entries, language, Some(TIMED)));
    let texts: Vec<&str> = texts.into_iter().map(|(_, text)| text).collect();
    let query_ms = median_time(&texts, |text| {
        Stage1::of_caption(&engine, &gallery, text)?.rank(&engine, &gallery, 0)
    })?;
    let rerank_ms = match options.rerank {
        0 => None,
        depth => Some(rerank_time(&engine, &gallery, &texts, depth)?),
    };
    let state = folder.join("state.json");
    let state: Option<State> = match state.is_file() {
        true => Some(serde_json::from_slice(&files::read(&state)?).map_err(Error::json(&state))?),
        false => None,
    };
    let pairs = state
        .as_ref()
        .map(|state| state.step * state.recipe.batch * state.recipe.accumulate);
    let pairs_per_second = state
        .as_ref()
        .zip(pairs)
        .map(|(state, pairs)| pairs as f64 / state.seconds.max(1e-3));
    Ok(Run {
        name: name_of(folder),
        method,
        pairs,
        pairs_per_second,
        parameters,
        photo_ms,
        query_ms,
        rerank_ms,
        evaluation: evaluate(&engine, dataset, &gallery, options)?,
    })
}

/// Of a checkpoint its run's name, otherwise the folder's.
fn name_of(folder: &Path) -> String {
    let is_checkpoint = folder.join("state.json").is_file();
    let named = if is_checkpoint {
        folder.parent()
    } else {
        Some(folder)
    };
    let name = named.and_then(Path::file_name).or(folder.file_name());
    name.map_or_else(
        || folder.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// The median time of re-ranking alone.
fn rerank_time(engine: &Engine, gallery: &Gallery, texts: &[&str], depth: usize) -> Result<f64> {
    let prepared = texts
        .iter()
        .map(|text| Stage1::of_caption(engine, gallery, text))
        .collect::<Result<Vec<_>>>()?;
    median_time(&prepared, |stage1| stage1.rank(engine, gallery, depth))
}

/// The median of the milliseconds that a task takes, after one that warms up.
fn median_time<I, T>(inputs: &[I], task: impl Fn(&I) -> Result<T>) -> Result<f64> {
    if let Some(first) = inputs.first() {
        task(first)?;
    }
    let mut times = Vec::with_capacity(inputs.len());
    for input in inputs {
        let start = Instant::now();
        task(input)?;
        times.push(milliseconds(start));
    }
    times.sort_by(f64::total_cmp);
    Ok(times.get(times.len() / 2).copied().unwrap_or_default())
}

fn milliseconds(start: Instant) -> f64 {
    1000.0 * start.elapsed().as_secs_f64()
}

/// The figures as a Markdown table: R@1 of each language, R@10 of their mean, and the costs.
pub fn table(runs: &[Run]) -> String {
    let languages: Vec<&str> = runs.first().map_or_else(Vec::new, |run| {
        run.evaluation
            .rows
            .iter()
            .map(|row| row.language.as_str())
            .collect()
    });
    let mut head = vec!["run".to_string(), "pairs".into()];
    head.extend(languages.iter().map(|language| format!("R@1 {language}")));
    head.extend(
        [
            "R@10 mean",
            "re-ranked R@1 mean",
            "parameters",
            "trained, pairs/s",
        ]
        .into_iter()
        .chain(["ms a photo", "ms a query", "ms a re-ranking"])
        .map(String::from),
    );
    let mut text = String::new();
    let mut line = |cells: &[String]| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    };
    line(&head);
    line(&vec!["---".to_string(); head.len()]);
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "-".into());
    for run in runs {
        let mut cells = vec![
            run.name.clone(),
            or_none(run.pairs.map(|pairs| pairs.to_string())),
        ];
        cells.extend(
            run.evaluation
                .rows
                .iter()
                .map(|row| format!("{:.1}", row.stage1.r1)),
        );
        let mean = run.evaluation.rows.last();
        let reranked = mean.and_then(|row| row.stage2);
        cells.push(or_none(mean.map(|row| format!("{:.1}", row.stage1.r10))));
        cells.push(or_none(reranked.map(|figures| format!("{:.1}", figures.r1))));
        cells.push(format!("{:.2} M", run.parameters as f64 / 1e6));
        cells.push(or_none(run.pairs_per_second.map(|speed| format!("{speed:.0}"))));
        cells.push(format!("{:.1}", run.photo_ms));
        cells.push(format!("{:.1}", run.query_ms));
        cells.push(or_none(run.rerank_ms.map(|time| format!("{time:.0}"))));
        line(&cells);
    }
    text
}
