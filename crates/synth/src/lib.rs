//! Synthetic people: seeded persons, their pictures and their captions. No tensors, no files.

pub mod attribute_queries;
pub mod attributes;
pub mod body;
pub mod caption;
mod clothes;
pub mod concepts;
pub mod description;
mod dice;
pub mod error;
pub mod geometry;
mod lexicon;
pub mod loft;
pub mod material;
mod noise;
pub mod open_vocabulary;
pub mod palette;
pub mod person;
pub mod photo;
pub mod render;
pub mod scene;
pub mod shot;
pub mod things;
mod wardrobe;

pub use error::{Error, Result};
pub use person::Person;
pub use render::{Fabric, Fabrics, Photographed, Picture, render, render_among, render_with};
pub use shot::{Conditions, Shot};
