//! Hidden states that are no longer in memory: made again from the photos, which the page opens once more.

use super::photo;
use super::post;
use super::protocol::Reply;
use super::queue::RequestQueue;
use super::session::Session;
use super::windows::embed_region;
use crate::error::Result;
use crate::search::{Embedding, Owner};
use std::collections::HashMap;
use std::rc::Rc;

impl Session {
    /// The hidden states of each owner, without its feature, from memory or made again; `None` in the list for photos that cannot be read
    /// any more, `None` in place of the list when nobody waits for it any more.
    pub(super) async fn hidden_states(
        &mut self,
        owners: &[Owner],
        queue: &RequestQueue,
    ) -> Result<Option<Vec<Option<Rc<Embedding>>>>> {
        // Held here, so that making the missing ones cannot push the others out.
        let mut states: Vec<Option<Rc<Embedding>>> =
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
            let (Some(place), Ok(loaded)) = (places.get(&file.path), photo::read(file, None, false).await)
            else {
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
                    self.hidden.insert(*owner, embedding.tokens);
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
