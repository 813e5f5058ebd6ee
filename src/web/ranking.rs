//! Searches and their answers: stage 1 with the crops of wide photos, then the closer look at the best.

use super::profile::{Work, timed, timed_now};
use super::queue::RequestQueue;
use super::session::Session;
use super::{post, yield_to_messages};
use crate::error::{Error, Result};
use crate::search::{Candidate, Hit, Query, Reranking, Similarities, Understood};
use js_sys::{Float32Array, Int32Array, Uint32Array};
use protocol::{Refused, Reply};
use std::collections::HashMap;

/// Candidates compared between two looks at the queue.
const RERANK_BATCH: usize = 8;
/// Above this many photos the first answer holds only the best, found without sorting the rest.
const LARGE: usize = 20_000;
/// How many these are.
const FIRST: usize = 2_000;

/// Every photo compared with one feature.
struct Found {
    similarities: Similarities,
    /// The crop that a photo counts by; the others count as wholes.
    best: HashMap<usize, usize>,
}

impl Session {
    /// Ranks the gallery by a sentence: at once by features, then the best `rerank` by the match head.
    pub(super) async fn search(
        &mut self,
        id: u32,
        text: &str,
        rerank: usize,
        queue: &RequestQueue,
    ) -> Result<()> {
        let engine = self.engine()?;
        // Without a match head the first stage is the answer.
        let rerank = if engine.has_match_head() { rerank } else { 0 };
        let query = timed(Work::TextEncoder, 1, self.text_engine()?.embed_query(text)).await?;
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
        let found = self.compare(&query.feature);
        let reranks = rerank > 0 && !found.similarities.cosines().is_empty();
        self.post_first(id, &found, !reranks);
        if !reranks {
            return Ok(());
        }
        let reranking = Reranking::new(found.similarities.all(), rerank);
        if let Some(hits) = self.rerank(&query, reranking, &found.best, queue).await? {
            let probabilities: Vec<f32> = hits
                .iter()
                .filter_map(|hit| hit.found.map(|found| found.probability))
                .collect();
            let ranking: Vec<_> = hits.iter().map(|hit| (hit.photo, hit.score())).collect();
            post(&self.ranked(id, &ranking, &probabilities, &found.best, true));
        }
        Ok(())
    }

    /// Ranks the gallery by similarity to one of its photos, or to a crop of it.
    pub(super) fn similar(&self, id: u32, index: usize, crop: Option<usize>) -> Result<()> {
        let feature = self.feature(index, crop)?;
        self.post_first(id, &self.compare(feature), true);
        Ok(())
    }

    /// The feature of a photo, or of a crop of it.
    fn feature(&self, index: usize, crop: Option<usize>) -> Result<&[f32]> {
        let gallery = self.gallery.as_ref().filter(|gallery| index < gallery.len());
        let Some(gallery) = gallery else {
            return Err(Error::Ranking(format!("there is no photo at index {index}")));
        };
        match crop {
            None => Ok(gallery.feature(index)),
            Some(number) => match self.crops.of(index).get(number) {
                Some(crop) => Ok(&crop.feature),
                None => Err(Error::Ranking(format!("photo {index} has no crop {number}"))),
            },
        }
    }

    fn compare(&self, feature: &[f32]) -> Found {
        let photos = self.gallery.as_ref().map_or(0, |gallery| gallery.len());
        timed_now(Work::Compare, photos, || {
            let gallery = self.gallery.as_ref();
            let mut similarities = gallery.map_or_else(
                || Similarities::new(Vec::new()),
                |gallery| gallery.compare(feature),
            );
            let best = if self.use_crops {
                self.crops.max_with(&mut similarities, feature)
            } else {
                HashMap::new()
            };
            Found { similarities, best }
        })
    }

    /// The order by cosine; of a large gallery only its beginning where more follows.
    fn post_first(&self, id: u32, found: &Found, last: bool) {
        let ranking = if !last && found.similarities.cosines().len() > LARGE {
            found.similarities.top(FIRST)
        } else {
            found.similarities.all()
        };
        post(&self.ranked(id, &ranking, &[], &found.best, last));
    }

    /// Lets the match head score the candidates; `None` when the search is no longer wanted. Candidates whose photo is
    /// out of reach are not scored.
    async fn rerank(
        &mut self,
        query: &Query,
        mut reranking: Reranking,
        best: &HashMap<usize, usize>,
        queue: &RequestQueue,
    ) -> Result<Option<Vec<Hit>>> {
        for chunk in reranking.candidates().chunks(RERANK_BATCH) {
            yield_to_messages().await;
            if queue.supersedes_search() {
                return Ok(None);
            }
            let ids: Vec<_> = chunk
                .iter()
                .map(|photo| (*photo, best.get(photo).copied()))
                .collect();
            let Some(caches) = self.cross_kv(&ids, queue).await? else {
                return Ok(None);
            };
            let (mut photos, mut candidates) = (Vec::new(), Vec::new());
            for (id, kv) in ids.iter().zip(&caches) {
                if let (Some(kv), Ok(feature)) = (kv, self.feature(id.0, id.1)) {
                    photos.push(id.0);
                    candidates.push(Candidate { feature, kv });
                }
            }
            let scoring = self.engine()?.score_pairs(query, &candidates);
            let matches = timed(Work::MatchHead, candidates.len(), scoring).await?;
            for (photo, found) in photos.into_iter().zip(matches) {
                reranking.set_score(photo, found)?;
            }
        }
        Ok(Some(reranking.finish()?))
    }

    fn ranked(
        &self,
        id: u32,
        ranking: &[(usize, f32)],
        probabilities: &[f32],
        best: &HashMap<usize, usize>,
        last: bool,
    ) -> Reply {
        let order: Vec<u32> = ranking.iter().map(|(photo, _)| *photo as u32).collect();
        let scores: Vec<f32> = ranking.iter().map(|(_, score)| *score).collect();
        let (crops, regions) = self.regions(ranking, best);
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

    fn regions(&self, ranking: &[(usize, f32)], best: &HashMap<usize, usize>) -> (Vec<i32>, Vec<f32>) {
        if best.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let mut numbers = Vec::with_capacity(ranking.len());
        let mut regions = Vec::with_capacity(4 * ranking.len());
        for (photo, _) in ranking {
            match best.get(photo) {
                Some(&number) => {
                    numbers.push(number as i32);
                    regions.extend(self.crops.of(*photo)[number].region.to_array());
                }
                None => {
                    numbers.push(-1);
                    regions.extend([0.0, 0.0, 1.0, 1.0]);
                }
            }
        }
        (numbers, regions)
    }
}
