//! How fast a device is at what indexing does, and at its largest part.

use super::profile::now;
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

/// Milliseconds of the image encoder for each of `runs` batches of this size: upload, computation and read-back of
/// photos that were scaled before. A run before them, which does not count, compiles shaders and warms caches.
pub async fn image_encoder(engine: &Engine, batch: u32, runs: u32) -> Result<Vec<f64>> {
    let input = engine.preprocess().apply(&selftest::picture()?);
    let inputs = vec![input; batch as usize];
    engine.embed_inputs(&inputs).await?;
    let mut times = Vec::with_capacity(runs as usize);
    for _ in 0..runs {
        let start = now();
        engine.embed_inputs(&inputs).await?;
        times.push(now() - start);
    }
    Ok(times)
}
