//! What systems and NAS boxes leave in folders and nobody means, by the list that the page uses.

use crate::error::{Error, Result};
use std::path::Path;

/// The page's list, a module of one array.
const LIST: &str = include_str!("../../../www/js/gallery/clutter.js");

/// The patterns of the list.
#[derive(Debug)]
pub struct Clutter {
    /// Each the names that follow each other, in lower case.
    patterns: Vec<Vec<String>>,
}

impl Clutter {
    /// Reads the list.
    ///
    /// # Errors
    /// When the list is no array of texts.
    pub fn read() -> Result<Self> {
        // Text and comments are not JSON, and a comma may follow the last entry: what lies between the brackets is.
        let inside = LIST
            .split_once('[')
            .and_then(|(_, rest)| rest.rsplit_once(']'))
            .map_or("", |(list, _)| list.trim_end().trim_end_matches(','));
        let list: Vec<String> =
            serde_json::from_str(&format!("[{inside}]")).map_err(Error::json(Path::new("clutter.js")))?;
        let names = |pattern: String| pattern.to_lowercase().split('/').map(String::from).collect();
        Ok(Self {
            patterns: list.into_iter().map(names).collect(),
        })
    }

    /// Whether a path within the chosen folder ends in, or leads through, something of the list.
    pub fn holds(&self, path: &str) -> bool {
        let path = path.to_lowercase();
        let names: Vec<&str> = path.split('/').collect();
        self.patterns.iter().any(|pattern| {
            names.windows(pattern.len()).any(|part| {
                part.iter()
                    .zip(pattern)
                    .all(|(name, pattern)| fits(name, pattern))
            })
        })
    }
}

/// Whether a name is of a pattern, in which `*` stands for any letters and `?` for one.
fn fits(name: &str, pattern: &str) -> bool {
    let (name, pattern): (Vec<char>, Vec<char>) = (name.chars().collect(), pattern.chars().collect());
    // `reached[n]`: the pattern so far can stand for the first n letters.
    let mut reached = vec![false; name.len() + 1];
    reached[0] = true;
    for sign in pattern {
        if sign == '*' {
            let from = reached.iter().position(|at| *at).unwrap_or(reached.len());
            reached[from..].fill(true);
            continue;
        }
        for end in (1..=name.len()).rev() {
            reached[end] = reached[end - 1] && (sign == '?' || sign == name[end - 1]);
        }
        reached[0] = false;
    }
    reached[name.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clutter_of_every_system_is_known_and_photos_are_not() {
        let clutter = Clutter::read().expect("the page's list");
        for path in [
            "2023/@eaDir/IMG_1.jpg/SYNOPHOTO_THUMB_XL.jpg",
            "#recycle/a.jpg",
            "@RECYCLE",
            ".@__thumb/a.jpg",
            "x/#snapshot/a.jpg",
            "$Recycle.Bin/S-1-5/a.jpg",
            "System Volume Information",
            "lost+found/a.jpg",
            ".Trash-1000/a.jpg",
            ".thumbnails/normal/a.png",
            "__MACOSX/._a.jpg",
            "a/._b.jpg",
            "Thumbs.db",
            "My Catalog Previews.lrdata/0/a.jpg",
            "Photos Library.photoslibrary/resources/derivatives/a.jpg",
            "FOUND.000/a.jpg",
        ] {
            assert!(clutter.holds(path), "{path}");
        }
        for path in [
            "a.jpg",
            "recycle/a.jpg",
            "thumbs/a.jpg",
            "Photos Library.photoslibrary/originals/a.jpg",
            "resources/a.jpg",
            "@anna.jpg",
            "#1.jpg",
            "eaDir/a.jpg",
            "found.jpg",
            "$a.jpg",
            "data/Android/a.jpg",
        ] {
            assert!(!clutter.holds(path), "{path}");
        }
    }

    #[test]
    fn stars_stand_for_any_letters() {
        for (name, pattern, expected) in [
            ("", "*", true),
            ("", "", true),
            ("a", "", false),
            ("abc", "a*c", true),
            ("abcd", "a*c", false),
            ("aXbXc", "a*b*c", true),
            ("a.lrdata", "*.lrdata", true),
            (".lrdata", "*.lrdata", true),
            ("ab", "a?", true),
            ("a", "a?", false),
        ] {
            assert_eq!(fits(name, pattern), expected, "{name} {pattern}");
        }
    }
}
