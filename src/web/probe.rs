//! What the browser's WebGPU is worth, asked in JavaScript before the runtime is started: there a missing piece
//! would be a panic, here it is a reason to use the CPU.

use js_sys::{Function, Object, Promise, Reflect};
use protocol::{Fallback, FallbackReason};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Feature of the adapter that the runtime takes for granted.
const TIMESTAMPS: &str = "timestamp-query";

/// Marks of adapters that are programs and not GPUs.
const SOFTWARE: &[&str] = &[
    "swiftshader",
    "llvmpipe",
    "lavapipe",
    "softpipe",
    "software",
    "basic render",
    "warp",
];

/// The name of the adapter that WebGPU offers, or why it cannot be used.
///
/// A software adapter is refused unless `allow_software`, for it is slower than the CPU backend.
pub async fn probe(allow_software: bool) -> Result<String, Fallback> {
    let gpu = get(&get(&js_sys::global(), "navigator"), "gpu");
    if gpu.is_null() || gpu.is_undefined() {
        return Err(fallback(FallbackReason::NoWebgpu, ""));
    }
    let adapter = request_adapter(&gpu)
        .await
        .map_err(|error| fallback(FallbackReason::NoAdapter, &describe(&error)))?;
    if adapter.is_null() || adapter.is_undefined() {
        return Err(fallback(FallbackReason::NoAdapter, ""));
    }
    let name = name(&adapter);
    if is_software(&adapter, &name) && !allow_software {
        return Err(fallback(FallbackReason::SoftwareAdapter, &name));
    }
    let features = get(&adapter, "features");
    let has_timestamps = call(&features, "has", &TIMESTAMPS.into()).is_ok_and(|answer| answer.is_truthy());
    if !has_timestamps {
        return Err(fallback(FallbackReason::NoTimestamps, TIMESTAMPS));
    }
    Ok(name)
}

/// Asks as the runtime will, so that the answer is about the same adapter.
async fn request_adapter(gpu: &JsValue) -> Result<JsValue, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"powerPreference".into(), &"high-performance".into())?;
    let promise = call(gpu, "requestAdapter", &options)?.dyn_into::<Promise>()?;
    JsFuture::from(promise).await
}

fn name(adapter: &JsValue) -> String {
    let info = get(adapter, "info");
    let part = |key| get(&info, key).as_string().filter(|text| !text.is_empty());
    part("description").unwrap_or_else(|| {
        let parts: Vec<_> = ["vendor", "architecture", "device"]
            .into_iter()
            .filter_map(part)
            .collect();
        if parts.is_empty() {
            "WebGPU".to_owned()
        } else {
            parts.join(" ")
        }
    })
}

fn is_software(adapter: &JsValue, name: &str) -> bool {
    let info = get(adapter, "info");
    // The flag moved from the adapter to its description; browsers have the one or the other.
    let declared = [adapter, &info]
        .into_iter()
        .any(|index| get(index, "isFallbackAdapter").is_truthy());
    let architecture = get(&info, "architecture").as_string().unwrap_or_default();
    let words = format!("{name} {architecture}").to_lowercase();
    declared || SOFTWARE.iter().any(|mark| words.contains(mark))
}

fn fallback(reason: FallbackReason, detail: &str) -> Fallback {
    Fallback {
        reason,
        detail: detail.to_owned(),
    }
}

/// A property, or `undefined` where there is no object to have it.
pub fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

fn call(object: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    get(object, method)
        .dyn_into::<Function>()?
        .call1(object, argument)
}

/// The text of a JavaScript error.
pub fn describe(error: &JsValue) -> String {
    get(error, "message")
        .as_string()
        .or_else(|| error.as_string())
        .unwrap_or_else(|| format!("{error:?}"))
}
