//! Bi-IRRA: multilingual text-to-image person retrieval (arXiv 2510.17685).
//!
//! The same model code trains natively and searches in the browser. Dependency direction, never back:
//!
//! ```text
//! web, native_trainer -> search -> model, tokenizer, image -> nn -> config, error
//! native_trainer, model -> objective -> nn::ops
//! native_trainer      -> metrics, weights
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
