//! Data sets as they are published, in small: read, checked, evaluated.

use crate::published::{FORMS, check, publish, translate};
use crate::world::{fail, succeed, trainer, world};
use bi_irra::weights::read::read_tensors;
use serde_json::{Value as Json, json};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_published_form_is_read_and_checked() {
    let scratch = tempfile::tempdir().expect("a folder");
    for (form, (name, _, _, _, splits)) in FORMS.into_iter().enumerate() {
        let folder = publish(scratch.path(), form);
        let output = succeed(&mut check(&folder, &["--decode"]));
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(text.contains(name) && text.ends_with("complete\n"), "{text}");
        for split in splits {
            let row = text.lines().find(|line| line.starts_with(split)).expect(split);
            let cells: Vec<&str> = row.split_whitespace().collect();
            assert_eq!(cells[1..4], ["2", "4", "8"], "{row}");
            assert_eq!(*cells.last().expect("languages"), "en");
        }
        // The whole of a published data set is more than this.
        let message = fail(trainer("data").arg("--check").arg(&folder));
        let expected = match name {
            "CUHK-PEDES" => "the train split has 4 photos, officially 34054",
            "ICFG-PEDES" => "the test split has 8 captions, officially 19848",
            "RSTPReid" => "the val split has 2 people, officially 200",
            _ => "UFine6926 as a whole has 8 photos, officially 26206",
        };
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn translations_join_the_published_list() {
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = publish(scratch.path(), 0);
    for split in ["train", "val", "test"] {
        translate(&folder, "reid_raw.json", split, "fr");
    }
    let output = succeed(&mut check(&folder, &["--languages", "en,fr"]));
    let text = String::from_utf8(output.stdout).expect("text");
    assert_eq!(text.matches("en fr").count(), 3, "{text}");
    // And they are evaluated together, by the papers' protocol: all captions against all photos of the split.
    let output = succeed(
        trainer("eval")
            .arg("--weights")
            .arg(world().path("weights"))
            .arg("--data")
            .arg(&folder)
            .args(["--split", "test", "--rerank", "2", "--json"]),
    );
    let report: Json = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (&report["gallery"], &report["identities"]),
        (&json!(4), &json!(2))
    );
    let rows = report["rows"].as_array().expect("rows");
    let languages: Vec<&str> = rows.iter().filter_map(|row| row["language"].as_str()).collect();
    assert_eq!(languages, ["en", "fr", "mean"]);
    assert_eq!(rows[1]["queries"], 8);
}

#[test]
fn a_training_starts_from_given_weights_on_a_published_data_set() {
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = publish(scratch.path(), 0);
    for split in ["train", "val"] {
        translate(&folder, "reid_raw.json", split, "fr");
    }
    let train = |out: &str, extra: &[&str]| {
        let mut command = trainer("train");
        command.arg("--out").arg(scratch.path().join(out));
        for (key, value) in [
            ("init", world().path("checkpoint")),
            ("tokenizer", world().path("checkpoint/tokenizer.json")),
            ("data.path", folder.clone()),
        ] {
            command.arg("--set").arg(format!("{key}='{}'", value.display()));
        }
        let recipe = "steps=2 batch=4 log_every=1 eval_every=2 checkpoint_every=2 rate.warmup=1 rate.peak=1e-4 \
            data.languages=['fr'] data.held_out='val' data.augmentation='bi-irra' model.hidden=32 model.heads=2 \
            model.vision_layers=2 model.text_layers=2 model.cross_layers=1 model.embed_dim=16 model.image_size=[32,16]";
        for item in recipe.split_whitespace().chain(extra.iter().copied()) {
            command.args(["--set", item]);
        }
        command
    };
    succeed(&mut train("run", &[]));
    let log = fs::read_to_string(scratch.path().join("run/log.jsonl")).expect("a log");
    let lines: Vec<Json> = log
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert!(lines[0]["loss"].as_f64().is_some_and(f64::is_finite), "{log}");
    let rows = lines
        .last()
        .and_then(|line| line["held_out"].as_array())
        .expect("an evaluation");
    // Two people of the validation split, in the source and the target language.
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row["r10"] == 100.0), "{rows:?}");
    // One step of a small rate: the weights are near the given ones, not near others.
    let tensors = |path: PathBuf| read_tensors(&fs::read(path).expect("weights")).expect("tensors");
    let given = tensors(world().path("checkpoint/model.safetensors"));
    let trained = tensors(scratch.path().join("run/step-0000002/model.safetensors"));
    let name = "text_encoder.bert.embeddings.word_embeddings.weight";
    let (a, b) = (&given[name].values, &trained[name].values);
    let apart = a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(apart > 0.0 && apart < 1e-3, "{apart}");
    let message = fail(&mut train("other", &["model.vision_layers=3"]));
    assert!(
        message.contains("config.json: vision.layers is 2, the recipe has 3"),
        "{message}"
    );
    assert!(fail(&mut train("third", &["data.split='dev'"])).contains("dev_reid_en.json"));
}

#[test]
fn what_is_missing_is_named() {
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = publish(scratch.path(), 2);
    translate(&folder, "data_captions.json", "train", "zh");
    fs::remove_file(folder.join("imgs/val_2.png")).expect("removed");
    fs::write(folder.join("imgs/test_0.png"), "no picture").expect("written");
    let list = scratch.path().join("missing.txt");
    let mut command = check(&folder, &["--decode", "--missing"]);
    let message = fail(command.arg(&list));
    for expected in [
        "RSTPReid, 4 problems",
        "missing list: val_reid_zh.json",
        "missing list: test_reid_zh.json",
        "val: 1 of 4 photos are missing: val_2.png",
        "test: 1 of 4 photos cannot be read: test_0.png (",
    ] {
        assert!(message.contains(expected), "{expected} in {message}");
    }
    assert_eq!(fs::read_to_string(list).expect("a list"), "val_2.png\ntest_0.png");
    // Without --decode a photo only has to be there.
    assert!(!fail(&mut check(&folder, &[])).contains("test_0.png"));
}

#[test]
fn empty_and_broken_folders_say_what_they_lack() {
    let scratch = tempfile::tempdir().expect("a folder");
    let empty = scratch.path().join("mine");
    fs::create_dir(&empty).expect("a folder");
    assert!(fail(&mut check(&empty, &[])).contains("no lists: expected SPLIT_reid_LANGUAGE.json"));
    let message = fail(&mut check(&empty, &["--collection", "icfg-pedes"]));
    assert!(
        message.contains("missing list: train_reid_en.json, or ICFG-PEDES.json with this split"),
        "{message}"
    );
    assert!(fail(&mut check(&scratch.path().join("nowhere"), &[])).contains("nowhere is not a folder"));
    let folder = publish(scratch.path(), 1);
    translate(&folder, "ICFG-PEDES.json", "test", "de");
    let path = folder.join("test_reid_de.json");
    let text = fs::read_to_string(&path).expect("a list");
    fs::write(&path, text.replace("test_1.png", "test_7.png")).expect("written");
    let message = fail(&mut check(&folder, &[]));
    assert!(
        message.contains("test_reid_de.json, entry 1: expected test/0001/test_1.png of person 11, found"),
        "{message}"
    );
    fs::write(folder.join("ICFG-PEDES.json"), "[{]").expect("written");
    assert!(fail(&mut check(&folder, &[])).contains("ICFG-PEDES.json: "));
}

#[test]
fn runs_are_drawn() {
    let scratch = tempfile::tempdir().expect("a folder");
    let (run, picture) = (scratch.path().join("run"), scratch.path().join("curves.svg"));
    fs::create_dir(&run).expect("a folder");
    let log = "{\"step\":1,\"loss\":2.0,\"rate\":0.1}\n{\"step\":2,\"loss\":1.0,\"rate\":0.1}\n";
    fs::write(run.join("log.jsonl"), log).expect("written");
    let plot = |out: &Path| {
        let mut command = trainer("plot");
        command.arg("--run").arg(&run).arg("--out").arg(out);
        command
    };
    succeed(&mut plot(&picture));
    assert!(
        fs::read_to_string(&picture)
            .expect("a picture")
            .contains("learning rate")
    );
    assert!(fail(&mut plot(&scratch.path().join("x.png"))).contains("expected .svg"));
    fs::write(run.join("log.jsonl"), "words\n").expect("written");
    assert!(fail(&mut plot(&picture)).contains("log.jsonl, line 1"));
}
