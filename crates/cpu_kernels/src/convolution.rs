//! The 3x3 convolutions that the stems are made of.

use crate::matmul::Activation;
use crate::tile::{PANEL, ROWS, Tile, offset};
use crate::unfold::Padded;
use crate::winograd;
use core::marker::PhantomData;
use core::ptr::null;

pub use crate::unfold::Planes;

/// Numbers of the unfolded picture that are made before they are used: they stay in the second cache.
const UNFOLDED: usize = 32_768;

/// `out = activation(x * weight + bias + residual)`: windows of 3x3, stride 1 or 2, a margin of one zero.
#[repr(C)]
#[derive(Debug)]
pub struct Convolution<'a> {
    pub(crate) x: *const f32,
    pub(crate) weight: *const f32,
    pub(crate) bias: *const f32,
    /// Shaped as the output, or nothing.
    pub(crate) residual: *const f32,
    pub(crate) out: *mut f32,
    pub(crate) scratch: *mut f32,
    pub(crate) planes: Planes,
    pub(crate) activation: Activation,
    borrowed: PhantomData<&'a mut [f32]>,
}

/// Panels that are unfolded at a time.
fn panels(planes: &Planes) -> usize {
    UNFOLDED.checked_div(planes.inner() * PANEL).unwrap_or(1).max(1)
}

impl<'a> Convolution<'a> {
    /// Numbers of scratch space.
    pub fn scratch(planes: &Planes) -> usize {
        match winograd::suits(planes) {
            true => winograd::scratch(planes),
            false => panels(planes) * planes.inner() * PANEL + planes.padded(),
        }
    }

    /// # Shapes
    /// - `x`: `[batch, from, height, width]`; `weight`: `[to, from, 3, 3]`; `bias`: `[to]`
    /// - `out`, `residual`: `[batch, to, rows, columns]` with the [sides](Planes::sides) of the output
    /// - `scratch`: what [`scratch`](Self::scratch) says, overwritten
    ///
    /// # Panics
    /// If a length does not fit or the stride is neither 1 nor 2: a mistake of the caller.
    pub fn new(
        planes: Planes,
        x: &'a [f32],
        [weight, bias]: [&'a [f32]; 2],
        residual: Option<&'a [f32]>,
        activation: Activation,
        out: &'a mut [f32],
        scratch: &'a mut [f32],
    ) -> Self {
        let Planes {
            batch,
            from,
            to,
            height,
            width,
            stride,
        } = planes;
        assert!([1, 2].contains(&stride), "stride");
        assert_eq!(x.len(), batch * from * height * width, "input");
        assert_eq!(weight.len(), to * planes.inner(), "weight");
        assert_eq!(bias.len(), to, "bias");
        assert_eq!(out.len(), batch * to * planes.places(), "output");
        assert!(
            residual.is_none_or(|residual| residual.len() == out.len()),
            "residual"
        );
        assert!(scratch.len() >= Self::scratch(&planes), "scratch");
        Self {
            x: x.as_ptr(),
            weight: weight.as_ptr(),
            bias: bias.as_ptr(),
            residual: residual.map_or(null(), <[f32]>::as_ptr),
            out: out.as_mut_ptr(),
            scratch: scratch.as_mut_ptr(),
            planes,
            activation,
            borrowed: PhantomData,
        }
    }

    /// Computes it.
    pub fn run(&mut self) {
        let Planes {
            batch,
            from,
            height,
            width,
            ..
        } = self.planes;
        if winograd::suits(&self.planes) {
            // SAFETY: the constructor has checked the lengths.
            return unsafe { winograd::run(self) };
        }
        for sample in 0..batch {
            // SAFETY: the constructor has checked the lengths.
            unsafe { self.sample(sample, self.x.add(sample * from * height * width)) }
        }
    }

    /// # Safety
    /// `x` is the picture of the sample, which is one of the batch.
    unsafe fn sample(&self, sample: usize, x: *const f32) {
        let planes = &self.planes;
        let (inner, places) = (planes.inner(), planes.places());
        // A step that the compiler cannot see to be more than zero would bring a panic, and its text, into the module.
        let step = (panels(planes) * PANEL).max(PANEL);
        // SAFETY: the constructor has checked the lengths.
        unsafe {
            let picture = Padded::copy(planes, x, self.scratch.add(step * inner));
            for first in (0..places).step_by(step) {
                let last = (first + step).min(places);
                for place in (first..last).step_by(PANEL) {
                    picture.unfold(place, self.scratch.add((place - first) * inner));
                }
                for channel in (0..planes.to).step_by(ROWS) {
                    for place in (first..last).step_by(PANEL) {
                        let at = (sample * planes.to + channel) * places + place;
                        Tile {
                            x: self.weight.add(channel * inner),
                            x_stride: inner,
                            panel: self.scratch.add((place - first) * inner),
                            panel_stride: PANEL,
                            inner,
                            bias: null(),
                            row_bias: self.bias.add(channel),
                            residual: offset(self.residual, at),
                            out: self.out.add(at),
                            out_stride: places,
                            columns: (last - place).min(PANEL),
                            activation: self.activation,
                        }
                        .run(planes.to - channel);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matmul::tests::numbers;

    /// The sum by plain loops, in double precision.
    fn expected(
        planes: &Planes,
        x: &[f32],
        [weight, bias]: [&[f32]; 2],
        residual: Option<&[f32]>,
    ) -> Vec<f64> {
        let Planes {
            batch,
            from,
            to,
            height,
            width,
            stride,
        } = *planes;
        let [rows, columns] = [height, width].map(|side| (side - 1) / stride + 1);
        let place = |i: usize| {
            let (column, row) = (i % columns, i / columns % rows);
            let (channel, sample) = (i / columns / rows % to, i / columns / rows / to);
            let mut sum = f64::from(bias[channel]) + residual.map_or(0.0, |residual| f64::from(residual[i]));
            for c in 0..from {
                for (dy, dx) in (0..9).map(|k| (k / 3, k % 3)) {
                    let (y, x_) = (stride * row + dy, stride * column + dx);
                    if y == 0 || y > height || x_ == 0 || x_ > width {
                        continue;
                    }
                    let number = x[((sample * from + c) * height + y - 1) * width + x_ - 1];
                    sum += f64::from(number) * f64::from(weight[(channel * from + c) * 9 + dy * 3 + dx]);
                }
            }
            sum
        };
        (0..batch * to * rows * columns).map(place).collect()
    }

    #[test]
    fn convolutions_of_every_size_are_right() {
        let sizes = [
            [2, 3, 8, 16, 32],
            [1, 5, 3, 6, 12],
            [2, 2, 4, 2, 2],
            [1, 40, 6, 64, 48],
            [1, 2, 5, 1, 1],
            [2, 3, 4, 7, 5],
            [1, 4, 9, 24, 12],
            [2, 24, 7, 12, 6],
            [1, 2, 3, 9, 8],
            [1, 2, 3, 4, 7],
            // Wide enough for Winograd's way.
            [3, 16, 19, 12, 6],
            [6, 18, 16, 7, 5],
            [2, 17, 21, 24, 12],
            [1, 24, 20, 18, 24],
            [200, 16, 16, 1, 1],
        ];
        for (size, stride) in sizes.into_iter().flat_map(|size| [(size, 1), (size, 2)]) {
            let [batch, from, to, height, width] = size;
            let planes = Planes {
                batch,
                from,
                to,
                height,
                width,
                stride,
            };
            let x = numbers(batch * from * height * width, 1);
            let (weight, bias) = (numbers(to * from * 9, 2), numbers(to, 3));
            let added = numbers(batch * to * planes.places(), 4);
            for residual in [None, Some(added.as_slice())] {
                let parameters = [weight.as_slice(), bias.as_slice()];
                let expected = expected(&planes, &x, parameters, residual);
                for activation in [Activation::None, Activation::Relu] {
                    let mut out = vec![f32::NAN; expected.len()];
                    let mut scratch = vec![f32::NAN; Convolution::scratch(&planes)];
                    Convolution::new(
                        planes,
                        &x,
                        parameters,
                        residual,
                        activation,
                        &mut out,
                        &mut scratch,
                    )
                    .run();
                    for (i, (found, sum)) in out.iter().zip(&expected).enumerate() {
                        let expected = match activation {
                            Activation::Relu => sum.max(0.0),
                            _ => *sum,
                        };
                        assert!(
                            (f64::from(*found) - expected).abs() < 1e-4,
                            "{planes:?} {activation:?} at {i}: {found}, expected {expected}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    #[should_panic(expected = "residual")]
    fn a_residual_of_another_size_is_refused() {
        let planes = Planes {
            batch: 1,
            from: 1,
            to: 1,
            height: 2,
            width: 2,
            stride: 1,
        };
        let mut scratch = vec![0.0; Convolution::scratch(&planes)];
        Convolution::new(
            planes,
            &[0.0; 4],
            [&[0.0; 9], &[0.0]],
            Some(&[0.0; 3]),
            Activation::None,
            &mut [0.0; 4],
            &mut scratch,
        );
    }
}
