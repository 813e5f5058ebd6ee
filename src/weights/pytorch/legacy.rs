//! The container before PyTorch 1.6: five pickles, then the storages one after the other.

use super::archive::Extent;
use super::pickle::{Document, Node, read_document};
use super::unreadable;
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek};

/// The first pickle: a number of ten bytes.
pub(super) const MAGIC: [u8; 15] = [
    0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, b'.',
];

/// The only version of the format.
const VERSION: i64 = 1001;

/// Reads the pickles behind the magic number and the places of the storages.
///
/// A file that is cut off within the storages gives only those that it has: the reader names the tensors that miss.
pub(super) fn open<R: Read + Seek>(
    source: &mut BufReader<R>,
    file_len: u64,
) -> Result<(Document, BTreeMap<String, Extent>)> {
    let damaged = |what: &str| Error::Weights(format!("not a complete legacy PyTorch checkpoint: {what}"));
    let version = read_document(source)?;
    if !matches!(version.node(version.root()), Node::Int(VERSION)) {
        return Err(damaged("its version is not 1001"));
    }
    let system = read_document(source)?;
    let properties = system.named(system.root(), "the description of the system")?;
    let little = properties.get("little_endian").map(|&id| system.node(id));
    if !matches!(little, Some(Node::Bool(true))) {
        return Err(damaged("only little-endian checkpoints are supported"));
    }
    let document = read_document(source)?;
    let keys = read_document(source)?;
    let Node::List(order) = keys.node(keys.root()) else {
        return Err(damaged("expected the list of storages behind the pickle"));
    };
    let sizes = document.storage_elements();
    let mut storages = BTreeMap::new();
    let mut start = source.stream_position().map_err(unreadable)?;
    for &id in order {
        let Node::Text(key) = keys.node(id) else {
            return Err(damaged("a storage's key is not a text"));
        };
        let element = sizes
            .get(key.as_str())
            .ok_or_else(|| damaged(&format!("storage `{key}` belongs to no tensor")))?;
        let mut elements = [0; 8];
        if start.checked_add(8).is_none_or(|end| end > file_len) {
            break;
        }
        source.seek(std::io::SeekFrom::Start(start)).map_err(unreadable)?;
        source.read_exact(&mut elements).map_err(unreadable)?;
        let len = u64::from_le_bytes(elements).checked_mul(element.size() as u64);
        let extent = Extent {
            start: start + 8,
            len: len.unwrap_or(u64::MAX),
            packed: len.unwrap_or(u64::MAX),
            compressed: false,
            checksum: None,
        };
        if storages.insert(key.clone(), extent).is_some() {
            return Err(damaged(&format!("storage `{key}` is there twice")));
        }
        start = extent.start.saturating_add(extent.len);
    }
    Ok((document, storages))
}
