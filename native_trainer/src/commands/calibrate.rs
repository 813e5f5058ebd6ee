//! `calibrate`: fits how cosine and match logit become the probability that a photo fits, and writes it into config.json.

use crate::cli::CalibrateArgs;
use crate::data::held_out;
use crate::device;
use crate::error::{Error, Result};
use crate::files;
use crate::progress::progress_bar;
use crate::recipe::expect_share;
use crate::retrieval::ranking::Stage1;
use crate::train::weights::{CONFIG, load_engine};
use bi_irra::calibration::{Calibration, Judged, Reliability};
use bi_irra::image::Pixels;
use bi_irra::search::{Engine, Gallery};
use synth::attribute_queries::{AttributeQuery, QUERIES};
use synth::caption::{Caption, Claims, Fit, Language, Split, brief_caption, caption};
use synth::description::Description;

/// Seed of the people, the same for every model.
const SEED: u64 = 3;
/// Captions of each picture that are asked for.
const CAPTIONS: usize = 4;
/// Pictures that are embedded at once.
const BATCH: usize = 32;

/// Runs the command.
///
/// # Errors
/// When anything is wrong with the weights, the device fails, or no photo fits any query.
pub fn run(args: &CalibrateArgs) -> Result<()> {
    expect_share("--match-share", f64::from(args.match_share))?;
    let engine = load_engine(&args.weights, &device::open(args.device.device)?)?;
    engine.reranker()?;
    let languages = crate::cli::languages(&args.languages)?;
    let (gallery, shown) = gallery(&engine, args.people)?;
    let questions = questions(&shown, &languages);
    let mut halves = [Vec::new(), Vec::new()];
    let mut queries = Vec::with_capacity(questions.len());
    let progress = progress_bar(questions.len(), "queries");
    for (number, question) in questions.iter().enumerate() {
        let stage1 = Stage1::of_caption(&engine, &gallery, &question.text)?;
        let candidates = spread(&stage1.likeness.all(), args.candidates);
        let photos: Vec<usize> = candidates.iter().map(|(photo, _)| *photo).collect();
        let logits = stage1.match_differences(&engine, &gallery, &photos)?;
        queries.push(stage1.query.feature.clone());
        for ((photo, cosine), logit) in candidates.iter().zip(logits) {
            // What nobody can tell is neither right nor wrong.
            let Some(fits) = question.fits(&shown[*photo]) else {
                continue;
            };
            halves[question.half].push(Judged {
                query: number,
                cosine: *cosine,
                logit,
                fits,
            });
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    let [fitted, judged] = halves;
    let best = Calibration::best(&fitted, &queries);
    let calibration = best.and_then(|found| match found.match_weight / found.cosine_weight {
        ratio if args.match_share < 1.0 && ratio.is_finite() => {
            Calibration::in_ratio(&fitted, &queries, args.match_share * ratio)
        }
        _ => Some(found),
    });
    let calibration = calibration.ok_or_else(|| {
        Error::Input(format!(
            "{}: no calibration can be fitted to {} candidates; the weights find too little, or everything",
            args.weights.display(),
            fitted.len()
        ))
    })?;
    let config = engine.config().clone().calibrated(calibration.clone());
    let path = args.weights.join(CONFIG);
    let _kept = files::lock_folder(&args.weights)?;
    files::write_atomically(&path, config.to_json().as_bytes())?;
    println!(
        "{}: probability = sigmoid({:.4} * cosine + {:.4} * match logit {:+.4} + what the query says), from {} candidates",
        path.display(),
        calibration.cosine_weight,
        calibration.match_weight,
        calibration.bias,
        fitted.len(),
    );
    for (kind, of_attributes) in [("captions", false), ("queries for one attribute", true)] {
        let probabilities: Vec<(f32, bool)> = judged
            .iter()
            .filter(|pair| questions[pair.query].is_of_attribute() == of_attributes)
            .map(|pair| {
                let logit = calibration.logit(&queries[pair.query], pair.cosine, pair.logit);
                (calibration.probability(logit), pair.fits)
            })
            .collect();
        let reliability = Reliability::new(&probabilities);
        println!(
            "on {} others of {kind}: expected calibration error {:.3}; of those at a half or above {:.1} % fit, of those \
             that fit {:.1} % are",
            probabilities.len(),
            reliability.expected_error,
            100.0 * reliability.precision,
            100.0 * reliability.recall,
        );
    }
    Ok(())
}

/// What is asked, and which photos fit.
struct Question<'a> {
    text: String,
    truth: Asked<'a>,
    /// 0 to be fitted to, 1 to judge the fit.
    half: usize,
}

enum Asked<'a> {
    /// A caption: every claim must hold.
    Caption(Claims),
    /// One attribute.
    Attribute(&'a AttributeQuery),
}

impl Question<'_> {
    fn is_of_attribute(&self) -> bool {
        matches!(self.truth, Asked::Attribute(_))
    }

    fn fits(&self, shown: &Description) -> Option<bool> {
        match &self.truth {
            Asked::Attribute(attribute) => (attribute.holds)(shown),
            Asked::Caption(claims) => match claims.fits(shown) {
                Fit::Yes => Some(true),
                Fit::No => Some(false),
                Fit::Unknown => None,
            },
        }
    }
}

/// Captions of the pictures, every other one of one or two things alone, as people search, and short queries for one attribute.
fn questions(shown: &[Description], languages: &[Language]) -> Vec<Question<'static>> {
    let captions = (0..CAPTIONS * shown.len()).map(|number| {
        let (index, round) = (number % shown.len(), number / shown.len());
        let language = languages[(index + round) % languages.len()];
        let said = caption_of(&shown[index], language, number);
        Question {
            text: said.text,
            truth: Asked::Caption(said.claims),
            half: index / languages.len() % 2,
        }
    });
    let attributes = QUERIES.iter().enumerate().flat_map(|(place, attribute)| {
        languages.iter().map(move |&language| Question {
            text: attribute.text(language).to_owned(),
            truth: Asked::Attribute(attribute),
            half: place % 2,
        })
    });
    captions.chain(attributes).collect()
}

/// The best `count` photos and as many more, at even distances down the ranking: small galleries show those as well.
fn spread(ranking: &[(usize, f32)], count: usize) -> Vec<(usize, f32)> {
    let (best, rest) = ranking.split_at(count.min(ranking.len()));
    let step = rest.len().div_ceil(count.max(1)).max(1);
    best.iter().chain(rest.iter().step_by(step)).copied().collect()
}

fn caption_of(description: &Description, language: Language, number: usize) -> Caption {
    let seed = held_out::caption_seed(SEED, number);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_are_the_best_and_some_of_all_others() {
        let ranking: Vec<(usize, f32)> = (0..100).map(|n| (n, 1.0 - n as f32 / 100.0)).collect();
        let photos = |count| -> Vec<usize> { spread(&ranking, count).iter().map(|c| c.0).collect() };
        assert_eq!(photos(4), [0, 1, 2, 3, 4, 28, 52, 76]);
        assert_eq!(photos(100).len(), 100);
        assert_eq!(spread(&ranking[..2], 4).len(), 2);
    }
}
