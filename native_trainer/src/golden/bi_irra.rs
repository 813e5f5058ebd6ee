//! Bi-IRRA: outputs, losses, every gradient and one optimiser step (SPEC 5, `bi_irra/`).

pub mod batch;
pub mod config;
mod forward;
pub mod names;
pub mod training;

use super::check::Check;
use super::fixture::Fixture;
use super::set::GoldenSet;
use super::state::parameters;
use crate::error::Result;
use batch::Inputs;
use bi_irra::config::{BiIrraConfig, TextPositions};
use bi_irra::model::bi_irra::network::{BiIrra, Side};
use bi_irra::model::parts::Parts;
use bi_irra::weights::read::load;
use burn::tensor::{Device, Tensor};
use serde_json::Value;

/// What the checks of one variant share.
struct Golden<'a> {
    json: &'a Value,
    config: &'a BiIrraConfig,
    inputs: Inputs<'a>,
    outputs: &'a Fixture,
    device: &'a Device,
}

/// All checks of the set, for both position conventions and both forms of the decoder.
///
/// # Errors
/// When the set is damaged.
pub fn checks(set: &GoldenSet, device: &Device) -> Result<Vec<Check>> {
    let json = set.json("config.json")?;
    let weights = set.tensors("weights.safetensors")?;
    let inputs = set.tensors("inputs.safetensors")?;
    let outputs = set.tensors("outputs.safetensors")?;
    let roberta = "outputs_roberta_pos.safetensors";
    let roberta = set.has(roberta).then(|| set.tensors(roberta)).transpose()?;
    let (zero_based, from_padding) = (TextPositions::ZeroBased, TextPositions::Roberta);
    let variants = [
        ("", zero_based, true, Some(&outputs)),
        ("roberta_pos/", from_padding, true, roberta.as_ref()),
        ("untied/", zero_based, false, Some(&outputs)),
    ];
    let device = device.clone().autodiff();
    let mut checks = names::derived(&weights, &config::model(&json, zero_based, true)?)?;
    for (prefix, positions, tied, outputs) in variants {
        let Some(outputs) = outputs else { continue };
        let config = config::model(&json, positions, tied)?;
        let parameters = parameters(&weights, |name| names::alias(name, tied).is_some());
        let model = load(BiIrra::new(&config, Parts::Training, &device), &parameters)?;
        let golden = Golden {
            json: &json,
            config: &config,
            inputs: Inputs::new(&inputs, "", positions, &device),
            outputs,
            device: &device,
        };
        let mut found = golden.forward(&model)?;
        found.extend(golden.training(set, model)?);
        checks.extend(found.into_iter().map(|check| Check {
            name: format!("{prefix}{}", check.name),
            ..check
        }));
    }
    Ok(checks)
}

impl Golden<'_> {
    fn compare<const D: usize>(&self, checks: &mut Vec<Check>, name: &str, ours: Tensor<D>) -> Result<()> {
        checks.push(Check::output(name, ours, self.outputs)?);
        Ok(())
    }

    /// The given negatives: for each text an image, for each image a text.
    fn negatives(&self, side: Side) -> Result<(Vec<i64>, Vec<i64>)> {
        let language = batch::language(side);
        let rows = |kind: &str| -> Result<Vec<i64>> {
            let stored = self.outputs.get(&format!("{kind}_neg_idx_{language}"))?;
            Ok(stored.integers.clone())
        };
        Ok((rows("image")?, rows("text")?))
    }
}
