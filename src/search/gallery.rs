//! The photos of a search, and stage 1: ranking by cosine.

use super::engine::Embedding;
use super::lru::CropId;
use super::people::Searched;
use super::region::Region;
use super::similarities::Similarities;
use crate::nn::cpu;
use half::f16;
use std::ops::Range;

/// Features in a block: one that is full never moves, however many follow.
const BLOCK: usize = 4096;

/// Photos by name with the embeddings of their crops: of each person in a photo, or of the photo as a whole. Where all
/// photos are searched as wholes, a crop has the index of its photo.
///
/// ```
/// use bi_irra::search::{Embedding, Gallery};
///
/// let mut gallery = Gallery::new(2);
/// for (name, feature) in [("a.jpg", [1.0, 0.0]), ("b.jpg", [0.6, 0.8])] {
///     let embedding = Embedding {
///         feature: feature.to_vec(),
///         tokens: Vec::new(), // stage 1 alone
///     };
///     gallery.push(name.to_owned(), embedding);
/// }
/// let ranking = gallery.rank(&[0.0, 1.0]);
/// assert_eq!(gallery.name(ranking[0].0), "b.jpg");
/// assert!((ranking[0].1 - 0.8).abs() < 1e-6);
/// ```
#[derive(Debug, Default)]
pub struct Gallery {
    dimension: usize,
    names: Vec<String>,
    /// How each photo is searched, and its first crop.
    searched: Vec<Searched>,
    first: Vec<CropId>,
    /// `[crops, dimension]`, cut after every [`BLOCK`] crops.
    features: Vec<Vec<f32>>,
    tokens: Vec<Vec<f16>>,
}

impl Gallery {
    /// An empty gallery of features with `dimension` numbers.
    pub fn new(dimension: usize) -> Self {
        Self {
            dimension,
            ..Self::default()
        }
    }

    /// Adds a photo that is searched as a whole.
    ///
    /// # Panics
    /// When the feature has another length: it comes from another model, a mistake of the caller.
    pub fn push(&mut self, name: String, embedding: Embedding) {
        self.push_photo(name, Searched::Whole, vec![embedding]);
    }

    /// Adds a photo with the embedding of each of [`Searched::crops`].
    ///
    /// # Panics
    /// When there are more or fewer, or a feature has another length: mistakes of the caller.
    pub fn push_photo(&mut self, name: String, searched: Searched, embeddings: Vec<Embedding>) {
        assert_eq!(
            embeddings.len(),
            searched.crops().count(),
            "one embedding for each crop"
        );
        self.first.push(self.crop_count());
        for Embedding { feature, tokens } in embeddings {
            assert_eq!(feature.len(), self.dimension, "a feature of another model");
            if self.crop_count().is_multiple_of(BLOCK) {
                self.features.push(Vec::new());
            }
            if let Some(block) = self.features.last_mut() {
                block.extend(feature);
            }
            self.tokens.push(tokens);
        }
        self.names.push(name);
        self.searched.push(searched);
    }

    /// Number of photos.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are no photos.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Number of crops of all photos.
    pub fn crop_count(&self) -> usize {
        self.tokens.len()
    }

    /// Name of photo `index`.
    pub fn name(&self, index: usize) -> &str {
        &self.names[index]
    }

    /// How photo `index` is searched.
    pub fn searched(&self, index: usize) -> &Searched {
        &self.searched[index]
    }

    /// The crops of photo `index`, largest person first.
    pub fn crops(&self, index: usize) -> Range<CropId> {
        let end = self.first.get(index + 1).copied();
        self.first[index]..end.unwrap_or_else(|| self.crop_count())
    }

    /// The photo that a crop is of.
    pub fn photo_of(&self, crop: CropId) -> usize {
        self.first
            .partition_point(|first| *first <= crop)
            .saturating_sub(1)
    }

    /// Whether every photo is searched as a whole.
    pub fn has_only_wholes(&self) -> bool {
        self.searched.iter().all(|searched| searched.regions().is_empty())
    }

    /// Where a crop of photo `index` lies; `None` for the photo as a whole.
    pub fn region(&self, index: usize, crop: CropId) -> Option<Region> {
        let regions = self.searched[index].regions();
        regions.get(crop - self.first[index]).copied()
    }

    /// Numbers of a feature.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// Feature of a crop.
    pub fn feature(&self, crop: CropId) -> &[f32] {
        &self.features[crop / BLOCK][crop % BLOCK * self.dimension..][..self.dimension]
    }

    /// A copy of the embedding of a crop.
    pub fn embedding(&self, crop: CropId) -> Embedding {
        Embedding {
            feature: self.feature(crop).to_vec(),
            tokens: self.tokens[crop].clone(),
        }
    }

    /// Compares every photo with a feature.
    pub fn compare(&self, feature: &[f32]) -> Similarities {
        let mut cosines = vec![0.0; self.crop_count()];
        for (block, cosines) in self.features.iter().zip(cosines.chunks_mut(BLOCK)) {
            cpu::mat_vec(block, feature, cosines);
        }
        Similarities::of_crops(&cosines, &self.first)
    }

    /// All photos, best first, with their cosine to the query's feature; ties keep the order of insertion.
    pub fn rank(&self, feature: &[f32]) -> Vec<(usize, f32)> {
        self.compare(feature).all()
    }
}

/// Scalar product of two features.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut product = [0.0];
    cpu::mat_vec(a, b, &mut product);
    product[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn best_comes_first_and_ties_keep_their_order() {
        let mut gallery = Gallery::new(3);
        for (name, feature) in [
            ("a", [0.0, 1.0, 0.0]),
            ("b", [1.0, 0.0, 0.0]),
            ("c", [1.0, 0.0, 0.0]),
        ] {
            gallery.push(
                name.into(),
                Embedding {
                    feature: feature.to_vec(),
                    tokens: Vec::new(),
                },
            );
        }
        let names: Vec<&str> = gallery
            .rank(&[0.9, 0.1, 0.0])
            .iter()
            .map(|(i, _)| gallery.name(*i))
            .collect();
        assert_eq!(names, ["b", "c", "a"]);
    }

    #[test]
    fn people_are_found_in_their_photos() {
        let embedding = |feature: [f32; 2]| Embedding {
            feature: feature.to_vec(),
            tokens: Vec::new(),
        };
        let regions = [0.0, 0.5]
            .map(|x| Region::from_array([x, 0.0, 0.5, 1.0]))
            .to_vec();
        let people = Searched::People {
            regions: regions.clone(),
            left_out: 0,
        };
        let mut gallery = Gallery::new(2);
        gallery.push("alone".into(), embedding([0.8, 0.6]));
        gallery.push_photo(
            "two".into(),
            people,
            vec![embedding([0.0, 1.0]), embedding([1.0, 0.0])],
        );
        gallery.push_photo("empty".into(), Searched::Nobody, vec![embedding([0.6, 0.8])]);
        assert_eq!((gallery.len(), gallery.crop_count()), (3, 4));
        let found = gallery.compare(&[1.0, 0.0]);
        let order: Vec<usize> = found.all().into_iter().map(|(photo, _)| photo).collect();
        assert_eq!(order, [1, 0, 2]);
        assert_eq!(found.crop(1), 2);
        assert_eq!(gallery.region(1, 2), Some(regions[1]));
        assert_eq!(gallery.region(2, 3), None);
        assert_eq!([0, 1, 2, 3].map(|crop| gallery.photo_of(crop)), [0, 1, 1, 2]);
        assert!(!gallery.has_only_wholes() && Gallery::new(2).has_only_wholes());
        assert_eq!([0, 1, 2].map(|photo| gallery.crops(photo)), [0..1, 1..3, 3..4]);
        assert_eq!(gallery.feature(3), [0.6, 0.8]);
    }

    #[test]
    fn photos_of_every_block_are_compared() {
        let mut gallery = Gallery::new(2);
        let count = 2 * BLOCK + 3;
        for index in 0..count {
            gallery.push(
                index.to_string(),
                Embedding {
                    feature: vec![index as f32, 1.0],
                    tokens: vec![f16::ONE],
                },
            );
        }
        let similarities = gallery.compare(&[2.0, 0.5]);
        assert_eq!(similarities.cosines().len(), count);
        for (index, cosine) in similarities.cosines().iter().enumerate() {
            assert_eq!(*cosine, 2.0 * index as f32 + 0.5);
            assert_eq!(gallery.feature(index), [index as f32, 1.0]);
        }
        assert_eq!(gallery.embedding(count - 1).tokens, [f16::ONE]);
    }

    #[test]
    fn dot_matches_the_plain_sum() {
        let a: Vec<f32> = (0..19).map(|i| i as f32 * 0.5 - 3.0).collect();
        let b: Vec<f32> = (0..19).map(|i| 2.0 - i as f32 * 0.25).collect();
        let plain: f32 = a.iter().zip(&b).map(|(x, y)| x * y).sum();
        assert!((dot(&a, &b) - plain).abs() < 1e-4);
    }
}
