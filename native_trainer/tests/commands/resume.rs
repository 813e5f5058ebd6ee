//! Checkpoints: a run that is interrupted ends where it would have ended, and a damaged checkpoint costs only itself.

use crate::world::{evaluate, export, log, succeed, train_tiny, trainer};
use std::fs;
use std::path::Path;

const FIRST: &str = "step-0000002";
const LAST: &str = "step-0000004";
/// What is compared. The optimiser's file lists its moments in any order; the two steps after it prove that they were
/// read back.
const FILES: [&str; 2] = ["model.safetensors", "average.safetensors"];

/// Four steps of Bi-IRRA with all its losses, with checkpoints after the second and the last.
fn train(out: &Path) {
    succeed(&mut train_tiny(
        "bi-irra",
        out,
        &[
            "steps=4",
            "average=0.9",
            "model.text_layers=1",
            "model.cross_layers=1",
            "model.embed_dim=16",
        ],
    ));
}

/// A copy of a run as it was after its first checkpoint.
fn interrupted(run: &Path, copy: &Path) {
    let from = run.join(FIRST);
    fs::create_dir_all(copy.join(FIRST)).expect("a folder");
    for entry in fs::read_dir(from).expect("listed") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        fs::copy(&path, copy.join(FIRST).join(name)).expect("copied");
    }
}

/// Goes on with a run; what it says.
fn resume(run: &Path) -> String {
    let output = succeed(trainer("train").args(["--resume", "--out"]).arg(run));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn assert_same_end(run: &Path, other: &Path) {
    for file in FILES {
        let read = |run: &Path| fs::read(run.join(LAST).join(file)).expect("part of the checkpoint");
        assert!(read(run) == read(other), "{file} differs");
    }
}

#[test]
fn an_interrupted_run_ends_where_it_would_have_ended() {
    let scratch = tempfile::tempdir().expect("a folder");
    let (whole, again) = (scratch.path().join("whole"), scratch.path().join("again"));
    train(&whole);
    interrupted(&whole, &again);
    resume(&again);
    assert_same_end(&whole, &again);
    let losses = |run: &Path| -> Vec<_> { log(run).iter().map(|line| line["loss"].clone()).collect() };
    assert_eq!(losses(&whole)[2..], losses(&again)[..]);
}

#[test]
fn a_damaged_checkpoint_is_refused_and_the_one_before_serves() {
    let scratch = tempfile::tempdir().expect("a folder");
    let (run, whole) = (scratch.path().join("run"), scratch.path().join("whole"));
    train(&run);
    interrupted(&run, &whole);
    resume(&whole);
    let damaged = run.join(LAST).join("model.safetensors");
    let bytes = fs::read(&damaged).expect("weights");
    fs::write(&damaged, &bytes[..bytes.len() / 2]).expect("cut");
    let said = resume(&run);
    assert!(
        said.contains(LAST) && said.contains("model.safetensors is damaged"),
        "{said}"
    );
    assert!(said.contains("resuming at step 2"), "{said}");
    assert_same_end(&run, &whole);
}

#[test]
fn the_average_is_what_is_evaluated_and_exported() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = scratch.path().join("run");
    train(&run);
    let checkpoint = run.join(LAST);
    let read = |name: &str| fs::read(checkpoint.join(name)).expect("weights");
    let average = read("average.safetensors");
    assert!(average != read("model.safetensors"));
    let averaged = evaluate(&checkpoint);
    let weights = scratch.path().join("weights");
    export(&checkpoint, &weights, "f32");
    assert_eq!(averaged, evaluate(&weights));
    // The same weights without the average beside them, as in a run that keeps none.
    fs::write(checkpoint.join("model.safetensors"), average).expect("written");
    fs::remove_file(checkpoint.join("average.safetensors")).expect("removed");
    assert_eq!(averaged, evaluate(&checkpoint));
}
