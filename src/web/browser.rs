//! The browser's own picture decoder: several times as fast as ours, where it can be trusted, and for kinds of pictures
//! that only the browser knows. The page's script www/js/worker/picture.js calls it.

use super::probe::get;
use super::selftest;
use crate::error::{Error, Result};
use crate::image::{Enough, Filter, JpegOutline, Kind, Orientation, Photo, Pixels, read, resize, upright};
use crate::search::Engine;
use crate::search::people::enough;
use ::image::codecs::jpeg::JpegEncoder;
use ::image::{ExtendedColorType, ImageEncoder};
use js_sys::{Array, ArrayBuffer, Function, Promise, Uint8Array};
use moxcms::ColorProfile;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Name of the script's function.
const DECODE: &str = "decodePicture";
/// Photos from this size on are given to the browser, in pixels; the way there and back costs more for smaller ones.
const WORTHWHILE: u64 = 500_000;
/// What may be decoded whole by a browser that knows no scales, in pixels: 200 MB.
const MOST: u64 = 50_000_000;

/// Larger buffers are not kept.
const MOST_SPARE: u32 = 16_000_000;

thread_local! {
    /// Whether the browser's decoder keeps features as they are; unknown until a photo asks.
    static TRUSTED: Cell<Option<bool>> = const { Cell::new(None) };
    /// What the pixels of one photo after another come in. The browser keeps such buffers until its collector comes, even those that
    /// were transferred, and nothing here makes it come.
    static SPARE: Cell<Option<ArrayBuffer>> = const { Cell::new(None) };
}

/// Decodes a whole JPEG by the browser; `None` where ours is to do it.
pub async fn jpeg(engine: &Engine, bytes: &[u8], enough: Enough) -> Option<Photo> {
    let outline = JpegOutline::read(bytes)?;
    let pixels = u64::from(outline.width) * u64::from(outline.height);
    if !outline.is_plain() || !(WORTHWHILE..=MOST).contains(&pixels) || !is_trusted(engine).await {
        return None;
    }
    decode_jpeg(bytes, &outline, enough).await
}

/// Decodes a picture of a kind that is not known here; `None` where the browser does not know it either.
pub async fn foreign(file: &Blob, kind: Kind, enough: Enough) -> Option<Photo> {
    let size = [enough.width as u32, enough.height as u32];
    Some(Photo {
        pixels: call(file, kind, size, false).await?,
        // Store as a JPEG: not every browser shows the file itself.
        turned: true,
    })
}

async fn decode_jpeg(bytes: &[u8], outline: &JpegOutline, enough: Enough) -> Option<Photo> {
    let size = outline.scaled(enough).ok()?;
    // Without the segment that tells how the picture is turned, every browser gives it as it is stored.
    let data: ArrayBuffer = match &outline.turned_by {
        Some(segment) => {
            let rest = &bytes[segment.end..];
            let joined = Uint8Array::new_with_length((segment.start + rest.len()) as u32);
            joined
                .subarray(0, segment.start as u32)
                .copy_from(&bytes[..segment.start]);
            joined
                .subarray(segment.start as u32, joined.length())
                .copy_from(rest);
            joined.buffer()
        }
        None => Uint8Array::from(bytes).buffer(),
    };
    let stored = call(&data, Kind::Jpeg, size, true).await?;
    Some(Photo {
        pixels: upright(stored, outline.orientation),
        turned: outline.orientation != Orientation::NoTransforms,
    })
}

/// `exact`: this size, else at least this size.
async fn call(data: &JsValue, kind: Kind, [width, height]: [u32; 2], exact: bool) -> Option<Pixels> {
    let global = js_sys::global();
    let decode: Function = get(&global, DECODE).dyn_into().ok()?;
    let arguments = Array::of5(
        data,
        &kind.mime().into(),
        &width.into(),
        &height.into(),
        &exact.into(),
    );
    // Out of sight while it is written to: another photo may be on its way.
    arguments.push(&SPARE.take().map_or(JsValue::UNDEFINED, JsValue::from));
    let promise: Promise = decode.apply(&global, &arguments).ok()?.dyn_into().ok()?;
    let answer = JsFuture::from(promise).await.ok()?;
    let side = |name| get(&answer, name).as_f64().map(|side| side as usize);
    let (width, height) = (side("width")?, side("height")?);
    let pixels: ArrayBuffer = get(&answer, "rgba").dyn_into().ok()?;
    let length = u32::try_from(4 * width * height).ok()?;
    if pixels.byte_length() < length {
        return None;
    }
    let rgba = Uint8Array::new_with_byte_offset_and_length(&pixels, 0, length).to_vec();
    if pixels.byte_length() <= MOST_SPARE {
        SPARE.set(Some(pixels));
    }
    let mut rgb = vec![0; rgba.len() / 4 * 3];
    for (target, source) in rgb.chunks_exact_mut(3).zip(rgba.chunks_exact(4)) {
        target.copy_from_slice(&source[..3]);
    }
    Pixels::new(width, height, rgb).ok()
}

async fn is_trusted(engine: &Engine) -> bool {
    if let Some(known) = TRUSTED.get() {
        return known;
    }
    let trusted = compare(engine).await.unwrap_or(false);
    TRUSTED.set(Some(trusted));
    trusted
}

/// Whether a photo of a wide colour space that is read at half its size has the same features by either decoder.
async fn compare(engine: &Engine) -> Result<bool> {
    let preprocess = engine.preprocess();
    let enough = enough(&preprocess);
    let bytes = sample(enough)?;
    let Some(outline) = JpegOutline::read(&bytes) else {
        return Ok(false);
    };
    let Some(theirs) = decode_jpeg(&bytes, &outline, enough).await else {
        return Ok(false);
    };
    let ours = read(&bytes, enough)?;
    let inputs = [ours, theirs].map(|photo| preprocess.apply(&photo.pixels));
    let embeddings = engine.embed_inputs(&inputs).await?;
    let [ours, theirs] = embeddings.as_slice() else {
        return Ok(false);
    };
    Ok(selftest::agree(&ours.feature, &theirs.feature))
}

/// A photo as phones make them: JPEG, in Display P3.
fn sample(enough: Enough) -> Result<Vec<u8>> {
    let (width, height) = (2 * enough.width, 2 * enough.height);
    let large = resize(&selftest::picture()?, width, height, Filter::Bicubic);
    let fail = |error: &dyn std::fmt::Display| Error::Image(format!("the sample photo: {error}"));
    let profile = ColorProfile::new_display_p3()
        .encode()
        .map_err(|error| fail(&error))?;
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 90);
    encoder.set_icc_profile(profile).map_err(|error| fail(&error))?;
    encoder
        .write_image(&large.rgb, width as u32, height as u32, ExtendedColorType::Rgb8)
        .map_err(|error| fail(&error))?;
    Ok(jpeg)
}
