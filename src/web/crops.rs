//! The crops of a wide photo on their way into the gallery.

use crate::error::Result;
use crate::image::{Pixels, Preprocess};
use crate::search::crops::{Region, cut, reduced, regions, rows_for};
use crate::search::{Embedding, Engine};

/// The crops of a photo as the model's inputs; none of a cut-out.
pub fn scaled_crops(preprocess: Preprocess, photo: &Pixels) -> (Vec<Region>, Vec<Vec<f32>>) {
    let shape = preprocess.width as f32 / preprocess.height as f32;
    let regions = regions(photo.width, photo.height, shape, preprocess.height);
    let crops = scaled(preprocess, photo, &regions);
    (regions, crops)
}

/// Embeds a part of a photo.
///
/// # Errors
/// When the device fails.
pub async fn embed_region(engine: &Engine, photo: &Pixels, region: Region) -> Result<Vec<Embedding>> {
    engine
        .embed_inputs(&scaled(engine.preprocess(), photo, &[region]))
        .await
}

fn scaled(preprocess: Preprocess, photo: &Pixels, regions: &[Region]) -> Vec<Vec<f32>> {
    if regions.is_empty() {
        return Vec::new();
    }
    let photo = reduced(photo, rows_for(preprocess.height));
    let crop = |region: &Region| preprocess.apply(&cut(&photo, *region));
    regions.iter().map(crop).collect()
}
