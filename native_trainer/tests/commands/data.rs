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
