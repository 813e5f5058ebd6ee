//! Small tensor functions without parameters, and the layers' initialisation.

use super::cpu::{self, Activation};
#[cfg(feature = "tch")]
use super::libtorch;
use burn::module::Param;
use burn::nn::conv::Conv2d;
use burn::nn::{Initializer, LayerNorm, LayerNormConfig, Linear, LinearConfig, PaddingConfig2d};
use burn::tensor::ops::ConvOptions;
use burn::tensor::{Device, Distribution, Int, Tensor, activation, module};

/// Scales every row to unit length: `v / max(||v||, 1e-12)` (SPEC 1.3).
///
/// # Shapes
/// - `x`: `[batch, features]`
/// - output: `[batch, features]`
pub fn l2_normalize(x: Tensor<2>) -> Tensor<2> {
    let norm = x.clone().square().sum_dim(1).sqrt().clamp_min(1e-12);
    x / norm
}

/// Mean over the rows of `-sum_j target_ij log softmax(logits)_ij`.
///
/// # Shapes
/// - `logits`, `targets`: `[rows, classes]`; each target row sums to one
/// - output: `[1]`
pub fn soft_cross_entropy(logits: Tensor<2>, targets: Tensor<2>) -> Tensor<1> {
    let [rows, _] = logits.dims();
    (activation::log_softmax(logits, 1) * targets).sum().neg() / rows as f64
}

/// Mean of `-log softmax(logits)` at the labels.
///
/// # Shapes
/// - `logits`: `[rows, classes]`
/// - `labels`: `[rows]`, each in `0..classes`
/// - output: `[1]`
pub fn cross_entropy(logits: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<1> {
    let picked = activation::log_softmax(logits, 1).gather(1, labels.unsqueeze_dim(1));
    picked.mean().neg()
}

/// CLIP's approximation of the GELU: `x * sigmoid(1.702 x)`.
///
/// # Shapes
/// - `x`, output: any, the same
pub fn quick_gelu<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    x.clone() * activation::sigmoid(x * 1.702)
}

/// Whether a device is a graphics card, or a program that plays one.
pub fn is_gpu(device: &Device) -> bool {
    #[cfg(any(feature = "wgpu", feature = "cuda"))]
    return device.identity().is_some();
    #[cfg(not(any(feature = "wgpu", feature = "cuda")))]
    {
        let _ = device;
        false
    }
}

/// The GELU `x Phi(x)`, with its exact derivative on every device.
///
/// burn derives the GELU of its GPU backends from the tanh approximation although it computes the exact function
/// (burn-backend 0.22, `gelu_backward`; smallest case: the derivative at 1 comes out as 1.0829 instead of 1.0833), which
/// puts every gradient in front of it off by a thousandth. There it is composed of operations whose derivatives are
/// exact, at the same number of kernels. The CPU backends have exact kernels of their own; without gradients
/// [`cpu`] is faster yet.
///
/// # Shapes
/// - `x`, output: any, the same
pub fn gelu<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    #[cfg(any(feature = "wgpu", feature = "cuda"))]
    if x.device().is_autodiff() && is_gpu(&x.device()) {
        return gelu_by_erf(x);
    }
    if cpu::is_plain(&x) {
        return cpu::gelu(x);
    }
    activation::gelu(x)
}

/// `x (1 + erf(x / sqrt 2)) / 2`, operation by operation.
#[cfg(any(feature = "wgpu", feature = "cuda", test))]
fn gelu_by_erf<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    let doubled = (x.clone() / std::f64::consts::SQRT_2).erf() + 1.0;
    x * doubled / 2.0
}

/// Drops the residual branch of whole samples and rescales the others; active only under autodiff.
///
/// # Shapes
/// - `x`, output: `[batch, tokens, hidden]`
pub fn drop_path(x: Tensor<3>, rate: f64) -> Tensor<3> {
    if rate == 0.0 || !x.device().is_autodiff() {
        return x;
    }
    let [batch, _, _] = x.dims();
    let keep = Tensor::<3>::random([batch, 1, 1], Distribution::Bernoulli(1.0 - rate), &x.device());
    x * keep / (1.0 - rate)
}

/// Standard deviation of initial weights: 0.02 at the reference's width of 768, larger for narrower models, so that a
/// layer's output keeps its scale.
pub fn initial_std(hidden: usize) -> f64 {
    0.02 * (768.0 / hidden as f64).sqrt()
}

/// A linear layer on every token; in training as one product of two matrices.
///
/// burn repeats the layer's matrix for every sample when a sample has many rows (burn-backend 0.22, `linear`). That does
/// no harm to a search, but a repeated matrix has a gradient for every sample, to be summed: with the losses of masked words
/// a step took 1.25 times as long.
///
/// # Shapes
/// - `x`: `[..., d_input]`
/// - output: `[..., d_output]`
pub fn linear<const D: usize>(layer: &Linear, x: Tensor<D>) -> Tensor<D> {
    match x.device().is_autodiff() {
        #[cfg(feature = "tch")]
        true if libtorch::trains(&x.device()) => by_rows(x, |rows| match &layer.bias {
            Some(bias) => libtorch::linear(rows, layer.weight.val(), bias.val()),
            None => libtorch::matmul(rows, layer.weight.val()),
        }),
        true => by_rows(x, |rows| layer.forward(rows)),
        false if cpu::uses_kernels(&x) => cpu::linear(layer, x, Activation::None),
        false => layer.forward(x),
    }
}

/// A layer's convolution with other kernels in place of its own.
///
/// # Shapes
/// - `x`: `[batch, from, height, width]`; `kernels`: `[to, from, rows, columns]`
/// - output: `[batch, to, height / stride, width / stride]`, for a window of rows and columns whose margin is half of it
///
/// # Panics
/// If the layer's padding depends on the size of `x`, which no layer here has.
pub fn convolution_by(layer: &Conv2d, kernels: Tensor<4>, x: Tensor<4>) -> Tensor<4> {
    let padding = match layer.padding {
        PaddingConfig2d::Valid => [0, 0],
        PaddingConfig2d::Explicit(top, left, bottom, right) if [top, left] == [bottom, right] => [top, left],
        ref other => panic!("the margin of a convolution is {other:?}"),
    };
    let bias = layer.bias.as_ref().map(Param::val);
    #[cfg(feature = "tch")]
    if let Some(bias) = &bias
        && [layer.dilation, [layer.groups, 1]] == [[1, 1], [1, 1]]
        && libtorch::trains(&x.device())
    {
        return libtorch::convolution(x, kernels, bias.clone(), layer.stride, padding);
    }
    let options = ConvOptions::new(layer.stride, padding, layer.dilation, layer.groups);
    module::conv2d(x, kernels, bias, options)
}

/// A layer's convolution.
///
/// # Shapes
/// As [`convolution_by`].
pub fn convolution(layer: &Conv2d, x: Tensor<4>) -> Tensor<4> {
    convolution_by(layer, layer.weight.val(), x)
}

/// The GELU of a linear layer on every token.
///
/// # Shapes
/// - `x`: `[..., d_input]`
/// - output: `[..., d_output]`
pub fn linear_gelu<const D: usize>(layer: &Linear, x: Tensor<D>) -> Tensor<D> {
    match cpu::uses_kernels(&x) {
        true => cpu::linear(layer, x, Activation::Gelu),
        false => gelu(linear(layer, x)),
    }
}

/// A layer norm over the last axis. `epsilon` is the one that the layer was made with, which burn keeps to itself.
///
/// # Shapes
/// - `x`, output: any, the same
pub fn layer_norm<const D: usize>(layer: &LayerNorm, epsilon: f64, x: Tensor<D>) -> Tensor<D> {
    #[cfg(feature = "tch")]
    if let Some(shift) = &layer.beta
        && libtorch::trains(&x.device())
    {
        return libtorch::layer_norm(x, layer.gamma.val(), shift.val(), epsilon);
    }
    let ours = cpu::uses_kernels(&x).then(|| cpu::layer_norm(layer, epsilon, &x));
    ours.flatten().unwrap_or_else(|| layer.forward(x))
}

/// The product of every token with one matrix; in training as in [`linear`].
///
/// # Shapes
/// - `x`: `[..., d_input]`; `matrix`: `[d_input, d_output]`
/// - output: `[..., d_output]`
pub fn shared_matmul<const D: usize>(x: Tensor<D>, matrix: Tensor<2>) -> Tensor<D> {
    match x.device().is_autodiff() {
        #[cfg(feature = "tch")]
        true if libtorch::trains(&x.device()) => by_rows(x, |rows| libtorch::matmul(rows, matrix)),
        true => by_rows(x, |rows| rows.matmul(matrix)),
        false if cpu::uses_kernels(&x) => cpu::matmul(x, matrix, None, Activation::None),
        false => x.matmul(matrix.unsqueeze()),
    }
}

fn by_rows<const D: usize>(x: Tensor<D>, apply: impl FnOnce(Tensor<2>) -> Tensor<2>) -> Tensor<D> {
    let mut shape = x.dims();
    let rows = shape[..D - 1].iter().product();
    let y = apply(x.reshape([rows, shape[D - 1]])); // [rows, d_input]
    shape[D - 1] = y.dims()[1];
    y.reshape(shape) // [..., d_output]
}

/// A linear layer with normal(0, `std`) weights and a zero bias.
pub fn init_linear(d_input: usize, d_output: usize, std: f64, device: &Device) -> Linear {
    let weights = Initializer::Normal { mean: 0.0, std };
    let mut layer = LinearConfig::new(d_input, d_output)
        .with_bias(false)
        .with_initializer(weights)
        .init(device);
    layer.bias = Some(Initializer::Zeros.init([d_output], device));
    layer
}

/// A layer norm over the last axis.
pub fn init_layer_norm(width: usize, epsilon: f64, device: &Device) -> LayerNorm {
    LayerNormConfig::new(width).with_epsilon(epsilon).init(device)
}

/// A parameter filled with one value.
pub fn constant<const D: usize>(shape: [usize; D], value: f64, device: &Device) -> Param<Tensor<D>> {
    Initializer::Constant { value }.init(shape, device)
}

/// A parameter drawn from normal(0, 0.02).
pub fn normal<const D: usize>(shape: [usize; D], device: &Device) -> Param<Tensor<D>> {
    Initializer::Normal { mean: 0.0, std: 0.02 }.init(shape, device)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gelu_and_its_derivative_are_exact_either_way() {
        // Values and derivatives of x Phi(x).
        let expected = [
            (-2.0, -0.045_500_26, -0.085_231_75),
            (1.0, 0.841_344_7, 1.083_315_5),
        ];
        for function in [gelu::<1>, gelu_by_erf::<1>] {
            for (x, value, slope) in expected {
                let device = Device::flex().autodiff();
                let x = Tensor::<1>::from_floats([x], &device).require_grad();
                let y = function(x.clone());
                let gradients = y.clone().backward();
                let found = x.grad(&gradients).expect("a gradient").into_scalar::<f32>();
                assert!((y.into_scalar::<f32>() - value).abs() < 1e-6);
                assert!((found - slope).abs() < 1e-6, "{found}, expected {slope}");
            }
        }
    }
}
