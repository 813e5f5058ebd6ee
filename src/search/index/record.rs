//! What is kept of one file.
//!
//! ```text
//! photo    u8 1 · key · u64 offset, u32 length of its thumbnail · u8 whether crops were looked for · u16 crops
//!          · dimension f32 · per crop: 4 f32 (left, top, width, height in shares) · dimension f32
//! skipped  u8 2 · key · text reason · text detail
//! removed  u8 3 · key
//! key      text path · u64 size · f64 time of the last change in milliseconds
//! text     u16 length · UTF-8 bytes
//! ```

use super::cursor::{Cursor, put_floats, put_text};

const PHOTO: u8 = 1;
const SKIPPED: u8 = 2;
const REMOVED: u8 = 3;

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

/// A part of a photo with a feature of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct CropRecord {
    /// Left, top, width and height, in shares of the photo's.
    pub region: [f32; 4],
    /// Its feature.
    pub feature: Vec<f32>,
}

/// A photo that can be searched.
#[derive(Clone, Debug, PartialEq)]
pub struct PhotoRecord {
    /// The file.
    pub key: FileKey,
    /// Its small picture.
    pub thumbnail: Thumbnail,
    /// The feature of the whole photo.
    pub feature: Vec<f32>,
    /// Whether parts were looked for; with this set and no crops there is nothing to find.
    pub with_crops: bool,
    /// Features of its parts.
    pub crops: Vec<CropRecord>,
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
                bytes.push(u8::from(photo.with_crops));
                let crops = &photo.crops[..photo.crops.len().min(usize::from(u16::MAX))];
                bytes.extend((crops.len() as u16).to_le_bytes());
                put_floats(bytes, &photo.feature);
                for crop in crops {
                    put_floats(bytes, &crop.region);
                    put_floats(bytes, &crop.feature);
                }
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
                let with_crops = match cursor.u8()? {
                    0 => false,
                    1 => true,
                    _ => return None,
                };
                let count = usize::from(cursor.u16()?);
                let feature = cursor.floats(dimension)?;
                // Grows with what is there, not with what is claimed.
                let mut crops = Vec::new();
                for _ in 0..count {
                    let region = cursor.floats(4)?.try_into().ok()?;
                    let feature = cursor.floats(dimension)?;
                    crops.push(CropRecord { region, feature });
                }
                Some(Self::Photo(PhotoRecord {
                    key,
                    thumbnail,
                    feature,
                    with_crops,
                    crops,
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
