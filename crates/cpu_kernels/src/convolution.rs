//! The 3x3 convolution of stride two that the stem is made of.

use crate::product::Activation;
use crate::tile::{PANEL, ROWS, Tile};
use crate::vector::{LANES, Vector};
use core::marker::PhantomData;
use core::ptr::null;

/// Numbers of a kernel's window.
const WINDOW: usize = 9;
/// Numbers of the unfolded picture that are made before they are used: they stay in the second cache.
const UNFOLDED: usize = 32_768;

/// Sizes of a convolution.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Planes {
    /// Pictures.
    pub batch: usize,
    /// Channels of the input.
    pub from: usize,
    /// Channels of the output.
    pub to: usize,
    /// Even.
    pub height: usize,
    /// Even.
    pub width: usize,
}

/// `out = activation(x * weight + bias)`: windows of 3x3, stride 2, a margin of one zero.
#[repr(C)]
#[derive(Debug)]
pub struct Convolution<'a> {
    x: *const f32,
    weight: *const f32,
    bias: *const f32,
    out: *mut f32,
    scratch: *mut f32,
    planes: Planes,
    activation: Activation,
    borrowed: PhantomData<&'a mut [f32]>,
}

impl Planes {
    /// Numbers under all windows of one place.
    fn inner(&self) -> usize {
        self.from * WINDOW
    }

    /// Panels that are unfolded at a time.
    fn panels(&self) -> usize {
        UNFOLDED.checked_div(self.inner() * PANEL).unwrap_or(1).max(1)
    }

    /// Row and column of the output's place. Nothing in here may panic, so a picture without columns has all in one row.
    #[inline(always)]
    fn place(&self, place: usize) -> [usize; 2] {
        let columns = self.width / 2;
        let row = place.checked_div(columns).unwrap_or(0);
        [row, place - row * columns]
    }

    /// Places of the output.
    fn places(&self) -> usize {
        self.height / 2 * (self.width / 2)
    }
}

impl<'a> Convolution<'a> {
    /// Numbers of scratch space.
    pub fn scratch(planes: &Planes) -> usize {
        planes.panels() * planes.inner() * PANEL
    }

    /// # Shapes
    /// - `x`: `[batch, from, height, width]`; `weight`: `[to, from, 3, 3]`; `bias`: `[to]`
    /// - `out`: `[batch, to, height / 2, width / 2]`
    /// - `scratch`: what [`scratch`](Self::scratch) says, overwritten
    ///
    /// # Panics
    /// If a length does not fit or height or width is odd: a mistake of the caller.
    pub fn new(
        planes: Planes,
        x: &'a [f32],
        [weight, bias]: [&'a [f32]; 2],
        activation: Activation,
        out: &'a mut [f32],
        scratch: &'a mut [f32],
    ) -> Self {
        assert!(
            planes.height.is_multiple_of(2) && planes.width.is_multiple_of(2),
            "odd"
        );
        let Planes {
            batch,
            from,
            to,
            height,
            width,
        } = planes;
        assert_eq!(x.len(), batch * from * height * width, "input");
        assert_eq!(weight.len(), to * planes.inner(), "weight");
        assert_eq!(bias.len(), to, "bias");
        assert_eq!(out.len(), batch * to * planes.places(), "output");
        assert!(scratch.len() >= Self::scratch(&planes), "scratch");
        Self {
            x: x.as_ptr(),
            weight: weight.as_ptr(),
            bias: bias.as_ptr(),
            out: out.as_mut_ptr(),
            scratch: scratch.as_mut_ptr(),
            planes,
            activation,
            borrowed: PhantomData,
        }
    }

    /// Computes it.
    pub fn run(&mut self) {
        let planes = self.planes;
        let (inner, places) = (planes.inner(), planes.places());
        let step = planes.panels() * PANEL;
        // SAFETY: the constructor has checked the lengths.
        unsafe {
            for sample in 0..planes.batch {
                let x = self.x.add(sample * planes.from * planes.height * planes.width);
                let out = self.out.add(sample * planes.to * places);
                for first in (0..places).step_by(step) {
                    let last = (first + step).min(places);
                    for place in (first..last).step_by(PANEL) {
                        let to = self.scratch.add((place - first) * inner);
                        self.unfold(x, place, to);
                    }
                    for channel in (0..planes.to).step_by(ROWS) {
                        for place in (first..last).step_by(PANEL) {
                            Tile {
                                x: self.weight.add(channel * inner),
                                x_stride: inner,
                                panel: self.scratch.add((place - first) * inner),
                                panel_stride: PANEL,
                                inner,
                                bias: null(),
                                row_bias: self.bias.add(channel),
                                out: out.add(channel * places + place),
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

    /// The windows of the places from `first` on as the columns of a panel, zeros behind the last place.
    ///
    /// # Safety
    /// `x` is a picture, and a panel can be written.
    #[inline(always)]
    unsafe fn unfold(&self, x: *const f32, first: usize, mut to: *mut f32) {
        let Planes {
            from, height, width, ..
        } = self.planes;
        let together = (width / 2).is_multiple_of(PANEL);
        let [row, column] = self.planes.place(first);
        // SAFETY: as promised by the caller.
        unsafe {
            for channel in 0..from {
                let plane = x.add(channel * height * width);
                for dy in 0..3 {
                    if together {
                        match (2 * row + dy).checked_sub(1).filter(|row| *row < height) {
                            Some(row) => windows(plane.add(row * width), 2 * column, to),
                            None => {
                                for i in (0..3 * PANEL).step_by(LANES) {
                                    Vector::splat(0.0).store(to.add(i));
                                }
                            }
                        }
                    } else {
                        for dx in 0..3 {
                            for i in 0..PANEL {
                                let number = self.at(plane, first + i, [dy, dx]);
                                to.add(dx * PANEL + i).write(number);
                            }
                        }
                    }
                    to = to.add(3 * PANEL);
                }
            }
        }
    }

    /// The number of a plane under one place's window.
    ///
    /// # Safety
    /// The plane can be read.
    #[inline(always)]
    unsafe fn at(&self, plane: *const f32, place: usize, [dy, dx]: [usize; 2]) -> f32 {
        let Planes { height, width, .. } = self.planes;
        let [row, column] = self.planes.place(place);
        let (row, column) = (2 * row + dy, 2 * column + dx);
        if place >= self.planes.places() || row == 0 || row > height || column == 0 || column > width {
            return 0.0;
        }
        // SAFETY: the place is within the plane.
        unsafe { plane.add((row - 1) * width + column - 1).read() }
    }
}

/// Three rows of a panel from a picture's row: the numbers left of, at and right of eight places, two apart, the first of
/// them at `column`.
///
/// # Safety
/// Sixteen numbers can be read from `column` on, and one before it if it is not the first; 24 can be written.
#[inline(always)]
unsafe fn windows(row: *const f32, column: usize, to: *mut f32) {
    // SAFETY: as promised by the caller.
    unsafe {
        let at = |i: usize| Vector::load(row.add(column + i * LANES));
        let (a, b, c, d) = (at(0), at(1), at(2), at(3));
        let (left, right) = (a.odds(b), c.odds(d));
        to.write(if column == 0 {
            0.0
        } else {
            row.add(column - 1).read()
        });
        left.store(to.add(1));
        // The last number of these lands in the next row, which is written next.
        right.store(to.add(1 + LANES));
        a.evens(b).store(to.add(PANEL));
        c.evens(d).store(to.add(PANEL + LANES));
        left.store(to.add(2 * PANEL));
        right.store(to.add(2 * PANEL + LANES));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::product::tests::numbers;

    #[test]
    fn convolutions_of_every_size_are_right() {
        for [batch, from, to, height, width] in [
            [2, 3, 8, 16, 32],
            [1, 5, 3, 6, 12],
            [2, 2, 4, 2, 2],
            [1, 40, 6, 64, 48],
        ] {
            let planes = Planes {
                batch,
                from,
                to,
                height,
                width,
            };
            let x = numbers(batch * from * height * width, 1);
            let (weight, bias) = (numbers(to * from * 9, 2), numbers(to, 3));
            let mut out = vec![f32::NAN; batch * to * height * width / 4];
            let mut scratch = vec![f32::NAN; Convolution::scratch(&planes)];
            Convolution::new(
                planes,
                &x,
                [&weight, &bias],
                Activation::Relu,
                &mut out,
                &mut scratch,
            )
            .run();
            let (rows, columns) = (height / 2, width / 2);
            for (i, found) in out.iter().enumerate() {
                let (column, row) = (i % columns, i / columns % rows);
                let (channel, sample) = (i / columns / rows % to, i / columns / rows / to);
                let mut sum = f64::from(bias[channel]);
                for c in 0..from {
                    for (dy, dx) in (0..9).map(|k| (k / 3, k % 3)) {
                        let (y, x_) = (2 * row + dy, 2 * column + dx);
                        if y == 0 || y > height || x_ == 0 || x_ > width {
                            continue;
                        }
                        let number = x[((sample * from + c) * height + y - 1) * width + x_ - 1];
                        sum += f64::from(number) * f64::from(weight[(channel * from + c) * 9 + dy * 3 + dx]);
                    }
                }
                let expected = sum.max(0.0);
                assert!(
                    (f64::from(*found) - expected).abs() < 1e-4,
                    "{planes:?} at {channel}, {row}, {column}: {found}, expected {expected}"
                );
            }
        }
    }
}
