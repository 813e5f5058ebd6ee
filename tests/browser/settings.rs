//! Where the things under test are: named by `cargo xtask test`, or found at their usual places.

use std::env;
use std::path::{Path, PathBuf};

fn named(variable: &str, usual: impl FnOnce() -> PathBuf) -> PathBuf {
    let path = env::var_os(variable).map_or_else(usual, PathBuf::from);
    assert!(
        path.exists(),
        "{} is missing: run `cargo xtask test`, or set {variable}",
        path.display()
    );
    path
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The built page.
pub fn page() -> PathBuf {
    named("PAGE", || root().join("dist"))
}

/// The pictures that the test's folders are made of.
pub fn pictures() -> PathBuf {
    root().join("www/sample")
}

/// The shipped weights.
pub fn weights() -> PathBuf {
    root().join("model_weights")
}

/// The trainer's binary; usually two folders above this test's own.
pub fn native_trainer() -> PathBuf {
    named("NATIVE_TRAINER", || {
        let own = env::current_exe().expect("this test is a file");
        let profile = own.ancestors().nth(2).expect("it lies in <profile>/deps");
        profile.join(format!("native_trainer{}", env::consts::EXE_SUFFIX))
    })
}

/// Chromium itself.
pub fn chromium() -> PathBuf {
    named("CHROMIUM", || "/usr/bin/chromium".into())
}

/// Its WebDriver server.
pub fn chromedriver() -> PathBuf {
    named("CHROMEDRIVER", || "/usr/bin/chromedriver".into())
}

/// Where screenshots are kept for a person to look at.
pub fn screenshots() -> PathBuf {
    env::var_os("SCREENSHOTS").map_or_else(|| root().join("target/screenshots"), PathBuf::from)
}
