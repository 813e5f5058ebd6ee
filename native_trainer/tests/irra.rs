//! IRRA behind the interface that all methods share: strict weights, search by features alone.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bi_irra::config::irra::IrraConfig;
use bi_irra::config::method::ModelConfig;
use bi_irra::config::{BiIrraConfig, Stem};
use bi_irra::image::Pixels;
use bi_irra::model::irra::{Irra, IrraTokens};
use bi_irra::model::method::Model;
use bi_irra::model::parts::Parts;
use bi_irra::search::Engine;
use bi_irra::tokenizer::Tokenizer;
use bi_irra::weights::read::{FloatTensor, FloatTensors, load};
use bi_irra::weights::write::{Precision, Value, collect, to_safetensors};
use burn::module::Module;
use burn::tensor::Device;
use futures_lite::future::block_on;
use std::collections::BTreeMap;
use std::path::Path;

fn tokenizer() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../model_weights/tokenizer.json")).unwrap()
}

fn tiny() -> IrraConfig {
    let vocabulary = Tokenizer::from_bytes(&tokenizer()).unwrap().vocabulary_size();
    let mut config = IrraConfig::web(vocabulary);
    (config.embed_dim, config.cross_heads, config.cross_layers) = (12, 2, 1);
    (config.vision.width, config.vision.heads, config.vision.layers) = (16, 2, 2);
    (config.text.width, config.text.heads, config.text.layers) = (24, 3, 2);
    (config.vision.image_size, config.vision.stem) = ([40, 16], Stem::Patch);
    (config.vision.patch, config.vision.stride) = (8, 4);
    config.identities = 5;
    config.validate().unwrap();
    config
}

fn weights(config: &IrraConfig, parts: Parts) -> FloatTensors {
    let device = Device::flex();
    device.seed(3);
    let model = Model::from(Irra::new(config, Parts::Training, &device));
    let model = match parts {
        Parts::Training => model,
        Parts::Inference => model.inference_only(),
    };
    collect(&model, &Value).unwrap()
}

fn engine(tensors: &FloatTensors) -> bi_irra::Result<Engine> {
    let bytes = to_safetensors(tensors, Precision::F32, &BTreeMap::new()).unwrap();
    let config = ModelConfig::from(tiny()).to_json();
    Engine::load(config.as_bytes(), &tokenizer(), &bytes, &Device::flex())
}

#[test]
fn names_are_the_authors_and_weights_are_read_strictly() {
    let config = tiny();
    let mut tensors = weights(&config, Parts::Training);
    for (name, shape) in [
        ("base_model.visual.conv1.weight", vec![16, 3, 8, 8]),
        ("base_model.visual.positional_embedding", vec![1 + 9 * 3, 16]),
        (
            "base_model.transformer.resblocks.1.attn.in_proj_weight",
            vec![72, 24],
        ),
        ("cross_attn.in_proj_bias", vec![36]),
        ("ln_pre_i.weight", vec![12]),
        ("mlm_head.fc.weight", vec![config.text.vocabulary, 12]),
        ("classifier.weight", vec![5, 12]),
    ] {
        assert_eq!(tensors[name].shape, shape, "{name}");
    }
    let blank = || Irra::new(&config, Parts::Training, &Device::flex());
    load(blank(), &tensors).unwrap();
    let gone = tensors.remove("ln_post.bias").unwrap();
    let message = load(blank(), &tensors).unwrap_err().to_string();
    assert!(
        message.contains("`ln_post.bias`") && message.contains("nothing"),
        "{message}"
    );
    tensors.insert("ln_post.bias".into(), gone);
    tensors.insert(
        "ln_post.offset".into(),
        FloatTensor {
            shape: vec![1],
            values: vec![0.0],
        },
    );
    let message = load(blank(), &tensors).unwrap_err().to_string();
    assert!(message.contains("`ln_post.offset`"), "{message}");
}

#[test]
fn exported_weights_search_by_features_and_refuse_to_re_rank() {
    let tensors = weights(&tiny(), Parts::Inference);
    assert!(tensors.keys().all(|name| name.starts_with("base_model.")));
    let engine = engine(&tensors).unwrap();
    assert!(!engine.has_match_head());
    let picture = |shade: u8| {
        let rgb = (0..30 * 12 * 3)
            .map(|i| shade.wrapping_mul(i as u8 % 7))
            .collect();
        Pixels::new(12, 30, rgb).unwrap()
    };
    let photos = block_on(engine.embed_images(&[picture(3), picture(40)])).unwrap();
    let query = block_on(engine.embed_query("a man in a red coat")).unwrap();
    for feature in photos.iter().map(|photo| &photo.feature).chain([&query.feature]) {
        let length = feature.iter().map(|v| v * v).sum::<f32>();
        assert!(feature.len() == 12 && (length - 1.0).abs() < 1e-4, "{length}");
    }
    assert!(photos.iter().all(|photo| photo.tokens.is_empty()));
    assert_ne!(photos[0].feature, photos[1].feature);
    let message = block_on(engine.matches(&query, &[&photos[0]]))
        .unwrap_err()
        .to_string();
    assert!(message.contains("no match head"), "{message}");
}

#[test]
fn weights_of_another_method_are_refused() {
    let device = Device::flex();
    let other = Model::new(
        &ModelConfig::from(BiIrraConfig::web(50)),
        Parts::Inference,
        &device,
    );
    let message = engine(&collect(&other, &Value).unwrap()).unwrap_err().to_string();
    assert!(message.contains("base_model."), "{message}");
}

#[test]
fn what_follows_a_text_does_not_change_its_feature() {
    let device = Device::flex();
    device.seed(5);
    let model = Irra::new(&tiny(), Parts::Inference, &device);
    let feature = |ids: &[i64], end: i64| {
        let tokens = IrraTokens::new(ids.to_vec(), vec![end], &device);
        model.text_features(&tokens).try_into_vec_as::<f32>().unwrap()
    };
    let short = feature(&[0, 9, 8, 2], 3);
    let padded = feature(&[0, 9, 8, 2, 1, 1, 7], 3);
    assert!(
        short.iter().zip(&padded).all(|(a, b)| (a - b).abs() < 1e-5),
        "{short:?} {padded:?}"
    );
    let other = feature(&[0, 9, 7, 2], 3);
    assert!(short.iter().zip(&other).any(|(a, b)| (a - b).abs() > 1e-3));
    assert_eq!(model.num_params(), model.clone().inference_only().num_params());
}
