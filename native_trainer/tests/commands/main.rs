//! The commands as a person runs them, one after the other, with a tiny model of random weights.

mod bodies;
mod data;
mod faults;
mod irra;
mod ivt;
#[cfg(feature = "ldat")]
mod ldat;
mod people;
mod published;
mod rank;
mod received;
mod resume;
mod retrieval;
mod sources;
mod training_sets;
#[cfg(feature = "ldat")]
mod translator;
mod world;
