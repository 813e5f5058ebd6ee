//! The model's operations on a processor without gradients, by the crate [`cpu_kernels`].
//!
//! burn's processor backend (burn-flex 0.22) computes `erf` and `exp` number by number with the C library's functions, and
//! in WebAssembly its products of matrices run at half the speed of these. Natively it has wider instructions than the
//! kernels; there only GELU and softmax are theirs.

mod attention;
mod convolution;
mod memory;
mod run;

use burn::nn::{LayerNorm, Linear};
use burn::tensor::{Device, Tensor};
use cpu_kernels::matmul::MatMul;
use cpu_kernels::rows;
use memory::{as_f32, change, contiguous, tensor, with_scratch};

pub use attention::attend;
pub use convolution::{convolution, pixels};
pub use cpu_kernels::matmul::Activation;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub use run::instructions;

/// Whether a tensor lies in a processor's memory and nobody asks for its gradients.
pub fn is_plain<const D: usize>(x: &Tensor<D>) -> bool {
    let device = x.device();
    !device.is_autodiff() && device == Device::flex()
}

/// Whether the kernels are the fastest way to compute with a tensor: if it [`is_plain`] and this is WebAssembly.
pub fn uses_kernels<const D: usize>(x: &Tensor<D>) -> bool {
    cfg!(target_arch = "wasm32") && is_plain(x)
}

/// The GELU `x (1 + erf(x / sqrt 2)) / 2` of a tensor that [`is_plain`].
///
/// # Shapes
/// - `x`, output: any, the same
pub fn gelu<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    change(x, |values| run::gelu(rows::Gelu::new(values)))
}

/// The softmax over the last axis of a tensor that [`is_plain`].
///
/// # Shapes
/// - `x`, output: any, the same
pub fn softmax_last<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    let width = x.dims()[D - 1];
    change(x, |values| run::softmax(rows::Softmax::new(values, width)))
}

/// A linear layer, and what follows it, on a tensor that [`is_plain`].
///
/// # Shapes
/// - `x`: `[..., d_input]`
/// - output: `[..., d_output]`
pub fn linear<const D: usize>(layer: &Linear, x: Tensor<D>, activation: Activation) -> Tensor<D> {
    let bias = layer.bias.as_ref().map(|bias| bias.val());
    matmul(x, layer.weight.val(), bias, activation)
}

/// `activation(x matrix + bias)` of tensors that are [plain](is_plain).
///
/// # Shapes
/// - `x`: `[..., d_input]`; `matrix`: `[d_input, d_output]`; `bias`: `[d_output]`
/// - output: `[..., d_output]`
pub fn matmul<const D: usize>(
    x: Tensor<D>,
    matrix: Tensor<2>,
    bias: Option<Tensor<1>>,
    activation: Activation,
) -> Tensor<D> {
    let mut shape = x.dims();
    let [inner, columns] = matrix.dims();
    shape[D - 1] = columns;
    let rows = shape[..D - 1].iter().product();
    let (x, matrix, bias) = (contiguous(x), contiguous(matrix), bias.map(contiguous));
    let mut out = vec![0.0; rows * columns];
    with_scratch(MatMul::scratch(inner), |scratch| {
        run::matmul(MatMul::new(
            [rows, inner, columns],
            as_f32(&x),
            as_f32(&matrix),
            bias.as_ref().map(as_f32),
            activation,
            &mut out,
            scratch,
        ));
    });
    tensor(out, shape)
}

/// A layer norm over the last axis of a tensor that [`is_plain`]; nothing if its width is not a multiple of four.
///
/// # Shapes
/// - `x`, output: any, the same
pub fn layer_norm<const D: usize>(layer: &LayerNorm, epsilon: f64, x: &Tensor<D>) -> Option<Tensor<D>> {
    let (scale, shift) = (layer.gamma.val(), layer.beta.as_ref()?.val());
    let shape = x.dims();
    if !shape[D - 1].is_multiple_of(4) {
        return None;
    }
    let (x, scale, shift) = (contiguous(x.clone()), contiguous(scale), contiguous(shift));
    let mut out = vec![0.0; shape.iter().product()];
    run::layer_norm(rows::LayerNorm::new(
        as_f32(&x),
        as_f32(&scale),
        as_f32(&shift),
        epsilon as f32,
        &mut out,
    ));
    Some(tensor(out, shape))
}

/// The scalar product of every row with a vector.
///
/// # Shapes
/// - `rows`: `[count, width]`; `vector`: `[width]`; `out`: `[count]`
///
/// # Panics
/// If a length does not fit: a mistake of the caller.
pub fn mat_vec(rows: &[f32], vector: &[f32], out: &mut [f32]) {
    run::mat_vec(rows::MatVec::new(rows, vector, out));
}

#[cfg(test)]
mod tests;
