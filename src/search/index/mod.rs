//! The kept index of a gallery: what was computed of each file, as bytes on a disk.
//!
//! A file is a [`Header`] and then blocks of [`Record`]s, each with a checksum, so that an index grows by appending and
//! survives being cut off in the middle. All numbers are little-endian.
//!
//! ```text
//! header   magic "BIIRRAIX" · u32 version · u32 length of what follows, less the checksum
//!          · [u8; 32] model · u32 dimension · u16 length and UTF-8 bytes of the name · u32 CRC-32 of all before
//! block    magic "BLOC" · u32 length of the payload · u32 CRC-32 of the payload · u32 CRC-32 of these 12 bytes
//!          · payload: u32 count, and as many records (see `record`)
//! ```
//!
//! Reading trusts nothing: lengths are compared with what is there before anything is allocated, a block with a wrong
//! checksum is passed over, and what was lost is told.

mod block;
mod cursor;
mod export;
mod header;
mod record;

pub use block::{Damage, Records, encode_block, read_blocks};
pub use export::ExportHead;
pub use header::{Header, MODEL_HASH};
pub use record::{FileKey, PhotoRecord, Record, SkippedRecord, Thumbnail};

use crate::error::Result;

/// An index that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// Whose index it is.
    pub header: Header,
    /// The records, and what was lost.
    pub records: Records,
}

impl Index {
    /// Reads an index.
    ///
    /// # Errors
    /// When the header is damaged, of another version or absurd: then nothing of the file can be used. Damage behind
    /// the header is no error but told in [`Records::damage`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let (header, start) = Header::read(bytes)?;
        let records = read_blocks(bytes, start, header.dimension);
        Ok(Self { header, records })
    }
}

#[cfg(test)]
mod tests;
