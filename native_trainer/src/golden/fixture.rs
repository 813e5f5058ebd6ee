//! The tensors of one file of a golden set: f32 and i64, each remembering whether it was used.

use crate::error::{Error, Result};
use burn::tensor::{Device, Int, Tensor, TensorData};
use safetensors::{Dtype, SafeTensors};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;

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

/// Names of tensors that nothing was asked of yet.
pub type Unused = Rc<RefCell<BTreeSet<String>>>;

/// The tensors of one file.
#[derive(Clone, Debug)]
pub struct Fixture {
    file: String,
    tensors: BTreeMap<String, Stored>,
    unused: Unused,
}

impl Fixture {
    /// Reads a safetensors file; `unused` receives the names of its tensors and loses those that are asked for.
    ///
    /// # Errors
    /// When it is missing, damaged or holds other types.
    pub fn read(path: &Path, unused: &Unused) -> Result<Self> {
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
        unused.borrow_mut().extend(tensors.keys().cloned());
        Ok(Self {
            file: path.display().to_string(),
            tensors,
            unused: Rc::clone(unused),
        })
    }

    /// All names; none counts as used by that.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.tensors.keys()
    }

    /// Whether this is the name of an integer tensor.
    pub fn is_integer(&self, name: &str) -> bool {
        self.tensors
            .get(name)
            .is_some_and(|stored| !stored.integers.is_empty())
    }

    /// The tensor of this name, if it is there.
    pub fn find(&self, name: &str) -> Option<&Stored> {
        self.unused.borrow_mut().remove(name);
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
