//! What the worker does with requests: one model, one gallery, one request after the other.

use super::channel::Channels;
use super::device::ModelFiles;
use super::gallery::{OpenGallery, StateCache, import};
use super::model::Model;
use super::profile::{self, Work, timed};
use super::queue::RequestQueue;
use super::ranking::{Search, similar};
use super::{explaining, forward, kinds, measure, post, prepare};
use crate::error::{Error, Result};
use js_sys::Float64Array;
use protocol::{Backend, Delivery, Photo, Reply, Request, Stage};
use std::rc::Rc;

/// Serves requests for as long as the worker lives.
pub async fn run(queue: Rc<RequestQueue>) {
    let mut session = Session::default();
    loop {
        let request = queue.next().await;
        session.serve(request, &queue).await;
    }
}

/// The state of the worker.
#[derive(Default)]
struct Session {
    model: Option<Model>,
    gallery: OpenGallery,
    states: StateCache,
    channels: Channels,
}

impl Session {
    async fn serve(&mut self, request: Request, queue: &Rc<RequestQueue>) {
        let current = self.gallery.generation;
        match request {
            Request::Load {
                config,
                tokenizer,
                weights,
                finder,
                device,
            } => {
                let files = ModelFiles {
                    config: config.to_vec(),
                    tokenizer: tokenizer.to_vec(),
                    weights: weights.to_vec(),
                    finder: finder.map(|files| (files.config.to_vec(), files.weights.to_vec())),
                };
                self.load(&files, device).await;
            }
            Request::Reset { generation } => {
                self.gallery.reset(generation);
                self.states.clear();
            }
            Request::Open { generation, id, name } => {
                self.states.clear();
                let model = self.model.as_ref().map(|model| &model.hash);
                self.gallery.open(generation, &id, &name, model).await;
            }
            Request::Remove {
                generation,
                indices,
                skipped,
            } if generation == current => {
                self.gallery.remove(&indices, skipped);
                // The crops behind have other indices now.
                self.states.clear();
            }
            Request::Close => {
                self.gallery.store = None;
                post(&Reply::Closed);
            }
            Request::Export => post(&self.gallery.export().await),
            Request::Import { id, file } => post(&import(self.model.as_ref(), &id, &file).await),
            Request::Embed { generation, photos } if generation == current => {
                answer(self.embed(&photos).await);
            }
            Request::Prepare {
                ticket,
                photos,
                thumbnails,
                embed,
            } => answer(self.prepare(ticket, &photos, thumbnails, embed).await),
            Request::Deliver { port } => self.channels.deliver_to(port),
            Request::Receive { helper, port } => self.channels.receive_from(helper, port, queue),
            Request::Dismiss => self.channels.dismiss(queue),
            Request::Join {
                generation,
                helper,
                ticket,
                photos,
            } if generation == current => answer(match queue.delivery(helper, ticket).await {
                Some(delivery) => self.join(delivery).await,
                None => self.embed(&photos).await,
            }),
            // Of a folder that was replaced, or for a search that was.
            Request::Embed { .. }
            | Request::Join { .. }
            | Request::Remove { .. }
            | Request::ProvideFiles { .. } => {}
            Request::Search { id, text, rerank } => {
                refuse_or_fail(id, self.search(id, &text, rerank, queue).await);
            }
            Request::Similar { id, index, crop } => {
                refuse_or_fail(id, similar(&self.gallery.photos, id, index, crop));
            }
            Request::Explain {
                id,
                text,
                photo,
                region,
            } => answer(self.explain(id, &text, &photo, region).await),
            Request::Suggest { texts } => answer(self.suggest(&texts).await),
            Request::Features => post(&self.gallery.features()),
            Request::Measure { batch, runs } => answer(self.measure(batch, runs).await),
            Request::Profile => post(&Reply::Profiled {
                spent: profile::spent(),
            }),
            Request::Forward(inputs) => forward::answer(&inputs).await,
        }
    }

    async fn load(&mut self, files: &ModelFiles, wanted: Option<Backend>) {
        match Model::load(files, wanted).await {
            Ok((model, ready)) => {
                self.states.clear_device();
                if self.gallery.drop_outdated(&model.hash) {
                    self.states.clear();
                }
                self.model = Some(model);
                post(&ready);
            }
            Err(error) => post(&Reply::Failed {
                stage: Stage::Weights,
                message: error.to_string(),
            }),
        }
    }

    /// Adds photos to the gallery.
    async fn embed(&mut self, photos: &[Photo]) -> Result<Reply> {
        let model = loaded(&self.model)?;
        let (scaled, skipped) = prepare::scale(model, photos, self.gallery.store.is_some()).await?;
        let embedded = prepare::embed(&model.engine, scaled).await?;
        Ok(self.gallery.join(model, &mut self.states, embedded, skipped))
    }

    /// Adds what a helper made of photos.
    async fn join(&mut self, delivery: Delivery) -> Result<Reply> {
        let model = loaded(&self.model)?;
        let embedded = prepare::receive(&model.engine, delivery.photos).await?;
        Ok(self
            .gallery
            .join(model, &mut self.states, embedded, delivery.skipped))
    }

    /// Photos for another worker's gallery.
    async fn prepare(&self, ticket: u32, photos: &[Photo], thumbnails: bool, embed: bool) -> Result<Reply> {
        let model = loaded(&self.model)?;
        let (scaled, skipped) = prepare::scale(model, photos, thumbnails).await?;
        let photos = if embed {
            prepare::send_embedded(prepare::embed(&model.engine, scaled).await?)
        } else {
            prepare::send_scaled(scaled)
        };
        self.channels.deliver(&Delivery {
            ticket,
            photos,
            skipped,
        })?;
        Ok(Reply::Prepared {
            ticket,
            spent: profile::spent(),
        })
    }

    async fn search(&mut self, id: u32, text: &str, rerank: usize, queue: &RequestQueue) -> Result<()> {
        let mut search = Search {
            model: loaded(&self.model)?,
            gallery: &self.gallery.photos,
            states: &mut self.states,
            queue,
        };
        search.run(id, text, rerank).await
    }

    async fn explain(&self, id: u32, text: &str, photo: &Photo, region: Option<[f32; 4]>) -> Result<Reply> {
        let engine = &loaded(&self.model)?.engine;
        let explaining = explaining::explain(engine, id, text, photo, region);
        timed(Work::Explain, 1, explaining).await
    }

    async fn suggest(&self, texts: &[String]) -> Result<Reply> {
        let engine = loaded(&self.model)?.text_engine();
        explaining::suggest(engine, &self.gallery.photos, texts).await
    }

    async fn measure(&self, batch: u32, runs: u32) -> Result<Reply> {
        let times = measure::image_encoder(&loaded(&self.model)?.engine, batch, runs).await?;
        Ok(Reply::Measured {
            times: Float64Array::from(times.as_slice()),
        })
    }
}

fn loaded(model: &Option<Model>) -> Result<&Model> {
    model
        .as_ref()
        .ok_or_else(|| Error::Device("no model was loaded".to_owned()))
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
