//! The photos of a folder: which files they are, and why the others are not.

use crate::error::{Error, Result};
use crate::retrieval::clutter::Clutter;
use bi_irra::image::{HEAD, Kind};
use serde::Serialize;
use std::fs;
use std::io::Read;
use std::path::Path;

/// Files above this size are refused before they are read, as the page does.
const MAX_BYTES: u64 = 100 << 20;

/// A file that is not in the gallery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Its name in the folder.
    pub file: String,
    /// Why.
    pub reason: String,
}

/// The photos of a folder.
#[derive(Debug)]
pub struct Folder {
    /// Names relative to the folder with forward slashes, sorted.
    pub names: Vec<String>,
    /// Everything else that was found.
    pub skipped: Vec<Skipped>,
}

impl Folder {
    /// Lists the folder and those inside it.
    ///
    /// # Errors
    /// When the folder itself cannot be read.
    pub fn list(path: &Path) -> Result<Self> {
        let mut folder = Self {
            names: Vec::new(),
            skipped: Vec::new(),
        };
        let clutter = Clutter::read()?;
        let mut open = vec![String::new()];
        while let Some(inside) = open.pop() {
            let items =
                fs::read_dir(path.join(&inside)).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
            match items {
                Ok(items) => {
                    for item in items {
                        folder.sort_out(&inside, &item, &clutter, &mut open);
                    }
                }
                Err(error) if inside.is_empty() => return Err(Error::io("read", path)(error)),
                Err(error) => folder.skip(inside.trim_end_matches('/'), error),
            }
        }
        folder.names.sort();
        folder.skipped.sort_by(|a, b| a.file.cmp(&b.file));
        Ok(folder)
    }

    fn sort_out(&mut self, inside: &str, item: &fs::DirEntry, clutter: &Clutter, open: &mut Vec<String>) {
        let name = item.file_name();
        let shown = format!("{inside}{}", name.to_string_lossy());
        if name.to_str().is_none() {
            return self.skip(&shown, "the name is not Unicode");
        }
        if clutter.holds(&shown) {
            return;
        }
        // Links to files are followed; links to folders could lead in circles.
        let is_link = item.file_type().is_ok_and(|kind| kind.is_symlink());
        match fs::metadata(item.path()) {
            Err(error) => self.skip(&shown, error),
            Ok(about) if about.is_dir() && is_link => self.skip(&shown, "a link to a folder"),
            Ok(about) if about.is_dir() => open.push(shown + "/"),
            Ok(about) if about.len() == 0 => self.skip(&shown, "the file is empty"),
            Ok(about) if about.len() > MAX_BYTES => {
                self.skip(
                    &shown,
                    format!("{} MB, at most {} MB", about.len() >> 20, MAX_BYTES >> 20),
                );
            }
            Ok(_) => match kind(&item.path()) {
                Err(error) => self.skip(&shown, error),
                Ok(None) => self.skip(&shown, "not a photo"),
                // What cannot be decoded is named when its turn comes.
                Ok(Some(_)) => self.names.push(shown),
            },
        }
    }

    fn skip(&mut self, file: &str, reason: impl ToString) {
        self.skipped.push(Skipped {
            file: file.to_string(),
            reason: reason.to_string(),
        });
    }
}

/// The kind of picture that a file holds, whatever it is called; `None` for what is none.
fn kind(path: &Path) -> std::io::Result<Option<Kind>> {
    let mut head = Vec::with_capacity(HEAD);
    fs::File::open(path)?.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(Kind::of(&head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_order_and_the_rest_has_reasons() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in [
            "b.HEIC",
            "a/z.png",
            "a/b/c.webp",
            "a.jpg~2",
            "empty.jpg",
            "notes.jpg",
            ".hidden.jpg",
            "Thumbs.db",
            "a/@eaDir/z.png/SYNOPHOTO_THUMB_M.jpg",
            "#recycle/gone.jpg",
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
            let content: &[u8] = match name {
                "notes.jpg" => b"words",
                "empty.jpg" => b"",
                _ => b"\xff\xd8\xff\xe0",
            };
            fs::write(path, content).expect("a file");
        }
        let large = fs::File::create(folder.path().join("large.png")).expect("a file");
        large.set_len(MAX_BYTES + 1).expect("a sparse file");
        let found = Folder::list(folder.path()).expect("listed");
        assert_eq!(found.names, ["a.jpg~2", "a/b/c.webp", "a/z.png", "b.HEIC"]);
        let skipped: Vec<&str> = found.skipped.iter().map(|s| s.file.as_str()).collect();
        assert_eq!(skipped, ["empty.jpg", "large.png", "notes.jpg"]);
        assert!(found.skipped[1].reason.contains("100 MB"), "{:?}", found.skipped);
        assert!(
            found.skipped[2].reason.contains("not a photo"),
            "{:?}",
            found.skipped
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_to_folders_are_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.png"), b"\x89PNG\r\n\x1a\n").expect("a file");
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).expect("a link");
        std::os::unix::fs::symlink(folder.path().join("a.png"), folder.path().join("b.png")).expect("a link");
        let found = Folder::list(folder.path()).expect("listed");
        assert_eq!(found.names, ["a.png", "b.png"]);
        assert_eq!(
            found.skipped,
            [Skipped {
                file: "again".into(),
                reason: "a link to a folder".into()
            }]
        );
    }

    #[test]
    fn a_missing_folder_is_named() {
        let error = Folder::list(Path::new("no/such/folder")).expect_err("missing");
        assert!(error.to_string().contains("no/such/folder"), "{error}");
    }
}
