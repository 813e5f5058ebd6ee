//! An entry of a list as it stands in a file: the published forms and what becomes of them by mail.

use crate::data::encoding::read_text;
use crate::error::{Error, Result};
use serde::de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::fmt;
use std::path::Path;

/// Names of the photo's path.
const PATH: &[&str] = &["file_path", "img_path", "image_path", "image"];
/// Names of the identity.
const ID: &[&str] = &["id", "image_id"];
/// Names of the captions; under the second one, a single text will do.
const CAPTIONS: &[&str] = &["captions", "caption"];
/// Names of the sentence that is made of a person's attributes.
const PROMPTS: &[&str] = &["prompt_captions", "prompt_caption"];
/// Name of the split.
const SPLIT: &[&str] = &["split"];
/// Characters of a wrong value that a message shows.
const SHOWN: usize = 60;

/// An entry; other fields are ignored.
///
/// Data sets call the same things by other names: `img_path` (RSTPReid), `image`, `image_id` and `caption` (MALS). The
/// sentence that SYNTH-PEDES makes of a person's attributes, `prompt_caption`, is the last of its captions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Path of the photo.
    pub file_path: String,
    /// Identity.
    pub id: i64,
    /// Captions in the list's language.
    pub captions: Vec<String>,
    /// Split, in lists of all splits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
}

impl Record {
    /// Reads a list.
    ///
    /// # Errors
    /// Names the file when it cannot be read or is no list, and the entry and field that are wrong.
    pub fn read_list(path: &Path) -> Result<Vec<Self>> {
        let records: Records = serde_json::from_str(&read_text(path)?).map_err(Error::json(path))?;
        Ok(records.0)
    }
}

/// All entries of a list; an error names the entry.
struct Records(Vec<Record>);

impl<'de> Deserialize<'de> for Records {
    fn deserialize<D: Deserializer<'de>>(source: D) -> std::result::Result<Self, D::Error> {
        source.deserialize_seq(ListVisitor)
    }
}

struct ListVisitor;

impl<'de> Visitor<'de> for ListVisitor {
    type Value = Records;

    fn expecting(&self, text: &mut fmt::Formatter) -> fmt::Result {
        text.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<Records, A::Error> {
        let mut records = Vec::new();
        loop {
            match list.next_element() {
                Ok(Some(record)) => records.push(record),
                Ok(None) => return Ok(Records(records)),
                Err(error) => return Err(A::Error::custom(format!("entry {}: {error}", records.len()))),
            }
        }
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(source: D) -> std::result::Result<Self, D::Error> {
        source.deserialize_map(EntryVisitor)
    }
}

struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = Record;

    fn expecting(&self, text: &mut fmt::Formatter) -> fmt::Result {
        text.write_str("an entry with `file_path`, `id` and `captions`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entry: A) -> std::result::Result<Record, A::Error> {
        let mut fields = Fields::default();
        while let Some(name) = entry.next_key::<String>()? {
            let known = [PATH, ID, CAPTIONS, PROMPTS, SPLIT];
            if known.iter().any(|names| names.contains(&name.as_str())) {
                fields.add(name, entry.next_value()?).map_err(A::Error::custom)?;
            } else {
                entry.next_value::<IgnoredAny>()?;
            }
        }
        fields.record().map_err(A::Error::custom)
    }
}

/// The fields of an entry that have a meaning.
#[derive(Default)]
struct Fields(Vec<(String, Value)>);

impl Fields {
    fn add(&mut self, name: String, value: Value) -> std::result::Result<(), String> {
        if self.0.iter().any(|(other, _)| *other == name) {
            return Err(format!("`{name}`: it is there twice"));
        }
        self.0.push((name, value));
        Ok(())
    }

    /// Reads the field by the first of its names that is there: some lists have an `image_id` beside the `id`.
    fn read<T>(
        &mut self,
        names: &[&str],
        read: impl Fn(Value) -> std::result::Result<T, String>,
    ) -> std::result::Result<Option<T>, String> {
        let place = |name: &&str| self.0.iter().position(|(other, _)| other == name);
        let Some(place) = names.iter().find_map(place) else {
            return Ok(None);
        };
        let (name, value) = self.0.swap_remove(place);
        read(value)
            .map(Some)
            .map_err(|reason| format!("`{name}`: {reason}"))
    }

    fn record(mut self) -> std::result::Result<Record, String> {
        let missing = |names: &[&str]| match names {
            [name, others @ ..] => format!("`{name}` (or `{}`) is missing", others.join("`, `")),
            [] => String::new(),
        };
        let file_path = self.read(PATH, |value| text(value).map(|path| tidy(&path)))?;
        let id = self.read(ID, identity)?;
        let captions = match self.read(&CAPTIONS[..1], texts)? {
            None => self.read(&CAPTIONS[1..], text_or_texts)?,
            found => found,
        };
        let mut captions = captions.ok_or_else(|| missing(CAPTIONS))?;
        captions.extend(self.read(PROMPTS, text_or_texts)?.into_iter().flatten());
        let split = self.read(SPLIT, |value| match value {
            Value::Null => Ok(None),
            value => text(value).map(Some),
        })?;
        Ok(Record {
            file_path: file_path.ok_or_else(|| missing(PATH))?,
            id: id.ok_or_else(|| missing(ID))?,
            captions,
            split: split.flatten(),
        })
    }
}

/// A text.
///
/// # Errors
/// Says what there is in its place.
pub fn text(value: Value) -> std::result::Result<String, String> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(format!("expected a text, found {}", brief(&other))),
    }
}

/// One text, or a list of texts.
///
/// # Errors
/// Says what there is in its place.
pub fn text_or_texts(value: Value) -> std::result::Result<Vec<String>, String> {
    match value {
        Value::String(text) => Ok(vec![text]),
        Value::Array(_) => texts(value),
        other => Err(format!(
            "expected a text or a list of texts, found {}",
            brief(&other)
        )),
    }
}

fn texts(value: Value) -> std::result::Result<Vec<String>, String> {
    match value {
        Value::Array(items) => items.into_iter().map(text).collect(),
        other => Err(format!("expected a list of texts, found {}", brief(&other))),
    }
}

/// A whole number, also as text. Other texts are told apart by a number of their own, beyond any data set's.
fn identity(value: Value) -> std::result::Result<i64, String> {
    let whole =
        |number: f64| (number.fract() == 0.0 && number.abs() < 2f64.powi(53)).then_some(number as i64);
    let number = match &value {
        Value::Number(number) => number.as_i64().or_else(|| number.as_f64().and_then(whole)),
        Value::String(text) => {
            let text = text.trim();
            let numbered = text.parse().ok();
            numbered.or_else(|| (!text.is_empty()).then(|| number_of(text)))
        }
        _ => None,
    };
    number.ok_or_else(|| format!("expected a whole number or a text, found {}", brief(&value)))
}

/// A wrong value, cut for a message.
fn brief(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Windows' separators become slashes; what says "here" goes.
pub fn tidy(path: &str) -> String {
    let path = path.replace('\\', "/");
    let absolute = path.starts_with('/');
    let parts: Vec<&str> = path
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    let path = parts.join("/");
    if absolute { format!("/{path}") } else { path }
}

/// FNV-1a, between 2^62 and 2^63.
fn number_of(text: &str) -> i64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 2 | 1 << 62) as i64
}

#[cfg(test)]
mod tests;
