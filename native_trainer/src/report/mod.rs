//! What runs did, side by side and as pictures.

pub mod attributes;
pub mod compare;
pub mod curves;
pub mod grounding;
pub mod plot;
