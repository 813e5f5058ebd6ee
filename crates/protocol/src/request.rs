//! From the page to the worker.

#[cfg(doc)]
use crate::Reply;
use crate::{Backend, ForwardInputs};
use js_sys::Uint8Array;
use serde::Deserialize;
use web_sys::{Blob, MessagePort};

/// What the page asks of the worker.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "type",
    content = "data",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub enum Request {
    /// Build the model from its files. Answered by [`Reply::Ready`] or [`Reply::Failed`].
    Load {
        /// `config.json`.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        config: Uint8Array,
        /// `tokenizer.json`.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        tokenizer: Uint8Array,
        /// `model.safetensors`.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Uint8Array"))]
        weights: Uint8Array,
        /// The person finder; absent: every photo is searched as a whole.
        #[cfg_attr(test, ts(optional = nullable))]
        finder: Option<FinderFiles>,
        /// The device asked for; absent: chosen by the worker.
        #[cfg_attr(test, ts(optional = nullable))]
        device: Option<Backend>,
    },
    /// Forget the gallery; photos of other generations are ignored from now on. Not answered.
    Reset {
        /// Number of the new gallery: its generation.
        generation: u32,
    },
    /// Open a kept gallery, or begin one, in place of the gallery that is there. Answered by [`Reply::Restored`] for each
    /// portion of it and then by [`Reply::Opened`].
    Open {
        /// Number of the new gallery: its generation.
        generation: u32,
        /// Identifier of the gallery: the name of its folder in the browser's storage.
        id: String,
        /// Its name, for people.
        name: String,
    },
    /// Take photos out of the gallery; those behind them move up. Not answered.
    Remove {
        /// The generation that the photos belong to.
        generation: u32,
        /// Their indices.
        indices: Vec<u32>,
        /// Paths of skipped files that are no longer there.
        skipped: Vec<String>,
    },
    /// The files that a [`Reply::NeedFiles`] asked for, as far as they can be had.
    ProvideFiles {
        /// Number of the question.
        ticket: u32,
        /// The photos; their paths say which they are.
        photos: Vec<Photo>,
    },
    /// Close the kept gallery, so that it can be removed. Answered by [`Reply::Closed`].
    Close,
    /// Make one file of the kept gallery. Answered by [`Reply::Exported`].
    Export,
    /// Keep a gallery that was exported, without opening it. Answered by [`Reply::Imported`].
    Import {
        /// Identifier for it.
        id: String,
        /// The exported file.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Blob"))]
        file: Blob,
    },
    /// Add photos to the gallery. Answered by [`Reply::Embedded`], unless the generation is over.
    Embed {
        /// The generation that the photos belong to.
        generation: u32,
        /// The photos, in gallery order.
        photos: Vec<Photo>,
    },
    /// Read photos for another worker's gallery. Answered by [`Reply::Prepared`].
    Prepare {
        /// Number of the question.
        ticket: u32,
        /// The photos, in gallery order.
        photos: Vec<Photo>,
        /// Whether to make small pictures.
        thumbnails: bool,
        /// Whether to embed them, too.
        embed: bool,
    },
    /// To a helper: what it prepares goes to the other end of this port. Not answered.
    Deliver {
        /// The port.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "MessagePort"))]
        port: MessagePort,
    },
    /// To the worker that has the gallery: what a helper prepares comes by this port. Not answered.
    Receive {
        /// Number of the helper.
        helper: u32,
        /// The port.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "MessagePort"))]
        port: MessagePort,
    },
    /// The helpers are gone; what they made and nobody let join is forgotten. Not answered.
    Dismiss,
    /// Add photos that a helper prepared. Answered by [`Reply::Embedded`], unless the generation is over.
    Join {
        /// The generation that the photos belong to.
        generation: u32,
        /// Number of the helper.
        helper: u32,
        /// Number of the question that it answered.
        ticket: u32,
        /// The files, in gallery order, should what was made of them be lost with the helper.
        photos: Vec<Photo>,
    },
    /// Rank the gallery. Answered by [`Reply::Ranked`] once or twice, or by [`Reply::Refused`]; not at all when a
    /// newer search came in the meantime.
    Search {
        /// Number of the search, rising.
        id: u32,
        /// The sentence.
        text: String,
        /// How many of the best photos are compared once more, in detail.
        rerank: usize,
    },
    /// Rank the gallery by similarity to one of its photos. Answered and replaced like a [`Request::Search`].
    Similar {
        /// Number of the search, rising, of the same row as those of sentences.
        id: u32,
        /// The photo's index in the gallery.
        index: usize,
        /// The number of the person in it that is meant; absent: the largest, or the photo as a whole.
        #[cfg_attr(test, ts(optional = nullable))]
        crop: Option<usize>,
    },
    /// Where in a photo each word of a sentence looks. Answered by [`Reply::Explained`] or [`Reply::Unexplained`].
    Explain {
        /// Number of the question.
        id: u32,
        /// The sentence.
        text: String,
        /// The photo; it need not be in the gallery.
        photo: Photo,
        /// The person in it that is meant, as shares: left, top, width, height; absent: all of the photo.
        #[cfg_attr(test, ts(optional = nullable))]
        region: Option<[f32; 4]>,
    },
    /// Which photo fits each of these sentences best, and how well. Answered by [`Reply::Suggested`].
    Suggest {
        /// The sentences.
        texts: Vec<String>,
    },
    /// Hand out the projected features of the gallery, for tests and for the curious. Answered by
    /// [`Reply::Features`].
    Features,
    /// Time the image encoder alone, for the benchmark. Answered by [`Reply::Measured`].
    Measure {
        /// Photos in one batch.
        batch: u32,
        /// Batches that are timed.
        runs: u32,
    },
    /// Tell where the time went so far. Answered by [`Reply::Profiled`].
    Profile,
    /// Compute the forward pass of other weights on given tensors, for tests against a reference. Answered by
    /// [`Reply::Forward`] or [`Reply::Failed`]; model and gallery stay as they are.
    Forward(ForwardInputs),
}

/// The files of the person finder.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FinderFiles {
    /// `finder.json`.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[cfg_attr(test, ts(type = "Uint8Array"))]
    pub config: Uint8Array,
    /// `finder.safetensors`.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[cfg_attr(test, ts(type = "Uint8Array"))]
    pub weights: Uint8Array,
}

/// A photo that is to be read, decoded and embedded.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Photo {
    /// Path within the folder.
    pub path: String,
    /// The file, not read yet.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[cfg_attr(test, ts(type = "Blob"))]
    pub file: Blob,
}
