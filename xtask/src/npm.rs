//! Packages of npm that the checks use and the page does not: installed into the project's own tool folder.

use crate::error::{Error, Result};
use crate::process;
use crate::project::Project;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of an installed package, which is fetched unless it is there in this version.
///
/// # Errors
/// When it cannot be fetched.
pub fn package(project: &Project, npm: &Path, name: &str, version: &str) -> Result<PathBuf> {
    let folder = project.tools().join("npm").join(name);
    let stamp = folder.join("version");
    if !fs::read_to_string(&stamp).is_ok_and(|installed| installed == version) {
        fs::create_dir_all(&folder).map_err(Error::at(&folder))?;
        let quiet = [
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefix",
        ];
        let mut install = Command::new(npm);
        process::run(install.args(quiet).arg(&folder).arg(format!("{name}@{version}")))?;
        fs::write(&stamp, version).map_err(Error::at(&stamp))?;
    }
    Ok(folder.join("node_modules").join(name))
}
