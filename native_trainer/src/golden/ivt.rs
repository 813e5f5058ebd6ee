//! IVT: tokens, features, losses and every gradient, with and without removed tokens (SPEC 5, `ivt/`).

use super::check::{Check, GRADIENT, OUTPUT};
use super::fixture::Fixture;
use super::set::GoldenSet;
use super::state::{Gradient, parameters, read};
use crate::error::{Error, Result};
use bi_irra::config::ivt::{IvtConfig, IvtTextConfig, IvtVisionConfig};
use bi_irra::config::{FORMAT, Stem, TextPositions};
use bi_irra::masking::token_dropout;
use bi_irra::model::bi_irra::tokens::Tokens;
use bi_irra::model::ivt::losses::{IvtBatch, IvtLossWeights};
use bi_irra::model::ivt::network::{Ivt, WORD_EPSILON, first_token};
use bi_irra::model::parts::Parts;
use bi_irra::nn::beit;
use bi_irra::objective::cmpm;
use bi_irra::weights::read::load;
use bi_irra::weights::write::collect;
use burn::tensor::{Device, Tensor};
use serde_json::Value as Json;

/// Gradients below this are rounding noise: the key biases' are mathematically zero.
const GRADIENT_FLOOR: f32 = 1e-2;

/// All checks of the set.
///
/// # Errors
/// When the set is damaged, or was made with constants that our model does not have.
pub fn checks(set: &GoldenSet, device: &Device) -> Result<Vec<Check>> {
    let json = set.json("config.json")?;
    let config = config(&json)?;
    let weights = set.tensors("weights.safetensors")?;
    let inputs = set.tensors("inputs.safetensors")?;
    let device = device.clone().autodiff();
    let golden = Golden {
        model: load(
            Ivt::new(&config, Parts::Inference, &device),
            &parameters(&weights, |_| false),
        )?,
        config: &config,
        inputs: &inputs,
        outputs: &set.tensors("outputs.safetensors")?,
        device: &device,
    };
    let mut checks = golden.forward()?;
    // A buffer that the model does not store: positions count from 0.
    if let Some(stored) = weights.find("embeddings.position_ids") {
        let ours: Vec<i64> = (0..config.text.max_positions as i64).collect();
        checks.push(Check::exact("state.position_ids", &ours, &stored.integers));
    }
    checks.extend(golden.removal_bounds(&json)?);
    checks.extend(golden.training(&set.tensors("grads.safetensors")?)?);
    Ok(checks)
}

/// Our configuration for the set's `config.json`.
fn config(json: &Json) -> Result<IvtConfig> {
    let missing = |key: &str| Error::Input(format!("ivt: config.json: `{key}` is missing"));
    let number = |key: &str| {
        let value = json[key].as_u64().and_then(|v| usize::try_from(v).ok());
        value.ok_or_else(|| missing(key))
    };
    let real = |key: &str| json[key].as_f64().ok_or_else(|| missing(key));
    let pair = |key: &str| {
        let sides = json[key]
            .as_array()
            .map(|a| a.iter().filter_map(Json::as_u64).collect::<Vec<_>>());
        match sides.as_deref() {
            Some(&[height, width]) => Ok([height as usize, width as usize]),
            _ => Err(Error::Input(format!("ivt: config.json: `{key}` is not a pair"))),
        }
    };
    for (key, ours) in [
        ("vision_ln_eps", beit::EPSILON),
        ("text_embed_ln_eps", WORD_EPSILON),
    ] {
        let stated = real(key)?;
        if stated != ours {
            return Err(Error::Input(format!(
                "ivt: config.json: `{key}` is {stated}, expected {ours}"
            )));
        }
    }
    let hidden = number("hidden")?;
    let config = IvtConfig {
        format: FORMAT,
        hidden,
        heads: number("heads")?,
        layers: number("layers")?,
        intermediate: (hidden as f64 * real("mlp_ratio")?) as usize,
        drop_path: 0.0,
        concepts: 0,
        vision: IvtVisionConfig {
            image_size: pair("image_size")?,
            patch: number("patch_size")?,
            stride: number("stride")?,
            stem: Stem::Patch,
            mean: [0.5; 3],
            std: [0.5; 3],
        },
        text: IvtTextConfig {
            vocabulary: number("vocab_size")?,
            max_positions: number("max_position")?,
            types: number("type_vocab_size")?,
            max_tokens: number("text_len")?,
            dropout: 0.0,
        },
    };
    config.validate()?;
    let (stated, ours) = (pair("grid")?, config.grid());
    if stated != ours {
        return Err(Error::Input(format!(
            "ivt: config.json: `grid` is {stated:?}, expected {ours:?} from sizes and stride"
        )));
    }
    Ok(config)
}

struct Golden<'a> {
    model: Ivt,
    config: &'a IvtConfig,
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

    fn text(&self) -> Result<Tokens> {
        let [batch, tokens] = self.inputs.shape("text_ids")?;
        let atts = self.inputs.shape::<2>("text_atts")?;
        if atts != [batch, tokens] {
            return Err(Error::Input(format!(
                "ivt: tensor `text_atts`: expected {:?}, found {atts:?}",
                [batch, tokens]
            )));
        }
        Ok(Tokens::new(
            self.inputs.get("text_ids")?.integers.clone(),
            &self.inputs.get("text_atts")?.integers,
            batch,
            tokens,
            TextPositions::ZeroBased,
            self.device,
        ))
    }

    /// Without removal: hidden states, loss and similarities.
    fn forward(&self) -> Result<Vec<Check>> {
        let mut checks = Vec::new();
        let image = self.inputs.float::<4>("image", self.device)?;
        let text = self.text()?;
        let image_tokens = self.model.image_tokens(image.clone(), None);
        let text_tokens = self.model.text_tokens(&text, None);
        self.compare(&mut checks, "vis_tokens", image_tokens.clone())?;
        self.compare(&mut checks, "txt_tokens", text_tokens.clone())?;
        let loss = cmpm::projection_matching(
            first_token(image_tokens),
            first_token(text_tokens),
            &self.inputs.get("pids")?.integers,
        );
        self.compare(&mut checks, "loss_cmpm", loss)?;
        let (image, text) = (self.model.image_features(image), self.model.text_features(&text));
        self.compare(&mut checks, "eval_similarity_t2i", text.matmul(image.transpose()))?;
        Ok(checks)
    }

    /// How many image and text tokens may be removed, as the reference drew them.
    fn removal_bounds(&self, json: &Json) -> Result<Vec<Check>> {
        let share = json["percent"].as_f64();
        let (Some(share), Some(bounds)) = (share, json["randint_bounds"].as_array()) else {
            return Ok(Vec::new());
        };
        let [_, words] = self.inputs.shape("text_ids")?;
        let ours = [self.config.image_tokens(), words]
            .map(|tokens| token_dropout::most_removed(tokens, share) as f32);
        let upper = |bound: &Json| bound[1].as_f64().map_or(f32::NAN, |v| v as f32);
        let reference: Vec<f32> = bounds.iter().map(upper).collect();
        Ok(vec![Check::absolute("bmm_most_removed", &ours, &reference, 0.0)])
    }

    /// With the recorded removal: features, the training loss and its gradients.
    fn training(&self, reference: &Fixture) -> Result<Vec<Check>> {
        let mut checks = Vec::new();
        let kept = |name: &str| -> Result<Vec<i64>> { Ok(self.outputs.get(name)?.integers.clone()) };
        let batch = IvtBatch {
            image: self.inputs.float("image", self.device)?,
            text: self.text()?,
            identities: self.inputs.get("pids")?.integers.clone(),
            kept_patches: kept("bmm_keep_vis")?,
            kept_words: kept("bmm_keep_txt")?,
            concepts: None,
        };
        let image = self
            .model
            .image_tokens(batch.image.clone(), Some(&batch.kept_patches));
        let text = self.model.text_tokens(&batch.text, Some(&batch.kept_words));
        self.compare(&mut checks, "bmm_vis_cls", first_token(image))?;
        self.compare(&mut checks, "bmm_txt_cls", first_token(text))?;
        let loss = self.model.losses(&batch, IvtLossWeights::default()).total;
        self.compare(&mut checks, "bmm_loss_cmpm", loss.clone())?;
        let ours = collect(&self.model, &Gradient(&loss.backward()))?;
        for name in reference.names() {
            let stored = reference.get(name)?;
            let ours = ours.get(name).map(|t| t.values.as_slice()).unwrap_or_default();
            checks.push(Check::relative(
                format!("grad.{name}"),
                ours,
                &stored.floats,
                GRADIENT,
                GRADIENT_FLOOR,
            ));
        }
        Ok(checks)
    }
}
