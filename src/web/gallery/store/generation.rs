//! Generations of a stored gallery: their files, and the new one that is written when most of the old is waste.

use super::Store;
use crate::error::Result;
use crate::search::index::{Header, Record, Thumbnail, encode_block};
use crate::web::gallery::storage::Folder;

/// Fewer replaced records than this are no reason to write everything again.
const LEAST_WASTE: usize = 256;

impl Store {
    /// The files of a generation, which are begun where they are not there.
    pub(super) async fn at(folder: &Folder, generation: u32, name: &str) -> Result<Self> {
        let index = folder.file(&index_name(generation)).await?;
        let thumbnails = folder.file(&thumbnails_name(generation)).await?;
        let thumbnails_end = thumbnails.size()?;
        Ok(Self {
            folder: folder.clone(),
            generation,
            index,
            index_end: 0,
            thumbnails,
            thumbnails_end,
            header: None,
            name: name.to_owned(),
            unflushed: 0,
        })
    }

    /// Whether so much of the files is waste that they should be written again.
    pub fn is_wasteful(&self, live: &[Record]) -> bool {
        let used: u64 = live
            .iter()
            .map(|record| match record {
                Record::Photo(photo) => u64::from(photo.thumbnail.length),
                Record::Skipped(_) | Record::Removed(_) => 0,
            })
            .sum();
        live.len() > LEAST_WASTE && used < self.thumbnails_end / 2
    }

    /// Writes the live records into a new generation and goes on with that one; where that fails, as for want of room,
    /// everything stays as it was.
    pub async fn compact(&mut self, live: &mut [Record]) -> Result<()> {
        let Some(header) = self.header.clone() else {
            return Ok(());
        };
        let thumbnails: Vec<Option<Thumbnail>> = live.iter().map(thumbnail_of).collect();
        match self.rewrite(header, live).await {
            Ok(next) => {
                let old = self.generation;
                *self = next;
                self.discard(old).await;
                Ok(())
            }
            Err(error) => {
                for (record, thumbnail) in live.iter_mut().zip(thumbnails) {
                    if let (Record::Photo(photo), Some(thumbnail)) = (record, thumbnail) {
                        photo.thumbnail = thumbnail;
                    }
                }
                self.discard(self.generation + 1).await;
                Err(error)
            }
        }
    }

    /// Writes a new generation beside this one.
    async fn rewrite(&self, header: Header, live: &mut [Record]) -> Result<Self> {
        let mut next = Self::at(&self.folder, self.generation + 1, &self.name).await?;
        next.index.truncate(0)?;
        next.thumbnails.truncate(0)?;
        next.thumbnails_end = 0;
        let mut buffer = Vec::new();
        for record in live.iter_mut() {
            let Record::Photo(photo) = record else { continue };
            buffer.resize(photo.thumbnail.length as usize, 0);
            let count = self.thumbnails.read_at(photo.thumbnail.offset, &mut buffer)?;
            photo.thumbnail = next.write_thumbnail(&buffer[..count])?;
        }
        let head = header.to_bytes();
        let blocks = encode_block(live);
        next.index.write_at(head.len() as u64, &blocks)?;
        next.thumbnails.flush()?;
        next.index.flush()?;
        next.index.write_at(0, &head)?;
        next.index.flush()?;
        next.index_end = (head.len() + blocks.len()) as u64;
        next.header = Some(header);
        Ok(next)
    }

    /// Removes the files of another generation; that they are gone already, or still open, is of no interest.
    pub(super) async fn discard(&self, generation: u32) {
        for name in [index_name(generation), thumbnails_name(generation)] {
            let _ = self.folder.remove(&name).await;
        }
    }
}

fn thumbnail_of(record: &Record) -> Option<Thumbnail> {
    match record {
        Record::Photo(photo) => Some(photo.thumbnail),
        Record::Skipped(_) | Record::Removed(_) => None,
    }
}

/// File of records.
pub(super) fn index_name(generation: u32) -> String {
    format!("index-{generation}.bin")
}

/// File of small pictures.
pub(super) fn thumbnails_name(generation: u32) -> String {
    format!("thumbs-{generation}.bin")
}
