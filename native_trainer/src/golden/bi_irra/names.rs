//! Names of the stored state dict that are no parameters of the model: second names, and buffers that we compute.

use crate::error::Result;
use crate::golden::check::Check;
use crate::golden::fixture::Fixture;
use bi_irra::config::BiIrraConfig;
use bi_irra::nn::position::relative_index;
use bi_irra::weights::import::{DECODER, DECODER_BIAS, WORDS};

/// The second name of the MLM bias.
const BIAS_ALIAS: &str = "text_encoder.mlm_head.predictions.decoder.bias";
/// Buffers of the reference that we compute.
const BUFFERS: [&str; 2] = [".relative_position_index", ".position_ids"];

/// The parameter that this name stands for, where it is a second name.
pub fn alias(name: &str, tied: bool) -> Option<&'static str> {
    match name {
        BIAS_ALIAS => Some(DECODER_BIAS),
        DECODER if tied => Some(WORDS),
        _ => None,
    }
}

/// Whether the name is a parameter of the model.
pub fn is_parameter(name: &str, tied: bool) -> bool {
    alias(name, tied).is_none() && !BUFFERS.iter().any(|end| name.ends_with(end))
}

/// What we do not store but compute: index buffers, and second names of parameters.
///
/// # Errors
/// When a parameter that has a second name is missing.
pub fn derived(weights: &Fixture, config: &BiIrraConfig) -> Result<Vec<Check>> {
    let mut checks = Vec::new();
    for name in weights.names() {
        let label = format!("state.{name}");
        if let Some(first) = alias(name, config.tied_decoder) {
            let (first, second) = (weights.get(first)?, weights.get(name)?);
            checks.push(Check::absolute(label, &first.floats, &second.floats, 0.0));
        } else if let Some(buffer) = BUFFERS.iter().position(|end| name.ends_with(end)) {
            let ours = match buffer {
                0 => relative_index(config.grid()),
                _ => (0..config.text.max_positions as i64).collect(),
            };
            checks.push(Check::exact(label, &ours, &weights.get(name)?.integers));
        }
    }
    Ok(checks)
}
