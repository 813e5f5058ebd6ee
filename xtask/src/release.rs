//! `files.json`: the list of everything in the built page with the hashes of the contents.
//!
//! The service worker keeps a release of the page by this list, and the page its model: what has the same hash is never
//! downloaded twice, and parts of two releases are never mixed.

use crate::error::{Error, Result};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Name of the list.
pub const LIST: &str = "files.json";
/// A file that no visitor's browser asks for.
const NOT_ASKED_FOR: &str = "screenshot.png";
/// Types, for the editors of those who import the page's modules.
const TYPES: &str = ".d.ts";
/// Folder of a page that shows developers how to import ours.
const EXAMPLE: &str = "example/";
/// Folder of the weights, and what is asked for of it, whatever else lies there.
const WEIGHTS: &str = "weights/";
const WEIGHT_FILES: [&str; 3] = ["config.json", "tokenizer.json", "model.safetensors"];
/// The person finder's files, which weights need not have.
pub const FINDER_FILES: [&str; 2] = ["finder.json", "finder.safetensors"];

/// The list as it is written.
#[derive(Debug, Serialize)]
struct Release {
    /// A hash over all files: it changes with any of them.
    version: String,
    /// The hash of each file, in the form of subresource integrity.
    files: BTreeMap<String, String>,
}

/// Writes the list of the page in `dist`.
pub fn write(dist: &Path) -> Result<()> {
    let mut files = BTreeMap::new();
    collect(dist, "", &mut files)?;
    let mut all = Sha256::new();
    for (name, hash) in &files {
        all.update(format!("{name} {hash}\n"));
    }
    let version = all.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let path = dist.join(LIST);
    let text = serde_json::to_string_pretty(&Release { version, files })
        .map_err(|error| Error::Unexpected(format!("{LIST}: {error}")))?;
    let unfinished = dist.join(".files.json.part");
    fs::write(&unfinished, text).map_err(Error::at(&unfinished))?;
    fs::rename(&unfinished, &path).map_err(Error::at(&path))
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Error::at(folder))? {
        let path = entry.map_err(Error::at(folder))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            return Err(Error::Unexpected(format!(
                "{} has no readable name",
                path.display()
            )));
        };
        let inside = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{inside}/"), files)?;
        } else if is_asked_for(&inside) {
            let bytes = fs::read(&path).map_err(Error::at(&path))?;
            files.insert(inside, format!("sha256-{}", base64(&Sha256::digest(&bytes))));
        }
    }
    Ok(())
}

/// Whether the page asks for this file.
fn is_asked_for(inside: &str) -> bool {
    if let Some(name) = inside.strip_prefix(WEIGHTS) {
        return WEIGHT_FILES.contains(&name) || FINDER_FILES.contains(&name);
    }
    let name = inside.rsplit('/').next().unwrap_or(inside);
    let is_beside = inside.starts_with(EXAMPLE) || name.ends_with(TYPES);
    inside != LIST && inside != NOT_ASKED_FOR && !name.starts_with('.') && !is_beside
}

/// Base 64 with padding, as subresource integrity wants it.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().enumerate().fold(0u32, |group, (place, byte)| {
            group | u32::from(*byte) << (16 - 8 * place)
        });
        for place in 0..4 {
            text.push(if place <= chunk.len() {
                char::from(DIGITS[(group >> (18 - 6 * place)) as usize & 63])
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn the_list_names_what_a_visitor_needs_and_changes_with_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let dist = folder.path();
        fs::create_dir(dist.join("js")).expect("a folder");
        fs::create_dir(dist.join("example")).expect("a folder");
        fs::create_dir(dist.join("weights")).expect("a folder");
        for (name, text) in [
            ("index.html", "<p>"),
            ("js/main.js", ""),
            ("example/index.html", ""),
            ("js/protocol.d.ts", ""),
            ("screenshot.png", "x"),
            (".hidden", "x"),
            ("weights/config.json", "{}"),
            ("weights/README.md", "x"),
            ("weights/curves.svg", "x"),
        ] {
            fs::write(dist.join(name), text).expect("a file");
        }
        let list = || -> serde_json::Value {
            write(dist).expect("written");
            serde_json::from_str(&fs::read_to_string(dist.join(LIST)).expect("a list")).expect("JSON")
        };
        let first = list();
        assert_eq!(first, list(), "the list does not list itself");
        let names: Vec<&String> = first["files"].as_object().expect("files").keys().collect();
        assert_eq!(names, ["index.html", "js/main.js", "weights/config.json"]);
        assert_eq!(
            first["files"]["js/main.js"],
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
        fs::write(dist.join("js/main.js"), "1").expect("a file");
        assert_ne!(first["version"], list()["version"]);
    }
}
