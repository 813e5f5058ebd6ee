//! The commands that have no folder of their own.

pub mod calibrate;
pub mod embed;
pub mod export;
pub mod import;
pub mod layout;
pub mod open_vocabulary;
pub mod rank;
pub mod scenes;
pub mod search;
pub mod speed;
pub mod synth;
pub mod synth_speed;
