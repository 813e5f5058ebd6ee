//! Bytes out of the browser's buffers.

use super::probe::get;
use js_sys::{Function, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// Copies the bytes of an array buffer and gives its memory back.
///
/// Nothing in the module makes the collector come, so that the files of dozens of photos would wait for it. Browsers
/// without `transfer` (before 2024) leave them to it.
pub fn take(buffer: &JsValue) -> Vec<u8> {
    let bytes = Uint8Array::new(buffer).to_vec();
    if let Ok(transfer) = get(buffer, "transfer").dyn_into::<Function>() {
        // What fails here is collected later.
        let _ = transfer.call1(buffer, &0.into());
    }
    bytes
}
