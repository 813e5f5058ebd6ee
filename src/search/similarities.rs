//! How much every photo of a gallery is like one feature, and the orders that follow from it.

use super::lru::CropId;
use crate::metrics;

/// The cosine of every photo, that of its best crop; a photo whose cosine is no number takes no part.
#[derive(Clone, Debug)]
pub struct Similarities {
    cosines: Vec<f32>,
    /// The crop that each photo counts by.
    crops: Vec<CropId>,
}

impl Similarities {
    /// From the cosines of photos that have one crop each, in the gallery's order.
    pub fn new(cosines: Vec<f32>) -> Self {
        let crops = (0..cosines.len()).collect();
        Self { cosines, crops }
    }

    /// From the cosines of the crops, photo by photo; `first` has the first crop of each.
    pub fn of_crops(cosines: &[f32], first: &[CropId]) -> Self {
        let mut best = Self {
            cosines: Vec::with_capacity(first.len()),
            crops: Vec::with_capacity(first.len()),
        };
        for (photo, &start) in first.iter().enumerate() {
            let end = first.get(photo + 1).copied().unwrap_or(cosines.len());
            let (mut crop, mut highest) = (start, f32::NAN);
            for (number, &cosine) in cosines[start..end].iter().enumerate() {
                // The first of equals, and any number rather than none.
                if cosine > highest || (highest.is_nan() && !cosine.is_nan()) {
                    (crop, highest) = (start + number, cosine);
                }
            }
            best.crops.push(crop);
            best.cosines.push(highest);
        }
        best
    }

    /// The crop that a photo counts by.
    pub fn crop(&self, photo: usize) -> CropId {
        self.crops[photo]
    }

    /// The cosine of each photo, in the gallery's order.
    pub fn cosines(&self) -> &[f32] {
        &self.cosines
    }

    /// All photos with their cosines, best first; ties keep the gallery's order.
    pub fn all(&self) -> Vec<(usize, f32)> {
        self.with_cosines(metrics::rank(&self.cosines))
    }

    /// The first `count` of [`all`](Self::all), found without sorting the rest.
    pub fn top(&self, count: usize) -> Vec<(usize, f32)> {
        self.with_cosines(metrics::top_k(&self.cosines, count))
    }

    /// The photo that is most like it, and by how many standard deviations it stands out of the gallery; `None` for an
    /// empty gallery.
    pub fn leader(&self) -> Option<(usize, f32)> {
        let (photo, best) = *self.top(1).first()?;
        let numbers = || self.cosines.iter().filter(|cosine| !cosine.is_nan());
        let count = numbers().count() as f32;
        let mean = numbers().sum::<f32>() / count;
        let variance = numbers().map(|cosine| (cosine - mean).powi(2)).sum::<f32>() / count;
        Some((photo, (best - mean) / variance.sqrt().max(1e-6)))
    }

    fn with_cosines(&self, order: Vec<usize>) -> Vec<(usize, f32)> {
        order
            .into_iter()
            .map(|photo| (photo, self.cosines[photo]))
            .filter(|(_, cosine)| !cosine.is_nan())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_is_the_beginning_of_the_whole_order() {
        // Many ties among them, and places without a photo.
        let cosine = |i: usize| {
            if i % 50 == 49 {
                f32::NAN
            } else {
                (i * 7919 % 41) as f32
            }
        };
        let found = Similarities::new((0..500).map(cosine).collect());
        let all = found.all();
        assert_eq!(all.len(), 490);
        assert!(all.is_sorted_by(|a, b| a.1 > b.1 || (a.1 == b.1 && a.0 < b.0)));
        for count in [0, 1, 40, 489, 490, 500, 600] {
            assert_eq!(found.top(count), all[..count.min(490)], "{count}");
        }
    }

    #[test]
    fn a_photo_counts_by_its_best_crop() {
        let cosines = [0.5, 0.25, 0.75, f32::NAN, 0.75, f32::NAN];
        let found = Similarities::of_crops(&cosines, &[0, 1, 5]);
        assert_eq!(found.all(), [(1, 0.75), (0, 0.5)]);
        assert_eq!([0, 1, 2].map(|photo| found.crop(photo)), [0, 2, 5]);
        assert!(Similarities::of_crops(&[], &[]).all().is_empty());
    }

    #[test]
    fn a_leader_stands_out() {
        let (photo, lead) = Similarities::new(vec![0.0, 1.0, f32::NAN, 0.0])
            .leader()
            .expect("three photos");
        assert_eq!(photo, 1);
        assert!((lead - 2f32.sqrt()).abs() < 1e-5, "{lead}");
        assert!(Similarities::new(Vec::new()).leader().is_none());
        assert!(Similarities::new(vec![f32::NAN]).leader().is_none());
    }
}
