//! Searches and their answers: stage 1 with the best person of every photo, then the closer look at the best.

use super::gallery::StateCache;
use super::model::Model;
use super::profile::{Work, timed, timed_now};
use super::queue::RequestQueue;
use super::{post, yield_to_messages};
use crate::error::{Error, Result};
use crate::search::region::Region;
use crate::search::{Candidate, CropId, Gallery, Hit, Query, Reranking, Similarities, Understood};
use js_sys::{Float32Array, Int32Array, Uint32Array};
use protocol::{Refused, Reply};

/// Candidates compared between two looks at the queue.
const RERANK_BATCH: usize = 8;
/// Above this many photos the first answer holds only the best, found without sorting the rest.
const LARGE: usize = 20_000;
/// How many these are.
const FIRST: usize = 2_000;

/// What a search by a sentence works with.
pub struct Search<'s> {
    /// The model.
    pub model: &'s Model,
    /// The photos.
    pub gallery: &'s Gallery,
    /// What the match head reads of them.
    pub states: &'s mut StateCache,
    /// Where a newer search would show.
    pub queue: &'s RequestQueue,
}

impl Search<'_> {
    /// Ranks the gallery by a sentence: at once by features, then the best `rerank` by the match head.
    ///
    /// # Errors
    /// When the text cannot be searched, or the device fails.
    pub async fn run(&mut self, id: u32, text: &str, rerank: usize) -> Result<()> {
        // Without a match head the first stage is the answer.
        let rerank = if self.model.engine.has_match_head() {
            rerank
        } else {
            0
        };
        let embedding = self.model.text_engine().embed_query(text);
        let query = timed(Work::TextEncoder, 1, embedding).await?;
        match query.knowledge.understood() {
            Understood::All => {}
            Understood::Partly => post(&Reply::Unknown {
                id,
                words: query.knowledge.unknown.clone(),
            }),
            // An order would look like an answer.
            Understood::Nothing => {
                post(&Reply::Refused {
                    id,
                    reason: Refused::Unknown,
                });
                return Ok(());
            }
        }
        let found = compare(self.gallery, &query.feature);
        let reranks = rerank > 0 && !self.gallery.is_empty();
        post_first(id, self.gallery, &found, !reranks);
        if !reranks {
            return Ok(());
        }
        if let Some(hits) = self.rerank(&query, &found, rerank).await? {
            let probabilities: Vec<f32> = hits
                .iter()
                .filter_map(|hit| hit.found.map(|found| found.probability))
                .collect();
            let ranking: Vec<_> = hits.iter().map(|hit| (hit.photo, hit.score())).collect();
            post(&ranked(id, self.gallery, &found, &ranking, &probabilities, true));
        }
        Ok(())
    }

    /// Lets the match head score the best photos; `None` when the search is no longer wanted. Candidates whose photo is
    /// out of reach are not scored.
    async fn rerank(
        &mut self,
        query: &Query,
        found: &Similarities,
        rerank: usize,
    ) -> Result<Option<Vec<Hit>>> {
        let engine = &self.model.engine;
        let mut reranking = Reranking::new(found.all(), rerank);
        for chunk in reranking.candidates().chunks(RERANK_BATCH) {
            yield_to_messages().await;
            if self.queue.supersedes_search() {
                return Ok(None);
            }
            let crops: Vec<CropId> = chunk.iter().map(|photo| found.crop(*photo)).collect();
            let caches = self.states.cross_kv(engine, self.gallery, &crops, self.queue);
            let Some(caches) = caches.await? else {
                return Ok(None);
            };
            let (mut photos, mut candidates) = (Vec::new(), Vec::new());
            for ((photo, crop), kv) in chunk.iter().zip(&crops).zip(&caches) {
                if let Some(kv) = kv {
                    photos.push(*photo);
                    candidates.push(Candidate {
                        feature: self.gallery.feature(*crop),
                        kv,
                    });
                }
            }
            let scoring = engine.score_pairs(query, &candidates);
            let matches = timed(Work::MatchHead, candidates.len(), scoring).await?;
            for (photo, found) in photos.into_iter().zip(matches) {
                reranking.set_score(photo, found)?;
            }
        }
        Ok(Some(reranking.finish()?))
    }
}

/// Ranks the gallery by similarity to a person in one of its photos, or to a photo as a whole.
///
/// # Errors
/// When there is no such photo or person.
pub fn similar(gallery: &Gallery, id: u32, index: usize, person: Option<usize>) -> Result<()> {
    if index >= gallery.len() {
        return Err(Error::Ranking(format!("there is no photo at index {index}")));
    }
    let number = person.unwrap_or(0);
    let Some(crop) = gallery.crops(index).nth(number) else {
        return Err(Error::Ranking(format!("photo {index} has no person {number}")));
    };
    post_first(id, gallery, &compare(gallery, gallery.feature(crop)), true);
    Ok(())
}

fn compare(gallery: &Gallery, feature: &[f32]) -> Similarities {
    timed_now(Work::Compare, gallery.len(), || gallery.compare(feature))
}

/// The order by cosine; of a large gallery only its beginning where more follows.
fn post_first(id: u32, gallery: &Gallery, found: &Similarities, last: bool) {
    let ranking = if !last && gallery.len() > LARGE {
        found.top(FIRST)
    } else {
        found.all()
    };
    post(&ranked(id, gallery, found, &ranking, &[], last));
}

fn ranked(
    id: u32,
    gallery: &Gallery,
    found: &Similarities,
    ranking: &[(usize, f32)],
    probabilities: &[f32],
    last: bool,
) -> Reply {
    let order: Vec<u32> = ranking.iter().map(|(photo, _)| *photo as u32).collect();
    let scores: Vec<f32> = ranking.iter().map(|(_, score)| *score).collect();
    let (crops, regions) = best_people(gallery, found, ranking);
    Reply::Ranked {
        id,
        order: Uint32Array::from(order.as_slice()),
        scores: Float32Array::from(scores.as_slice()),
        reranked: probabilities.len(),
        probabilities: Float32Array::from(probabilities),
        crops: Int32Array::from(crops.as_slice()),
        regions: Float32Array::from(regions.as_slice()),
        last,
    }
}

/// The number of the person that each photo counts by, -1 for a photo as a whole, and where the person is.
fn best_people(gallery: &Gallery, found: &Similarities, ranking: &[(usize, f32)]) -> (Vec<i32>, Vec<f32>) {
    if gallery.has_only_wholes() {
        return (Vec::new(), Vec::new());
    }
    let mut numbers = Vec::with_capacity(ranking.len());
    let mut regions = Vec::with_capacity(4 * ranking.len());
    for &(photo, _) in ranking {
        let crop = found.crop(photo);
        let region = gallery.region(photo, crop);
        numbers.push(region.map_or(-1, |_| (crop - gallery.crops(photo).start) as i32));
        regions.extend(region.unwrap_or(Region::WHOLE).to_array());
    }
    (numbers, regions)
}
