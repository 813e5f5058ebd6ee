//! Captions by photo, `{"part/photo.jpg": "caption"}`, in several files: how LUPerson-MLLM is published.
//!
//! Each file holds what one model said to one kind of question; a photo's captions are those of all files. The
//! photos lie in one folder, so that their names alone tell them apart.

use crate::data::annotations::Annotation;
use crate::data::encoding::read_text;
use crate::data::record::{Record, text_or_texts, tidy};
use crate::error::{Error, Result};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Joins the files; photos in the order in which they come first, each with an identity of its own.
///
/// `folder` is where the photos lie, inside the data set's.
///
/// # Errors
/// Names the file when it cannot be read, and the entry that is wrong.
pub fn read(files: &[PathBuf], folder: Option<&str>) -> Result<Vec<Annotation>> {
    let mut listed: Vec<Annotation> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for path in files {
        let file: Arc<Path> = path.as_path().into();
        let said: Captions = serde_json::from_str(&read_text(path)?).map_err(Error::json(path))?;
        for (entry, (photo, captions)) in said.0.into_iter().enumerate() {
            if let Some(place) = places.get(&photo) {
                listed[*place].record.captions.extend(captions);
                continue;
            }
            let record = Record {
                file_path: match folder {
                    Some(folder) => format!("{folder}/{photo}"),
                    None => photo.clone(),
                },
                id: listed.len() as i64,
                captions,
                split: None,
            };
            places.insert(photo, listed.len());
            listed.push(Annotation {
                file: file.clone(),
                entry,
                record,
            });
        }
    }
    Ok(listed)
}

/// Photos' names with their captions, in the file's order.
struct Captions(Vec<(String, Vec<String>)>);

impl<'de> Deserialize<'de> for Captions {
    fn deserialize<D: Deserializer<'de>>(source: D) -> std::result::Result<Self, D::Error> {
        source.deserialize_map(CaptionsVisitor)
    }
}

struct CaptionsVisitor;

impl<'de> Visitor<'de> for CaptionsVisitor {
    type Value = Captions;

    fn expecting(&self, text: &mut fmt::Formatter) -> fmt::Result {
        text.write_str("captions by photo")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> std::result::Result<Captions, A::Error> {
        let mut all = Vec::new();
        loop {
            let number = all.len();
            let wrong = |reason: String| A::Error::custom(format!("entry {number}: {reason}"));
            let Some(path) = entries
                .next_key::<String>()
                .map_err(|error| wrong(error.to_string()))?
            else {
                return Ok(Captions(all));
            };
            let value = entries.next_value().map_err(|error| wrong(error.to_string()))?;
            let captions = text_or_texts(value).map_err(|reason| wrong(format!("`{path}`: {reason}")))?;
            let tidied = tidy(&path);
            let name = tidied.rsplit('/').next().unwrap_or_default();
            if matches!(name, "" | "..") {
                return Err(wrong(format!("expected a photo, found `{path}`")));
            }
            all.push((name.to_string(), captions));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_has_the_captions_of_all_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("written");
            path
        };
        let files = [
            put("Td.json", r#"{"part2/b.jpg":"a woman","part1\\a.jpg":"a man"}"#),
            put("Ts.json", r#"{"a.jpg":["one man","he"],"c.jpg":"a boy"}"#),
        ];
        let found = read(&files, Some("photos")).expect("read");
        let short: Vec<(&str, i64, Vec<&str>, usize)> = found
            .iter()
            .map(|one| {
                let captions = one.record.captions.iter().map(String::as_str).collect();
                (one.record.file_path.as_str(), one.record.id, captions, one.entry)
            })
            .collect();
        assert_eq!(
            short,
            [
                ("photos/b.jpg", 0, vec!["a woman"], 0),
                ("photos/a.jpg", 1, vec!["a man", "one man", "he"], 1),
                ("photos/c.jpg", 2, vec!["a boy"], 1),
            ]
        );
        assert!(found[2].file.ends_with("Ts.json"));
        assert_eq!(read(&files, None).expect("read")[2].record.file_path, "c.jpg");
    }

    #[test]
    fn what_is_wrong_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Ts-x.json");
        for (bad, expected) in [
            (
                r#"{"a.jpg":"a man","b.jpg":7}"#,
                "entry 1: `b.jpg`: expected a text or a list of texts, found 7",
            ),
            (
                r#"{"a.jpg":"a man","b/..":"x"}"#,
                "entry 1: expected a photo, found `b/..`",
            ),
            (
                r#"{"a.jpg":"a man","":"x"}"#,
                "entry 1: expected a photo, found ``",
            ),
            (r#"{"a.jpg":"a man","b"#, "entry 1: EOF"),
            ("[]", "expected captions by photo"),
        ] {
            std::fs::write(&path, bad).expect("written");
            let error = read(std::slice::from_ref(&path), None).expect_err(bad);
            let message = crate::chain(&error);
            assert!(
                message.contains("Ts-x.json: ") && message.contains(expected),
                "{message}"
            );
        }
    }
}
