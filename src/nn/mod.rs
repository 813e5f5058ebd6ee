//! Building blocks that both encoders share: attention, feed-forward, blocks, positions.

pub mod attention;
pub mod beit;
pub mod bert;
pub mod clip;
pub mod cpu;
pub mod head;
#[cfg(feature = "tch")]
pub mod libtorch;
pub mod ops;
pub mod position;
