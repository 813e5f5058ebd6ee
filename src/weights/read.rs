//! Reading weights, strictly: every parameter must be in the file with its shape, and nothing may be left over.

use super::names::ParameterPath;
use super::pointer;
use crate::error::{Error, Result};
use burn::module::{Module, ModuleMapper, Param, ParamId};
use burn::tensor::{Bool, Int, Tensor, TensorData};
use half::{bf16, f16};
use safetensors::{Dtype, SafeTensors};
use std::collections::{BTreeMap, BTreeSet};

/// Suffix of the per-row scales that accompany an int8 tensor.
pub const SCALE_SUFFIX: &str = ".scale";

/// One tensor, converted to f32.
#[derive(Clone, Debug, PartialEq)]
pub struct FloatTensor {
    /// Shape, outermost axis first.
    pub shape: Vec<usize>,
    /// Values, row-major.
    pub values: Vec<f32>,
}

/// Float tensors by name, in a fixed order.
pub type FloatTensors = BTreeMap<String, FloatTensor>;

/// Reads all float tensors of a safetensors file (f32, f16, bf16, or int8 with per-row scales).
///
/// The format's own checks bound every allocation by the length of `bytes`.
///
/// # Errors
/// On a damaged file, an unsupported type, or an int8 tensor without fitting scales.
pub fn read_tensors(bytes: &[u8]) -> Result<FloatTensors> {
    pointer::check(bytes)?;
    let file = SafeTensors::deserialize(bytes)
        .map_err(|e| Error::Weights(format!("not a complete safetensors file: {e}")))?;
    let mut tensors = FloatTensors::new();
    for (name, view) in file.tensors() {
        if name
            .strip_suffix(SCALE_SUFFIX)
            .is_some_and(|owner| file.tensor(owner).is_ok())
        {
            continue;
        }
        let data = view.data();
        let values: Vec<f32> = match view.dtype() {
            Dtype::F32 => words(data).map(f32::from_le_bytes).collect(),
            Dtype::F16 => words(data).map(|b| f16::from_le_bytes(b).to_f32()).collect(),
            Dtype::BF16 => words(data).map(|b| bf16::from_le_bytes(b).to_f32()).collect(),
            Dtype::I8 => dequantize(&file, &name, view.shape(), data)?,
            other => {
                return Err(Error::Tensor {
                    name,
                    expected: "f32, f16, bf16 or int8".into(),
                    found: format!("{other:?}"),
                });
            }
        };
        tensors.insert(
            name,
            FloatTensor {
                shape: view.shape().to_vec(),
                values,
            },
        );
    }
    Ok(tensors)
}

/// Consecutive little-endian words; safetensors guarantees a whole number of them.
fn words<const N: usize>(data: &[u8]) -> impl Iterator<Item = [u8; N]> + '_ {
    data.as_chunks::<N>().0.iter().copied()
}

/// Restores an int8 tensor `value = int * scale[row]`.
fn dequantize(file: &SafeTensors<'_>, name: &str, shape: &[usize], data: &[u8]) -> Result<Vec<f32>> {
    let rows = shape.first().copied().unwrap_or(0);
    let mismatch = |found: String| Error::Tensor {
        name: format!("{name}{SCALE_SUFFIX}"),
        expected: format!("f32 [{rows}]"),
        found,
    };
    let scales = file
        .tensor(&format!("{name}{SCALE_SUFFIX}"))
        .map_err(|_| mismatch("nothing".into()))?;
    if scales.dtype() != Dtype::F32 || scales.shape() != [rows] {
        return Err(mismatch(format!("{:?} {:?}", scales.dtype(), scales.shape())));
    }
    if rows == 0 {
        return Ok(Vec::new());
    }
    let scales: Vec<f32> = words(scales.data()).map(f32::from_le_bytes).collect();
    let width = data.len() / rows;
    Ok(data
        .iter()
        .enumerate()
        .map(|(i, &byte)| f32::from(byte as i8) * scales[i / width])
        .collect())
}

/// Puts the tensors into the module.
///
/// Parameters receive ids that depend on their names only, so that an optimiser's state fits again after a
/// restart.
///
/// # Errors
/// On the first parameter that is missing or has another shape, and on tensors that the module does not have.
pub fn load<M: Module>(module: M, tensors: &FloatTensors) -> Result<M> {
    let mut loader = Loader {
        path: ParameterPath::default(),
        tensors,
        used: BTreeSet::new(),
        error: None,
    };
    let module = module.map(&mut loader);
    if let Some(error) = loader.error {
        return Err(error);
    }
    match tensors.keys().find(|name| !loader.used.contains(*name)) {
        Some(name) => Err(Error::Tensor {
            name: name.clone(),
            expected: "no such tensor in this model".into(),
            found: format!("{:?}", tensors[name].shape),
        }),
        None => Ok(module),
    }
}

/// The id of the parameter with this name (FNV-1a, so that it is the same on every machine).
pub fn parameter_id(name: &str) -> ParamId {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    ParamId::from(hash)
}

struct Loader<'t> {
    path: ParameterPath,
    tensors: &'t FloatTensors,
    used: BTreeSet<String>,
    error: Option<Error>,
}

impl Loader<'_> {
    /// The stored values in the layout of the module.
    fn find(&mut self, shape: &[usize]) -> Result<TensorData> {
        let name = self.path.name();
        let transposed = self.path.is_transposed();
        let stored: Vec<usize> = if transposed {
            shape.iter().rev().copied().collect()
        } else {
            shape.to_vec()
        };
        let mismatch = |found: String| Error::Tensor {
            name: name.clone(),
            expected: format!("{stored:?}"),
            found,
        };
        let tensor = self
            .tensors
            .get(&name)
            .ok_or_else(|| mismatch("nothing".into()))?;
        // PyTorch keeps scalars without axes; burn has no zero-dimensional tensors.
        let scalar = tensor.shape.is_empty() && stored == [1];
        if tensor.shape != stored && !scalar {
            return Err(mismatch(format!("{:?}", tensor.shape)));
        }
        let values = match (transposed, shape) {
            (true, &[rows, columns]) => {
                let source = &tensor.values;
                (0..rows * columns)
                    .map(|i| source[(i % columns) * rows + i / columns])
                    .collect()
            }
            _ => tensor.values.clone(),
        };
        self.used.insert(name);
        Ok(TensorData::new(values, shape.to_vec()))
    }
}

impl ModuleMapper for Loader<'_> {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.exit();
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        if self.error.is_some() {
            return param;
        }
        let shape: [usize; D] = param.lazy_shape().dims();
        match self.find(&shape) {
            Ok(data) => {
                let id = parameter_id(&self.path.name());
                let tensor = Tensor::from_data(data, &param.lazy_device());
                param.transform_for_load(tensor, id)
            }
            Err(error) => {
                self.error = Some(error);
                param
            }
        }
    }

    fn map_int<const D: usize>(&mut self, param: Param<Tensor<D, Int>>) -> Param<Tensor<D, Int>> {
        param
    }

    fn map_bool<const D: usize>(&mut self, param: Param<Tensor<D, Bool>>) -> Param<Tensor<D, Bool>> {
        param
    }
}

/// Gives every parameter the id that belongs to its name, initialising it where that is still to be done.
pub fn name_parameters<M: Module>(module: M) -> M {
    module.map(&mut Namer(ParameterPath::default()))
}

struct Namer(ParameterPath);

impl ModuleMapper for Namer {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.0.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.0.exit();
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let (_, value, mapper) = param.consume();
        Param::from_mapped_value(parameter_id(&self.0.name()), value, mapper)
    }
}
