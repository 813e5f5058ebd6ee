//! Whole photos: where in a wide picture a person could stand.
//!
//! The model was made for cut-outs of single people, twice as high as wide. A wide photo squeezed into that shape shows
//! nobody; so it is searched in crops of the right shape, at two sizes, and counts by its best one.

pub use super::region::{Region, cut};
use crate::image::{Enough, Filter, Pixels, Preprocess, THUMBNAIL_WIDTH, shrink};

/// Pictures up to this width for a height of 1 are taken for cut-outs of one person.
pub const CUT_OUT: f32 = 0.7;
/// Most crops of one photo: a panorama gets wider steps instead of more crops.
pub const MAX_CROPS: usize = 24;
/// Heights of the crops, as shares of the photo's height.
const SIZES: [f32; 2] = [1.0, 0.62];
/// Steps from one crop to the next, as shares of the crop's width, for each size.
const STEPS: [f32; 2] = [0.5, 0.75];

/// The crops of a photo of `width` x `height` pixels for a model whose input is `shape` wide for a height of 1; none
/// for a cut-out, and of the smaller size none where a crop would have fewer than `least` rows.
pub fn regions(width: usize, height: usize, shape: f32, least: usize) -> Vec<Region> {
    let wide = width as f32 / height as f32;
    if wide <= CUT_OUT {
        return Vec::new();
    }
    // Very wide steps for very wide photos, so that the number stays bounded.
    let mut stretch = 1.0;
    loop {
        let found = regions_by_steps(wide, height, shape, least, stretch);
        if found.len() <= MAX_CROPS {
            return found;
        }
        stretch *= 1.25;
    }
}

fn regions_by_steps(wide: f32, height: usize, shape: f32, least: usize, stretch: f32) -> Vec<Region> {
    let mut found = Vec::new();
    for (size, step) in SIZES.into_iter().zip(STEPS) {
        if size < 1.0 && (height as f32 * size) < least as f32 {
            continue;
        }
        let region_width = (size * shape / wide).min(1.0);
        for y in starts(1.0 - size, size * 0.75 * stretch) {
            for x in starts(1.0 - region_width, region_width * step * stretch) {
                found.push(Region {
                    x,
                    y,
                    width: region_width,
                    height: size,
                });
            }
        }
    }
    found
}

/// Evenly spaced from 0 to `room`, no two further apart than `step`.
fn starts(room: f32, step: f32) -> Vec<f32> {
    let gaps = (room / step - 1e-3).ceil().max(0.0) as usize;
    (0..=gaps)
        .map(|i| {
            if gaps == 0 {
                0.0
            } else {
                room * i as f32 / gaps as f32
            }
        })
        .collect()
}

/// A smaller copy for cutting crops from, so that every crop need not be scaled down from all the pixels of a
/// large photo: `rows` high, or the photo itself when it is not higher.
pub fn reduced(photo: &Pixels, rows: usize) -> Pixels {
    if photo.height <= rows {
        return photo.clone();
    }
    let width = (photo.width * rows / photo.height).max(1);
    shrink(photo, width, rows, Filter::Bicubic)
}

/// Rows of a reduced photo whose smallest crops still have `least` rows.
pub fn rows_for(least: usize) -> usize {
    (least as f32 / SIZES[1]).ceil() as usize
}

/// The least size of a photo of which whole, crops and small picture come out as of the photo at full size: each is
/// scaled down by half at least.
pub fn enough(preprocess: &Preprocess) -> Enough {
    Enough {
        width: 2 * preprocess.width.max(THUMBNAIL_WIDTH),
        height: 2 * rows_for(preprocess.height),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_outs_have_no_crops() {
        for (width, height) in [(96, 192), (70, 100), (1, 5000)] {
            assert!(regions(width, height, 0.5, 192).is_empty(), "{width}x{height}");
        }
    }

    #[test]
    fn crops_have_the_models_shape_and_cover_the_photo() {
        for (width, height) in [
            (3000, 4000),
            (4000, 3000),
            (1920, 1080),
            (400, 300),
            (12_000, 1_000),
        ] {
            let found = regions(width, height, 0.5, 192);
            assert!(
                (2..=MAX_CROPS).contains(&found.len()),
                "{width}x{height}: {}",
                found.len()
            );
            for region in &found {
                let shape = region.width * width as f32 / (region.height * height as f32);
                assert!((shape - 0.5).abs() < 0.01, "{width}x{height}: {region:?}");
                assert!(region.x >= 0.0 && region.x + region.width <= 1.0 + 1e-5);
                assert!(region.y >= 0.0 && region.y + region.height <= 1.0 + 1e-5);
            }
            if width < 2 * height {
                // Nobody falls between two crops: every column lies in one of full height.
                for column in 0..100 {
                    let x = (column as f32 + 0.5) / 100.0;
                    let inside = |r: &&Region| r.height == 1.0 && r.x <= x && x <= r.x + r.width;
                    assert!(
                        found.iter().any(|r| inside(&r)),
                        "{width}x{height}: nothing at {x}"
                    );
                }
            }
        }
    }

    #[test]
    fn small_photos_are_not_enlarged() {
        assert!(regions(400, 300, 0.5, 192).iter().all(|r| r.height == 1.0));
        assert!(regions(800, 600, 0.5, 192).iter().any(|r| r.height < 1.0));
    }

    #[test]
    fn large_photos_are_reduced_once() {
        let photo = Pixels::new(800, 600, vec![7; 800 * 600 * 3]).expect("sizes agree");
        let small = reduced(&photo, rows_for(192));
        assert_eq!((small.width, small.height), (413, 310));
        assert_eq!(reduced(&small, 310), small);
    }
}
