//! Files cut into parts below a size limit, for machines that pass on small files only; and tensors that others cut
//! into several safetensors files with an index.

use crate::error::{Error, Result};
use crate::files::{self, write_atomically};
use safetensors::SafeTensors;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Ends the name of part `number` of a file.
fn part_name(name: &str, number: usize) -> String {
    format!("{name}.part{number:03}")
}

/// Writes a file whole, or in parts of at most `limit` bytes where it is larger.
///
/// # Errors
/// When a part cannot be written.
pub fn write(folder: &Path, name: &str, bytes: &[u8], limit: Option<usize>) -> Result<()> {
    match limit {
        Some(limit) if bytes.len() > limit => bytes
            .chunks(limit.max(1))
            .enumerate()
            .try_for_each(|(number, part)| write_atomically(&folder.join(part_name(name, number)), part)),
        _ => write_atomically(&folder.join(name), bytes),
    }
}

/// Whether [`write()`] has written the file here.
pub fn exists(folder: &Path, name: &str) -> bool {
    folder.join(name).exists() || folder.join(part_name(name, 0)).exists()
}

/// Reads a file that [`write()`] wrote, or the safetensors files of an index. A missing part shows in the caller's
/// checksum of the whole.
///
/// # Errors
/// When there is neither the file nor a first part of it nor an index, or the index names what is not there.
pub fn read(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let whole = folder.join(name);
    if whole.exists() {
        return files::read(&whole);
    }
    if !folder.join(part_name(name, 0)).exists() {
        let index = folder.join(format!("{name}.index.json"));
        return match index.exists() {
            true => read_indexed(folder, &index),
            false => files::read(&whole),
        };
    }
    let mut bytes = Vec::new();
    for number in 0.. {
        let part = folder.join(part_name(name, number));
        if !part.exists() {
            break;
        }
        bytes.extend(files::read(&part)?);
    }
    Ok(bytes)
}

/// What `NAME.index.json` says.
#[derive(Deserialize)]
struct Index {
    /// The file of each tensor.
    weight_map: BTreeMap<String, String>,
}

/// Joins the safetensors files of an index to one.
fn read_indexed(folder: &Path, index: &Path) -> Result<Vec<u8>> {
    let Index { weight_map } = serde_json::from_slice(&files::read(index)?).map_err(Error::json(index))?;
    let mut parts = BTreeMap::new();
    for name in weight_map.values() {
        let plain = Path::new(name)
            .file_name()
            .is_some_and(|last| last == name.as_str());
        if !plain {
            return Err(Error::Input(format!(
                "{}: expected the name of a file beside it, found {name:?}",
                index.display()
            )));
        }
        if !parts.contains_key(name) {
            parts.insert(name, files::read(&folder.join(name))?);
        }
    }
    let damaged = |name: &str, what: String| Error::File {
        path: folder.join(name),
        source: bi_irra::Error::Weights(what),
    };
    let mut opened = BTreeMap::new();
    for (name, bytes) in &parts {
        bi_irra::weights::pointer::check(bytes).map_err(Error::file(&folder.join(name)))?;
        let file = SafeTensors::deserialize(bytes)
            .map_err(|e| damaged(name, format!("not a complete safetensors file: {e}")))?;
        opened.insert(*name, file);
    }
    let mut views = BTreeMap::new();
    for (tensor, file) in &weight_map {
        let view = opened[file].tensor(tensor).map_err(|_| {
            let missing = format!(
                "tensor `{tensor}` is missing, which {} places here",
                index.display()
            );
            damaged(file, missing)
        })?;
        views.insert(tensor.as_str(), view);
    }
    safetensors::serialize(views, None)
        .map_err(|e| Error::Input(format!("{}: the files cannot be joined: {e}", index.display())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use safetensors::Dtype;
    use safetensors::tensor::TensorView;
    use std::fs;

    #[test]
    fn files_of_an_index_are_joined_and_what_is_missing_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |file: &str, tensors: &[(&str, [u8; 8])]| {
            let views = tensors.iter().map(|(name, bytes)| {
                let view = TensorView::new(Dtype::F32, vec![2], bytes).expect("a tensor");
                (*name, view)
            });
            let bytes = safetensors::serialize(views, None).expect("written");
            fs::write(folder.path().join(file), bytes).expect("written");
        };
        put("a.safetensors", &[("first", [1; 8]), ("second", [2; 8])]);
        put("b.safetensors", &[("third", [3; 8])]);
        let index = |third: &str| {
            let text = format!(
                r#"{{"metadata":{{"total_size":24}},"weight_map":{{"first":"a.safetensors","second":"a.safetensors","third":"{third}"}}}}"#
            );
            fs::write(folder.path().join("model.safetensors.index.json"), text).expect("written");
            read(folder.path(), "model.safetensors")
        };
        let bytes = index("b.safetensors").expect("joined");
        let joined = SafeTensors::deserialize(&bytes).expect("whole");
        assert_eq!(joined.len(), 3);
        for (name, byte) in [("first", 1), ("second", 2), ("third", 3)] {
            assert_eq!(joined.tensor(name).expect("there").data(), [byte; 8]);
        }
        for (third, expected) in [
            ("a.safetensors", "tensor `third` is missing"),
            ("c.safetensors", "c.safetensors"),
            ("../b.safetensors", "name of a file beside it"),
        ] {
            let message = crate::chain(&index(third).expect_err("wrong"));
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn parts_stay_below_the_limit_and_join_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let bytes: Vec<u8> = (0..2500u32).map(|i| i as u8).collect();
        write(folder.path(), "big", &bytes, Some(1000)).expect("written");
        write(folder.path(), "small", &bytes[..1000], Some(1000)).expect("written");
        let mut names: Vec<(String, u64)> = fs::read_dir(folder.path())
            .expect("listed")
            .map(|entry| {
                let entry = entry.expect("an entry");
                let length = entry.metadata().expect("its size").len();
                (entry.file_name().to_string_lossy().into_owned(), length)
            })
            .collect();
        names.sort();
        let expected = [
            ("big.part000", 1000),
            ("big.part001", 1000),
            ("big.part002", 500),
            ("small", 1000),
        ];
        assert_eq!(names, expected.map(|(name, length)| (name.to_string(), length)));
        assert!(
            exists(folder.path(), "big") && exists(folder.path(), "small") && !exists(folder.path(), "none")
        );
        assert_eq!(read(folder.path(), "big").expect("read"), bytes);
        assert_eq!(read(folder.path(), "small").expect("read"), bytes[..1000]);
        let message = read(folder.path(), "none").expect_err("missing").to_string();
        assert!(message.contains("none"), "{message}");
    }
}
