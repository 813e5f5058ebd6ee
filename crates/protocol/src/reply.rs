//! From the worker to the page.

#[cfg(doc)]
use crate::Request;
use crate::{Backend, Fallback, Refused, Skipped, Speeds, Spent, Stage, Trouble};
use js_sys::{Array, Float32Array, Float64Array, Int32Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::JsValue;

/// What the worker tells the page.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
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
        /// Name of the adapter; on the CPU the instructions that are used.
        name: String,
        /// Why WebGPU is not used, unless it is, or the CPU was asked for.
        #[cfg_attr(test, ts(optional))]
        fallback: Option<Fallback>,
        /// How many photos an `embed` should hold.
        batch: u32,
        /// What was measured, where there was a choice.
        #[cfg_attr(test, ts(optional))]
        speeds: Option<Speeds>,
        /// Codes of the languages that can be searched in.
        languages: Vec<String>,
        /// Whether there is a person finder; without one every photo is searched as a whole.
        finds_people: bool,
    },
    /// A batch is done: the photos that joined the gallery, in gallery order, and those that could not.
    Embedded {
        /// The generation that the photos belong to.
        generation: u32,
        /// Paths of the new gallery entries.
        photos: Vec<String>,
        /// Offset and length of the small picture of each, where small pictures are kept.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Float64Array"))]
        thumbnails: Float64Array,
        /// What was left out, and why.
        skipped: Vec<Skipped>,
        /// For each photo how many people in it are searched; 0 if nobody was found, -1 if it is searched as a whole for
        /// another reason.
        people: Vec<i32>,
        /// For each photo how many more people were found than are searched.
        left_out: Vec<u32>,
    },
    /// Photos for another worker's gallery are on their way to it.
    Prepared {
        /// Number of the question.
        ticket: u32,
        /// Where the time of this worker went so far.
        spent: Vec<Spent>,
    },
    /// A portion of a kept gallery, in gallery order.
    Restored {
        /// The generation that opened it.
        generation: u32,
        /// Paths of the photos.
        paths: Vec<String>,
        /// Size, time of the last change, offset and length of the small picture, and people and people left out as in
        /// [`Reply::Embedded`]: six numbers for each.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Float64Array"))]
        facts: Float64Array,
        /// Files that were left out.
        skipped: Vec<Skipped>,
    },
    /// The gallery is open.
    Opened {
        /// The generation that opened it.
        generation: u32,
        /// The file of small pictures in the gallery's folder; absent when nothing can be kept.
        #[cfg_attr(test, ts(optional))]
        thumbnails: Option<String>,
        /// Why nothing can be kept; absent when it can.
        #[cfg_attr(test, ts(optional))]
        trouble: Option<Trouble>,
        /// What was damaged; absent when nothing was.
        #[cfg_attr(test, ts(optional))]
        damage: Option<String>,
        /// The kept features were of another model, so nothing of them is left.
        outdated: bool,
    },
    /// The kept features turned out to be of another model than the one that was loaded: the gallery is empty now.
    Outdated {
        /// The generation that the gallery belonged to.
        generation: u32,
    },
    /// What was computed can no longer be kept; the search goes on without.
    StorageFailed {
        /// Why not.
        trouble: Trouble,
    },
    /// Hidden states of these photos are needed again: answer with [`Request::ProvideFiles`].
    NeedFiles {
        /// Number of the question.
        ticket: u32,
        /// Indices in the gallery.
        indices: Vec<u32>,
    },
    /// The kept gallery is closed.
    Closed,
    /// The kept gallery as one file.
    Exported {
        /// The file; absent when it could not be made.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Blob | null"))]
        file: JsValue,
        /// Why not; absent when it could.
        #[cfg_attr(test, ts(optional))]
        trouble: Option<Trouble>,
    },
    /// An exported gallery was taken over, or not.
    Imported {
        /// Its name.
        name: String,
        /// Its photos.
        photos: u32,
        /// Why it was not taken over; absent when it was.
        #[cfg_attr(test, ts(optional))]
        trouble: Option<Trouble>,
    },
    /// The words of a search that the model does not know, before its first ranking; not sent when it knows all.
    Unknown {
        /// Number of the search.
        id: u32,
        /// The words.
        words: Vec<String>,
    },
    /// A ranking of the whole gallery, or, in the first answer about a large one, of its beginning.
    Ranked {
        /// Number of the search.
        id: u32,
        /// Gallery positions, best first.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Uint32Array"))]
        order: Uint32Array,
        /// One score for each entry of `order`: the match score (above 1) for the first `reranked`, the cosine after them.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Float32Array"))]
        scores: Float32Array,
        /// How many of the first entries were compared in detail; 0 in the first answer.
        reranked: usize,
        /// The match probability of each of those.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Float32Array"))]
        probabilities: Float32Array,
        /// The number of the person that each entry of `order` counts by, -1 for the photo as a whole; empty when all do
        /// as wholes.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Int32Array"))]
        crops: Int32Array,
        /// Where those people are: left, top, width and height as shares, four numbers for each entry of `crops`.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Float32Array"))]
        regions: Float32Array,
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
        #[cfg_attr(test, ts(type = "Float32Array"))]
        maps: Float32Array,
        /// The part of the photo that the maps cover, as shares: left, top, width, height.
        region: [f32; 4],
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
        /// For each sentence the index of its best photo.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Uint32Array"))]
        indices: Uint32Array,
        /// By how many standard deviations it stands out of the gallery; NaN where the sentence cannot be searched.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Float32Array"))]
        leads: Float32Array,
    },
    /// The query cannot be searched.
    Refused {
        /// Number of the search.
        id: u32,
        /// What is wrong with it.
        reason: Refused,
    },
    /// The projected features of the gallery.
    Features {
        /// The path of each person's photo, or of a photo as a whole, in gallery order.
        names: Vec<String>,
        /// Where each person is: left, top, width and height as shares; null for a photo as a whole.
        regions: Vec<Option<[f32; 4]>>,
        /// One `Float32Array` for each.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Float32Array[]"))]
        features: Array,
    },
    /// What the image encoder took.
    Measured {
        /// Milliseconds of each batch.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Float64Array"))]
        times: Float64Array,
    },
    /// Where the time went.
    Profiled {
        /// One entry for each kind of work.
        spent: Vec<Spent>,
    },
    /// The tensors of a forward pass.
    Forward {
        /// Their names.
        names: Vec<&'static str>,
        /// One `Float32Array` for each, row-major.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        #[cfg_attr(test, ts(type = "Float32Array[]"))]
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
