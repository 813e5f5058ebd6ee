//! Searching photos by sentences: what the browser and the command line share.
//!
//! [`Engine`] turns photos and queries into features, [`Gallery`] ranks, and the engine's match head re-ranks.

mod engine;
mod gallery;
mod hidden;
pub mod index;

pub use engine::{Embedding, Engine, Match, Query};
pub use gallery::Gallery;
pub use hidden::{HiddenStates, Owner};
