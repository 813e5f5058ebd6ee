//! What one worker makes of a photo for the gallery of another.

use crate::Skipped;
use js_sys::{Float32Array, Uint8Array, Uint16Array};
use serde::{Deserialize, Serialize};

/// A batch that one worker made for another.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Delivery {
    /// Number of the question.
    pub ticket: u32,
    /// The photos, in the order of the question.
    pub photos: Vec<Prepared>,
    /// What was left out, and why.
    pub skipped: Vec<Skipped>,
}

/// A photo that was read and scaled, and embedded unless the other worker is to do that.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Prepared {
    /// Path within the folder.
    pub path: String,
    /// Bytes of the file.
    pub size: f64,
    /// Last change, in milliseconds since 1970.
    pub modified: f64,
    /// A small picture; empty unless it was asked for.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[cfg_attr(test, ts(type = "Uint8Array"))]
    pub thumbnail: Uint8Array,
    /// Whether people were looked for and nobody was found.
    pub nobody: bool,
    /// People that are not searched, since there are more than can be.
    pub left_out: u32,
    /// Where the people are that were found, largest first: left, top, width and height as shares, four numbers for each;
    /// empty for a photo that is searched as a whole.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[cfg_attr(test, ts(type = "Float32Array"))]
    pub regions: Float32Array,
    /// `[people, 3, height, width]`, of a photo as a whole `[1, 3, height, width]`: the model's inputs; empty when they are embedded.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[cfg_attr(test, ts(type = "Float32Array"))]
    pub inputs: Float32Array,
    /// `[people, embed_dim]`, or of the whole: the projected features; empty when they are yet to be computed.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[cfg_attr(test, ts(type = "Float32Array"))]
    pub features: Float32Array,
    /// `[people, image tokens, hidden]`, or of the whole: the hidden states in half precision, as bits; empty when they are yet to be
    /// computed, or the method has no match head.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[cfg_attr(test, ts(type = "Uint16Array"))]
    pub tokens: Uint16Array,
}
