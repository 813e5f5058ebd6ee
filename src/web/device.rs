//! The choice of the device: WebGPU where it is there, is a GPU and computes right, the CPU otherwise.

use super::measure::photos_per_second;
use super::probe;
use super::scope;
use super::selftest;
use crate::error::Result;
use crate::nn::cpu;
use crate::search::index::MODEL_HASH;
use crate::search::{Engine, PersonFinder};
use burn::tensor::Device;
use burn::tensor::wgpu::WgpuBackend;
use js_sys::{Reflect, Uint8Array};
use protocol::{BATCH, Backend, Fallback, FallbackReason, Speeds};
use sha2::{Digest, Sha256};
use wasm_bindgen_futures::JsFuture;

/// Raised when our own code turns the same photo into other inputs of the model: kept features are then made again.
const PREPROCESSING: u8 = 4;

/// The files of a model, as they were downloaded.
pub struct ModelFiles {
    /// `config.json`.
    pub config: Vec<u8>,
    /// `tokenizer.json`.
    pub tokenizer: Vec<u8>,
    /// `model.safetensors`.
    pub weights: Vec<u8>,
    /// `finder.json` and `finder.safetensors`, where there is a person finder.
    pub finder: Option<(Vec<u8>, Vec<u8>)>,
}

impl ModelFiles {
    /// A SHA-256 of everything that decides the feature of a photo.
    ///
    /// The browser computes it several times as fast as we do, and beside us, but not for pages that came by plain http.
    pub fn hash(&self) -> impl Future<Output = [u8; MODEL_HASH]> + use<> {
        let mut bytes = vec![PREPROCESSING];
        bytes.extend((self.config.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&self.config);
        bytes.extend_from_slice(&self.weights);
        for file in self.finder.iter().flat_map(|(config, weights)| [config, weights]) {
            bytes.extend((file.len() as u64).to_le_bytes());
            bytes.extend_from_slice(file);
        }
        // Begins here, not where it is waited for.
        let browsers = browsers_sha256(&mut bytes);
        async move {
            match browsers {
                Some(hash) => hash.await.unwrap_or_else(|| Sha256::digest(&bytes).into()),
                None => Sha256::digest(&bytes).into(),
            }
        }
    }

    /// The person finder, always on the CPU: helpers have nothing else, so that all workers find the same people, and one
    /// photo is less work than to hand it to a GPU and to wait for the answer.
    ///
    /// # Errors
    /// When its files are damaged or do not fit together.
    pub fn load_finder(&self) -> Result<Option<PersonFinder>> {
        let load =
            |(config, weights): &(Vec<u8>, Vec<u8>)| PersonFinder::load(config, weights, &Device::flex());
        self.finder.as_ref().map(load).transpose()
    }

    fn load(&self, device: &Device) -> Result<Engine> {
        Engine::load(&self.config, &self.tokenizer, &self.weights, device)
    }
}

/// A model on its device.
pub struct Opened {
    /// The model.
    pub engine: Engine,
    /// The model on the CPU, where `engine` is on a GPU: it reads sentences. That is less work than to hand one to a GPU
    /// and to wait for its answer, behind photos that are being read.
    pub text_engine: Option<Engine>,
    /// Where it runs.
    pub backend: Backend,
    /// Name of the adapter; on the CPU the instructions that are used.
    pub name: String,
    /// Why WebGPU is not used, where it could have been.
    pub fallback: Option<Fallback>,
    /// What was measured, where there was a choice.
    pub speeds: Option<Speeds>,
}

/// Loads the model on the device that was asked for, or on the best one.
///
/// # Errors
/// When the files are no model. Trouble with WebGPU is no error: it leads to the CPU and a [`Fallback`].
pub async fn open(wanted: Option<Backend>, files: &ModelFiles) -> Result<Opened> {
    // First on the CPU: damaged files are found here, and its answers are what the GPU is held against.
    let reference = files.load(&Device::flex())?.without_padding();
    let on_cpu = |engine, fallback| Opened {
        engine,
        text_engine: None,
        backend: Backend::Cpu,
        name: cpu::instructions().to_owned(),
        fallback,
        speeds: None,
    };
    if wanted == Some(Backend::Cpu) {
        return Ok(on_cpu(reference, None));
    }
    let (engine, name) = match open_webgpu(wanted == Some(Backend::Webgpu), files, &reference).await {
        Ok(opened) => opened,
        Err(fallback) => return Ok(on_cpu(reference, Some(fallback))),
    };
    // Who asked for WebGPU gets it, also where it is slower.
    let mut speeds = None;
    if wanted.is_none() {
        let webgpu = match photos_per_second(&engine, BATCH).await {
            Ok(speed) => speed,
            Err(error) => {
                let broken = Fallback {
                    reason: FallbackReason::StartFailed,
                    detail: error.to_string(),
                };
                return Ok(on_cpu(reference, Some(broken)));
            }
        };
        let cpu = photos_per_second(&reference, 1).await?;
        speeds = Some(Speeds { webgpu, cpu });
    }
    if speeds.is_some_and(|speeds| speeds.cpu > speeds.webgpu) {
        let slower = Fallback {
            reason: FallbackReason::Slower,
            detail: name,
        };
        return Ok(Opened {
            speeds,
            ..on_cpu(reference, Some(slower))
        });
    }
    Ok(Opened {
        text_engine: Some(reference.padding_like(&engine)),
        engine,
        backend: Backend::Webgpu,
        name,
        fallback: None,
        speeds,
    })
}

/// The browser's own hash, where it has one for this page.
fn browsers_sha256(bytes: &mut [u8]) -> Option<impl Future<Output = Option<[u8; MODEL_HASH]>> + use<>> {
    let crypto = scope().crypto().ok()?;
    // Not there for pages without a secure origin, whatever the type says.
    if Reflect::get(&crypto, &"subtle".into()).is_ok_and(|subtle| subtle.is_undefined()) {
        return None;
    }
    let digest = crypto
        .subtle()
        .digest_with_str_and_u8_array("SHA-256", bytes)
        .ok()?;
    Some(async move {
        let hash = JsFuture::from(digest).await.ok()?;
        Uint8Array::new(&hash).to_vec().try_into().ok()
    })
}

/// burn's WebGPU device and the adapter's name, once the adapter has been probed.
pub async fn webgpu(allow_software: bool) -> std::result::Result<(Device, String), Fallback> {
    let name = probe::probe(allow_software).await?;
    let device = Device::wgpu_options()
        .graphics_api(WgpuBackend::WebGpu)
        .init_async()
        .await
        .map_err(|error| failed(error.to_string()))?;
    Ok((device, name))
}

fn failed(detail: String) -> Fallback {
    Fallback {
        reason: FallbackReason::StartFailed,
        detail,
    }
}

async fn open_webgpu(
    allow_software: bool,
    files: &ModelFiles,
    reference: &Engine,
) -> std::result::Result<(Engine, String), Fallback> {
    let (device, name) = webgpu(allow_software).await?;
    let engine = files.load(&device).map_err(|error| failed(error.to_string()))?;
    let score = selftest::compare(&engine, reference)
        .await
        .map_err(|error| failed(error.to_string()))?;
    match score {
        None => Ok((engine, name)),
        Some(detail) => Err(Fallback {
            reason: FallbackReason::WrongNumbers,
            detail: format!("{name}: {detail}"),
        }),
    }
}
