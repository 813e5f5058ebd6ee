//! The commands that have no folder of their own beside this one.

pub mod bench;
pub mod calibrate;
pub mod data_check;
pub mod embed;
pub mod export;
pub mod import;
pub mod open_vocabulary;
pub mod rank;
pub mod scenes;
pub mod search;
pub mod synth;
pub mod synth_speed;
