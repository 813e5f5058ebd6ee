//! AdamW with the reference's parameter groups, and clipping by the global norm.

use bi_irra::weights::names::ParameterPath;
use burn::module::{Module, ModuleVisitor, Param, ParamGroup};
use burn::optim::{AdamWConfig, GradientsParams, ModuleOptimizer};
use burn::tensor::Tensor;
use serde::{Deserialize, Serialize};

/// AdamW's constants.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OptimizerConfig {
    /// Decoupled weight decay of matrices and embeddings.
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
            weight_decay: 0.02,
            beta_1: 0.9,
            beta_2: 0.98,
            epsilon: 1e-8,
        }
    }
}

/// Builds AdamW for the module: vectors and biases (the position bias tables too) are not decayed (SPEC 1.7).
pub fn build_optimizer<M: Module>(config: &OptimizerConfig, module: &M) -> ModuleOptimizer {
    let adamw = |decay: f64| {
        AdamWConfig::new()
            .with_beta_1(config.beta_1 as f32)
            .with_beta_2(config.beta_2 as f32)
            .with_epsilon(config.epsilon as f32)
            .with_weight_decay(decay as f32)
            .build()
    };
    let mut undecayed = Undecayed::default();
    module.visit(&mut undecayed);
    ModuleOptimizer::from(adamw(config.weight_decay)).with_group(
        ParamGroup::from_paths(undecayed.paths),
        adamw(0.0),
        None,
    )
}

/// Collects burn's paths of the parameters without weight decay.
#[derive(Default)]
struct Undecayed {
    path: ParameterPath,
    paths: Vec<String>,
}

impl ModuleVisitor for Undecayed {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.exit();
    }

    fn visit_float<const D: usize>(&mut self, _param: &Param<Tensor<D>>) {
        let name = self.path.name();
        if D < 2 || ["bias", ".ln", ".bn"].iter().any(|part| name.contains(part)) {
            self.paths.push(self.path.raw());
        }
    }
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
