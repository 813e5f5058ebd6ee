//! `cargo xtask archive`: what a release offers for download, one `.tar.gz` each.

use crate::error::{Error, Result};
use crate::page;
use crate::process;
use crate::project::Project;
use clap::ValueEnum;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::env::consts::{ARCH, EXE_SUFFIX, OS};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// What goes with the trainer: its recipes name the shipped weights and their tokenizer.
const WITH_TRAINER: [&str; 6] = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "docs",
    "model_weights",
    "native_trainer/configs",
];

/// A kind of archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// The built page with the shipped weights, for any static web server
    Page,
    /// The trainer for this system, with its recipes and the shipped weights
    Trainer,
}

/// Builds what the archive holds, writes it to `target/archives` and returns its path.
///
/// # Errors
/// When something cannot be built, read or written.
pub fn write(project: &Project, kind: Kind) -> Result<PathBuf> {
    let version = env!("CARGO_PKG_VERSION");
    let (name, parts) = match kind {
        Kind::Page => {
            let dist = page::build(project, page::Effort::Full)?;
            (format!("bi-irra-page-{version}"), vec![(String::new(), dist)])
        }
        Kind::Trainer => {
            process::run(
                project
                    .cargo()
                    .args(["build", "--release", "--locked", "-p", "native_trainer"]),
            )?;
            let program = format!("native_trainer{EXE_SUFFIX}");
            let built = project.target.join("release").join(&program);
            let beside = WITH_TRAINER.map(|part| (part.to_owned(), project.root.join(part)));
            // The folder `native_trainer` is that of the recipes.
            let mut parts = vec![(format!("bin/{program}"), built)];
            parts.extend(beside);
            (format!("native_trainer-{version}-{OS}-{ARCH}"), parts)
        }
    };
    let folder = project.target.join("archives");
    fs::create_dir_all(&folder).map_err(Error::at(&folder))?;
    let path = folder.join(format!("{name}.tar.gz"));
    pack(&path, &name, &parts)?;
    println!("{}", path.display());
    Ok(path)
}

/// Packs files and folders under the names that they get inside the folder `top`.
fn pack(path: &Path, top: &str, parts: &[(String, PathBuf)]) -> Result<()> {
    let unfinished = path.with_extension("part");
    let file = File::create(&unfinished).map_err(Error::at(&unfinished))?;
    let mut archive = tar::Builder::new(GzEncoder::new(file, Compression::best()));
    for (name, part) in parts {
        let inside = match name.is_empty() {
            true => top.to_owned(),
            false => format!("{top}/{name}"),
        };
        let added = match part.is_dir() {
            true => archive.append_dir_all(inside, part),
            false => archive.append_path_with_name(part, inside),
        };
        added.map_err(Error::at(part))?;
    }
    let file = archive
        .into_inner()
        .and_then(GzEncoder::finish)
        .map_err(Error::at(&unfinished))?;
    file.sync_all().map_err(Error::at(&unfinished))?;
    fs::rename(&unfinished, path).map_err(Error::at(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;

    #[test]
    fn everything_lies_in_one_folder() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (inner, file) = (folder.path().join("configs"), folder.path().join("README.md"));
        fs::create_dir(&inner).expect("a folder");
        fs::write(inner.join("a.toml"), "a = 1").expect("a file");
        fs::write(&file, "text").expect("a file");
        let path = folder.path().join("x.tar.gz");
        let parts = [
            ("README.md".to_owned(), file),
            ("native_trainer/configs".to_owned(), inner),
        ];
        pack(&path, "x-1", &parts).expect("an archive");

        let mut archive = tar::Archive::new(GzDecoder::new(File::open(&path).expect("the archive")));
        let names: Vec<String> = archive
            .entries()
            .expect("entries")
            .map(|entry| entry.expect("an entry"))
            .filter(|entry| entry.header().entry_type().is_file())
            .map(|entry| entry.path().expect("a path").display().to_string())
            .collect();
        assert_eq!(names, ["x-1/README.md", "x-1/native_trainer/configs/a.toml"]);
    }

    #[test]
    fn what_is_missing_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let parts = [("a".to_owned(), folder.path().join("absent"))];
        let error = pack(&folder.path().join("x.tar.gz"), "x", &parts).expect_err("nothing to pack");
        assert!(error.to_string().contains("absent"), "{error}");
    }

    #[test]
    fn all_that_goes_with_the_trainer_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for part in WITH_TRAINER {
            assert!(root.join(part).exists(), "{part}");
        }
    }
}
