//! Bi-IRRA: image encoder, text and interaction encoder, and the losses that train them; IRRA and IVT, its predecessors.

pub mod bi_irra;
pub mod finder;
pub mod irra;
pub mod ivt;
pub mod method;
pub mod parts;
pub mod patch_embed;
pub mod residual_stem;
