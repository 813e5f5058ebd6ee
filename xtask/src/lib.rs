//! The project's commands, and the file server that the demo and the browser test share.
//!
//! This crate stays light on purpose: it never depends on the model, so that `cargo xtask` starts in seconds.

pub mod archive;
pub mod bench;
pub mod demo;
pub mod error;
pub mod fingerprint;
pub mod gpu;
pub mod npm;
pub mod packed;
pub mod page;
pub mod parity;
pub mod process;
pub mod project;
pub mod release;
pub mod scripts;
pub mod serve;
pub mod size;
pub mod steps;
pub mod system;
pub mod test_suite;
pub mod tools;
