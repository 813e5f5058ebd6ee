//! Processes that are killed, disks that are full, folders that are not to be had: what was reported as saved stays, and
//! nothing half done is taken for whole.
//!
//! A few rounds belong to the tests; `FAULT_ROUNDS=100` kills each command a hundred times.

mod killed;
#[cfg(unix)]
mod refused;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// Times that each command is killed.
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
    (0..9000).any(|_| {
        thread::sleep(Duration::from_millis(20));
        is_so()
    })
}

/// Kills a command (SIGKILL) after a while; whether it was still at work.
fn kill_after(command: &mut Command, pause: Duration) -> bool {
    let mut child = start(command);
    thread::sleep(pause);
    // It may have ended.
    let _ = child.kill();
    !child.wait().expect("it ends").success()
}

/// Every file below a folder with its content, by its path there; nothing where there is no folder.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        match entry.path().is_dir() {
            true => {
                let inner = contents(&entry.path()).into_iter();
                all.extend(inner.map(|(inner, content)| (format!("{name}/{inner}"), content)));
            }
            false => drop(all.insert(name, fs::read(entry.path()).expect("readable"))),
        }
    }
    all
}

/// Names of drafts and of checkpoints that are not whole.
fn remains(folder: &Path) -> Vec<String> {
    let names = contents(folder).into_keys();
    let hidden = |path: &String| path.split('/').any(|part| part.starts_with('.'));
    names.filter(hidden).collect()
}

/// Numbers of the steps whose checkpoints are there under their final name.
fn checkpoints(run: &Path) -> Vec<usize> {
    let step = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        name.strip_prefix("step-")?.parse().ok()
    };
    let entries = fs::read_dir(run).into_iter().flatten().flatten();
    let mut steps: Vec<usize> = entries.filter_map(step).collect();
    steps.sort_unstable();
    steps
}

/// `train --resume` of a run.
fn resume(run: &Path) -> Command {
    let mut resume = crate::world::trainer("train");
    resume.arg("--resume").arg("--out").arg(run);
    resume
}
