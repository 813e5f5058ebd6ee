//! The windows of a wide photo on their way into the gallery.

use crate::error::Result;
use crate::image::Pixels;
use crate::search::windows::{Region, cut, reduced, regions, rows_for};
use crate::search::{Embedding, Engine};

/// Windows embedded at once.
const BATCH: usize = 8;

/// Embeds the windows of a photo; none of a cut-out.
pub async fn embed_windows(engine: &Engine, photo: &Pixels) -> Result<Vec<(Region, Embedding)>> {
    let input = engine.preprocess();
    let shape = input.width as f32 / input.height as f32;
    let regions = regions(photo.width, photo.height, shape, input.height);
    embed_regions(engine, photo, &regions).await
}

/// Embeds parts of a photo.
pub async fn embed_regions(
    engine: &Engine,
    photo: &Pixels,
    regions: &[Region],
) -> Result<Vec<(Region, Embedding)>> {
    if regions.is_empty() {
        return Ok(Vec::new());
    }
    let photo = reduced(photo, rows_for(engine.preprocess().height));
    let mut windows = Vec::with_capacity(regions.len());
    for regions in regions.chunks(BATCH) {
        let pieces: Vec<Pixels> = regions.iter().map(|region| cut(&photo, *region)).collect();
        let embeddings = engine.embed_images(&pieces).await?;
        windows.extend(regions.iter().copied().zip(embeddings));
    }
    Ok(windows)
}
