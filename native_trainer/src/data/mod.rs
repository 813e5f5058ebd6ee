//! Training pairs and test sets: read from folders or rendered, and put into batches.

pub mod batch;
pub mod benchmark;
pub mod bodies;
pub mod collection;
pub mod dataset;
pub mod encoding;
pub mod grounded_words;
pub mod held_out;
pub mod irra_batch;
pub mod ivt_batch;
pub mod kin;
pub mod lists;
pub mod manifest;
pub mod people;
pub mod photo_captions;
pub mod readiness;
pub mod record;
pub mod retake;
pub mod seeds;
pub mod stored;
pub mod verified;
