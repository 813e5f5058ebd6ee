//! Searching photos by sentences: what the browser and the command line share.
//!
//! [`Engine`] turns photos and queries into features, [`Gallery`] ranks, and the engine's match head re-ranks. A query
//! is read as its writer means it (`typed`), may have weighted [`parts`], and says which of its words are `known`; wide photos are searched in [`windows`]; an [`Explanation`] shows where words look.

mod engine;
mod explain;
mod gallery;
pub mod index;
mod known;
mod last_used;
mod likeness;
mod matched;
pub mod parts;
mod person_finder;
mod ranking;
mod simplified;
mod typed;
mod views;
pub mod windows;

pub use engine::{Candidate, Embedding, Engine, Query};
pub use explain::{Explanation, WordMap};
pub use gallery::Gallery;
pub use known::{Knowledge, Understood};
pub use last_used::{LastUsed, Owner};
pub use likeness::Likeness;
pub use matched::Match;
pub use person_finder::{
    Found, FoundPerson, MAX_PEOPLE, PersonFinder, View as FinderView, view as finder_view,
};
pub use ranking::{Hit, Reranking};
pub use views::{View, Views};
