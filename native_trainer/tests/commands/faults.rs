//! Processes that are killed, and folders that are not to be had: what was reported as saved stays, and nothing half
//! done is taken for whole.

use crate::world::{fail, succeed, synth, train_tiny, world};
use serde_json::Value as Json;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// Times that each command is killed; more by the variable `FAULT_ROUNDS`.
fn rounds() -> u64 {
    let asked = std::env::var("FAULT_ROUNDS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(4)
}

fn start(command: &mut Command) -> Child {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the trainer starts")
}

/// Waits until something is so; a machine that is busy with other tests may take its time.
fn wait_until(is_so: impl Fn() -> bool) -> bool {
    (0..1800).any(|_| {
        thread::sleep(Duration::from_millis(100));
        is_so()
    })
}

/// Kills a command (SIGKILL) a while after it has come so far.
fn kill_after(command: &mut Command, is_far: impl Fn() -> bool, pause: Duration) {
    let mut child = start(command);
    let far = wait_until(is_far);
    thread::sleep(pause);
    // It may have ended.
    let _ = child.kill();
    child.wait().expect("it ends");
    assert!(far, "{command:?} does not get far");
}

/// Numbers of the steps whose checkpoints are there under their final name.
fn checkpoints(run: &Path) -> Vec<usize> {
    let mut steps: Vec<usize> = fs::read_dir(run)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .strip_prefix("step-")?
                .parse()
                .ok()
        })
        .collect();
    steps.sort_unstable();
    steps
}

#[test]
fn a_killed_training_goes_on_from_its_last_checkpoint() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = scratch.path().join("run");
    let values = ["steps=100000", "checkpoint_every=1", "keep=3"];
    let mut newest = 0;
    for round in 0..rounds() {
        let mut command = match newest {
            0 => train_tiny("bi-irra", &run, &values),
            _ => {
                let mut resume = crate::world::trainer("train");
                resume.arg("--resume").arg("--out").arg(&run);
                resume
            }
        };
        let is_far = || checkpoints(&run).last().copied().unwrap_or(0) > newest;
        kill_after(&mut command, is_far, Duration::from_millis(13 + 171 * round));
        let there = checkpoints(&run);
        assert!(
            there.last().copied().unwrap_or(0) >= newest,
            "round {round}: {newest} was lost"
        );
        newest = there.last().copied().unwrap_or(0);
        for step in there {
            let folder = run.join(format!("step-{step:07}"));
            let state: Json = serde_json::from_slice(&fs::read(folder.join("state.json")).expect("a state"))
                .expect("whole JSON");
            assert_eq!(state["step"], step);
        }
    }
    // It ends by itself, from where it stands, and its log is whole lines.
    let mut last = crate::world::trainer("train");
    last.arg("--resume").arg("--out").arg(&run);
    succeed(last.args(["--steps", &(newest + 1).to_string()]));
    assert_eq!(checkpoints(&run).last(), Some(&(newest + 1)));
    assert_eq!(
        crate::world::log(&run).last().expect("a line")["step"],
        newest + 1
    );
    let remains = fs::read_dir(&run).expect("listed").flatten();
    let remains: Vec<_> = remains
        .filter(|e| e.file_name().to_string_lossy().starts_with('.'))
        .collect();
    assert!(remains.is_empty(), "{remains:?}");
}

#[test]
fn a_killed_synth_leaves_no_data_set_that_looks_whole() {
    let scratch = tempfile::tempdir().expect("a folder");
    let out = scratch.path().join("data");
    succeed(&mut synth(&out, &[]));
    for round in 0..rounds() {
        let more = ["--force", "--identities", "4000"];
        let mut command = crate::world::trainer("synth");
        command
            .arg("--out")
            .arg(&out)
            .args(more)
            .args(["--size", "64x32", "--languages", "en,zh"]);
        let is_far = || !out.join("captions.json").exists();
        kill_after(&mut command, is_far, Duration::from_millis(50 + 130 * round));
        assert!(!out.join("captions.json").exists(), "round {round}");
    }
    succeed(&mut synth(&out, &[]));
    assert!(out.join("captions.json").is_file());
}

#[test]
fn two_runs_on_one_folder_do_not_meet() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = scratch.path().join("run");
    let mut first = start(&mut train_tiny(
        "bi-irra",
        &run,
        &["steps=100000", "checkpoint_every=1"],
    ));
    let waited = wait_until(|| !checkpoints(&run).is_empty());
    let mut second = crate::world::trainer("train");
    let message = fail(second.arg("--resume").arg("--out").arg(&run));
    first.kill().expect("killed");
    first.wait().expect("it ends");
    assert!(waited, "no checkpoint");
    assert!(message.contains("run is in use by another run"), "{message}");
}

#[test]
fn a_folder_that_cannot_be_is_named() {
    let scratch = tempfile::tempdir().expect("a folder");
    let taken = scratch.path().join("taken");
    fs::write(&taken, "a file").expect("written");
    let inside = taken.join("out");
    for mut command in [synth(&inside, &[]), train_tiny("bi-irra", &inside, &[])] {
        let message = fail(&mut command);
        assert!(
            message.contains("cannot create") && message.contains("taken"),
            "{message}"
        );
    }
    let mut export = crate::world::trainer("export");
    export
        .arg("--checkpoint")
        .arg(world().path("checkpoint"))
        .arg("--out")
        .arg(&inside);
    let message = fail(&mut export);
    assert!(
        message.contains("cannot create") && message.contains("taken"),
        "{message}"
    );
}
