//! `import` as a person runs it: the fixtures come over, and bad files leave nothing behind.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod accepted;
mod legacy;
mod refused;
mod repacked;

use legacy::{State, Stored};
use safetensors::{Dtype, SafeTensors};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A file of the checkpoints that the tests have.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/fixtures/checkpoints")
        .join(name)
}

/// Runs `import`.
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

/// Checks that a message has these parts.
fn contains(message: &str, parts: &[&str]) {
    for part in parts {
        assert!(message.contains(part), "`{part}` is missing in: {message}");
    }
}
