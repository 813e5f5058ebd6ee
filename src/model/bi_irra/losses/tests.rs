//! What the losses teach.

use super::*;
use crate::config::{BiIrraConfig, Stem};
use crate::model::parts::Parts;
use burn::module::{ModuleVisitor, Param};
use burn::optim::GradientsParams;
use burn::tensor::{Device, Distribution};

const WORDS: usize = 20;

fn texts(ids: [[i64; 4]; 3], config: &BiIrraConfig, device: &Device) -> TextBatch {
    let mask = [1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1];
    let ids = ids.concat();
    let tokens = Tokens::new(ids, &mask, 3, 4, config.text.positions, device);
    TextBatch {
        masked: tokens.clone(),
        tokens,
        positions: Tensor::from_data([[1], [2], [1]], device),
        labels: vec![5, 6, 7],
        grounding: None,
    }
}

/// Names the parameters that have a gradient.
struct Reached<'g> {
    grads: &'g GradientsParams,
    path: Vec<String>,
    reached: Vec<String>,
}

impl ModuleVisitor for Reached<'_> {
    fn enter_module(&mut self, name: &str, _: &str) {
        self.path.push(name.into());
    }

    fn exit_module(&mut self, _: &str, _: &str) {
        self.path.pop();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if self.grads.get::<D>(param.id).is_some() {
            self.reached.push(self.path.join("."));
        }
    }
}

/// A small model and a batch for it.
fn model_and_batch() -> (BiIrra, TrainBatch) {
    let device = Device::flex().autodiff();
    let mut config = BiIrraConfig::web(WORDS);
    config.hidden = 16;
    config.heads = 2;
    config.vision.image_size = [64, 32];
    config.vision.stem = Stem::Patch;
    config.text.intermediate = 24;
    config.text.dropout = 0.0;
    config.vision.drop_path = 0.0;
    let model = BiIrra::new(&config, Parts::Training, &device);
    let image = Tensor::random([3, 3, 64, 32], Distribution::Default, &device);
    let batch = TrainBatch {
        image,
        image_mask: Tensor::zeros([3, config.image_tokens() - 1], &device),
        identities: vec![1, 2, 3],
        source: texts([[0, 5, 6, 2], [0, 7, 2, 1], [0, 8, 9, 2]], &config, &device),
        target: texts([[0, 9, 6, 2], [0, 5, 2, 1], [0, 8, 7, 2]], &config, &device),
        concepts: None,
        told: None,
        dense: None,
        fits: None,
    };
    (model, batch)
}

/// The match loss, and the parameters that it teaches.
fn taught_by_matching(model: &BiIrra, batch: &TrainBatch, frozen: bool) -> (f32, Vec<String>) {
    let weights = LossWeights {
        itc: 0.0,
        mlm: 0.0,
        mim: 0.0,
        frozen,
        ..LossWeights::default()
    };
    let losses = model.losses(batch, weights, &mut |_, _, _| (vec![1, 2, 0], vec![2, 0, 1]));
    let grads = GradientsParams::from_grads(losses.total.backward(), model);
    let mut visitor = Reached {
        grads: &grads,
        path: Vec::new(),
        reached: Vec::new(),
    };
    model.visit(&mut visitor);
    let loss = losses
        .part("itm")
        .cloned()
        .expect("a match loss")
        .into_scalar::<f32>();
    (loss, visitor.reached)
}

#[test]
fn frozen_encoders_leave_the_loss_as_it_is_and_only_the_interaction_learns() {
    let (model, batch) = model_and_batch();
    let (free_loss, free) = taught_by_matching(&model, &batch, false);
    let (loss, reached) = taught_by_matching(&model, &batch, true);
    assert!((loss - free_loss).abs() < 1e-5, "{loss} {free_loss}");
    assert!(
        free.iter().any(|name| name.starts_with("vision_encoder")),
        "{free:?}"
    );
    // The text layers come first in the stack that they share with the interaction layers.
    let first = BiIrraConfig::web(WORDS).text.layers;
    let interaction = |name: &String| {
        let layer = name.strip_prefix("text_encoder.bert.encoder.layer.");
        let number = layer.and_then(|rest| rest.split('.').next()?.parse::<usize>().ok());
        name.starts_with("itm_head") || number.is_some_and(|number| number >= first)
    };
    assert!(
        !reached.is_empty() && reached.iter().all(interaction),
        "{reached:?}"
    );
    assert!(reached.iter().any(|name| name.contains("crossattention")));
    assert!(free.len() > reached.len());
}
