//! IRRA: features, every loss and every gradient (SPEC 5, `irra/`).

use super::check::{Check, GRADIENT, OUTPUT};
use super::fixture::Fixture;
use super::set::GoldenSet;
use super::state::{Gradient, parameters, read};
use crate::error::{Error, Result};
use bi_irra::config::irra::{IrraConfig, IrraTextConfig, IrraVisionConfig};
use bi_irra::config::{FORMAT, Stem};
use bi_irra::model::irra::{Irra, IrraBatch, IrraLossWeights, IrraTokens, MaskedTexts};
use bi_irra::model::parts::Parts;
use bi_irra::nn::ops::l2_normalize;
use bi_irra::objective::sdm;
use bi_irra::weights::positions::resize_positions;
use bi_irra::weights::read::load;
use bi_irra::weights::write::collect;
use burn::tensor::{Device, Tensor};
use serde_json::Value as Json;

/// Gradients below this are rounding noise.
const GRADIENT_FLOOR: f32 = 1e-3;

/// All checks of the set.
///
/// # Errors
/// When the set is damaged.
pub fn checks(set: &GoldenSet, device: &Device) -> Result<Vec<Check>> {
    let json = set.json("config.json")?;
    let inputs = set.tensors("inputs.safetensors")?;
    let outputs = set.tensors("outputs.safetensors")?;
    let weights = set.tensors("weights.safetensors")?;
    let config = config(&json)?;
    let device = device.clone().autodiff();
    let model = load(
        Irra::new(&config, Parts::Training, &device),
        &parameters(&weights, |_| false),
    )?;
    let mut golden = Golden {
        json: &json,
        config: &config,
        inputs: &inputs,
        outputs: &outputs,
        device: &device,
        checks: Vec::new(),
    };
    golden.resized_positions()?;
    golden.encoders(&model)?;
    golden.identity(&model)?;
    golden.words(&model)?;
    golden.alignment(&model)?;
    golden.training(&model, &set.tensors("grads.safetensors")?)?;
    Ok(golden.checks)
}

/// Our configuration for the set's `config.json`.
fn config(json: &Json) -> Result<IrraConfig> {
    let number = |key: &str| {
        let value = json[key].as_u64().and_then(|v| usize::try_from(v).ok());
        value.ok_or_else(|| Error::Input(format!("config.json: `{key}` is missing")))
    };
    let sides: Option<Vec<usize>> = json["image_size"]
        .as_array()
        .map(|a| a.iter().filter_map(Json::as_u64).map(|v| v as usize).collect());
    let Some(&[height, width]) = sides.as_deref() else {
        return Err(Error::Input("config.json: `image_size` is not a pair".into()));
    };
    let config = IrraConfig {
        format: FORMAT,
        embed_dim: number("embed_dim")?,
        cross_heads: number("cross_heads")?,
        cross_layers: number("cmt_depth")?,
        temperature: json["temperature"]
            .as_f64()
            .ok_or_else(|| Error::Input("config.json: `temperature` is missing".into()))?,
        identities: number("num_classes")?,
        concepts: 0,
        vision: IrraVisionConfig {
            image_size: [height, width],
            patch: number("patch_size")?,
            stride: number("stride")?,
            stem: Stem::Patch,
            width: number("vision_width")?,
            heads: number("vision_heads")?,
            layers: number("vision_layers")?,
            mean: [0.0; 3],
            std: [1.0; 3],
        },
        text: IrraTextConfig {
            vocabulary: number("vocab_size")?,
            width: number("text_width")?,
            heads: number("text_heads")?,
            layers: number("text_layers")?,
            max_tokens: number("text_len")?,
        },
    };
    config.validate()?;
    Ok(config)
}

struct Golden<'a> {
    json: &'a Json,
    config: &'a IrraConfig,
    inputs: &'a Fixture,
    outputs: &'a Fixture,
    device: &'a Device,
    checks: Vec<Check>,
}

impl Golden<'_> {
    fn compare<const D: usize>(&mut self, name: &str, ours: Tensor<D>) -> Result<()> {
        self.compare_values(name, &read(ours)?)
    }

    fn compare_values(&mut self, name: &str, ours: &[f32]) -> Result<()> {
        let reference = &self.outputs.get(name)?.floats;
        self.checks.push(Check::absolute(name, ours, reference, OUTPUT));
        Ok(())
    }

    fn integers(&self, name: &str) -> Result<Vec<i64>> {
        Ok(self.inputs.get(name)?.integers.clone())
    }

    /// Positions of a square grid become those of the model's.
    fn resized_positions(&mut self) -> Result<()> {
        let name = "src_visual_pos_embed";
        let Some(stored) = self.inputs.find(name) else {
            return Ok(());
        };
        let [rows, width] = self.inputs.shape(name)?;
        let side = rows.saturating_sub(1).isqrt();
        if side == 0 || side * side + 1 != rows {
            return Err(Error::Input(format!(
                "inputs.safetensors: tensor `{name}`: {rows} rows are no class token and square"
            )));
        }
        let ours = resize_positions(&stored.floats, width, [side, side], self.config.grid());
        self.compare_values("visual_pos_embed_resized", &ours)
    }

    fn tokens(&self) -> Result<IrraTokens> {
        let ids = self.integers("caption_ids")?;
        let [_, length] = self.inputs.shape("caption_ids")?;
        // The end token has the largest id; the first one counts.
        let end = |row: &[i64]| {
            let largest = row.iter().copied().max();
            row.iter().position(|id| Some(*id) == largest).unwrap_or(0) as i64
        };
        let ends = ids.chunks_exact(length).map(end).collect();
        Ok(IrraTokens::new(ids, ends, self.device))
    }

    fn image(&self) -> Result<Tensor<4>> {
        self.inputs.float("images", self.device)
    }

    /// Both encoders, all tokens and the features.
    fn encoders(&mut self, model: &Irra) -> Result<()> {
        let (encoder, tokens, image) = (model.encoder(), self.tokens()?, self.image()?);
        let vision = encoder.vision();
        self.compare("image_feats", vision.project(vision.hidden(image.clone())))?;
        let hidden = encoder.text_hidden(tokens.ids.clone());
        self.compare("text_feats", encoder.project_text(hidden))?;
        let (image, text) = (model.image_features(image), model.text_features(&tokens));
        self.compare("i_feats", image.clone())?;
        self.compare("t_feats", text.clone())?;
        let similarity = l2_normalize(text).matmul(l2_normalize(image).transpose());
        self.compare("eval_similarity", similarity)
    }

    /// The classifier on both features, and how often it is right.
    fn identity(&mut self, model: &Irra) -> Result<()> {
        let people = self.integers("pids")?;
        let features = [
            ("image_logits", "img_acc", model.image_features(self.image()?)),
            ("text_logits", "txt_acc", model.text_features(&self.tokens()?)),
        ];
        for (name, accuracy, features) in features {
            let logits = model
                .identity_logits(features)
                .ok_or_else(|| Error::Input("config.json: `num_classes` is 0".into()))?;
            let rows = read(logits.clone())?;
            self.compare(name, logits)?;
            let right = share_of_hits(&rows, self.config.identities, &people);
            self.compare_values(accuracy, &[right])?;
        }
        Ok(())
    }

    /// The interaction encoder and the word predictor on all tokens.
    fn words(&mut self, model: &Irra) -> Result<()> {
        let encoder = model.encoder();
        let image = encoder.vision().project(encoder.vision().hidden(self.image()?));
        let ids = self.inputs.int("mlm_ids", self.device)?;
        let text = encoder.project_text(encoder.text_hidden(ids));
        let fused = model.relation().fuse(text, image);
        self.compare("cross_out", fused.clone())?;
        let logits = model.relation().predict_words(fused);
        let rows = read(logits.clone())?;
        self.compare("mlm_logits", logits)?;
        let labels = self.integers("mlm_labels")?;
        let vocabulary = self.config.text.vocabulary;
        let (rows, labels): (Vec<&[f32]>, Vec<i64>) = rows
            .chunks_exact(vocabulary)
            .zip(&labels)
            .filter(|(_, label)| **label != 0)
            .unzip();
        self.compare_values("mlm_acc", &[share_of_hits(&rows.concat(), vocabulary, &labels)])
    }

    /// The alignment loss with image ids, which the model's own forward pass does not use.
    fn alignment(&mut self, model: &Irra) -> Result<()> {
        let labels = sdm::image_labels(&self.integers("pids")?, &self.integers("image_ids")?);
        let loss = sdm::distribution_matching(
            model.image_features(self.image()?),
            model.text_features(&self.tokens()?),
            sdm::log_targets(&labels, self.device),
            model.temperature(),
        );
        self.compare("sdm_image_id_loss", loss)
    }

    /// The losses of the training forward pass and the gradients of their sum.
    fn training(&mut self, model: &Irra, gradients: &Fixture) -> Result<()> {
        let labels = self.integers("mlm_labels")?;
        let masked = |(place, label): (usize, &i64)| (*label != 0).then_some((place as i64, *label));
        let (places, labels) = labels.iter().enumerate().filter_map(masked).unzip();
        let people = self.integers("pids")?;
        let batch = IrraBatch {
            image: self.image()?,
            tokens: self.tokens()?,
            masked: MaskedTexts {
                ids: self.inputs.int("mlm_ids", self.device)?,
                places,
                labels,
            },
            identities: people.clone(),
            classes: Some(people),
            concepts: None,
        };
        let all = IrraLossWeights {
            itc: 1.0,
            cmpm: 1.0,
            ..IrraLossWeights::default()
        };
        for (name, loss) in model.losses(&batch, all).parts {
            self.compare(&format!("{name}_loss"), loss)?;
        }
        let total = model.losses(&batch, IrraLossWeights::default()).total;
        self.compare("total_sdm_id_mlm", total.clone())?;
        let backward = total.backward();
        let ours = collect(model, &Gradient(&backward))?;
        let values = |name: &str| ours.get(name).map(|t| t.values.as_slice()).unwrap_or_default();
        let mut found = Vec::new();
        for name in gradients.names() {
            let reference = &gradients.get(name)?.floats;
            let label = format!("grad.{name}");
            found.push(Check::relative(
                label,
                values(name),
                reference,
                GRADIENT,
                GRADIENT_FLOOR,
            ));
        }
        // Of the parameters whose gradients are not stored in full the set has the norms.
        let norms = self.json["grad_norms_total_sdm_id_mlm"].as_object();
        for (name, reference) in norms.into_iter().flatten() {
            let squares = values(name).iter().map(|v| f64::from(*v).powi(2));
            let norm = ours
                .contains_key(name)
                .then(|| squares.sum::<f64>().sqrt() as f32);
            let reference = reference.as_f64().map_or(f32::NAN, |v| v as f32);
            let norm = norm.unwrap_or(f32::NAN);
            let label = format!("grad_norm.{name}");
            found.push(Check::relative(
                label,
                &[norm],
                &[reference],
                GRADIENT,
                GRADIENT_FLOOR,
            ));
        }
        self.checks.extend(found);
        Ok(())
    }
}

/// Share of the rows whose largest entry is at the label.
fn share_of_hits(rows: &[f32], width: usize, labels: &[i64]) -> f32 {
    let best = |row: &[f32]| (0..row.len()).max_by(|a, b| row[*a].total_cmp(&row[*b]));
    let hits = rows
        .chunks_exact(width)
        .zip(labels)
        .filter(|(row, label)| best(row).is_some_and(|best| best as i64 == **label));
    hits.count() as f32 / labels.len().max(1) as f32
}
