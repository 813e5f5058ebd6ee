//! A folder of photos or a data set, ranked for sentences.

pub mod clutter;
pub mod evaluate;
pub mod folder;
pub mod gallery;
pub mod ranking;
pub mod understanding;
