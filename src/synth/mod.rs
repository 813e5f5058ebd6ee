//! Synthetic people: seeded persons, their pictures and their captions. No tensors, no files.

pub mod attributes;
pub mod caption;
pub mod description;
