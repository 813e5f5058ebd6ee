//! Bi-IRRA: image encoder, text and interaction encoder, and the losses that train them; its predecessors besides.

pub mod image_encoder;
pub mod image_mask;
pub mod image_memory;
pub mod interaction;
pub mod irra;
pub mod ivt;
pub mod lengths;
mod matching;
pub mod method;
pub mod residual_stem;
pub mod retriever;
pub mod stem;
pub mod text_encoder;
pub mod trainee;
