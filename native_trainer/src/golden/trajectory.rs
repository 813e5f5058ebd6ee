//! Ten training steps: the losses of each, and where they lead (`trajectory/`).
//!
//! The set comes from `tests/generate/trajectory.py`, an implementation of the training step in PyTorch that first
//! proves itself on the authors' tensors. Batches, negatives and start weights are given; dropout is off.

use super::bi_irra::batch::{Inputs, language};
use super::bi_irra::{config, training};
use super::check::{Check, OUTPUT};
use super::fixture::Fixture;
use super::set::GoldenSet;
use super::state::{Gradient, parameters, read};
use crate::error::{Error, Result};
use crate::train::optimizer::build_optimizer;
use crate::train::schedule::Schedule;
use bi_irra::config::TextPositions;
use bi_irra::model::bi_irra::network::{BiIrra, Side};
use bi_irra::model::parts::Parts;
use bi_irra::objective::mlm;
use bi_irra::weights::read::{FloatTensors, load};
use bi_irra::weights::write::{Value, collect};
use burn::optim::GradientsParams;
use burn::tensor::Device;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Rates are at most 1e-3, and an f32 rounds them by 6e-8 of their size.
const RATE: f32 = 1e-9;

/// Runs the steps again and compares each loss, the first gradients and the last parameters.
///
/// # Errors
/// When the set is damaged.
pub fn checks(set: &GoldenSet, device: &Device) -> Result<Vec<Check>> {
    let json = set.json("config.json")?;
    let positions = TextPositions::ZeroBased;
    let config = config::model(&json, positions, true)?;
    let device = device.clone().autodiff();
    let weights = parameters(&set.tensors("weights.safetensors")?, |_| false);
    let mut model = load(BiIrra::new(&config, Parts::Training, &device), &weights)?;
    let batches = set.tensors("batches.safetensors")?;
    let reference = set.tensors("steps.safetensors")?;
    let (steps, cycle) = (
        config::number(&json, "steps")?,
        config::number(&json, "batches")?.max(1),
    );
    let schedule = schedule(&json, steps)?;
    let (optimizer, _) = config::optimizer(&json)?;
    let mut optimizer = build_optimizer(&optimizer, &model);
    let loss_weights = config::loss_weights(&json);
    let mut found: BTreeMap<&str, Vec<f32>> = BTreeMap::new();
    let mut first_gradients: Option<FloatTensors> = None;
    for step in 0..steps {
        let inputs = Inputs::new(&batches, format!("{}.", step % cycle), positions, &device);
        let batch = inputs.train_batch()?;
        let given = [
            negatives(&reference, step, steps, Side::Source)?,
            negatives(&reference, step, steps, Side::Target)?,
        ];
        let losses = model.losses(&batch, loss_weights, &mut |side, _, _| {
            given[usize::from(side == Side::Target)].clone()
        });
        for (name, part) in training::parts(&losses, &loss_weights)? {
            found.entry(name).or_default().extend(read(part)?);
        }
        for (name, side, text) in [
            ("loss_mlm_sl", Side::Source, &batch.source),
            ("loss_mlm_tl", Side::Target, &batch.target),
        ] {
            let image = model.image_encoder().forward(inputs.image()?, None);
            let logits = model.masked_word_logits(image, &text.masked, inputs.masked_positions(side)?);
            let loss = mlm::masked_word_loss(logits, &text.labels);
            found.entry(name).or_default().extend(read(loss)?);
        }
        let backward = losses.total.backward();
        if first_gradients.is_none() {
            first_gradients = Some(collect(&model, &Gradient(&backward))?);
        }
        let rate = schedule.at(step);
        found.entry("rate").or_default().push(rate as f32);
        let grads = GradientsParams::from_grads(backward, &model);
        model = optimizer.step(rate, model, grads);
    }
    let mut checks = Vec::new();
    for (name, found) in &found {
        let tolerance = if *name == "rate" { RATE } else { OUTPUT };
        let expected = &reference.get(name)?.floats;
        checks.push(Check::absolute(*name, found, expected, tolerance));
    }
    let expected_gradients = set.tensors("first_grads.safetensors")?;
    let first_gradients = first_gradients.unwrap_or_default();
    checks.extend(training::gradients(&first_gradients, &expected_gradients));
    let rates = (0..steps).map(|step| schedule.at(step)).sum();
    // Rounding moves a last parameter by 4e-7 in the generator; a step of another rate moves it by 1e-4 and more.
    let tolerance = OUTPUT / 10.0;
    checks.extend(training::parameters(
        "final",
        &collect(&model, &Value)?,
        &set.tensors("final.safetensors")?,
        &expected_gradients,
        tolerance,
        rates,
    )?);
    Ok(checks)
}

/// The warm-up and cosine of the set.
fn schedule(json: &Json, total_steps: usize) -> Result<Schedule> {
    let schedule = &json["schedule"];
    let rate = |key: &str| {
        let value = schedule[key].as_f64();
        value.ok_or_else(|| Error::Input(format!("config.json: `schedule.{key}` is missing")))
    };
    Ok(Schedule {
        start: rate("start")?,
        peak: rate("peak")?,
        end: rate("end")?,
        warmup_steps: config::number(schedule, "warmup_steps")?,
        hold_steps: 0,
        total_steps,
    })
}

/// The negatives of a step: for each text an image, for each image a text.
fn negatives(reference: &Fixture, step: usize, steps: usize, side: Side) -> Result<(Vec<i64>, Vec<i64>)> {
    let rows = |kind: &str| -> Result<Vec<i64>> {
        let name = format!("{kind}_neg_idx_{}", language(side));
        let [stored, batch] = reference.shape(&name)?;
        if stored != steps {
            return Err(Error::Input(format!(
                "steps.safetensors: tensor `{name}`: expected {steps} rows, found {stored}"
            )));
        }
        let rows = &reference.get(&name)?.integers;
        Ok(rows[step * batch..(step + 1) * batch].to_vec())
    };
    Ok((rows("image")?, rows("text")?))
}
