//! The model's operations on a processor without gradients, by the crate [`cpu_kernels`].
//!
//! burn's processor backend (burn-flex 0.22) computes `erf` and `exp` number by number with the C library's functions, and
//! in WebAssembly its products of matrices run at half the speed of these. Natively it has wider instructions than the
//! kernels; there only GELU and softmax are theirs.

mod run;

use burn::backend::Flex;
use burn::backend::flex::{FlexTensor, Layout};
use burn::nn::conv::Conv2d;
use burn::nn::{LayerNorm, Linear, PaddingConfig2d};
use burn::tensor::{Bytes, DType, Device, Shape, Tensor};
use cpu_kernels::attention::{Attention, Bias, Heads, Sizes};
use cpu_kernels::convolution::{Convolution, Planes};
use cpu_kernels::matmul::MatMul;
use cpu_kernels::rows;
use std::cell::RefCell;

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

/// `softmax(query key^T scale + bias) value` in every head, the heads side by side, of tensors that are
/// [plain](is_plain).
///
/// # Shapes
/// - `query`: `[batch, heads, queries, width]`; `key`, `value`: `[batch, heads, keys, width]`
/// - `bias`: broadcasts to `[batch, heads, queries, keys]`
/// - output: `[batch, queries, heads * width]`
pub fn attend(
    query: Tensor<4>,
    key: Tensor<4>,
    value: Tensor<4>,
    scale: f64,
    bias: Option<Tensor<4>>,
) -> Tensor<3> {
    let [batch, heads, queries, width] = query.dims();
    let [_, _, keys, _] = key.dims();
    let sizes = Sizes {
        batch,
        heads,
        queries,
        keys,
        width,
    };
    let tokens = [query, key, value].map(with_rows);
    let bias = bias.map(primitive);
    let bias = bias
        .as_ref()
        .map_or_else(Bias::none, |bias| bias_of(bias, &sizes));
    let mut out = vec![0.0; batch * queries * heads * width];
    with_scratch(Attention::scratch(&sizes), |scratch| {
        let tokens = tokens.each_ref().map(|tokens| heads_of(tokens, &sizes));
        run::attention(Attention::new(
            sizes,
            tokens,
            bias,
            scale as f32,
            &mut out,
            scratch,
        ));
    });
    tensor(out, [batch, queries, heads * width])
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

/// A convolution by 3x3 windows with a margin of one and a bias, at stride 1 or 2, and what follows it, of a tensor that
/// [`is_plain`]; nothing if the convolution is another. `residual` is added before the activation.
///
/// # Shapes
/// - `x`: `[batch, from, height, width]`
/// - `residual`, output: `[batch, to, height / stride, width / stride]`, rounded up
pub fn convolution(
    layer: &Conv2d,
    x: &Tensor<4>,
    residual: Option<&Tensor<4>>,
    activation: Activation,
) -> Option<Tensor<4>> {
    let [batch, from, height, width] = x.dims();
    let [to, _, _, _] = layer.weight.dims();
    let stride = match layer.stride {
        [1, 1] => 1,
        [2, 2] => 2,
        _ => return None,
    };
    let known = [layer.kernel_size, layer.dilation] == [[3, 3], [1, 1]]
        && layer.groups == 1
        && matches!(layer.padding, PaddingConfig2d::Explicit(1, 1, 1, 1));
    if !known {
        return None;
    }
    let planes = Planes {
        batch,
        from,
        to,
        height,
        width,
        stride,
    };
    let [rows, columns] = planes.sides();
    let bias = contiguous(layer.bias.as_ref()?.val());
    let (x, weight) = (contiguous(x.clone()), contiguous(layer.weight.val()));
    let residual = residual.map(|residual| contiguous(residual.clone()));
    let mut out = vec![0.0; batch * to * rows * columns];
    with_scratch(Convolution::scratch(&planes), |scratch| {
        run::convolution(Convolution::new(
            planes,
            as_f32(&x),
            [as_f32(&weight), as_f32(&bias)],
            residual.as_ref().map(as_f32),
            activation,
            &mut out,
            scratch,
        ));
    });
    Some(tensor(out, [batch, to, rows, columns]))
}

/// A convolution of every pixel by itself, without an activation, of a tensor that [`is_plain`], as tokens; nothing if the
/// convolution is another.
///
/// # Shapes
/// - `x`: `[batch, from, height, width]`
/// - output: `[batch, height * width, to]`
pub fn pixels(layer: &Conv2d, x: &Tensor<4>) -> Option<Tensor<3>> {
    let [batch, from, height, width] = x.dims();
    let [to, _, _, _] = layer.weight.dims();
    let known = [layer.kernel_size, layer.stride] == [[1, 1]; 2]
        && layer.groups == 1
        && matches!(layer.padding, PaddingConfig2d::Valid);
    if !known {
        return None;
    }
    let tokens = x.clone().reshape([batch, from, height * width]).swap_dims(1, 2);
    let matrix = layer.weight.val().reshape([to, from]).swap_dims(0, 1);
    let bias = layer.bias.as_ref().map(|bias| bias.val());
    Some(matmul(tokens, matrix, bias, Activation::None))
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

fn primitive<const D: usize>(x: Tensor<D>) -> FlexTensor {
    x.try_into_primitive::<Flex>()
        .expect("the caller asked where the tensor lies")
}

/// A tensor's numbers one after the other.
fn contiguous<const D: usize>(x: Tensor<D>) -> FlexTensor {
    primitive(x).to_contiguous()
}

/// A tensor whose last axis lies together and no axis is turned round.
fn with_rows(x: Tensor<4>) -> FlexTensor {
    let x = primitive(x);
    match x.layout().strides() {
        [batch, head, token, 1] if [batch, head, token].iter().all(|stride| **stride >= 0) => x,
        _ => x.to_contiguous(),
    }
}

/// The numbers of [`contiguous`].
fn as_f32(x: &FlexTensor) -> &[f32] {
    x.as_slice().expect("single precision, one after the other")
}

/// All numbers from a view's first one on.
fn from_first(x: &FlexTensor) -> &[f32] {
    &x.storage()[x.layout().start_offset()..]
}

fn heads_of<'a>(x: &'a FlexTensor, sizes: &Sizes) -> Heads<'a> {
    let strides = x.layout().strides();
    let tokens = x.layout().shape()[2];
    let strides = [0, 1, 2].map(|axis| strides[axis].unsigned_abs());
    Heads::new(from_first(x), strides, sizes, tokens)
}

fn bias_of<'a>(x: &'a FlexTensor, sizes: &Sizes) -> Bias<'a> {
    let layout = x.layout();
    // An axis of one number is the same for all.
    let strides = [0, 1, 2, 3].map(|axis| match layout.shape()[axis] {
        1 => 0,
        _ => layout.strides()[axis].unsigned_abs(),
    });
    Bias::new(from_first(x), strides, sizes)
}

fn tensor<const D: usize>(values: Vec<f32>, shape: [usize; D]) -> Tensor<D> {
    let layout = Layout::contiguous(Shape::from(shape));
    Tensor::from_primitive::<Flex>(FlexTensor::new(Bytes::from_elems(values), layout, DType::F32))
}

/// Changes the numbers of a tensor, row-major.
fn change<const D: usize>(x: Tensor<D>, change: impl FnOnce(&mut [f32])) -> Tensor<D> {
    let mut x = contiguous(x);
    let (start, end) = x.layout().contiguous_offsets().expect("made so");
    change(&mut x.storage_mut()[start..end]);
    Tensor::from_primitive::<Flex>(x)
}

/// Lends numbers to write to, which are kept for the next time.
fn with_scratch<T>(count: usize, task: impl FnOnce(&mut [f32]) -> T) -> T {
    thread_local! {
        static SCRATCH: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
    }
    SCRATCH.with_borrow_mut(|scratch| {
        if scratch.len() < count {
            scratch.resize(count, 0.0);
        }
        task(&mut scratch[..count])
    })
}

#[cfg(test)]
mod tests;
