//! Data sets that are published to train on, in small: SYNTH-PEDES, SynTBPR, MALS and LUPerson-MLLM in their layouts.

use crate::world::{fail, log, succeed, train_tiny, trainer};
use image::RgbImage;
use serde_json::{Value as Json, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Photos of each data set.
const PHOTOS: usize = 4;

/// A data set in its published layout, and how many people and captions it has.
struct Published {
    name: &'static str,
    folder: PathBuf,
    people: usize,
    captions: usize,
}

fn put(path: &Path, content: &Json) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, content.to_string()).expect("written");
}

fn photo(path: &Path, shade: usize) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    RgbImage::from_pixel(16, 32, [shade as u8, 90, 200].into())
        .save(path)
        .expect("a photo");
}

/// Two photos of a person in a folder; two captions or one, and a sentence made of attributes. The list lies beside.
fn synth_pedes(scratch: &Path) -> Published {
    let folder = scratch.join("synth");
    let entry = |n: usize| {
        let path = format!("Part1/{}/{}.png", n / 2, n % 2);
        photo(&folder.join(&path), 40 * n);
        let captions: Vec<String> = (0..=n % 2).map(|c| format!("a man in red, {n} {c}")).collect();
        json!({
            "id": n / 2, "file_path": path, "attributes": ["man,red shirt,unknown"], "captions": captions,
            "prompt_caption": [format!("A man with a red shirt, {n}.")],
        })
    };
    let entries: Vec<Json> = (0..PHOTOS).map(entry).collect();
    put(&folder.join("synthpedes-dataset.json"), &entries.into());
    Published {
        name: "SYNTH-PEDES",
        folder,
        people: 2,
        captions: 6 + 4,
    }
}

/// As TBPS-CLIP's lists, with translations back into English that nobody asks for.
fn syntbpr(scratch: &Path) -> Published {
    let folder = scratch.join("SynTBPR");
    let entry = |n: usize| {
        let path = format!("images_{n}_1.png");
        photo(&folder.join("imgs").join(&path), 40 * n);
        json!({
            "id": n / 2, "file_path": path, "captions": [format!("a man in red, {n}")], "captions_bt": ["a red man"],
            "split": "train",
        })
    };
    let entries: Vec<Json> = (0..PHOTOS).map(entry).collect();
    put(&folder.join("train_reid.json"), &entries.into());
    Published {
        name: "SynTBPR",
        folder,
        people: 2,
        captions: PHOTOS,
    }
}

/// Two lists of two pictures each, in a folder of their own; everybody is somebody else.
fn mals(scratch: &Path) -> Published {
    let folder = scratch.join("mals");
    for (list, pictures) in [("g_4x_attrs.json", "4x"), ("g_c_g_a_0_attrs.json", "c_g_a_0")] {
        let entry = |n: usize| {
            let path = format!("gene_crop/{pictures}/{n}.png");
            photo(&folder.join(&path), 40 * n);
            json!({
                "image": path, "caption": format!("a man in red, {pictures} {n}"),
                "image_id": format!("{pictures}_{n}"), "label": [1, 0, -1],
            })
        };
        let entries: Vec<Json> = (0..PHOTOS / 2).map(entry).collect();
        put(&folder.join("gene_attrs").join(list), &entries.into());
    }
    Published {
        name: "MALS",
        folder,
        people: PHOTOS,
        captions: PHOTOS,
    }
}

/// Captions by photo, in a file for each model and kind of question; one photo lacks one of them.
fn luperson_mllm(scratch: &Path) -> Published {
    let folder = scratch.join("luperson");
    for (list, count) in [
        ("Ts-qwen.json", PHOTOS),
        ("Td-qwen.json", PHOTOS),
        ("Td-shikra.json", PHOTOS - 1),
    ] {
        let captions = (0..count).map(|n| {
            photo(&folder.join(format!("LUPerson-MLLM/{n}.png")), 40 * n);
            (
                format!("part{n}/{n}.png"),
                json!(format!("a man in red, {list} {n}")),
            )
        });
        let captions: serde_json::Map<String, Json> = captions.collect();
        put(&folder.join("caption").join(list), &captions.into());
    }
    Published {
        name: "LUPerson-MLLM",
        folder,
        people: PHOTOS,
        captions: 3 * PHOTOS - 1,
    }
}

fn all(scratch: &Path) -> [Published; 4] {
    [
        synth_pedes(scratch),
        syntbpr(scratch),
        mals(scratch),
        luperson_mllm(scratch),
    ]
}

fn check(folder: &Path, extra: &[&str]) -> Command {
    let mut command = trainer("data");
    command.arg("--check").arg(folder).args(extra);
    command
}

/// `train` of a tiny model on a data set, two steps.
fn train_on(method: &str, folder: &Path, out: &Path) -> Command {
    let path = format!("data.path='{}'", folder.display());
    let values = [
        "steps=2",
        "model.text_layers=1",
        "model.cross_layers=1",
        "model.embed_dim=16",
        &path,
    ];
    train_tiny(method, out, &values)
}

#[test]
fn each_layout_is_recognised_read_and_checked() {
    let scratch = tempfile::tempdir().expect("a folder");
    for one in all(scratch.path()) {
        let output = succeed(&mut check(&one.folder, &["--partial", "--decode"]));
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(text.contains(one.name) && text.ends_with("complete\n"), "{text}");
        let row = text
            .lines()
            .find(|line| line.starts_with("train"))
            .expect("a row");
        let cells: Vec<&str> = row.split_whitespace().collect();
        let expected = [one.people, PHOTOS, one.captions].map(|count| count.to_string());
        assert_eq!(cells[1..4], expected, "{text}");
        assert_eq!(*cells.last().expect("languages"), "en");
        // Of two, the size is published.
        let whole = check(&one.folder, &[]).output().expect("it runs");
        let message = String::from_utf8(whole.stderr).expect("text");
        match one.name {
            "SYNTH-PEDES" => assert!(message.contains("4 photos, officially 4791711"), "{message}"),
            "MALS" => assert!(message.contains("4 photos, officially 1510330"), "{message}"),
            _ => assert!(whole.status.success(), "{message}"),
        }
    }
}

#[test]
fn each_layout_is_trained_on() {
    let scratch = tempfile::tempdir().expect("a folder");
    for one in all(scratch.path()) {
        let run = scratch.path().join(format!("run-{}", one.name));
        // IRRA reads English alone.
        let mut command = train_on("irra", &one.folder, &run);
        // Where nearly everybody is somebody else, there is nobody to recognise, and no classifier for it.
        let recognise = one.people < PHOTOS;
        if !recognise {
            command.args(["--set", "irra.losses.id=0.0"]);
        }
        succeed(&mut command);
        let log = log(&run);
        assert_eq!((log.len(), log[0]["id"].is_number()), (2, recognise), "{log:?}");
        let config = fs::read(run.join("step-0000002/config.json")).expect("a configuration");
        let config: Json = serde_json::from_slice(&config).expect("JSON");
        assert_eq!(config["identities"], if recognise { one.people } else { 0 });
        // Bi-IRRA wants translations, and takes them in the list of a language.
        let run = scratch.path().join(format!("again-{}", one.name));
        let message = fail(&mut train_on("bi-irra", &one.folder, &run));
        assert!(message.contains("has no train_reid_zh.json"), "{message}");
        assert!(!message.contains("reid_en.json"), "{message}");
    }
}

#[test]
fn translations_stand_beside_the_published_list() {
    let scratch = tempfile::tempdir().expect("a folder");
    let one = luperson_mllm(scratch.path());
    let entry = |n: usize| {
        let captions = vec!["一个男人"; if n == PHOTOS - 1 { 2 } else { 3 }];
        json!({ "file_path": format!("LUPerson-MLLM/{n}.png"), "id": n, "captions": captions })
    };
    let entries: Vec<Json> = (0..PHOTOS).map(entry).collect();
    put(&one.folder.join("train_reid_zh.json"), &entries.into());
    succeed(&mut check(&one.folder, &["--languages", "en,zh"]));
    succeed(&mut train_on("bi-irra", &one.folder, &scratch.path().join("run")));
}

#[test]
fn there_is_nothing_but_the_training_split() {
    let scratch = tempfile::tempdir().expect("a folder");
    for one in [
        synth_pedes(scratch.path()),
        mals(scratch.path()),
        luperson_mllm(scratch.path()),
    ] {
        let message = fail(&mut check(&one.folder, &["--splits", "test"]));
        assert!(
            message.contains("missing list: test_reid_en.json")
                && message.contains("entries, all of them of the split `train`"),
            "{message}"
        );
    }
}

#[test]
fn what_is_wrong_is_named_with_file_entry_and_field() {
    let scratch = tempfile::tempdir().expect("a folder");
    let message = |one: &Published, list: &str, change: &dyn Fn(&mut Json)| {
        let path = one.folder.join(list);
        let whole = fs::read(&path).expect("a list");
        let mut content: Json = serde_json::from_slice(&whole).expect("JSON");
        change(&mut content);
        put(&path, &content);
        let message = fail(&mut check(&one.folder, &["--partial"]));
        fs::write(&path, whole).expect("written");
        message
    };
    let field = |entry: usize, name: &'static str, value: Json| {
        move |content: &mut Json| {
            let entry = content[entry].as_object_mut().expect("an entry");
            match &value {
                Json::Null => entry.remove(name),
                value => entry.insert(name.into(), value.clone()),
            };
        }
    };
    let pedes = synth_pedes(scratch.path());
    let list = "synthpedes-dataset.json";
    for (change, expected) in [
        (
            field(3, "captions", Json::Null),
            "entry 3: `captions` (or `caption`) is missing",
        ),
        (
            field(2, "prompt_caption", json!([7])),
            "entry 2: `prompt_caption`: expected a text, found 7",
        ),
        (
            field(1, "id", json!([1])),
            "entry 1: `id`: expected a whole number or a text, found [1]",
        ),
        (
            field(0, "file_path", json!("../a.png")),
            "entry 0: expected a path inside imgs/, found ../a.png",
        ),
    ] {
        let message = message(&pedes, list, &change);
        assert!(message.contains(list) && message.contains(expected), "{message}");
    }
    let mals = mals(scratch.path());
    let list = "gene_attrs/g_c_g_a_0_attrs.json";
    for (change, expected) in [
        (
            field(1, "image", Json::Null),
            "entry 1: `file_path` (or `img_path`, `image_path`, `image`) is missing",
        ),
        (
            field(1, "caption", json!({"en": "a man"})),
            "entry 1: `caption`: expected a text or a list of texts",
        ),
        (
            field(0, "image", json!("/etc/passwd")),
            "entry 0: expected a path inside imgs/, found /etc/passwd",
        ),
        (
            field(0, "caption", json!([])),
            "entry 0: expected at least one caption, found none",
        ),
    ] {
        let message = message(&mals, list, &change);
        assert!(message.contains(list) && message.contains(expected), "{message}");
    }
    let luperson = luperson_mllm(scratch.path());
    let list = "caption/Td-shikra.json";
    let change = |content: &mut Json| content["part2/2.png"] = json!(false);
    let message = message(&luperson, list, &change);
    assert!(
        message.contains(list)
            && message.contains("entry 2: `part2/2.png`: expected a text or a list of texts, found false"),
        "{message}"
    );
}

#[test]
fn a_photo_with_a_caption_and_no_file_is_named_or_left_out() {
    let scratch = tempfile::tempdir().expect("a folder");
    let one = luperson_mllm(scratch.path());
    fs::remove_file(one.folder.join("LUPerson-MLLM/2.png")).expect("removed");
    let run = scratch.path().join("run");
    let message = fail(&mut train_on("irra", &one.folder, &run));
    assert!(message.contains("train: 1 of 4 photos are missing"), "{message}");
    succeed(train_on("irra", &one.folder, &run).arg("--skip-missing"));
}
