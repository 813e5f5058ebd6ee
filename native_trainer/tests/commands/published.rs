//! Data sets in their published forms, in small.

use crate::world::{train_tiny, trainer};
use image::RgbImage;
use serde_json::{Value as Json, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A published form: folder, list, name of the path's field, prefix of the paths, splits.
pub const FORMS: [(&str, &str, &str, &str, &[&str]); 4] = [
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
pub fn publish(scratch: &Path, form: usize) -> PathBuf {
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
pub fn translate(folder: &Path, list: &str, split: &str, language: &str) {
    let all: Vec<Json> = serde_json::from_slice(&fs::read(folder.join(list)).expect("a list")).expect("JSON");
    let mut entries: Vec<Json> = all.into_iter().filter(|entry| entry["split"] == split).collect();
    for entry in &mut entries {
        entry["captions"] = json!([format!("{language} one"), format!("{language} two")]);
    }
    let path = folder.join(format!("{split}_reid_{language}.json"));
    fs::write(path, Json::from(entries).to_string()).expect("written");
}

/// `data --check`; parts of the official splits will do.
pub fn check(folder: &Path, extra: &[&str]) -> Command {
    let mut command = trainer("data");
    command.arg("--check").arg(folder).arg("--partial").args(extra);
    command
}

/// Two people with two photos each, in English and French; the photos have one colour.
pub fn two_languages(scratch: &Path) -> PathBuf {
    let folder = publish(scratch, 0);
    for split in ["train", "val"] {
        translate(&folder, "reid_raw.json", split, "fr");
    }
    folder
}

/// `train` of a tiny model on a data set.
pub fn train_on(folder: &Path, out: &Path, values: &[&str]) -> Command {
    let path = format!("data.path='{}'", folder.display());
    let mut all = vec![path.as_str(), "steps=2", "data.languages=['fr']"];
    all.extend(values);
    train_tiny("bi-irra", out, &all)
}
