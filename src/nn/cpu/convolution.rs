//! Convolutions by the kernels: those of 3x3 windows, and those of single pixels.

use super::memory::{as_f32, contiguous, tensor, with_scratch};
use super::{Activation, matmul, run};
use burn::nn::PaddingConfig2d;
use burn::nn::conv::Conv2d;
use burn::tensor::Tensor;
use cpu_kernels::convolution::{Convolution, Planes};

/// A convolution by 3x3 windows with a margin of one and a bias, at stride 1 or 2, and what follows it, of a tensor that
/// [is plain](super::is_plain); nothing if the convolution is another. `residual` is added before the activation.
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

/// A convolution of every pixel by itself, without an activation, of a tensor that [is plain](super::is_plain), as
/// tokens; nothing if the convolution is another.
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
