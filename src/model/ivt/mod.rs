//! IVT: one network for pictures and texts (SPEC 3).

pub mod block;
pub mod losses;
pub mod network;
