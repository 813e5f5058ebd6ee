//! Where the model runs, and why not elsewhere.

use serde::{Deserialize, Serialize};

/// Where the model runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Backend {
    /// A GPU, by WebGPU.
    Webgpu,
    /// The processor, in WebAssembly.
    Cpu,
}

/// Why the model runs on the CPU although WebGPU was not ruled out by the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Fallback {
    /// What keeps WebGPU from being used.
    pub reason: FallbackReason,
    /// What the browser or the runtime said; may be empty.
    pub detail: String,
}

/// What keeps WebGPU from being used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum FallbackReason {
    /// The browser has no WebGPU.
    NoWebgpu,
    /// The browser has WebGPU but no adapter for it.
    NoAdapter,
    /// The adapter is a program, slower than our own code on the CPU.
    SoftwareAdapter,
    /// The adapter lacks a feature without which the runtime stops.
    NoTimestamps,
    /// The device could not be opened or failed at its first work.
    StartFailed,
    /// The device computes other numbers than the CPU.
    WrongNumbers,
    /// The device is right but slower than the CPU.
    Slower,
}

/// Photos per second, measured at the start.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Speeds {
    /// By WebGPU.
    pub webgpu: f64,
    /// On the CPU.
    pub cpu: f64,
}
