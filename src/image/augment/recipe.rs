//! What the papers do to their training pictures.

use super::Planes;
use super::geometry::Area;
use crate::image::Normalization;
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use serde::{Deserialize, Serialize};

/// A paper's recipe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Augmentation {
    /// Pictures stay as they are.
    #[default]
    None,
    /// Two operations of six, drawn with replacement (SPEC 1.8).
    BiIrra,
    /// Flip, shift, and an area in the mean colour (SPEC 2).
    Irra,
    /// Flip, shift, and an area of noise (SPEC 3).
    Ivt,
}

/// Height of the pictures for which IRRA and IVT state their shift of 10 pixels.
const STATED_HEIGHT: usize = 384;
/// Their shift.
const STATED_SHIFT: usize = 10;
/// Attempts to place an area; where all fail nothing is erased.
const ATTEMPTS: usize = 10;

impl Augmentation {
    /// Changes a picture of 0..1, by draws from `rng`, and normalises it.
    pub fn apply(self, picture: Planes, statistics: &Normalization, rng: &mut StdRng) -> Planes {
        match self {
            Self::None => picture.normalized(statistics),
            Self::BiIrra => {
                let once = one_of_six(picture, rng);
                one_of_six(once, rng).normalized(statistics)
            }
            Self::Irra => {
                // The reference fills with the mean although it is normalised already.
                let shifted = flip_and_shift(picture, rng).normalized(statistics);
                erase_sometimes(shifted, [0.02, 0.4], rng, |channel, _| statistics.mean[channel])
            }
            Self::Ivt => {
                let shifted = flip_and_shift(picture, rng).normalized(statistics);
                erase_sometimes(shifted, [0.02, 1.0 / 3.0], rng, |_, rng| normal(rng))
            }
        }
    }
}

/// Half of the pictures are flipped; all are moved by up to ten pixels of 384 each way (padding, then a random crop).
fn flip_and_shift(picture: Planes, rng: &mut StdRng) -> Planes {
    let limit = ((picture.height * STATED_SHIFT).div_ceil(STATED_HEIGHT)) as i32;
    let picture = if rng.random_bool(0.5) {
        picture.flip()
    } else {
        picture
    };
    let mut by = || rng.random_range(-limit..=limit) as isize;
    let (down, right) = (by(), by());
    picture.shift(down, right)
}

/// With probability one half an area is filled, channel by channel. Its share of the picture lies in `share`, height to
/// width between 0.3 and its inverse, on a logarithmic scale.
fn erase_sometimes(
    picture: Planes,
    share: [f64; 2],
    rng: &mut StdRng,
    fill: impl Fn(usize, &mut StdRng) -> f32,
) -> Planes {
    if !rng.random_bool(0.5) {
        return picture;
    }
    let limit = (1.0f64 / 0.3).ln();
    let area = (0..ATTEMPTS).find_map(|_| {
        let pixels = rng.random_range(share[0]..share[1]) * picture.plane() as f64;
        let aspect = rng.random_range(-limit..limit).exp();
        let height = (pixels * aspect).sqrt().round() as usize;
        let width = (pixels / aspect).sqrt().round() as usize;
        let fits = (1..picture.height).contains(&height) && (1..picture.width).contains(&width);
        fits.then(|| Area {
            top: rng.random_range(0..=picture.height - height),
            left: rng.random_range(0..=picture.width - width),
            height,
            width,
        })
    });
    match area {
        Some(area) => picture.erase(area, |channel| fill(channel, rng)),
        None => picture,
    }
}

/// A normally distributed number (Box and Muller).
fn normal(rng: &mut StdRng) -> f32 {
    let radius = (-2.0 * rng.random_range(f32::MIN_POSITIVE..1.0).ln()).sqrt();
    radius * (std::f32::consts::TAU * rng.random::<f32>()).cos()
}

/// One of Bi-IRRA's six operations.
fn one_of_six(picture: Planes, rng: &mut StdRng) -> Planes {
    match rng.random_range(0..6) {
        0 => {
            type Change = fn(Planes, f32) -> Planes;
            let mut changes: [Change; 3] = [Planes::brightness, Planes::contrast, Planes::saturation];
            changes.shuffle(rng);
            changes
                .into_iter()
                .fold(picture, |p, change| change(p, rng.random_range(0.9..=1.1)))
        }
        1 => picture.rotate(rng.random_range(-15.0..=15.0)),
        2 => {
            let area = crop_area(&picture, rng);
            let (width, height) = (picture.width, picture.height);
            picture.resized_crop(area, width, height)
        }
        3 if rng.random_bool(0.1) => picture.grayscale(),
        4 if rng.random_bool(0.5) => picture.flip(),
        // Before normalisation, so the area is black.
        5 => erase_sometimes(picture, [0.1, 0.2], rng, |_, _| 0.0),
        _ => picture,
    }
}

/// 90 to 100 % of the picture, of another shape by up to 3:4 or 4:3; where none fits, all of it.
///
/// The reference crops squares. Shapes are relative to the picture's here, or a tall one would lose head and feet.
fn crop_area(picture: &Planes, rng: &mut StdRng) -> Area {
    let limit = (4.0f64 / 3.0).ln();
    let whole = Area {
        top: 0,
        left: 0,
        height: picture.height,
        width: picture.width,
    };
    let found = (0..ATTEMPTS).find_map(|_| {
        let share: f64 = rng.random_range(0.9..=1.0);
        let aspect = rng.random_range(-limit..=limit).exp();
        let width = (picture.width as f64 * (share * aspect).sqrt()).round() as usize;
        let height = (picture.height as f64 * (share / aspect).sqrt()).round() as usize;
        let fits = (1..=picture.height).contains(&height) && (1..=picture.width).contains(&width);
        fits.then(|| Area {
            top: rng.random_range(0..=picture.height - height),
            left: rng.random_range(0..=picture.width - width),
            height,
            width,
        })
    });
    found.unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    fn picture() -> Planes {
        Planes {
            width: 24,
            height: 48,
            values: (0..3 * 24 * 48).map(|i| 0.25 + (i % 97) as f32 / 200.0).collect(),
        }
    }

    fn draws(recipe: Augmentation) -> Vec<Planes> {
        let statistics = Normalization::HALF;
        (0..60)
            .map(|seed| recipe.apply(picture(), &statistics, &mut StdRng::seed_from_u64(seed)))
            .collect()
    }

    #[test]
    fn every_recipe_keeps_the_size_and_follows_its_seed() {
        for recipe in [Augmentation::BiIrra, Augmentation::Irra, Augmentation::Ivt] {
            let (first, second) = (draws(recipe), draws(recipe));
            assert_eq!(first, second);
            assert!(first.iter().all(|p| (p.width, p.height) == (24, 48)));
            assert!(first.iter().flat_map(|p| &p.values).all(|v| v.is_finite()));
            let changed = first
                .iter()
                .filter(|p| **p != draws(Augmentation::None)[0])
                .count();
            assert!(changed > 30, "{recipe:?} changed {changed} of 60");
        }
        assert_eq!(
            draws(Augmentation::None)[0],
            picture().normalized(&Normalization::HALF)
        );
    }

    #[test]
    fn about_half_of_the_pictures_are_erased_with_noise_or_the_mean() {
        // Pixels of 0.25..0.75 become -0.5..0.5, black becomes -1: only noise lies above, only the filled area repeats a value.
        let noisy = draws(Augmentation::Ivt);
        let noisy = noisy.iter().filter(|p| p.values.iter().any(|v| *v > 0.6)).count();
        assert!((18..=42).contains(&noisy), "{noisy} of 60");
        let flat = draws(Augmentation::Irra);
        let filled = |p: &&Planes| p.values.windows(3).filter(|w| *w == [0.5; 3]).count() > 3;
        let flat = flat.iter().filter(filled).count();
        assert!((18..=42).contains(&flat), "{flat} of 60");
    }

    #[test]
    fn crops_keep_nine_tenths_of_a_tall_picture() {
        let mut rng = StdRng::seed_from_u64(3);
        for _ in 0..100 {
            let area = crop_area(&picture(), &mut rng);
            assert!(area.width * area.height >= 1000, "{area:?}");
        }
    }
}
