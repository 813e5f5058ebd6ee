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
    let written = write_draft(&draft, bytes).and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        // The error of the write is what matters; there may be no draft to remove.
        let _ = fs::remove_file(&draft);
    }
    written.map_err(Error::io("write", path))
}

/// Writes files that belong together under other names, and renames them when all of them are complete; the last one
/// stands for the whole.
///
/// Where another one of them changes, the last one goes before and comes back at the end: whoever finds it finds what
/// belongs to it. The folder must be kept from other runs.
///
/// # Errors
/// Names the file that cannot be written; on a full disk the old ones are as they were.
pub fn write_together(folder: &Path, files: &[(&str, &[u8])]) -> Result<()> {
    create_folder(folder)?;
    let mut drafts = Vec::with_capacity(files.len());
    let staged = files.iter().try_for_each(|(name, bytes)| {
        let path = folder.join(name);
        let draft = draft_of(&path)?;
        let written = write_draft(&draft, bytes).map_err(Error::io("write", &path));
        drafts.push((draft, path));
        written
    });
    let renamed = staged.and_then(|()| {
        let Some(((last, _), others)) = files.split_last() else {
            return Ok(());
        };
        let is_same = |(name, bytes): &(&str, &[u8])| {
            let path = folder.join(name);
            !path.exists() || fs::read(path).is_ok_and(|old| old == *bytes)
        };
        let whole = folder.join(last);
        if whole.exists() && !others.iter().all(is_same) {
            fs::remove_file(&whole).map_err(Error::io("replace", &whole))?;
        }
        let mut each = drafts.iter();
        each.try_for_each(|(draft, path)| fs::rename(draft, path).map_err(Error::io("write", path)))
    });
    if renamed.is_err() {
        for (draft, _) in drafts {
            // The error of the write is what matters; a draft may have its name already.
            let _ = fs::remove_file(&draft);
        }
    }
    renamed
}

/// Removes drafts that runs left which were killed: of one file, or of all in the folder. No other run may write there.
///
/// # Errors
/// When the folder cannot be read, or a draft not be removed.
pub fn remove_drafts(folder: &Path, of: Option<&str>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Error::io("read", folder))?.flatten() {
        let name = entry.file_name();
        let draft = name
            .to_str()
            .and_then(|name| name.strip_prefix('.')?.strip_suffix(".tmp")?.rsplit_once('.'));
        let is_draft = draft.is_some_and(|(name, process)| {
            process.bytes().all(|digit| digit.is_ascii_digit()) && of.is_none_or(|of| of == name)
        });
        if is_draft {
            fs::remove_file(entry.path()).map_err(Error::io("remove", &entry.path()))?;
        }
    }
    Ok(())
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
    let text = to_json(value).map_err(Error::json(path))?;
    write_atomically(path, &text)
}

/// What [`write_json`] writes.
///
/// # Errors
/// When the value cannot be serialised.
pub fn to_json(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    Ok(text)
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

fn write_draft(draft: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = fs::File::create(draft)?;
    file.write_all(bytes)?;
    file.sync_all()
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
    fn files_that_belong_together_come_together_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("out");
        let list = || {
            let mut all: Vec<(String, Vec<u8>)> = fs::read_dir(&out)
                .expect("listed")
                .flatten()
                .map(|entry| {
                    let name = entry.file_name().into_string().expect("a name");
                    (name, fs::read(entry.path()).unwrap_or_default())
                })
                .collect();
            all.sort();
            all
        };
        let pair = |a: &str, b: &str| vec![("a".into(), a.into()), ("b".into(), b.into())];
        write_together(&out, &[("a", b"1"), ("b", b"2")]).expect("written");
        assert_eq!(list(), pair("1", "2"));
        write_together(&out, &[("a", b"3"), ("b", b"4")]).expect("replaced");
        assert_eq!(list(), pair("3", "4"));
        // A folder in the way of the second one: the first one stays, too, as nothing was renamed.
        let blocked = out.join("c");
        fs::create_dir_all(blocked.join("inner")).expect("a folder");
        let error = write_together(&out, &[("c", b"5"), ("b", b"6")]).expect_err("in the way");
        assert!(error.to_string().contains("cannot write"), "{error}");
        fs::remove_dir_all(&blocked).expect("removed");
        // What stands for the whole is gone, as it might have stood beside a new part.
        assert_eq!(list(), pair("3", "4")[..1]);
    }

    #[test]
    fn only_drafts_are_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = [
            ".a.json.17.tmp",
            ".b.json.18.tmp",
            ".a.json.x.tmp",
            "a.json.17.tmp",
            ".tmp",
            "a.json",
        ];
        for name in names {
            fs::write(folder.path().join(name), name).expect("written");
        }
        let there = |name: &&&str| folder.path().join(name).exists();
        remove_drafts(folder.path(), Some("a.json")).expect("removed");
        assert_eq!(
            names.iter().filter(there).collect::<Vec<_>>(),
            names[1..].iter().collect::<Vec<_>>()
        );
        remove_drafts(folder.path(), None).expect("removed");
        assert_eq!(
            names.iter().filter(there).collect::<Vec<_>>(),
            names[2..].iter().collect::<Vec<_>>()
        );
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
