//! Training pairs and test sets: read from folders or rendered, and put into batches.

pub mod annotations;
pub mod backgrounds;
pub mod batch;
pub mod bodies;
pub mod cloth;
pub mod dataset;
pub mod dataset_fingerprint;
pub mod dataset_pairs;
pub mod encoding;
pub mod grounded_words;
pub mod held_out;
pub mod host_texts;
pub mod irra_batch;
pub mod ivt_batch;
pub mod known_datasets;
pub mod look_alikes;
pub mod manifest;
pub mod photo_captions;
pub mod picture_file;
pub mod readiness;
pub mod record;
pub mod retake;
pub mod seeds;
pub mod synthetic_pairs;
pub mod truth;
pub mod verified;
