//! `import` as a person runs it: the fixtures come over, and bad files leave nothing behind.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod legacy;

use legacy::{State, Stored, checkpoint, checkpoint_with, container, text};
use safetensors::{Dtype, SafeTensors};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/fixtures/checkpoints")
        .join(name)
}

fn import(from: &str, file: &Path, out: &Path, extra: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_native_trainer"));
    command
        .args(["import", "--from", from])
        .arg(file)
        .arg("--out")
        .arg(out)
        .args(extra)
        .output()
        .unwrap()
}

/// The tensors of CCLM's fixture, ready to be spoilt.
fn cclm() -> State {
    let file = fs::read(fixture("cclm_state.safetensors")).unwrap();
    let tensors = SafeTensors::deserialize(&file).unwrap();
    let stored = tensors.iter().map(|(name, view)| {
        let class = if view.dtype() == Dtype::F32 {
            "FloatStorage"
        } else {
            "LongStorage"
        };
        let (shape, bytes) = (view.shape().to_vec(), view.data().to_vec());
        let claimed = shape.iter().product::<usize>() as i64;
        (
            name.to_string(),
            Stored {
                shape,
                class,
                bytes,
                claimed,
            },
        )
    });
    stored.collect()
}

/// Imports a file that must be refused, and checks that nothing was written; the message.
fn refusal(file: &[u8], extra: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("spoilt.th");
    fs::write(&path, file).unwrap();
    let output = import("cclm-x2vlm", &path, &folder.path().join("out"), extra);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "something was written"
    );
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("spoilt.th"), "{message}");
    message
}

fn contains(message: &str, parts: &[&str]) {
    for part in parts {
        assert!(message.contains(part), "`{part}` is missing in: {message}");
    }
}

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

#[test]
fn missing_extra_and_misshapen_tensors_are_named() {
    let name = "vision_encoder.blocks.3.attn.proj.weight";
    let mut state = cclm();
    let taken = state.remove(name).unwrap();
    contains(&refusal(&checkpoint(&state), &[]), &[name, "[12, 12]", "nothing"]);

    state.insert(
        name.into(),
        Stored {
            shape: vec![6, 24],
            ..taken.clone()
        },
    );
    contains(&refusal(&checkpoint(&state), &[]), &[name, "[12, 12]", "[6, 24]"]);

    state.insert(name.into(), taken.clone());
    for extra in [
        "vision_encoder.pos_embed",
        "text_encoder.bert.encoder.layer.0.output.dense.bias",
        "pooler",
    ] {
        let mut state = state.clone();
        state.insert(extra.into(), taken.clone());
        contains(
            &refusal(&checkpoint(&state), &[]),
            &[extra, "no such tensor", "[12, 12]"],
        );
    }

    let whole = "text_encoder.encoder.layer.2.output.dense.bias";
    let mut state = state.clone();
    let integers = Stored {
        shape: vec![12],
        class: "LongStorage",
        bytes: vec![0; 96],
        claimed: 12,
    };
    state.insert(whole.into(), integers);
    contains(
        &refusal(&checkpoint(&state), &[]),
        &[whole, "floating point", "I64"],
    );

    let mut state = cclm();
    state.remove("vision_encoder.cls_token");
    contains(
        &refusal(&checkpoint(&state), &[]),
        &["vision_encoder.cls_token", "[1, 1, hidden]", "nothing"],
    );

    let mut state = cclm();
    let alias = "mlm_head.predictions.decoder.bias";
    state.get_mut(alias).unwrap().bytes[0] ^= 0xff;
    contains(
        &refusal(&checkpoint(&state), &[]),
        &[alias, "mlm_head.predictions.bias"],
    );
}

#[test]
fn image_sizes_must_fit_the_position_table() {
    let file = checkpoint(&cclm());
    let table = "relative_position_bias_table";
    contains(
        &refusal(&file, &["--image-size", "48x32"]),
        &[table, "80 rows", "found 52"],
    );
    let mut state = cclm();
    for block in 0..12 {
        let stored = state
            .get_mut(&format!("vision_encoder.blocks.{block}.attn.{table}"))
            .unwrap();
        *stored = Stored {
            shape: vec![50, 12],
            bytes: stored.bytes[..50 * 48].to_vec(),
            claimed: 600,
            ..stored.clone()
        };
    }
    contains(
        &refusal(&checkpoint(&state), &[]),
        &[table, "square grid", "50 rows"],
    );
}

#[test]
fn a_pickle_that_asks_for_more_than_data_is_refused() {
    let mut call = b"\x80\x02cos\nsystem\n".to_vec();
    text(&mut call, "echo harm > harm");
    call.extend(b"\x85R.");
    contains(
        &refusal(&container(&call), &[]),
        &["os.system", "nothing was run"],
    );

    // Protocol 4 takes the name from the stack.
    let mut hidden = b"\x80\x02}".to_vec();
    text(&mut hidden, "model");
    hidden.extend(b"}");
    text(&mut hidden, "a");
    text(&mut hidden, "builtins");
    text(&mut hidden, "eval");
    hidden.extend(b"\x93");
    contains(&refusal(&container(&hidden), &[]), &["builtins.eval"]);

    assert!(!Path::new("harm").exists());
    contains(&refusal(&container(b"\x80\x02\x82\x01."), &[]), &["0x82"]);
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

#[test]
fn pointers_and_pages_in_place_of_a_file_are_named() {
    let pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:abab\nsize 5600000\n";
    contains(
        &refusal(pointer, &[]),
        &["a git-lfs pointer", "5600000 bytes", "git lfs pull"],
    );
    contains(&refusal(b"<!DOCTYPE html><html></html>", &[]), &["an HTML page"]);
}

#[test]
fn archives_that_were_packed_anew_are_read() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let name = "fake_cclm_x2vlm_base.th";
    let plain = import("cclm-x2vlm", &fixture(name), &folder.path().join("plain"), &[]);
    assert!(plain.status.success(), "{plain:?}");
    // The same entries, compressed; without PyTorch's alignment.
    let file = fs::read(fixture(name)).unwrap();
    let (mut packed, mut directory, mut count) = (Vec::new(), Vec::new(), 0u16);
    for (name, bytes) in stored_entries(&file) {
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        let deflated = encoder.finish().unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let at = packed.len() as u32;
        let fields = |extra: &[u8]| {
            let sizes = [crc.sum(), deflated.len() as u32, bytes.len() as u32]
                .map(u32::to_le_bytes)
                .concat();
            [
                &[20, 0, 0, 0, 8, 0, 0, 0, 0, 0][..],
                &sizes[..],
                &(name.len() as u16).to_le_bytes(),
                &[0, 0],
                extra,
            ]
            .concat()
        };
        packed.extend([&b"PK\x03\x04"[..], &fields(b"")[..], name.as_bytes(), &deflated].concat());
        let extra = [&[0; 10][..], &at.to_le_bytes()].concat();
        directory.extend([&b"PK\x01\x02\x14\0"[..], &fields(&extra)[..], name.as_bytes()].concat());
        count += 1;
    }
    let (start, size) = (packed.len() as u32, directory.len() as u32);
    packed.extend(directory);
    packed.extend(b"PK\x05\x06\0\0\0\0");
    packed.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    packed.extend([size.to_le_bytes(), start.to_le_bytes()].concat());
    packed.extend([0, 0]);
    let path = folder.path().join("packed.th");
    fs::write(&path, &packed).unwrap();
    let output = import("cclm-x2vlm", &path, &folder.path().join("out"), &[]);
    assert!(output.status.success(), "{output:?}");
    let weights = |out: &str| fs::read(folder.path().join(out).join("model.safetensors")).unwrap();
    assert!(weights("out") == weights("plain"));
}

/// The entries of an archive that PyTorch wrote, by its local headers.
fn stored_entries(file: &[u8]) -> Vec<(String, &[u8])> {
    let end = file.windows(4).rposition(|w| w == b"PK\x05\x06").unwrap();
    let long = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
    let short = |at: usize| u16::from_le_bytes(file[at..at + 2].try_into().unwrap()) as usize;
    let mut at = long(end + 16);
    let mut entries = Vec::new();
    while file[at..].starts_with(b"PK\x01\x02") {
        let (size, header) = (long(at + 24), long(at + 42));
        let (name, extra, comment) = (short(at + 28), short(at + 30), short(at + 32));
        let start = header + 30 + short(header + 26) + short(header + 28);
        let text = String::from_utf8(file[at + 46..at + 46 + name].to_vec()).unwrap();
        entries.push((text, &file[start..start + size]));
        at += 46 + name + extra + comment;
    }
    entries
}

#[test]
fn claims_of_gigabytes_allocate_nothing() {
    let name = "vision_encoder.fc_norm.bias";
    let mut state = cclm();
    let stored = state.get_mut(name).unwrap();
    stored.claimed = 1 << 40;
    stored.shape = vec![1 << 20, 1 << 20];
    contains(&refusal(&checkpoint(&state), &[]), &[name, "4398046511104 bytes"]);

    // A small storage that a view repeats without end.
    let mut state = cclm();
    state.get_mut(name).unwrap().shape = vec![1 << 20, 1 << 20];
    contains(
        &refusal(&checkpoint(&state), &[]),
        &[name, "at most the 12 elements", "1048576"],
    );
    state.get_mut(name).unwrap().shape = vec![1 << 40, 1 << 40];
    contains(
        &refusal(&checkpoint(&state), &[]),
        &[name, "at most the 12 elements"],
    );

    // A text that claims to be four gigabytes long.
    contains(
        &refusal(&container(b"\x80\x02X\xff\xff\xff\xffabc"), &[]),
        &["pickle breaks off"],
    );
    // A safetensors file is not a checkpoint, whatever its header claims.
    contains(&refusal(&[0xff; 64], &[]), &["not a PyTorch checkpoint"]);
}

#[test]
fn truncated_files_are_refused() {
    let whole = checkpoint(&cclm());
    // Within the last storage: it is the one of the last name.
    let message = refusal(&whole[..whole.len() - 10], &[]);
    contains(
        &message,
        &["tensor `vision_proj.weight`", "384 bytes", "past the file's end"],
    );
    contains(
        &refusal(&whole[..whole.len() / 2], &[]),
        &["tensor `", "bytes of storage"],
    );
    contains(&refusal(&whole[..300], &[]), &["pickle breaks off"]);
    let archive = fs::read(fixture("fake_cclm_x2vlm_base.th")).unwrap();
    contains(
        &refusal(&archive[..archive.len() / 2], &[]),
        &["zip archive", "cut off"],
    );
    contains(&refusal(&[], &[]), &["not a PyTorch checkpoint"]);
}

#[test]
fn the_wrong_kind_of_checkpoint_says_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let output = import(
        "cclm-x2vlm",
        &fixture("fake_bi_irra_checkpoint_best_zh.pth"),
        &out,
        &[],
    );
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    // Its weights are found, and are none of this kind.
    contains(&message, &["fake_bi_irra_checkpoint_best_zh.pth", "tensor `"]);
    let output = import("bi-irra", &folder.path().join("none.pth"), &out, &[]);
    contains(&String::from_utf8(output.stderr).unwrap(), &["none.pth"]);
    assert!(!out.exists());
}
