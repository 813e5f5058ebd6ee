//! The page's scripts without a browser: their types, and the tests of what needs no page.

use crate::error::{Error, Result};
use crate::npm;
use crate::process;
use crate::project::Project;
use crate::system::System;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The last TypeScript that is a script itself; newer ones are prebuilt programs.
const TYPESCRIPT: &str = "5.9.3";
/// What the page runs, and what runs in workers: they see different parts of the browser.
const SETTINGS: [&str; 2] = ["www/tsconfig.json", "www/tsconfig.worker.json"];
/// Folder of the tests.
const TESTS: &str = "tests/js";

/// Checks the types of all scripts of the page, those of the worker's messages included.
///
/// # Errors
/// When the checker cannot be fetched or finds something.
pub fn check_types(project: &Project, system: &System) -> Result<()> {
    let checker = npm::package(project, &system.npm, "typescript", TYPESCRIPT)?;
    for settings in SETTINGS {
        let mut check = node(project, system);
        process::run(check.arg(checker.join("bin/tsc")).args(["--project", settings]))?;
    }
    Ok(())
}

/// Runs the tests of the modules that need no browser.
///
/// # Errors
/// When a test fails, or there is none.
pub fn test(project: &Project, system: &System) -> Result<()> {
    let tests = tests_in(&project.root.join(TESTS))?;
    process::run(node(project, system).arg("--test").args(tests))
}

fn node(project: &Project, system: &System) -> Command {
    let mut node = Command::new(&system.node);
    node.current_dir(&project.root);
    node
}

/// By name: what a folder means to `node --test` differs by its version.
fn tests_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut tests = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::at(folder))? {
        let path = entry.map_err(Error::at(folder))?.path();
        if path.to_string_lossy().ends_with(".test.js") {
            tests.push(path);
        }
    }
    if tests.is_empty() {
        return Err(Error::Unexpected(format!("{} holds no tests", folder.display())));
    }
    tests.sort();
    Ok(tests)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_tests_does_not_pass() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert!(tests_in(folder.path()).is_err());
        for name in ["b.test.js", "a.test.js", "fixture.js", "package.json"] {
            fs::write(folder.path().join(name), "").expect("a file");
        }
        let found = tests_in(folder.path()).expect("two tests");
        assert_eq!(
            found,
            ["a.test.js", "b.test.js"].map(|name| folder.path().join(name))
        );
    }

    #[test]
    fn the_settings_are_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for settings in SETTINGS {
            assert!(root.join(settings).is_file(), "{settings}");
        }
    }
}
