//! The forward pass on given tensors: how a test holds the browser's numbers against a reference.
//!
//! Everything else that the worker does goes through pixels, half precision and the shipped weights; here f32 goes in
//! and f32 comes out, on the device that is named and on no other.

use super::{device, post};
use crate::config::BiIrraConfig;
use crate::error::{Error, Result};
use crate::model::bi_irra::network::{BiIrra, Side};
use crate::model::bi_irra::tokens::Tokens;
use crate::model::parts::Parts;
use crate::weights::read::{load, read_tensors};
use burn::tensor::{Device, Tensor, TensorData};
use js_sys::{Array, Float32Array};
use protocol::{Backend, ForwardInputs, Reply, Stage};

/// Computes and answers; the model and the gallery of the session have no part in it.
pub async fn answer(inputs: &ForwardInputs) {
    match compute(inputs).await {
        Ok(found) => {
            let tensors = Array::new();
            for (_, values) in &found {
                tensors.push(&Float32Array::from(values.as_slice()));
            }
            let names = found.into_iter().map(|(name, _)| name).collect();
            post(&Reply::Forward { names, tensors });
        }
        Err(error) => post(&Reply::Failed {
            stage: Stage::Compute,
            message: error.to_string(),
        }),
    }
}

/// The tensors of the forward pass by name.
///
/// # Errors
/// When the device is not there or fails, or the inputs do not fit the configuration.
async fn compute(inputs: &ForwardInputs) -> Result<Vec<(&'static str, Vec<f32>)>> {
    let device = match inputs.device {
        Backend::Cpu => Device::flex(),
        // On a software adapter too: a test asks for it by name.
        Backend::Webgpu => {
            let opened = device::webgpu(true).await;
            opened
                .map_err(|fallback| Error::Device(format!("{:?} {}", fallback.reason, fallback.detail)))?
                .0
        }
    };
    let config = BiIrraConfig::from_json(&inputs.config.to_vec())?;
    let weights = read_tensors(&inputs.weights.to_vec())?;
    let model = load(BiIrra::new(&config, Parts::Inference, &device), &weights)?;

    let [height, width] = config.vision.image_size;
    let image = inputs.image.to_vec();
    let batch = rows("image", image.len(), 3 * height * width)?;
    let tokens = rows("ids", inputs.ids.len(), batch)?;
    if tokens > config.text.max_tokens || inputs.mask.len() != inputs.ids.len() {
        return Err(Error::Tensor {
            name: "mask".into(),
            expected: format!("[{batch}, up to {}], as `ids`", config.text.max_tokens),
            found: format!("{} values, {} ids", inputs.mask.len(), inputs.ids.len()),
        });
    }
    let image = Tensor::from_data(TensorData::new(image, [batch, 3, height, width]), &device);
    let ids = inputs.ids.iter().map(|id| i64::from(*id)).collect();
    let mask: Vec<i64> = inputs.mask.iter().map(|m| i64::from(*m)).collect();
    let texts = Tokens::new(ids, &mask, batch, tokens, config.text.positions, &device);
    let side = if inputs.target { Side::Target } else { Side::Source };

    let image = model.image_encoder().forward(image, None);
    let text = model.text_encoder().forward(&texts);
    let fused = model
        .text_encoder()
        .fuse_text_with_image(text.clone(), &texts.mask, image.clone());
    let matches = model.match_logits(image.clone(), text.clone(), &texts.mask);
    Ok(vec![
        ("image_feat", read(model.image_features(image.clone())).await?),
        ("image_embeds", read(image).await?),
        ("text_feat", read(model.text_features(text.clone(), side)).await?),
        ("text_embeds", read(text).await?),
        ("cross_text_query", read(fused).await?),
        ("itm_logits", read(matches).await?),
    ])
}

/// How many rows of this size there are, at least one.
fn rows(name: &str, length: usize, row: usize) -> Result<usize> {
    match length.checked_div(row) {
        Some(rows) if rows > 0 && length.is_multiple_of(row) => Ok(rows),
        _ => Err(Error::Tensor {
            name: name.into(),
            expected: format!("a multiple of {row} values"),
            found: length.to_string(),
        }),
    }
}

async fn read<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f32>> {
    let data = tensor
        .into_data_async()
        .await
        .map_err(|error| Error::Device(format!("{error:?}")))?;
    data.try_to_vec::<f32>()
        .map_err(|error| Error::Device(format!("{error:?}")))
}
