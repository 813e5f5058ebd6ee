//! Galleries that outlive a visit: opened, kept up to date, taken out and brought in.

use super::store::{Found, NewPhoto, Store};
use crate::error::{Error, Result};
use crate::search::crops::Region;
use crate::search::index::{
    CropRecord, ExportHead, FileKey, Index, PhotoRecord, Record, SkippedRecord, Thumbnail,
};
use crate::search::{Crops, Embedding, Gallery};
use crate::web::kinds::trouble;
use crate::web::photo;
use crate::web::post;
use crate::web::prepare::Embedded;
use crate::web::probe::describe;
use crate::web::session::Session;
use js_sys::{Array, Float64Array, Uint8Array};
use protocol::{Reply, SkipReason, Skipped};
use std::collections::HashSet;
use wasm_bindgen::JsValue;
use web_sys::Blob;

/// Files in one portion of a gallery: few enough that the page takes it in without a halt.
const PORTION: usize = 2000;
/// Bytes of an imported file that are in memory at once.
const IMPORT_CHUNK: f64 = 8.0 * 1024.0 * 1024.0;

impl Session {
    /// Opens a stored gallery and tells the page what is in it.
    pub(in crate::web) async fn open(&mut self, generation: u32, id: &str, name: &str) {
        self.generation = generation;
        self.gallery = None;
        self.forget_states();
        self.crops = Crops::default();
        // Closed before it may be opened again.
        self.store = None;
        let (mut store, found) = match Store::open(id, name).await {
            Ok(opened) => opened,
            Err(error) => {
                post(&opened(generation, None, Some(&error), String::new(), false));
                return;
            }
        };
        let Found { mut records, damage } = found;
        let outdated = match (store.model(), &self.model) {
            (Some(theirs), Some(ours)) => theirs != ours,
            _ => false,
        };
        if outdated {
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
        self.fill(generation, records);
        post(&opened(generation, Some(file), None, damage, outdated));
    }

    /// Puts stored records into memory, and tells the page portion by portion.
    fn fill(&mut self, generation: u32, records: Vec<Record>) {
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
                            if photo.with_crops {
                                photo.crops.len() as f64
                            } else {
                                -1.0
                            },
                        ]);
                        paths.push(photo.key.path.clone());
                        let embedding = Embedding {
                            feature: photo.feature,
                            tokens: Vec::new(),
                        };
                        let crops = photo.crops.into_iter().map(|crop| {
                            let embedding = Embedding {
                                feature: crop.feature,
                                tokens: Vec::new(),
                            };
                            (Region::from_array(crop.region), embedding)
                        });
                        self.insert_photo(photo.key.path, embedding, crops.collect());
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
                generation,
                paths,
                facts: Float64Array::from(facts.as_slice()),
                skipped,
            });
        }
    }

    /// Empties the gallery if its features are not those of the model that was loaded after it.
    pub(in crate::web) fn drop_outdated(&mut self) {
        let Some(store) = &mut self.store else { return };
        if store.model().is_none() || store.model() == self.model.as_ref() {
            return;
        }
        let cleared = store.clear();
        self.gallery = None;
        self.forget_states();
        self.crops = Crops::default();
        post(&Reply::Outdated {
            generation: self.generation,
        });
        self.unless_failed(cleared);
    }

    /// Takes photos out of memory and notes on the disk that they, and other files, are gone.
    pub(in crate::web) fn remove(&mut self, indices: &[u32], skipped: Vec<String>) {
        let gone: HashSet<usize> = indices.iter().map(|index| *index as usize).collect();
        let mut paths = skipped;
        if let Some(old) = self.gallery.take() {
            let mut gallery = Gallery::new(old.dimension());
            let mut crops = Crops::default();
            for index in 0..old.len() {
                let name = old.name(index).to_owned();
                if gone.contains(&index) {
                    paths.push(name);
                } else {
                    crops.insert(gallery.len(), self.crops.take(index));
                    gallery.push(name, old.embedding(index));
                }
            }
            if !gallery.is_empty() {
                self.gallery = Some(gallery);
            }
            self.crops = crops;
            // Their indices are others now.
            self.forget_states();
        }
        if let Some(store) = &mut self.store {
            let key = |path| FileKey {
                path,
                size: 0,
                modified: 0.0,
            };
            let removed = store.remove(paths.into_iter().map(key).collect());
            self.unless_failed(removed);
        }
    }

    /// Appends what was computed to the disk; returns where the small pictures lie, two numbers for each photo.
    pub(in crate::web) fn keep(&mut self, photos: &[Embedded], refused: Vec<SkippedRecord>) -> Vec<f64> {
        let (Some(store), Some(model)) = (&mut self.store, &self.model) else {
            return Vec::new();
        };
        let dimension = match (photos.first(), &self.engine) {
            (Some(photo), _) => photo.embedding.feature.len(),
            (None, Some(engine)) => engine.config().embed_dim(),
            (None, None) => return Vec::new(),
        };
        let photos = photos
            .iter()
            .map(|photo| NewPhoto {
                thumbnail: photo.thumbnail.clone(),
                record: PhotoRecord {
                    key: photo.key.clone(),
                    thumbnail: Thumbnail { offset: 0, length: 0 },
                    feature: photo.embedding.feature.clone(),
                    with_crops: photo.crops.is_some(),
                    crops: photo.crops.iter().flatten().map(crop_record).collect(),
                },
            })
            .collect();
        match store.add(model, dimension, photos, refused) {
            Ok(places) => places
                .iter()
                .flat_map(|place| [place.offset as f64, f64::from(place.length)])
                .collect(),
            Err(error) => {
                self.unless_failed(Err(error));
                Vec::new()
            }
        }
    }

    /// Goes on without the disk when it refuses: what is in memory can still be searched.
    fn unless_failed(&mut self, result: Result<()>) {
        if let Err(error) = result {
            self.store = None;
            post(&Reply::StorageFailed {
                trouble: trouble(&error),
            });
        }
    }

    /// Makes one file of the stored gallery; its content stays on the disk until it is read.
    pub(in crate::web) async fn export(&mut self) {
        let exported = match &mut self.store {
            Some(store) => store.export().await,
            None => Err(Error::Storage("no gallery is stored".into())),
        };
        let file = exported.and_then(|(head, index, thumbnails)| {
            let parts = Array::of3(&Uint8Array::from(head.as_slice()), &index, &thumbnails);
            Blob::new_with_blob_sequence(&parts).map_err(|error| Error::Storage(describe(&error)))
        });
        let (file, trouble) = match file {
            Ok(file) => (file.into(), None),
            Err(error) => (JsValue::NULL, Some(trouble(&error))),
        };
        post(&Reply::Exported { file, trouble });
    }

    /// Keeps a gallery that was exported here or elsewhere, under its own identifier.
    pub(in crate::web) async fn import(&mut self, id: &str, file: &Blob) {
        let (name, photos, trouble) = match self.take_in(id, file).await {
            Ok((name, photos)) => (name, photos, None),
            Err(error) => (String::new(), 0, Some(trouble(&error))),
        };
        post(&Reply::Imported {
            name,
            photos,
            trouble,
        });
    }

    async fn take_in(&self, id: &str, file: &Blob) -> Result<(String, u32)> {
        let index_start = ExportHead::SIZE as f64;
        let head = slice(file, 0.0, index_start).await?;
        let head = ExportHead::read(&head, file.size() as u64)?;
        let thumbnails_start = index_start + head.index as f64;
        let bytes = slice(file, index_start, thumbnails_start).await?;
        let Index { header, records } = Index::read(&bytes)?;
        if !records.damage.is_empty() {
            return Err(Error::Index(format!(
                "the exported gallery is damaged: {:?}",
                records.damage
            )));
        }
        // A file may claim the model and hold features of another length.
        let dimension = self.engine.as_ref().map(|engine| engine.config().embed_dim());
        if self.model.as_ref().is_some_and(|model| *model != header.model)
            || dimension.is_some_and(|dimension| dimension != header.dimension)
        {
            return Err(Error::OtherModel);
        }
        let (mut store, _) = Store::open(id, &header.name).await?;
        store.import_index(&bytes, &header)?;
        let mut offset = thumbnails_start;
        while offset < file.size() {
            let end = (offset + IMPORT_CHUNK).min(file.size());
            store.import_thumbnails(&slice(file, offset, end).await?)?;
            offset = end;
        }
        store.flush()?;
        let photos = records
            .live
            .iter()
            .filter(|record| matches!(record, Record::Photo(_)))
            .count();
        Ok((header.name, photos as u32))
    }
}

fn crop_record((region, embedding): &(Region, Embedding)) -> CropRecord {
    CropRecord {
        region: region.to_array(),
        feature: embedding.feature.clone(),
    }
}

async fn slice(file: &Blob, start: f64, end: f64) -> Result<Vec<u8>> {
    let part = file
        .slice_with_f64_and_f64(start, end)
        .map_err(|error| Error::Storage(describe(&error)))?;
    photo::bytes(&part).await.map_err(Error::Storage)
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
