//! What the worker knows and does: one model, one gallery, one request after the other.

use super::device::{self, ModelFiles};
use super::kept::Kept;
use super::photo::{self, Loaded};
use super::protocol::{Backend, Photo, Reply, Request, Stage};
use super::queue::RequestQueue;
use super::{post, scope};
use crate::error::{Error, Result};
use crate::search::index::{MODEL_HASH, SkippedRecord};
use crate::search::{Embedding, Engine, Gallery, HiddenStates, Query};
use js_sys::{Array, Float32Array, Float64Array, Promise, Uint8Array, Uint32Array};
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;

/// Decoded pixels that may wait for a batch to fill; larger photos are embedded in smaller batches.
const PENDING_PIXELS: usize = 32_000_000;

/// Candidates compared between two looks at the queue.
const RERANK_BATCH: usize = 8;

/// Memory for hidden states, in bytes: some thousand photos of the shipped model.
const HIDDEN_BUDGET: usize = 96 << 20;

/// Serves requests for as long as the worker lives.
pub async fn run(queue: Rc<RequestQueue>) {
    let mut session = Session::default();
    loop {
        let request = queue.next().await;
        session.serve(request, &queue).await;
    }
}

/// The state of the worker.
pub(super) struct Session {
    pub(super) engine: Option<Engine>,
    /// What the features depend on, hashed; there with the engine.
    pub(super) model: Option<[u8; MODEL_HASH]>,
    /// Made with the first photo, which tells the width of the features. Its hidden states are in `hidden`.
    pub(super) gallery: Option<Gallery>,
    pub(super) hidden: HiddenStates,
    /// The gallery on the disk, where there is one.
    pub(super) kept: Option<Kept>,
    pub(super) job: u32,
    /// The last question for files.
    pub(super) ticket: u32,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            engine: None,
            model: None,
            gallery: None,
            hidden: HiddenStates::new(HIDDEN_BUDGET),
            kept: None,
            job: 0,
            ticket: 0,
        }
    }
}

impl Session {
    async fn serve(&mut self, request: Request, queue: &RequestQueue) {
        match request {
            Request::Load {
                config,
                tokenizer,
                weights,
                device,
            } => {
                self.load(&config, &tokenizer, &weights, device).await;
            }
            Request::Reset { job } => {
                self.job = job;
                self.gallery = None;
                self.hidden.clear();
                self.kept = None;
            }
            Request::Open { job, id, name } => self.open(job, &id, &name).await,
            Request::Remove { job, places, skipped } if job == self.job => self.remove(&places, skipped),
            Request::Close => {
                self.kept = None;
                post(&Reply::Closed);
            }
            Request::Export => self.export().await,
            Request::Import { id, file } => self.import(&id, &file).await,
            Request::Embed { job, photos } if job == self.job => {
                if let Err(error) = self.embed(&photos).await {
                    post(&Reply::Failed {
                        stage: Stage::Compute,
                        message: error.to_string(),
                    });
                }
            }
            // Of a folder that was replaced, or for a search that was.
            Request::Embed { .. } | Request::Remove { .. } | Request::Supply { .. } => {}
            Request::Search { id, text, rerank } => self.search(id, &text, rerank, queue).await,
            Request::Features => self.features(),
        }
    }

    async fn load(
        &mut self,
        config: &Uint8Array,
        tokenizer: &Uint8Array,
        weights: &Uint8Array,
        wanted: Option<Backend>,
    ) {
        let files = ModelFiles {
            config: config.to_vec(),
            tokenizer: tokenizer.to_vec(),
            weights: weights.to_vec(),
        };
        match device::open(wanted, &files).await {
            Ok(opened) => {
                self.engine = Some(opened.engine);
                self.model = Some(files.hash());
                self.drop_outdated();
                post(&Reply::Ready {
                    device: opened.backend,
                    name: opened.name,
                    fallback: opened.fallback,
                    batch: opened.backend.batch(),
                    speeds: opened.speeds,
                });
            }
            Err(error) => post(&Reply::Failed {
                stage: Stage::Weights,
                message: error.to_string(),
            }),
        }
    }

    async fn embed(&mut self, photos: &[Photo]) -> Result<()> {
        let mut done = Vec::with_capacity(photos.len());
        let mut places = Vec::new();
        let mut skipped = Vec::new();
        let mut refused = Vec::new();
        let mut loaded: Vec<Loaded> = Vec::new();
        let mut pending = 0;
        for photo in photos {
            match photo::read(photo, self.kept.is_some()).await {
                Ok(photo) => {
                    pending += photo.picture.width * photo.picture.height;
                    done.push(photo.key.path.clone());
                    loaded.push(photo);
                }
                Err(why) => {
                    refused.push(SkippedRecord {
                        key: photo::key(photo),
                        reason: why.reason.word().to_owned(),
                        detail: why.detail.clone(),
                    });
                    skipped.push(why);
                }
            }
            if pending > PENDING_PIXELS {
                places.extend(self.add(std::mem::take(&mut loaded), Vec::new()).await?);
                pending = 0;
            }
        }
        places.extend(self.add(loaded, refused).await?);
        post(&Reply::Embedded {
            job: self.job,
            photos: done,
            thumbnails: Float64Array::from(places.as_slice()),
            skipped,
        });
        Ok(())
    }

    /// Embeds photos and adds them to the gallery and to the disk; returns where their small pictures lie. Comes back
    /// when the numbers are here, which is what keeps the work in flight bounded: the browser itself never makes a
    /// worker wait for the GPU.
    async fn add(&mut self, photos: Vec<Loaded>, refused: Vec<SkippedRecord>) -> Result<Vec<f64>> {
        let (mut pictures, mut files) = (Vec::new(), Vec::new());
        for photo in photos {
            pictures.push(photo.picture);
            files.push((photo.key, photo.thumbnail));
        }
        let embeddings = self.engine()?.embed_images(&pictures).await?;
        if embeddings.len() != files.len() {
            return Err(Error::Device(format!(
                "{} embeddings of {} photos",
                embeddings.len(),
                files.len()
            )));
        }
        let names: Vec<String> = files.iter().map(|(key, _)| key.path.clone()).collect();
        let places = self.keep(files, &embeddings, refused);
        for (name, embedding) in names.into_iter().zip(embeddings) {
            self.place(name, embedding);
        }
        Ok(places)
    }

    /// Puts an embedding into memory: the feature for good, the hidden states while they are used.
    pub(super) fn place(&mut self, name: String, embedding: Embedding) {
        let Embedding { feature, tokens } = embedding;
        let gallery = self.gallery.get_or_insert_with(|| Gallery::new(feature.len()));
        if !tokens.is_empty() {
            self.hidden.insert((gallery.len(), None), tokens);
        }
        gallery.push(
            name,
            Embedding {
                feature,
                tokens: Vec::new(),
            },
        );
    }

    async fn search(&mut self, id: u32, text: &str, rerank: usize, queue: &RequestQueue) {
        let searched = async {
            let query = self.engine()?.embed_query(text).await?;
            let Some(gallery) = &self.gallery else {
                post(&ranked(id, &[], &[], true));
                return Ok(());
            };
            let mut ranking = gallery.rank(&query.feature);
            let count = rerank.min(ranking.len());
            post(&ranked(id, &ranking, &[], count == 0));
            if count == 0 {
                return Ok(());
            }
            if let Some(probabilities) = self.look_closer(&query, &mut ranking[..count], queue).await? {
                post(&ranked(id, &ranking, &probabilities, true));
            }
            Ok(())
        };
        match searched.await {
            Ok(()) => {}
            Err(error @ (Error::Query(_) | Error::Tokenizer(_))) => {
                post(&Reply::Refused {
                    id,
                    message: error.to_string(),
                });
            }
            Err(error) => post(&Reply::Failed {
                stage: Stage::Compute,
                message: error.to_string(),
            }),
        }
    }

    /// Sorts the candidates by their match logit, whose score replaces the cosine, and returns their match
    /// probabilities; `None` when the search is no longer wanted. Candidates whose photo is out of reach keep their
    /// cosine and follow behind.
    async fn look_closer(
        &mut self,
        query: &Query,
        candidates: &mut [(usize, f32)],
        queue: &RequestQueue,
    ) -> Result<Option<Vec<f32>>> {
        let mut judged = Vec::with_capacity(candidates.len());
        let mut others = Vec::new();
        for chunk in candidates.chunks(RERANK_BATCH) {
            yield_to_messages().await;
            if queue.supersedes_search() {
                return Ok(None);
            }
            let owners: Vec<_> = chunk.iter().map(|(entry, _)| (*entry, None)).collect();
            let Some(states) = self.hidden_states(&owners, queue).await? else {
                return Ok(None);
            };
            let (mut entries, mut embeddings) = (Vec::new(), Vec::new());
            for (candidate, state) in chunk.iter().zip(&states) {
                match state {
                    Some(state) => {
                        entries.push(candidate.0);
                        embeddings.push(state.as_ref());
                    }
                    None => others.push(*candidate),
                }
            }
            let matches = self.engine()?.matches(query, &embeddings).await?;
            judged.extend(entries.into_iter().zip(matches));
        }
        // Stable: equal logits keep the order of the first stage.
        judged.sort_by(|(_, a), (_, b)| b.logit.total_cmp(&a.logit));
        let order = judged
            .iter()
            .map(|(entry, found)| (*entry, found.score()))
            .chain(others);
        for (place, judged) in candidates.iter_mut().zip(order) {
            *place = judged;
        }
        Ok(Some(
            judged.into_iter().map(|(_, found)| found.probability).collect(),
        ))
    }

    fn features(&self) {
        let list = Array::new();
        let mut names = Vec::new();
        if let Some(gallery) = &self.gallery {
            for entry in 0..gallery.len() {
                names.push(gallery.name(entry).to_owned());
                list.push(&Float32Array::from(gallery.embedding(entry).feature.as_slice()));
            }
        }
        post(&Reply::Features {
            names,
            features: list,
        });
    }

    pub(super) fn engine(&self) -> Result<&Engine> {
        self.engine
            .as_ref()
            .ok_or_else(|| Error::Device("no model was loaded".to_owned()))
    }
}

fn ranked(id: u32, ranking: &[(usize, f32)], probabilities: &[f32], last: bool) -> Reply {
    let order: Vec<u32> = ranking.iter().map(|(entry, _)| *entry as u32).collect();
    let scores: Vec<f32> = ranking.iter().map(|(_, score)| *score).collect();
    Reply::Ranked {
        id,
        order: Uint32Array::from(order.as_slice()),
        scores: Float32Array::from(scores.as_slice()),
        reranked: probabilities.len(),
        probabilities: Float32Array::from(probabilities),
        last,
    }
}

/// Lets the browser deliver messages: while we compute, a newer search cannot reach the queue.
async fn yield_to_messages() {
    let timer = Promise::new(&mut |resolve, _| {
        // Without a timer there is nothing to wait for.
        if scope().set_timeout_with_callback(&resolve).is_err() {
            let _ = resolve.call0(&resolve);
        }
    });
    // The promise is only ever resolved.
    let _ = JsFuture::from(timer).await;
}
