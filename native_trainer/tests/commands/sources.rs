//! Data sets as they are published, in small: read, checked, evaluated.

use crate::world::{fail, succeed, trainer, world};
use bi_irra::weights::read::read_tensors;
use image::RgbImage;
use serde_json::{Value as Json, json};
use std::fs;
use std::path::{Path, PathBuf};

/// A published form: folder, list, name of the path's field, prefix of the paths, splits.
const FORMS: [(&str, &str, &str, &str, &[&str]); 4] = [
    (
        "CUHK-PEDES",
        "reid_raw.json",
        "file_path",
        "CUHK01/",
        &["train", "val", "test"],
    ),
    (
        "ICFG-PEDES",
        "ICFG-PEDES.json",
        "file_path",
        "test/0001/",
        &["train", "test"],
    ),
    (
        "RSTPReid",
        "data_captions.json",
        "img_path",
        "",
        &["train", "val", "test"],
    ),
    (
        "UFine6926",
        "annotations.json",
        "file_path",
        "images/",
        &["train", "test"],
    ),
];
/// Photos of each split: two of each person.
const PHOTOS: usize = 4;

/// Writes the list of all splits and its photos; the folder.
fn publish(scratch: &Path, form: usize) -> PathBuf {
    let (name, list, field, prefix, splits) = FORMS[form];
    let folder = scratch.join(name);
    let images = if prefix == "images/" {
        folder.clone()
    } else {
        folder.join("imgs")
    };
    fs::create_dir_all(images.join(prefix)).expect("a folder");
    let mut entries = Vec::new();
    for (s, split) in splits.iter().enumerate() {
        for n in 0..PHOTOS {
            let path = format!("{prefix}{split}_{n}.png");
            let shade = (40 * n + 10 * s) as u8;
            RgbImage::from_pixel(16, 32, [shade, 90, 200].into())
                .save(images.join(&path))
                .expect("a photo");
            entries.push(json!({
                "split": split, "id": 10 * s + n / 2 + 1, field: path,
                "captions": [format!("a man in a red shirt, {split} {n}"), format!("{split} {n}, blue jeans")],
                "processed_tokens": [["a", "man"], ["blue", "jeans"]],
            }));
        }
    }
    fs::write(folder.join(list), Json::from(entries).to_string()).expect("written");
    folder
}

/// Adds a list of the M-format: the entries of a split with other captions.
fn translate(folder: &Path, list: &str, split: &str, language: &str) {
    let all: Vec<Json> = serde_json::from_slice(&fs::read(folder.join(list)).expect("a list")).expect("JSON");
    let mut entries: Vec<Json> = all.into_iter().filter(|entry| entry["split"] == split).collect();
    for entry in &mut entries {
        entry["captions"] = json!([format!("{language} one"), format!("{language} two")]);
    }
    let path = folder.join(format!("{split}_reid_{language}.json"));
    fs::write(path, Json::from(entries).to_string()).expect("written");
}

/// `data --check`; parts of the official splits will do.
fn check(folder: &Path, extra: &[&str]) -> std::process::Command {
    let mut command = trainer("data");
    command.arg("--check").arg(folder).arg("--partial").args(extra);
    command
}

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

/// Two people with two photos each, in English and French; the photos have one colour.
fn two_languages(scratch: &Path) -> PathBuf {
    let folder = publish(scratch, 0);
    for split in ["train", "val"] {
        translate(&folder, "reid_raw.json", split, "fr");
    }
    folder
}

/// `train` of a tiny model on a data set.
fn train_on(folder: &Path, out: &Path, values: &[&str]) -> std::process::Command {
    let path = format!("data.path='{}'", folder.display());
    let mut all = vec![path.as_str(), "steps=2", "data.languages=['fr']"];
    all.extend(values);
    crate::world::train_tiny("bi-irra", out, &all)
}

#[test]
fn training_says_all_that_is_missing_before_it_starts() {
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = two_languages(scratch.path());
    fs::remove_file(folder.join("imgs/CUHK01/train_1.png")).expect("removed");
    fs::write(folder.join("imgs/CUHK01/val_0.png"), "no picture").expect("written");
    let run = scratch.path().join("run");
    let values = ["eval_every=2", "data.held_out='val'", "batch=6"];
    let message = fail(&mut train_on(
        &folder,
        &run,
        &[&values[..], &["data.languages=['fr','de']"]].concat(),
    ));
    for expected in [
        "CUHK-PEDES: not ready for training",
        "has no train_reid_de.json",
        "has no val_reid_de.json",
        "train: 1 of 4 photos are missing: imgs/CUHK01/train_1.png",
        "val: 1 of 4 photos cannot be read: imgs/CUHK01/val_0.png (",
        "--skip-missing goes on without the photos",
    ] {
        assert!(message.contains(expected), "{expected} in {message}");
    }
    assert!(!run.exists(), "nothing is begun");
    let output = succeed(train_on(&folder, &run, &values).arg("--skip-missing"));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("train_1.png; they are left out"), "{message}");
    assert!(run.join("step-0000002").is_dir());
}

#[test]
fn captions_without_words_are_named_and_left_out() {
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = two_languages(scratch.path());
    let list = folder.join("reid_raw.json");
    let mut entries: Vec<Json> = serde_json::from_slice(&fs::read(&list).expect("a list")).expect("JSON");
    entries[0]["captions"][0] = json!("");
    entries[5]["captions"] = json!(["?!", " "]);
    entries[8]["captions"][1] = json!(" \t");
    fs::write(&list, Json::from(entries.clone()).to_string()).expect("written");
    let message = fail(&mut check(&folder, &["--splits", "train", "--languages", "en"]));
    assert!(
        message.contains("train: 1 of 8 captions (en) have no words: CUHK01/train_0.png"),
        "{message}"
    );
    let values = ["eval_every=2", "data.held_out='val'", "batch=6"];
    let output = succeed(&mut train_on(&folder, &scratch.path().join("run"), &values));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        message.contains("1 of 8 captions (en) have no words: CUHK01/train_0.png; they are left out"),
        "{message}"
    );
    let mut eval = trainer("eval");
    eval.arg("--weights")
        .arg(world().path("weights"))
        .arg("--data")
        .arg(&folder);
    let output = succeed(eval.args(["--split", "test", "--json"]));
    let report: Json = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["rows"][0]["queries"], 7);
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        message.contains("without words are left out") && message.contains("test_0.png"),
        "{message}"
    );
    for entry in &mut entries {
        entry["captions"] = json!(["", ""]);
    }
    fs::write(&list, Json::from(entries).to_string()).expect("written");
    let message = fail(&mut train_on(&folder, &scratch.path().join("none"), &[]));
    assert!(
        message.contains("8 of 8 captions (en) have no words"),
        "{message}"
    );
}

#[test]
fn lists_from_other_systems_are_read() {
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = publish(scratch.path(), 0);
    let list = folder.join("reid_raw.json");
    let text = fs::read_to_string(&list).expect("a list");
    let paths = text
        .replace("CUHK01/train", ".\\\\CUHK01\\\\train")
        .replace("\"id\":1,", "\"id\":\"0001\",");
    assert_ne!(paths, text);
    let wide: Vec<u8> = paths.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        [b"\xef\xbb\xbf", paths.replace("},", "},\r\n").as_bytes()].concat(),
        [b"\xff\xfe".to_vec(), wide].concat(),
    ] {
        fs::write(&list, bytes).expect("written");
        succeed(&mut check(&folder, &["--decode"]));
    }
    fs::write(&list, b"[{\"file_path\":\"caf\xe9.jpg\"}]").expect("written");
    assert!(fail(&mut check(&folder, &[])).contains("not text in UTF-8 or UTF-16: byte 18"));
}

#[test]
fn a_list_without_splits_is_one_split_of_its_own() {
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = publish(scratch.path(), 0);
    let text = fs::read(folder.join("reid_raw.json")).expect("a list");
    let mut entries: Vec<Json> = serde_json::from_slice(&text).expect("JSON");
    for entry in &mut entries {
        entry.as_object_mut().expect("an entry").remove("split");
    }
    fs::remove_file(folder.join("reid_raw.json")).expect("removed");
    fs::write(folder.join("caption_all.json"), Json::from(entries).to_string()).expect("written");
    let mut check = trainer("data");
    let message = fail(check.arg("--check").arg(&folder).arg("--partial"));
    assert!(
        message.contains("CUHK-PEDES")
            && message.contains("caption_all.json has 12 entries without a `split`"),
        "{message}"
    );
    let values = ["data.languages=['zh']"];
    let message = fail(&mut train_on(&folder, &scratch.path().join("run"), &values));
    assert!(
        message.contains("without a `split`") && message.contains("split `all`"),
        "{message}"
    );
    let mut eval = trainer("eval");
    eval.arg("--weights")
        .arg(world().path("weights"))
        .arg("--data")
        .arg(&folder);
    let output = succeed(eval.args(["--split", "all", "--json"]));
    let report: Json = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["gallery"], 12);
}

#[test]
fn a_stray_sign_in_a_caption_is_a_letter_among_others() {
    let scratch = tempfile::tempdir().expect("a folder");
    let rows = |change: &dyn Fn(&str) -> String| -> Json {
        let folder = publish(&tempfile::tempdir_in(scratch.path()).expect("a folder").keep(), 0);
        let list = folder.join("reid_raw.json");
        let mut entries: Vec<Json> = serde_json::from_slice(&fs::read(&list).expect("a list")).expect("JSON");
        for entry in &mut entries {
            let text = entry["captions"][0].as_str().expect("a caption").to_string();
            entry["captions"] = json!([change(&text), change(&text)]);
        }
        fs::write(&list, Json::from(entries).to_string()).expect("written");
        let mut eval = trainer("eval");
        eval.arg("--weights")
            .arg(world().path("weights"))
            .arg("--data")
            .arg(&folder);
        let output = succeed(eval.args(["--split", "test", "--rerank", "2", "--json"]));
        serde_json::from_slice::<Json>(&output.stdout).expect("JSON")["rows"].clone()
    };
    // Nine signs are more parts than a query may have.
    let plus = rows(&|text| {
        text.split(' ')
            .map(|word| format!("+{word} "))
            .collect::<String>()
            + "+a +b"
    });
    assert_eq!(plus[0]["queries"], 8);
}
