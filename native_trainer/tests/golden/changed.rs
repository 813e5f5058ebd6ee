//! Changed numbers: each is found, is named, and nothing else fails.

use crate::{copy_of, golden, names, report, shift};
use std::fs;

#[test]
fn a_trajectory_that_leaves_the_reference_fails() {
    let copy = copy_of(&["trajectory"]);
    let set = copy.path().join("trajectory");
    // One weight at the start: every later loss is another one.
    shift(&set.join("weights.safetensors"), "text_proj.weight", 0.05);
    shift(&set.join("final.safetensors"), "vision_proj.bias", 5e-4);
    let output = golden(copy.path(), &["--json"]);
    assert_eq!(output.status.code(), Some(1));
    let failed = names(&report(&output), |check| check["pass"] == false);
    for name in [
        "loss_itc",
        "loss_total",
        "final.text_proj.weight",
        "final.vision_proj.bias",
    ] {
        assert!(
            failed.contains(&format!("trajectory/{name}")),
            "{name}: {failed:?}"
        );
    }
    let passed = names(&report(&output), |check| check["pass"] == true);
    assert!(passed.contains(&"trajectory/rate".to_string()));
}

#[test]
fn a_changed_number_of_a_checkpoint_or_its_reference_fails() {
    let copy = copy_of(&["checkpoints"]);
    let set = copy.path().join("checkpoints");
    shift(
        &set.join("bi_irra_after_import.safetensors"),
        "vision_encoder.cls_token",
        0.5,
    );
    let output = golden(copy.path(), &["--json"]);
    let failed = names(&report(&output), |check| check["pass"] == false);
    assert_eq!(
        failed,
        [
            "checkpoints/fake_cclm_x2vlm_base.th/import.vision_encoder.cls_token",
            "checkpoints/fake_cclm_x2vlm_base_legacy_pickle.th/import.vision_encoder.cls_token",
        ]
    );
}

#[test]
fn one_changed_number_of_each_set_fails() {
    let copy = copy_of(&["golden_preproc", "metrics", "misc"]);
    let root = copy.path();
    shift(
        &root.join("golden_preproc/golden.safetensors"),
        "img1.irra_eval_384x128_sub7",
        0.01,
    );
    shift(
        &root.join("golden_preproc/golden.safetensors"),
        "aug.saturation_1.1",
        0.01,
    );
    for (file, from, to) in [
        ("metrics/expected.json", "35.5,", "35.6,"),
        (
            "misc/schedules.json",
            "4.997203072742575e-05",
            "4.997303072742575e-05",
        ),
        (
            "misc/text.json",
            "a man, wearing a red shirt\"",
            "a man, wearing a rad shirt\"",
        ),
        ("misc/text.json", "\"et des bottes noires\"", "\"et des bottes\""),
    ] {
        let text = fs::read_to_string(root.join(file)).unwrap();
        assert!(text.contains(from), "{file}");
        fs::write(root.join(file), text.replacen(from, to, 1)).unwrap();
    }
    let output = golden(root, &["--json"]);
    assert_eq!(output.status.code(), Some(1));
    let mut failed = names(&report(&output), |check| check["pass"] == false);
    failed.sort_unstable();
    assert_eq!(
        failed,
        [
            "golden_preproc/aug.saturation_1.1",
            "golden_preproc/img1.irra_eval_384x128_sub7",
            "metrics/irra_t2i.R1",
            "misc/birra_lr_per_iter",
            "misc/ivt_phrase_candidates.2",
            "misc/pre_caption.1",
        ]
    );
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("6 of"),
        "{output:?}"
    );
}

#[test]
fn a_changed_number_of_the_model_set_fails_and_is_named_in_its_line() {
    let copy = copy_of(&["bi_irra"]);
    let set = copy.path().join("bi_irra");
    // One position convention is enough.
    fs::remove_file(set.join("outputs_roberta_pos.safetensors")).unwrap();
    shift(&set.join("outputs.safetensors"), "image_feat", 1e-3);
    shift(&set.join("grads.safetensors"), "vision_proj.weight", 0.5);
    let output = golden(copy.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    let line = |name: &str| {
        let mut lines = text
            .lines()
            .filter(|line| line.split_whitespace().next() == Some(name));
        let line = lines
            .next()
            .unwrap_or_else(|| panic!("{name} is missing in {text}"));
        assert!(lines.next().is_none());
        line.to_string()
    };
    assert!(line("bi_irra/image_feat").ends_with("FAIL"));
    assert!(line("bi_irra/grad.vision_proj.weight").ends_with("FAIL"));
    assert!(line("bi_irra/image_embeds").ends_with("pass"));
    assert!(!text.contains("roberta_pos"));
}

#[test]
fn changed_numbers_of_ivt_fail_and_other_constants_are_refused() {
    let copy = copy_of(&["ivt"]);
    let set = copy.path().join("ivt");
    shift(&set.join("outputs.safetensors"), "bmm_txt_cls", 1e-3);
    shift(&set.join("grads.safetensors"), "blocks.1.mlp_vis.fc1.weight", 0.5);
    let output = golden(copy.path(), &["--json"]);
    assert_eq!(output.status.code(), Some(1));
    let failed = names(&report(&output), |check| check["pass"] == false);
    assert_eq!(
        failed,
        ["ivt/bmm_txt_cls", "ivt/grad.blocks.1.mlp_vis.fc1.weight"]
    );

    let config = set.join("config.json");
    let text = fs::read_to_string(&config).unwrap();
    for (from, to, named) in [
        (
            "\"vision_ln_eps\": 1e-06",
            "\"vision_ln_eps\": 1e-05",
            "vision_ln_eps",
        ),
        ("\"stride\": 6", "\"stride\": 8", "grid"),
        ("\"hidden\": 32", "\"hidden\": 40", "tensor `"),
    ] {
        assert!(text.contains(from), "{from}");
        fs::write(&config, text.replacen(from, to, 1)).unwrap();
        let output = golden(copy.path(), &[]);
        assert_eq!(output.status.code(), Some(1));
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains(named), "{named}: {message}");
    }
}

#[test]
fn changed_numbers_of_irra_fail_and_nothing_else_does() {
    let copy = copy_of(&["irra"]);
    let set = copy.path().join("irra");
    shift(&set.join("outputs.safetensors"), "cmpm_loss", 1e-2);
    shift(&set.join("outputs.safetensors"), "text_feats", 1e-3);
    shift(&set.join("grads.safetensors"), "ln_pre_i.weight", 0.1);
    let output = golden(copy.path(), &["--json"]);
    assert_eq!(output.status.code(), Some(1));
    let mut failed = names(&report(&output), |check| check["pass"] == false);
    failed.sort_unstable();
    assert_eq!(
        failed,
        ["irra/cmpm_loss", "irra/grad.ln_pre_i.weight", "irra/text_feats"]
    );
}
