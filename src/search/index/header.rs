//! The beginning of an index: its version, its model and its name.

use super::cursor::{Cursor, put_text};
use crate::error::{Error, Result};

const MAGIC: &[u8; 8] = b"BIIRRAIX";
/// Raised with every change of the format; other versions are not read but made again.
const VERSION: u32 = 2;
/// Bytes of the hash that names a model.
pub const MODEL_HASH: usize = 32;
/// The largest feature that makes sense; a larger number is damage.
const MAX_DIMENSION: u32 = 16_384;
/// Magic, version and the length of the rest.
const FIXED: usize = 16;
/// Model, dimension and the longest name.
const MAX_BODY: usize = MODEL_HASH + 4 + 2 + u16::MAX as usize;

/// Whose index it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Hash of everything that decides a feature: the weights, the configuration and our own preprocessing.
    pub model: [u8; MODEL_HASH],
    /// Numbers in a feature.
    pub dimension: usize,
    /// The gallery's name, for people.
    pub name: String,
}

impl Header {
    /// The bytes of the header.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = self.model.to_vec();
        body.extend((self.dimension as u32).to_le_bytes());
        put_text(&mut body, &self.name);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend((body.len() as u32).to_le_bytes());
        bytes.extend(body);
        bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
        bytes
    }

    /// Reads the header and returns it with the place where the blocks begin.
    ///
    /// # Errors
    /// When the bytes are no index, or one of another version, or damaged.
    pub fn read(bytes: &[u8]) -> Result<(Self, usize)> {
        let damaged = |what: &str| Error::Index(format!("the header is damaged: {what}"));
        let mut cursor = Cursor::new(bytes);
        if cursor.take(MAGIC.len()) != Some(MAGIC.as_slice()) {
            return Err(Error::Index("the file is no index of this program".into()));
        }
        let version = cursor.u32().ok_or_else(|| damaged("it ends early"))?;
        if version != VERSION {
            return Err(Error::IndexVersion {
                found: version,
                expected: VERSION,
            });
        }
        let length = cursor.u32().ok_or_else(|| damaged("it ends early"))? as usize;
        if length > MAX_BODY {
            return Err(damaged(&format!("{length} bytes, expected at most {MAX_BODY}")));
        }
        let body = cursor.take(length).ok_or_else(|| damaged("it ends early"))?;
        let checksum = cursor.u32().ok_or_else(|| damaged("it ends early"))?;
        if crc32fast::hash(&bytes[..FIXED + length]) != checksum {
            return Err(damaged("its checksum is wrong"));
        }
        let header = Self::read_body(body).ok_or_else(|| damaged("its fields make no sense"))?;
        Ok((header, FIXED + length + 4))
    }

    fn read_body(body: &[u8]) -> Option<Self> {
        let mut cursor = Cursor::new(body);
        let model = cursor.take(MODEL_HASH)?.try_into().ok()?;
        let dimension = cursor.u32().filter(|n| (1..=MAX_DIMENSION).contains(n))?;
        let name = cursor.text()?;
        (cursor.left() == 0).then_some(Self {
            model,
            dimension: dimension as usize,
            name,
        })
    }
}
