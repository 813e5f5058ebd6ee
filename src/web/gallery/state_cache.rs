//! What the match head reads of photos: hidden states, and the keys and values that its layers make of them. What is no longer in memory is
//! made again, in the end from the photos, which the page opens once more.

use crate::error::Result;
use crate::model::bi_irra::cross_kv_cache::CrossKvCache;
use crate::search::CropId;
use crate::web::crops::embed_region;
use crate::web::photo;
use crate::web::post;
use crate::web::profile::{Work, timed_now};
use crate::web::queue::RequestQueue;
use crate::web::session::Session;
use half::f16;
use protocol::Reply;
use std::collections::HashMap;
use std::rc::Rc;

impl Session {
    /// Caches hidden states for as long as there is room.
    pub(in crate::web) fn keep_states(&mut self, id: CropId, tokens: Vec<f16>) {
        let bytes = size_of_val(tokens.as_slice());
        self.states.insert(id, Rc::new(tokens), bytes);
    }

    /// Forgets everything that is cached of photos by their indices.
    pub(in crate::web) fn forget_states(&mut self) {
        self.states.clear();
        self.kv_cache.clear();
    }

    /// The keys and values of each photo or crop for the match head; `None` as by [`hidden_states`](Self::hidden_states).
    pub(in crate::web) async fn cross_kv(
        &mut self,
        ids: &[CropId],
        queue: &RequestQueue,
    ) -> Result<Option<Vec<Option<Rc<CrossKvCache>>>>> {
        let mut found: Vec<Option<Rc<CrossKvCache>>> = ids.iter().map(|id| self.kv_cache.get(*id)).collect();
        let uncached: Vec<usize> = (0..ids.len()).filter(|index| found[*index].is_none()).collect();
        let missing: Vec<CropId> = uncached.iter().map(|index| ids[*index]).collect();
        let Some(states) = self.hidden_states(&missing, queue).await? else {
            return Ok(None);
        };
        for (index, tokens) in uncached.into_iter().zip(states) {
            let Some(tokens) = tokens else { continue };
            let engine = self.engine()?;
            // Each by itself: a part of a batch would keep the whole batch in memory.
            let kv = Rc::new(timed_now(Work::MatchHead, 0, || {
                engine.cross_key_values(&tokens)
            })?);
            self.kv_cache.insert(ids[index], Rc::clone(&kv), kv.bytes());
            found[index] = Some(kv);
        }
        Ok(Some(found))
    }

    /// The hidden states of each photo or crop, from memory or made again; `None` in the list for photos that cannot be read any
    /// more, `None` in place of the list when nobody waits for it any more.
    async fn hidden_states(
        &mut self,
        ids: &[CropId],
        queue: &RequestQueue,
    ) -> Result<Option<Vec<Option<Rc<Vec<f16>>>>>> {
        // Held here, so that making the missing ones cannot push the others out.
        let mut states: Vec<Option<Rc<Vec<f16>>>> = ids.iter().map(|id| self.states.get(*id)).collect();
        let mut missing: Vec<usize> = ids
            .iter()
            .zip(&states)
            .filter_map(|((index, _), state)| state.is_none().then_some(*index))
            .collect();
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() {
            return Ok(Some(states));
        }
        self.ticket += 1;
        post(&Reply::NeedFiles {
            ticket: self.ticket,
            indices: missing.iter().map(|index| *index as u32).collect(),
        });
        let Some(photos) = queue.provided_files(self.ticket).await else {
            return Ok(None);
        };
        let indices: HashMap<String, usize> = match &self.gallery {
            Some(gallery) => missing
                .iter()
                .map(|index| (gallery.name(*index).to_owned(), *index))
                .collect(),
            None => HashMap::new(),
        };
        for file in &photos {
            let Some(index) = indices.get(&file.path) else {
                continue;
            };
            let Ok(loaded) = photo::read(self.engine()?, file, None, false).await else {
                continue;
            };
            // One at a time: a large photo must not wait beside other large ones.
            for id @ (_, crop) in ids.iter().filter(|(id, _)| id == index) {
                let region = crop.and_then(|number| self.crops.of(*index).get(number));
                let embeddings = match region.map(|crop| crop.region) {
                    Some(region) => embed_region(self.engine()?, &loaded.picture, region).await?,
                    None => {
                        self.engine()?
                            .embed_images(std::slice::from_ref(&loaded.picture))
                            .await?
                    }
                };
                for embedding in embeddings {
                    self.keep_states(*id, embedding.tokens);
                }
            }
        }
        for (state, id) in states.iter_mut().zip(ids) {
            if state.is_none() {
                *state = self.states.get(*id);
            }
        }
        Ok(Some(states))
    }
}
