//! The folder that the benchmark serves: the built page, onnxruntime-web, the exported models and the page that
//! measures.

use super::export::Exported;
use crate::error::{Error, Result};
use crate::npm;
use crate::page;
use crate::project::Project;
use crate::release;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The version of onnxruntime-web.
const RUNTIME: &str = "1.30.0";
/// What a page needs of it on the processor: one script, one loader, one module.
const ON_CPU: [&str; 3] = [
    "ort.wasm.min.mjs",
    "ort-wasm-simd-threaded.mjs",
    "ort-wasm-simd-threaded.wasm",
];
/// The same for WebGPU.
const ON_WEBGPU: [&str; 3] = [
    "ort.webgpu.min.mjs",
    "ort-wasm-simd-threaded.asyncify.mjs",
    "ort-wasm-simd-threaded.asyncify.wasm",
];
const MODELS: [&str; 3] = ["image.onnx", "text.onnx", "match.onnx"];

/// The folder that is served.
pub struct Site(PathBuf);

/// Puts the folder together from nothing.
///
/// # Errors
/// When the page cannot be built, the runtime cannot be fetched, or a file cannot be copied.
pub fn build(project: &Project, npm: &Path, exported: &Exported) -> Result<Site> {
    // A page that is already built may be named, as for the browser test.
    let dist = match env::var_os("PAGE") {
        Some(folder) => PathBuf::from(folder),
        None => page::build(project, page::Effort::Full)?,
    };
    let runtime = npm::package(project, npm, "onnxruntime-web", RUNTIME)?.join("dist");
    let root = project.tools().join("bench/site");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(Error::at(&root))?;
    }
    copy_folder(&dist, &root)?;
    let page = project.root.join("bench/page");
    copy_folder(&page, &root.join("bench"))?;
    copy_file(&page.join("bench.html"), &root.join("bench.html"))?;
    copy_folder(&exported.onnx, &root.join("onnx"))?;
    copy_folder(&exported.phones, &root.join("phones"))?;
    let ort = root.join("ort");
    fs::create_dir_all(&ort).map_err(Error::at(&ort))?;
    for file in ON_CPU.iter().chain(&ON_WEBGPU) {
        copy_file(&runtime.join(file), &ort.join(file))?;
    }
    Ok(Site(root))
}

impl Site {
    /// The folder.
    pub fn root(&self) -> &Path {
        &self.0
    }

    /// Bytes of code and weights of a contestant, beside photos and what all share.
    ///
    /// # Errors
    /// When one of its files is missing.
    pub fn download(&self, side: &str) -> Result<u64> {
        let under = |folder: &str, names: &[&str]| -> Vec<PathBuf> {
            names.iter().map(|name| self.0.join(folder).join(name)).collect()
        };
        let files = match side {
            "ours-cpu" | "ours-webgpu" => {
                let mut files = under("weights", &["config.json", "tokenizer.json", "model.safetensors"]);
                let finder = under("weights", &release::FINDER_FILES).into_iter();
                files.extend(finder.filter(|file| file.is_file()));
                files.extend([page::wasm_module(&self.0)?, self.0.join("worker.js")]);
                files
            }
            "ort-webgpu" => [under("ort", &ON_WEBGPU), under("onnx", &MODELS)].concat(),
            _ => [under("ort", &ON_CPU), under("onnx", &MODELS)].concat(),
        };
        files.iter().try_fold(0, |sum, file| {
            Ok(sum + fs::metadata(file).map_err(Error::at(file))?.len())
        })
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).map_err(Error::at(to))?;
    for entry in fs::read_dir(from).map_err(Error::at(from))? {
        let path = entry.map_err(Error::at(from))?.path();
        let Some(name) = path.file_name() else { continue };
        let target = to.join(name);
        if path.is_dir() {
            copy_folder(&path, &target)?;
        } else {
            copy_file(&path, &target)?;
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map_err(Error::at(from))?;
    Ok(())
}
