//! A stored gallery back in memory.

use super::open::{OpenGallery, people_count};
use super::store::{Found, Store};
use crate::error::Error;
use crate::search::index::{MODEL_HASH, Record};
use crate::web::kinds::trouble;
use crate::web::post;
use js_sys::Float64Array;
use protocol::{Reply, SkipReason, Skipped};

/// Files in one portion of a gallery: few enough that the page takes it in without a halt.
const PORTION: usize = 2000;

impl OpenGallery {
    /// Opens a stored gallery in place of the one that is there, and tells the page what is in it; features of another
    /// model than this one are of no use.
    pub async fn open(&mut self, generation: u32, id: &str, name: &str, model: Option<&[u8; MODEL_HASH]>) {
        // Closed before it may be opened again.
        self.reset(generation);
        let (mut store, found) = match Store::open(id, name).await {
            Ok(opened) => opened,
            Err(error) => {
                post(&opened(generation, None, Some(&error), String::new(), false));
                return;
            }
        };
        let Found {
            mut records,
            damage,
            mut outdated,
        } = found;
        if let (Some(theirs), Some(ours)) = (store.model(), model)
            && theirs != ours
        {
            outdated = true;
            records.clear();
            if let Err(error) = store.clear() {
                post(&opened(generation, None, Some(&error), damage, outdated));
                return;
            }
        } else if store.is_wasteful(&records) {
            // Where there is no room to write everything again, the waste stays, and what is stored with it.
            let _ = store.compact(&mut records).await;
        }
        let file = store.thumbnails_file();
        self.store = Some(store);
        self.fill(records);
        post(&opened(generation, Some(file), None, damage, outdated));
    }

    /// Empties the gallery if its features are not those of the model that was loaded after it; true if so.
    pub fn drop_outdated(&mut self, model: &[u8; MODEL_HASH]) -> bool {
        let Some(store) = &mut self.store else {
            return false;
        };
        if store.model().is_none_or(|theirs| theirs == model) {
            return false;
        }
        let cleared = store.clear();
        self.photos = Default::default();
        post(&Reply::Outdated {
            generation: self.generation,
        });
        self.unless_failed(cleared);
        true
    }

    /// Puts stored records into memory, and tells the page portion by portion.
    fn fill(&mut self, records: Vec<Record>) {
        let mut records = records.into_iter().peekable();
        while records.peek().is_some() {
            let (mut paths, mut facts, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
            for record in records.by_ref().take(PORTION) {
                match record {
                    Record::Photo(photo) => {
                        facts.extend([
                            photo.key.size as f64,
                            photo.key.modified,
                            photo.thumbnail.offset as f64,
                            f64::from(photo.thumbnail.length),
                            f64::from(people_count(&photo.searched)),
                            photo.searched.left_out() as f64,
                        ]);
                        paths.push(photo.key.path.clone());
                        self.insert(photo.key.path, photo.searched, photo.features);
                    }
                    Record::Skipped(file) => skipped.push(Skipped {
                        path: file.key.path,
                        size: file.key.size as f64,
                        modified: file.key.modified,
                        reason: SkipReason::of_word(&file.reason),
                        detail: file.detail,
                    }),
                    Record::Removed(_) => {}
                }
            }
            post(&Reply::Restored {
                generation: self.generation,
                paths,
                facts: Float64Array::from(facts.as_slice()),
                skipped,
            });
        }
    }
}

fn opened(
    generation: u32,
    thumbnails: Option<String>,
    error: Option<&Error>,
    damage: String,
    outdated: bool,
) -> Reply {
    Reply::Opened {
        generation,
        thumbnails,
        trouble: error.map(trouble),
        damage: Some(damage).filter(|damage| !damage.is_empty()),
        outdated,
    }
}
