//! The optimisers with the references' parameter groups, and clipping by the global norm.

use crate::train::parameter_groups::{ParamGroupRule, Scaled, groups};
use burn::module::{Module, ModuleVisitor, Param, ParamGroup};
use burn::optim::decay::WeightDecayConfig;
use burn::optim::momentum::MomentumConfig;
use burn::optim::{Adam, AdamConfig, AdamW, AdamWConfig, GradientsParams, ModuleOptimizer, Sgd, SgdConfig};
use burn::tensor::Tensor;
use serde::{Deserialize, Serialize};

/// The optimiser's constants.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OptimizerConfig {
    /// Whose optimiser and parameter groups.
    pub rule: ParamGroupRule,
    /// Weight decay of the parameters that the rule decays.
    pub weight_decay: f64,
    /// Decay of the first moment.
    pub beta_1: f64,
    /// Decay of the second moment.
    pub beta_2: f64,
    /// Added to the root of the second moment.
    pub epsilon: f64,
}

impl Default for OptimizerConfig {
    /// SPEC 1.7.
    fn default() -> Self {
        Self {
            rule: ParamGroupRule::BiIrra,
            weight_decay: 0.02,
            beta_1: 0.9,
            beta_2: 0.98,
            epsilon: 1e-8,
        }
    }
}

/// Builds the optimiser of the rule for the module.
pub fn build_optimizer<M: Module>(config: &OptimizerConfig, module: &M) -> ModuleOptimizer {
    let fallback = ModuleOptimizer::from(adamw(config, config.weight_decay));
    groups(config.rule, module)
        .into_iter()
        .fold(fallback, |optimizer, (options, paths)| {
            let group = ParamGroup::from_paths(paths);
            let decay = if options.decayed { config.weight_decay } else { 0.0 };
            let ratio = options.ratio;
            match config.rule {
                ParamGroupRule::BiIrra => optimizer.with_group(
                    group,
                    Scaled {
                        inner: adamw(config, decay),
                        ratio,
                    },
                    None,
                ),
                ParamGroupRule::Irra => optimizer.with_group(
                    group,
                    Scaled {
                        inner: adam(config, decay),
                        ratio,
                    },
                    None,
                ),
                ParamGroupRule::Ivt => optimizer.with_group(
                    group,
                    Scaled {
                        inner: sgd(config, decay),
                        ratio,
                    },
                    None,
                ),
            }
        })
}

fn adamw(config: &OptimizerConfig, decay: f64) -> AdamW {
    AdamWConfig::new()
        .with_beta_1(config.beta_1 as f32)
        .with_beta_2(config.beta_2 as f32)
        .with_epsilon(config.epsilon as f32)
        .with_weight_decay(decay as f32)
        .build()
}

fn adam(config: &OptimizerConfig, decay: f64) -> Adam {
    let decay = WeightDecayConfig {
        penalty: decay as f32,
    };
    AdamConfig::new()
        .with_beta_1(config.beta_1 as f32)
        .with_beta_2(config.beta_2 as f32)
        .with_epsilon(config.epsilon as f32)
        .with_weight_decay(Some(decay))
        .build()
}

fn sgd(config: &OptimizerConfig, decay: f64) -> Sgd {
    let momentum = MomentumConfig::new()
        .with_momentum(config.beta_1)
        .with_dampening(0.0);
    let decay = WeightDecayConfig {
        penalty: decay as f32,
    };
    SgdConfig::new()
        .with_momentum(Some(momentum))
        .with_weight_decay(Some(decay))
        .build()
}

/// Scales all gradients so that their joint norm is at most `limit`; the norm before scaling.
pub fn clip_by_global_norm<M: Module>(
    module: &M,
    mut grads: GradientsParams,
    limit: f64,
) -> (GradientsParams, f64) {
    let mut norm = SquaredNorm {
        grads: &grads,
        sum: None,
    };
    module.visit(&mut norm);
    let total = norm
        .sum
        .map_or(0.0, |sum| f64::from(sum.into_scalar::<f32>()).sqrt());
    if total > limit {
        let mut scale = Scale {
            grads: &mut grads,
            factor: limit / total,
        };
        module.visit(&mut scale);
    }
    (grads, total)
}

struct SquaredNorm<'g> {
    grads: &'g GradientsParams,
    sum: Option<Tensor<1>>,
}

impl ModuleVisitor for SquaredNorm<'_> {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if let Some(grad) = self.grads.get::<D>(param.id) {
            let square = grad.square().sum();
            self.sum = Some(match self.sum.take() {
                Some(sum) => sum + square,
                None => square,
            });
        }
    }
}

struct Scale<'g> {
    grads: &'g mut GradientsParams,
    factor: f64,
}

impl ModuleVisitor for Scale<'_> {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if let Some(grad) = self.grads.remove::<D>(param.id) {
            self.grads.register(param.id, grad * self.factor);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bi_irra::nn::ops::init_linear;
    use bi_irra::weights::read::name_parameters;
    use bi_irra::weights::write::{Value, collect};
    use burn::nn::Linear;
    use burn::tensor::Device;

    #[derive(Module, Debug)]
    struct Two {
        cross: Linear,
        plain: Linear,
    }

    /// Both layers after one step at rate 0.1, every gradient being 0.002, and before it.
    fn step(rule: ParamGroupRule) -> [bi_irra::weights::read::FloatTensors; 2] {
        let device = Device::flex().autodiff();
        let two = name_parameters(Two {
            cross: init_linear(2, 3, 0.5, &device),
            plain: init_linear(3, 2, 0.5, &device),
        });
        let config = OptimizerConfig {
            rule,
            weight_decay: 0.01,
            beta_1: 0.9,
            beta_2: 0.999,
            epsilon: 1e-3,
        };
        let sum = |layer: &Linear| {
            let bias = layer.bias.as_ref().expect("a bias").val();
            layer.weight.val().sum() + bias.sum()
        };
        let loss = (sum(&two.cross) + sum(&two.plain)) * 0.002;
        let before = collect(&two, &Value).expect("readable");
        let grads = GradientsParams::from_grads(loss.backward(), &two);
        let two = build_optimizer(&config, &two).step(0.1, two, grads);
        [before, collect(&two, &Value).expect("readable")]
    }

    #[test]
    fn irra_decays_through_the_gradient_and_scales_the_rate_by_name() {
        let [before, after] = step(ParamGroupRule::Irra);
        for (name, ratio, decay) in [
            ("cross.weight", 5.0, 0.01),
            ("cross.bias", 2.0, 0.0),
            ("plain.weight", 1.0, 0.01),
            ("plain.bias", 2.0, 0.0),
        ] {
            for (old, new) in before[name].values.iter().zip(&after[name].values) {
                // The first step of Adam: both moments are those of this one gradient.
                let gradient = 0.002 + decay * old;
                let expected = old - 0.1 * ratio * gradient / (gradient.abs() + 1e-3);
                assert!((new - expected).abs() < 1e-5, "{name}: {old} {new} {expected}");
            }
        }
    }

    #[test]
    fn bi_irra_decays_matrices_beside_the_gradient_at_one_rate() {
        let [before, after] = step(ParamGroupRule::BiIrra);
        for (name, decay) in [
            ("cross.weight", 0.01),
            ("cross.bias", 0.0),
            ("plain.weight", 0.01),
        ] {
            for (old, new) in before[name].values.iter().zip(&after[name].values) {
                let expected = old * (1.0 - 0.1 * decay) - 0.1 * 0.002 / (0.002 + 1e-3);
                assert!((new - expected).abs() < 1e-5, "{name}: {old} {new} {expected}");
            }
        }
    }
}
