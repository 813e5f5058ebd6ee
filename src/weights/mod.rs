//! Weight files: safetensors with PyTorch's names and layouts, read strictly, and the authors' checkpoints.

pub mod import;
pub mod names;
pub mod pointer;
pub mod positions;
pub mod pytorch;
pub mod read;
pub mod stream;
pub mod write;
