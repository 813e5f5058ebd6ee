//! Brightness, contrast, saturation and grey.

use super::Planes;

/// Weights of red, green and blue in grey.
const GREY: [f32; 3] = [0.2989, 0.587, 0.114];

impl Planes {
    /// Multiplies by `factor`; values stay in 0..1.
    pub fn brightness(mut self, factor: f32) -> Self {
        self.values
            .iter_mut()
            .for_each(|v| *v = (*v * factor).clamp(0.0, 1.0));
        self
    }

    /// Moves every value away from the mean grey (`factor` above 1) or towards it.
    pub fn contrast(mut self, factor: f32) -> Self {
        let grey = self.grey();
        // In f64: the order of a long f32 sum would show.
        let mean = grey.iter().map(|v| f64::from(*v)).sum::<f64>() / grey.len().max(1) as f64;
        let rest = (1.0 - factor) * mean as f32;
        self.values
            .iter_mut()
            .for_each(|v| *v = (*v * factor + rest).clamp(0.0, 1.0));
        self
    }

    /// Moves every pixel away from its grey (`factor` above 1) or towards it.
    pub fn saturation(mut self, factor: f32) -> Self {
        let grey = self.grey();
        for plane in self.values.chunks_exact_mut(grey.len().max(1)) {
            for (value, grey) in plane.iter_mut().zip(&grey) {
                *value = (*value * factor + (1.0 - factor) * grey).clamp(0.0, 1.0);
            }
        }
        self
    }

    /// All three channels become the grey.
    pub fn grayscale(mut self) -> Self {
        self.values = self.grey().repeat(3);
        self
    }

    /// # Shapes
    /// - output: `[height, width]`, flat
    fn grey(&self) -> Vec<f32> {
        let plane = self.plane();
        let weighted = |i: usize| (0..3).map(|c| GREY[c] * self.values[c * plane + i]).sum::<f32>();
        (0..plane).map(weighted).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Planes {
        Planes {
            width: 2,
            height: 1,
            values: vec![1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        }
    }

    #[test]
    fn factors_of_one_change_nothing_and_of_zero_leave_black_or_grey() {
        assert_eq!(picture().brightness(1.0).contrast(1.0).saturation(1.0), picture());
        assert_eq!(picture().brightness(0.0).values, [0.0; 6]);
        assert_eq!(picture().saturation(0.0), picture().grayscale());
        assert_eq!(picture().grayscale().values, [0.2989, 0.0].repeat(3));
        let flat = picture().contrast(0.0).values;
        assert!(flat.iter().all(|v| (v - 0.2989 / 2.0).abs() < 1e-6), "{flat:?}");
    }
}
