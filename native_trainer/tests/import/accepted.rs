//! Checkpoints that come over: the fixtures, wrapped states, and files with more in them than weights.

use crate::legacy::{State, checkpoint, checkpoint_with};
use crate::{cclm, contains, fixture, import};
use safetensors::SafeTensors;
use serde_json::Value;
use std::fs;

#[test]
fn the_fixtures_come_over() {
    let folder = tempfile::tempdir().unwrap();
    for (from, file, expected) in [
        (
            "cclm-x2vlm",
            "fake_cclm_x2vlm_base.th",
            "bi_irra_after_import.safetensors",
        ),
        (
            "cclm-x2vlm",
            "fake_cclm_x2vlm_base_legacy_pickle.th",
            "bi_irra_after_import.safetensors",
        ),
        (
            "bi-irra",
            "fake_bi_irra_checkpoint_best_zh.pth",
            "bi_irra_state.safetensors",
        ),
    ] {
        let out = folder.path().join(file);
        let output = import(from, &fixture(file), &out, &["--json"]);
        assert!(output.status.success(), "{output:?}");
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let config: Value = serde_json::from_slice(&fs::read(out.join("config.json")).unwrap()).unwrap();
        assert_eq!(config, report["config"]);
        assert_eq!(config["tied_decoder"], true);
        let fresh = report["initialised"].as_array().unwrap();
        assert_eq!(fresh.len(), if from == "bi-irra" { 0 } else { 7 });

        let bytes = fs::read(out.join("model.safetensors")).unwrap();
        let found = SafeTensors::deserialize(&bytes).unwrap();
        let mapped = report["mapped"].as_object().unwrap();
        assert_eq!(found.len(), mapped.len() + fresh.len());
        let bytes = fs::read(fixture(expected)).unwrap();
        let expected = SafeTensors::deserialize(&bytes).unwrap();
        for name in mapped.keys() {
            assert_eq!(
                found.tensor(name).unwrap().data(),
                expected.tensor(name).unwrap().data(),
                "{name}"
            );
        }
        let files: Vec<_> = fs::read_dir(&out)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(files.len(), 2, "{files:?}");
    }
    let config = fs::read(folder.path().join("fake_cclm_x2vlm_base.th/config.json")).unwrap();
    let config: Value = serde_json::from_slice(&config).unwrap();
    assert_eq!(
        (&config["text"]["positions"], &config["text"]["max_tokens"]),
        (&"roberta".into(), &18.into())
    );
}

#[test]
fn the_report_names_every_tensor() {
    let folder = tempfile::tempdir().unwrap();
    let extra = ["--untied", "--positions", "zero-based", "--image-size", "32x32"];
    let output = import(
        "cclm-x2vlm",
        &fixture("fake_cclm_x2vlm_base.th"),
        &folder.path().join("out"),
        &extra,
    );
    assert!(output.status.success(), "{output:?}");
    let report = String::from_utf8(output.stdout).unwrap();
    let lines = |kind: &str| report.lines().filter(|line| line.starts_with(kind)).count();
    assert_eq!((lines("mapped "), lines("initialised ")), (569, 7));
    contains(
        &report,
        &[
            "tl_text_proj.bias [8] text_proj.bias",
            "dropped      bbox_head.0.bias",
            "dropped      text_encoder.embeddings.position_ids",
            "dropped      config: not weights",
            "untied",
        ],
    );
}

#[test]
fn our_own_writer_of_checkpoints_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("whole.th");
    fs::write(&path, checkpoint(&cclm())).unwrap();
    let output = import("cclm-x2vlm", &path, &folder.path().join("out"), &[]);
    assert!(output.status.success(), "{output:?}");
}

/// What training scripts put beside the weights, as the instructions of pickles.
const EXTRAS: [(&str, &[u8], &str); 11] = [
    (
        "best_r1",
        b"cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(X\x02\0\0\0f8K\0K\x01tR(K\x03X\x01\0\0\0<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tbC\x0812345678tR",
        "an object of numpy.core.multiarray.scalar",
    ),
    (
        "cmc",
        b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\0\x85C\x01btR(K\x01K\x01\x85cnumpy\ndtype\n(X\x02\0\0\0f8K\0K\x01tRC\x0812345678tb",
        "an object of numpy.core.multiarray._reconstruct",
    ),
    (
        "args",
        b"cargparse\nNamespace\n)\x81}X\x02\0\0\0lrG\0\0\0\0\0\0\0\0sb",
        "an object of argparse.Namespace",
    ),
    ("old_set", b"c__builtin__\nset\n](K\x01K\x02e\x85R", "an object of __builtin__.set"),
    ("new_set", b"\x8f(K\x01K\x02\x90", "an object of builtins.set"),
    ("frozen", b"(K\x01K\x02\x91", "an object of builtins.frozenset"),
    (
        "when",
        b"cdatetime\ndatetime\nC\x0a\x07\xe8\x01\x01\0\0\0\0\0\0\x85R",
        "an object of datetime.datetime",
    ),
    ("path", b"cpathlib\nPosixPath\n(X\x01\0\0\0/X\x01\0\0\0xtR", "an object of pathlib.PosixPath"),
    ("seed", b"\x8a\x11\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\0", "none, a float, bytes or a large number"),
    ("counts", b"ccollections\ndefaultdict\nc__builtin__\nint\n\x85RX\x01\0\0\0aK\x01s", "an object of collections.defaultdict"),
    ("optimizer", b"}X\x05\0\0\0state}K\0}X\x04\0\0\0stepG\0\0\0\0\0\0\0\0sss", "a dictionary"),
];

#[test]
fn what_training_scripts_put_beside_the_weights_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("whole.th");
    let extras = EXTRAS.map(|(name, pickle, _)| (name, pickle));
    fs::write(&path, checkpoint_with(&cclm(), &extras)).unwrap();
    let output = import("cclm-x2vlm", &path, &folder.path().join("out"), &[]);
    assert!(output.status.success(), "{output:?}");
    let report = String::from_utf8(output.stdout).unwrap();
    for (name, _, kind) in EXTRAS {
        contains(&report, &[&format!("dropped      {name}: not weights, {kind}")]);
    }
    assert!(
        report.contains("569 mapped") || report.contains(" mapped, 7 initialised"),
        "{report}"
    );
}

#[test]
fn wrapped_states_are_unwrapped() {
    let folder = tempfile::tempdir().unwrap();
    let plain = fs::read(fixture("fake_cclm_x2vlm_base.th")).unwrap();
    let path = folder.path().join("plain.th");
    fs::write(&path, plain).unwrap();
    let out = |name: &str| folder.path().join(name);
    assert!(import("cclm-x2vlm", &path, &out("plain"), &[]).status.success());
    let expected = fs::read(out("plain/model.safetensors")).unwrap();
    for prefix in ["module.", "model.", "_orig_mod.", "module.model."] {
        let state = cclm()
            .into_iter()
            .map(|(name, stored)| (format!("{prefix}{name}"), stored));
        let mut state: State = state.collect();
        // A moving average of one tensor beside them.
        let average = state.values().next().unwrap().clone();
        state.insert("model_ema.vision_encoder.cls_token".into(), average);
        let path = folder.path().join("wrapped.th");
        fs::write(&path, checkpoint(&state)).unwrap();
        let output = import("cclm-x2vlm", &path, &out(prefix), &[]);
        assert!(output.status.success(), "{prefix}: {output:?}");
        contains(
            &String::from_utf8(output.stdout).unwrap(),
            &[
                "dropped      model.model_ema.vision_encoder.cls_token: not weights, a tensor of a moving average",
            ],
        );
        assert!(
            fs::read(out(prefix).join("model.safetensors")).unwrap() == expected,
            "{prefix}"
        );
    }
}
