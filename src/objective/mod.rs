//! Training objectives. They see tensors, never the model.

pub mod cmpm;
pub mod concept;
pub mod dense;
pub mod detection;
pub mod fit;
pub mod grounding;
pub mod identity;
pub mod itc;
pub mod itm;
pub mod losses;
pub mod mim;
pub mod mla;
pub mod mlm;
pub mod sdm;
