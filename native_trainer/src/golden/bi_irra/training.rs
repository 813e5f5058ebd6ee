//! The training step: the four losses together, every gradient, and the parameters after one step of AdamW.

use super::names::alias;
use super::{Golden, config};
use crate::error::{Error, Result};
use crate::golden::check::{Check, GRADIENT, OUTPUT};
use crate::golden::fixture::Fixture;
use crate::golden::set::GoldenSet;
use crate::golden::state::Gradient;
use crate::train::optimizer::build_optimizer;
use bi_irra::config::TextPositions;
use bi_irra::model::bi_irra::losses::LossWeights;
use bi_irra::model::bi_irra::network::{BiIrra, Side};
use bi_irra::objective::losses::Losses;
use bi_irra::weights::import::{DECODER, WORDS};
use bi_irra::weights::read::FloatTensors;
use bi_irra::weights::write::{Value, collect};
use burn::optim::GradientsParams;
use burn::tensor::Tensor;
use std::collections::BTreeSet;

/// Gradients below this are rounding noise (the reference's own f32-f64 difference is up to 1e-5).
const GRADIENT_FLOOR: f32 = 1e-2;
/// Adam's first step is the gradient's sign: parameters whose gradient is smaller are not compared (SPEC 1.7).
const SIGN_NOISE: f32 = 1e-4;

/// The parts of the loss by the reference's names; it reports matching and distillation with their weights.
///
/// # Errors
/// When a part was not computed.
pub fn parts(losses: &Losses, weights: &LossWeights) -> Result<Vec<(&'static str, Tensor<1>)>> {
    let part = |name: &'static str, part: &str, weight: f64| match losses.part(part) {
        Some(part) => Ok((name, part.clone() * weight)),
        None => Err(Error::Input(format!("{name} was not computed"))),
    };
    Ok(vec![
        part("loss_itc", "itc", weights.itc)?,
        part("loss_itm", "itm", weights.itm)?,
        part("loss_mlm", "mlm", weights.mlm)?,
        part("loss_mim", "mim", weights.mim)?,
        ("loss_total", losses.total.clone()),
    ])
}

/// One check for every parameter of the model and every gradient of the reference; one without the other fails.
pub fn gradients(ours: &FloatTensors, reference: &Fixture) -> Vec<Check> {
    let names: BTreeSet<&String> = ours.keys().chain(reference.names()).collect();
    let check = |name: &String| {
        let ours = ours.get(name).map(|t| t.values.as_slice());
        let reference = reference.find(name).map(|t| t.floats.as_slice());
        let both = ours.zip(reference);
        // Lengths that differ fail the check.
        let (ours, reference) = both.unwrap_or((&[], &[f32::NAN]));
        Check::relative(format!("grad.{name}"), ours, reference, GRADIENT, GRADIENT_FLOOR)
    };
    names.into_iter().map(check).collect()
}

/// Compares parameters after steps of AdamW that moved each by `rates` in sum at most, apart from its decay.
///
/// An entry whose first gradient is sign noise is compared on a line of its own, with twice that sum as tolerance:
/// both implementations moved it, by chance in opposite directions. A zero among real gradients is no noise (the
/// word does not occur, the entry only decays).
///
/// # Errors
/// When the reference lacks a gradient.
pub fn parameters(
    label: &str,
    ours: &FloatTensors,
    expected: &Fixture,
    first_gradients: &Fixture,
    tolerance: f32,
    rates: f64,
) -> Result<Vec<Check>> {
    let mut checks = Vec::new();
    let names: BTreeSet<&String> = ours.keys().chain(expected.names()).collect();
    for name in names {
        let own = alias(name, !ours.contains_key(name)).unwrap_or(name);
        let (Some(ours), Some(expected)) = (ours.get(own), expected.find(name)) else {
            let missing = [f32::NAN];
            checks.push(Check::absolute(
                format!("{label}.{name}"),
                &[],
                &missing,
                tolerance,
            ));
            continue;
        };
        let gradient = &first_gradients.get(own)?.floats;
        let all_noise = gradient.iter().all(|g| g.abs() < SIGN_NOISE);
        let is_noise = |g: f32| all_noise || (g != 0.0 && g.abs() < SIGN_NOISE);
        let mut compare = |label: String, noise: bool, tolerance: f32| {
            let pick = |values: &[f32]| -> Vec<f32> {
                let pairs = values.iter().zip(gradient);
                pairs
                    .filter(|(_, g)| is_noise(**g) == noise)
                    .map(|(v, _)| *v)
                    .collect()
            };
            // Another number of values fails before any is picked.
            let (ours, expected) = match ours.values.len() == expected.floats.len() {
                true => (pick(&ours.values), pick(&expected.floats)),
                false => (ours.values.clone(), expected.floats.clone()),
            };
            if !expected.is_empty() {
                checks.push(Check::absolute(label, &ours, &expected, tolerance));
            }
        };
        compare(format!("{label}.{name}"), false, tolerance);
        compare(
            format!("{label}_noise.{name}"),
            true,
            2.0 * rates as f32 + tolerance,
        );
    }
    Ok(checks)
}

impl Golden<'_> {
    /// The losses of the training forward pass, the gradients and the parameters after one step.
    pub(super) fn training(&self, set: &GoldenSet, model: BiIrra) -> Result<Vec<Check>> {
        let mut checks = Vec::new();
        let batch = self.inputs.train_batch()?;
        let given = [self.negatives(Side::Source)?, self.negatives(Side::Target)?];
        let weights = config::loss_weights(self.json);
        let losses = model.losses(&batch, weights, &mut |side, _, _| {
            given[usize::from(side == Side::Target)].clone()
        });
        for (name, part) in parts(&losses, &weights)? {
            self.compare(&mut checks, name, part)?;
        }
        if self.config.text.positions != TextPositions::ZeroBased {
            return Ok(checks);
        }
        let backward = losses.total.backward();
        let ours = collect(&model, &Gradient(&backward))?;
        if self.config.tied_decoder {
            let reference = set.tensors("grads.safetensors")?;
            checks.extend(gradients(&ours, &reference));
            let stepped = "params_after_adamw_step.safetensors";
            if set.has(stepped) {
                let grads = GradientsParams::from_grads(backward, &model);
                let (optimizer, rate) = config::optimizer(self.json)?;
                let model = build_optimizer(&optimizer, &model).step(rate, model, grads);
                let expected = set.tensors(stepped)?;
                let ours = collect(&model, &Value)?;
                // A step moves a parameter by about lr = 1e-3; a tenth of the output tolerance tells steps apart.
                let tolerance = OUTPUT / 10.0;
                checks.extend(parameters(
                    "adamw", &ours, &expected, &reference, tolerance, rate,
                )?);
            }
        } else if set.has("grads_untied_decoder.safetensors") {
            // All other gradients are those of the tied form.
            let reference = set.tensors("grads_untied_decoder.safetensors")?;
            let affected = ours
                .into_iter()
                .filter(|(name, _)| [WORDS, DECODER].contains(&name.as_str()));
            checks.extend(gradients(&affected.collect(), &reference));
        }
        Ok(checks)
    }
}
