//! What the interaction encoder keeps of an image between two sentences.

use crate::nn::bert::KeysAndValues;
use burn::tensor::{Int, Tensor};

/// What the interaction encoder sees of images, whatever the text is: keys and values for each of its layers. To make
/// them is most of the work of matching a short sentence, so they are worth keeping.
#[derive(Clone, Debug)]
pub struct CrossKvCache {
    pub(super) layers: Vec<KeysAndValues>,
}

impl CrossKvCache {
    fn each(&self, change: impl Fn(Tensor<4>) -> Tensor<4>) -> Self {
        let layer = |layer: &KeysAndValues| KeysAndValues {
            key: change(layer.key.clone()),
            value: change(layer.value.clone()),
        };
        Self {
            layers: self.layers.iter().map(layer).collect(),
        }
    }

    /// The images with these numbers.
    ///
    /// # Shapes
    /// - `rows`: `[images]`
    pub fn select(&self, rows: &Tensor<1, Int>) -> Self {
        self.each(|tensor| tensor.select(0, rows.clone()))
    }

    /// How many images these are.
    pub fn images(&self) -> usize {
        self.layers.first().map_or(0, |layer| layer.key.dims()[0])
    }

    /// Several images behind each other.
    pub fn join(caches: &[&Self]) -> Self {
        let depth = caches.first().map_or(0, |cache| cache.layers.len());
        let joined = |tensor: &dyn Fn(&KeysAndValues) -> Tensor<4>, layer: usize| {
            Tensor::cat(
                caches.iter().map(|cache| tensor(&cache.layers[layer])).collect(),
                0,
            )
        };
        let layer = |layer| KeysAndValues {
            key: joined(&|layer| layer.key.clone(), layer),
            value: joined(&|layer| layer.value.clone(), layer),
        };
        Self {
            layers: (0..depth).map(layer).collect(),
        }
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        let values = self
            .layers
            .iter()
            .map(|layer| 2 * layer.key.shape().num_elements());
        values.sum::<usize>() * size_of::<f32>()
    }
}
