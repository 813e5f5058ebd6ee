//! The photos of a search, and stage 1: ranking by cosine.

use super::engine::Embedding;
use super::similarities::Similarities;
use crate::nn::cpu;
use half::f16;

/// Features in a block: one that is full never moves, however many follow.
const BLOCK: usize = 4096;

/// Photos by name with their embeddings.
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
    /// `[photos, dimension]`, cut after every [`BLOCK`] photos.
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

    /// Adds a photo.
    ///
    /// # Panics
    /// When the feature has another length: it comes from another model, a mistake of the caller.
    pub fn push(&mut self, name: String, embedding: Embedding) {
        assert_eq!(
            embedding.feature.len(),
            self.dimension,
            "a feature of another model"
        );
        if self.len().is_multiple_of(BLOCK) {
            self.features.push(Vec::new());
        }
        if let Some(block) = self.features.last_mut() {
            block.extend(embedding.feature);
        }
        self.names.push(name);
        self.tokens.push(embedding.tokens);
    }

    /// Number of photos.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are no photos.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Name of photo `index`.
    pub fn name(&self, index: usize) -> &str {
        &self.names[index]
    }

    /// Numbers of a feature.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// Feature of photo `index`.
    pub fn feature(&self, index: usize) -> &[f32] {
        &self.features[index / BLOCK][index % BLOCK * self.dimension..][..self.dimension]
    }

    /// A copy of the embedding of photo `index`.
    pub fn embedding(&self, index: usize) -> Embedding {
        Embedding {
            feature: self.feature(index).to_vec(),
            tokens: self.tokens[index].clone(),
        }
    }

    /// Compares every photo with a feature.
    pub fn compare(&self, feature: &[f32]) -> Similarities {
        let mut cosines = vec![0.0; self.len()];
        for (block, cosines) in self.features.iter().zip(cosines.chunks_mut(BLOCK)) {
            cpu::dots(block, feature, cosines);
        }
        Similarities::new(cosines)
    }

    /// All photos, best first, with their cosine to the query's feature; ties keep the order of insertion.
    pub fn rank(&self, feature: &[f32]) -> Vec<(usize, f32)> {
        self.compare(feature).all()
    }
}

/// Scalar product of two features.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut product = [0.0];
    cpu::dots(a, b, &mut product);
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
