//! Weight files: safetensors with PyTorch's names and layouts, read strictly.

pub mod names;
pub mod read;
pub mod write;
