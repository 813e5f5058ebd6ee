//! Searching photos by sentences: what the browser and the command line share.
//!
//! [`Engine`] turns photos and queries into features, [`Gallery`] ranks, and the engine's match head re-ranks. A query
//! may have weighted [`parts`]; wide photos are searched in [`windows`]; an [`Explanation`] shows where words look.

mod engine;
mod explain;
mod gallery;
pub mod index;
mod last_used;
mod likeness;
mod matched;
pub mod parts;
mod views;
pub mod windows;

pub use engine::{Candidate, Embedding, Engine, Query};
pub use explain::{Explanation, WordMap};
pub use gallery::Gallery;
pub use last_used::{LastUsed, Owner};
pub use likeness::Likeness;
pub use matched::Match;
pub use views::{View, Views};
