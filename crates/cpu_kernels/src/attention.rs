//! Attention of every head, from projected tokens to the weighted sums of their values.

mod operands;

use crate::matmul::Activation;
use crate::rows::softmax::softmax;
use crate::tile::{PANEL, ROWS, Tile, pack};
use crate::vector::{LANES, Vector};
use core::ptr::null;

pub use operands::{Bias, Heads, Sizes};

/// `out = softmax(query key^T scale + bias) value` in every head.
#[repr(C)]
#[derive(Debug)]
pub struct Attention<'a> {
    query: Heads<'a>,
    key: Heads<'a>,
    value: Heads<'a>,
    bias: Bias<'a>,
    out: *mut f32,
    scratch: *mut f32,
    sizes: Sizes,
    scale: f32,
}

impl<'a> Attention<'a> {
    /// Numbers of scratch space.
    pub fn scratch(sizes: &Sizes) -> usize {
        let keys = sizes.keys.next_multiple_of(PANEL);
        sizes.width * keys + sizes.keys * sizes.width.next_multiple_of(PANEL) + ROWS * keys
    }

    /// # Shapes
    /// - `query`: `[batch, heads, queries, width]`; `key`, `value`: `[batch, heads, keys, width]`
    /// - `out`: `[batch, queries, heads * width]`
    /// - `scratch`: what [`scratch`](Self::scratch) says, overwritten
    ///
    /// # Panics
    /// If a size does not fit: a mistake of the caller.
    pub fn new(
        sizes: Sizes,
        [query, key, value]: [Heads<'a>; 3],
        bias: Bias<'a>,
        scale: f32,
        out: &'a mut [f32],
        scratch: &'a mut [f32],
    ) -> Self {
        assert_eq!(query.tokens, sizes.queries, "queries");
        assert_eq!([key.tokens, value.tokens], [sizes.keys; 2], "keys");
        let count = sizes.batch * sizes.queries * sizes.heads * sizes.width;
        assert_eq!(out.len(), count, "output");
        assert!(scratch.len() >= Self::scratch(&sizes), "scratch");
        Self {
            query,
            key,
            value,
            bias,
            out: out.as_mut_ptr(),
            scratch: scratch.as_mut_ptr(),
            sizes,
            scale,
        }
    }

    /// Computes it.
    pub fn run(&mut self) {
        for sample in 0..self.sizes.batch {
            for head in 0..self.sizes.heads {
                // SAFETY: the constructor has checked the sizes.
                unsafe { self.head(sample, head) }
            }
        }
    }

    /// # Safety
    /// Sample and head are within the sizes.
    unsafe fn head(&mut self, sample: usize, head: usize) {
        let Sizes {
            heads,
            queries,
            keys,
            width,
            ..
        } = self.sizes;
        let padded = keys.next_multiple_of(PANEL);
        // SAFETY: the constructor has checked that sizes and strides stay within what is borrowed.
        unsafe {
            let turned = self.scratch;
            let values = turned.add(width * padded);
            let logits = values.add(keys * width.next_multiple_of(PANEL));
            self.pack_keys(self.key.of(sample, head), turned);
            let value = self.value.of(sample, head);
            for column in (0..width).step_by(PANEL) {
                let columns = (width - column).min(PANEL);
                let stride = self.value.strides[2];
                pack(
                    value.add(column),
                    stride,
                    keys,
                    columns,
                    values.add(column * keys),
                );
            }
            let query = self.query.of(sample, head);
            for first in (0..queries).step_by(ROWS) {
                let rows = (queries - first).min(ROWS);
                let logits_of = Tile {
                    x: query.add(first * self.query.strides[2]),
                    x_stride: self.query.strides[2],
                    panel: turned,
                    panel_stride: PANEL,
                    inner: width,
                    bias: null(),
                    row_bias: null(),
                    residual: null(),
                    out: logits,
                    out_stride: padded,
                    columns: PANEL,
                    activation: Activation::None,
                };
                for column in (0..padded).step_by(PANEL) {
                    Tile {
                        panel: turned.add(column * width),
                        out: logits.add(column),
                        ..logits_of
                    }
                    .run(rows);
                }
                for row in 0..rows {
                    let logits = logits.add(row * padded);
                    self.add_bias(logits, [sample, head, first + row]);
                    softmax(logits, keys);
                }
                let sums_of = Tile {
                    x: logits,
                    x_stride: padded,
                    panel: values,
                    inner: keys,
                    out_stride: heads * width,
                    ..logits_of
                };
                let out = (sample * queries + first) * heads * width + head * width;
                for column in (0..width).step_by(PANEL) {
                    Tile {
                        panel: values.add(column * keys),
                        out: self.out.add(out + column),
                        columns: (width - column).min(PANEL),
                        ..sums_of
                    }
                    .run(rows);
                }
            }
        }
    }

    /// Panels of the scaled keys, a key a column.
    ///
    /// # Safety
    /// The keys can be read and the panels written.
    unsafe fn pack_keys(&self, key: *const f32, to: *mut f32) {
        let Sizes { keys, width, .. } = self.sizes;
        // SAFETY: as promised by the caller.
        unsafe {
            for i in 0..keys.next_multiple_of(PANEL) {
                let to = to.add(i / PANEL * PANEL * width + i % PANEL);
                let key = key.add(i * self.key.strides[2] * usize::from(i < keys));
                for k in 0..width {
                    let number = if i < keys {
                        key.add(k).read() * self.scale
                    } else {
                        0.0
                    };
                    to.add(k * PANEL).write(number);
                }
            }
        }
    }

    /// # Safety
    /// The row is within the sizes, and its logits can be changed.
    #[inline(always)]
    unsafe fn add_bias(&self, logits: *mut f32, place: [usize; 3]) {
        if self.bias.start.is_null() {
            return;
        }
        let [sample, head, query, key] = self.bias.strides;
        // SAFETY: as promised by the caller; the constructor of the bias has checked its strides.
        unsafe {
            let bias = self
                .bias
                .start
                .add(place[0] * sample + place[1] * head + place[2] * query);
            let whole = if key == 1 {
                self.sizes.keys / LANES * LANES
            } else {
                0
            };
            for i in (0..whole).step_by(LANES) {
                let sum = Vector::load(logits.add(i)).add(Vector::load(bias.add(i)));
                sum.store(logits.add(i));
            }
            for i in whole..self.sizes.keys {
                *logits.add(i) += bias.add(i * key).read();
            }
        }
    }
}

#[cfg(test)]
mod tests;
