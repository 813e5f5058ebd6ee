//! From a file of the page to pixels, or to the reason why not.

use super::probe::describe;
use super::protocol::{Photo, SkipReason, Skipped};
use crate::image::{self, Pixels};
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;

/// Files above this size are refused before they are read: no photo is that large, and memory is short.
const MAX_BYTES: f64 = 100.0 * 1024.0 * 1024.0;

/// Reads and decodes one photo.
pub async fn read(photo: &Photo) -> Result<Pixels, Skipped> {
    let skip = |reason, detail: String| Skipped {
        path: photo.path.clone(),
        reason,
        detail,
    };
    let size = photo.file.size();
    if size == 0.0 {
        return Err(skip(SkipReason::Empty, String::new()));
    }
    if size > MAX_BYTES {
        return Err(skip(
            SkipReason::TooLarge,
            format!("{:.0} MB", size / (1024.0 * 1024.0)),
        ));
    }
    let buffer = JsFuture::from(photo.file.array_buffer())
        .await
        .map_err(|error| skip(SkipReason::Unreadable, describe(&error)))?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    image::decode(&bytes).map_err(|error| skip(SkipReason::Corrupt, error.to_string()))
}
