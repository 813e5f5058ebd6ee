//! Building blocks that both encoders share: attention, feed-forward, blocks, positions.

pub mod attention;
pub mod beit;
pub mod bert;
pub mod clip;
pub mod cpu;
pub mod head;
pub mod ops;
pub mod position;
