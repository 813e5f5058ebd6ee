//! Data sets as people receive them, and what `train` says of them before its first step.

use crate::published::{check, publish, train_on, two_languages};
use crate::world::{fail, succeed, trainer, world};
use serde_json::{Value as Json, json};
use std::fs;
use std::path::Path;

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
fn a_run_that_goes_on_decodes_only_photos_that_changed() {
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = two_languages(scratch.path());
    let run = scratch.path().join("run");
    let values = ["eval_every=2", "data.held_out='val'", "batch=6"];
    let past = std::time::SystemTime::now() - std::time::Duration::from_secs(1000);
    let date = |path: &Path, time| {
        let file = fs::File::options().append(true).open(path).expect("a photo");
        file.set_modified(time).expect("another time");
    };
    for photo in fs::read_dir(folder.join("imgs/CUHK01"))
        .expect("listed")
        .flatten()
    {
        date(&photo.path(), past);
    }
    succeed(&mut train_on(&folder, &run, &values));
    // The second photo of a person of the other split is looked at before the first step, and never again.
    let photo = folder.join("imgs/CUHK01/val_1.png");
    let length = fs::metadata(&photo).expect("a photo").len();
    fs::write(&photo, vec![b'x'; length as usize]).expect("written");
    let resume = |steps: &str| {
        let mut resume = trainer("train");
        resume.arg("--resume").args(["--steps", steps, "--out"]).arg(&run);
        resume
    };
    let message = fail(&mut resume("3"));
    assert!(
        message.contains("val: 1 of 4 photos cannot be read: imgs/CUHK01/val_1.png"),
        "{message}"
    );
    // Nothing tells this file from the one that was decoded, so that it is not decoded again.
    date(&photo, past);
    succeed(&mut resume("3"));
    fs::remove_file(&photo).expect("removed");
    let message = fail(&mut resume("4"));
    assert!(message.contains("val: 1 of 4 photos are missing"), "{message}");
    succeed(resume("4").arg("--skip-missing"));
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
