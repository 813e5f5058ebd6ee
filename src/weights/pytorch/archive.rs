//! The zip container: `NAME/data.pkl`, and each storage in `NAME/data/KEY`. PyTorch never compresses; who packs the
//! files anew does.

use super::pickle::{Document, LIMIT, read_document};
use super::unreadable;
use crate::error::{Error, Result};
use flate2::read::DeflateDecoder;
use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek, SeekFrom};

/// First bytes of a zip archive.
pub(super) const MAGIC: &[u8] = b"PK\x03\x04";

/// Largest directory: more than a hundred thousand tensors.
const DIRECTORY_LIMIT: u64 = 16 << 20;

/// Length of the record at the end, and of the longest comment after it.
const END_LEN: u64 = 22;
const COMMENT_LIMIT: u64 = u16::MAX as u64;

/// Where the bytes of a storage are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// Offset in the file.
    pub(super) start: u64,
    /// Number of bytes.
    pub(super) len: u64,
    /// Number of bytes in the file.
    pub(super) packed: u64,
    /// Whether they are compressed there, by DEFLATE.
    pub(super) compressed: bool,
    /// Checksum, if the container has one.
    pub(super) checksum: Option<u32>,
}

impl Extent {
    /// Bytes that are in the file as they are.
    fn plain(start: u64, len: u64) -> Self {
        Self {
            start,
            len,
            packed: len,
            compressed: false,
            checksum: None,
        }
    }
}

/// Reads the pickle and the places of the storages.
pub(super) fn open<R: Read + Seek>(
    source: &mut BufReader<R>,
    file_len: u64,
) -> Result<(Document, BTreeMap<String, Extent>)> {
    let entries = read_entries(source, file_len)?;
    let mut pickles = entries
        .iter()
        .filter(|(name, _)| *name == "data.pkl" || name.ends_with("/data.pkl"));
    let (Some((pickle, extent)), None) = (pickles.next(), pickles.next()) else {
        return Err(damaged("expected one NAME/data.pkl in it"));
    };
    let folder = pickle.strip_suffix("data.pkl").unwrap_or_default();
    if let Some(order) = entries.get(&format!("{folder}byteorder"))
        && read_bytes(source, order, file_len, 16)? != b"little"
    {
        return Err(damaged("only little-endian checkpoints are supported"));
    }
    let bytes = read_bytes(source, extent, file_len, LIMIT)?;
    let document = read_document(&mut bytes.as_slice())?;
    let data = format!("{folder}data/");
    let storages = entries
        .iter()
        .filter_map(|(name, extent)| Some((name.strip_prefix(&data)?.to_string(), *extent)))
        .collect();
    Ok((document, storages))
}

fn damaged(what: &str) -> Error {
    Error::Weights(format!("not a complete PyTorch zip archive: {what}"))
}

fn read_bytes<R: Read + Seek>(
    source: &mut BufReader<R>,
    extent: &Extent,
    file_len: u64,
    limit: u64,
) -> Result<Vec<u8>> {
    if extent.len > limit
        || extent
            .start
            .checked_add(extent.packed)
            .is_none_or(|end| end > file_len)
    {
        return Err(damaged(&format!(
            "an entry claims {} bytes at {}",
            extent.len, extent.start
        )));
    }
    let mut bytes = vec![0; extent.len as usize];
    unpacked(source, extent)?
        .read_exact(&mut bytes)
        .map_err(unreadable)?;
    Ok(bytes)
}

/// The bytes of an entry, as they were before they were packed.
pub(super) fn unpacked<'s, R: Read + Seek>(
    source: &'s mut BufReader<R>,
    extent: &Extent,
) -> Result<Box<dyn Read + 's>> {
    source.seek(SeekFrom::Start(extent.start)).map_err(unreadable)?;
    let packed = source.take(extent.packed);
    Ok(match extent.compressed {
        true => Box::new(DeflateDecoder::new(packed)),
        false => Box::new(packed),
    })
}

/// All entries by name.
fn read_entries<R: Read + Seek>(
    source: &mut BufReader<R>,
    file_len: u64,
) -> Result<BTreeMap<String, Extent>> {
    let directory = find_directory(source, file_len)?;
    let bytes = read_bytes(source, &directory, file_len, DIRECTORY_LIMIT)?;
    let mut rest = bytes.as_slice();
    let mut entries = BTreeMap::new();
    while !rest.is_empty() {
        let entry = Entry::parse(&mut rest)?;
        let name = entry.name.clone();
        let extent = entry.locate(source)?;
        if entries.insert(name.clone(), extent).is_some() {
            return Err(damaged(&format!("two entries are called {name}")));
        }
    }
    Ok(entries)
}

/// The place of the directory, from the record at the end, in its 64-bit form where there is one.
fn find_directory<R: Read + Seek>(source: &mut BufReader<R>, file_len: u64) -> Result<Extent> {
    const LOCATOR_LEN: usize = 20;
    let tail_len = file_len.min(END_LEN + COMMENT_LIMIT + LOCATOR_LEN as u64);
    let tail = Extent::plain(file_len - tail_len, tail_len);
    let tail = read_bytes(source, &tail, file_len, tail_len)?;
    // The comment's length must lead exactly to the end of the file.
    let is_end = |at: &usize| {
        let record = &tail[*at..];
        record.starts_with(b"PK\x05\x06") && number::<2>(record, 20) == Some(record.len() as u64 - END_LEN)
    };
    let last = tail.len().checked_sub(END_LEN as usize);
    let end = last.and_then(|last| (0..=last).rev().find(is_end));
    let end = end.ok_or_else(|| damaged("its directory is missing; the file may be cut off"))?;
    let extent = |len, start| {
        let (len, start) = (Option::zip(len, start)).ok_or_else(|| damaged("its directory is cut off"))?;
        Ok(Extent::plain(start, len))
    };
    if let Some(locator) = end.checked_sub(LOCATOR_LEN).map(|at| &tail[at..])
        && locator.starts_with(b"PK\x06\x07")
    {
        let start = number::<8>(locator, 8).unwrap_or(u64::MAX);
        let record = read_bytes(source, &Extent::plain(start, 56), file_len, 56)?;
        if !record.starts_with(b"PK\x06\x06") {
            return Err(damaged("its 64-bit directory is missing"));
        }
        return extent(number::<8>(&record, 40), number::<8>(&record, 48));
    }
    extent(number::<4>(&tail, end + 12), number::<4>(&tail, end + 16))
}

/// One record of the directory.
struct Entry {
    name: String,
    header: u64,
    len: u64,
    packed: u64,
    compressed: bool,
    checksum: u32,
}

/// DEFLATE packs no tighter than this.
const TIGHTEST: u64 = 1032;

impl Entry {
    /// Takes a record off the front.
    fn parse(rest: &mut &[u8]) -> Result<Self> {
        const FIXED: usize = 46;
        let cut = || damaged("its directory is cut off");
        let record = *rest;
        if !record.starts_with(b"PK\x01\x02") || record.len() < FIXED {
            return Err(cut());
        }
        let short = |at| {
            number::<2>(record, at)
                .map(|value| value as usize)
                .ok_or_else(cut)
        };
        let long = |at| number::<4>(record, at).ok_or_else(cut);
        let (name_len, extra_len, comment_len) = (short(28)?, short(30)?, short(32)?);
        let name = record.get(FIXED..FIXED + name_len).ok_or_else(cut)?;
        let name = String::from_utf8(name.to_vec()).map_err(|_| damaged("a name is not UTF-8"))?;
        let extra = record
            .get(FIXED + name_len..FIXED + name_len + extra_len)
            .ok_or_else(cut)?;
        *rest = record
            .get(FIXED + name_len + extra_len + comment_len..)
            .ok_or_else(cut)?;
        let compressed = match (short(8)? & 1, short(10)?) {
            (0, 0) => false,
            (0, 8) => true,
            _ => {
                return Err(damaged(&format!(
                    "{name} is encrypted, or compressed by another method than DEFLATE"
                )));
            }
        };
        // Fields that do not fit 32 bits are in the extra part, in this order.
        let mut wide = wide_fields(extra)
            .as_chunks::<8>()
            .0
            .iter()
            .map(|b| u64::from_le_bytes(*b));
        let mut field = |at| {
            let value = long(at)?;
            if value == u64::from(u32::MAX) {
                wide.next().ok_or_else(cut)
            } else {
                Ok(value)
            }
        };
        let (len, packed, header) = (field(24)?, field(20)?, field(42)?);
        if compressed && len > packed.saturating_mul(TIGHTEST) || !compressed && len != packed {
            return Err(damaged(&format!("{name} claims {len} bytes in {packed}")));
        }
        Ok(Self {
            name,
            header,
            len,
            packed,
            compressed,
            checksum: long(16)? as u32,
        })
    }

    /// Finds the data behind the entry's own header.
    fn locate<R: Read + Seek>(&self, source: &mut BufReader<R>) -> Result<Extent> {
        const FIXED: usize = 30;
        let name = &self.name;
        let mut header = [0; FIXED];
        let read = source
            .seek(SeekFrom::Start(self.header))
            .and_then(|_| source.read_exact(&mut header));
        read.map_err(|_| damaged(&format!("the header of {name} is missing")))?;
        let lengths = number::<2>(&header, 26).zip(number::<2>(&header, 28));
        match lengths {
            Some((name_len, extra_len)) if header.starts_with(MAGIC) => Ok(Extent {
                start: self.header + FIXED as u64 + name_len + extra_len,
                len: self.len,
                packed: self.packed,
                compressed: self.compressed,
                // PyTorch can be told to leave checksums out; it writes 0 then.
                checksum: (self.checksum != 0).then_some(self.checksum),
            }),
            _ => Err(damaged(&format!("the header of {name} is missing"))),
        }
    }
}

/// The body of the extra field with 64-bit values; empty if there is none.
fn wide_fields(mut extra: &[u8]) -> &[u8] {
    while let (Some(id), Some(len)) = (number::<2>(extra, 0), number::<2>(extra, 2)) {
        let Some(body) = extra.get(4..4 + len as usize) else {
            break;
        };
        if id == 1 {
            return body;
        }
        extra = &extra[4 + len as usize..];
    }
    &[]
}

/// The little-endian number of `N` bytes at this place.
fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<u64> {
    let field = bytes.get(at..at.checked_add(N)?)?;
    Some(
        field
            .iter()
            .rev()
            .fold(0, |value, &byte| value << 8 | u64::from(byte)),
    )
}
