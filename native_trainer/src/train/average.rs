//! The moving average of the weights over the steps of a run: it jitters less than the weights themselves while the
//! learning rate is high, and is what is evaluated and exported where a recipe asks for it.

use burn::module::{Module, ModuleMapper, ModuleVisitor, Param};
use burn::optim::GradientsParams;
use burn::tensor::Tensor;

/// The share of the average that step number `updates`, counted from 1, keeps: the recipe's decay, and less at the
/// beginning, so that the random weights of the start are forgotten at once.
pub fn effective_decay(decay: f64, updates: usize) -> f64 {
    let young = (1 + updates) as f64 / (10 + updates) as f64;
    decay.min(young)
}

/// Moves the average towards the weights: `decay * average + (1 - decay) * weights`, parameter by parameter.
///
/// Both must be the same module with the same parameter ids.
pub fn update<M: Module>(average: M, weights: &M, decay: f64) -> M {
    let mut collected = Collected(GradientsParams::new());
    weights.visit(&mut collected);
    average.map(&mut Blend {
        weights: collected.0,
        decay,
    })
}

/// Parameters by id; burn's container for gradients holds any tensors.
struct Collected(GradientsParams);

impl ModuleVisitor for Collected {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        self.0.register(param.id, param.val());
    }
}

struct Blend {
    weights: GradientsParams,
    decay: f64,
}

impl ModuleMapper for Blend {
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let Some(weight) = self.weights.remove::<D>(param.id) else {
            return param;
        };
        let decay = self.decay;
        param.map(|average| average * decay + weight * (1.0 - decay))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bi_irra::weights::read::name_parameters;
    use bi_irra::weights::write::{Value, collect};
    use burn::nn::{Initializer, Linear, LinearConfig};
    use burn::tensor::Device;

    fn filled(value: f64) -> Linear {
        let layer = LinearConfig::new(2, 1)
            .with_initializer(Initializer::Constant { value })
            .init(&Device::flex());
        name_parameters(layer)
    }

    #[test]
    fn the_average_follows_every_parameter() {
        let mut average = filled(0.0);
        average = update(average, &filled(1.0), 0.75);
        average = update(average, &filled(2.0), 0.5);
        // (0.75 * 0 + 0.25 * 1) / 2 + 2 / 2
        let tensors = collect(&average, &Value).expect("parameters");
        assert_eq!(tensors.len(), 2);
        for (name, tensor) in tensors {
            assert!(
                tensor.values.iter().all(|value| (value - 1.125).abs() < 1e-6),
                "{name}: {tensor:?}"
            );
        }
    }

    #[test]
    fn the_beginning_is_forgotten() {
        assert!(effective_decay(0.999, 1) < 0.2 && effective_decay(0.999, 90) < 0.92);
        assert_eq!(effective_decay(0.999, 100_000), 0.999);
        assert_eq!(effective_decay(0.0, 5), 0.0);
    }
}
