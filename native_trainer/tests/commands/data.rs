//! Commands that make data and weights.

use crate::world::{PEOPLE, VIEWS, export, fail, make_checkpoint, strings, succeed, synth, trainer, world};
use bi_irra::image::decode;
use bi_irra::weights::read::read_tensors;
use serde_json::Value as Json;
use std::fs;
use std::path::Path;

#[test]
fn synth_is_reproducible_and_aligned() {
    let scratch = tempfile::tempdir().expect("a folder");
    let (first, again) = (world().path("data"), scratch.path().join("again"));
    let mut command = synth(&again, &[]);
    succeed(command.env("RAYON_NUM_THREADS", "1"));
    for name in [
        "test_reid_en.json",
        "test_reid_zh.json",
        "captions.json",
        "imgs/0000/p000003_1.jpg",
    ] {
        let same = fs::read(first.join(name)).expect(name) == fs::read(again.join(name)).expect(name);
        assert!(same, "{name} differs");
    }
    let list = |language: &str| -> Json {
        let text = fs::read(first.join(format!("test_reid_{language}.json"))).expect("a list");
        serde_json::from_slice(&text).expect("JSON")
    };
    let (english, chinese) = (list("en"), list("zh"));
    assert_eq!(english.as_array().expect("a list").len(), PEOPLE * VIEWS);
    for (index, (en, zh)) in english
        .as_array()
        .into_iter()
        .flatten()
        .zip(chinese.as_array().into_iter().flatten())
        .enumerate()
    {
        assert_eq!((&en["file_path"], &en["id"]), (&zh["file_path"], &zh["id"]));
        assert_eq!(en["id"], index / VIEWS);
        assert_eq!(
            (strings(&en["captions"]).len(), strings(&zh["captions"]).len()),
            (2, 2)
        );
        let image =
            fs::read(first.join("imgs").join(en["file_path"].as_str().expect("a path"))).expect("an image");
        let image = decode(&image).expect("a JPEG");
        assert_eq!((image.height, image.width), (64, 32));
    }
    let message = fail(&mut synth(&again, &[]));
    assert!(
        message.contains("captions.json exists") && message.contains("--force"),
        "{message}"
    );
    succeed(&mut synth(&again, &["--force"]));
}

#[test]
fn the_sample_is_a_flat_folder_with_a_list_and_a_sheet() {
    let scratch = tempfile::tempdir().expect("a folder");
    let (out, sheet) = (scratch.path().join("sample"), scratch.path().join("sheet.png"));
    succeed(
        trainer("synth")
            .arg("--out")
            .arg(&out)
            .args([
                "--preset",
                "sample",
                "--size",
                "32x16",
                "--columns",
                "5",
                "--rows",
                "2",
                "--sheet",
            ])
            .arg(&sheet),
    );
    let list: Json =
        serde_json::from_slice(&fs::read(out.join("sample.json")).expect("a list")).expect("JSON");
    let names = strings(&list["files"]);
    assert_eq!(
        (names.len(), names[0].as_str(), names[47].as_str()),
        (48, "p0001.jpg", "p0048.jpg")
    );
    assert!(names.iter().all(|name| out.join(name).is_file()));
    assert_eq!(fs::read_dir(&out).expect("listed").count(), 49);
    let sheet = decode(&fs::read(sheet).expect("a sheet")).expect("a PNG");
    assert_eq!((sheet.height, sheet.width), (64, 80));
    assert!(sheet.rgb.iter().any(|value| *value != sheet.rgb[0]));
}

#[test]
fn export_drops_the_training_parts_and_is_strict() {
    let world = world();
    let scratch = tempfile::tempdir().expect("a folder");
    let names = |folder: &Path| -> Vec<String> {
        let bytes = fs::read(folder.join("model.safetensors")).expect("weights");
        read_tensors(&bytes).expect("readable").into_keys().collect()
    };
    let (before, after) = (names(&world.path("checkpoint")), names(&world.path("weights")));
    assert!(before.iter().any(|name| name.starts_with("mim_head.")));
    assert!(
        !after
            .iter()
            .any(|name| name.contains("mim_head") || name.contains("mlm_head")),
        "{after:?}"
    );
    assert!(after.iter().all(|name| before.contains(name)));
    for precision in ["f16", "int8"] {
        let out = scratch.path().join(precision);
        export(&world.path("checkpoint"), &out, precision);
        assert_eq!(names(&out), after);
    }
    let export_fails = |checkpoint: &Path| {
        let out = scratch.path().join("never");
        let message = fail(
            trainer("export")
                .arg("--checkpoint")
                .arg(checkpoint)
                .arg("--out")
                .arg(&out),
        );
        assert!(!out.exists(), "nothing is written after an error");
        message
    };
    assert!(export_fails(&world.path("weights")).contains("not a checkpoint"));
    assert!(export_fails(&scratch.path().join("nowhere")).contains("nowhere is not a folder"));
    let mut onto_itself = trainer("export");
    onto_itself
        .arg("--checkpoint")
        .arg(world.path("checkpoint"))
        .arg("--out")
        .arg(world.path("checkpoint"));
    assert!(fail(&mut onto_itself).contains("--out is the checkpoint itself"));
    let broken = scratch.path().join("broken");
    make_checkpoint(&broken, &world.path("tokenizer.json"));
    let whole = fs::read(broken.join("model.safetensors")).expect("weights");
    fs::write(broken.join("model.safetensors"), &whole[..whole.len() - 4]).expect("written");
    let message = export_fails(&broken);
    assert!(
        message.contains("model.safetensors") && message.contains("not a complete safetensors"),
        "{message}"
    );
    fs::remove_file(broken.join("tokenizer.json")).expect("removed");
    assert!(export_fails(&broken).contains("tokenizer.json"));
}

#[test]
fn scenes_are_reproducible_and_their_boxes_lie_inside() {
    let scratch = tempfile::tempdir().expect("a folder");
    let scenes = |out: &Path, extra: &[&str]| {
        let mut command = trainer("synth");
        command.args(["--scenes", "12", "--longest-side", "96", "--seed", "3", "--out"]);
        command.arg(out).args(extra);
        command
    };
    let (first, again) = (scratch.path().join("first"), scratch.path().join("again"));
    succeed(&mut scenes(&first, &[]));
    succeed(scenes(&again, &[]).env("RAYON_NUM_THREADS", "1"));
    let list = fs::read(first.join("annotations.json")).expect("a list");
    assert_eq!(list, fs::read(again.join("annotations.json")).expect("a list"));
    let list: Json = serde_json::from_slice(&list).expect("JSON");
    let images = list["images"].as_array().expect("images");
    assert_eq!(images.len(), 12);
    for image in images {
        let name = image["file_name"].as_str().expect("a name");
        let bytes = fs::read(first.join(name)).expect("a photo");
        assert!(
            bytes == fs::read(again.join(name)).expect("a photo"),
            "{name} differs"
        );
        let photo = decode(&bytes).expect("a JPEG");
        assert_eq!(
            (photo.width as u64, photo.height as u64),
            (
                image["width"].as_u64().expect("a width"),
                image["height"].as_u64().expect("a height")
            )
        );
        assert_eq!(photo.width.max(photo.height), 96);
    }
    let boxes = list["annotations"].as_array().expect("boxes");
    assert!(boxes.len() > 12, "{} people", boxes.len());
    for found in boxes {
        let image = &images[found["image_id"].as_u64().expect("an image") as usize];
        let [left, top, width, height] = [0, 1, 2, 3].map(|i| found["bbox"][i].as_f64().expect("a number"));
        assert!(left >= 0.0 && top >= 0.0 && width >= 1.0 && height >= 1.0);
        assert!(left + width <= image["width"].as_f64().expect("a width"));
        assert!(top + height <= image["height"].as_f64().expect("a height"));
        let ignored = found["seen"].as_f64().expect("a share") < 0.2 || height < 8.0;
        assert_eq!(found["iscrowd"] == 1, ignored);
    }
    let message = fail(&mut scenes(&first, &[]));
    assert!(
        message.contains("annotations.json exists") && message.contains("--force"),
        "{message}"
    );
    succeed(&mut scenes(&first, &["--force", "--png", "--split", "shift"]));
    assert!(first.join("images/0000/s000000.png").exists());
    let message = fail(&mut scenes(&world().path("data"), &[]));
    assert!(message.contains("a folder of their own"), "{message}");
}
