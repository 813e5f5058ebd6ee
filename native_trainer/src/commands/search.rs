//! `search`: one sentence against a folder of photos.

use crate::cli::SearchArgs;
use crate::device;
use crate::error::{Error, Result};
use crate::retrieval::gallery::{embed_folder, open_finder};
use crate::retrieval::ranking::{Stage1, candidates};
use crate::retrieval::understanding::warning;
use crate::train::weights::load_engine;
use bi_irra::search::Gallery;
use bi_irra::search::people::Searched;
use bi_irra::search::region::Region;
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
    /// With `--people`: how the photo was searched.
    #[serde(flatten)]
    people: Option<People>,
}

/// What the finder found in a photo.
#[derive(Debug, Serialize)]
struct People {
    /// Where the person is that the photo counts by; null where it was searched as a whole.
    #[serde(rename = "box")]
    best: Option<[f32; 4]>,
    /// Whether nobody was found in it.
    nobody: bool,
    /// People that were not searched, since there are more than can be.
    left_out: usize,
}

impl People {
    fn of(stage1: &Stage1, gallery: &Gallery, photo: usize) -> Self {
        let searched = gallery.searched(photo);
        Self {
            best: stage1.region(gallery, photo).map(Region::to_array),
            nobody: *searched == Searched::Nobody,
            left_out: searched.left_out(),
        }
    }

    /// The same for whoever reads the terminal.
    fn remark(&self) -> String {
        match self.best {
            Some(shares) => {
                let [left, top, width, height] = shares.map(|share| (100.0 * share).round());
                format!("  at {left}%, {top}%: {width}% x {height}%")
            }
            None if self.nobody => "  (nobody found)".to_owned(),
            None => String::new(),
        }
    }
}

/// Runs the command.
///
/// # Errors
/// When anything is wrong with the weights, the photos or the query.
pub fn run(args: &SearchArgs) -> Result<()> {
    if args.query.trim().is_empty() {
        return Err(Error::Input("--query is empty; describe the person".into()));
    }
    let device = device::open(args.gallery.device.device)?;
    let engine = load_engine(&args.gallery.weights, &device)?;
    let finder = open_finder(args.gallery.people, &args.gallery.weights, &device)?;
    let (gallery, skipped) = embed_folder(&engine, finder.as_ref(), &args.gallery.gallery)?;
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
            people: args
                .gallery
                .people
                .then(|| People::of(&stage1, &gallery, hit.photo)),
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
                "{:4}  match {judged}  cosine {:6.3}  {}{}",
                place + 1,
                found.cosine,
                found.file,
                found.people.as_ref().map_or(String::new(), People::remark)
            );
        }
    }
    Ok(())
}
