//! GELU and softmax on a processor without gradients, eight numbers at a time.
//!
//! burn's processor backend computes `erf` and `exp` number by number with the C library's functions (burn-flex 0.22),
//! which in WebAssembly took a fifth of the image encoder's time.

use burn::tensor::{Device, Tensor, TensorData};
use wide::f32x8;

/// Numbers that are computed together.
const LANES: usize = 8;
/// Beyond this `erf` is one in single precision.
const ERF_LIMIT: f32 = 3.832_507;

/// Whether a tensor lies in a processor's memory and nobody asks for its gradients.
pub fn is_plain<const D: usize>(x: &Tensor<D>) -> bool {
    let device = x.device();
    !device.is_autodiff() && device == Device::flex()
}

/// Changes the numbers of a tensor that [`is_plain`], row-major.
fn change<const D: usize>(x: Tensor<D>, change: impl FnOnce(&mut [f32])) -> Tensor<D> {
    let device = x.device();
    let shape = x.shape();
    let mut values = x
        .into_data()
        .try_into_vec::<f32>()
        .expect("the backend's numbers are single precision and at hand");
    change(&mut values);
    Tensor::from_data(TensorData::new(values, shape), &device)
}

/// The GELU `x (1 + erf(x / sqrt 2)) / 2`.
///
/// # Shapes
/// - `x`, output: any, the same
pub fn gelu<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    change(x, |values| in_lanes(values, gelu_of))
}

/// The softmax over the last axis.
///
/// # Shapes
/// - `x`, output: any, the same
pub fn softmax_last<const D: usize>(x: Tensor<D>) -> Tensor<D> {
    let row = x.dims()[D - 1].max(1);
    change(x, |values| values.chunks_exact_mut(row).for_each(softmax_row))
}

/// Applies `of` to every number.
fn in_lanes(values: &mut [f32], of: impl Fn(f32x8) -> f32x8) {
    let (chunks, rest) = values.as_chunks_mut::<LANES>();
    for chunk in chunks {
        *chunk = of(f32x8::new(*chunk)).to_array();
    }
    let mut last = [0.0; LANES];
    last[..rest.len()].copy_from_slice(rest);
    rest.copy_from_slice(&of(f32x8::new(last)).to_array()[..rest.len()]);
}

fn gelu_of(x: f32x8) -> f32x8 {
    let half = x * f32x8::splat(0.5);
    let scaled = x * f32x8::splat(std::f32::consts::FRAC_1_SQRT_2);
    let near = half + half * erf_of(scaled);
    // The quotient misses one by a last digit, which a large number would multiply.
    let far = scaled.abs().simd_ge(f32x8::splat(ERF_LIMIT));
    far.select(x.fast_max(f32x8::ZERO), near)
}

/// `erf` as a quotient of polynomials, right to about one unit of the seventh digit: the coefficients that Eigen and XLA
/// use for single precision.
fn erf_of(x: f32x8) -> f32x8 {
    let splat = f32x8::splat;
    let x = x.fast_max(splat(-ERF_LIMIT)).fast_min(splat(ERF_LIMIT));
    let square = x * x;
    let polynomial = |coefficients: &[f32]| {
        let mut sum = splat(coefficients[0]);
        for coefficient in &coefficients[1..] {
            sum = sum * square + splat(*coefficient);
        }
        sum
    };
    let above = polynomial(&[
        -2.726_142_4e-10,
        2.770_681_4e-8,
        -2.101_024e-6,
        -5.692_506_4e-5,
        -7.349_906_3e-4,
        -2.954_6e-3,
        -1.609_603_3e-2,
    ]);
    let below = polynomial(&[
        -1.456_607_2e-5,
        -2.133_740_6e-4,
        -1.682_827e-3,
        -7.373_329e-3,
        -1.426_473_9e-2,
    ]);
    x * above / below
}

fn softmax_row(row: &mut [f32]) {
    let largest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    in_lanes(row, |x| (x - f32x8::splat(largest)).exp());
    let sum: f32 = row.iter().sum();
    let scale = 1.0 / sum;
    for value in row {
        *value *= scale;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::activation;

    fn values<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
        tensor.into_data().try_to_vec().expect("floats")
    }

    /// Numbers around zero and far out, not a multiple of the lanes.
    fn numbers() -> Tensor<2> {
        let numbers: Vec<f32> = (0..3 * 341).map(|i| (i as f32 - 511.0) / 40.0).collect();
        Tensor::from_data(TensorData::new(numbers, [3, 341]), &Device::flex())
    }

    #[test]
    fn the_gelu_is_the_backends() {
        let expected = values(activation::gelu(numbers()));
        for (x, (a, b)) in values(numbers())
            .iter()
            .zip(values(gelu(numbers())).iter().zip(&expected))
        {
            assert!((a - b).abs() <= 3e-7 * x.abs().max(1.0), "{x}: {a} {b}");
        }
        let far = Tensor::<1>::from_data([0.0, -0.0, 1e30, -1e30, 40.0], &Device::flex());
        assert_eq!(values(gelu(far)), [0.0, 0.0, 1e30, 0.0, 40.0]);
    }

    #[test]
    fn the_softmax_is_the_backends() {
        let expected = values(activation::softmax(numbers(), 1));
        let found = values(softmax_last(numbers()));
        for (a, b) in found.iter().zip(&expected) {
            assert!((a - b).abs() <= 1e-6 * b + 1e-12, "{a} {b}");
        }
        // What is hidden by the lowest finite number gets nothing, as by the backend.
        let hidden = Tensor::<2>::from_data(
            [[1.0, f32::MIN, 1.0], [f32::NEG_INFINITY, 0.0, 0.0]],
            &Device::flex(),
        );
        assert_eq!(values(softmax_last(hidden)), [0.5, 0.0, 0.5, 0.0, 0.5, 0.5]);
    }

    #[test]
    fn views_are_read_in_their_order() {
        let turned = || numbers().swap_dims(0, 1).narrow(0, 2, 9);
        assert!(is_plain(&turned()));
        let expected = values(activation::softmax(turned(), 1));
        for (a, b) in values(softmax_last(turned())).iter().zip(&expected) {
            assert!((a - b).abs() <= 1e-6, "{a} {b}");
        }
    }

    #[test]
    fn gradients_are_left_to_the_backend() {
        let tracked = Tensor::<1>::zeros([2], &Device::flex().autodiff());
        assert!(!is_plain(&tracked));
    }
}
