//! The beginning of an exported gallery: one file that holds an index and, behind it, its small pictures.
//!
//! ```text
//! magic "BIIRRAEX" · u32 version · u64 length of the index · u64 length of the small pictures · u32 CRC-32 of all before
//! ```

use super::cursor::Cursor;
use crate::error::{Error, Result};

const MAGIC: &[u8; 8] = b"BIIRRAEX";
const VERSION: u32 = 1;

/// What an exported gallery holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportHead {
    /// Bytes of the index.
    pub index: u64,
    /// Bytes of the small pictures.
    pub thumbnails: u64,
}

impl ExportHead {
    /// Bytes of the beginning itself.
    pub const SIZE: usize = 32;

    /// The bytes of the beginning.
    pub fn to_bytes(self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(self.index.to_le_bytes());
        bytes.extend(self.thumbnails.to_le_bytes());
        bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
        bytes
    }

    /// Reads the beginning of a file of `size` bytes.
    ///
    /// # Errors
    /// When it is not the beginning of an exported gallery, or the lengths are not those of the file.
    pub fn read(head: &[u8], size: u64) -> Result<Self> {
        let wrong = |what: &str| Error::Index(format!("the file is no exported gallery: {what}"));
        let mut cursor = Cursor::new(head);
        if cursor.take(MAGIC.len()) != Some(MAGIC.as_slice()) {
            return Err(wrong("it begins otherwise"));
        }
        let version = cursor.u32().ok_or_else(|| wrong("it ends early"))?;
        if version != VERSION {
            return Err(wrong(&format!("version {version}, expected {VERSION}")));
        }
        let (Some(index), Some(thumbnails), Some(checksum)) = (cursor.u64(), cursor.u64(), cursor.u32())
        else {
            return Err(wrong("it ends early"));
        };
        if crc32fast::hash(&head[..Self::SIZE - 4]) != checksum {
            return Err(wrong("the checksum of its beginning is wrong"));
        }
        let total = index
            .checked_add(thumbnails)
            .and_then(|sum| sum.checked_add(Self::SIZE as u64));
        if total != Some(size) {
            return Err(wrong(&format!(
                "its parts have {index} and {thumbnails} bytes, the file has {size}"
            )));
        }
        Ok(Self { index, thumbnails })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: ExportHead = ExportHead {
        index: 1000,
        thumbnails: 70_000,
    };
    const SIZE: u64 = 71_032;

    #[test]
    fn the_beginning_is_read_again() {
        let bytes = HEAD.to_bytes();
        assert_eq!(bytes.len(), ExportHead::SIZE);
        assert_eq!(ExportHead::read(&bytes, SIZE).expect("whole"), HEAD);
    }

    #[test]
    fn cut_changed_and_absurd_ones_are_refused() {
        let bytes = HEAD.to_bytes();
        for length in 0..bytes.len() {
            assert!(ExportHead::read(&bytes[..length], SIZE).is_err(), "{length}");
        }
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(ExportHead::read(&changed, SIZE).is_err(), "bit {bit}");
        }
        for size in [0, SIZE - 1, SIZE + 1] {
            assert!(ExportHead::read(&bytes, size).is_err(), "{size}");
        }
        let absurd = ExportHead {
            index: u64::MAX,
            thumbnails: 5,
        };
        assert!(ExportHead::read(&absurd.to_bytes(), SIZE).is_err());
    }
}
