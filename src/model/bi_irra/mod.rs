//! Bi-IRRA: image encoder, text and interaction encoder (SPEC 1).

pub mod image_encoder;
pub mod image_memory;
pub mod interaction;
pub mod lengths;
mod matching;
pub mod retriever;
pub mod text_encoder;
pub mod trainee;
