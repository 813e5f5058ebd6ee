//! `calibrate`: fits how cosine and match logit become the probability of a match, and writes it into config.json.

use crate::cli::CalibrateArgs;
use crate::data::dataset::Dataset;
use crate::device;
use crate::error::{Error, Result};
use crate::files::write_atomically;
use crate::progress::progress_bar;
use crate::retrieval::evaluate::{embed_gallery, gallery_entries, queries};
use crate::retrieval::ranking::Stage1;
use crate::train::weights::{CONFIG, load_engine};
use bi_irra::calibration::{Calibration, Judged};
use bi_irra::metrics::top_k;
use std::collections::HashSet;

/// Runs the command.
///
/// # Errors
/// When anything is wrong with the weights or the data set, or no query has its match among the candidates.
pub fn run(args: &CalibrateArgs) -> Result<()> {
    let dataset = match &args.split {
        Some(split) => Dataset::read(&args.data, split, &[])?,
        None => Dataset::open(&args.data, &[])?,
    };
    let engine = load_engine(&args.weights, &device::open(args.device.device)?)?;
    engine.reranker()?;
    let entries = gallery_entries(&dataset, args.protocol);
    let gallery = embed_gallery(&engine, &dataset, &entries)?;
    let mut pairs = Vec::new();
    for language in &dataset.languages {
        let queries = queries(&entries, language, args.limit);
        let progress = progress_bar(queries.len(), language);
        for (id, text) in queries {
            let stage1 = Stage1::of_caption(&engine, &gallery, text)?;
            let candidates = top_k(&stage1.cosines, args.candidates);
            let logits = stage1.match_differences(&engine, &gallery, &candidates)?;
            pairs.extend(candidates.iter().zip(logits).map(|(photo, logit)| Judged {
                cosine: stage1.cosines[*photo],
                logit,
                is_match: entries[*photo].id == id,
            }));
            progress.inc(1);
        }
        progress.finish_and_clear();
    }
    let identities = entries.iter().map(|entry| entry.id).collect::<HashSet<_>>().len();
    let calibration = Calibration::fit(&pairs, identities).ok_or_else(|| {
        Error::Input(format!(
            "{}: no calibration can be fitted to {} candidates; the weights find too little, or everything",
            args.data.display(),
            pairs.len()
        ))
    })?;
    let config = engine.config().clone().calibrated(calibration);
    let path = args.weights.join(CONFIG);
    write_atomically(&path, config.to_json().as_bytes())?;
    println!(
        "{}: probability of a match = sigmoid({:.4} * cosine + {:.4} * match logit {:+.4}) among {identities} people, from {} candidates",
        path.display(),
        calibration.cosine_weight,
        calibration.match_weight,
        calibration.bias,
        pairs.len()
    );
    Ok(())
}
