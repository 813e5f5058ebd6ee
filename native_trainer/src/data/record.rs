//! An entry of a list as it stands in a file: the published forms and what becomes of them by mail.

use crate::data::encoding::text;
use crate::error::{Error, Result};
use crate::files;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::path::Path;

/// An entry; other fields are ignored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// Path of the photo; RSTPReid calls it `img_path`.
    #[serde(alias = "img_path", deserialize_with = "tidy_path")]
    pub file_path: String,
    /// Identity.
    #[serde(deserialize_with = "identity")]
    pub id: i64,
    /// Captions in the list's language.
    pub captions: Vec<String>,
    /// Split, in lists of all splits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
}

impl Record {
    /// Reads a list.
    ///
    /// # Errors
    /// Names the file when it cannot be read or is no list.
    pub fn read_list(path: &Path) -> Result<Vec<Self>> {
        let text = text(files::read(path)?)
            .map_err(|reason| Error::Input(format!("{}: {reason}", path.display())))?;
        serde_json::from_str(&text).map_err(Error::json(path))
    }
}

/// Windows' separators become slashes; what says "here" goes.
fn tidy_path<'de, D: Deserializer<'de>>(source: D) -> std::result::Result<String, D::Error> {
    let path = String::deserialize(source)?.replace('\\', "/");
    let absolute = path.starts_with('/');
    let parts: Vec<&str> = path
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    let path = parts.join("/");
    Ok(if absolute { format!("/{path}") } else { path })
}

/// A whole number, also as text. Other texts are told apart by a number of their own, beyond any data set's.
fn identity<'de, D: Deserializer<'de>>(source: D) -> std::result::Result<i64, D::Error> {
    let value = serde_json::Value::deserialize(source)?;
    let whole =
        |number: f64| (number.fract() == 0.0 && number.abs() < 2f64.powi(53)).then_some(number as i64);
    let number = match &value {
        serde_json::Value::Number(number) => number.as_i64().or_else(|| number.as_f64().and_then(whole)),
        serde_json::Value::String(text) => {
            let text = text.trim();
            let numbered = text.parse().ok();
            numbered.or_else(|| (!text.is_empty()).then(|| number_of(text)))
        }
        _ => None,
    };
    number.ok_or_else(|| D::Error::custom(format!("`id`: expected a whole number or a text, found {value}")))
}

/// FNV-1a, between 2^62 and 2^63.
fn number_of(text: &str) -> i64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 2 | 1 << 62) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(path: &str, id: &str) -> std::result::Result<Record, String> {
        let path = serde_json::to_string(path).expect("a text");
        serde_json::from_str(&format!(
            r#"{{"file_path":{path},"id":{id},"captions":["a man"]}}"#
        ))
        .map_err(|e| e.to_string())
    }

    #[test]
    fn paths_of_other_systems_are_the_same_paths() {
        for (given, path) in [
            ("a/b.jpg", "a/b.jpg"),
            ("./a/b.jpg", "a/b.jpg"),
            ("a\\b.jpg", "a/b.jpg"),
            (".\\a\\\\b.jpg", "a/b.jpg"),
            ("a//./b.jpg", "a/b.jpg"),
            // Left for the data set to refuse.
            ("/etc/passwd", "/etc/passwd"),
            ("..\\b.jpg", "../b.jpg"),
        ] {
            assert_eq!(record(given, "1").expect("a record").file_path, path);
        }
    }

    #[test]
    fn identities_are_numbers_and_texts() {
        let id = |id: &str| record("a.jpg", id).map(|record| record.id);
        assert_eq!(id("7"), Ok(7));
        assert_eq!(id("-1"), Ok(-1));
        assert_eq!(id("7.0"), Ok(7));
        assert_eq!(id("\"0007\""), Ok(7));
        let (one, other) = (id("\"p-07\"").expect("a text"), id("\"p-08\"").expect("a text"));
        assert!(one != other && one > 1 << 61 && other > 1 << 61);
        assert_eq!(id("\"p-07\""), Ok(one));
        for bad in ["null", "[1]", "7.5", "\"\"", "1e300"] {
            let message = id(bad).expect_err(bad);
            assert!(message.contains("`id`: expected a whole number"), "{message}");
        }
    }
}
