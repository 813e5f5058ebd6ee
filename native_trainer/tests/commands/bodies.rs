//! `--bodies`: a folder with a doll of boxes in the layout of a clone of MakeHuman.

use crate::world::{fail, succeed, synth, trainer};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use synth::body::makehuman::asset_names;

/// Bone, middle and half sizes in decimetres; boxes beside the middle are mirrored.
const BOXES: [(&str, [f32; 3], [f32; 3]); 10] = [
    ("spine05", [0.0, 10.0, 0.0], [1.6, 1.2, 1.0]),
    ("spine01", [0.0, 12.6, 0.0], [1.7, 1.5, 1.1]),
    ("neck01", [0.0, 14.6, 0.0], [0.6, 0.5, 0.6]),
    ("head", [0.0, 16.2, 0.1], [0.75, 1.1, 0.9]),
    ("upperarm01", [2.6, 12.6, 0.0], [0.5, 1.4, 0.5]),
    ("lowerarm01", [3.6, 10.0, 0.0], [0.4, 1.3, 0.4]),
    ("wrist", [4.2, 8.2, 0.0], [0.2, 0.8, 0.4]),
    ("upperleg01", [0.9, 6.8, 0.0], [0.8, 2.0, 0.8]),
    ("lowerleg01", [0.9, 2.8, 0.0], [0.5, 2.0, 0.5]),
    ("foot", [0.9, 0.3, 0.4], [0.4, 0.3, 1.2]),
];
const JOINTS: [(&str, [f32; 3]); 8] = [
    ("upperleg01", [0.9, 8.9, 0.0]),
    ("lowerleg01", [0.9, 4.8, 0.0]),
    ("foot", [0.9, 0.8, 0.0]),
    ("upperarm01", [2.0, 13.8, 0.0]),
    ("lowerarm01", [3.2, 11.3, 0.0]),
    ("wrist", [4.0, 8.9, 0.0]),
    ("neck01", [0.0, 14.2, 0.0]),
    ("head", [0.0, 15.0, 0.0]),
];

/// The bone's full name and place, once for bones of the middle, else for both sides.
fn sides(bone: &str, p: [f32; 3]) -> Vec<(String, [f32; 3])> {
    if p[0] == 0.0 {
        return vec![(bone.to_string(), p)];
    }
    vec![
        (format!("{bone}.L"), p),
        (format!("{bone}.R"), [-p[0], p[1], p[2]]),
    ]
}

fn write(folder: &Path, name: &str, text: &str) {
    write_at(&folder.join("makehuman/data"), name, text);
}

fn write_at(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn write_doll(folder: &Path) {
    let (mut obj, mut vertices) = (String::new(), 0);
    let (mut weights, mut bones, mut joints) = (
        serde_json::Map::new(),
        serde_json::Map::new(),
        serde_json::Map::new(),
    );
    for (bone, middle, half) in BOXES {
        for (bone, middle) in sides(bone, middle) {
            for corner in 0..8 {
                let p = [0, 1, 2].map(|i| middle[i] + if corner >> i & 1 == 1 { half[i] } else { -half[i] });
                writeln!(obj, "v {} {} {}", p[0], p[1], p[2]).expect("text");
            }
            writeln!(obj, "g body").expect("text");
            for face in ["1 3 4 2", "5 6 8 7", "1 2 6 5", "3 7 8 4", "1 5 7 3", "2 4 8 6"] {
                let corners = face
                    .split(' ')
                    .map(|c| c.parse::<usize>().expect("a corner") + vertices);
                let corners: Vec<String> = corners.map(|corner| corner.to_string()).collect();
                writeln!(obj, "f {}", corners.join(" ")).expect("text");
            }
            let bound: Vec<_> = (vertices..vertices + 8)
                .map(|v| serde_json::json!([v, 1.0]))
                .collect();
            weights.insert(bone, bound.into());
            vertices += 8;
        }
    }
    for (bone, place) in JOINTS {
        for (bone, p) in sides(bone, place) {
            writeln!(obj, "v {} {} {}", p[0], p[1], p[2]).expect("text");
            joints.insert(format!("{bone} begins"), serde_json::json!([vertices]));
            bones.insert(
                bone.clone(),
                serde_json::json!({ "head": format!("{bone} begins") }),
            );
            vertices += 1;
        }
    }
    write(folder, "3dobjs/base.obj", &obj);
    let rig = serde_json::json!({ "bones": bones, "joints": joints });
    write(folder, "rigs/default.mhskel", &rig.to_string());
    let weights = serde_json::json!({ "weights": weights });
    write(folder, "rigs/default_weights.mhw", &weights.to_string());
    for sex in ["female", "male"] {
        for age in ["child", "young", "old"] {
            for ancestry in ["african", "asian", "caucasian"] {
                let name = format!("targets/macrodetails/{ancestry}-{sex}-{age}.target");
                write(folder, &name, "# nothing moves\n");
            }
            for weight in ["min", "average", "max"] {
                let name =
                    format!("targets/macrodetails/universal-{sex}-{age}-averagemuscle-{weight}weight.target");
                write(folder, &name, "0 .1 0 0\n");
            }
        }
    }
}

#[test]
fn a_clone_of_makehuman_shapes_the_bodies() {
    let scratch = tempfile::tempdir().expect("a folder");
    let (clones, plain, shaped) = (
        scratch.path().join("clones"),
        scratch.path().join("plain"),
        scratch.path().join("shaped"),
    );
    write_doll(&clones);
    let clones = clones.to_str().expect("text");
    succeed(&mut synth(&plain, &[]));
    succeed(&mut synth(&shaped, &["--bodies", clones]));
    let picture = |folder: &Path| fs::read(folder.join("imgs/0000/p000000_0.jpg")).expect("an image");
    assert!(picture(&plain) != picture(&shaped), "--bodies changes nothing");
}

/// A slab before the doll's head, or between its feet, in place of every mesh that is worn.
fn write_assets(folder: &Path) {
    // A suit has to be whole; one that is not there is not worn.
    for name in asset_names().filter(|name| !name.contains("suit")) {
        // First corners of the doll's head and feet.
        let corners = if name.contains("shoes") {
            [108, 109, 117, 116]
        } else {
            [24, 25, 27, 26]
        };
        let (mut obj, mut mhclo) = (
            String::new(),
            "name slab\nx_scale 8 9 3.4\ny_scale 8 10 3.0\nz_scale 8 12 2.2\nverts 0\n".to_string(),
        );
        for corner in corners {
            writeln!(obj, "v 0 0 0").expect("text");
            writeln!(mhclo, "{corner} 8 8 1 0 0 0 0 2").expect("text");
        }
        writeln!(obj, "f 1 2 3 4").expect("text");
        write_at(folder, &format!("{name}.obj"), &obj);
        write_at(folder, &format!("{name}.mhclo"), &mhclo);
    }
}

#[test]
fn hair_and_shoes_come_from_the_assets_where_they_are() {
    let scratch = tempfile::tempdir().expect("a folder");
    let (clones, bare, worn) = (
        scratch.path().join("clones"),
        scratch.path().join("bare"),
        scratch.path().join("worn"),
    );
    write_doll(&clones);
    let bodies = clones.to_str().expect("text");
    succeed(&mut synth(&bare, &["--bodies", bodies]));
    let assets = clones.join("makehuman-assets/base");
    write_assets(&assets);
    succeed(&mut synth(&worn, &["--bodies", bodies]));
    let same = |picture: &str| fs::read(bare.join(picture)).ok() == fs::read(worn.join(picture)).ok();
    let pictures = [0, 1].map(|person| format!("imgs/0000/p{person:06}_0.jpg"));
    assert!(
        !pictures.iter().all(|picture| same(picture)),
        "assets change nothing"
    );
    let mesh = assets.join("hair/long01/long01.obj");
    fs::remove_file(&mesh).expect("removed");
    let message = fail(&mut synth(&scratch.path().join("half"), &["--bodies", bodies]));
    assert!(message.contains("long01.obj"), "{message}");
    fs::write(&mesh, "v 0 0 0\n").expect("written");
    let message = fail(&mut synth(&scratch.path().join("half"), &["--bodies", bodies]));
    assert!(
        message.contains("long01.obj: no vertices or no faces"),
        "{message}"
    );
}

#[test]
fn what_is_wrong_with_a_folder_of_bodies_is_named() {
    let scratch = tempfile::tempdir().expect("a folder");
    let out = scratch.path().join("out");
    let clones = scratch.path().join("clones");
    fs::create_dir_all(&clones).expect("a folder");
    let run = || fail(&mut synth(&out, &["--bodies", clones.to_str().expect("text")]));
    let message = run();
    assert!(message.contains("targets/macrodetails"), "{message}");
    write_doll(&clones);
    let target = "targets/macrodetails/asian-female-old.target";
    write(&clones, target, "7 1 2\n");
    let message = run();
    assert!(message.contains("asian-female-old.target, line 1"), "{message}");
    fs::remove_file(clones.join("makehuman/data").join(target)).expect("removed");
    let message = run();
    assert!(message.contains("asian-female-old.target"), "{message}");
    assert!(
        !out.join("captions.json").exists(),
        "a failed run leaves a finished data set"
    );
}

#[test]
fn the_speed_of_rendering_is_reported() {
    let mut command = trainer("synth-speed");
    command.args(["--rounds", "1", "--size", "32x16"]);
    let output = command.output().expect("it runs");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["pictures"], 50);
    assert!(report["images_per_second"]["best"].as_f64().expect("a number") > 0.0);
}
