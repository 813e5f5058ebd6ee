//! The shipped weights as ONNX models, by `bench/export_onnx.py`, proven by `bench/check_onnx.py`.

use crate::error::{Error, Result};
use crate::process;
use crate::project::Project;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Photos that the proof looks at.
const CHECKED: usize = 8;
/// Photos as telephones make them; enough for helpers to come.
pub const PHONES: usize = 32;
/// List of those, which comes last.
const PHONE_LIST: &str = "annotations.json";
/// Longer side of those in pixels.
const PHONE_SIDE: usize = 4032;

/// What the benchmark's page needs beside the built page.
pub struct Exported {
    /// Folder of the models.
    pub onnx: PathBuf,
    /// Folder of photos as telephones make them, with `annotations.json`.
    pub phones: PathBuf,
}

/// Exports the models, holds them against the trainer, and renders photos.
///
/// # Errors
/// When a tool is missing, or the models compute something else than the trainer.
pub fn ensure(project: &Project) -> Result<Exported> {
    let folder = project.tools().join("bench");
    let onnx = folder.join("onnx");
    fs::create_dir_all(&onnx).map_err(Error::at(&onnx))?;
    let python = python(project, &folder.join("python"))?;
    let scripts = project.root.join("bench");
    let weights = project.root.join("model_weights");
    let queries = scripts.join("queries.jsonl");
    let mut export = Command::new(&python);
    export.arg(scripts.join("export_onnx.py"));
    process::run(
        export
            .arg("--weights")
            .arg(&weights)
            .arg("--queries")
            .arg(&queries)
            .arg("--out")
            .arg(&onnx),
    )?;

    let trainer = trainer(project)?;
    let gallery = gallery(project, &folder.join("photos"))?;
    let ask = |verb: &str, out: &Path, more: &[&str]| {
        let mut command = Command::new(&trainer);
        command
            .arg(verb)
            .arg("--weights")
            .arg(&weights)
            .arg("--gallery")
            .arg(&gallery)
            .arg("--out")
            .arg(out)
            .args(more);
        if verb == "rank" {
            command.arg("--queries").arg(&queries);
        }
        process::run(&mut command)
    };
    let answers = ["features.json", "cosines.jsonl", "matches.jsonl"].map(|name| folder.join(name));
    ask("embed", &answers[0], &[])?;
    ask("rank", &answers[1], &["--rerank", "0"])?;
    ask("rank", &answers[2], &["--rerank", &CHECKED.to_string()])?;
    let mut check = Command::new(&python);
    check.arg(scripts.join("check_onnx.py"));
    for (name, value) in [
        ("--weights", &weights),
        ("--onnx", &onnx),
        ("--gallery", &gallery),
        ("--queries", &queries),
        ("--features", &answers[0]),
        ("--cosines", &answers[1]),
        ("--matches", &answers[2]),
    ] {
        check.arg(name).arg(value);
    }
    process::run(&mut check)?;
    let phones = folder.join("phones");
    if !phones.join(PHONE_LIST).is_file() {
        let mut synth = Command::new(&trainer);
        synth.arg("synth").arg("--out").arg(&phones).args([
            "--scenes",
            &PHONES.to_string(),
            "--longest-side",
            &PHONE_SIDE.to_string(),
            "--split",
            "test",
        ]);
        process::run(&mut synth)?;
    }
    Ok(Exported { onnx, phones })
}

/// A Python of our own with what the scripts need.
fn python(project: &Project, folder: &Path) -> Result<PathBuf> {
    let requirements = project.root.join("bench/requirements.txt");
    let wanted = fs::read_to_string(&requirements).map_err(Error::at(&requirements))?;
    let stamp = folder.join("requirements.txt");
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let system = ["python3", "python"]
        .into_iter()
        .find_map(process::find_program)
        .ok_or_else(|| Error::Missing {
            what: "Python 3".into(),
            how: "The export to ONNX is a Python script. Debian: sudo apt-get install python3 python3-venv"
                .into(),
        })?;
    process::run(Command::new(system).args(["-m", "venv", "--clear"]).arg(folder))?;
    let mut install = Command::new(&python);
    process::run(
        install
            .args(["-m", "pip", "install", "--quiet", "--requirement"])
            .arg(&requirements),
    )?;
    fs::write(&stamp, wanted).map_err(Error::at(&stamp))?;
    Ok(python)
}

/// The trainer named by `NATIVE_TRAINER`, or as cargo builds it.
fn trainer(project: &Project) -> Result<PathBuf> {
    let name = format!("native_trainer{}", env::consts::EXE_SUFFIX);
    let usual = ["release", "debug"].map(|profile| project.target.join(profile).join(&name));
    let named = env::var_os("NATIVE_TRAINER").map(PathBuf::from);
    let found = match named {
        Some(path) => Some(path).filter(|path| path.is_file()),
        None => usual.into_iter().find(|path| path.is_file()),
    };
    found.ok_or_else(|| Error::Missing {
        what: "The trainer's binary, which the exported models are held against,".into(),
        how: "Build it: cargo build --release -p native_trainer; or name one in the variable NATIVE_TRAINER"
            .into(),
    })
}

/// The first photos of the sample, in a folder of their own.
fn gallery(project: &Project, folder: &Path) -> Result<PathBuf> {
    let sample = project.root.join("www/sample");
    let mut photos: Vec<PathBuf> = fs::read_dir(&sample)
        .map_err(Error::at(&sample))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "jpg"))
        .collect();
    photos.sort();
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Error::at(folder))?;
    }
    fs::create_dir_all(folder).map_err(Error::at(folder))?;
    for photo in photos.iter().take(CHECKED) {
        if let Some(name) = photo.file_name() {
            fs::copy(photo, folder.join(name)).map_err(Error::at(photo))?;
        }
    }
    Ok(folder.to_path_buf())
}
