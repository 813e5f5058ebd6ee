//! Files: read with the path in the error, written so that a reader never sees half of one.

use crate::error::{Error, Result};
use serde::Serialize;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Reads a whole file.
///
/// # Errors
/// Names the file when it cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(Error::io("read", path))
}

/// Makes a folder and those above it.
///
/// # Errors
/// Names the folder when it cannot be made.
pub fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(Error::io("create", path))
}

/// Writes a file under another name and renames it when it is complete; the folder is made if needed.
///
/// A crash leaves the old file or the new one, never a mixture.
///
/// # Errors
/// Names the file when it cannot be written; then nothing is left behind.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    create_folder(folder)?;
    let draft = draft_of(path)?;
    let written = write_and_rename(&draft, path, bytes);
    if written.is_err() {
        // The error of the write is what matters; there may be no draft to remove.
        let _ = fs::remove_file(&draft);
    }
    written.map_err(Error::io("write", path))
}

/// Keeps an open file for this process until it is closed; the system lets go of it when the process dies.
///
/// # Errors
/// When another process keeps it.
pub fn lock(file: &fs::File, path: &Path) -> Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(fs::TryLockError::WouldBlock) => Err(Error::Input(format!(
            "{} is in use by another run; wait until it ends, or stop it",
            path.display()
        ))),
        // A file system without locks, as some network shares are, keeps nobody out.
        Err(fs::TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => Ok(()),
        Err(fs::TryLockError::Error(error)) => Err(Error::io("lock", path)(error)),
    }
}

/// Keeps a folder for this process until the result is dropped; the folder is made if needed.
///
/// # Errors
/// When the folder cannot be made, or another process keeps it.
pub fn lock_folder(folder: &Path) -> Result<fs::File> {
    create_folder(folder)?;
    // Where a folder cannot be opened like a file, a file in it stands for it.
    let path = match cfg!(unix) {
        true => folder.to_path_buf(),
        false => folder.join(".lock"),
    };
    let file = match cfg!(unix) {
        true => fs::File::open(&path),
        false => fs::File::create(&path),
    };
    let file = file.map_err(Error::io("open", &path))?;
    lock(&file, folder).map(|()| file)
}

/// Serialises to a file, whole or not at all.
///
/// # Errors
/// Names the file.
pub fn write_json(path: &Path, value: &impl Serialize) -> Result<()> {
    let mut text = serde_json::to_vec_pretty(value).map_err(Error::json(path))?;
    text.push(b'\n');
    write_atomically(path, &text)
}

/// The unfinished file lies beside the finished one: a rename works within one file system only.
fn draft_of(path: &Path) -> Result<PathBuf> {
    let name = path
        .file_name()
        .ok_or_else(|| Error::Input(format!("{} is not the name of a file", path.display())))?;
    let mut draft = std::ffi::OsString::from(".");
    draft.push(name);
    draft.push(format!(".{}.tmp", std::process::id()));
    Ok(path.with_file_name(draft))
}

fn write_and_rename(draft: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = fs::File::create(draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(draft, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_no_draft_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/er/file.json");
        write_atomically(&path, b"first, and longer").expect("written");
        write_atomically(&path, b"second").expect("replaced");
        assert_eq!(read(&path).expect("read"), b"second");
        let names: Vec<_> = fs::read_dir(path.parent().expect("a folder"))
            .expect("listed")
            .collect();
        assert_eq!(names.len(), 1, "{names:?}");
    }

    #[test]
    fn a_folder_is_kept_by_one_at_a_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("new");
        let kept = lock_folder(&out).expect("kept");
        let message = lock_folder(&out).expect_err("kept already").to_string();
        assert!(message.contains("new is in use by another run"), "{message}");
        drop(kept);
        lock_folder(&out).expect("free again");
    }

    #[test]
    fn a_failed_write_names_the_file_and_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let taken = folder.path().join("taken");
        fs::create_dir(&taken).expect("a folder in the way");
        let error = write_atomically(&taken, b"x").expect_err("a folder is in the way");
        assert!(error.to_string().contains("taken"), "{error}");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }
}
