//! Light and shade of real cloth, taken from a photo of a garment: folds, seams and weave that no painter here has.

use crate::material::Region;
use crate::palette::linear;
use crate::photo::Photo;

/// Samples of a fabric, each way.
const SIDE: usize = 48;
/// Part of the photo's shorter side that is taken from its middle, where photos of garments show cloth alone.
const PART: f32 = 0.45;
/// Metres of cloth that the part shows.
const METRES: f32 = 0.34;
/// Spread of the brightness, as a logarithm, of a fabric that is plain; above it is a print, a seam too many or not cloth at all.
const MOST_SPREAD: f32 = 0.45;
/// Brightness, against the mean, that is kept.
const RANGE: (f32, f32) = (0.35, 1.9);
/// Steps of a stored sample: 64 is the mean.
const MEAN: f32 = 64.0;

/// How much brighter or darker than its mean a piece of cloth is, from place to place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fabric(Vec<u8>);

impl Fabric {
    /// The cloth in the middle of a garment's photo; none where it is not plain.
    pub fn of_photo(photo: &Photo) -> Option<Self> {
        let (width, height) = (photo.width, photo.height);
        if width.min(height) < 32 || photo.rgb.len() < 3 * width * height {
            return None;
        }
        let side = PART * width.min(height) as f32;
        let corner = |length: usize| 0.5 * (length as f32 - side);
        let (left, top) = (corner(width), corner(height));
        let step = side / SIDE as f32;
        let light: Vec<f32> = (0..SIDE * SIDE)
            .map(|at| {
                let (x, y) = ((at % SIDE) as f32 + 0.5, (at / SIDE) as f32 + 0.5);
                brightness(photo, left + x * step, top + y * step)
            })
            .collect();
        let logs: Vec<f32> = light.iter().map(|l| (l + 0.004).ln()).collect();
        let count = logs.len() as f32;
        let mean = logs.iter().sum::<f32>() / count;
        let spread = (logs.iter().map(|l| (l - mean).powi(2)).sum::<f32>() / count).sqrt();
        if spread > MOST_SPREAD {
            return None;
        }
        let mean = light.iter().sum::<f32>() / count;
        let kept = |l: f32| ((l + 0.004) / (mean + 0.004)).clamp(RANGE.0, RANGE.1);
        Some(Self(
            light
                .into_iter()
                .map(|l| (kept(l) * MEAN).round() as u8)
                .collect(),
        ))
    }

    /// Factor of the cloth's brightness at `x` metres across and `y` metres down; the piece is laid out again and again, turned
    /// over each time, so that no edge shows.
    pub(super) fn at(&self, x: f32, y: f32) -> f32 {
        let place = |metres: f32| {
            let t = (metres / METRES).rem_euclid(2.0);
            (if t > 1.0 { 2.0 - t } else { t }) * (SIDE - 1) as f32
        };
        let (x, y) = (place(x), place(y));
        let (i, j) = ((x as usize).min(SIDE - 2), (y as usize).min(SIDE - 2));
        let (tx, ty) = (x - i as f32, y - j as f32);
        let at = |i: usize, j: usize| f32::from(self.0[j * SIDE + i]);
        let top = at(i, j) + (at(i + 1, j) - at(i, j)) * tx;
        let low = at(i, j + 1) + (at(i + 1, j + 1) - at(i, j + 1)) * tx;
        (top + (low - top) * ty) / MEAN
    }
}

/// Linear light of the pixel at a place.
fn brightness(photo: &Photo, x: f32, y: f32) -> f32 {
    let (i, j) = (
        (x as usize).min(photo.width - 1),
        (y as usize).min(photo.height - 1),
    );
    let at = 3 * (j * photo.width + i);
    let [r, g, b] = linear([photo.rgb[at], photo.rgb[at + 1], photo.rgb[at + 2]]);
    0.213 * r + 0.715 * g + 0.072 * b
}

/// The fabrics of one person's clothes; where there is none, cloth is as smooth as it is painted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fabrics<'a> {
    /// Of what is worn on the upper body, and of dresses.
    pub upper: Option<&'a Fabric>,
    /// Of what is worn open over it.
    pub outer: Option<&'a Fabric>,
    /// Of trousers and skirts.
    pub lower: Option<&'a Fabric>,
    /// Of bags.
    pub bag: Option<&'a Fabric>,
}

impl<'a> Fabrics<'a> {
    /// The fabric of a region.
    pub(super) fn of(&self, region: Region) -> Option<&'a Fabric> {
        match region {
            Region::Upper | Region::OnePiece => self.upper,
            Region::Outer => self.outer,
            Region::Lower => self.lower,
            Region::BagA | Region::BagB => self.bag,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(value: impl Fn(usize, usize) -> u8) -> Photo {
        let rgb = (0..64 * 64).flat_map(|at| [value(at % 64, at / 64); 3]).collect();
        Photo {
            width: 64,
            height: 64,
            rgb,
        }
    }

    #[test]
    fn shade_is_that_of_the_middle_and_keeps_the_mean() {
        let folded = Fabric::of_photo(&photo(|x, _| if x % 8 < 4 { 150 } else { 120 })).expect("plain");
        let samples: Vec<f32> = (0..400)
            .map(|at| folded.at(0.017 * (at % 20) as f32, 0.017 * (at / 20) as f32))
            .collect();
        let mean = samples.iter().sum::<f32>() / 400.0;
        assert!((mean - 1.0).abs() < 0.05, "{mean}");
        let (dark, bright) = samples
            .iter()
            .fold((9.0f32, 0.0f32), |(a, b), &s| (a.min(s), b.max(s)));
        assert!(dark < 0.85 && bright > 1.15, "{dark} {bright}");
        // Turned over at its edge.
        assert!((folded.at(METRES - 0.02, 0.1) - folded.at(METRES + 0.02, 0.1)).abs() < 0.02);
    }

    #[test]
    fn prints_and_tiny_photos_are_refused() {
        assert!(Fabric::of_photo(&photo(|x, _| if x % 16 < 8 { 250 } else { 10 })).is_none());
        let tiny = Photo {
            width: 20,
            height: 20,
            rgb: vec![90; 1200],
        };
        assert!(Fabric::of_photo(&tiny).is_none());
    }
}
