//! Parts of whole photos that are searched like photos of their own.

use super::crops::Region;
use super::gallery::dot;
use super::similarities::Similarities;
use std::collections::HashMap;

/// A part of a photo.
#[derive(Clone, Debug, PartialEq)]
pub struct Crop {
    /// Where it lies.
    pub region: Region,
    /// Its projected feature of unit length.
    pub feature: Vec<f32>,
}

/// The crops of a gallery's photos, by their indices in the gallery.
#[derive(Clone, Debug, Default)]
pub struct Crops {
    of: HashMap<usize, Vec<Crop>>,
    count: usize,
}

impl Crops {
    /// Adds the crops of a photo; those that it had are replaced.
    pub fn insert(&mut self, photo: usize, crops: Vec<Crop>) {
        self.count += crops.len();
        let old = if crops.is_empty() {
            self.of.remove(&photo)
        } else {
            self.of.insert(photo, crops)
        };
        self.count -= old.map_or(0, |old| old.len());
    }

    /// Takes the crops of a photo out.
    pub fn take(&mut self, photo: usize) -> Vec<Crop> {
        let crops = self.of.remove(&photo).unwrap_or_default();
        self.count -= crops.len();
        crops
    }

    /// Crops of a photo.
    pub fn of(&self, photo: usize) -> &[Crop] {
        self.of.get(&photo).map_or(&[], Vec::as_slice)
    }

    /// Number of crops in all.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are no crops.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Lets every photo count by the best of itself and its crops; the answer names the crop, where it is one.
    pub fn max_with(&self, similarities: &mut Similarities, feature: &[f32]) -> HashMap<usize, usize> {
        let mut best = HashMap::new();
        for (&photo, crops) in &self.of {
            for (number, crop) in crops.iter().enumerate() {
                if similarities.max_with(photo, dot(&crop.feature, feature)) {
                    best.insert(photo, number);
                }
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crop(x: f32, feature: [f32; 2]) -> Crop {
        Crop {
            region: Region {
                x,
                y: 0.0,
                width: 0.5,
                height: 1.0,
            },
            feature: feature.to_vec(),
        }
    }

    #[test]
    fn a_photo_counts_by_its_best_crop() {
        let mut crops = Crops::default();
        crops.insert(1, vec![crop(0.0, [0.0, 1.0]), crop(0.5, [1.0, 0.0])]);
        crops.insert(2, vec![crop(0.0, [0.1, 0.0])]);
        let mut similarities = Similarities::new(vec![0.6, 0.2, 0.5]);
        let best = crops.max_with(&mut similarities, &[1.0, 0.0]);
        assert_eq!(similarities.all(), [(1, 1.0), (0, 0.6), (2, 0.5)]);
        assert_eq!(best, HashMap::from([(1, 1)]));
        assert_eq!(crops.of(1)[1].region.x, 0.5);
        assert!(crops.of(0).is_empty());
    }

    #[test]
    fn crops_are_counted() {
        let mut crops = Crops::default();
        crops.insert(0, vec![crop(0.0, [0.0, 1.0]); 3]);
        crops.insert(7, vec![crop(0.0, [0.0, 1.0]); 2]);
        crops.insert(0, vec![crop(0.0, [0.0, 1.0])]);
        assert_eq!(crops.len(), 3);
        assert_eq!(crops.take(7).len(), 2);
        assert!(crops.take(7).is_empty());
        crops.insert(0, Vec::new());
        assert!(crops.is_empty());
    }
}
