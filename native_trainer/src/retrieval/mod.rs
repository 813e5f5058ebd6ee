//! A folder of photos or a data set, ranked for sentences.

pub mod evaluate;
pub mod folder;
pub mod gallery;
pub mod ranking;
