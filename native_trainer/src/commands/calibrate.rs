//! `calibrate`: fits how cosine and match logit become the probability that a photo fits, and writes it into config.json.

use crate::cli::CalibrateArgs;
use crate::data::held_out;
use crate::device;
use crate::error::{Error, Result};
use crate::files;
use crate::progress::progress_bar;
use crate::retrieval::ranking::Stage1;
use crate::train::weights::{CONFIG, load_engine};
use bi_irra::calibration::{Calibration, Judged, Reliability};
use bi_irra::image::Pixels;
use bi_irra::search::{Engine, Gallery};
use synth::caption::{Caption, Fit, Language, Split, brief_caption, caption};
use synth::description::Description;

/// Seed of the people, the same for every model.
const SEED: u64 = 3;
/// Pictures that are embedded at once.
const BATCH: usize = 32;

/// Runs the command.
///
/// # Errors
/// When anything is wrong with the weights, the device fails, or no photo fits any query.
pub fn run(args: &CalibrateArgs) -> Result<()> {
    let engine = load_engine(&args.weights, &device::open(args.device.device)?)?;
    engine.reranker()?;
    let languages = crate::cli::languages(&args.languages)?;
    let (gallery, shown) = gallery(&engine, args.people)?;
    let mut halves = [Vec::new(), Vec::new()];
    let progress = progress_bar(shown.len(), "queries");
    for (index, description) in shown.iter().enumerate() {
        let language = languages[index % languages.len()];
        let said = query(description, language, index);
        let stage1 = Stage1::of_caption(&engine, &gallery, &said.text)?;
        let candidates = stage1.likeness.top(args.candidates);
        let photos: Vec<usize> = candidates.iter().map(|(photo, _)| *photo).collect();
        let logits = stage1.match_differences(&engine, &gallery, &photos)?;
        for ((photo, cosine), logit) in candidates.iter().zip(logits) {
            // What nobody can tell is neither right nor wrong.
            let fits = match said.claims.fits(&shown[*photo]) {
                Fit::Yes => true,
                Fit::No => false,
                Fit::Unknown => continue,
            };
            halves[index / languages.len() % 2].push(Judged {
                cosine: *cosine,
                logit,
                fits,
            });
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    let [fitted, judged] = halves;
    let calibration = Calibration::fit(&fitted).ok_or_else(|| {
        Error::Input(format!(
            "{}: no calibration can be fitted to {} candidates; the weights find too little, or everything",
            args.weights.display(),
            fitted.len()
        ))
    })?;
    let config = engine.config().clone().calibrated(calibration);
    let path = args.weights.join(CONFIG);
    let _kept = files::lock_folder(&args.weights)?;
    files::write_atomically(&path, config.to_json().as_bytes())?;
    let probabilities: Vec<(f32, bool)> = judged
        .iter()
        .map(|pair| {
            let logit = calibration.logit(pair.cosine, pair.logit);
            (calibration.probability(logit), pair.fits)
        })
        .collect();
    let reliability = Reliability::new(&probabilities);
    println!(
        "{}: probability = sigmoid({:.4} * cosine + {:.4} * match logit {:+.4}), from {} candidates\n\
         on {} others: expected calibration error {:.3}; of those at a half or above {:.1} % fit, of those that fit {:.1} % are",
        path.display(),
        calibration.cosine_weight,
        calibration.match_weight,
        calibration.bias,
        fitted.len(),
        judged.len(),
        reliability.expected_error,
        100.0 * reliability.precision,
        100.0 * reliability.recall,
    );
    Ok(())
}

/// Every other query tells one or two things alone, as people search.
fn query(description: &Description, language: Language, index: usize) -> Caption {
    let seed = held_out::caption_seed(SEED, index);
    match seed.is_multiple_of(2) {
        true => brief_caption(description, language, Split::Train, seed),
        false => caption(description, language, Split::Train, seed),
    }
}

/// Pictures of people, embedded, with what they show.
fn gallery(engine: &Engine, people: usize) -> Result<(Gallery, Vec<Description>)> {
    let mut gallery = Gallery::new(engine.config().embed_dim());
    let mut shown = Vec::with_capacity(people);
    let progress = progress_bar(people, "pictures");
    for first in (0..people).step_by(BATCH) {
        let which = first..(first + BATCH).min(people);
        let (pictures, descriptions): (Vec<Pixels>, Vec<Description>) =
            held_out::people(SEED, which, engine.config().image_size())?
                .into_iter()
                .unzip();
        shown.extend(descriptions);
        for embedding in futures_lite::future::block_on(engine.embed_images(&pictures))? {
            gallery.push(String::new(), embedding);
        }
        progress.inc(pictures.len() as u64);
    }
    progress.finish_and_clear();
    Ok((gallery, shown))
}
