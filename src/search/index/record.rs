//! What is kept of one file.
//!
//! ```text
//! photo    u8 1 · key · u64 offset, u32 length of its thumbnail · searched
//! searched u8 0 (as a whole) or 1 (as a whole, nobody was found) · dimension f32
//!          u8 2 · u32 people left out · u16 people · per person: 4 f32 (left, top, width, height in shares) · dimension f32
//! skipped  u8 2 · key · text reason · text detail
//! removed  u8 3 · key
//! key      text path · u64 size · f64 time of the last change in milliseconds
//! text     u16 length · UTF-8 bytes
//! ```

use super::cursor::{Cursor, put_floats, put_text};
use crate::search::people::Searched;
use crate::search::region::Region;

const PHOTO: u8 = 1;
const SKIPPED: u8 = 2;
const REMOVED: u8 = 3;

const WHOLE: u8 = 0;
const NOBODY: u8 = 1;
const PEOPLE: u8 = 2;

/// By what a file is known again: an edited file differs in size or time.
#[derive(Clone, Debug, PartialEq)]
pub struct FileKey {
    /// Path within the folder.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Last change, in milliseconds since 1970; 0 where it is not known.
    pub modified: f64,
}

/// Where a small picture of the photo lies in the file of thumbnails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// First byte.
    pub offset: u64,
    /// Bytes; 0 where there is none.
    pub length: u32,
}

/// A photo that can be searched.
#[derive(Clone, Debug, PartialEq)]
pub struct PhotoRecord {
    /// The file.
    pub key: FileKey,
    /// Its small picture.
    pub thumbnail: Thumbnail,
    /// How it is searched.
    pub searched: Searched,
    /// The feature of each of its crops.
    pub features: Vec<Vec<f32>>,
}

/// A file that cannot be searched.
#[derive(Clone, Debug, PartialEq)]
pub struct SkippedRecord {
    /// The file.
    pub key: FileKey,
    /// The kind of reason, in the words of the page's messages.
    pub reason: String,
    /// What the decoder said.
    pub detail: String,
}

/// What is kept of one file. A later record of the same path replaces an earlier one.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// It can be searched.
    Photo(PhotoRecord),
    /// It cannot.
    Skipped(SkippedRecord),
    /// It is no longer in the folder.
    Removed(FileKey),
}

impl Record {
    /// The file that the record is about.
    pub fn key(&self) -> &FileKey {
        match self {
            Self::Photo(photo) => &photo.key,
            Self::Skipped(skipped) => &skipped.key,
            Self::Removed(key) => key,
        }
    }

    pub(super) fn put(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Photo(photo) => {
                bytes.push(PHOTO);
                put_key(bytes, &photo.key);
                bytes.extend(photo.thumbnail.offset.to_le_bytes());
                bytes.extend(photo.thumbnail.length.to_le_bytes());
                put_searched(bytes, photo);
            }
            Self::Skipped(skipped) => {
                bytes.push(SKIPPED);
                put_key(bytes, &skipped.key);
                put_text(bytes, &skipped.reason);
                put_text(bytes, &skipped.detail);
            }
            Self::Removed(key) => {
                bytes.push(REMOVED);
                put_key(bytes, key);
            }
        }
    }

    /// The next record, or `None` when the bytes are none.
    pub(super) fn take(cursor: &mut Cursor<'_>, dimension: usize) -> Option<Self> {
        let kind = cursor.u8()?;
        let key = take_key(cursor)?;
        match kind {
            PHOTO => {
                let thumbnail = Thumbnail {
                    offset: cursor.u64()?,
                    length: cursor.u32()?,
                };
                let (searched, features) = take_searched(cursor, dimension)?;
                Some(Self::Photo(PhotoRecord {
                    key,
                    thumbnail,
                    searched,
                    features,
                }))
            }
            SKIPPED => Some(Self::Skipped(SkippedRecord {
                key,
                reason: cursor.text()?,
                detail: cursor.text()?,
            })),
            REMOVED => Some(Self::Removed(key)),
            _ => None,
        }
    }
}

fn put_searched(bytes: &mut Vec<u8>, photo: &PhotoRecord) {
    match &photo.searched {
        Searched::Whole => bytes.push(WHOLE),
        Searched::Nobody => bytes.push(NOBODY),
        Searched::People { regions, left_out } => {
            bytes.push(PEOPLE);
            bytes.extend((*left_out as u32).to_le_bytes());
            bytes.extend((regions.len() as u16).to_le_bytes());
        }
    }
    for (region, feature) in photo.searched.crops().zip(&photo.features) {
        if let Some(region) = region {
            put_floats(bytes, &region.to_array());
        }
        put_floats(bytes, feature);
    }
}

fn take_searched(cursor: &mut Cursor<'_>, dimension: usize) -> Option<(Searched, Vec<Vec<f32>>)> {
    let whole = match cursor.u8()? {
        WHOLE => Searched::Whole,
        NOBODY => Searched::Nobody,
        PEOPLE => {
            let left_out = cursor.u32()? as usize;
            let count = cursor.u16()?;
            // They grow with what is there, not with what is claimed.
            let (mut regions, mut features) = (Vec::new(), Vec::new());
            for _ in 0..count {
                regions.push(Region::from_array(cursor.floats(4)?.try_into().ok()?));
                features.push(cursor.floats(dimension)?);
            }
            let searched = Searched::People { regions, left_out };
            return (count > 0).then_some((searched, features));
        }
        _ => return None,
    };
    Some((whole, vec![cursor.floats(dimension)?]))
}

fn put_key(bytes: &mut Vec<u8>, key: &FileKey) {
    put_text(bytes, &key.path);
    bytes.extend(key.size.to_le_bytes());
    bytes.extend(key.modified.to_le_bytes());
}

fn take_key(cursor: &mut Cursor<'_>) -> Option<FileKey> {
    Some(FileKey {
        path: cursor.text()?,
        size: cursor.u64()?,
        modified: cursor.f64().filter(|time| time.is_finite())?,
    })
}
