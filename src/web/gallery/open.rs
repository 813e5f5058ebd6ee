//! The gallery that is open: what is searched, and its copy on the disk where there is one.

use super::state_cache::StateCache;
use super::store::{NewPhoto, Store};
use crate::error::Result;
use crate::search::index::{FileKey, PhotoRecord, SkippedRecord, Thumbnail};
use crate::search::people::Searched;
use crate::search::{Embedding, Gallery};
use crate::web::kinds::trouble;
use crate::web::model::Model;
use crate::web::post;
use crate::web::prepare::{Embedded, Frame};
use crate::web::profile::{Work, timed_now};
use js_sys::{Array, Float32Array, Float64Array};
use protocol::{Reply, Skipped};
use std::collections::HashSet;

/// Photos that can be searched.
#[derive(Default)]
pub struct OpenGallery {
    /// Number of the gallery: messages about older ones are of no interest.
    pub generation: u32,
    /// The photos; their hidden states are in a [`StateCache`].
    pub photos: Gallery,
    /// The gallery on the disk, where there is one.
    pub store: Option<Store>,
}

impl OpenGallery {
    /// Begins another gallery, which is not stored.
    pub fn reset(&mut self, generation: u32) {
        *self = Self {
            generation,
            ..Self::default()
        };
    }

    /// Adds photos to memory and to the disk, and says so.
    pub fn join(
        &mut self,
        model: &Model,
        states: &mut StateCache,
        photos: Vec<Embedded>,
        skipped: Vec<Skipped>,
    ) -> Reply {
        let refused = skipped.iter().map(skipped_record).collect();
        let thumbnails = timed_now(Work::Keep, photos.len(), || self.keep(model, &photos, refused));
        let (mut paths, mut people, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
        for Embedded { frame, embeddings } in photos {
            paths.push(frame.key.path.clone());
            people.push(people_count(&frame.searched));
            left_out.push(frame.searched.left_out() as u32);
            let mut features = Vec::with_capacity(embeddings.len());
            let first = self.photos.crop_count();
            for (number, Embedding { feature, tokens }) in embeddings.into_iter().enumerate() {
                states.insert(first + number, tokens);
                features.push(feature);
            }
            self.insert(frame.key.path, frame.searched, features);
        }
        Reply::Embedded {
            generation: self.generation,
            photos: paths,
            thumbnails: Float64Array::from(thumbnails.as_slice()),
            skipped,
            people,
            left_out,
        }
    }

    /// Puts a photo into memory.
    pub fn insert(&mut self, name: String, searched: Searched, features: Vec<Vec<f32>>) {
        if self.photos.is_empty() {
            // The first photo tells the width of the features, maybe before the model is here.
            self.photos = Gallery::new(features.first().map_or(0, Vec::len));
        }
        let embedding = |feature| Embedding {
            feature,
            tokens: Vec::new(),
        };
        self.photos
            .push_photo(name, searched, features.into_iter().map(embedding).collect());
    }

    /// Takes photos out of memory and notes on the disk that they, and other files, are gone.
    pub fn remove(&mut self, indices: &[u32], skipped: Vec<String>) {
        let gone: HashSet<usize> = indices.iter().map(|index| *index as usize).collect();
        let mut paths = skipped;
        let old = std::mem::take(&mut self.photos);
        for index in 0..old.len() {
            let name = old.name(index).to_owned();
            if gone.contains(&index) {
                paths.push(name);
            } else {
                let features = old.crops(index).map(|crop| old.feature(crop).to_vec()).collect();
                self.insert(name, old.searched(index).clone(), features);
            }
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

    /// The features of all crops.
    pub fn features(&self) -> Reply {
        let features = Array::new();
        let (mut names, mut regions) = (Vec::new(), Vec::new());
        for photo in 0..self.photos.len() {
            for crop in self.photos.crops(photo) {
                names.push(self.photos.name(photo).to_owned());
                regions.push(self.photos.region(photo, crop).map(|region| region.to_array()));
                features.push(&Float32Array::from(self.photos.feature(crop)));
            }
        }
        Reply::Features {
            names,
            regions,
            features,
        }
    }

    /// Appends what was computed to the disk; returns where the small pictures lie, two numbers for each photo.
    fn keep(&mut self, model: &Model, photos: &[Embedded], refused: Vec<SkippedRecord>) -> Vec<f64> {
        let Some(store) = &mut self.store else {
            return Vec::new();
        };
        let dimension = model.engine.config().embed_dim();
        let photos = photos.iter().map(new_photo).collect();
        match store.add(&model.hash, dimension, photos, refused) {
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
    pub(super) fn unless_failed(&mut self, result: Result<()>) {
        if let Err(error) = result {
            self.store = None;
            post(&Reply::StorageFailed {
                trouble: trouble(&error),
            });
        }
    }
}

/// How many people of a photo are searched, as the messages have it: 0 where nobody was found, -1 for another whole.
pub(super) fn people_count(searched: &Searched) -> i32 {
    match searched {
        Searched::Whole => -1,
        Searched::Nobody => 0,
        Searched::People { regions, .. } => regions.len() as i32,
    }
}

fn new_photo(photo: &Embedded) -> NewPhoto {
    let Frame {
        key,
        thumbnail,
        searched,
    } = &photo.frame;
    NewPhoto {
        thumbnail: thumbnail.clone(),
        record: PhotoRecord {
            key: key.clone(),
            thumbnail: Thumbnail { offset: 0, length: 0 },
            searched: searched.clone(),
            features: photo.embeddings.iter().map(|crop| crop.feature.clone()).collect(),
        },
    }
}

fn skipped_record(file: &Skipped) -> SkippedRecord {
    SkippedRecord {
        key: FileKey {
            path: file.path.clone(),
            size: file.size as u64,
            modified: file.modified,
        },
        reason: file.reason.word().to_owned(),
        detail: file.detail.clone(),
    }
}
