//! MakeHuman's targets: offsets of some vertices, one a line.

use super::obj::{MAX, number};
use crate::error::{Error, Result};
use crate::geometry::{V3, v3};
use std::collections::BTreeMap;

/// Vertices and where they move.
pub(super) type Offsets = Vec<(u32, V3)>;

/// Reads a target for a mesh of `vertices` points.
pub(super) fn parse(name: &str, text: &str, vertices: usize) -> Result<Offsets> {
    let mut offsets = Offsets::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |what: String| Error::Bodies(format!("{name}.target, line {}: {what}", at + 1));
        let mut words = line.split_ascii_whitespace();
        let vertex = words.next().and_then(|word| word.parse::<usize>().ok());
        let (x, y, z) = (number(words.next()), number(words.next()), number(words.next()));
        let (Some(vertex), Some(x), Some(y), Some(z)) = (vertex, x, y, z) else {
            return Err(wrong("expected a vertex and three offsets".into()));
        };
        if vertex >= vertices {
            return Err(wrong(format!("vertex {vertex} of a mesh that has {vertices}")));
        }
        if offsets.len() >= MAX {
            return Err(wrong(format!("more than {MAX} offsets")));
        }
        offsets.push((vertex as u32, v3(x, y, z)));
    }
    Ok(offsets)
}

/// Moves `positions` by `strength` of the target `name`; an unknown one moves nothing.
pub(super) fn add(positions: &mut [V3], targets: &BTreeMap<&str, Offsets>, name: &str, strength: f32) {
    for &(vertex, offset) in targets.get(name).into_iter().flatten() {
        let point = &mut positions[vertex as usize];
        *point = *point + offset * strength;
    }
}
