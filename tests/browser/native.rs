//! The other side of the comparison: the trainer's `rank` and `embed` on the same files and weights, person by person as
//! the page does it.

use crate::folder::TestFolder;
use crate::page::Ranked;
use crate::settings;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Least cosine between a feature of the page and the native one.
const LEAST_COSINE: f64 = 0.999;
/// Two photos whose native scores are closer than this may change places.
const TIE: f64 = 1e-3;
/// Most that a score may differ: the features agree to `LEAST_COSINE`, not to the last digit.
const SCORE_TOLERANCE: f64 = 0.02;
/// How many places of a ranking are compared.
const TOP: usize = 10;
/// Most that a side of a box may differ, in shares of the photo: the browser may have decoded it at another scale.
const BOX_TOLERANCE: f64 = 0.01;

/// A person in a photo, or a photo as a whole.
#[derive(Clone, Debug, Deserialize)]
pub struct Person {
    /// Left, top, width and height as shares; `None` for a photo as a whole.
    #[serde(rename = "box")]
    pub region: Option<[f64; 4]>,
    /// The projected feature.
    pub feature: Vec<f32>,
}

/// What is searched of each photo, by path.
pub type People = BTreeMap<String, Vec<Person>>;

/// One line of `native_trainer rank`: file names, best first, with their scores.
#[derive(Debug, Deserialize)]
pub struct NativeRanking {
    id: String,
    ranking: Vec<String>,
    scores: Vec<f64>,
    boxes: Vec<Option<[f64; 4]>>,
}

impl NativeRanking {
    /// Fails unless the page shows the same photos in the first ten places.
    pub fn assert_top_10(&self, language: &str, results: &[Ranked]) {
        assert_eq!(self.id, language);
        assert_eq!(
            results.len(),
            self.ranking.len(),
            "{language}: the page shows another number of photos"
        );
        let score_of: BTreeMap<&str, f64> = self
            .ranking
            .iter()
            .map(String::as_str)
            .zip(self.scores.iter().copied())
            .collect();
        for (place, (shown, expected)) in results.iter().zip(&self.ranking).take(TOP).enumerate() {
            let native = *score_of
                .get(shown.file.as_str())
                .unwrap_or_else(|| panic!("{language}: {} is not in the native ranking", shown.file));
            let same_place = shown.file == *expected || (native - self.scores[place]).abs() < TIE;
            assert!(
                same_place,
                "{language}: place {} is {} ({native}) and should be {expected} ({}): {results:?} {self:?}",
                place + 1,
                shown.file,
                self.scores[place]
            );
            // Written so that a NaN fails, too.
            let close = (shown.score - native).abs() <= SCORE_TOLERANCE * (1.0 + native.abs());
            assert!(
                close,
                "{language}: {} has score {}, natively {native}",
                shown.file, shown.score
            );
            if shown.file == *expected {
                assert_same_box(shown.region, self.boxes[place], &shown.file);
            }
        }
    }
}

/// Ranks the folder natively with these weights for every query, in the order of the queries.
pub fn rank(
    weights: &Path,
    folder: &TestFolder,
    queries: &[(&str, &str)],
    rerank: usize,
) -> Vec<NativeRanking> {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let (input, output) = (
        scratch.path().join("queries.jsonl"),
        scratch.path().join("rankings.jsonl"),
    );
    let lines: Vec<String> = queries
        .iter()
        .map(|(language, text)| json!({ "id": language, "lang": language, "text": text }).to_string())
        .collect();
    fs::write(&input, lines.join("\n") + "\n").expect("queries are written");
    let mut trainer = trainer("rank", weights, folder.path());
    trainer
        .arg("--queries")
        .arg(&input)
        .args(["--rerank", &rerank.to_string()])
        .arg("--out")
        .arg(&output);
    run(&mut trainer);
    let text = fs::read_to_string(&output).expect("rankings are read");
    let rankings: Vec<NativeRanking> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("a ranking"))
        .collect();
    assert_eq!(rankings.len(), queries.len());
    for ranking in &rankings {
        assert_eq!(
            ranking.ranking.len(),
            folder.photos().len(),
            "every good photo is ranked: {ranking:?}"
        );
        assert_eq!(ranking.scores.len(), ranking.ranking.len());
        assert_eq!(ranking.boxes.len(), ranking.ranking.len());
    }
    rankings
}

/// The native projected features of the folder with these weights.
pub fn embed(weights: &Path, folder: &TestFolder) -> People {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let output = scratch.path().join("features.json");
    run(trainer("embed", weights, folder.path()).arg("--out").arg(&output));
    let text = fs::read_to_string(&output).expect("features are read");
    serde_json::from_str(&text).expect("features by file")
}

/// Fails unless the same people are in the same files, with features that point the same way.
pub fn assert_same_people(page: &People, native: &People) {
    assert_eq!(page.keys().collect::<Vec<_>>(), native.keys().collect::<Vec<_>>());
    for (file, people) in page {
        let expected = &native[file];
        assert_eq!(people.len(), expected.len(), "people in {file}");
        for (person, expected) in people.iter().zip(expected) {
            assert_same_box(person.region, expected.region, file);
            let cosine = cosine(&person.feature, &expected.feature);
            // Written so that a NaN fails, too.
            assert!(
                cosine >= LEAST_COSINE,
                "{file}: the cosine of page and native is {cosine}"
            );
        }
    }
}

fn assert_same_box(page: Option<[f64; 4]>, native: Option<[f64; 4]>, file: &str) {
    let same = match (page, native) {
        (Some(page), Some(native)) => page
            .iter()
            .zip(native)
            .all(|(a, b)| (a - b).abs() <= BOX_TOLERANCE),
        (None, None) => true,
        _ => false,
    };
    assert!(same, "{file}: a box is {page:?}, natively {native:?}");
}

fn cosine(a: &[f32], b: &[f32]) -> f64 {
    assert_eq!(a.len(), b.len());
    let dot = |a: &[f32], b: &[f32]| {
        a.iter()
            .zip(b)
            .map(|(x, y)| f64::from(*x) * f64::from(*y))
            .sum::<f64>()
    };
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

fn trainer(task: &str, weights: &Path, gallery: &Path) -> Command {
    let mut trainer = Command::new(settings::native_trainer());
    trainer
        .arg(task)
        .arg("--weights")
        .arg(weights)
        .arg("--people")
        .arg("--gallery")
        .arg(gallery);
    trainer
}

fn run(command: &mut Command) {
    let output = command.output().expect("the trainer starts");
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}
