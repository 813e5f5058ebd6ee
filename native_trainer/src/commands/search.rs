//! `search`: one sentence against a folder of photos.

use crate::cli::SearchArgs;
use crate::device;
use crate::error::{Error, Result};
use crate::retrieval::gallery::embed_folder;
use crate::retrieval::ranking::{Stage1, candidates};
use crate::retrieval::understanding::warning;
use crate::train::weights::load_engine;
use serde::Serialize;
use serde_json::json;

/// A photo of the answer.
#[derive(Debug, Serialize)]
struct Found<'a> {
    file: &'a str,
    /// Falls along the ranking; see [`bi_irra::search::Hit::score`].
    score: f32,
    cosine: f32,
    /// Probability of a match, where the match head looked.
    #[serde(rename = "match")]
    probability: Option<f32>,
}

/// Runs the command.
///
/// # Errors
/// When anything is wrong with the weights, the photos or the query.
pub fn run(args: &SearchArgs) -> Result<()> {
    if args.query.trim().is_empty() {
        return Err(Error::Input("--query is empty; describe the person".into()));
    }
    let engine = load_engine(&args.gallery.weights, &device::open(args.gallery.device.device)?)?;
    let (gallery, skipped) = embed_folder(&engine, &args.gallery.gallery)?;
    let stage1 = Stage1::of_query(&engine, &gallery, &args.query)?;
    let knowledge = &stage1.query.knowledge;
    if let Some(warning) = warning(knowledge, &engine.languages()) {
        eprintln!("{warning}");
    }
    let rerank = candidates(&engine, args.rerank)?;
    let hits = stage1.rank(&engine, &gallery, rerank)?;
    let shown = &hits[..args.top.min(hits.len())];
    let results: Vec<Found<'_>> = shown
        .iter()
        .map(|hit| Found {
            file: gallery.name(hit.photo),
            score: hit.score(),
            cosine: hit.cosine,
            probability: hit.found.map(|found| found.probability),
        })
        .collect();
    if args.json {
        let answer = json!({
            "query": args.query,
            "understood": knowledge.understood(),
            "unknown": knowledge.unknown,
            "languages": engine.languages(),
            "device": args.gallery.device.device.to_string(),
            "photos": gallery.len(),
            "reranked": rerank.min(gallery.len()),
            "skipped": skipped,
            "results": results,
        });
        println!("{answer}");
    } else {
        for (place, found) in results.iter().enumerate() {
            let judged = found
                .probability
                .map_or("     ".to_string(), |p| format!("{:4.0}%", 100.0 * p));
            println!(
                "{:4}  match {judged}  cosine {:6.3}  {}",
                place + 1,
                found.cosine,
                found.file
            );
        }
    }
    Ok(())
}
