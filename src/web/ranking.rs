//! Searches and their answers: stage 1 with the windows of wide photos, then the closer look at the best.

use super::profile::{Work, timed, timed_now};
use super::queue::RequestQueue;
use super::session::Session;
use super::{post, yield_to_messages};
use crate::error::{Error, Result};
use crate::search::{Candidate, Hit, Likeness, Query, Reranking, Understood};
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
    likeness: Likeness,
    /// The window that a photo counts by; the others count as wholes.
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
        let query = timed(Work::TextEncoder, 1, self.reader()?.embed_query(text)).await?;
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
        let reranks = rerank > 0 && !found.likeness.cosines().is_empty();
        self.post_first(id, &found, !reranks);
        if !reranks {
            return Ok(());
        }
        let reranking = Reranking::new(found.likeness.all(), rerank);
        if let Some(hits) = self.look_closer(&query, reranking, &found.best, queue).await? {
            let probabilities: Vec<f32> = hits
                .iter()
                .filter_map(|hit| hit.found.map(|found| found.probability))
                .collect();
            let ranking: Vec<_> = hits.iter().map(|hit| (hit.photo, hit.score())).collect();
            post(&self.ranked(id, &ranking, &probabilities, &found.best, true));
        }
        Ok(())
    }

    /// Ranks the gallery by likeness to one of its photos, or to a window of it.
    pub(super) fn similar(&self, id: u32, place: usize, view: Option<usize>) -> Result<()> {
        let feature = self.feature(place, view)?;
        self.post_first(id, &self.compare(feature), true);
        Ok(())
    }

    /// The feature of a photo, or of a window of it.
    fn feature(&self, place: usize, view: Option<usize>) -> Result<&[f32]> {
        let gallery = self.gallery.as_ref().filter(|gallery| place < gallery.len());
        let Some(gallery) = gallery else {
            return Err(Error::Ranking(format!("there is no photo at place {place}")));
        };
        match view {
            None => Ok(gallery.feature(place)),
            Some(number) => match self.views.of(place).get(number) {
                Some(view) => Ok(&view.feature),
                None => Err(Error::Ranking(format!("photo {place} has no window {number}"))),
            },
        }
    }

    fn compare(&self, feature: &[f32]) -> Found {
        let photos = self.gallery.as_ref().map_or(0, |gallery| gallery.len());
        timed_now(Work::Compare, photos, || {
            let gallery = self.gallery.as_ref();
            let mut likeness =
                gallery.map_or_else(|| Likeness::new(Vec::new()), |gallery| gallery.compare(feature));
            let best = if self.windows {
                self.views.raise(&mut likeness, feature)
            } else {
                HashMap::new()
            };
            Found { likeness, best }
        })
    }

    /// The order by cosine; of a large gallery only its beginning where more follows.
    fn post_first(&self, id: u32, found: &Found, last: bool) {
        let ranking = if !last && found.likeness.cosines().len() > LARGE {
            found.likeness.top(FIRST)
        } else {
            found.likeness.all()
        };
        post(&self.ranked(id, &ranking, &[], &found.best, last));
    }

    /// Lets the match head judge the candidates; `None` when the search is no longer wanted. Candidates whose photo is
    /// out of reach are not judged.
    async fn look_closer(
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
            let owners: Vec<_> = chunk
                .iter()
                .map(|photo| (*photo, best.get(photo).copied()))
                .collect();
            let Some(seen) = self.seen(&owners, queue).await? else {
                return Ok(None);
            };
            let (mut photos, mut looked_at) = (Vec::new(), Vec::new());
            for (owner, memory) in owners.iter().zip(&seen) {
                if let (Some(memory), Ok(feature)) = (memory, self.feature(owner.0, owner.1)) {
                    photos.push(owner.0);
                    looked_at.push(Candidate { feature, memory });
                }
            }
            let judging = self.engine()?.judge(query, &looked_at);
            let matches = timed(Work::MatchHead, looked_at.len(), judging).await?;
            for (photo, found) in photos.into_iter().zip(matches) {
                reranking.judge(photo, found)?;
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
        let (views, boxes) = self.boxes(ranking, best);
        Reply::Ranked {
            id,
            order: Uint32Array::from(order.as_slice()),
            scores: Float32Array::from(scores.as_slice()),
            reranked: probabilities.len(),
            probabilities: Float32Array::from(probabilities),
            views: Int32Array::from(views.as_slice()),
            boxes: Float32Array::from(boxes.as_slice()),
            last,
        }
    }

    fn boxes(&self, ranking: &[(usize, f32)], best: &HashMap<usize, usize>) -> (Vec<i32>, Vec<f32>) {
        if best.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let mut numbers = Vec::with_capacity(ranking.len());
        let mut boxes = Vec::with_capacity(4 * ranking.len());
        for (photo, _) in ranking {
            match best.get(photo) {
                Some(&number) => {
                    numbers.push(number as i32);
                    boxes.extend(self.views.of(*photo)[number].region.to_array());
                }
                None => {
                    numbers.push(-1);
                    boxes.extend([0.0, 0.0, 1.0, 1.0]);
                }
            }
        }
        (numbers, boxes)
    }
}
