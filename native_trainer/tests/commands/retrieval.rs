//! Commands that use weights: `search`, `embed` and `eval`.

use crate::world::{fail, on_gallery, photos, succeed, trainer, world};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;

#[test]
fn search_names_the_languages_where_it_knows_no_word() {
    let scratch = tempfile::tempdir().expect("a folder");
    photos(scratch.path());
    let mut command = on_gallery("search", scratch.path());
    let output = succeed(command.args(["--query", "женщина", "--json"]));
    let answer: Json = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(answer["understood"], "nothing");
    assert_eq!(answer["languages"][0], "en");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("no word") && said.contains("German"), "{said}");
}

#[test]
fn search_answers_in_json_and_lists_what_it_skipped() {
    let scratch = tempfile::tempdir().expect("a folder");
    let names = photos(scratch.path());
    let mut command = on_gallery("search", scratch.path());
    command.args(["--query", "a woman with a bag", "--top", "2", "--rerank", "1"]);
    let text = String::from_utf8(succeed(&mut command).stdout).expect("text");
    assert_eq!(text.lines().count(), 2);
    assert!(
        text.lines().next().expect("a line").contains('%')
            && names.iter().any(|name| text.contains(name.as_str()))
    );
    let answer: Json = serde_json::from_slice(&succeed(command.arg("--json")).stdout).expect("JSON");
    assert_eq!(
        (&answer["photos"], &answer["reranked"]),
        (&Json::from(3), &Json::from(1))
    );
    let results = answer["results"].as_array().expect("a list");
    assert_eq!(results.len(), 2);
    assert!(
        (0.0..=1.0).contains(&results[0]["match"].as_f64().expect("judged")) && results[1]["match"].is_null()
    );
    let skipped: Vec<&str> = answer["skipped"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|s| s["file"].as_str())
        .collect();
    assert_eq!(skipped, ["cut.jpg", "list.txt", "words.png"]);
    assert!(
        answer["skipped"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|s| s["reason"].as_str().is_some_and(|r| r.len() > 5))
    );
}

#[test]
fn bad_input_has_clear_messages() {
    let scratch = tempfile::tempdir().expect("a folder");
    let message = fail(on_gallery("search", scratch.path()).args(["--query", "a man"]));
    assert!(
        message.contains("has no readable photos (0 other files)"),
        "{message}"
    );
    let message = fail(on_gallery("search", &scratch.path().join("gone")).args(["--query", "a man"]));
    assert!(
        message.contains("cannot read") && message.contains("gone"),
        "{message}"
    );
    let message = fail(on_gallery("search", scratch.path()).args(["--query", "  "]));
    assert!(message.contains("--query is empty"), "{message}");
    fs::write(scratch.path().join("a.jpg"), "no photo").expect("written");
    let message = fail(on_gallery("embed", scratch.path()).args(["--out", "never.json"]));
    assert!(message.contains("skipped a.jpg: "), "{message}");
    let weights = scratch.path().join("weights");
    fs::create_dir(&weights).expect("a folder");
    let mut command = trainer("search");
    command
        .arg("--gallery")
        .arg(scratch.path())
        .args(["--query", "x"])
        .arg("--weights")
        .arg(&weights);
    let message = fail(&mut command);
    assert!(
        message.contains("cannot read") && message.contains("config.json"),
        "{message}"
    );
}

#[test]
fn embed_writes_unit_features_by_name() {
    let scratch = tempfile::tempdir().expect("a folder");
    let names = photos(scratch.path());
    let out = scratch.path().join("out.json");
    succeed(on_gallery("embed", scratch.path()).arg("--out").arg(&out));
    let features: BTreeMap<String, Vec<f64>> =
        serde_json::from_slice(&fs::read(&out).expect("features")).expect("JSON");
    assert_eq!(features.keys().cloned().collect::<Vec<_>>(), names);
    for feature in features.values() {
        let norm: f64 = feature.iter().map(|v| v * v).sum::<f64>().sqrt();
        assert!(feature.len() == 16 && (norm - 1.0).abs() < 1e-3, "{norm}");
    }
}

#[test]
fn eval_measures_weights_and_checkpoints_alike() {
    let world = world();
    let eval = |weights: &str, extra: &[&str]| -> Json {
        let mut command = trainer("eval");
        command
            .arg("--weights")
            .arg(world.path(weights))
            .arg("--data")
            .arg(world.path("data"))
            .arg("--json");
        serde_json::from_slice(&succeed(command.args(extra)).stdout).expect("JSON")
    };
    let all = eval("weights", &[]);
    assert_eq!(
        (&all["gallery"], &all["identities"], &all["split"]),
        (&Json::from(8), &Json::from(4), &Json::from("test"))
    );
    let rows = all["rows"].as_array().expect("rows");
    let languages: Vec<&str> = rows.iter().filter_map(|row| row["language"].as_str()).collect();
    assert_eq!(languages, ["en", "zh", "mean"]);
    for row in rows {
        for stage in ["stage1", "stage2"] {
            let figure = |name: &str| row[stage][name].as_f64().expect("a figure");
            assert_eq!(figure("r10"), 100.0, "the gallery has eight images");
            assert!(figure("r1") <= figure("r5") && figure("r5") <= 100.0);
            // Two matches among eight: at worst in the last two places.
            assert!((25.0..=100.0).contains(&figure("minp")), "{row}");
            assert!((19.0..=100.0).contains(&figure("map")), "{row}");
        }
    }
    assert_eq!(rows[0]["queries"], 16);
    assert_eq!(eval("checkpoint", &[])["rows"], all["rows"]);
    let one = eval(
        "weights",
        &[
            "--protocol",
            "one",
            "--languages",
            "zh",
            "--rerank",
            "0",
            "--limit",
            "3",
        ],
    );
    assert_eq!(
        (&one["gallery"], &one["rows"][0]["queries"]),
        (&Json::from(4), &Json::from(3))
    );
    assert!(one["rows"][0]["stage2"].is_null());
    let message = fail(
        trainer("eval")
            .arg("--weights")
            .arg(world.path("weights"))
            .arg("--data")
            .arg(world.path("data"))
            .args(["--languages", "fr"]),
    );
    assert!(message.contains("test_reid_fr.json"), "{message}");
}
