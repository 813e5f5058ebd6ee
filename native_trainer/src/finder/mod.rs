//! The person finder's training and evaluation.

mod augment;
mod batches;
mod checkpoint;
pub mod coco;
pub mod evaluate;
pub mod export;
mod measure;
pub mod photos;
mod recipe;
mod start;
mod targets;
pub mod training;

pub use recipe::METHOD;

/// Name of the configuration beside a finder's weights.
pub const CONFIG: &str = "finder.json";
/// Name of the weights.
pub const MODEL: &str = "finder.safetensors";
