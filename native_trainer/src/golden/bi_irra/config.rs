//! Our configurations for the `config.json` of a set.

use crate::error::{Error, Result};
use crate::train::optimizer::OptimizerConfig;
use crate::train::parameter_groups::ParamGroupRule;
use bi_irra::config::{BiIrraConfig, FORMAT, Stem, TextConfig, TextPositions, VisionConfig};
use bi_irra::model::bi_irra::losses::LossWeights;
use serde_json::Value;

/// The whole number of this key.
///
/// # Errors
/// When it is missing or something else.
pub fn number(json: &Value, key: &str) -> Result<usize> {
    let value = json[key].as_u64().and_then(|v| usize::try_from(v).ok());
    value.ok_or_else(|| missing(key))
}

fn missing(key: &str) -> Error {
    Error::Input(format!("config.json: `{key}` is missing"))
}

/// The model that the set was made with.
///
/// # Errors
/// When a dimension is missing or impossible.
pub fn model(json: &Value, positions: TextPositions, tied: bool) -> Result<BiIrraConfig> {
    let number = |key: &str| number(json, key);
    let sides = json["image_size"]
        .as_array()
        .map(|a| a.iter().filter_map(Value::as_u64).collect::<Vec<_>>());
    let Some(&[height, width]) = sides.as_deref() else {
        return Err(Error::Input("config.json: `image_size` is not a pair".into()));
    };
    let config = BiIrraConfig {
        format: FORMAT,
        hidden: number("hidden")?,
        heads: number("heads")?,
        cross_layers: number("cross_layers")?,
        embed_dim: number("embed_dim")?,
        concepts: 0,
        regions: 0,
        calibration: None,
        languages: Vec::new(),
        target_projection: true,
        tied_decoder: tied,
        vision: VisionConfig {
            image_size: [height as usize, width as usize],
            patch: number("patch_size")?,
            stem: Stem::Patch,
            absolute_positions: false,
            layers: number("vision_layers")?,
            intermediate: number("vision_intermediate")?,
            layer_scale: json["init_values"].as_f64().unwrap_or(0.1),
            drop_path: 0.0,
            mean: [0.0; 3],
            std: [1.0; 3],
        },
        text: TextConfig {
            vocabulary: number("vocab_size")?,
            layers: number("text_layers")?,
            intermediate: number("text_intermediate")?,
            max_positions: number("max_position")?,
            positions,
            max_tokens: number("text_len")?,
            dropout: 0.0,
        },
    };
    config.validate()?;
    Ok(config)
}

/// The weights of the losses; the paper's where the set does not state them.
pub fn loss_weights(json: &Value) -> LossWeights {
    let paper = LossWeights::default();
    let weight = |key: &str, usual: f64| json[key].as_f64().unwrap_or(usual);
    LossWeights {
        itm: weight("itm_weight", paper.itm),
        mim: weight("mim_weight", paper.mim),
        ..paper
    }
}

/// AdamW's constants and the learning rate.
///
/// # Errors
/// When one is missing.
pub fn optimizer(json: &Value) -> Result<(OptimizerConfig, f64)> {
    let opt = &json["opt"];
    let option = |key: &str| opt[key].as_f64().ok_or_else(|| missing(&format!("opt.{key}")));
    let betas = opt["betas"].as_array().map(Vec::as_slice).unwrap_or_default();
    let &[Some(beta_1), Some(beta_2)] = betas.iter().map(Value::as_f64).collect::<Vec<_>>().as_slice() else {
        return Err(missing("opt.betas"));
    };
    let config = OptimizerConfig {
        rule: ParamGroupRule::BiIrra,
        weight_decay: option("weight_decay")?,
        beta_1,
        beta_2,
        epsilon: option("eps")?,
    };
    Ok((config, option("lr")?))
}
