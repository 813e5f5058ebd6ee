//! The stored index of the gallery that is open: read once, then appended to batch by batch.
//!
//! Both files carry a generation in their names. A new generation is written beside the old one when most of the old
//! is waste, and counts from the moment its header is there; a crash leaves one of the two whole.

use super::storage::{Folder, OpenFile};
use crate::error::{Error, Result};
use crate::search::index::{
    Damage, ExportHead, FileKey, Header, Index, MODEL_HASH, PhotoRecord, Record, Records, SkippedRecord,
    Thumbnail, encode_block,
};
use web_sys::File;

/// Blocks between two orders to bring everything to the disk.
const FLUSH_EVERY: u32 = 64;
/// Fewer replaced records than this are no reason to write everything again.
const LEAST_WASTE: usize = 256;
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

/// What was found when a gallery was opened.
pub struct Found {
    /// Its records, without those whose small picture is lost.
    pub records: Vec<Record>,
    /// What was damaged, in words; empty when nothing was.
    pub damage: String,
    /// Whether it was written by another version of this program, so that nothing of it can be used.
    pub outdated: bool,
}

/// A photo that joins the index.
pub struct NewPhoto {
    /// Its small picture; may be empty.
    pub thumbnail: Vec<u8>,
    /// Everything else, with no place for the small picture yet.
    pub record: PhotoRecord,
}

impl Store {
    /// Opens the gallery with this identifier, or begins it; `name` is for people.
    ///
    /// # Errors
    /// When the browser stores nothing, or another tab has the gallery open. A damaged index is no error.
    pub async fn open(id: &str, name: &str) -> Result<(Self, Found)> {
        let folder = Folder::open(id).await?;
        let mut generations: Vec<u32> = folder
            .names()
            .await?
            .iter()
            .filter_map(|name| name.strip_prefix("index-")?.strip_suffix(".bin")?.parse().ok())
            .collect();
        generations.sort_unstable_by(|a, b| b.cmp(a));
        let (mut damage, mut outdated) = (String::new(), false);
        let mut opened = None;
        for generation in &generations {
            let mut store = Self::at(&folder, *generation, name).await?;
            let bytes = store.index.read_all()?;
            match Index::read(&bytes) {
                Ok(index) => {
                    store.index_end = index.records.end as u64;
                    store.header = Some(index.header);
                    opened = Some((store, index.records));
                    break;
                }
                Err(Error::IndexVersion { .. }) => outdated = true,
                // An empty file is a gallery that never got a photo.
                Err(error) if !bytes.is_empty() => damage = error.to_string(),
                Err(_) => {}
            }
        }
        let (mut store, records) = match opened {
            Some(opened) => {
                // The headless beginning of a newer generation is no damage to this one.
                damage.clear();
                outdated = false;
                opened
            }
            None => {
                let next = generations.first().map_or(0, |newest| newest + 1);
                (Self::at(&folder, next, name).await?, Records::default())
            }
        };
        for old in generations.iter().filter(|old| **old != store.generation) {
            store.discard(*old).await;
        }
        let found = store.take_over(records, damage)?;
        Ok((store, Found { outdated, ..found }))
    }

    /// The model whose features are stored; `None` while there are none.
    pub fn model(&self) -> Option<&[u8; MODEL_HASH]> {
        self.header.as_ref().map(|header| &header.model)
    }

    async fn at(folder: &Folder, generation: u32, name: &str) -> Result<Self> {
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

    /// Drops what is behind the last good block, and photos whose small picture is not there.
    fn take_over(&mut self, records: Records, mut damage: String) -> Result<Found> {
        if self.index_end < self.index.size()? {
            self.index.truncate(self.index_end)?;
        }
        let there = self.thumbnails_end;
        let has_picture = |record: &Record| match record {
            Record::Photo(photo) => photo
                .thumbnail
                .offset
                .checked_add(u64::from(photo.thumbnail.length))
                .is_some_and(|end| end <= there),
            Record::Skipped(_) | Record::Removed(_) => true,
        };
        let total = records.live.len();
        let live: Vec<Record> = records.live.into_iter().filter(has_picture).collect();
        if let Some(first) = records.damage.first() {
            damage = match first {
                Damage::CutOff(offset) => format!("it ends at byte {offset}"),
                Damage::Block(offset) => format!("wrong checksum at byte {offset}"),
            };
        } else if live.len() < total {
            damage = format!("{} small pictures are missing", total - live.len());
        }
        Ok(Found {
            records: live,
            damage,
            outdated: false,
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

    /// Removes the files of another generation; that they are gone already, or still open, is of no interest.
    async fn discard(&self, generation: u32) {
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

fn index_name(generation: u32) -> String {
    format!("index-{generation}.bin")
}

fn thumbnails_name(generation: u32) -> String {
    format!("thumbs-{generation}.bin")
}
