//! The photos of a search, and stage 1: ranking by cosine.

use super::engine::Embedding;
use super::likeness::Likeness;

/// Photos by name with their embeddings.
#[derive(Debug, Default)]
pub struct Gallery {
    dimension: usize,
    names: Vec<String>,
    embeddings: Vec<Embedding>,
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
        self.names.push(name);
        self.embeddings.push(embedding);
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

    /// Embedding of photo `index`.
    pub fn embedding(&self, index: usize) -> &Embedding {
        &self.embeddings[index]
    }

    /// Compares every photo with a feature.
    pub fn compare(&self, feature: &[f32]) -> Likeness {
        Likeness::new(self.embeddings.iter().map(|e| dot(&e.feature, feature)).collect())
    }

    /// All photos, best first, with their cosine to the query's feature; ties keep the order of insertion.
    pub fn rank(&self, feature: &[f32]) -> Vec<(usize, f32)> {
        self.compare(feature).all()
    }
}

/// Scalar product in eight independent sums, which the compiler turns into vector instructions.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a8, a_rest) = a.as_chunks::<8>();
    let (b8, b_rest) = b.as_chunks::<8>();
    let mut sums = [0.0f32; 8];
    for (x, y) in a8.iter().zip(b8) {
        for lane in 0..8 {
            sums[lane] += x[lane] * y[lane];
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum();
    sums.iter().sum::<f32>() + rest
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
    fn dot_matches_the_plain_sum() {
        let a: Vec<f32> = (0..19).map(|i| i as f32 * 0.5 - 3.0).collect();
        let b: Vec<f32> = (0..19).map(|i| 2.0 - i as f32 * 0.25).collect();
        let plain: f32 = a.iter().zip(&b).map(|(x, y)| x * y).sum();
        assert!((dot(&a, &b) - plain).abs() < 1e-4);
    }
}
