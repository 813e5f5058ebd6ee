//! The keys and values of a recipe's file with those of the command line.

use crate::data::encoding::read_text;
use crate::error::{Error, Result};
use std::path::Path;

/// The keys of a recipe's file, or none, with overrides `key=value`.
///
/// # Errors
/// On malformed TOML or an override that is none.
pub fn read_table(path: Option<&Path>, overrides: &[String]) -> Result<toml::Table> {
    let mut table = match path {
        Some(path) => read_text(path)?
            .parse::<toml::Table>()
            .map_err(|e| Error::Input(format!("{}: {e}", path.display())))?,
        None => toml::Table::new(),
    };
    for item in overrides {
        let (key, value) = item
            .split_once('=')
            .ok_or_else(|| Error::Input(format!("--set {item}: expected key=value")))?;
        set(&mut table, key.trim(), value.trim())
            .map_err(|message| Error::Input(format!("--set {item}: {message}")))?;
    }
    Ok(table)
}

/// Sets a dotted key of a table to a TOML value; bare words count as strings.
fn set(table: &mut toml::Table, key: &str, value: &str) -> std::result::Result<(), String> {
    let parsed = format!("v = {value}")
        .parse::<toml::Table>()
        .ok()
        .and_then(|mut t| t.remove("v"));
    let value = parsed.unwrap_or_else(|| toml::Value::String(value.to_string()));
    let mut parts: Vec<&str> = key.split('.').collect();
    let last = parts.pop().filter(|k| !k.is_empty()).ok_or("the key is empty")?;
    let mut place = table;
    for part in parts {
        let entry = place
            .entry(part)
            .or_insert_with(|| toml::Value::Table(toml::Table::new()));
        place = entry
            .as_table_mut()
            .ok_or_else(|| format!("`{part}` is not a table"))?;
    }
    place.insert(last.to_string(), value);
    Ok(())
}
