//! Damaged files of every kind that is read: an error or a result, never a panic.
//!
//! A short run belongs to the tests. `FUZZ_SECONDS=3600 cargo test --release --test hostile` gives each target an hour.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod mutator;
#[path = "../pictures/mod.rs"]
mod pictures;
mod targets;

use bi_irra::config::BiIrraConfig;
use bi_irra::search::index::{
    ExportHead, FileKey, Header, PhotoRecord, Record, SkippedRecord, Thumbnail, encode_block,
};
use bi_irra::search::people::Searched;
use bi_irra::search::region::Region;
use mutator::run;
use std::fs;
use std::path::Path;
use targets::DIMENSION;

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn pictures_are_decoded_or_refused() {
    let corpus: Vec<Vec<u8>> = pictures::files()
        .into_iter()
        .chain([pictures::lossy_webp()])
        .collect();
    run("picture", &corpus, 3000, targets::picture);
}

#[test]
fn checkpoints_are_read_or_refused() {
    let corpus = [
        "fake_cclm_x2vlm_base.th",
        "fake_cclm_x2vlm_base_legacy_pickle.th",
        "fake_bi_irra_checkpoint_best_zh.pth",
    ]
    .map(|name| file(&format!("tests/fixtures/checkpoints/{name}")));
    run("checkpoint", &corpus, 250, targets::checkpoint);
}

#[test]
fn weights_are_read_or_refused() {
    let corpus = [file("tests/fixtures/checkpoints/bi_irra_state.safetensors")];
    run("tensors", &corpus, 250, targets::tensors);
}

#[test]
fn configurations_are_read_or_refused() {
    let corpus = [
        BiIrraConfig::web(6000).to_json().into_bytes(),
        file("model_weights/config.json"),
        b"{\"method\": \"irra\"}".to_vec(),
    ];
    run("config", &corpus, 3000, targets::config);
}

#[test]
fn tokenizers_are_read_or_refused() {
    run(
        "tokenizer",
        &[file("model_weights/tokenizer.json")],
        40,
        targets::tokenizer,
    );
}

/// Records of a gallery: a photo with two people, a file that cannot be searched, one that is gone.
fn records() -> Vec<Record> {
    let key = |path: &str| FileKey {
        path: path.into(),
        size: 70_000,
        modified: 1.0,
    };
    let photo = PhotoRecord {
        key: key("a/b.jpg"),
        thumbnail: Thumbnail { offset: 0, length: 3 },
        searched: Searched::People {
            regions: [0.0, 0.5]
                .map(|left| Region::from_array([left, 0.0, 0.5, 1.0]))
                .to_vec(),
            left_out: 3,
        },
        features: vec![vec![0.5; DIMENSION], vec![-0.5; DIMENSION]],
    };
    let skipped = SkippedRecord {
        key: key("a/c.jpg"),
        reason: "damaged".into(),
        detail: String::new(),
    };
    vec![
        Record::Photo(photo),
        Record::Skipped(skipped),
        Record::Removed(key("d.png")),
    ]
}

/// An index with two blocks, an exported gallery of it, and the records of a block alone.
fn galleries() -> [Vec<u8>; 3] {
    let header = Header {
        model: [7; 32],
        dimension: DIMENSION,
        name: "gallery".into(),
    };
    let block = encode_block(&records());
    let index = [header.to_bytes(), block.clone(), block.clone()].concat();
    let head = ExportHead {
        index: index.len() as u64,
        thumbnails: 3,
    };
    let exported = [head.to_bytes(), index.clone(), vec![1, 2, 3]].concat();
    // Magic, length and two checksums come before the records.
    let records = block[16..].to_vec();
    [index, exported, records]
}

#[test]
fn indexes_are_read_or_refused() {
    run("index", &galleries(), 5000, targets::index);
}

#[test]
fn exported_galleries_are_taken_in_or_refused() {
    run("import", &galleries(), 5000, targets::import);
}

#[test]
fn queries_are_parsed_or_refused() {
    let corpus = [
        "+red coat -hat",
        "++\"red coat\", -hat",
        "a man - tall -20 degrees",
        "＋红色外套 －帽子，男人",
    ];
    let corpus = corpus.map(|text| text.as_bytes().to_vec());
    run("query", &corpus, 5000, targets::query);
}
