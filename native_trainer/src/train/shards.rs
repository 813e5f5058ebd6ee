//! Files cut into parts below a size limit, for machines that pass on small files only.

use crate::error::Result;
use crate::files::{self, write_atomically};
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

/// Whether [`write`] has written the file here.
pub fn exists(folder: &Path, name: &str) -> bool {
    folder.join(name).exists() || folder.join(part_name(name, 0)).exists()
}

/// Reads a file that [`write`] wrote. A missing part shows in the caller's checksum of the whole.
///
/// # Errors
/// When there is neither the file nor a first part of it.
pub fn read(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let whole = folder.join(name);
    if whole.exists() || !folder.join(part_name(name, 0)).exists() {
        return files::read(&whole);
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

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
