//! Opening a stored gallery: the newest generation that is whole, without what was damaged.

use super::Store;
use crate::error::{Error, Result};
use crate::search::index::{Damage, Index, Record, Records};
use crate::web::gallery::storage::Folder;

/// What was found when a gallery was opened.
pub struct Found {
    /// Its records, without those whose small picture is lost.
    pub records: Vec<Record>,
    /// What was damaged, in words; empty when nothing was.
    pub damage: String,
    /// Whether it was written by another version of this program, so that nothing of it can be used.
    pub outdated: bool,
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
}
