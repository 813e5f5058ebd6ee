//! What the match head reads of photos: hidden states, and what its layers see of them. What is no longer in memory is
//! made again, in the end from the photos, which the page opens once more.

use super::photo;
use super::post;
use super::profile::{Work, timed_now};
use super::queue::RequestQueue;
use super::session::Session;
use super::windows::embed_region;
use crate::error::Result;
use crate::model::bi_irra::image_memory::ImageMemory;
use crate::search::Owner;
use half::f16;
use protocol::Reply;
use std::collections::HashMap;
use std::rc::Rc;

impl Session {
    /// Keeps hidden states for as long as there is room.
    pub(super) fn keep_states(&mut self, owner: Owner, tokens: Vec<f16>) {
        let bytes = size_of_val(tokens.as_slice());
        self.hidden.insert(owner, Rc::new(tokens), bytes);
    }

    /// Forgets everything that is kept of photos by their places.
    pub(super) fn forget_states(&mut self) {
        self.hidden.clear();
        self.seen.clear();
    }

    /// What the match head sees of each owner; `None` as by [`hidden_states`](Self::hidden_states).
    pub(super) async fn seen(
        &mut self,
        owners: &[Owner],
        queue: &RequestQueue,
    ) -> Result<Option<Vec<Option<Rc<ImageMemory>>>>> {
        let mut seen: Vec<Option<Rc<ImageMemory>>> =
            owners.iter().map(|owner| self.seen.get(*owner)).collect();
        let unseen: Vec<usize> = (0..owners.len()).filter(|place| seen[*place].is_none()).collect();
        let missing: Vec<Owner> = unseen.iter().map(|place| owners[*place]).collect();
        let Some(states) = self.hidden_states(&missing, queue).await? else {
            return Ok(None);
        };
        for (place, tokens) in unseen.into_iter().zip(states) {
            let Some(tokens) = tokens else { continue };
            let engine = self.engine()?;
            // Each by itself: a part of a batch would keep the whole batch in memory.
            let memory = Rc::new(timed_now(Work::MatchHead, 0, || engine.remember(&tokens))?);
            self.seen
                .insert(owners[place], Rc::clone(&memory), memory.bytes());
            seen[place] = Some(memory);
        }
        Ok(Some(seen))
    }

    /// The hidden states of each owner, from memory or made again; `None` in the list for photos that cannot be read any
    /// more, `None` in place of the list when nobody waits for it any more.
    async fn hidden_states(
        &mut self,
        owners: &[Owner],
        queue: &RequestQueue,
    ) -> Result<Option<Vec<Option<Rc<Vec<f16>>>>>> {
        // Held here, so that making the missing ones cannot push the others out.
        let mut states: Vec<Option<Rc<Vec<f16>>>> =
            owners.iter().map(|owner| self.hidden.get(*owner)).collect();
        let mut missing: Vec<usize> = owners
            .iter()
            .zip(&states)
            .filter_map(|((place, _), state)| state.is_none().then_some(*place))
            .collect();
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() {
            return Ok(Some(states));
        }
        self.ticket += 1;
        post(&Reply::Wanted {
            ticket: self.ticket,
            places: missing.iter().map(|place| *place as u32).collect(),
        });
        let Some(photos) = queue.supply(self.ticket).await else {
            return Ok(None);
        };
        let places: HashMap<String, usize> = match &self.gallery {
            Some(gallery) => missing
                .iter()
                .map(|place| (gallery.name(*place).to_owned(), *place))
                .collect(),
            None => HashMap::new(),
        };
        for file in &photos {
            let Some(place) = places.get(&file.path) else {
                continue;
            };
            let Ok(loaded) = photo::read(self.engine()?, file, None, false).await else {
                continue;
            };
            // One at a time: a large photo must not wait beside other large ones.
            for owner @ (_, view) in owners.iter().filter(|(owner, _)| owner == place) {
                let region = view.and_then(|number| self.views.of(*place).get(number));
                let embeddings = match region.map(|view| view.region) {
                    Some(region) => embed_region(self.engine()?, &loaded.picture, region).await?,
                    None => {
                        self.engine()?
                            .embed_images(std::slice::from_ref(&loaded.picture))
                            .await?
                    }
                };
                for embedding in embeddings {
                    self.keep_states(*owner, embedding.tokens);
                }
            }
        }
        for (state, owner) in states.iter_mut().zip(owners) {
            if state.is_none() {
                *state = self.hidden.get(*owner);
            }
        }
        Ok(Some(states))
    }
}
