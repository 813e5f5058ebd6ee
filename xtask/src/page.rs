//! Building the page into `dist/`, and checking that it is whole.

use crate::error::{Error, Result};
use crate::fingerprint::Fingerprint;
use crate::process;
use crate::project::Project;
use crate::release;
use crate::tools::Tools;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Everything the built page depends on.
const INPUTS: [&str; 12] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "crates/cpu_kernels",
    "crates/protocol",
    "model_weights/config.json",
    "model_weights/model.safetensors",
    "model_weights/tokenizer.json",
    "src",
    "www",
];

/// What a visitor's browser will ask for by these names.
const PARTS: [&str; 8] = [
    release::LIST,
    "index.html",
    "sw.js",
    "example/index.html",
    "sample/sample.json",
    "weights/config.json",
    "weights/model.safetensors",
    "weights/tokenizer.json",
];

/// How well the worker's module is optimised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Without optimisation across crates: two minutes sooner there, and 6 to 12 % slower. For a first look.
    Quick,
    /// As it is published, tested and measured.
    Full,
}

impl Effort {
    /// What a build with these inputs leaves behind.
    fn mark(self, fingerprint: &str) -> String {
        match self {
            Self::Quick => format!("quick {fingerprint}"),
            Self::Full => fingerprint.to_owned(),
        }
    }

    /// Whether a build that left this mark will do.
    fn is_met_by(self, mark: &str, fingerprint: &str) -> bool {
        mark == Self::Full.mark(fingerprint) || (self == Self::Quick && mark == Self::Quick.mark(fingerprint))
    }
}

/// Builds the page in release into `dist/` and returns that folder; does nothing if nothing changed.
pub fn build(project: &Project, effort: Effort) -> Result<PathBuf> {
    let dist = project.dist();
    let stamp = project.target.join("xtask").join("page.fingerprint");
    let fingerprint = fingerprint(project)?;
    let same = fs::read_to_string(&stamp).is_ok_and(|mark| effort.is_met_by(&mark, &fingerprint));
    if same && check(&dist).is_ok() {
        println!("{} is up to date.", project.relative(&dist).display());
        return Ok(dist);
    }
    let tools = Tools::ensure(project)?;
    println!("Building the page (the first time takes many minutes, later ones seconds to a few minutes).");
    let start = Instant::now();
    let mut trunk = tools.trunk(project)?;
    if effort == Effort::Quick {
        trunk.env("CARGO_PROFILE_WEB_LTO", "off");
    }
    process::run(trunk.arg("build"))?;
    copy_finder(project, &dist)?;
    release::write(&dist)?;
    check(&dist)?;
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder).map_err(Error::at(folder))?;
    }
    fs::write(&stamp, effort.mark(&fingerprint)).map_err(Error::at(&stamp))?;
    println!(
        "Built {} in {:.0} s.",
        project.relative(&dist).display(),
        start.elapsed().as_secs_f64()
    );
    Ok(dist)
}

/// The page's one wasm module.
pub fn wasm_module(dist: &Path) -> Result<PathBuf> {
    let entries = fs::read_dir(dist).map_err(Error::at(dist))?;
    let mut modules = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "wasm"));
    match (modules.next(), modules.next()) {
        (Some(module), None) => Ok(module),
        (None, _) => Err(Error::Unexpected(format!(
            "{} holds no wasm module",
            dist.display()
        ))),
        (Some(_), Some(_)) => Err(Error::Unexpected(format!(
            "{} holds more than one wasm module",
            dist.display()
        ))),
    }
}

fn check(dist: &Path) -> Result<()> {
    wasm_module(dist)?;
    match PARTS
        .iter()
        .map(|part| dist.join(part))
        .find(|part| !part.is_file())
    {
        Some(absent) => Err(Error::Unexpected(format!(
            "the built page lacks {}",
            absent.display()
        ))),
        None => Ok(()),
    }
}

/// The person finder's files of the weights that are shipped; empty where they have none.
fn finder_files(project: &Project) -> impl Iterator<Item = (PathBuf, &'static str)> {
    let weights = project.root.join("model_weights");
    release::FINDER_FILES
        .into_iter()
        .map(move |name| (weights.join(name), name))
        .filter(|(path, _)| path.is_file())
}

/// trunk copies only what is always there.
fn copy_finder(project: &Project, dist: &Path) -> Result<()> {
    for (path, name) in finder_files(project) {
        fs::copy(&path, dist.join("weights").join(name)).map_err(Error::at(&path))?;
    }
    Ok(())
}

fn fingerprint(project: &Project) -> Result<String> {
    let mut fingerprint = Fingerprint::default();
    let mut rustc = Command::new("rustc");
    fingerprint.add_text(&process::output(rustc.current_dir(&project.root).arg("-vV"))?);
    for input in INPUTS {
        fingerprint.add_path(&project.root.join(input))?;
    }
    for (path, _) in finder_files(project) {
        fingerprint.add_path(&path)?;
    }
    Ok(fingerprint.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_build_will_do_for_a_first_look_but_not_the_other_way_round() {
        let (quick, full) = (Effort::Quick.mark("a"), Effort::Full.mark("a"));
        assert!(Effort::Quick.is_met_by(&quick, "a") && Effort::Quick.is_met_by(&full, "a"));
        assert!(Effort::Full.is_met_by(&full, "a") && !Effort::Full.is_met_by(&quick, "a"));
        assert!(!Effort::Quick.is_met_by(&quick, "b"));
    }

    #[test]
    fn every_input_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for input in INPUTS {
            assert!(root.join(input).exists(), "{input}");
        }
    }

    #[test]
    fn a_page_without_its_weights_is_not_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let dist = folder.path();
        assert!(check(dist).is_err());
        for part in PARTS {
            let path = dist.join(part);
            fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
            fs::write(path, "x").expect("a file");
        }
        assert!(
            check(dist)
                .expect_err("no module yet")
                .to_string()
                .contains("wasm")
        );
        fs::write(dist.join("worker_bg.wasm"), "x").expect("a file");
        check(dist).expect("now it is whole");
        fs::remove_file(dist.join("weights/model.safetensors")).expect("removed");
        assert!(
            check(dist)
                .expect_err("no weights")
                .to_string()
                .contains("model.safetensors")
        );
    }
}
