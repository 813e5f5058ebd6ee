//! What the page's build needs beside cargo: the wasm32 target, trunk and wasm-bindgen.
//!
//! Both tools are compiled from crates.io into the project's own folder; nothing prebuilt is fetched. A tool of the
//! right version that is already on `PATH` is used as it is.

use crate::error::{Error, Result};
use crate::process;
use crate::project::Project;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The parts of wasm-bindgen that rewrite a module of 20 MB, in a profile of their own.
const REWRITING: [&str; 6] = [
    "profile.release.package.gimli.opt-level=2",
    "profile.release.package.id-arena.opt-level=2",
    "profile.release.package.walrus.opt-level=2",
    "profile.release.package.wasm-bindgen-cli-support.opt-level=2",
    "profile.release.package.wasm-encoder.opt-level=2",
    "profile.release.package.wasmparser.opt-level=2",
];
/// The trunk this project builds with; `Trunk.toml` asks for the same.
const TRUNK: &str = "0.21.14";
/// The target that the page's worker is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The tools, found and of the right versions.
#[derive(Clone, Debug)]
pub struct Tools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
}

impl Tools {
    /// Finds or installs everything the page's build needs.
    pub fn ensure(project: &Project) -> Result<Self> {
        ensure_wasm_target(project)?;
        let bindgen_version = project.locked_version("wasm-bindgen")?;
        // Without `--locked`: the lock file inside that release names versions that have since been withdrawn. TLS is for
        // its test runner, which nothing here runs.
        let mut flags = vec!["--no-default-features", "--bin", "wasm-bindgen"];
        for package in REWRITING {
            flags.extend(["--config", package]);
        }
        let wasm_bindgen = Tool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: &bindgen_version,
            flags: &flags,
        }
        .ensure(project)?;
        // The default features only add a question to crates.io about newer versions.
        let flags = ["--locked", "--no-default-features", "--features", "rustls"];
        let trunk = Tool {
            program: "trunk",
            package: "trunk",
            version: TRUNK,
            flags: &flags,
        }
        .ensure(project)?;
        Ok(Self { trunk, wasm_bindgen })
    }

    /// A trunk command that will find the right wasm-bindgen first.
    pub fn trunk(&self, project: &Project) -> Result<Command> {
        let old = env::var_os("PATH").unwrap_or_default();
        let folder = self.wasm_bindgen.parent().map(Path::to_path_buf);
        let path = env::join_paths(folder.into_iter().chain(env::split_paths(&old)))
            .map_err(|error| Error::Unexpected(format!("PATH: {error}")))?;
        let mut trunk = Command::new(&self.trunk);
        trunk
            .current_dir(&project.root)
            .env("PATH", path)
            .env("TRUNK_SKIP_VERSION_CHECK", "true");
        Ok(trunk)
    }
}

/// Adds the wasm32 target to the toolchain if it is not there.
pub fn ensure_wasm_target(project: &Project) -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc
        .current_dir(&project.root)
        .args(["--print", "target-libdir", "--target", WASM_TARGET]);
    let libraries = process::output(&mut rustc)?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    if process::find_program("rustup").is_none() {
        return Err(Error::Missing {
            what: format!("The Rust target {WASM_TARGET}"),
            how: "rustup would add it, but there is no rustup on PATH. Install Rust by https://rustup.rs, or add the \
                  target's standard library with what installed your Rust."
                .into(),
        });
    }
    process::run(
        Command::new("rustup")
            .current_dir(&project.root)
            .args(["target", "add", WASM_TARGET]),
    )
}

struct Tool<'a> {
    program: &'a str,
    package: &'a str,
    version: &'a str,
    flags: &'a [&'a str],
}

impl Tool<'_> {
    fn ensure(&self, project: &Project) -> Result<PathBuf> {
        let own = project
            .tools()
            .join("bin")
            .join(format!("{}{}", self.program, env::consts::EXE_SUFFIX));
        let candidates = [process::find_program(self.program), Some(own.clone())];
        if let Some(found) = candidates
            .into_iter()
            .flatten()
            .find(|program| self.is_right(program))
        {
            return Ok(found);
        }
        println!(
            "{} {} is installed into {} (once; some minutes).",
            self.program,
            self.version,
            project.relative(&project.tools()).display()
        );
        let mut install = project.cargo();
        install
            .args([
                "install",
                self.package,
                "--version",
                &format!("={}", self.version),
                "--force",
            ])
            .args(self.flags)
            .arg("--root")
            .arg(project.tools())
            // Kept between the two tools, which share dependencies, and after an interruption.
            .arg("--target-dir")
            .arg(project.target.join("tools"));
        // They run for seconds: compiling them for top speed would cost more than it saves, and with one level for both,
        // what they share is compiled once.
        for (key, value) in [("OPT_LEVEL", "0"), ("LTO", "off"), ("CODEGEN_UNITS", "16")] {
            install.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
        }
        process::run(&mut install)?;
        if self.is_right(&own) {
            return Ok(own);
        }
        Err(Error::Unexpected(format!(
            "{} was installed but does not call itself {}",
            own.display(),
            self.version
        )))
    }

    fn is_right(&self, program: &Path) -> bool {
        process::version_line(program).is_some_and(|line| self.is_named_by(&line))
    }

    fn is_named_by(&self, version_line: &str) -> bool {
        let mut words = version_line.split_whitespace();
        words.next() == Some(self.program) && words.next() == Some(self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_version_of_the_tool_is_right() {
        let tool = Tool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: "0.2.13",
            flags: &[],
        };
        assert!(tool.is_named_by("wasm-bindgen 0.2.13"));
        assert!(tool.is_named_by("wasm-bindgen 0.2.13 (0123abcd)"));
        assert!(!tool.is_named_by("wasm-bindgen 0.2.130"));
        assert!(!tool.is_named_by("trunk 0.2.13"));
        assert!(!tool.is_named_by(""));
    }

    #[test]
    fn trunk_toml_asks_for_the_version_that_is_installed() {
        let settings = include_str!("../../Trunk.toml");
        assert!(settings.contains(&format!("trunk-version = \"{TRUNK}\"")));
    }
}
