//! Bi-IRRA: multilingual text-to-image person retrieval (arXiv 2510.17685).
//!
//! The same model code trains natively and searches in the browser. Start at [`search::Engine`], which shows a search from
//! weights to ranking; `examples/search_folder.rs` is a program around it. Dependency direction, never back:
//!
//! ```text
//! web, native_trainer -> search -> model, tokenizer, image -> nn -> config, error
//! native_trainer, model -> objective -> nn::ops
//! native_trainer      -> masking, metrics, weights
//! ```

pub mod calibration;
pub mod config;
pub mod error;
pub mod image;
pub mod masking;
pub mod metrics;
pub mod model;
pub mod nn;
pub mod objective;
pub mod search;
pub mod tokenizer;
#[cfg(feature = "web")]
pub mod web;
pub mod weights;

pub use error::{Error, Result};
