//! Bytes to centred floats, channel first.

use super::Pixels;

/// Mean and standard deviation of each channel, for values in 0..=1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normalization {
    /// Mean of red, green and blue.
    pub mean: [f32; 3],
    /// Standard deviation of red, green and blue.
    pub std: [f32; 3],
}

impl Normalization {
    /// Statistics of ImageNet: Bi-IRRA.
    pub const IMAGENET: Self = Self {
        mean: [0.485, 0.456, 0.406],
        std: [0.229, 0.224, 0.225],
    };
    /// Statistics of CLIP's pictures: IRRA, X2-VLM.
    pub const CLIP: Self = Self {
        mean: [0.481_454_66, 0.457_827_5, 0.408_210_73],
        std: [0.268_629_54, 0.261_302_6, 0.275_777_1],
    };
    /// To -1..=1: IVT.
    pub const HALF: Self = Self {
        mean: [0.5; 3],
        std: [0.5; 3],
    };
}

/// `(byte / 255 - mean) / std` for each channel.
///
/// # Shapes
///
/// - output: `[3, height, width]`, flat
pub fn normalize(picture: &Pixels, statistics: &Normalization) -> Vec<f32> {
    let plane = picture.width * picture.height;
    let mut out = vec![0.0; 3 * plane];
    for (channel, values) in out.chunks_exact_mut(plane.max(1)).enumerate() {
        // A channel has only 256 values: a table spares two divisions for each pixel, with the same result.
        let (mean, std) = (statistics.mean[channel], statistics.std[channel]);
        let table: [f32; 256] = std::array::from_fn(|byte| (byte as f32 / 255.0 - mean) / std);
        for (value, pixel) in values.iter_mut().zip(picture.rgb.chunks_exact(3)) {
            *value = table[usize::from(pixel[channel])];
        }
    }
    out
}
