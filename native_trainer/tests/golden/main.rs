//! `golden` as a person runs it: all of the project's fixtures pass, and a changed number does not.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod changed;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures")
}

fn golden(folder: &Path, extra: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_native_trainer"));
    command
        .arg("golden")
        .arg("--fixtures")
        .arg(folder)
        .args(extra)
        .output()
        .unwrap()
}

fn report(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn names(report: &Value, wanted: impl Fn(&Value) -> bool) -> Vec<String> {
    let checks = report["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| wanted(check));
    checks
        .map(|check| check["name"].as_str().unwrap().to_string())
        .collect()
}

/// The named sets, in a folder that may be changed.
fn copy_of(sets: &[&str]) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for set in sets {
        fs::create_dir(copy.path().join(set)).unwrap();
        for entry in fs::read_dir(fixtures().join(set)).unwrap() {
            let entry = entry.unwrap();
            fs::write(
                copy.path().join(set).join(entry.file_name()),
                fs::read(entry.path()).unwrap(),
            )
            .unwrap();
        }
    }
    copy
}

/// Adds to the first number of a tensor.
fn shift(path: &Path, tensor: &str, by: f32) {
    let mut file = fs::read(path).unwrap();
    let header_len = u64::from_le_bytes(file[..8].try_into().unwrap()) as usize;
    let header: Value = serde_json::from_slice(&file[8..8 + header_len]).unwrap();
    assert_eq!(header[tensor]["dtype"], "F32", "{tensor}");
    let place = 8 + header_len + header[tensor]["data_offsets"][0].as_u64().unwrap() as usize;
    let value = f32::from_le_bytes(file[place..place + 4].try_into().unwrap());
    file[place..place + 4].copy_from_slice(&(value + by).to_le_bytes());
    fs::write(path, file).unwrap();
}

#[test]
fn every_fixture_of_the_project_passes() {
    let output = golden(&fixtures(), &["--json"]);
    let report = report(&output);
    let failed = names(&report, |check| check["pass"] != true);
    assert!(failed.is_empty(), "{failed:?}");
    assert!(output.status.success());
    let passed = names(&report, |check| check["pass"] == true);
    assert_eq!(report["passed"], passed.len());
    for set in [
        "bi_irra/",
        "bi_irra/roberta_pos/",
        "bi_irra/untied/",
        "trajectory/final.",
        "trajectory/grad.",
        "checkpoints/fake_cclm_x2vlm_base.th/import.",
        "irra/",
        "golden_preproc/",
        "ivt/",
        "metrics/",
    ] {
        assert!(passed.iter().any(|name| name.starts_with(set)), "{set}");
    }
    for name in [
        "bi_irra/grad.temp",
        "bi_irra/loss_total",
        "golden_preproc/aug.rotate_-7.25",
        "golden_preproc/aug.resized_crop_t2_l3_h44_w27_to48x32",
        "ivt/bmm_loss_cmpm",
        "ivt/bmm_most_removed",
        "ivt/grad.type_embed",
        "bi_irra/loss_mlm_tl",
        "bi_irra/dbg.vision_attn_0",
        "trajectory/loss_total",
        "metrics/rerank_scores_tail_by_stage1.order",
        "misc/birra_lr_per_iter",
        "misc/ivt_phrase_candidates.0",
        "irra/grad_norm.cross_attn.in_proj_weight",
        "irra/sdm_image_id_loss",
        "irra/total_sdm_id_mlm",
        "irra/visual_pos_embed_resized",
        "misc/irra_lr_per_epoch",
        "misc/pre_caption.0",
    ] {
        assert!(passed.iter().any(|passed| passed == name), "{name}");
    }
    let floats = [
        "golden_preproc/img0.birra_eval_imagenet_224",
        "golden_preproc/img1_bicubic224_u8",
    ];
    assert!(
        floats
            .iter()
            .all(|name| passed.iter().any(|passed| passed == name)),
        "{floats:?}"
    );
}

#[test]
fn every_tensor_of_the_fixtures_is_used() {
    let report = report(&golden(&fixtures(), &["--json"]));
    let unused: Vec<&str> = report["unused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap())
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn a_tensor_that_no_check_knows_is_named() {
    let copy = copy_of(&["metrics"]);
    let source = copy.path().join("metrics/inputs.safetensors");
    let file = fs::read(&source).unwrap();
    // The same file with one tensor under another name of the same length.
    let (known, unknown) = (
        "\"rerank_scores_tail_by_stage1\"",
        "\"rerank_scores_from_elsewhere\"",
    );
    let header_len = u64::from_le_bytes(file[..8].try_into().unwrap()) as usize;
    let header = String::from_utf8(file[8..8 + header_len].to_vec()).unwrap();
    assert!(header.contains(known));
    let header = header.replace(known, unknown);
    fs::write(
        &source,
        [&file[..8], header.as_bytes(), &file[8 + header_len..]].concat(),
    )
    .unwrap();
    let output = golden(copy.path(), &["--quiet"]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "unused: metrics/inputs.safetensors: rerank_scores_from_elsewhere"
    );
    assert!(
        lines.len() == 2 && lines[1].ends_with("1 tensors or files were not used"),
        "{text}"
    );
}

#[test]
fn folders_without_data_and_damaged_sets_are_named() {
    let empty = tempfile::tempdir().unwrap();
    let output = golden(empty.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("golden_preproc"));

    let copy = copy_of(&["metrics"]);
    let inputs = copy.path().join("metrics/inputs.safetensors");
    let bytes = fs::read(&inputs).unwrap();
    fs::write(&inputs, &bytes[..bytes.len() / 2]).unwrap();
    let output = golden(copy.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("inputs.safetensors"));
}
