//! What the worker knows and does: one model, one gallery, one request after the other.

use super::channel::Inlet;
use super::device::{self, ModelFiles};
use super::gallery::store::Store;
use super::prepare::{self, Embedded};
use super::profile::{self, Work, timed, timed_now};
use super::queue::RequestQueue;
use super::{channel, explaining, forward, kinds, measure, post};
use crate::error::{Error, Result};
use crate::model::bi_irra::cross_kv_cache::CrossKvCache;
use crate::search::crops::Region;
use crate::search::index::{FileKey, MODEL_HASH, SkippedRecord};
use crate::search::{Crop, Crops, Embedding, Engine, Gallery, LruCache};
use half::f16;
use js_sys::{Array, Float32Array, Float64Array, Uint8Array};
use protocol::{BATCH, Backend, Delivery, Photo, Prepared, Reply, Request, Skipped, Stage};
use std::rc::Rc;
use web_sys::MessagePort;

/// Memory for hidden states, in bytes: some thousand photos of the shipped model.
const STATES_BUDGET: usize = 96 << 20;
/// Memory for the keys and values that the match head makes of photos, in bytes: some two hundred photos of the shipped model, those that a
/// query brings to the top again and again while it is typed.
const KV_BUDGET: usize = 32 << 20;

/// What another worker wants of photos.
#[derive(Clone, Copy, Debug)]
struct PrepareOptions {
    /// Small pictures.
    thumbnails: bool,
    /// Crops.
    crops: bool,
    /// Embeddings, not only the model's inputs.
    embed: bool,
}

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
    /// Embeds sentences in place of an engine on a GPU.
    text_engine: Option<Engine>,
    /// What the features depend on, hashed; there with the engine.
    pub(super) model: Option<[u8; MODEL_HASH]>,
    /// Made with the first photo, which tells the width of the features. Its hidden states are in `states`.
    pub(super) gallery: Option<Gallery>,
    pub(super) states: LruCache<Vec<f16>>,
    /// Keys and values of the photos that the match head looked at last.
    pub(super) kv_cache: LruCache<CrossKvCache>,
    /// Crops of wide photos, and whether they are made and count.
    pub(super) crops: Crops,
    pub(super) use_crops: bool,
    /// The gallery on the disk, where there is one.
    pub(super) store: Option<Store>,
    pub(super) generation: u32,
    /// The last question for files.
    pub(super) ticket: u32,
    /// Where what is prepared for another worker goes, and where others' comes from.
    outlet: Option<MessagePort>,
    inlets: Vec<Inlet>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            engine: None,
            text_engine: None,
            model: None,
            gallery: None,
            states: LruCache::new(STATES_BUDGET),
            kv_cache: LruCache::new(KV_BUDGET),
            crops: Crops::default(),
            use_crops: false,
            store: None,
            generation: 0,
            ticket: 0,
            outlet: None,
            inlets: Vec::new(),
        }
    }
}

impl Session {
    async fn serve(&mut self, request: Request, queue: &Rc<RequestQueue>) {
        match request {
            Request::Load {
                config,
                tokenizer,
                weights,
                device,
            } => {
                self.load(&config, &tokenizer, &weights, device).await;
            }
            Request::Reset { generation } => {
                self.generation = generation;
                self.gallery = None;
                self.forget_states();
                self.crops = Crops::default();
                self.store = None;
            }
            Request::Open { generation, id, name } => self.open(generation, &id, &name).await,
            Request::Remove {
                generation,
                indices,
                skipped,
            } if generation == self.generation => self.remove(&indices, skipped),
            Request::Close => {
                self.store = None;
                post(&Reply::Closed);
            }
            Request::Export => self.export().await,
            Request::Import { id, file } => self.import(&id, &file).await,
            Request::Crops { on } => self.use_crops = on,
            Request::Embed { generation, photos } if generation == self.generation => {
                if let Err(error) = self.embed(&photos).await {
                    post(&Reply::Failed {
                        stage: Stage::Compute,
                        message: error.to_string(),
                    });
                }
            }
            Request::Prepare {
                ticket,
                photos,
                thumbnails,
                crops,
                embed,
            } => {
                let options = PrepareOptions {
                    thumbnails,
                    crops,
                    embed,
                };
                answer(self.prepare(ticket, &photos, options).await);
            }
            Request::Deliver { port } => self.outlet = Some(port),
            Request::Receive { helper, port } => self.inlets.push(channel::listen(port, helper, queue)),
            Request::Dismiss => {
                self.inlets.clear();
                queue.forget_deliveries();
            }
            Request::Join {
                generation,
                helper,
                ticket,
                photos,
            } if generation == self.generation => {
                let done = match queue.delivery(helper, ticket).await {
                    Some(Delivery { photos, skipped, .. }) => self
                        .receive(photos)
                        .await
                        .map(|photos| self.join(photos, skipped)),
                    None => self.embed(&photos).await,
                };
                if let Err(error) = done {
                    answer(Err(error));
                }
            }
            // Of a folder that was replaced, or for a search that was.
            Request::Embed { .. }
            | Request::Join { .. }
            | Request::Remove { .. }
            | Request::ProvideFiles { .. } => {}
            Request::Search { id, text, rerank } => {
                let done = self.search(id, &text, rerank, queue).await;
                refuse_or_fail(id, done);
            }
            Request::Similar { id, index, crop } => refuse_or_fail(id, self.similar(id, index, crop)),
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
            Request::Suggest { texts } => match self.text_engine() {
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
        let hash = files.hash();
        match timed(Work::Start, 1, device::open(wanted, &files)).await {
            Ok(opened) => {
                // It lies on the device of the model before.
                self.kv_cache.clear();
                let languages = opened.engine.languages();
                self.engine = Some(opened.engine);
                self.text_engine = opened.text_engine;
                self.model = Some(hash.await);
                self.drop_outdated();
                post(&Reply::Ready {
                    device: opened.backend,
                    name: opened.name,
                    fallback: opened.fallback,
                    batch: BATCH,
                    speeds: opened.speeds,
                    languages,
                });
            }
            Err(error) => post(&Reply::Failed {
                stage: Stage::Weights,
                message: error.to_string(),
            }),
        }
    }

    async fn embed(&mut self, photos: &[Photo]) -> Result<()> {
        let engine = self.engine()?;
        let (scaled, skipped) = prepare::scale(engine, photos, self.store.is_some(), self.use_crops).await;
        let embedded = prepare::embed(engine, scaled).await?;
        self.join(embedded, skipped);
        Ok(())
    }

    /// Adds photos to the gallery and to the disk.
    fn join(&mut self, photos: Vec<Embedded>, skipped: Vec<Skipped>) {
        let refused = skipped
            .iter()
            .map(|file| SkippedRecord {
                key: FileKey {
                    path: file.path.clone(),
                    size: file.size as u64,
                    modified: file.modified,
                },
                reason: file.reason.word().to_owned(),
                detail: file.detail.clone(),
            })
            .collect();
        let thumbnails = timed_now(Work::Keep, photos.len(), || self.keep(&photos, refused));
        let (mut paths, mut crops) = (Vec::with_capacity(photos.len()), Vec::new());
        for photo in photos {
            paths.push(photo.key.path.clone());
            crops.push(photo.crops.as_ref().map_or(-1, |crops| crops.len() as i32));
            self.insert_photo(photo.key.path, photo.embedding, photo.crops.unwrap_or_default());
        }
        post(&Reply::Embedded {
            generation: self.generation,
            photos: paths,
            thumbnails: Float64Array::from(thumbnails.as_slice()),
            skipped,
            crops,
        });
    }

    /// Photos for another worker's gallery.
    async fn prepare(&self, ticket: u32, photos: &[Photo], options: PrepareOptions) -> Result<Reply> {
        let engine = self.engine()?;
        let (scaled, skipped) = prepare::scale(engine, photos, options.thumbnails, options.crops).await;
        let photos = if options.embed {
            prepare::send_embedded(prepare::embed(engine, scaled).await?)
        } else {
            prepare::send_scaled(scaled)
        };
        let outlet = self
            .outlet
            .as_ref()
            .ok_or_else(|| Error::Device("nobody receives what is prepared".to_owned()))?;
        channel::send(
            outlet,
            &Delivery {
                ticket,
                photos,
                skipped,
            },
        )?;
        Ok(Reply::Prepared {
            ticket,
            spent: profile::spent(),
        })
    }

    /// Puts an embedding into memory: the feature for good, the hidden states while they are used.
    pub(super) fn insert_photo(
        &mut self,
        name: String,
        embedding: Embedding,
        embedded_crops: Vec<(Region, Embedding)>,
    ) {
        let Embedding { feature, tokens } = embedding;
        let index = self.gallery.as_ref().map_or(0, Gallery::len);
        if !tokens.is_empty() {
            self.keep_states((index, None), tokens);
        }
        let gallery = self.gallery.get_or_insert_with(|| Gallery::new(feature.len()));
        gallery.push(
            name,
            Embedding {
                feature,
                tokens: Vec::new(),
            },
        );
        let mut crops = Vec::with_capacity(embedded_crops.len());
        for (number, (region, Embedding { feature, tokens })) in embedded_crops.into_iter().enumerate() {
            if !tokens.is_empty() {
                self.keep_states((index, Some(number)), tokens);
            }
            crops.push(Crop { region, feature });
        }
        self.crops.insert(index, crops);
    }

    async fn receive(&self, photos: Vec<Prepared>) -> Result<Vec<Embedded>> {
        prepare::receive(self.engine()?, photos).await
    }

    fn features(&self) {
        let list = Array::new();
        let mut names = Vec::new();
        if let Some(gallery) = &self.gallery {
            for entry in 0..gallery.len() {
                names.push(gallery.name(entry).to_owned());
                list.push(&Float32Array::from(gallery.feature(entry)));
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

    /// What turns sentences into features.
    pub(super) fn text_engine(&self) -> Result<&Engine> {
        self.text_engine.as_ref().map_or_else(|| self.engine(), Ok)
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
        Err(error) => match kinds::refused(&error) {
            Some(reason) => post(&Reply::Refused { id, reason }),
            None => answer(Err(error)),
        },
    }
}

/// Posts an answer, or why there is none.
fn answer(reply: Result<Reply>) {
    post(&reply.unwrap_or_else(|error| Reply::Failed {
        stage: Stage::Compute,
        message: error.to_string(),
    }));
}
