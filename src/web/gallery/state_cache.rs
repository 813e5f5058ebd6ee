//! What the match head reads of photos: hidden states, and the keys and values that its layers make of them. What is no
//! longer in memory is made again, in the end from the photos, which the page opens once more.

use crate::error::Result;
use crate::model::bi_irra::cross_kv_cache::CrossKvCache;
use crate::search::people::crop_input;
use crate::search::{CropId, Engine, Gallery, LruCache};
use crate::web::photo;
use crate::web::post;
use crate::web::profile::{Work, timed_now};
use crate::web::queue::RequestQueue;
use half::f16;
use protocol::Reply;
use std::collections::HashMap;
use std::rc::Rc;

/// Memory for hidden states, in bytes: some thousand crops of the shipped model.
const STATES_BUDGET: usize = 96 << 20;
/// Memory for keys and values, in bytes: some two hundred crops of the shipped model, those that a query brings to the
/// top again and again while it is typed.
const KV_BUDGET: usize = 32 << 20;

/// The hidden states, keys and values that were used last.
pub struct StateCache {
    states: LruCache<Vec<f16>>,
    kv: LruCache<CrossKvCache>,
    /// The last question for files.
    ticket: u32,
}

impl Default for StateCache {
    fn default() -> Self {
        Self {
            states: LruCache::new(STATES_BUDGET),
            kv: LruCache::new(KV_BUDGET),
            ticket: 0,
        }
    }
}

impl StateCache {
    /// Caches hidden states for as long as there is room.
    pub fn insert(&mut self, crop: CropId, tokens: Vec<f16>) {
        if tokens.is_empty() {
            return;
        }
        let bytes = size_of_val(tokens.as_slice());
        self.states.insert(crop, Rc::new(tokens), bytes);
    }

    /// Forgets everything, as when crops get other indices.
    pub fn clear(&mut self) {
        self.states.clear();
        self.kv.clear();
    }

    /// Forgets what lies on the device of another model.
    pub fn clear_device(&mut self) {
        self.kv.clear();
    }

    /// The keys and values of each crop for the match head; `None` as by [`hidden_states`](Self::hidden_states).
    pub async fn cross_kv(
        &mut self,
        engine: &Engine,
        gallery: &Gallery,
        crops: &[CropId],
        queue: &RequestQueue,
    ) -> Result<Option<Vec<Option<Rc<CrossKvCache>>>>> {
        let mut found: Vec<Option<Rc<CrossKvCache>>> = crops.iter().map(|crop| self.kv.get(*crop)).collect();
        let uncached: Vec<usize> = (0..crops.len()).filter(|index| found[*index].is_none()).collect();
        let missing: Vec<CropId> = uncached.iter().map(|index| crops[*index]).collect();
        let Some(states) = self.hidden_states(engine, gallery, &missing, queue).await? else {
            return Ok(None);
        };
        for (index, tokens) in uncached.into_iter().zip(states) {
            let Some(tokens) = tokens else { continue };
            // Each by itself: a part of a batch would keep the whole batch in memory.
            let kv = Rc::new(timed_now(Work::MatchHead, 0, || {
                engine.cross_key_values(&tokens)
            })?);
            self.kv.insert(crops[index], Rc::clone(&kv), kv.bytes());
            found[index] = Some(kv);
        }
        Ok(Some(found))
    }

    /// The hidden states of each crop, from memory or made again; `None` in the list for photos that cannot be read any
    /// more, `None` in place of the list when nobody waits for it any more.
    async fn hidden_states(
        &mut self,
        engine: &Engine,
        gallery: &Gallery,
        crops: &[CropId],
        queue: &RequestQueue,
    ) -> Result<Option<Vec<Option<Rc<Vec<f16>>>>>> {
        // Held here, so that making the missing ones cannot push the others out.
        let mut states: Vec<Option<Rc<Vec<f16>>>> = crops.iter().map(|crop| self.states.get(*crop)).collect();
        let mut missing: HashMap<usize, Vec<usize>> = HashMap::new();
        for index in (0..crops.len()).filter(|index| states[*index].is_none()) {
            missing
                .entry(gallery.photo_of(crops[index]))
                .or_default()
                .push(index);
        }
        if missing.is_empty() {
            return Ok(Some(states));
        }
        self.ticket += 1;
        let mut indices: Vec<u32> = missing.keys().map(|photo| *photo as u32).collect();
        indices.sort_unstable();
        post(&Reply::NeedFiles {
            ticket: self.ticket,
            indices,
        });
        let Some(files) = queue.provided_files(self.ticket).await else {
            return Ok(None);
        };
        let photos: HashMap<&str, usize> = missing
            .keys()
            .map(|photo| (gallery.name(*photo), *photo))
            .collect();
        for file in &files {
            let Some(&photo) = photos.get(file.path.as_str()) else {
                continue;
            };
            let Ok(loaded) = photo::read(engine, file, None, false).await else {
                continue;
            };
            // One photo at a time: a large one must not wait beside other large ones.
            for &index in missing.get(&photo).into_iter().flatten() {
                let region = gallery.region(photo, crops[index]);
                let input = crop_input(engine.preprocess(), &loaded.picture, region);
                for embedding in engine.embed_inputs(&[input]).await? {
                    self.insert(crops[index], embedding.tokens);
                }
                states[index] = self.states.get(crops[index]);
            }
        }
        Ok(Some(states))
    }
}
