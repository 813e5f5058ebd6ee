//! Photos that were decoded once, remembered with their size and time of change: a run that goes on looks only at those
//! that are new or changed.

use crate::error::Result;
use crate::files;
use std::collections::HashMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The record's name in a run's folder.
const RECORD: &str = "photos.jsonl";
/// First line: the record's format.
const HEAD: &str = "[\"photos that were decoded: size, nanoseconds of change, path\",1]";
/// A file may change twice within one step of the system's clock. One that changed so shortly before it was looked at
/// is looked at again.
const SETTLED: Duration = Duration::from_secs(3);

/// What tells that a file is still the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    size: u64,
    /// Nanoseconds since 1970.
    modified: u64,
}

impl Stamp {
    /// A file's stamp; none where the system does not tell the time of its change.
    pub fn of(metadata: &Metadata) -> Option<Self> {
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Self {
            size: metadata.len(),
            modified: u64::try_from(modified.as_nanos()).ok()?,
        })
    }

    /// Whether the file had been left alone for a while at a time.
    fn is_settled(self, at: SystemTime) -> bool {
        let settled = UNIX_EPOCH + Duration::from_nanos(self.modified) + SETTLED;
        settled < at
    }
}

/// Photos that can be decoded.
#[derive(Debug, Default)]
pub struct Verified {
    photos: HashMap<PathBuf, Stamp>,
    /// Whether the record says something else.
    is_changed: bool,
}

impl Verified {
    /// What a run remembers; nothing where it has no record, or a damaged one: then all photos are decoded again.
    pub fn read(run: &Path) -> Self {
        let text = std::fs::read_to_string(run.join(RECORD)).unwrap_or_default();
        Self {
            photos: parse(&text).unwrap_or_default(),
            is_changed: false,
        }
    }

    /// Whether a photo was decoded, and is the same file since.
    pub fn contains(&self, path: &Path, stamp: Option<Stamp>) -> bool {
        stamp.is_some() && self.photos.get(path).copied() == stamp
    }

    /// Remembers photos that were decoded at a time.
    pub fn add(&mut self, photos: Vec<(PathBuf, Stamp)>, at: SystemTime) {
        for (path, stamp) in photos.into_iter().filter(|(_, stamp)| stamp.is_settled(at)) {
            self.is_changed = true;
            self.photos.insert(path, stamp);
        }
    }

    /// Writes the record, where it would say something new.
    ///
    /// # Errors
    /// Names the file when it cannot be written.
    pub fn write(&self, run: &Path) -> Result<()> {
        if !self.is_changed {
            return Ok(());
        }
        let mut text = format!("{HEAD}\n");
        for (path, stamp) in &self.photos {
            // A path that is no text is looked at again.
            if let Some(path) = path.to_str() {
                let line = serde_json::json!([stamp.size, stamp.modified, path]);
                text += &format!("{line}\n");
            }
        }
        files::write_atomically(&run.join(RECORD), text.as_bytes())
    }
}

fn parse(text: &str) -> Option<HashMap<PathBuf, Stamp>> {
    let mut lines = text.lines();
    lines.next().filter(|line| *line == HEAD)?;
    let photo = |line| {
        let (size, modified, path): (u64, u64, PathBuf) = serde_json::from_str(line).ok()?;
        Some((path, Stamp { size, modified }))
    };
    lines.map(photo).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_photo_is_known_until_it_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a \"b\".png");
        fs::write(&path, "a photo").expect("written");
        let stamp = || Stamp::of(&fs::metadata(&path).expect("there"));
        let now = SystemTime::now();
        let mut verified = Verified::read(folder.path());
        // A file of this very moment may change again within the same step of the clock.
        verified.add(vec![(path.clone(), stamp().expect("a time"))], now);
        assert!(!verified.contains(&path, stamp()));
        verified.write(folder.path()).expect("nothing to say");
        assert!(!folder.path().join(RECORD).exists());

        let file = fs::File::options().write(true).open(&path).expect("there");
        file.set_modified(now - Duration::from_secs(100))
            .expect("an older one");
        let known = stamp();
        verified.add(vec![(path.clone(), known.expect("a time"))], now);
        verified.write(folder.path()).expect("written");
        let again = Verified::read(folder.path());
        assert!(again.contains(&path, known) && !again.contains(&path, None));
        file.set_modified(now - Duration::from_secs(99))
            .expect("a change");
        assert!(!again.contains(&path, stamp()));
        file.set_modified(now - Duration::from_secs(100))
            .expect("as before");
        assert!(again.contains(&path, stamp()));
        fs::write(&path, "a longer photo").expect("written");
        assert!(!again.contains(&path, stamp()));
    }

    #[test]
    fn a_damaged_record_is_no_record() {
        let folder = tempfile::tempdir().expect("a folder");
        let line = format!("{HEAD}\n[7,1000,\"a.png\"]\n");
        let stamp = Some(Stamp {
            size: 7,
            modified: 1000,
        });
        for (text, known) in [
            (line.clone(), true),
            (line.clone() + "[7,1000", false),
            (line.replace(",1]", ",2]"), false),
            ("words".into(), false),
        ] {
            fs::write(folder.path().join(RECORD), text).expect("written");
            let verified = Verified::read(folder.path());
            assert_eq!(verified.contains(Path::new("a.png"), stamp), known);
        }
    }
}
