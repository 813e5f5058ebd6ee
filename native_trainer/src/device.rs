//! The device that computes, chosen at run time among those that were compiled in.

use crate::error::{Error, Result};
use burn::tensor::Device;
#[cfg(any(feature = "wgpu", feature = "cuda"))]
use burn::tensor::DeviceType;
use clap::ValueEnum;
use std::fmt;

/// A kind of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DeviceChoice {
    /// All cores of the processor.
    Cpu,
    /// The graphics card by Vulkan, Metal or DirectX 12.
    Wgpu,
    /// The first NVIDIA card by CUDA.
    Cuda,
    /// The processor by libtorch, which trains faster than `cpu`.
    Tch,
}

impl fmt::Display for DeviceChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cpu => "cpu",
            Self::Wgpu => "wgpu",
            Self::Cuda => "cuda",
            Self::Tch => "tch",
        })
    }
}

/// Opens `count` devices of a kind, at least one. Of a processor there is one, which then holds several copies of the
/// model: that computes what several cards would.
///
/// # Errors
/// When this binary was built without them, or there are fewer.
pub fn open_all(choice: DeviceChoice, count: usize) -> Result<Vec<Device>> {
    if count <= 1 || matches!(choice, DeviceChoice::Cpu | DeviceChoice::Tch) {
        let device = open(choice)?;
        return Ok(vec![device; count.max(1)]);
    }
    let found: Vec<Device> = match choice {
        #[cfg(feature = "wgpu")]
        DeviceChoice::Wgpu => Device::enumerate(DeviceType::Wgpu).into_iter().collect(),
        #[cfg(feature = "cuda")]
        DeviceChoice::Cuda => Device::enumerate(DeviceType::Cuda).into_iter().collect(),
        #[allow(unreachable_patterns, reason = "reached when a backend is left out")]
        missing => vec![open(missing)?],
    };
    if found.len() < count {
        return Err(Error::Device(format!(
            "--devices {count}: there are {} of {choice}",
            found.len()
        )));
    }
    Ok(found.into_iter().take(count).collect())
}

/// Lets products in training be computed in bfloat16, if asked to.
///
/// # Errors
/// On a device whose products are of single precision in any case.
pub fn set_products(choice: DeviceChoice, bfloat16: bool) -> Result<()> {
    match (bfloat16, choice) {
        #[cfg(feature = "tch")]
        (_, DeviceChoice::Tch) => {
            bi_irra::nn::libtorch::use_bfloat16(bfloat16);
            Ok(())
        }
        (true, other) => Err(Error::Device(format!(
            "--bfloat16: {other} computes in single precision; only tch knows both"
        ))),
        (false, _) => Ok(()),
    }
}

/// Opens the device.
///
/// # Errors
/// When this binary was built without it.
pub fn open(choice: DeviceChoice) -> Result<Device> {
    match choice {
        #[cfg(feature = "cpu")]
        DeviceChoice::Cpu => Ok(Device::flex()),
        #[cfg(feature = "wgpu")]
        DeviceChoice::Wgpu => Ok(Device::wgpu(Default::default())),
        #[cfg(feature = "cuda")]
        DeviceChoice::Cuda => Ok(Device::cuda(0)),
        #[cfg(feature = "tch")]
        #[allow(
            deprecated,
            reason = "burn will drop libtorch; until then it is the fastest way to train on a processor"
        )]
        DeviceChoice::Tch => Ok(Device::libtorch()),
        #[allow(unreachable_patterns, reason = "reached when a backend is left out")]
        missing => Err(Error::Device(format!(
            "this native_trainer was built without {missing}; build it with `--features {missing}`"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_the_precision_is_refused_where_there_is_none() {
        set_products(DeviceChoice::Cpu, false).expect("single precision");
        let error = set_products(DeviceChoice::Cpu, true)
            .expect_err("cpu has no bfloat16")
            .to_string();
        assert!(error.contains("--bfloat16: cpu"), "{error}");
    }
}
