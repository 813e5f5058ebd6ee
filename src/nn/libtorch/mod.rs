//! What training computes on libtorch by operations of libtorch that libtorch derives itself.
//!
//! burn derives the gradient of a convolution's kernels from a convolution of its inputs by its gradients (burn-backend
//! 0.22, `conv2d_weight_backward`), whose window is a whole picture: on a processor that takes most of a step. It
//! composes softmax and layer norm of single operations as soon as gradients are asked for. Here libtorch records each
//! operation as a whole and derives it. Products may be computed in bfloat16 as PyTorch's autocast does: parameters, sums,
//! norms and losses stay in single precision.

// burn will drop libtorch; until then it is the fastest way to train on a processor.
#![allow(deprecated, reason = "see `tch` in the library's manifest")]

mod operations;
mod record;
#[cfg(test)]
mod tests;

use burn::backend::Dispatch;
use burn::tensor::{Device, Tensor};
use operations::Operations;
use std::sync::atomic::{AtomicBool, Ordering};
use tch::Kind;

/// Whether products are computed in bfloat16, in the whole program.
static BFLOAT16: AtomicBool = AtomicBool::new(false);

/// Lets products in training be computed in bfloat16, or in single precision, which is where a program starts.
pub fn use_bfloat16(on: bool) {
    BFLOAT16.store(on, Ordering::Relaxed);
}

/// What products are computed in.
fn products() -> Kind {
    match BFLOAT16.load(Ordering::Relaxed) {
        true => Kind::BFloat16,
        false => Kind::Float,
    }
}

/// Whether a device is libtorch's and gradients are asked for.
pub fn trains(device: &Device) -> bool {
    device.is_autodiff() && *device == Device::libtorch().autodiff()
}

/// A convolution without groups and dilation, with a bias.
///
/// # Shapes
/// - `x`: `[batch, from, height, width]`; `weight`: `[to, from, rows, columns]`; `bias`: `[to]`
/// - output: `[batch, to, (height + 2 padding - rows) / stride + 1, (width + 2 padding - columns) / stride + 1]`
pub fn convolution(
    x: Tensor<4>,
    weight: Tensor<4>,
    bias: Tensor<1>,
    stride: [usize; 2],
    padding: [usize; 2],
) -> Tensor<4> {
    let (x, weight, bias) = (x.into_dispatch(), weight.into_dispatch(), bias.into_dispatch());
    Tensor::from_dispatch(<Dispatch as Operations>::convolution(
        x, weight, bias, stride, padding,
    ))
}

/// The product of every row with one matrix.
///
/// # Shapes
/// - `x`: `[rows, d_input]`; `matrix`: `[d_input, d_output]`
/// - output: `[rows, d_output]`
pub fn matmul(x: Tensor<2>, matrix: Tensor<2>) -> Tensor<2> {
    Tensor::from_dispatch(<Dispatch as Operations>::matmul(
        x.into_dispatch(),
        matrix.into_dispatch(),
    ))
}

/// The product of every row with one matrix, and a bias.
///
/// # Shapes
/// - `x`: `[rows, d_input]`; `matrix`: `[d_input, d_output]`; `bias`: `[d_output]`
/// - output: `[rows, d_output]`
pub fn linear(x: Tensor<2>, matrix: Tensor<2>, bias: Tensor<1>) -> Tensor<2> {
    let (x, matrix, bias) = (x.into_dispatch(), matrix.into_dispatch(), bias.into_dispatch());
    Tensor::from_dispatch(<Dispatch as Operations>::linear(x, matrix, bias))
}

/// A layer norm over the last axis.
///
/// # Shapes
/// - `x`, output: any, the same; `scale`, `shift`: the last axis
pub fn layer_norm<const D: usize>(
    x: Tensor<D>,
    scale: Tensor<1>,
    shift: Tensor<1>,
    epsilon: f64,
) -> Tensor<D> {
    let (x, scale, shift) = (x.into_dispatch(), scale.into_dispatch(), shift.into_dispatch());
    Tensor::from_dispatch(<Dispatch as Operations>::layer_norm(x, scale, shift, epsilon))
}

/// The weighted sum of values `softmax(q k^T * scale + bias) v`.
///
/// # Shapes
/// - `query`: `[batch, heads, queries, width]`; `key`, `value`: `[batch, heads, keys, width]`
/// - `bias`: broadcasts to `[batch, heads, queries, keys]`
/// - output: `[batch, heads, queries, width]`
pub fn attention(
    query: Tensor<4>,
    key: Tensor<4>,
    value: Tensor<4>,
    bias: Tensor<4>,
    scale: f64,
) -> Tensor<4> {
    let [query, key, value, bias] = [query, key, value, bias].map(Tensor::into_dispatch);
    Tensor::from_dispatch(<Dispatch as Operations>::attention(
        query, key, value, bias, scale,
    ))
}
