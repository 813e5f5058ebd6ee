//! `eval`: how well weights retrieve the people of a data set (SPEC 1.9).

use crate::cli::{EvalArgs, MeasureArgs, Protocol};
use crate::data::dataset::{Dataset, Entry, is_wordless};
use crate::device;
use crate::error::{Error, Result};
use crate::files;
use crate::finder;
use crate::progress::progress_bar;
use crate::report::attributes::{AttributeReport, AttributeSet};
use crate::report::grounding::{self, Grounding};
use crate::retrieval::gallery::embed_files;
use crate::retrieval::ranking::{Stage1, candidates};
use crate::train::weights::load_engine;
use bi_irra::metrics::{RetrievalMeter, RetrievalReport};
use bi_irra::search::{Engine, Gallery};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The k of R@k.
const KS: [usize; 3] = [1, 5, 10];

/// Names that a message shows.
const SHOWN: usize = 5;

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

impl MeasureArgs {
    /// Reads the data set.
    ///
    /// # Errors
    /// When it is missing or malformed.
    pub fn dataset(&self) -> Result<Dataset> {
        let folder = self
            .data
            .as_ref()
            .ok_or_else(|| Error::Input("--data is missing: the folder of a data set".into()))?;
        match &self.split {
            Some(split) => Dataset::read(folder, split, &self.languages),
            None => Dataset::open(folder, &self.languages),
        }
    }

    /// What is to be measured of a model.
    ///
    /// # Errors
    /// When photos are to be re-ranked without a match head.
    pub fn options(&self, engine: &Engine) -> Result<Options> {
        Ok(Options {
            protocol: self.protocol,
            rerank: candidates(engine, self.rerank)?,
            limit: self.limit,
        })
    }

    /// Writes the figures as JSON where that was asked for, and prints them, as JSON or as `table`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn deliver(&self, figures: &impl Serialize, table: impl FnOnce() -> String) -> Result<()> {
        let json = serde_json::to_string_pretty(figures).map_err(Error::json(Path::new("figures")))? + "\n";
        if let Some(path) = &self.out {
            files::write_atomically(path, json.as_bytes())?;
        }
        print!("{}", if self.json { json } else { table() });
        Ok(())
    }
}

/// What is measured.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Which queries are put to which gallery.
    pub protocol: Protocol,
    /// Candidates of stage 2; 0 leaves it out.
    pub rerank: usize,
    /// Most queries of a language.
    pub limit: Option<usize>,
}

/// The figures of a set of queries, in percent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Queries with a match in the first place.
    pub r1: f64,
    /// Queries with a match among the first five.
    pub r5: f64,
    /// Queries with a match among the first ten.
    pub r10: f64,
    /// Mean average precision.
    pub map: f64,
    /// Mean inverse negative penalty.
    pub minp: f64,
}

impl Figures {
    fn new(report: &RetrievalReport) -> Self {
        let recall = |k| report.recall_at(k).unwrap_or_default();
        let (map, minp) = (report.map, report.minp);
        Self {
            r1: recall(KS[0]),
            r5: recall(KS[1]),
            r10: recall(KS[2]),
            map,
            minp,
        }
    }

    fn mean<'f>(all: impl ExactSizeIterator<Item = &'f Self>) -> Self {
        let share = 1.0 / all.len().max(1) as f64;
        all.fold(Self::default(), |sum, one| Self {
            r1: sum.r1 + share * one.r1,
            r5: sum.r5 + share * one.r5,
            r10: sum.r10 + share * one.r10,
            map: sum.map + share * one.map,
            minp: sum.minp + share * one.minp,
        })
    }
}

/// One language, or the mean of all.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Code of the language, or `mean`.
    pub language: String,
    /// Number of queries.
    pub queries: usize,
    /// Ranked by cosine.
    pub stage1: Figures,
    /// After the match head re-ranked the best; absent where it was left out.
    pub stage2: Option<Figures>,
}

/// The result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// Split of the data set.
    pub split: String,
    /// `all` or `one`.
    pub protocol: &'static str,
    /// Images in the gallery.
    pub gallery: usize,
    /// People in the gallery.
    pub identities: usize,
    /// Candidates of stage 2.
    pub rerank: usize,
    /// One row for each language, and the mean.
    pub rows: Vec<Row>,
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

/// The images of the entries, embedded.
///
/// # Errors
/// Names the images that cannot be read.
pub fn embed_gallery(engine: &Engine, dataset: &Dataset, entries: &[&Entry]) -> Result<Gallery> {
    let paths: Vec<PathBuf> = entries.iter().map(|entry| dataset.image_path(entry)).collect();
    let mut gallery = Gallery::new(engine.config().embed_dim());
    let mut unreadable = Vec::new();
    for ((entry, path), outcome) in entries.iter().zip(&paths).zip(embed_files(engine, &paths)?) {
        match outcome {
            Ok(embedding) => gallery.push(entry.path.clone(), embedding),
            Err(reason) => unreadable.push(format!("{}: {reason}", path.display())),
        }
    }
    match unreadable.as_slice() {
        [] => Ok(gallery),
        [only] => Err(Error::Input(only.clone())),
        all => Err(Error::Input(format!(
            "{} of {} photos cannot be read:\n  {}",
            all.len(),
            paths.len(),
            all[..all.len().min(SHOWN)].join("\n  ")
        ))),
    }
}

/// The entries whose images form the gallery.
pub fn gallery_entries(dataset: &Dataset, protocol: Protocol) -> Vec<&Entry> {
    let mut seen = BTreeSet::new();
    dataset
        .entries
        .iter()
        .filter(|entry| protocol == Protocol::All || seen.insert(entry.id))
        .collect()
}

/// Captions with their person's identity, but for those without words, which are named; with a limit, spread evenly over
/// the data set.
pub fn queries<'d>(entries: &[&'d Entry], language: &str, limit: Option<usize>) -> Vec<(i64, &'d str)> {
    let of_entry = |entry: &&'d Entry| {
        let id = entry.id;
        entry
            .captions
            .get(language)
            .into_iter()
            .flatten()
            .map(move |text| (id, text.as_str()))
    };
    let all: Vec<(i64, &str)> = entries
        .iter()
        .flat_map(of_entry)
        .filter(|(_, text)| !is_wordless(text))
        .collect();
    let count = limit.unwrap_or(all.len()).min(all.len());
    (0..count).map(|index| all[index * all.len() / count]).collect()
}

/// Names the captions that are no queries, for they have no words.
fn name_wordless(entries: &[&Entry], languages: &[String]) {
    for language in languages {
        let of = |entry: &Entry| entry.captions.get(language).cloned().unwrap_or_default();
        let names: Vec<&str> = entries
            .iter()
            .filter(|entry| of(entry).iter().any(|text| is_wordless(text)))
            .map(|entry| entry.path.as_str())
            .collect();
        if !names.is_empty() {
            eprintln!(
                "warning: captions ({language}) without words are left out, of {} photos: {}{}",
                names.len(),
                names[..names.len().min(SHOWN)].join(", "),
                if names.len() > SHOWN { ", …" } else { "" }
            );
        }
    }
}

fn mean(rows: &[Row]) -> Row {
    let second: Option<Vec<&Figures>> = rows.iter().map(|row| row.stage2.as_ref()).collect();
    Row {
        language: "mean".into(),
        queries: rows.iter().map(|row| row.queries).sum(),
        stage1: Figures::mean(rows.iter().map(|row| &row.stage1)),
        stage2: second.map(|figures| Figures::mean(figures.into_iter())),
    }
}

impl Evaluation {
    /// For people.
    pub fn table(&self) -> String {
        let mut text = format!(
            "{} split, protocol {}: {} images of {} people; stage 2 looks at the best {}\n\n",
            self.split, self.protocol, self.gallery, self.identities, self.rerank
        );
        text += "language  queries  stage      R@1     R@5    R@10     mAP    mINP\n";
        for row in &self.rows {
            let mut line = |stage: usize, f: &Figures| {
                // Writing to a string cannot fail.
                let _ = writeln!(
                    text,
                    "{:8}  {:7}  {stage:5}  {:7.2} {:7.2} {:7.2} {:7.2} {:7.2}",
                    row.language, row.queries, f.r1, f.r5, f.r10, f.map, f.minp
                );
            };
            line(1, &row.stage1);
            if let Some(figures) = &row.stage2 {
                line(2, figures);
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn dataset() -> Dataset {
        let entry = |id: i64, image: usize| Entry {
            path: format!("{id}_{image}.jpg"),
            id,
            captions: BTreeMap::from([(
                "en".to_string(),
                (0..2).map(|n| format!("caption {n} of {id} {image}")).collect(),
            )]),
        };
        Dataset {
            folder: PathBuf::from("x"),
            split: "test".into(),
            languages: vec!["en".into()],
            entries: vec![entry(4, 0), entry(4, 1), entry(9, 0), entry(9, 1)],
        }
    }

    #[test]
    fn protocols_choose_the_gallery() {
        let dataset = dataset();
        assert_eq!(gallery_entries(&dataset, Protocol::All).len(), 4);
        let one = gallery_entries(&dataset, Protocol::One);
        assert_eq!(
            one.iter().map(|e| e.path.as_str()).collect::<Vec<_>>(),
            ["4_0.jpg", "9_0.jpg"]
        );
    }

    #[test]
    fn a_limit_spreads_the_queries() {
        let dataset = dataset();
        let entries = gallery_entries(&dataset, Protocol::All);
        assert_eq!(queries(&entries, "en", None).len(), 8);
        let some = queries(&entries, "en", Some(2));
        assert_eq!(some, [(4, "caption 0 of 4 0"), (9, "caption 0 of 9 0")]);
        assert_eq!(queries(&entries, "en", Some(100)).len(), 8);
        assert!(queries(&entries, "en", Some(0)).is_empty());
    }

    #[test]
    fn the_mean_weighs_languages_equally() {
        let row = |r1: f64, queries| Row {
            language: "en".into(),
            queries,
            stage1: Figures {
                r1,
                ..Figures::default()
            },
            stage2: Some(Figures {
                map: 2.0 * r1,
                ..Figures::default()
            }),
        };
        let mean = mean(&[row(10.0, 1), row(30.0, 99)]);
        assert_eq!((mean.queries, mean.stage1.r1), (100, 20.0));
        assert_eq!(mean.stage2.expect("both have it").map, 40.0);
    }
}
