//! `--people`: whole photos, searched person by person. The finder here has random weights: it believes in everybody or
//! in nobody, as its threshold says.

use crate::world::{fail, on, photos, succeed, world};
use bi_irra::config::finder::FinderConfig;
use bi_irra::model::finder::Finder;
use bi_irra::model::parts::Parts;
use bi_irra::weights::write::{Precision, Value, collect, to_safetensors};
use burn::tensor::Device;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The shared weights with a finder beside them.
fn weights_with_finder(threshold: f32) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["config.json", "tokenizer.json", "model.safetensors"] {
        fs::copy(world().path("weights").join(name), folder.path().join(name)).expect("copied");
    }
    let config = FinderConfig {
        widths: [4, 4, 8, 8, 8],
        neck: 8,
        threshold,
        ..FinderConfig::web()
    };
    let device = Device::flex();
    device.seed(3);
    let tensors = collect(&Finder::new(&config, Parts::Inference, &device), &Value).expect("readable");
    let bytes = to_safetensors(&tensors, Precision::F16, &BTreeMap::new()).expect("serialised");
    fs::write(folder.path().join("finder.json"), config.to_json()).expect("written");
    fs::write(folder.path().join("finder.safetensors"), bytes).expect("written");
    folder
}

/// Runs `rank` for one query: its line, and what was said.
fn rank(weights: &Path, gallery: &Path, extra: &[&str]) -> (Json, String) {
    let scratch = tempfile::tempdir().expect("a folder");
    let (input, output) = (scratch.path().join("q.jsonl"), scratch.path().join("r.jsonl"));
    fs::write(&input, r#"{"id":1,"text":"a man in a red jacket"}"#).expect("written");
    let mut command = on("rank", weights, gallery);
    command.arg("--queries").arg(&input).arg("--out").arg(&output);
    let said = String::from_utf8(succeed(command.args(extra)).stderr).expect("text");
    let line = fs::read_to_string(&output).expect("rankings");
    (serde_json::from_str(&line).expect("a ranking"), said)
}

fn list<'a>(answer: &'a Json, name: &str) -> &'a Vec<Json> {
    answer[name]
        .as_array()
        .unwrap_or_else(|| panic!("{name}: {answer}"))
}

#[test]
fn a_photo_counts_by_its_best_person_who_has_a_box() {
    let scratch = tempfile::tempdir().expect("a folder");
    let names = photos(scratch.path());
    let weights = weights_with_finder(0.0);
    let (ranking, said) = rank(weights.path(), scratch.path(), &["--people"]);
    assert_eq!(list(&ranking, "ranking").len(), names.len());
    assert_eq!(list(&ranking, "scores").len(), names.len());
    let boxes = list(&ranking, "boxes");
    assert_eq!(boxes.len(), names.len());
    for shares in boxes {
        let shares: Vec<f64> = serde_json::from_value(shares.clone()).expect("a box");
        let [left, top, width, height] = shares[..] else {
            panic!("{shares:?}")
        };
        assert!(
            left >= 0.0 && top >= 0.0 && width > 0.0 && height > 0.0,
            "{shares:?}"
        );
        assert!(left + width < 1.0001 && top + height < 1.0001, "{shares:?}");
    }
    assert!(said.contains("b.jpg: the 24 largest of "), "{said}");
    let (plain, _) = rank(weights.path(), scratch.path(), &[]);
    assert!(plain["boxes"].is_null(), "{plain}");
}

#[test]
fn photos_of_nobody_are_searched_as_wholes_and_marked() {
    let scratch = tempfile::tempdir().expect("a folder");
    let names = photos(scratch.path());
    let weights = weights_with_finder(0.999);
    let (ranking, said) = rank(weights.path(), scratch.path(), &["--people"]);
    let (plain, _) = rank(weights.path(), scratch.path(), &[]);
    for part in ["ranking", "scores"] {
        assert_eq!(ranking[part], plain[part]);
    }
    assert_eq!(*list(&ranking, "boxes"), vec![Json::Null; names.len()]);
    assert!(said.contains("3 photos in which nobody was found"), "{said}");
    let mut search = on("search", weights.path(), scratch.path());
    search.args(["--people", "--query", "a man"]);
    let text = String::from_utf8(succeed(&mut search).stdout).expect("text");
    assert_eq!(text.matches("(nobody found)").count(), names.len(), "{text}");
    let answer: Json = serde_json::from_slice(&succeed(search.arg("--json")).stdout).expect("JSON");
    for found in list(&answer, "results") {
        assert!(found["nobody"] == true && found["box"].is_null(), "{found}");
    }
}

#[test]
fn without_a_finder_photos_are_wholes_which_is_said() {
    let scratch = tempfile::tempdir().expect("a folder");
    let names = photos(scratch.path());
    let weights = world().path("weights");
    let (ranking, said) = rank(&weights, scratch.path(), &["--people"]);
    assert_eq!(*list(&ranking, "boxes"), vec![Json::Null; names.len()]);
    assert!(
        said.contains("has no finder.json: every photo is searched as a whole"),
        "{said}"
    );
    let damaged = weights_with_finder(0.5);
    let tensors = damaged.path().join("finder.safetensors");
    let whole = fs::read(&tensors).expect("a finder");
    fs::write(&tensors, &whole[..whole.len() / 2]).expect("written");
    let mut search = on("search", damaged.path(), scratch.path());
    search.args(["--people", "--query", "a man"]);
    let message = fail(&mut search);
    assert!(message.contains("finder.safetensors"), "{message}");
    fs::remove_file(&tensors).expect("removed");
    let message = fail(&mut search);
    assert!(message.contains("finder.safetensors"), "{message}");
}

#[test]
fn every_person_is_embedded_with_a_box() {
    let scratch = tempfile::tempdir().expect("a folder");
    let names = photos(scratch.path());
    let weights = weights_with_finder(0.0);
    let out = scratch.path().join("out.json");
    let mut embed = on("embed", weights.path(), scratch.path());
    succeed(embed.arg("--people").arg("--out").arg(&out));
    let found: BTreeMap<String, Vec<Json>> =
        serde_json::from_slice(&fs::read(&out).expect("features")).expect("JSON");
    assert_eq!(found.keys().cloned().collect::<Vec<_>>(), names);
    for person in found.values().flatten() {
        let (region, feature) = (list(person, "box"), list(person, "feature"));
        assert_eq!((region.len(), feature.len()), (4, 16), "{person}");
    }
    assert!(found.values().all(|people| people.len() == 24));
}

#[test]
fn photos_of_every_shape_are_no_trouble() {
    let scratch = tempfile::tempdir().expect("a folder");
    let sizes = [(1, 1), (3000, 1), (1, 3000), (16_000, 500), (640, 480)];
    for (width, height) in sizes {
        let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
        let name = format!("{width}x{height}.png");
        picture.save(scratch.path().join(name)).expect("a photo");
    }
    for threshold in [0.0, 0.999] {
        let weights = weights_with_finder(threshold);
        let (ranking, _) = rank(weights.path(), scratch.path(), &["--people"]);
        assert_eq!(list(&ranking, "boxes").len(), sizes.len());
    }
}
