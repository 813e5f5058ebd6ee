//! What the worker knows and does: one model, one gallery, one request after the other.

use super::device::{self, ModelFiles};
use super::protocol::{Backend, Photo, Reply, Request, Stage};
use super::queue::RequestQueue;
use super::{photo, post, scope};
use crate::error::{Error, Result};
use crate::image::Pixels;
use crate::search::{Engine, Gallery, Query};
use js_sys::{Array, Float32Array, Promise, Uint8Array, Uint32Array};
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;

/// Decoded pixels that may wait for a batch to fill; larger photos are embedded in smaller batches.
const PENDING_PIXELS: usize = 32_000_000;

/// Candidates compared between two looks at the queue.
const RERANK_BATCH: usize = 8;

/// Serves requests for as long as the worker lives.
pub async fn run(queue: Rc<RequestQueue>) {
    let mut session = Session::default();
    loop {
        let request = queue.next().await;
        session.serve(request, &queue).await;
    }
}

#[derive(Default)]
struct Session {
    engine: Option<Engine>,
    /// Made with the first photo, which tells the width of the features.
    gallery: Option<Gallery>,
    job: u32,
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
            }
            Request::Embed { job, photos } if job == self.job => {
                if let Err(error) = self.embed(&photos).await {
                    post(&Reply::Failed {
                        stage: Stage::Compute,
                        message: error.to_string(),
                    });
                }
            }
            // Of a folder that was replaced.
            Request::Embed { .. } => {}
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
                post(&Reply::Ready {
                    device: opened.backend,
                    name: opened.name,
                    fallback: opened.fallback,
                    batch: opened.backend.batch(),
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
        let mut skipped = Vec::new();
        let mut names = Vec::new();
        let mut pictures: Vec<Pixels> = Vec::new();
        let mut pending = 0;
        for photo in photos {
            match photo::read(photo).await {
                Ok(picture) => {
                    pending += picture.width * picture.height;
                    names.push(photo.path.clone());
                    pictures.push(picture);
                }
                Err(why) => skipped.push(why),
            }
            if pending > PENDING_PIXELS {
                self.add(&names, &pictures).await?;
                done.append(&mut names);
                pictures.clear();
                pending = 0;
            }
        }
        self.add(&names, &pictures).await?;
        done.append(&mut names);
        post(&Reply::Embedded {
            job: self.job,
            photos: done,
            skipped,
        });
        Ok(())
    }

    /// Embeds pictures and adds them to the gallery. Returns when the numbers are here, which is what keeps the
    /// work in flight bounded: the browser itself never makes a worker wait for the GPU.
    async fn add(&mut self, names: &[String], pictures: &[Pixels]) -> Result<()> {
        if pictures.is_empty() {
            return Ok(());
        }
        let embeddings = self.engine()?.embed_images(pictures).await?;
        if embeddings.len() != names.len() {
            return Err(Error::Device(format!(
                "{} embeddings of {} photos",
                embeddings.len(),
                names.len()
            )));
        }
        for (name, embedding) in names.iter().zip(embeddings) {
            let width = embedding.feature.len();
            self.gallery
                .get_or_insert_with(|| Gallery::new(width))
                .push(name.clone(), embedding);
        }
        Ok(())
    }

    async fn search(&self, id: u32, text: &str, rerank: usize, queue: &RequestQueue) {
        let searched = async {
            let engine = self.engine()?;
            let query = engine.embed_query(text).await?;
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
            if let Some(probabilities) =
                look_closer(engine, gallery, &query, &mut ranking[..count], queue).await?
            {
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

    fn engine(&self) -> Result<&Engine> {
        self.engine
            .as_ref()
            .ok_or_else(|| Error::Device("no model was loaded".to_owned()))
    }
}

/// Sorts the candidates by their match logit, whose score replaces the cosine, and returns their match probabilities;
/// `None` when the search is no longer wanted.
async fn look_closer(
    engine: &Engine,
    gallery: &Gallery,
    query: &Query,
    candidates: &mut [(usize, f32)],
    queue: &RequestQueue,
) -> Result<Option<Vec<f32>>> {
    let mut judged = Vec::with_capacity(candidates.len());
    for chunk in candidates.chunks(RERANK_BATCH) {
        yield_to_messages().await;
        if queue.supersedes_search() {
            return Ok(None);
        }
        let embeddings: Vec<_> = chunk.iter().map(|(entry, _)| gallery.embedding(*entry)).collect();
        let matches = engine.matches(query, &embeddings).await?;
        judged.extend(chunk.iter().map(|(entry, _)| *entry).zip(matches));
    }
    // Stable: equal logits keep the order of the first stage.
    judged.sort_by(|(_, a), (_, b)| b.logit.total_cmp(&a.logit));
    for (place, (entry, found)) in candidates.iter_mut().zip(&judged) {
        *place = (*entry, found.score());
    }
    Ok(Some(
        judged.into_iter().map(|(_, found)| found.probability).collect(),
    ))
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
