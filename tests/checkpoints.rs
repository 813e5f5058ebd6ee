//! The authors' checkpoint formats against tensors that PyTorch itself wrote beside them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bi_irra::config::TextPositions;
use bi_irra::model::bi_irra::network::BiIrra;
use bi_irra::model::parts::Parts;
use bi_irra::weights::import::{ImportOptions, Origin, Plan, Source, plan};
use bi_irra::weights::pytorch::Checkpoint;
use bi_irra::weights::read::{FloatTensor, FloatTensors, load};
use burn::tensor::Device;
use safetensors::{Dtype, SafeTensors};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

const CCLM: [&str; 2] = ["fake_cclm_x2vlm_base.th", "fake_cclm_x2vlm_base_legacy_pickle.th"];
const BI_IRRA: &str = "fake_bi_irra_checkpoint_best_zh.pth";
const WORDS: &str = "text_encoder.bert.embeddings.word_embeddings.weight";
const DECODER: &str = "text_encoder.mlm_head.predictions.decoder.weight";

fn file(name: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/checkpoints")
            .join(name),
    )
    .unwrap()
}

fn open(name: &str) -> Checkpoint<Cursor<Vec<u8>>> {
    Checkpoint::open(Cursor::new(file(name))).unwrap()
}

/// Shapes of all tensors and values of the floats.
fn reference(name: &str) -> (BTreeMap<String, Vec<usize>>, FloatTensors) {
    let bytes = file(name);
    let tensors = SafeTensors::deserialize(&bytes).unwrap();
    let shapes = tensors
        .iter()
        .map(|(name, view)| (name.to_string(), view.shape().to_vec()))
        .collect();
    let floats = tensors
        .iter()
        .filter(|(_, view)| view.dtype() == Dtype::F32)
        .map(|(name, view)| {
            let values = view
                .data()
                .as_chunks()
                .0
                .iter()
                .map(|b| f32::from_le_bytes(*b))
                .collect();
            (
                name.to_string(),
                FloatTensor {
                    shape: view.shape().to_vec(),
                    values,
                },
            )
        });
    (shapes, floats.collect())
}

fn import(name: &str, origin: Origin, tied: bool) -> (Plan, FloatTensors) {
    let mut checkpoint = open(name);
    let state = checkpoint.state(origin.key()).unwrap();
    let shapes = state
        .iter()
        .map(|(name, tensor)| (name.clone(), tensor.shape.clone()))
        .collect();
    let options = ImportOptions {
        image_size: None,
        positions: TextPositions::ZeroBased,
        tied,
        max_tokens: 77,
    };
    let plan = plan(origin, &shapes, &options, &Device::flex()).unwrap();
    let tensors = plan.tensors.iter().map(|(name, planned)| {
        let values = match &planned.source {
            Source::Checkpoint(theirs) => checkpoint.read(theirs, &state[theirs]).unwrap(),
            Source::Initial(values) => values.clone(),
        };
        (
            name.clone(),
            FloatTensor {
                shape: planned.shape.clone(),
                values,
            },
        )
    });
    let tensors = tensors.collect();
    (plan, tensors)
}

/// Whether a tensor of the reference has no place in our file.
fn is_derived(name: &str, tied: bool) -> bool {
    let ends = [
        ".relative_position_index",
        ".position_ids",
        "predictions.decoder.bias",
    ];
    ends.iter().any(|end| name.ends_with(end)) || (tied && name == DECODER)
}

#[test]
fn zip_and_legacy_checkpoints_hold_what_pytorch_wrote() {
    let cases = [
        (CCLM[0], "model", "cclm_state"),
        (CCLM[1], "model", "cclm_state"),
        (BI_IRRA, "state_dict", "bi_irra_state"),
    ];
    for (name, key, expected) in cases {
        let (shapes, floats) = reference(&format!("{expected}.safetensors"));
        let mut checkpoint = open(name);
        assert!(checkpoint.keys().unwrap().contains(&key.to_string()));
        let state = checkpoint.state(key).unwrap();
        assert!(state.keys().eq(shapes.keys()), "{name}");
        for (tensor, stored) in &state {
            assert_eq!(stored.shape, shapes[tensor], "{name}: {tensor}");
            match floats.get(tensor) {
                Some(expected) => {
                    assert_eq!(
                        checkpoint.read(tensor, stored).unwrap(),
                        expected.values,
                        "{name}: {tensor}"
                    );
                }
                None => {
                    let error = checkpoint.read(tensor, stored).unwrap_err().to_string();
                    assert!(error.contains(tensor) && error.contains("I64"), "{error}");
                }
            }
        }
    }
}

#[test]
fn cclm_becomes_what_the_authors_import_makes_of_it() {
    let (shapes, expected) = reference("bi_irra_after_import.safetensors");
    for name in CCLM {
        let (plan, found) = import(name, Origin::CclmX2vlm, true);
        let scratch: Vec<&String> = plan
            .tensors
            .iter()
            .filter(|(_, t)| matches!(t.source, Source::Initial(_)))
            .map(|(n, _)| n)
            .collect();
        assert_eq!(
            scratch,
            [
                "mim_head.0.bias",
                "mim_head.0.weight",
                "mim_head.1.bias",
                "mim_head.1.weight",
                "mim_head.3.bias",
                "mim_head.3.weight",
                "vision_encoder.mask_token"
            ]
        );
        let wanted: Vec<&String> = shapes.keys().filter(|name| !is_derived(name, true)).collect();
        assert!(found.keys().eq(wanted), "{name}");
        for (tensor, FloatTensor { shape, values }) in &found {
            let scalar = shape == &[1] && expected[tensor].shape.is_empty();
            assert!(scalar || shape == &expected[tensor].shape, "{tensor}");
            if !scratch.contains(&tensor) {
                assert_eq!(values, &expected[tensor].values, "{tensor}");
            }
        }
        assert!(found["mim_head.0.weight"].values.iter().any(|v| *v != 0.0));
        assert!(
            plan.dropped
                .keys()
                .filter(|name| name.starts_with("bbox_head."))
                .count()
                == 6
        );
        load(
            BiIrra::new(&plan.config, Parts::Training, &Device::flex()),
            &found,
        )
        .unwrap();
        let config = &plan.config;
        assert_eq!(
            (config.hidden, config.heads, config.cross_layers, config.embed_dim),
            (12, 12, 6, 8)
        );
        assert_eq!(
            (
                config.vision.image_size,
                config.vision.patch,
                config.vision.layers
            ),
            ([32, 32], 8, 12)
        );
        let text = &config.text;
        assert_eq!(
            (
                text.vocabulary,
                text.layers,
                text.intermediate,
                text.max_positions
            ),
            (40, 12, 24, 20)
        );
    }
}

#[test]
fn an_untied_import_keeps_both_tables() {
    let (_, theirs) = reference("cclm_state.safetensors");
    let (plan, found) = import(CCLM[0], Origin::CclmX2vlm, false);
    assert!(!plan.config.tied_decoder);
    assert_eq!(
        found[WORDS].values,
        theirs["text_encoder.embeddings.word_embeddings.weight"].values
    );
    assert_eq!(
        found[DECODER].values,
        theirs["mlm_head.predictions.decoder.weight"].values
    );
    load(
        BiIrra::new(&plan.config, Parts::Training, &Device::flex()),
        &found,
    )
    .unwrap();
}

#[test]
fn a_training_of_bi_irra_comes_over_unchanged() {
    let (shapes, expected) = reference("bi_irra_state.safetensors");
    let (plan, found) = import(BI_IRRA, Origin::BiIrra, true);
    let wanted: Vec<&String> = shapes.keys().filter(|name| !is_derived(name, true)).collect();
    assert!(found.keys().eq(wanted));
    for (tensor, FloatTensor { values, .. }) in &found {
        assert_eq!(values, &expected[tensor].values, "{tensor}");
    }
    load(
        BiIrra::new(&plan.config, Parts::Training, &Device::flex()),
        &found,
    )
    .unwrap();
}

#[test]
fn every_cut_of_a_checkpoint_is_refused_without_a_panic() {
    for name in CCLM {
        let whole = file(name);
        for part in 0..64 {
            let cut = whole[..whole.len() * part / 64].to_vec();
            let outcome = Checkpoint::open(Cursor::new(cut)).and_then(|checkpoint| checkpoint.state("model"));
            assert!(outcome.is_err(), "{name}, {part}/64");
        }
    }
}

#[test]
fn damaged_bytes_never_panic_and_a_damaged_value_is_found() {
    for name in CCLM {
        let whole = file(name);
        // Most bytes are values: the structure is at the start of both containers and at the end of the archive.
        let places = (0..4_000).chain(whole.len() - 4_000..whole.len()).step_by(37);
        for place in places {
            let mut damaged = whole.clone();
            damaged[place] ^= 0x5a;
            let Ok(mut checkpoint) = Checkpoint::open(Cursor::new(damaged)) else {
                continue;
            };
            let Ok(state) = checkpoint.state("model") else {
                continue;
            };
            for (name, tensor) in state.iter().take(20) {
                let _ = checkpoint.read(name, tensor);
            }
        }
    }
    let name = "vision_encoder.cls_token";
    let (_, floats) = reference("cclm_state.safetensors");
    let bytes: Vec<u8> = floats[name].values.iter().flat_map(|v| v.to_le_bytes()).collect();
    let mut damaged = file(CCLM[0]);
    let place = damaged
        .windows(bytes.len())
        .position(|window| window == bytes)
        .unwrap();
    damaged[place] ^= 1;
    let mut checkpoint = Checkpoint::open(Cursor::new(damaged)).unwrap();
    let state = checkpoint.state("model").unwrap();
    let error = checkpoint.read(name, &state[name]).unwrap_err().to_string();
    assert!(error.contains("checksum") && error.contains(name), "{error}");
}
