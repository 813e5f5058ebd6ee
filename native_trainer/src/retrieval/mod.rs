//! A folder of photos or a data set, ranked for sentences.

pub mod clutter;
pub mod evaluate;
pub mod figures;
pub mod folder;
pub mod gallery;
mod measure;
pub mod protocol;
pub mod ranking;
pub mod understanding;
