//! Galleries that outlive a visit: opened, kept up to date, taken out and brought in.

use super::kept::{Found, Kept, NewPhoto};
use super::kinds::trouble;
use super::photo;
use super::post;
use super::prepare::Embedded;
use super::probe::describe;
use super::session::Session;
use crate::error::{Error, Result};
use crate::search::index::{
    ExportHead, FileKey, Index, PhotoRecord, Record, SkippedRecord, Thumbnail, ViewRecord,
};
use crate::search::windows::Region;
use crate::search::{Embedding, Gallery, Views};
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
    /// Opens a kept gallery and tells the page what is in it.
    pub(super) async fn open(&mut self, job: u32, id: &str, name: &str) {
        self.job = job;
        self.gallery = None;
        self.forget_states();
        self.views = Views::default();
        // Closed before it may be opened again.
        self.kept = None;
        let (mut kept, found) = match Kept::open(id, name).await {
            Ok(opened) => opened,
            Err(error) => {
                post(&opened(job, None, Some(&error), String::new(), false));
                return;
            }
        };
        let Found { mut records, damage } = found;
        let outdated = match (kept.model(), &self.model) {
            (Some(theirs), Some(ours)) => theirs != ours,
            _ => false,
        };
        if outdated {
            records.clear();
            if let Err(error) = kept.clear() {
                post(&opened(job, None, Some(&error), damage, outdated));
                return;
            }
        } else if kept.is_wasteful(&records) {
            // Where there is no room to write everything again, the waste stays, and what is kept with it.
            let _ = kept.compact(&mut records).await;
        }
        let file = kept.thumbnails_file();
        self.kept = Some(kept);
        self.fill(job, records);
        post(&opened(job, Some(file), None, damage, outdated));
    }

    /// Puts kept records into memory, and tells the page portion by portion.
    fn fill(&mut self, job: u32, records: Vec<Record>) {
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
                            if photo.with_views {
                                photo.views.len() as f64
                            } else {
                                -1.0
                            },
                        ]);
                        paths.push(photo.key.path.clone());
                        let embedding = Embedding {
                            feature: photo.feature,
                            tokens: Vec::new(),
                        };
                        let windows = photo.views.into_iter().map(|view| {
                            let embedding = Embedding {
                                feature: view.feature,
                                tokens: Vec::new(),
                            };
                            (Region::from_array(view.region), embedding)
                        });
                        self.place(photo.key.path, embedding, windows.collect());
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
            post(&Reply::Kept {
                job,
                paths,
                facts: Float64Array::from(facts.as_slice()),
                skipped,
            });
        }
    }

    /// Empties the gallery if its features are not those of the model that was loaded after it.
    pub(super) fn drop_outdated(&mut self) {
        let Some(kept) = &mut self.kept else { return };
        if kept.model().is_none() || kept.model() == self.model.as_ref() {
            return;
        }
        let cleared = kept.clear();
        self.gallery = None;
        self.forget_states();
        self.views = Views::default();
        post(&Reply::Outdated { job: self.job });
        self.unless_failed(cleared);
    }

    /// Takes photos out of memory and notes on the disk that they, and other files, are gone.
    pub(super) fn remove(&mut self, places: &[u32], skipped: Vec<String>) {
        let gone: HashSet<usize> = places.iter().map(|place| *place as usize).collect();
        let mut paths = skipped;
        if let Some(old) = self.gallery.take() {
            let mut gallery = Gallery::new(old.dimension());
            let mut views = Views::default();
            for place in 0..old.len() {
                let name = old.name(place).to_owned();
                if gone.contains(&place) {
                    paths.push(name);
                } else {
                    views.insert(gallery.len(), self.views.take(place));
                    gallery.push(name, old.embedding(place));
                }
            }
            if !gallery.is_empty() {
                self.gallery = Some(gallery);
            }
            self.views = views;
            // Their owners have other places now.
            self.forget_states();
        }
        if let Some(kept) = &mut self.kept {
            let key = |path| FileKey {
                path,
                size: 0,
                modified: 0.0,
            };
            let removed = kept.remove(paths.into_iter().map(key).collect());
            self.unless_failed(removed);
        }
    }

    /// Appends what was computed to the disk; returns where the small pictures lie, two numbers for each photo.
    pub(super) fn keep(&mut self, photos: &[Embedded], refused: Vec<SkippedRecord>) -> Vec<f64> {
        let (Some(kept), Some(model)) = (&mut self.kept, &self.model) else {
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
                    with_views: photo.windows.is_some(),
                    views: photo.windows.iter().flatten().map(view_record).collect(),
                },
            })
            .collect();
        match kept.add(model, dimension, photos, refused) {
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
            self.kept = None;
            post(&Reply::Unkept {
                trouble: trouble(&error),
            });
        }
    }

    /// Makes one file of the kept gallery; its content stays on the disk until it is read.
    pub(super) async fn export(&mut self) {
        let exported = match &mut self.kept {
            Some(kept) => kept.export().await,
            None => Err(Error::Storage("no gallery is kept".into())),
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
    pub(super) async fn import(&mut self, id: &str, file: &Blob) {
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
        let (mut kept, _) = Kept::open(id, &header.name).await?;
        kept.import_index(&bytes, &header)?;
        let mut place = thumbnails_start;
        while place < file.size() {
            let end = (place + IMPORT_CHUNK).min(file.size());
            kept.import_thumbnails(&slice(file, place, end).await?)?;
            place = end;
        }
        kept.flush()?;
        let photos = records
            .live
            .iter()
            .filter(|record| matches!(record, Record::Photo(_)))
            .count();
        Ok((header.name, photos as u32))
    }
}

fn view_record((region, embedding): &(Region, Embedding)) -> ViewRecord {
    ViewRecord {
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
    job: u32,
    thumbnails: Option<String>,
    error: Option<&Error>,
    damage: String,
    outdated: bool,
) -> Reply {
    Reply::Opened {
        job,
        thumbnails,
        trouble: error.map(trouble),
        damage: Some(damage).filter(|damage| !damage.is_empty()),
        outdated,
    }
}
