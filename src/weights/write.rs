//! Writing weights: a module's parameters by name, in f32, f16 or int8.

use super::names::ParameterPath;
use super::read::{FloatTensor, FloatTensors, SCALE_SUFFIX};
use crate::error::{Error, Result};
use burn::module::{Module, ModuleVisitor, Param};
use burn::tensor::Tensor;
use half::f16;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, serialize};
use std::collections::{BTreeMap, HashMap};

/// Number format of a weight file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// 32-bit floats: checkpoints.
    F32,
    /// 16-bit floats: export.
    F16,
    /// Matrices in 8-bit integers with one scale per output row, the rest in 16-bit floats.
    Int8,
}

/// What to collect for each parameter: its value, its gradient, an optimiser's moment.
pub trait Quantity {
    /// The tensor that belongs to this parameter; `None` leaves it out.
    fn of<const D: usize>(&self, param: &Param<Tensor<D>>) -> Option<Tensor<D>>;
}

/// The parameter itself.
#[derive(Clone, Copy, Debug)]
pub struct Value;

impl Quantity for Value {
    fn of<const D: usize>(&self, param: &Param<Tensor<D>>) -> Option<Tensor<D>> {
        Some(param.val())
    }
}

/// A quantity of all float parameters of the module under their file names, in PyTorch's layout.
///
/// Reads back from the device synchronously, so it is for native use.
///
/// # Errors
/// When the device fails to return a tensor.
pub fn collect<M: Module>(module: &M, quantity: &impl Quantity) -> Result<FloatTensors> {
    let mut collector = Collector {
        path: ParameterPath::default(),
        tensors: FloatTensors::new(),
        error: None,
        quantity,
    };
    module.visit(&mut collector);
    match collector.error {
        Some(error) => Err(error),
        None => Ok(collector.tensors),
    }
}

struct Collector<'q, Q> {
    path: ParameterPath,
    tensors: FloatTensors,
    error: Option<Error>,
    quantity: &'q Q,
}

impl<Q: Quantity> ModuleVisitor for Collector<'_, Q> {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.exit();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let Some(tensor) = self.quantity.of(param) else {
            return;
        };
        let tensor = if self.path.is_transposed() {
            tensor.transpose()
        } else {
            tensor
        };
        let shape = tensor.dims().to_vec();
        let name = self.path.name();
        match tensor.try_into_vec_as::<f32>() {
            Ok(values) => {
                self.tensors.insert(name, FloatTensor { shape, values });
            }
            Err(e) => self.error = Some(Error::Device(format!("cannot read back `{name}`: {e}"))),
        }
    }
}

/// Serialises tensors as safetensors.
///
/// # Errors
/// When a shape does not fit its values.
pub fn to_safetensors(
    tensors: &FloatTensors,
    precision: Precision,
    metadata: &BTreeMap<String, String>,
) -> Result<Vec<u8>> {
    let mut stored: Vec<(String, Dtype, Vec<usize>, Vec<u8>)> = Vec::new();
    for (name, tensor) in tensors {
        match (precision, tensor.shape.as_slice()) {
            (Precision::F32, _) => {
                let bytes = tensor.values.iter().flat_map(|v| v.to_le_bytes()).collect();
                stored.push((name.clone(), Dtype::F32, tensor.shape.clone(), bytes));
            }
            (Precision::Int8, &[rows, columns]) if rows * columns >= 1024 => {
                let (integers, scales) = quantize(&tensor.values, columns);
                stored.push((name.clone(), Dtype::I8, tensor.shape.clone(), integers));
                let scales = scales.iter().flat_map(|v| v.to_le_bytes()).collect();
                stored.push((format!("{name}{SCALE_SUFFIX}"), Dtype::F32, vec![rows], scales));
            }
            _ => {
                let bytes = tensor
                    .values
                    .iter()
                    .flat_map(|v| f16::from_f32(*v).to_le_bytes())
                    .collect();
                stored.push((name.clone(), Dtype::F16, tensor.shape.clone(), bytes));
            }
        }
    }
    let fail = |e: safetensors::SafeTensorError| Error::Weights(format!("cannot serialise: {e}"));
    let views = stored
        .iter()
        .map(|(name, dtype, shape, bytes)| Ok((name, TensorView::new(*dtype, shape.clone(), bytes)?)))
        .collect::<std::result::Result<Vec<_>, _>>()
        .map_err(fail)?;
    let metadata: HashMap<String, String> = metadata.clone().into_iter().collect();
    serialize(views, Some(metadata)).map_err(fail)
}

/// Symmetric rounding to -127..=127 with one scale for each row.
fn quantize(values: &[f32], columns: usize) -> (Vec<u8>, Vec<f32>) {
    let mut integers = Vec::with_capacity(values.len());
    let mut scales = Vec::with_capacity(values.len() / columns.max(1));
    for row in values.chunks_exact(columns) {
        let largest = row.iter().fold(0.0f32, |m, v| m.max(v.abs()));
        let scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
        integers.extend(
            row.iter()
                .map(|v| (v / scale).round().clamp(-127.0, 127.0) as i8 as u8),
        );
        scales.push(scale);
    }
    (integers, scales)
}
