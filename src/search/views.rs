//! Parts of whole photos that are searched like photos of their own.

use super::gallery::dot;
use super::likeness::Likeness;
use super::windows::Region;
use std::collections::HashMap;

/// A part of a photo.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Where it lies.
    pub region: Region,
    /// Its projected feature of unit length.
    pub feature: Vec<f32>,
}

/// The views of a gallery's photos, by their places in the gallery.
#[derive(Clone, Debug, Default)]
pub struct Views {
    of: HashMap<usize, Vec<View>>,
    count: usize,
}

impl Views {
    /// Adds the views of a photo; those that it had are replaced.
    pub fn insert(&mut self, photo: usize, views: Vec<View>) {
        self.count += views.len();
        let old = if views.is_empty() {
            self.of.remove(&photo)
        } else {
            self.of.insert(photo, views)
        };
        self.count -= old.map_or(0, |old| old.len());
    }

    /// Takes the views of a photo out.
    pub fn take(&mut self, photo: usize) -> Vec<View> {
        let views = self.of.remove(&photo).unwrap_or_default();
        self.count -= views.len();
        views
    }

    /// Views of a photo.
    pub fn of(&self, photo: usize) -> &[View] {
        self.of.get(&photo).map_or(&[], Vec::as_slice)
    }

    /// Number of views in all.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are no views.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Lets every photo count by the best of itself and its views; the answer names the view, where it is one.
    pub fn raise(&self, likeness: &mut Likeness, feature: &[f32]) -> HashMap<usize, usize> {
        let mut best = HashMap::new();
        for (&photo, views) in &self.of {
            for (number, view) in views.iter().enumerate() {
                if likeness.raise(photo, dot(&view.feature, feature)) {
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

    fn view(x: f32, feature: [f32; 2]) -> View {
        View {
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
    fn a_photo_counts_by_its_best_view() {
        let mut views = Views::default();
        views.insert(1, vec![view(0.0, [0.0, 1.0]), view(0.5, [1.0, 0.0])]);
        views.insert(2, vec![view(0.0, [0.1, 0.0])]);
        let mut likeness = Likeness::new(vec![0.6, 0.2, 0.5]);
        let best = views.raise(&mut likeness, &[1.0, 0.0]);
        assert_eq!(likeness.all(), [(1, 1.0), (0, 0.6), (2, 0.5)]);
        assert_eq!(best, HashMap::from([(1, 1)]));
        assert_eq!(views.of(1)[1].region.x, 0.5);
        assert!(views.of(0).is_empty());
    }

    #[test]
    fn views_are_counted() {
        let mut views = Views::default();
        views.insert(0, vec![view(0.0, [0.0, 1.0]); 3]);
        views.insert(7, vec![view(0.0, [0.0, 1.0]); 2]);
        views.insert(0, vec![view(0.0, [0.0, 1.0])]);
        assert_eq!(views.len(), 3);
        assert_eq!(views.take(7).len(), 2);
        assert!(views.take(7).is_empty());
        views.insert(0, Vec::new());
        assert!(views.is_empty());
    }
}
