//! Bi-IRRA: image encoder, text and interaction encoder (SPEC 1).

pub mod cross_kv_cache;
pub mod image_encoder;
pub mod interaction;
pub mod lengths;
mod matching;
pub mod retriever;
pub mod text_encoder;
pub mod trainee;
