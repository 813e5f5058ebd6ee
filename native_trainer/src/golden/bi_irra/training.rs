//! Bi-IRRA: outputs, losses, every gradient and one optimiser step (SPEC 5, `bi_irra/`).

use super::check::{Check, GRADIENT, OUTPUT};
use super::fixture::{Fixture, read_json};
use super::state::{Gradient, parameters, read};
use crate::error::{Error, Result};
use crate::optimizer::{OptimizerConfig, build_optimizer};
use bi_irra::config::{FORMAT, ModelConfig, Stem, TextConfig, TextPositions, VisionConfig};
use bi_irra::model::retriever::{Retriever, Side};
use bi_irra::model::text_encoder::{TextEncoder, Tokens};
use bi_irra::model::trainee::{LossWeights, TextBatch, TrainBatch};
use bi_irra::objective::{itc, itm, mim};
use bi_irra::weights::read::{FloatTensors, load};
use bi_irra::weights::write::{Value, collect};
use burn::optim::GradientsParams;
use burn::tensor::{Device, Tensor};
use serde_json::Value as Json;
use std::path::Path;

/// Gradients below this are rounding noise (the reference's own f32-f64 difference is up to 1e-5).
const GRADIENT_FLOOR: f32 = 1e-2;
/// Adam's first step is the gradient's sign: parameters whose gradient is smaller are not compared (SPEC 1.7).
const SIGN_NOISE: f32 = 1e-4;
/// Prefix of the MLM decoder.
const DECODER: &str = "text_encoder.mlm_head.predictions.decoder.weight";
/// Name of the word embedding.
const WORDS: &str = "text_encoder.bert.embeddings.word_embeddings.weight";

/// One way in which the set was produced.
struct Variant {
    positions: TextPositions,
    tied: bool,
    outputs: &'static str,
}

/// All checks of the set, for both position conventions and both forms of the decoder.
///
/// # Errors
/// When the set is damaged.
pub fn checks(folder: &Path, device: &Device) -> Result<Vec<Check>> {
    let json = read_json(&folder.join("config.json"))?;
    let weights = Fixture::read(&folder.join("weights.safetensors"))?;
    let inputs = Fixture::read(&folder.join("inputs.safetensors"))?;
    let variants = [
        (
            "",
            Variant {
                positions: TextPositions::ZeroBased,
                tied: true,
                outputs: "outputs.safetensors",
            },
        ),
        (
            "roberta_pos/",
            Variant {
                positions: TextPositions::Roberta,
                tied: true,
                outputs: "outputs_roberta_pos.safetensors",
            },
        ),
        (
            "untied/",
            Variant {
                positions: TextPositions::ZeroBased,
                tied: false,
                outputs: "outputs.safetensors",
            },
        ),
    ];
    let mut checks = Vec::new();
    for (prefix, variant) in variants {
        let path = folder.join(variant.outputs);
        if !path.is_file() {
            continue;
        }
        let outputs = Fixture::read(&path)?;
        let config = config(&json, &variant)?;
        let device = device.clone().autodiff();
        let model = load(
            Retriever::new(&config, true, &device),
            &state(&weights, variant.tied),
        )?;
        let golden = Golden {
            json: &json,
            config: &config,
            inputs: &inputs,
            outputs: &outputs,
            device: &device,
        };
        let mut found = golden.forward(&model)?;
        found.extend(golden.training(folder, model, variant.tied)?);
        checks.extend(found.into_iter().map(|c| Check {
            name: format!("{prefix}{}", c.name),
            ..c
        }));
    }
    Ok(checks)
}

/// Our configuration for the set's `config.json`.
fn config(json: &Json, variant: &Variant) -> Result<ModelConfig> {
    let number = |key: &str| {
        json[key]
            .as_u64()
            .map(|v| v as usize)
            .ok_or_else(|| Error::Input(format!("config.json: `{key}` is missing")))
    };
    let sides = json["image_size"]
        .as_array()
        .map(|a| a.iter().filter_map(Json::as_u64).collect::<Vec<_>>());
    let Some(&[height, width]) = sides.as_deref() else {
        return Err(Error::Input("config.json: `image_size` is not a pair".into()));
    };
    let config = ModelConfig {
        format: FORMAT,
        hidden: number("hidden")?,
        heads: number("heads")?,
        cross_layers: number("cross_layers")?,
        embed_dim: number("embed_dim")?,
        concepts: 0,
        calibration: None,
        target_projection: true,
        tied_decoder: variant.tied,
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
            positions: variant.positions,
            max_tokens: number("text_len")?,
            dropout: 0.0,
        },
    };
    config.validate()?;
    Ok(config)
}

/// The stored state dict without aliases.
fn state(weights: &Fixture, tied: bool) -> FloatTensors {
    parameters(weights, |name| {
        name.ends_with("predictions.decoder.bias") || (tied && name == DECODER)
    })
}

struct Golden<'a> {
    json: &'a Json,
    config: &'a ModelConfig,
    inputs: &'a Fixture,
    outputs: &'a Fixture,
    device: &'a Device,
}

impl Golden<'_> {
    fn compare<const D: usize>(&self, checks: &mut Vec<Check>, name: &str, ours: Tensor<D>) -> Result<()> {
        let reference = &self.outputs.get(name)?.floats;
        checks.push(Check::absolute(name, &read(ours)?, reference, OUTPUT));
        Ok(())
    }

    fn text(&self, language: &str, masked: &str) -> Result<Tokens> {
        let mask = &self.inputs.get(&format!("text_atts_{language}"))?.integers;
        let name = format!("text_ids_{masked}{language}");
        let [batch, tokens] = self.inputs.shape(&name)?;
        let ids = self.inputs.get(&name)?.integers.clone();
        Ok(Tokens::new(
            ids,
            mask,
            batch,
            tokens,
            self.config.text.positions,
            self.device,
        ))
    }

    fn identities(&self) -> Vec<i64> {
        self.json["idx"]
            .as_array()
            .map(|a| a.iter().filter_map(Json::as_i64).collect())
            .unwrap_or_default()
    }

    /// Every tensor of the forward pass, from functions that training and search use.
    fn forward(&self, model: &Retriever) -> Result<Vec<Check>> {
        let mut checks = Vec::new();
        let c = &mut checks;
        let image = self.inputs.float::<4>("image", self.device)?;
        let image_mask = self.inputs.float::<2>("image_mask", self.device)?;
        let encoder = model.image_encoder();
        for (i, state) in encoder.hidden_states(image.clone(), None).into_iter().enumerate() {
            self.compare(c, &format!("dbg.vision_hidden_{i}"), state)?;
        }
        let whole = encoder.forward(image.clone(), None);
        let masked = encoder.forward(image, Some(image_mask));
        let (whole_feature, masked_feature) = (
            model.image_features(whole.clone()),
            model.image_features(masked.clone()),
        );
        self.compare(c, "image_embeds", whole.clone())?;
        self.compare(c, "image_embeds_masked", masked.clone())?;
        self.compare(c, "image_feat", whole_feature.clone())?;
        self.compare(c, "image_feat_masked", masked_feature.clone())?;
        let text = model.text_encoder();
        for (i, state) in text.hidden_states(&self.text("sl", "")?).into_iter().enumerate() {
            self.compare(c, &format!("dbg.text_sl_hidden_{i}"), state)?;
        }
        let identities = self.identities();
        let labels = itc::identity_targets(&identities, self.device);
        let alone: Vec<i64> = (0..identities.len() as i64).collect();
        let own_labels = itc::identity_targets(&alone, self.device);
        for (language, side) in [("sl", Side::Source), ("tl", Side::Target)] {
            let tokens = self.text(language, "")?;
            let hidden = text.forward(&tokens);
            let feature = model.text_features(hidden.clone(), side);
            self.compare(c, &format!("text_embeds_{language}"), hidden.clone())?;
            self.compare(c, &format!("text_feat_{language}"), feature.clone())?;
            let similarity = whole_feature.clone().matmul(feature.clone().transpose());
            let temperature = model.temperature();
            self.compare(
                c,
                &format!("sim_{language}"),
                similarity.clone() / temperature.clone().unsqueeze(),
            )?;
            self.compare(
                c,
                &format!("eval_sims_t2i_{language}"),
                similarity.clone().transpose(),
            )?;
            let contrast = |labels: &Tensor<2>| {
                itc::contrastive(
                    whole_feature.clone(),
                    feature.clone(),
                    temperature.clone(),
                    labels.clone(),
                )
            };
            self.compare(c, &format!("loss_itc_{language}"), contrast(&labels))?;
            if language == "sl" {
                self.compare(c, "itc_noidx_sl", contrast(&own_labels))?;
            }
            // A-ITM: the target language sees the masked image (SPEC 1.4, step 4).
            let (seen, seen_feature) = if side == Side::Source {
                (&whole, &whole_feature)
            } else {
                (&masked, &masked_feature)
            };
            let (t2i, i2t) = itm::negative_weights(
                seen_feature.clone(),
                feature.clone(),
                temperature.clone(),
                &identities,
            );
            self.compare(c, &format!("hardneg_weights_t2i_{language}"), t2i)?;
            self.compare(c, &format!("hardneg_weights_i2t_{language}"), i2t)?;
            let (image_rows, text_rows) = self.negatives(side)?;
            let logits = model.match_logits_with_negatives(
                seen.clone(),
                hidden.clone(),
                &tokens.mask,
                image_rows,
                text_rows,
            );
            self.compare(c, &format!("itm_logits_{language}"), logits.clone())?;
            self.compare(c, &format!("loss_itm_{language}"), itm::match_loss(logits))?;
            let fused = text.fuse_text_with_image(hidden.clone(), &tokens.mask, seen.clone());
            let name = if side == Side::Source { "sl" } else { "masked_tl" };
            self.compare(c, &format!("cross_text_query_{name}"), fused)?;
            let words = model.masked_word_logits(
                whole.clone(),
                &self.text(language, "masked_")?,
                self.inputs.int(&format!("masked_pos_{language}"), self.device)?,
            );
            self.compare(c, &format!("mlm_logits_{language}"), words)?;
            let scores = self.rerank(model, &whole, &hidden, &tokens, similarity.transpose())?;
            let reference = &self
                .outputs
                .get(&format!("eval_rerank_scores_{language}"))?
                .floats;
            c.push(Check::absolute(
                format!("eval_rerank_scores_{language}"),
                &scores,
                reference,
                OUTPUT,
            ));
        }
        self.distillation(c, model, text, &whole, &masked)?;
        Ok(checks)
    }

    fn distillation(
        &self,
        checks: &mut Vec<Check>,
        model: &Retriever,
        text: &TextEncoder,
        whole: &Tensor<3>,
        masked: &Tensor<3>,
    ) -> Result<()> {
        let (source, target) = (self.text("sl", "")?, self.text("tl", "")?);
        let teacher = text.fuse_image_with_text(whole.clone(), text.forward(&source), &source.mask);
        let student = text.fuse_image_with_text(masked.clone(), text.forward(&target), &target.mask);
        let predicted = model.predict_image(student.clone());
        self.compare(checks, "cross_img_query_sl", teacher.clone())?;
        self.compare(checks, "cross_img_query_masked_tl", student)?;
        self.compare(checks, "mim_head_out", predicted.clone())?;
        self.compare(
            checks,
            "loss_d_mim_cos",
            mim::distillation(teacher.clone(), predicted.clone()),
        )?;
        self.compare(
            checks,
            "loss_d_mim_smooth_l1",
            mim::smooth_l1_distillation(teacher, predicted),
        )
    }

    fn negatives(&self, side: Side) -> Result<(Vec<i64>, Vec<i64>)> {
        let language = if side == Side::Source { "sl" } else { "tl" };
        let rows = |kind: &str| -> Result<Vec<i64>> {
            Ok(self
                .outputs
                .get(&format!("{kind}_neg_idx_{language}"))?
                .integers
                .clone())
        };
        Ok((rows("image")?, rows("text")?))
    }

    /// Match logits of the best `k_test` images of each text, -100 elsewhere (SPEC 1.9).
    fn rerank(
        &self,
        model: &Retriever,
        image: &Tensor<3>,
        text: &Tensor<3>,
        tokens: &Tokens,
        similarity: Tensor<2>,
    ) -> Result<Vec<f32>> {
        let [queries, images] = similarity.dims();
        let similarity = read(similarity)?;
        let k = self.json["k_test"].as_u64().unwrap_or(images as u64) as usize;
        let mut scores = vec![-100.0; queries * images];
        for query in 0..queries {
            let row = &similarity[query * images..(query + 1) * images];
            for best in bi_irra::metrics::top_k(row, k) {
                let logits = model.match_logits(
                    image.clone().narrow(0, best, 1),
                    text.clone().narrow(0, query, 1),
                    &tokens.mask.clone().narrow(0, query, 1),
                );
                scores[query * images + best] = read(logits)?[1];
            }
        }
        Ok(scores)
    }

    fn text_batch(&self, language: &str) -> Result<TextBatch> {
        Ok(TextBatch {
            tokens: self.text(language, "")?,
            masked: self.text(language, "masked_")?,
            positions: self.inputs.int(&format!("masked_pos_{language}"), self.device)?,
            labels: self
                .inputs
                .get(&format!("masked_ids_{language}"))?
                .integers
                .clone(),
        })
    }

    /// The losses of the training forward pass, the gradients and the parameters after one step.
    fn training(&self, folder: &Path, model: Retriever, tied: bool) -> Result<Vec<Check>> {
        let mut checks = Vec::new();
        let batch = TrainBatch {
            concepts: None,
            image: self.inputs.float("image", self.device)?,
            image_mask: self.inputs.float("image_mask", self.device)?,
            identities: self.identities(),
            source: self.text_batch("sl")?,
            target: self.text_batch("tl")?,
        };
        let given = [self.negatives(Side::Source)?, self.negatives(Side::Target)?];
        let weight = |key: &str| self.json[key].as_f64().unwrap_or(4.0);
        let weights = LossWeights {
            itm: weight("itm_weight"),
            mim: weight("mim_weight"),
            ..LossWeights::default()
        };
        let losses = model.losses(&batch, weights, &mut |side, _, _| {
            given[usize::from(side == Side::Target)].clone()
        });
        // The reference reports the matching and distillation losses with their weights.
        let parts = [
            ("loss_itc", losses.itc.clone(), 1.0),
            ("loss_itm", losses.itm.clone(), weights.itm),
            ("loss_mlm", losses.mlm.clone(), 1.0),
            ("loss_mim", losses.mim.clone(), weights.mim),
            ("loss_total", Some(losses.total.clone()), 1.0),
        ];
        for (name, part, weight) in parts {
            let part = part.ok_or_else(|| Error::Input(format!("{name} was not computed")))?;
            self.compare(&mut checks, name, part * weight)?;
        }
        let gradients = losses.total.backward();
        let ours = collect(&model, &Gradient(&gradients))?;
        if self.config.text.positions != TextPositions::ZeroBased {
            return Ok(checks);
        }
        let gradient = |name: &str, reference: &[f32]| {
            let ours = ours.get(name).map(|t| t.values.as_slice()).unwrap_or_default();
            Check::relative(format!("grad.{name}"), ours, reference, GRADIENT, GRADIENT_FLOOR)
        };
        let reference = Fixture::read(&folder.join("grads.safetensors"))?;
        if tied {
            for (name, stored) in reference.iter() {
                checks.push(gradient(name, &stored.floats));
            }
            let path = folder.join("params_after_adamw_step.safetensors");
            if path.is_file() {
                let grads = GradientsParams::from_grads(gradients, &model);
                checks.extend(self.step(&Fixture::read(&path)?, &reference, model, grads)?);
            }
        } else {
            let path = folder.join("grads_untied_decoder.safetensors");
            let untied = if path.is_file() {
                Some(Fixture::read(&path)?)
            } else {
                None
            };
            for name in [WORDS, DECODER] {
                let Some(stored) = untied.as_ref().and_then(|f| f.find(name)) else {
                    continue;
                };
                checks.push(gradient(name, &stored.floats));
            }
        }
        Ok(checks)
    }

    /// Parameters after one AdamW step, where the gradient is more than sign noise.
    fn step(
        &self,
        expected: &Fixture,
        reference: &Fixture,
        model: Retriever,
        grads: GradientsParams,
    ) -> Result<Vec<Check>> {
        let option = |key: &str| self.json["opt"][key].as_f64();
        let betas: Vec<f64> = self.json["opt"]["betas"]
            .as_array()
            .map(|a| a.iter().filter_map(Json::as_f64).collect())
            .unwrap_or_default();
        let (Some(lr), Some(decay), Some(epsilon), &[beta_1, beta_2]) = (
            option("lr"),
            option("weight_decay"),
            option("eps"),
            betas.as_slice(),
        ) else {
            return Err(Error::Input(
                "config.json: `opt` lacks lr, weight_decay, eps or betas".into(),
            ));
        };
        let config = OptimizerConfig {
            weight_decay: decay,
            beta_1,
            beta_2,
            epsilon,
        };
        let model = build_optimizer(&config, &model).step(lr, model, grads);
        let ours = collect(&model, &Value)?;
        let mut checks = Vec::new();
        for (name, parameter) in &ours {
            let (Some(stored), Some(gradient)) = (expected.find(name), reference.find(name)) else {
                continue;
            };
            let clear = |i: &usize| gradient.floats[*i].abs() >= SIGN_NOISE;
            let indices: Vec<usize> = (0..stored.floats.len()).filter(clear).collect();
            let pick = |values: &[f32]| {
                indices
                    .iter()
                    .filter_map(|i| values.get(*i).copied())
                    .collect::<Vec<_>>()
            };
            let name = format!("adamw.{name}");
            // A step moves a parameter by about lr = 1e-3; a tenth of the output tolerance tells steps apart.
            checks.push(Check::absolute(
                name,
                &pick(&parameter.values),
                &pick(&stored.floats),
                OUTPUT / 10.0,
            ));
        }
        Ok(checks)
    }
}
