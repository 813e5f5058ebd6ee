//! From a file of the page to pixels, or to the reason why not.

use super::browser;
use super::kinds::skip_reason;
use super::probe::{describe, get};
use super::profile::{Work, timed, timed_now};
use crate::image::{self, HEAD, Kind, Pixels, Refusal};
use crate::search::Engine;
use crate::search::index::FileKey;
use crate::search::people::enough;
use js_sys::Uint8Array;
use protocol::{Photo, SkipReason, Skipped};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Files above this size are refused before they are read: no photo is that large, and memory is short.
const MAX_BYTES: f64 = 100.0 * 1024.0 * 1024.0;

/// Files up to this size are read while the photo before them is computed.
const AHEAD_BYTES: f64 = 16.0 * 1024.0 * 1024.0;

/// A photo that was read.
pub struct Loaded {
    /// What the file is known by.
    pub key: FileKey,
    /// Its pixels.
    pub picture: Pixels,
    /// A small picture; empty unless it was asked for.
    pub thumbnail: Vec<u8>,
}

/// Begins to read a photo that is small enough to wait in memory.
pub fn begin(photo: &Photo) -> Option<JsFuture> {
    let size = photo.file.size();
    (size > 0.0 && size <= AHEAD_BYTES).then(|| content(&photo.file))
}

/// Reads and decodes one photo, as large as the engine has use for; `begun` is its content on the way, where [`begin`]
/// was called.
pub async fn read(
    engine: &Engine,
    photo: &Photo,
    begun: Option<JsFuture>,
    with_thumbnail: bool,
) -> Result<Loaded, Skipped> {
    let key = key(photo);
    let skip = |reason: SkipReason, detail: String| Skipped {
        path: key.path.clone(),
        size: key.size as f64,
        modified: key.modified,
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
    let bytes = timed(
        Work::Read,
        1,
        read_out(begun.unwrap_or_else(|| content(&photo.file))),
    )
    .await
    .map_err(|error| skip(SkipReason::Unreadable, error))?;
    let decoded = timed(Work::Decode, 1, decode(engine, &photo.file, &bytes))
        .await
        .map_err(|refusal| skip(skip_reason(&refusal), refusal.detail()))?;
    let picture = decoded.pixels;
    let thumbnail = if with_thumbnail {
        // Without a small picture the photo is still searched.
        let itself = (!decoded.turned).then_some(bytes.as_slice());
        timed_now(Work::Thumbnail, 1, || image::thumbnail(itself, &picture)).unwrap_or_default()
    } else {
        Vec::new()
    };
    Ok(Loaded {
        key,
        picture,
        thumbnail,
    })
}

/// By the browser, where it is faster or alone knows the kind; by our own decoders everywhere else.
async fn decode(engine: &Engine, file: &Blob, bytes: &[u8]) -> Result<image::Photo, Refusal> {
    let enough = enough(&engine.preprocess());
    let kind = Kind::of(&bytes[..bytes.len().min(HEAD)]);
    if kind == Some(Kind::Jpeg)
        && let Some(photo) = browser::jpeg(engine, bytes, enough).await
    {
        return Ok(photo);
    }
    let refusal = match image::read(bytes, enough) {
        Ok(photo) => return Ok(photo),
        Err(refusal) => refusal,
    };
    match refusal {
        Refusal::Foreign(kind) => browser::foreign(file, kind, enough).await.ok_or(refusal),
        other => Err(other),
    }
}

/// What a file is known by when the page is opened again.
fn key(photo: &Photo) -> FileKey {
    FileKey {
        path: photo.path.clone(),
        size: photo.file.size() as u64,
        modified: get(&photo.file, "lastModified")
            .as_f64()
            .filter(|time| time.is_finite())
            .unwrap_or(0.0),
    }
}

/// The content of a file, or what the browser says against it.
pub async fn bytes(file: &Blob) -> Result<Vec<u8>, String> {
    read_out(content(file)).await
}

/// The browser begins at once; the future listens to it from the beginning, so that no failure goes unheard.
fn content(file: &Blob) -> JsFuture {
    JsFuture::from(file.array_buffer())
}

async fn read_out(buffer: JsFuture) -> Result<Vec<u8>, String> {
    buffer
        .await
        .map(|buffer| Uint8Array::new(&buffer).to_vec())
        .map_err(|error| describe(&error))
}
