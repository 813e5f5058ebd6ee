//! Learning rates and weight decay by parameter: each method's rule, by the parameters' names (SPEC 1.7 to 3).

use bi_irra::weights::names::ParameterPath;
use burn::module::{Module, ModuleVisitor, Param};
use burn::optim::{LearningRate, Optimizer};
use burn::tensor::{Device, Tensor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whose rule decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParamGroupRule {
    /// One rate; vectors, biases and norms are not decayed. Decay is decoupled (AdamW).
    #[default]
    BiIrra,
    /// New parts learn five times, biases twice as fast; biases are not decayed. Decay is part of the gradient (Adam).
    Irra,
    /// Biases learn twice as fast. Decay is part of the gradient, momentum is `beta_1` (stochastic gradient descent).
    Ivt,
}

/// What the parameters of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParamGroupOptions {
    /// Multiplies the learning rate.
    pub ratio: f64,
    /// Whether weight decay applies.
    pub decayed: bool,
}

impl ParamGroupRule {
    /// The options of a parameter with `axes` axes.
    pub fn options(self, name: &str, axes: usize) -> ParamGroupOptions {
        let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        match self {
            Self::BiIrra => ParamGroupOptions {
                ratio: 1.0,
                decayed: axes >= 2 && !has(&["bias", ".ln", ".bn"]),
            },
            Self::Irra => {
                let bias = has(&["bias"]);
                // Later rules win over earlier ones, as in the authors' code.
                let ratio = if has(&["classifier", "mlm_head"]) {
                    5.0
                } else if bias {
                    2.0
                } else if has(&["cross"]) {
                    5.0
                } else {
                    1.0
                };
                ParamGroupOptions {
                    ratio,
                    decayed: !bias,
                }
            }
            Self::Ivt => ParamGroupOptions {
                ratio: if has(&["bias"]) { 2.0 } else { 1.0 },
                decayed: true,
            },
        }
    }
}

/// The groups of a module: their parameters by burn's paths.
pub fn groups<M: Module>(rule: ParamGroupRule, module: &M) -> Vec<(ParamGroupOptions, Vec<String>)> {
    let mut collector = Collector {
        rule,
        path: ParameterPath::default(),
        groups: BTreeMap::new(),
    };
    module.visit(&mut collector);
    collector.groups.into_values().collect()
}

struct Collector {
    rule: ParamGroupRule,
    path: ParameterPath,
    groups: BTreeMap<(u64, bool), (ParamGroupOptions, Vec<String>)>,
}

impl ModuleVisitor for Collector {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.exit();
    }

    fn visit_float<const D: usize>(&mut self, _param: &Param<Tensor<D>>) {
        let options = self.rule.options(&self.path.name(), D);
        let key = (options.ratio.to_bits(), options.decayed);
        let group = self.groups.entry(key).or_insert((options, Vec::new()));
        group.1.push(self.path.raw());
    }
}

/// An optimiser at a multiple of the learning rate.
#[derive(Clone, Debug)]
pub struct Scaled<O> {
    /// The optimiser.
    pub inner: O,
    /// Multiplies the learning rate.
    pub ratio: f64,
}

impl<O: Optimizer> Optimizer for Scaled<O> {
    type State<const D: usize> = O::State<D>;

    fn step<const D: usize>(
        &self,
        lr: LearningRate,
        tensor: Tensor<D>,
        grad: Tensor<D>,
        state: Option<Self::State<D>>,
    ) -> (Tensor<D>, Option<Self::State<D>>) {
        self.inner.step(lr * self.ratio, tensor, grad, state)
    }

    fn to_device<const D: usize>(state: Self::State<D>, device: &Device) -> Self::State<D> {
        O::to_device(state, device)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_decide() {
        let options = |rule: ParamGroupRule, name: &str, axes| {
            let found = rule.options(name, axes);
            (found.ratio, found.decayed)
        };
        let block = "base_model.transformer.resblocks.0.";
        for (name, axes, expected) in [
            ("base_model.visual.conv1.weight", 4, (1.0, true)),
            (&format!("{block}ln_1.weight"), 1, (1.0, true)),
            (&format!("{block}attn.in_proj_bias"), 1, (2.0, false)),
            ("cross_attn.in_proj_weight", 2, (5.0, true)),
            ("cross_attn.in_proj_bias", 1, (2.0, false)),
            ("cross_modal_transformer.resblocks.0.ln_1.weight", 1, (5.0, true)),
            ("ln_pre_i.weight", 1, (1.0, true)),
            ("mlm_head.fc.weight", 2, (5.0, true)),
            ("mlm_head.fc.bias", 1, (5.0, false)),
            ("classifier.bias", 1, (5.0, false)),
        ] {
            assert_eq!(options(ParamGroupRule::Irra, name, axes), expected, "{name}");
        }
        for (name, expected) in [
            ("blocks.0.attn.qkv.bias", (2.0, true)),
            ("blocks.0.attn.qkv.weight", (1.0, true)),
            ("cls_token", (1.0, true)),
        ] {
            assert_eq!(options(ParamGroupRule::Ivt, name, 1), expected, "{name}");
        }
        for (name, axes, decayed) in [
            ("text_encoder.bert.embeddings.word_embeddings.weight", 2, true),
            (
                "vision_encoder.blocks.0.attn.relative_position_bias_table",
                2,
                false,
            ),
            ("vision_encoder.blocks.0.gamma_1", 1, false),
            ("vision_encoder.cls_token", 3, true),
        ] {
            assert_eq!(
                options(ParamGroupRule::BiIrra, name, axes),
                (1.0, decayed),
                "{name}"
            );
        }
    }
}
