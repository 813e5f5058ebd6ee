//! The forward pass on given tensors: how a test holds the browser's numbers against a reference.

use crate::Backend;
use js_sys::{Float32Array, Uint8Array};
use serde::Deserialize;

/// Weights and a batch of pairs.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ForwardInputs {
    /// `config.json`.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[cfg_attr(test, ts(type = "Uint8Array"))]
    pub config: Uint8Array,
    /// `model.safetensors`.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[cfg_attr(test, ts(type = "Uint8Array"))]
    pub weights: Uint8Array,
    /// `[batch, 3, height, width]`, normalised.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[cfg_attr(test, ts(type = "Float32Array"))]
    pub image: Float32Array,
    /// `[batch, tokens]`.
    pub ids: Vec<i32>,
    /// `[batch, tokens]`, 1 for real tokens, 0 for padding.
    pub mask: Vec<u8>,
    /// Whether the texts are of the target language.
    pub target: bool,
    /// Where to compute.
    pub device: Backend,
}
