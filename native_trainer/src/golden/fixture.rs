//! Reading a golden set: safetensors with f32 and i64 tensors, and JSON.

use crate::error::{Error, Result};
use burn::tensor::{Device, Int, Tensor, TensorData};
use safetensors::{Dtype, SafeTensors};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A stored tensor.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Shape.
    pub shape: Vec<usize>,
    /// Float values; empty for an integer tensor.
    pub floats: Vec<f32>,
    /// Integer values; empty for a float tensor.
    pub integers: Vec<i64>,
}

/// The tensors of one file.
#[derive(Clone, Debug)]
pub struct Fixture {
    file: String,
    tensors: BTreeMap<String, Stored>,
}

/// Reads a JSON file.
///
/// # Errors
/// When it cannot be read or is not JSON.
pub fn read_json(path: &Path) -> Result<Value> {
    let bytes = std::fs::read(path).map_err(|e| Error::Input(format!("{}: {e}", path.display())))?;
    serde_json::from_slice(&bytes).map_err(|e| Error::Input(format!("{}: {e}", path.display())))
}

impl Fixture {
    /// Reads a safetensors file.
    ///
    /// # Errors
    /// When it is missing, damaged or holds other types.
    pub fn read(path: &Path) -> Result<Self> {
        let fail = |message: String| Error::Input(format!("{}: {message}", path.display()));
        let bytes = std::fs::read(path).map_err(|e| fail(e.to_string()))?;
        let file = SafeTensors::deserialize(&bytes).map_err(|e| fail(e.to_string()))?;
        let mut tensors = BTreeMap::new();
        for (name, view) in file.tensors() {
            let (mut floats, mut integers) = (Vec::new(), Vec::new());
            match view.dtype() {
                Dtype::F32 => floats.extend(view.data().as_chunks().0.iter().map(|b| f32::from_le_bytes(*b))),
                Dtype::I64 => {
                    integers.extend(view.data().as_chunks().0.iter().map(|b| i64::from_le_bytes(*b)))
                }
                other => {
                    return Err(fail(format!(
                        "tensor `{name}`: expected f32 or i64, found {other:?}"
                    )));
                }
            }
            tensors.insert(
                name,
                Stored {
                    shape: view.shape().to_vec(),
                    floats,
                    integers,
                },
            );
        }
        Ok(Self {
            file: path.display().to_string(),
            tensors,
        })
    }

    /// All tensors by name.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Stored)> {
        self.tensors.iter()
    }

    /// The tensor of this name, if it is there.
    pub fn find(&self, name: &str) -> Option<&Stored> {
        self.tensors.get(name)
    }

    /// The tensor of this name.
    ///
    /// # Errors
    /// When it is missing.
    pub fn get(&self, name: &str) -> Result<&Stored> {
        self.find(name)
            .ok_or_else(|| Error::Input(format!("{}: tensor `{name}` is missing", self.file)))
    }

    /// Uploads a float tensor (integer tensors are converted).
    ///
    /// # Errors
    /// When it is missing or has another number of axes.
    pub fn float<const D: usize>(&self, name: &str, device: &Device) -> Result<Tensor<D>> {
        let stored = self.get(name)?;
        let values = if stored.floats.is_empty() {
            stored.integers.iter().map(|v| *v as f32).collect()
        } else {
            stored.floats.clone()
        };
        Ok(Tensor::from_data(
            TensorData::new(values, self.shape::<D>(name)?),
            device,
        ))
    }

    /// Uploads an integer tensor.
    ///
    /// # Errors
    /// When it is missing or has another number of axes.
    pub fn int<const D: usize>(&self, name: &str, device: &Device) -> Result<Tensor<D, Int>> {
        let values = self.get(name)?.integers.clone();
        Ok(Tensor::from_data(
            TensorData::new(values, self.shape::<D>(name)?),
            device,
        ))
    }

    /// The shape, with `D` axes.
    ///
    /// # Errors
    /// When the tensor is missing or has another number of axes.
    pub fn shape<const D: usize>(&self, name: &str) -> Result<[usize; D]> {
        let shape = &self.get(name)?.shape;
        <[usize; D]>::try_from(shape.as_slice()).map_err(|_| {
            Error::Input(format!(
                "{}: tensor `{name}`: expected {D} axes, found {shape:?}",
                self.file
            ))
        })
    }
}
