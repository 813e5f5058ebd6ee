//! The stored index of the gallery that is open: read once, then appended to batch by batch.
//!
//! Both files carry a generation in their names. A new generation is written beside the old one when most of the old
//! is waste, and counts from the moment its header is there; a crash leaves one of the two whole.

mod generation;
mod opening;

use super::storage::{Folder, OpenFile};
use crate::error::Result;
use crate::search::index::{
    ExportHead, FileKey, Header, MODEL_HASH, PhotoRecord, Record, SkippedRecord, Thumbnail, encode_block,
};
use generation::{index_name, thumbnails_name};
use web_sys::File;

pub use opening::Found;

/// Blocks between two orders to bring everything to the disk.
const FLUSH_EVERY: u32 = 64;

/// Bytes copied at once when small pictures move.
const COPY: usize = 4 << 20;

/// An open gallery on the disk.
pub struct Store {
    folder: Folder,
    generation: u32,
    index: OpenFile,
    index_end: u64,
    thumbnails: OpenFile,
    thumbnails_end: u64,
    header: Option<Header>,
    name: String,
    unflushed: u32,
}

/// A photo that joins the index.
pub struct NewPhoto {
    /// Its small picture; may be empty.
    pub thumbnail: Vec<u8>,
    /// Everything else, with no place for the small picture yet.
    pub record: PhotoRecord,
}

impl Store {
    /// The model whose features are stored; `None` while there are none.
    pub fn model(&self) -> Option<&[u8; MODEL_HASH]> {
        self.header.as_ref().map(|header| &header.model)
    }

    /// Appends photos and skipped files; returns where the small pictures lie.
    pub fn add(
        &mut self,
        model: &[u8; MODEL_HASH],
        dimension: usize,
        photos: Vec<NewPhoto>,
        skipped: Vec<SkippedRecord>,
    ) -> Result<Vec<Thumbnail>> {
        self.begin(model, dimension)?;
        let mut records = Vec::with_capacity(photos.len() + skipped.len());
        let mut thumbnails = Vec::with_capacity(photos.len());
        for photo in photos {
            let thumbnail = self.write_thumbnail(&photo.thumbnail)?;
            thumbnails.push(thumbnail);
            records.push(Record::Photo(PhotoRecord {
                thumbnail,
                ..photo.record
            }));
        }
        records.extend(skipped.into_iter().map(Record::Skipped));
        self.append(&records)?;
        Ok(thumbnails)
    }

    /// Notes that files are no longer in the folder.
    pub fn remove(&mut self, keys: Vec<FileKey>) -> Result<()> {
        let records: Vec<Record> = keys.into_iter().map(Record::Removed).collect();
        self.append(&records)
    }

    /// Forgets everything, as when the model is another one.
    pub fn clear(&mut self) -> Result<()> {
        self.header = None;
        self.index_end = 0;
        self.thumbnails_end = 0;
        self.index.truncate(0)?;
        self.thumbnails.truncate(0)
    }

    /// Brings everything to the disk.
    pub fn flush(&mut self) -> Result<()> {
        self.unflushed = 0;
        self.thumbnails.flush()?;
        self.index.flush()
    }

    /// Both files as they are now, behind the beginning of an exported gallery.
    pub async fn export(&mut self) -> Result<(Vec<u8>, File, File)> {
        self.flush()?;
        let head = ExportHead {
            index: self.index_end,
            thumbnails: self.thumbnails_end,
        };
        Ok((
            head.to_bytes(),
            self.folder.snapshot(&index_name(self.generation)).await?,
            self.folder.snapshot(&thumbnails_name(self.generation)).await?,
        ))
    }

    /// Takes the index of an exported gallery over, whole or not at all; the small pictures follow by
    /// [`import_thumbnails`](Self::import_thumbnails).
    pub fn import_index(&mut self, index: &[u8], header: &Header) -> Result<()> {
        self.clear()?;
        self.index.write_at(0, index)?;
        self.index_end = index.len() as u64;
        self.header = Some(header.clone());
        Ok(())
    }

    /// Appends small pictures of an exported gallery.
    pub fn import_thumbnails(&mut self, bytes: &[u8]) -> Result<()> {
        self.write_thumbnail(bytes).map(drop)
    }

    /// The name of the file of small pictures, for the page, which reads them itself.
    pub fn thumbnails_file(&self) -> String {
        thumbnails_name(self.generation)
    }

    fn begin(&mut self, model: &[u8; MODEL_HASH], dimension: usize) -> Result<()> {
        if self.header.is_some() {
            return Ok(());
        }
        let header = Header {
            model: *model,
            dimension,
            name: self.name.clone(),
        };
        let bytes = header.to_bytes();
        self.index.truncate(0)?;
        self.index_end = 0;
        self.write_at_end(&bytes)?;
        self.header = Some(header);
        Ok(())
    }

    fn append(&mut self, records: &[Record]) -> Result<()> {
        if records.is_empty() || self.header.is_none() {
            return Ok(());
        }
        let block = encode_block(records);
        self.write_at_end(&block)?;
        self.unflushed += 1;
        if self.unflushed >= FLUSH_EVERY {
            self.flush()?;
        }
        Ok(())
    }

    /// Adds to the index; what does not fit whole is taken back, or the next visit would find it damaged.
    fn write_at_end(&mut self, bytes: &[u8]) -> Result<()> {
        if let Err(error) = self.index.write_at(self.index_end, bytes) {
            // Nothing more can be done about a file that cannot even be cut.
            let _ = self.index.truncate(self.index_end);
            return Err(error);
        }
        self.index_end += bytes.len() as u64;
        Ok(())
    }

    fn write_thumbnail(&mut self, bytes: &[u8]) -> Result<Thumbnail> {
        let offset = self.thumbnails_end;
        for (part, chunk) in bytes.chunks(COPY).enumerate() {
            self.thumbnails.write_at(offset + (part * COPY) as u64, chunk)?;
        }
        self.thumbnails_end += bytes.len() as u64;
        Ok(Thumbnail {
            offset,
            length: bytes.len() as u32,
        })
    }
}
