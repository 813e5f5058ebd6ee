//! Bi-IRRA: image encoder, text and interaction encoder (SPEC 1).

pub mod cross_kv_cache;
pub mod embeddings;
pub mod image_encoder;
pub mod interaction;
pub mod length_groups;
pub mod losses;
mod match_negatives;
pub mod network;
pub mod text_encoder;
pub mod tokens;
