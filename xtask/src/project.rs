//! Where the project and its build products lie, and what its lock file pins.

use crate::error::{Error, Result};
use crate::process;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folders of this checkout.
#[derive(Clone, Debug)]
pub struct Project {
    /// The workspace root.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the user's settings put it.
    pub target: PathBuf,
}

impl Project {
    /// Asks cargo for the workspace that holds the current folder.
    pub fn find() -> Result<Self> {
        let mut cargo = Command::new("cargo");
        cargo.args(["metadata", "--format-version", "1", "--no-deps"]);
        let metadata: serde_json::Value = serde_json::from_str(&process::output(&mut cargo)?)
            .map_err(|error| Error::Unexpected(format!("cargo metadata: {error}")))?;
        let folder = |key: &str| {
            metadata[key]
                .as_str()
                .map(PathBuf::from)
                .ok_or_else(|| Error::Unexpected(format!("cargo metadata has no `{key}`")))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
    }

    /// The built page.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The project's own tool folder: the root given to `cargo install`.
    pub fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }

    /// The trainer's command line, as the development profile builds it.
    pub fn native_trainer(&self) -> PathBuf {
        self.target
            .join("debug")
            .join(format!("native_trainer{}", std::env::consts::EXE_SUFFIX))
    }

    /// A cargo command that runs in the workspace root.
    pub fn cargo(&self) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&self.root);
        cargo
    }

    /// The version of `package` in `Cargo.lock`.
    pub fn locked_version(&self, package: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let text = fs::read_to_string(&path).map_err(Error::at(&path))?;
        version_in_lock(&text, package)
            .ok_or_else(|| Error::Unexpected(format!("{} does not pin `{package}`", path.display())))
    }

    /// `path` as seen from the workspace root, for messages.
    pub fn relative<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_of_exactly_that_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }
}
