//! The loss of a batch, part by part.

use burn::tensor::{Device, Tensor};

/// The weighted sum that is minimised, and the parts that it was made of.
#[derive(Clone, Debug)]
pub struct Losses {
    /// Name and unweighted value of each part that was computed, each `[1]`, in the order in which they were added.
    pub parts: Vec<(&'static str, Tensor<1>)>,
    /// `[1]`, the weighted sum.
    pub total: Tensor<1>,
}

impl Losses {
    /// No part yet.
    pub fn new(device: &Device) -> Self {
        Self {
            parts: Vec::new(),
            total: Tensor::zeros([1], device),
        }
    }

    /// Adds a part `[1]` with its weight; one that was not computed leaves no trace.
    #[must_use]
    pub fn with(mut self, name: &'static str, weight: f64, part: Option<Tensor<1>>) -> Self {
        if let Some(part) = part {
            self.total = self.total + part.clone() * weight;
            self.parts.push((name, part));
        }
        self
    }

    /// The part of a name, if it was computed.
    pub fn part(&self, name: &str) -> Option<&Tensor<1>> {
        let mut parts = self.parts.iter();
        parts.find_map(|(part, value)| (*part == name).then_some(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_is_the_weighted_sum_of_what_was_computed() {
        let device = Device::flex();
        let value = |value: f32| Some(Tensor::<1>::from_floats([value], &device));
        let losses = Losses::new(&device)
            .with("itc", 1.0, value(3.0))
            .with("mlm", 7.0, None)
            .with("itm", 0.5, value(4.0));
        assert_eq!(losses.total.clone().into_scalar::<f32>(), 5.0);
        let names: Vec<&str> = losses.parts.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["itc", "itm"]);
        let matching = losses.part("itm").cloned().map(|part| part.into_scalar::<f32>());
        assert_eq!(matching, Some(4.0));
        assert!(losses.part("mlm").is_none());
    }
}
