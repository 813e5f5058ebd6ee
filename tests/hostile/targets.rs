//! What reads bytes from elsewhere, as functions that must neither panic nor take memory by a claim. The targets of
//! `fuzz/` are these.

#![allow(dead_code, reason = "each target of the fuzzer uses one of them")]

use bi_irra::config::method::ModelConfig;
use bi_irra::image::decode;
use bi_irra::search::index::{ExportHead, Header, Index, MODEL_HASH, Record, encode_block};
use bi_irra::search::terms::{MAX_TERMS, terms};
use bi_irra::search::{Embedding, Gallery};
use bi_irra::tokenizer::{Tokenizer, clean_caption};
use bi_irra::weights::pytorch::Checkpoint;
use bi_irra::weights::read::read_tensors;
use std::io::Cursor;

/// Numbers of a feature in the corpus of galleries.
pub const DIMENSION: usize = 4;

/// A photo.
pub fn picture(bytes: &[u8]) {
    if let Ok(picture) = decode(bytes) {
        assert_eq!(picture.rgb.len(), picture.width * picture.height * 3);
    }
}

/// A checkpoint of PyTorch.
pub fn checkpoint(bytes: &[u8]) {
    let Ok(mut checkpoint) = Checkpoint::open(Cursor::new(bytes)) else {
        return;
    };
    for key in ["model", "state_dict"] {
        let Ok(state) = checkpoint.weights(key) else {
            continue;
        };
        for (name, tensor) in state.tensors.iter().take(20) {
            if let Ok(values) = checkpoint.read(name, tensor) {
                assert_eq!(Some(values.len()), tensor.elements());
            }
        }
    }
}

/// A file of weights.
pub fn tensors(bytes: &[u8]) {
    if let Ok(tensors) = read_tensors(bytes) {
        for tensor in tensors.values() {
            assert_eq!(tensor.values.len(), tensor.shape.iter().product::<usize>());
        }
    }
}

/// A `config.json`.
pub fn config(bytes: &[u8]) {
    if let Ok(config) = ModelConfig::from_json(bytes) {
        assert!(ModelConfig::from_json(config.to_json().as_bytes()).is_ok());
    }
}

/// A `tokenizer.json`.
pub fn tokenizer(bytes: &[u8]) {
    if let Ok(tokenizer) = Tokenizer::from_bytes(bytes) {
        // An error is an answer.
        let _ = tokenizer.encode("a man in a red coat, 穿红色外套的男人", 24);
    }
}

/// A block of an index with checksums that fit.
fn block(payload: &[u8]) -> Vec<u8> {
    let mut block = b"BLOC".to_vec();
    block.extend((payload.len() as u32).to_le_bytes());
    block.extend(crc32fast::hash(payload).to_le_bytes());
    block.extend(crc32fast::hash(&block).to_le_bytes());
    [block, payload.to_vec()].concat()
}

/// The kept index of a gallery, and an exported one.
pub fn index(bytes: &[u8]) {
    if let Ok(index) = Index::read(bytes) {
        let _ = encode_block(&index.records.live);
    }
    // The bytes as records, behind checksums that fit: damage is mostly found by those.
    let header = Header {
        model: [7; MODEL_HASH],
        dimension: DIMENSION,
        name: String::new(),
    };
    let wrapped = [header.to_bytes(), block(bytes)].concat();
    assert!(Index::read(&wrapped).is_ok());
    let head = &bytes[..bytes.len().min(ExportHead::SIZE)];
    if let Ok(head) = ExportHead::read(head, bytes.len() as u64) {
        let start = ExportHead::SIZE;
        let _ = Index::read(&bytes[start..start + head.index as usize]);
    }
}

/// An exported gallery as the page takes it in: features go into a gallery that is searched, terms of photos with them.
pub fn import(bytes: &[u8]) {
    // The bytes as records, in an export whose lengths and checksums fit; the last of them are small pictures, too.
    let thumbnails = &bytes[bytes.len() - bytes.len() / 4..];
    let header = Header {
        model: [7; MODEL_HASH],
        dimension: DIMENSION,
        name: String::from_utf8_lossy(thumbnails).chars().take(40).collect(),
    };
    let index = [header.to_bytes(), block(bytes)].concat();
    let head = ExportHead {
        index: index.len() as u64,
        thumbnails: thumbnails.len() as u64,
    };
    take_in(&[head.to_bytes(), index, thumbnails.to_vec()].concat());
    // And as a whole export.
    take_in(bytes);
}

fn take_in(file: &[u8]) {
    let Ok(head) = ExportHead::read(&file[..file.len().min(ExportHead::SIZE)], file.len() as u64) else {
        return;
    };
    let (index, thumbnails) = file[ExportHead::SIZE..].split_at(head.index as usize);
    assert_eq!(thumbnails.len() as u64, head.thumbnails);
    let Ok(Index { header, records }) = Index::read(index) else {
        return;
    };
    let mut gallery = Gallery::new(header.dimension);
    for record in records.live {
        let Record::Photo(photo) = record else {
            continue;
        };
        let embedding = |feature| Embedding {
            feature,
            tokens: Vec::new(),
        };
        let embeddings = photo.features.into_iter().map(embedding).collect();
        gallery.push_photo(photo.key.path, photo.searched, embeddings);
    }
    if header.dimension == DIMENSION {
        let similarities = gallery.compare(&[0.5; DIMENSION]);
        assert_eq!(similarities.all().len(), gallery.len());
    }
}

/// What a person types.
pub fn query(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(terms) = terms(&text) {
        assert!((1..=MAX_TERMS).contains(&terms.len()));
        assert!(terms.iter().all(|term| term.weight != 0.0));
    }
    let cleaned = clean_caption(&text, 77);
    assert!(cleaned.split(' ').count() <= 77);
}
