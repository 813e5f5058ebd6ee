//! Checkpoints that are refused: other tensors, other programs, damaged files, and what is no checkpoint at all.

use crate::legacy::{Stored, checkpoint, container, text};
use crate::{cclm, contains, fixture, import};
use std::fs;
use std::path::Path;

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
