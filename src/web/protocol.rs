//! The messages between the page and the worker.
//!
//! Every message is `{ type, data }`: `type` is the variant's name in kebab-case, `data` holds its fields in
//! camelCase and is absent where there are none. The page drives: it sends `load` once it has heard `started`,
//! then for each folder a `reset`, or an `open` where galleries are kept, and one `embed` after the other, each when the
//! reply to the last has come. That bounds the photos in flight, and cancelling is simply not sending the next batch. A
//! `search` (or `similar`) overtakes waiting batches and replaces an older one.

use super::forward;
use js_sys::{Array, Float32Array, Float64Array, Int32Array, Uint8Array, Uint32Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use web_sys::Blob;

/// What the page asks of the worker.
#[derive(Debug, Deserialize)]
#[serde(
    tag = "type",
    content = "data",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub enum Request {
    /// Build the model from its three files. Answered by [`Reply::Ready`] or [`Reply::Failed`].
    Load {
        /// `config.json`.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        config: Uint8Array,
        /// `tokenizer.json`.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        tokenizer: Uint8Array,
        /// `model.safetensors`.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        weights: Uint8Array,
        /// The device asked for; absent: chosen by the worker.
        device: Option<Backend>,
    },
    /// Forget the gallery; photos of other jobs are ignored from now on. Not answered.
    Reset {
        /// Number of the new job.
        job: u32,
    },
    /// Open a kept gallery, or begin one, in place of the gallery that is there. Answered by [`Reply::Kept`] for each
    /// portion of it and then by [`Reply::Opened`].
    Open {
        /// Number of the new job.
        job: u32,
        /// Identifier of the gallery: the name of its folder in the browser's storage.
        id: String,
        /// Its name, for people.
        name: String,
    },
    /// Take photos out of the gallery; those behind them move up. Not answered.
    Remove {
        /// The job that the photos belong to.
        job: u32,
        /// Their places.
        places: Vec<u32>,
        /// Paths of skipped files that are no longer there.
        skipped: Vec<String>,
    },
    /// The files that a [`Reply::Wanted`] asked for, as far as they can be had.
    Supply {
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
        file: Blob,
    },
    /// Add photos to the gallery. Answered by [`Reply::Embedded`], unless the job is over.
    Embed {
        /// The job that the photos belong to.
        job: u32,
        /// The photos, in gallery order.
        photos: Vec<Photo>,
    },
    /// Whether wide photos are searched in windows, too: those that come from now on are cut into windows, and a search
    /// counts the windows that are there. Not answered.
    Windows {
        /// Switches it on or off; it is off at first.
        on: bool,
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
    /// Rank the gallery by likeness to one of its photos. Answered and replaced like a [`Request::Search`].
    Similar {
        /// Number of the search, rising, of the same row as those of sentences.
        id: u32,
        /// The photo's place in the gallery.
        place: usize,
        /// The number of its window that is meant; absent: the photo as a whole.
        view: Option<usize>,
    },
    /// Where in a photo each word of a sentence looks. Answered by [`Reply::Explained`] or [`Reply::Unexplained`].
    Explain {
        /// Number of the question.
        id: u32,
        /// The sentence.
        text: String,
        /// The photo; it need not be in the gallery.
        photo: Photo,
        /// The part of the photo that is meant, as shares: left, top, width, height; absent: all of it.
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
    /// Compute the forward pass of other weights on given tensors, for tests against a reference. Answered by
    /// [`Reply::Forward`] or [`Reply::Failed`]; model and gallery stay as they are.
    Forward(forward::Inputs),
}

/// A photo that is to be read, decoded and embedded.
#[derive(Debug, Deserialize)]
pub struct Photo {
    /// Path within the folder.
    pub path: String,
    /// The file, not read yet.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub file: Blob,
}

/// What the worker tells the page.
#[derive(Debug, Serialize)]
#[serde(
    tag = "type",
    content = "data",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub enum Reply {
    /// The worker listens.
    Started,
    /// The model is ready.
    Ready {
        /// Where it runs.
        device: Backend,
        /// Name of the adapter; empty on the CPU.
        name: String,
        /// Why WebGPU is not used, unless it is, or the CPU was asked for.
        fallback: Option<Fallback>,
        /// How many photos an `embed` should hold.
        batch: u32,
        /// What was measured, where there was a choice.
        speeds: Option<Speeds>,
    },
    /// A batch is done: the photos that joined the gallery, in gallery order, and those that could not.
    Embedded {
        /// The job that the photos belong to.
        job: u32,
        /// Paths of the new gallery entries.
        photos: Vec<String>,
        /// Offset and length of the small picture of each, where small pictures are kept.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        thumbnails: Float64Array,
        /// What was left out, and why.
        skipped: Vec<Skipped>,
        /// For each photo how many windows of it joined besides; -1 if none were looked for.
        windows: Vec<i32>,
    },
    /// A portion of a kept gallery, in gallery order.
    Kept {
        /// The job that opened it.
        job: u32,
        /// Paths of the photos.
        paths: Vec<String>,
        /// Size, time of the last change, offset and length of the small picture, number of its windows (-1
        /// if none were looked for): five numbers for each.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        facts: Float64Array,
        /// Files that were left out.
        skipped: Vec<KeptSkipped>,
    },
    /// The gallery is open.
    Opened {
        /// The job that opened it.
        job: u32,
        /// The file of small pictures in the gallery's folder; absent when nothing can be kept.
        thumbnails: Option<String>,
        /// Why nothing can be kept; absent when it can.
        trouble: Option<String>,
        /// What was damaged; absent when nothing was.
        damage: Option<String>,
        /// The kept features were of another model, so nothing of them is left.
        outdated: bool,
    },
    /// The kept features turned out to be of another model than the one that was loaded: the gallery is empty now.
    Outdated {
        /// The job that the gallery belonged to.
        job: u32,
    },
    /// What was computed can no longer be kept; the search goes on without.
    Unkept {
        /// What the browser said.
        message: String,
    },
    /// Hidden states of these photos are needed again: answer with [`Request::Supply`].
    Wanted {
        /// Number of the question.
        ticket: u32,
        /// Places in the gallery.
        places: Vec<u32>,
    },
    /// The kept gallery is closed.
    Closed,
    /// The kept gallery as one file.
    Exported {
        /// The file; absent when it could not be made.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        file: JsValue,
        /// Why not; absent when it could.
        message: Option<String>,
    },
    /// An exported gallery was taken over, or not.
    Imported {
        /// Its name.
        name: String,
        /// Its photos.
        photos: u32,
        /// Why it was not taken over; absent when it was.
        message: Option<String>,
    },
    /// A ranking of the whole gallery, or, in the first answer about a large one, of its beginning.
    Ranked {
        /// Number of the search.
        id: u32,
        /// Gallery positions, best first.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        order: Uint32Array,
        /// One score for each entry of `order`: the match score (above 1) for the first `reranked`, the cosine after them.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        scores: Float32Array,
        /// How many of the first entries were compared in detail; 0 in the first answer.
        reranked: usize,
        /// The match probability of each of those.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        probabilities: Float32Array,
        /// The window that each entry of `order` counts by, -1 for the photo as a whole; empty when all do as wholes.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        views: Int32Array,
        /// Where those windows lie: left, top, width and height as shares, four numbers for each entry of `views`.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        boxes: Float32Array,
        /// True when no further answer to this search follows.
        last: bool,
    },
    /// Where the words of a sentence look in a photo.
    Explained {
        /// Number of the question.
        id: u32,
        /// The words that the model saw.
        words: Vec<String>,
        /// For each word, whether it is wanted.
        wanted: Vec<bool>,
        /// Rows of a map.
        rows: usize,
        /// Columns of a map.
        columns: usize,
        /// The maps one after the other, each row by row: the word's attention to that region.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        maps: Float32Array,
    },
    /// It cannot be said where the words look.
    Unexplained {
        /// Number of the question.
        id: u32,
        /// Why not.
        message: String,
    },
    /// The photos that fit sentences best.
    Suggested {
        /// For each sentence the place of its best photo.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        places: Uint32Array,
        /// By how many standard deviations it stands out of the gallery; NaN where the sentence cannot be searched.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        leads: Float32Array,
    },
    /// The query cannot be searched.
    Refused {
        /// Number of the search.
        id: u32,
        /// What is wrong with it.
        message: String,
    },
    /// The projected features of the gallery.
    Features {
        /// Paths, in gallery order.
        names: Vec<String>,
        /// One `Float32Array` for each.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        features: Array,
    },
    /// What the image encoder took.
    Measured {
        /// Milliseconds of each batch.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        times: Float64Array,
    },
    /// The tensors of a forward pass.
    Forward {
        /// Their names.
        names: Vec<&'static str>,
        /// One `Float32Array` for each, row-major.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        tensors: Array,
    },
    /// Something broke; the worker is of no further use, except after [`Stage::Protocol`].
    Failed {
        /// What was being done.
        stage: Stage,
        /// What went wrong.
        message: String,
    },
}

/// Where the model runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Backend {
    /// A GPU, by WebGPU.
    Webgpu,
    /// The processor, in WebAssembly.
    Cpu,
}

impl Backend {
    /// Photos in one batch: enough to keep the device busy, few enough that a search need not wait long.
    pub fn batch(self) -> u32 {
        match self {
            Self::Webgpu => 8,
            Self::Cpu => 4,
        }
    }
}

/// Why the model runs on the CPU although WebGPU was not ruled out by the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fallback {
    /// The kind of obstacle.
    pub reason: Obstacle,
    /// What the browser or the runtime said; may be empty.
    pub detail: String,
}

/// What keeps WebGPU from being used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Obstacle {
    /// The browser has no WebGPU.
    NoWebgpu,
    /// The browser has WebGPU but no adapter for it.
    NoAdapter,
    /// The adapter is a program, slower than our own code on the CPU.
    SoftwareAdapter,
    /// The adapter lacks a feature without which the runtime stops.
    NoTimestamps,
    /// The device could not be opened or failed at its first work.
    StartFailed,
    /// The device computes other numbers than the CPU.
    WrongNumbers,
    /// The device is right but slower than the CPU.
    Slower,
}

/// Photos per second, measured at the start.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Speeds {
    /// By WebGPU.
    pub webgpu: f64,
    /// On the CPU.
    pub cpu: f64,
}

/// A kept file that did not join the gallery when it was tried.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeptSkipped {
    /// Path within the folder.
    pub path: String,
    /// Bytes.
    pub size: f64,
    /// Last change, in milliseconds since 1970.
    pub modified: f64,
    /// The kind of reason, as in [`Skipped`].
    pub reason: String,
    /// What the decoder or the browser said; may be empty.
    pub detail: String,
}

/// A photo that did not join the gallery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Path within the folder.
    pub path: String,
    /// The kind of reason.
    pub reason: SkipReason,
    /// What the decoder or the browser said; may be empty.
    pub detail: String,
}

/// Why a photo was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkipReason {
    /// The file has no content.
    Empty,
    /// The file is too large to be read.
    TooLarge,
    /// The browser could not read the file.
    Unreadable,
    /// The content is no picture that we can decode.
    Corrupt,
}

impl SkipReason {
    /// The word for it in messages and in the kept index.
    pub fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::Unreadable => "unreadable",
            Self::Corrupt => "corrupt",
        }
    }
}

/// What the worker was doing when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Reading the model files.
    Weights,
    /// Computing.
    Compute,
    /// Understanding a message of the page.
    Protocol,
    /// Anything: the program stopped at an internal error.
    Panic,
}
