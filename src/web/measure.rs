//! How fast a device is at what indexing does.

use super::scope;
use super::selftest;
use crate::error::Result;
use crate::search::Engine;

/// Runs that count; one before them compiles shaders and warms caches.
const RUNS: u32 = 2;

/// Photos per second in batches of this size, scaling included.
pub async fn photos_per_second(engine: &Engine, batch: u32) -> Result<f64> {
    let pictures = vec![selftest::picture()?; batch as usize];
    engine.embed_images(&pictures).await?;
    let start = now();
    for _ in 0..RUNS {
        engine.embed_images(&pictures).await?;
    }
    // Browsers round their clocks, some to a tenth of a second where pages are watched closely.
    let seconds = ((now() - start) / 1000.0).max(1e-3);
    Ok(f64::from(batch * RUNS) / seconds)
}

/// Milliseconds.
fn now() -> f64 {
    scope()
        .performance()
        .map_or_else(js_sys::Date::now, |clock| clock.now())
}
