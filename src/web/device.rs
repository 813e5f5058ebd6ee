//! The choice of the device: WebGPU where it is there, is a GPU and computes right, the CPU otherwise.

use super::probe;
use super::protocol::{Backend, Fallback, Obstacle};
use super::selftest;
use crate::error::Result;
use crate::search::Engine;
use burn::tensor::Device;
use burn::tensor::wgpu::WgpuBackend;

/// The three files of a model, as they were downloaded.
pub struct ModelFiles {
    /// `config.json`.
    pub config: Vec<u8>,
    /// `tokenizer.json`.
    pub tokenizer: Vec<u8>,
    /// `model.safetensors`.
    pub weights: Vec<u8>,
}

impl ModelFiles {
    fn load(&self, device: &Device) -> Result<Engine> {
        Engine::load(&self.config, &self.tokenizer, &self.weights, device)
    }
}

/// A model on its device.
pub struct Opened {
    /// The model.
    pub engine: Engine,
    /// Where it runs.
    pub backend: Backend,
    /// Name of the adapter; empty on the CPU.
    pub name: String,
    /// Why WebGPU is not used, where it could have been.
    pub fallback: Option<Fallback>,
}

/// Loads the model on the device that was asked for, or on the best one.
///
/// # Errors
/// When the files are no model. Trouble with WebGPU is no error: it leads to the CPU and a [`Fallback`].
pub async fn open(wanted: Option<Backend>, files: &ModelFiles) -> Result<Opened> {
    // First on the CPU: damaged files are found here, and its answers are what the GPU is held against.
    let reference = files.load(&Device::flex())?;
    let on_cpu = |engine, fallback| Opened {
        engine,
        backend: Backend::Cpu,
        name: String::new(),
        fallback,
    };
    if wanted == Some(Backend::Cpu) {
        return Ok(on_cpu(reference, None));
    }
    match open_webgpu(wanted == Some(Backend::Webgpu), files, &reference).await {
        Ok((engine, name)) => Ok(Opened {
            engine,
            backend: Backend::Webgpu,
            name,
            fallback: None,
        }),
        Err(fallback) => Ok(on_cpu(reference, Some(fallback))),
    }
}

async fn open_webgpu(
    allow_software: bool,
    files: &ModelFiles,
    reference: &Engine,
) -> std::result::Result<(Engine, String), Fallback> {
    let name = probe::probe(allow_software).await?;
    let failed = |detail: String| Fallback {
        reason: Obstacle::StartFailed,
        detail,
    };
    let device = Device::wgpu_options()
        .graphics_api(WgpuBackend::WebGpu)
        .init_async()
        .await
        .map_err(|error| failed(error.to_string()))?;
    let engine = files.load(&device).map_err(|error| failed(error.to_string()))?;
    let verdict = selftest::compare(&engine, reference)
        .await
        .map_err(|error| failed(error.to_string()))?;
    match verdict {
        None => Ok((engine, name)),
        Some(detail) => Err(Fallback {
            reason: Obstacle::WrongNumbers,
            detail: format!("{name}: {detail}"),
        }),
    }
}
