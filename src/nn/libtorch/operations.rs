//! The operations, with and without gradients.

use super::products;
use super::record::{plain, recorded};
use burn::backend::autodiff::checkpoint::strategy::CheckpointStrategy;
use burn::backend::libtorch::TchTensor;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, Backend, LibTorch, backend_extension};
use tch::{Kind, Tensor};

/// Operations of libtorch that burn does not derive as well.
#[backend_extension(LibTorch, Autodiff)]
pub trait Operations: Backend {
    /// See [`convolution`](super::convolution).
    fn convolution(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        stride: [usize; 2],
        padding: [usize; 2],
    ) -> FloatTensor<Self>;

    /// See [`matmul`](super::matmul).
    fn matmul(x: FloatTensor<Self>, matrix: FloatTensor<Self>) -> FloatTensor<Self>;

    /// See [`linear`](super::linear).
    fn linear(x: FloatTensor<Self>, matrix: FloatTensor<Self>, bias: FloatTensor<Self>) -> FloatTensor<Self>;

    /// See [`layer_norm`](super::layer_norm).
    fn layer_norm(
        x: FloatTensor<Self>,
        scale: FloatTensor<Self>,
        shift: FloatTensor<Self>,
        epsilon: f64,
    ) -> FloatTensor<Self>;

    /// See [`attention`](super::attention).
    fn attention(
        query: FloatTensor<Self>,
        key: FloatTensor<Self>,
        value: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        scale: f64,
    ) -> FloatTensor<Self>;
}

impl Operations for LibTorch {
    fn convolution(
        x: TchTensor,
        weight: TchTensor,
        bias: TchTensor,
        stride: [usize; 2],
        padding: [usize; 2],
    ) -> TchTensor {
        plain([x, weight, bias], |given| convolution(given, stride, padding))
    }

    fn matmul(x: TchTensor, matrix: TchTensor) -> TchTensor {
        plain([x, matrix], matmul)
    }

    fn linear(x: TchTensor, matrix: TchTensor, bias: TchTensor) -> TchTensor {
        plain([x, matrix, bias], linear)
    }

    fn layer_norm(x: TchTensor, scale: TchTensor, shift: TchTensor, epsilon: f64) -> TchTensor {
        plain([x, scale, shift], |given| layer_norm(given, epsilon))
    }

    fn attention(
        query: TchTensor,
        key: TchTensor,
        value: TchTensor,
        bias: TchTensor,
        scale: f64,
    ) -> TchTensor {
        plain([query, key, value, bias], |given| attention(given, scale))
    }
}

impl<C: CheckpointStrategy> Operations for Autodiff<LibTorch, C> {
    fn convolution(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        stride: [usize; 2],
        padding: [usize; 2],
    ) -> FloatTensor<Self> {
        recorded::<C, 3>([x, weight, bias], |given| convolution(given, stride, padding))
    }

    fn matmul(x: FloatTensor<Self>, matrix: FloatTensor<Self>) -> FloatTensor<Self> {
        recorded::<C, 2>([x, matrix], matmul)
    }

    fn linear(x: FloatTensor<Self>, matrix: FloatTensor<Self>, bias: FloatTensor<Self>) -> FloatTensor<Self> {
        recorded::<C, 3>([x, matrix, bias], linear)
    }

    fn layer_norm(
        x: FloatTensor<Self>,
        scale: FloatTensor<Self>,
        shift: FloatTensor<Self>,
        epsilon: f64,
    ) -> FloatTensor<Self> {
        recorded::<C, 3>([x, scale, shift], |given| layer_norm(given, epsilon))
    }

    fn attention(
        query: FloatTensor<Self>,
        key: FloatTensor<Self>,
        value: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        scale: f64,
    ) -> FloatTensor<Self> {
        recorded::<C, 4>([query, key, value, bias], |given| attention(given, scale))
    }
}

fn convolution([x, weight, bias]: &[Tensor; 3], stride: [usize; 2], padding: [usize; 2]) -> Tensor {
    let kind = products();
    let [stride, padding] = [stride, padding].map(|sides| sides.map(|side| side as i64));
    let (weight, bias) = (weight.to_kind(kind), bias.to_kind(kind));
    by_pixels(x, kind)
        .conv2d(&weight, Some(&bias), stride, padding, [1, 1], 1)
        .to_kind(Kind::Float)
}

/// Pictures in a precision, stored pixel by pixel, which libtorch's convolutions like best and hand on.
fn by_pixels(x: &Tensor, kind: Kind) -> Tensor {
    let (batch, channels, height, width) = x.size4().expect("pictures have four axes");
    let order = [height * width * channels, 1, width * channels, channels];
    if x.kind() == kind && x.stride() == order {
        return x.shallow_clone();
    }
    let mut pixels = Tensor::empty_strided([batch, channels, height, width], order, (kind, x.device()));
    pixels.copy_(x);
    pixels
}

/// A product of matrices in the precision of products.
fn product(a: &Tensor, b: &Tensor) -> Tensor {
    let kind = products();
    a.to_kind(kind).matmul(&b.to_kind(kind)).to_kind(Kind::Float)
}

fn matmul([x, matrix]: &[Tensor; 2]) -> Tensor {
    product(x, matrix)
}

fn linear([x, matrix, bias]: &[Tensor; 3]) -> Tensor {
    match products() {
        Kind::Float => bias.addmm(x, matrix),
        _ => product(x, matrix) + bias,
    }
}

fn layer_norm([x, scale, shift]: &[Tensor; 3], epsilon: f64) -> Tensor {
    x.layer_norm(scale.size(), Some(scale), Some(shift), epsilon, false)
}

fn attention([query, key, value, bias]: &[Tensor; 4], scale: f64) -> Tensor {
    let logits = product(&(query * scale), &key.transpose(2, 3)) + bias;
    product(&logits.softmax(-1, Kind::Float), value)
}
