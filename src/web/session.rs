//! What the worker knows and does: one model, one gallery, one request after the other.

use super::device::{self, ModelFiles};
use super::kept::Kept;
use super::photo::{self, Loaded};
use super::profile::{self, Work, timed, timed_now};
use super::protocol::{Backend, Photo, Reply, Request, Stage};
use super::queue::RequestQueue;
use super::windows::embed_windows;
use super::{explaining, forward, measure, post};
use crate::error::{Error, Result};
use crate::search::index::{MODEL_HASH, SkippedRecord};
use crate::search::windows::Region;
use crate::search::{Embedding, Engine, Gallery, HiddenStates, View, Views};
use js_sys::{Array, Float32Array, Float64Array, Uint8Array};
use std::rc::Rc;

/// Decoded pixels that may wait for a batch to fill; larger photos are embedded in smaller batches.
const PENDING_PIXELS: usize = 32_000_000;

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
    /// Windows of wide photos, and whether they are made and count.
    pub(super) views: Views,
    pub(super) windows: bool,
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
            views: Views::default(),
            windows: false,
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
                self.views = Views::default();
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
            Request::Windows { on } => self.windows = on,
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
            Request::Search { id, text, rerank } => {
                let done = self.search(id, &text, rerank, queue).await;
                refuse_or_fail(id, done);
            }
            Request::Similar { id, place, view } => refuse_or_fail(id, self.similar(id, place, view)),
            Request::Explain {
                id,
                text,
                photo,
                region,
            } => match self.engine() {
                Ok(engine) => answer(
                    timed(
                        Work::Explain,
                        1,
                        explaining::explain(engine, id, &text, &photo, region),
                    )
                    .await,
                ),
                Err(error) => answer(Err(error)),
            },
            Request::Suggest { texts } => match self.engine() {
                Ok(engine) => answer(explaining::suggest(engine, self.gallery.as_ref(), &texts).await),
                Err(error) => answer(Err(error)),
            },
            Request::Features => self.features(),
            Request::Measure { batch, runs } => answer(self.measure(batch, runs).await),
            Request::Profile => post(&Reply::Profiled {
                spent: profile::spent(),
            }),
            Request::Forward(inputs) => forward::answer(&inputs).await,
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
        match timed(Work::Start, 1, device::open(wanted, &files)).await {
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
        let first = self.gallery.as_ref().map_or(0, Gallery::len);
        let mut skipped = Vec::new();
        let mut refused = Vec::new();
        let mut loaded: Vec<Loaded> = Vec::new();
        let mut pending = 0;
        let begun: Vec<_> = photos.iter().map(photo::begin).collect();
        for (photo, begun) in photos.iter().zip(begun) {
            match photo::read(photo, begun, self.kept.is_some()).await {
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
        let windows = (first..first + done.len())
            .map(|place| {
                if self.windows {
                    self.views.of(place).len() as i32
                } else {
                    -1
                }
            })
            .collect();
        post(&Reply::Embedded {
            job: self.job,
            photos: done,
            thumbnails: Float64Array::from(places.as_slice()),
            skipped,
            windows,
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
        let engine = self.engine()?;
        let count = pictures.len();
        let inputs: Vec<Vec<f32>> = timed_now(Work::Scale, count, || {
            pictures
                .iter()
                .map(|picture| engine.preprocess().apply(picture))
                .collect()
        });
        let embeddings = timed(Work::ImageEncoder, count, engine.embed_inputs(&inputs)).await?;
        drop(inputs);
        if embeddings.len() != files.len() {
            return Err(Error::Device(format!(
                "{} embeddings of {} photos",
                embeddings.len(),
                files.len()
            )));
        }
        let mut windows = Vec::with_capacity(pictures.len());
        for picture in &pictures {
            windows.push(if self.windows {
                timed(Work::Windows, 1, embed_windows(self.engine()?, picture)).await?
            } else {
                Vec::new()
            });
        }
        let names: Vec<String> = files.iter().map(|(key, _)| key.path.clone()).collect();
        let places = timed_now(Work::Keep, count, || {
            self.keep(files, &embeddings, &windows, refused)
        });
        for ((name, embedding), windows) in names.into_iter().zip(embeddings).zip(windows) {
            self.place(name, embedding, windows);
        }
        Ok(places)
    }

    /// Puts an embedding into memory: the feature for good, the hidden states while they are used.
    pub(super) fn place(&mut self, name: String, embedding: Embedding, windows: Vec<(Region, Embedding)>) {
        let Embedding { feature, tokens } = embedding;
        let gallery = self.gallery.get_or_insert_with(|| Gallery::new(feature.len()));
        let place = gallery.len();
        if !tokens.is_empty() {
            self.hidden.insert((place, None), tokens);
        }
        gallery.push(
            name,
            Embedding {
                feature,
                tokens: Vec::new(),
            },
        );
        let mut views = Vec::with_capacity(windows.len());
        for (number, (region, Embedding { feature, tokens })) in windows.into_iter().enumerate() {
            if !tokens.is_empty() {
                self.hidden.insert((place, Some(number)), tokens);
            }
            views.push(View { region, feature });
        }
        self.views.insert(place, views);
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

    async fn measure(&self, batch: u32, runs: u32) -> Result<Reply> {
        let times = measure::image_encoder(self.engine()?, batch, runs).await?;
        Ok(Reply::Measured {
            times: Float64Array::from(times.as_slice()),
        })
    }

    pub(super) fn engine(&self) -> Result<&Engine> {
        self.engine
            .as_ref()
            .ok_or_else(|| Error::Device("no model was loaded".to_owned()))
    }
}

/// A search that cannot be done is refused; everything else that goes wrong is a failure.
fn refuse_or_fail(id: u32, done: Result<()>) {
    match done {
        Ok(()) => {}
        Err(error @ (Error::Query(_) | Error::Tokenizer(_))) => post(&Reply::Refused {
            id,
            message: error.to_string(),
        }),
        Err(error) => answer(Err(error)),
    }
}

/// Posts an answer, or why there is none.
fn answer(reply: Result<Reply>) {
    post(&reply.unwrap_or_else(|error| Reply::Failed {
        stage: Stage::Compute,
        message: error.to_string(),
    }));
}
