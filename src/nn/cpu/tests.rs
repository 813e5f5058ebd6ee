//! The kernels against burn's own operations.

use super::*;
use crate::nn::ops;
use burn::nn::PaddingConfig2d;
use burn::nn::conv::Conv2dConfig;
use burn::tensor::{Distribution, TensorData, activation};

fn values<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
    tensor.into_data().try_to_vec().expect("floats")
}

fn random<const D: usize>(shape: [usize; D]) -> Tensor<D> {
    Tensor::random(shape, Distribution::Normal(0.0, 1.0), &Device::flex())
}

fn assert_near<const D: usize>(found: Tensor<D>, expected: Tensor<D>) {
    assert_eq!(found.dims(), expected.dims());
    let found = values(found);
    for (i, (a, b)) in found.iter().zip(values(expected)).enumerate() {
        assert!((a - b).abs() <= 1e-5 * b.abs().max(1.0), "{i}: {a}, expected {b}");
    }
}

/// Numbers around zero and far out, not a multiple of the lanes.
fn far_out() -> Tensor<2> {
    let numbers: Vec<f32> = (0..3 * 341).map(|i| (i as f32 - 511.0) / 40.0).collect();
    Tensor::from_data(TensorData::new(numbers, [3, 341]), &Device::flex())
}

#[test]
fn the_gelu_is_the_backends() {
    let expected = values(activation::gelu(far_out()));
    for (x, (a, b)) in values(far_out())
        .iter()
        .zip(values(gelu(far_out())).iter().zip(&expected))
    {
        assert!((a - b).abs() <= 3e-7 * x.abs().max(1.0), "{x}: {a} {b}");
    }
}

#[test]
fn the_softmax_is_the_backends() {
    let expected = values(activation::softmax(far_out(), 1));
    let found = values(softmax_last(far_out()));
    for (a, b) in found.iter().zip(&expected) {
        assert!((a - b).abs() <= 1e-6 * b + 1e-12, "{a} {b}");
    }
}

#[test]
fn views_are_read_in_their_order_and_left_alone() {
    let all = far_out();
    let turned = || all.clone().swap_dims(0, 1).narrow(0, 2, 9);
    assert!(is_plain(&turned()));
    assert_near(softmax_last(turned()), activation::softmax(turned(), 1));
    let part = || all.clone().narrow(0, 1, 1);
    assert_near(gelu(part()), activation::gelu(part()));
    assert_eq!(values(all), values(far_out()));
}

#[test]
fn a_linear_layer_is_the_backends() {
    let device = Device::flex();
    for [input, output] in [[16, 24], [24, 10], [160, 480]] {
        let layer = ops::init_linear(input, output, 0.3, &device);
        let x = random([5, 7, input]);
        let expected = layer.forward(x.clone());
        assert_near(linear(&layer, x.clone(), Activation::None), expected.clone());
        assert_near(
            linear(&layer, x.clone(), Activation::Gelu),
            activation::gelu(expected),
        );
        let turned = x.narrow(1, 2, 3).swap_dims(0, 1);
        assert_near(
            linear(&layer, turned.clone(), Activation::None),
            layer.forward(turned),
        );
    }
}

#[test]
fn attention_is_the_backends() {
    use crate::nn::attention::{merge_heads, split_heads};
    for [batch, queries, keys, heads, hidden] in [[3, 5, 9, 4, 24], [2, 73, 73, 5, 160]] {
        // Views of one tensor, as the image encoder makes them.
        let all = random([batch, keys, 3 * hidden]);
        let part = |i: usize| split_heads(all.clone().narrow(2, i * hidden, hidden), heads);
        let query = part(0).narrow(2, 0, queries);
        let with_heads = random([1, queries, keys, heads]).permute([0, 3, 1, 2]);
        let with_batch = random([batch, 1, 1, keys]);
        for bias in [None, Some(with_heads), Some(with_batch)] {
            let logits = (query.clone() * 0.3).matmul(part(1).swap_dims(2, 3));
            let logits = match bias.clone() {
                Some(bias) => logits + bias,
                None => logits,
            };
            let expected = merge_heads(activation::softmax(logits, 3).matmul(part(2)));
            let found = attend(query.clone(), part(1), part(2), 0.3, bias);
            assert_near(found, expected);
        }
    }
}

#[test]
fn a_layer_norm_is_the_backends() {
    for width in [24, 160] {
        let layer = ops::init_layer_norm(width, 1e-6, &Device::flex());
        let x = random([3, 5, width]);
        let found = layer_norm(&layer, 1e-6, &x).expect("a width by four");
        assert_near(found, layer.forward(x));
    }
    let odd = ops::init_layer_norm(6, 1e-6, &Device::flex());
    assert!(layer_norm(&odd, 1e-6, &random([2, 6])).is_none());
}

#[test]
fn a_convolution_of_the_stem_is_the_backends() {
    let device = Device::flex();
    for [from, to, height, width] in [
        [3, 16, 32, 16],
        [5, 4, 6, 12],
        [24, 7, 12, 6],
        [16, 24, 24, 12],
        [2, 3, 7, 5],
    ] {
        for stride in [1, 2] {
            let config = Conv2dConfig::new([from, to], [3, 3])
                .with_stride([stride, stride])
                .with_padding(PaddingConfig2d::Explicit(1, 1, 1, 1));
            let layer = config.init(&device);
            let x = random([2, from, height, width]);
            let expected = layer.forward(x.clone());
            let found = convolution(&layer, &x, None, Activation::None).expect("a convolution of the stem");
            assert_near(found, expected.clone());
            // A view whose numbers do not lie in their order.
            let residual = random([2, to, expected.dims()[3], expected.dims()[2]]).swap_dims(2, 3);
            let found = convolution(&layer, &x, Some(&residual), Activation::Relu);
            assert_near(
                found.expect("a convolution of the stem"),
                activation::relu(expected + residual),
            );
        }
    }
    let x = random([1, 3, 8, 8]);
    for other in [
        Conv2dConfig::new([3, 4], [3, 3]),
        Conv2dConfig::new([3, 4], [3, 3])
            .with_stride([3, 3])
            .with_padding(PaddingConfig2d::Explicit(1, 1, 1, 1)),
    ] {
        assert!(convolution(&other.init(&device), &x, None, Activation::None).is_none());
    }
}

#[test]
fn a_convolution_of_single_pixels_is_the_backends() {
    let device = Device::flex();
    let layer = Conv2dConfig::new([5, 12], [1, 1]).init(&device);
    let x = random([3, 5, 4, 7]);
    let expected = layer.forward(x.clone()).reshape([3, 12, 28]).swap_dims(1, 2);
    assert_near(pixels(&layer, &x).expect("single pixels"), expected);
    let other = Conv2dConfig::new([5, 12], [3, 3]).init(&device);
    assert!(pixels(&other, &x).is_none());
}

#[test]
fn gradients_are_left_to_the_backend() {
    let tracked = Tensor::<1>::zeros([2], &Device::flex().autodiff());
    assert!(!is_plain(&tracked));
}
