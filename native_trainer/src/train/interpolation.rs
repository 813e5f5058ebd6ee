//! Weights between two models of which one went on from the other.
//!
//! A model that learns on at a high rate gains on what it is shown and forgets some of what it saw before; the weights on
//! the straight line between before and after often do better than both (WiSE-FT, arXiv 2109.01903; model soups, arXiv
//! 2203.05482).

use bi_irra::weights::read::FloatTensors;

/// The weights at `share` of the way from `before` to `after`.
///
/// # Errors
/// Names the first tensor that only one of them has, or that has another shape in the other.
pub fn interpolate(before: &FloatTensors, after: FloatTensors, share: f32) -> Result<FloatTensors, String> {
    if let Some(name) = before.keys().find(|name| !after.contains_key(*name)) {
        return Err(format!("`{name}` is missing in the checkpoint"));
    }
    after
        .into_iter()
        .map(|(name, mut tensor)| {
            let other = before
                .get(&name)
                .ok_or_else(|| format!("`{name}` is missing in the weights to mix with"))?;
            if other.shape != tensor.shape {
                return Err(format!(
                    "`{name}` is {:?} in the checkpoint, {:?} in the weights to mix with",
                    tensor.shape, other.shape
                ));
            }
            for (value, other) in tensor.values.iter_mut().zip(&other.values) {
                *value = other + (*value - other) * share;
            }
            Ok((name, tensor))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bi_irra::weights::read::FloatTensor;

    fn weights(values: &[f32]) -> FloatTensors {
        let tensor = FloatTensor {
            shape: vec![values.len()],
            values: values.to_vec(),
        };
        [("layer.weight".to_string(), tensor)].into_iter().collect()
    }

    #[test]
    fn the_ends_are_the_two_models_and_the_middle_is_their_mean() {
        let (before, after) = (weights(&[1.0, -2.0]), weights(&[3.0, 2.0]));
        for (share, expected) in [(0.0, [1.0, -2.0]), (1.0, [3.0, 2.0]), (0.5, [2.0, 0.0])] {
            let mixed = interpolate(&before, after.clone(), share).expect("of one shape");
            assert_eq!(mixed["layer.weight"].values, expected);
        }
    }

    #[test]
    fn other_models_are_refused_by_the_tensor_that_tells() {
        let other = interpolate(&weights(&[1.0]), weights(&[1.0, 2.0]), 0.5).expect_err("another shape");
        assert!(
            other.contains("layer.weight") && other.contains("[2]") && other.contains("[1]"),
            "{other}"
        );
        let missing =
            interpolate(&FloatTensors::new(), weights(&[1.0]), 0.5).expect_err("one tensor too many");
        assert!(missing.contains("layer.weight"), "{missing}");
        let missing = interpolate(&weights(&[1.0]), FloatTensors::new(), 0.5).expect_err("one too few");
        assert!(missing.contains("checkpoint"), "{missing}");
    }
}
