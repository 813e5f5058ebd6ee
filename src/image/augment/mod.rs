//! Random changes of training pictures: the operations of torchvision on float pictures, and the papers' recipes.
//!
//! Every operation has its amounts as arguments, so that it can be compared with the reference; the recipes in
//! [`recipe`] draw them.

pub mod colour;
pub mod geometry;
pub mod recipe;

use super::{Normalization, Pixels};

/// A picture of floats, channel first.
#[derive(Clone, Debug, PartialEq)]
pub struct Planes {
    /// Pixels in a row.
    pub width: usize,
    /// Number of rows.
    pub height: usize,
    /// `[3, height, width]`, flat; 0..1 before normalisation.
    pub values: Vec<f32>,
}

impl Planes {
    /// Bytes to 0..1.
    pub fn from_pixels(picture: &Pixels) -> Self {
        let channel = |c: usize| {
            picture
                .rgb
                .iter()
                .skip(c)
                .step_by(3)
                .map(|&b| f32::from(b) / 255.0)
        };
        Self {
            width: picture.width,
            height: picture.height,
            values: (0..3).flat_map(channel).collect(),
        }
    }

    /// `(value - mean) / std` for each channel.
    pub fn normalized(mut self, statistics: &Normalization) -> Self {
        let plane = self.plane();
        for (channel, values) in self.values.chunks_exact_mut(plane.max(1)).enumerate() {
            let (mean, std) = (statistics.mean[channel], statistics.std[channel]);
            values.iter_mut().for_each(|v| *v = (*v - mean) / std);
        }
        self
    }

    /// Values in one channel.
    fn plane(&self) -> usize {
        self.width * self.height
    }

    /// A picture of another size, each value from `(channel plane, row, column)`.
    fn rebuild(&self, width: usize, height: usize, value: impl Fn(&[f32], usize, usize) -> f32) -> Self {
        let mut values = Vec::with_capacity(3 * width * height);
        for plane in self.values.chunks_exact(self.plane().max(1)) {
            for row in 0..height {
                values.extend((0..width).map(|column| value(plane, row, column)));
            }
        }
        Self {
            width,
            height,
            values,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::normalize;

    #[test]
    fn planes_are_the_same_numbers_as_the_preprocessing_gives() {
        let rgb: Vec<u8> = (0..4 * 3 * 3).map(|i| (i * 7) as u8).collect();
        let picture = Pixels::new(4, 3, rgb).expect("whole pixels");
        let ours = Planes::from_pixels(&picture).normalized(&Normalization::IMAGENET);
        assert_eq!((ours.width, ours.height), (4, 3));
        assert_eq!(ours.values, normalize(&picture, &Normalization::IMAGENET));
    }
}
