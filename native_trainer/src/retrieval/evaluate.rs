//! `eval`: how well weights retrieve the people of a data set (SPEC 1.9).

use crate::cli::{EvalArgs, Protocol};
use crate::data::dataset::Dataset;
use crate::device;
use crate::error::Result;
use crate::finder;
use crate::progress::progress_bar;
use crate::report::attributes::{AttributeReport, AttributeSet};
use crate::report::grounding::{self, Grounding};
use crate::retrieval::figures::{Evaluation, Figures, KS, Row, mean};
use crate::retrieval::measure::Options;
use crate::retrieval::protocol::{embed_gallery, gallery_entries, name_wordless, queries};
use crate::retrieval::ranking::Stage1;
use crate::train::weights::load_engine;
use bi_irra::metrics::RetrievalMeter;
use bi_irra::search::{Engine, Gallery};
use serde::Serialize;
use std::collections::BTreeMap;

/// Runs the command.
///
/// # Errors
/// When anything is wrong with the weights or the data set, or the device fails.
pub fn run(args: &EvalArgs) -> Result<()> {
    if let Some(scenes) = args.finder {
        return finder::evaluate::run(args, scenes);
    }
    if let Some(people) = args.attributes {
        return attributes(args, people);
    }
    let dataset = args.measure.dataset()?;
    let engine = load_engine(&args.weights, &device::open(args.measure.device.device)?)?;
    let options = args.measure.options(&engine)?;
    let gallery = embed_gallery(&engine, &dataset, &gallery_entries(&dataset, options.protocol))?;
    let evaluation = evaluate(&engine, &dataset, &gallery, options)?;
    args.measure.deliver(&evaluation, || evaluation.table())
}

/// What the weights see of synthetic people.
fn attributes(args: &EvalArgs, people: usize) -> Result<()> {
    let engine = load_engine(&args.weights, &device::open(args.measure.device.device)?)?;
    let languages = crate::cli::languages(&args.measure.languages)?;
    let set = AttributeSet::new(people, engine.config().image_size())?;
    let grounds = engine.reranker().is_ok();
    let sees = Sees {
        attributes: set.report(&engine, &languages)?,
        grounding: grounds
            .then(|| grounding::report(&engine, &languages))
            .transpose()?,
    };
    args.measure.deliver(&sees, || {
        let grounding = sees.grounding.as_ref().map(grounding::table);
        sees.attributes.table() + &grounding.unwrap_or_default()
    })
}

/// What weights see, and where their words look.
#[derive(Serialize)]
struct Sees {
    #[serde(flatten)]
    attributes: AttributeReport,
    /// Absent without an interaction encoder.
    grounding: Option<BTreeMap<&'static str, Grounding>>,
}

/// Ranks the gallery, which [`embed_gallery`] made of the protocol's entries, for every caption. A match is an image of
/// the same person.
///
/// # Errors
/// When the device fails.
pub fn evaluate(
    engine: &Engine,
    dataset: &Dataset,
    gallery: &Gallery,
    options: Options,
) -> Result<Evaluation> {
    let entries = gallery_entries(dataset, options.protocol);
    let mut rows = Vec::new();
    name_wordless(&entries, &dataset.languages);
    for language in &dataset.languages {
        let queries = queries(&entries, language, options.limit);
        let progress = progress_bar(queries.len(), language);
        let (mut first, mut second) = (RetrievalMeter::new(&KS), RetrievalMeter::new(&KS));
        for (id, text) in &queries {
            let is_match = |photo: usize| entries[photo].id == *id;
            let stage1 = Stage1::of_caption(engine, gallery, text)?;
            first.add(
                stage1
                    .likeness
                    .all()
                    .into_iter()
                    .map(|(photo, _)| is_match(photo)),
            );
            if options.rerank > 0 {
                let hits = stage1.rank(engine, gallery, options.rerank)?;
                second.add(hits.iter().map(|hit| is_match(hit.photo)));
            }
            progress.inc(1);
        }
        progress.finish_and_clear();
        rows.push(Row {
            language: language.clone(),
            queries: queries.len(),
            stage1: Figures::new(&first.report()),
            stage2: (options.rerank > 0).then(|| Figures::new(&second.report())),
        });
    }
    rows.push(mean(&rows));
    Ok(Evaluation {
        split: dataset.split.clone(),
        protocol: match options.protocol {
            Protocol::All => "all",
            Protocol::One => "one",
        },
        gallery: entries.len(),
        identities: dataset.identities(),
        rerank: options.rerank,
        rows,
    })
}
