//! Searching photos by sentences: what the browser and the command line share.
//!
//! [`Engine`] turns photos and queries into features, [`Gallery`] ranks, and the engine's match head re-ranks. A query
//! is read as its writer means it (`typed`), may have weighted [`terms`], and says which of its words are `known`. Whole
//! photos are searched person by person ([`people`]), whom a [`PersonFinder`] finds; an [`Explanation`] shows where words
//! look.

mod engine;
mod explain;
mod gallery;
pub mod index;
mod known;
mod lru;
mod match_score;
pub mod people;
mod person_finder;
mod ranking;
pub mod region;
mod similarities;
mod simplified;
pub mod terms;
mod typed;

pub use engine::{Candidate, Embedding, Engine, Query};
pub use explain::{Explanation, WordMap};
pub use gallery::Gallery;
pub use known::{Knowledge, Understood};
pub use lru::{CropId, LruCache};
pub use match_score::Match;
pub use person_finder::{
    Found, FoundPerson, MAX_PEOPLE, PersonFinder, View as FinderView, view as finder_view,
};
pub use ranking::{Hit, Reranking};
pub use similarities::Similarities;
