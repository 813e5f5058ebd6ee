//! Values and gradients beside those of burn's other processor backend.

use super::*;
use crate::nn::attention::attend;
use crate::nn::ops;
use burn::nn::PaddingConfig2d;
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::tensor::{Distribution, TensorData};

/// Pictures, the kernels of two convolutions, a matrix, a bias of attention.
const SHAPES: [&[usize]; 5] = [
    &[2, 3, 9, 8],
    &[8, 3, 3, 3],
    &[8, 8, 1, 1],
    &[8, 8],
    &[1, 2, 20, 20],
];

fn drawn(shape: &[usize]) -> TensorData {
    let count: usize = shape.iter().product();
    let values = Tensor::<1>::random([count], Distribution::Normal(0.0, 0.4), &Device::flex());
    TensorData::new(
        values.into_data().try_to_vec::<f32>().expect("floats"),
        shape.to_vec(),
    )
}

/// A convolution with given kernels, of stride two where its window is larger than a pixel.
fn layer([from, to]: [usize; 2], side: usize, kernels: &TensorData, device: &Device) -> Conv2d {
    let margin = side / 2;
    let mut layer = Conv2dConfig::new([from, to], [side; 2])
        .with_stride([side.min(2); 2])
        .with_padding(PaddingConfig2d::Explicit(margin, margin, margin, margin))
        .init(device);
    layer.weight = layer
        .weight
        .map(|_| Tensor::from_data(kernels.clone(), device).require_grad());
    layer.bias = Some(ops::constant([to], 0.1, device));
    layer
}

/// Two convolutions, a layer norm, a linear layer, a product and attention: the result, and the gradients of all they were given.
fn results(device: &Device, [x, first, last, matrix, bias]: &[TensorData; 5]) -> Vec<Vec<f32>> {
    let x = Tensor::<4>::from_data(x.clone(), device).require_grad();
    let matrix = Tensor::<2>::from_data(matrix.clone(), device).require_grad();
    let bias = Tensor::<4>::from_data(bias.clone(), device).require_grad();
    let first = layer([3, 8], 3, first, device);
    let last = layer([8, 8], 1, last, device);
    let norm = ops::init_layer_norm(8, 1e-5, device);
    let mut linear = ops::init_linear(8, 8, 0.5, device);
    linear.weight = linear.weight.map(|_| matrix.clone() * 0.5);

    let y = ops::convolution(&first, x.clone()).clamp_min(0.0); // [2, 8, 5, 4]
    let y = ops::convolution(&last, y);
    let tokens = y.reshape([2, 8, 20]).swap_dims(1, 2); // [2, 20, 8]
    let tokens = ops::linear(&linear, ops::layer_norm(&norm, 1e-5, tokens));
    let heads = |tokens: Tensor<3>| tokens.reshape([2, 20, 2, 4]).swap_dims(1, 2); // [2, 2, 20, 4]
    let key = heads(ops::shared_matmul(tokens.clone(), matrix.clone()));
    let value = heads(tokens.clone());
    let y = attend(heads(tokens), key, value, Some(bias.clone()), None); // [2, 20, 8]
    let gradients = y.clone().square().sum().backward();

    let shift = |layer: &Conv2d| layer.bias.as_ref().and_then(|bias| bias.val().grad(&gradients));
    let data = [
        Some(y.into_data()),
        x.grad(&gradients).map(Tensor::into_data),
        first.weight.val().grad(&gradients).map(Tensor::into_data),
        last.weight.val().grad(&gradients).map(Tensor::into_data),
        matrix.grad(&gradients).map(Tensor::into_data),
        bias.grad(&gradients).map(Tensor::into_data),
        shift(&first).map(Tensor::into_data),
        norm.gamma.val().grad(&gradients).map(Tensor::into_data),
        linear
            .bias
            .as_ref()
            .and_then(|bias| bias.val().grad(&gradients))
            .map(Tensor::into_data),
    ];
    data.map(|data| data.expect("a gradient").try_to_vec().expect("floats"))
        .into()
}

/// Largest difference of a tensor, as a share of its largest value.
fn difference(found: &[f32], expected: &[f32]) -> f32 {
    let most = |values: &mut dyn Iterator<Item = f32>| values.fold(0f32, |most, v| most.max(v.abs()));
    let off = most(&mut found.iter().zip(expected).map(|(a, b)| a - b));
    off / most(&mut expected.iter().copied())
}

#[test]
fn values_and_gradients_are_those_of_the_other_processor_backend() {
    let given = SHAPES.map(drawn);
    let expected = results(&Device::flex().autodiff(), &given);
    let device = Device::libtorch().autodiff();
    for (bfloat16, bounds) in [(false, 0.0..1e-4), (true, 1e-4..0.1)] {
        use_bfloat16(bfloat16);
        let found = results(&device, &given);
        for (at, (found, expected)) in found.iter().zip(&expected).enumerate() {
            let off = difference(found, expected);
            assert!(bounds.contains(&off), "tensor {at}, bfloat16 {bfloat16}: {off}");
        }
    }
    use_bfloat16(false);
}
