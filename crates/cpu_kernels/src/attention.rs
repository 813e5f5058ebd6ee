//! Attention of every head, from projected tokens to the weighted sums of their values.

use crate::matmul::Activation;
use crate::rows::softmax;
use crate::tile::{PANEL, ROWS, Tile, pack};
use crate::vector::{LANES, Vector};
use core::marker::PhantomData;
use core::ptr::null;

/// `[batch, heads, tokens, width]` somewhere in memory: the last axis lies together, the others have strides.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Heads<'a> {
    start: *const f32,
    strides: [usize; 3],
    tokens: usize,
    borrowed: PhantomData<&'a [f32]>,
}

/// Sizes of an attention.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Samples.
    pub batch: usize,
    /// Heads of each.
    pub heads: usize,
    /// Tokens that look.
    pub queries: usize,
    /// Tokens that are looked at.
    pub keys: usize,
    /// Numbers of a token in a head.
    pub width: usize,
}

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

/// What is added to the logits `[batch, heads, queries, keys]`; a stride of zero repeats.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Bias<'a> {
    start: *const f32,
    strides: [usize; 4],
    borrowed: PhantomData<&'a [f32]>,
}

/// The last number that sizes and strides reach, plus one.
fn extent<const N: usize>(sizes: [usize; N], strides: [usize; N]) -> usize {
    if sizes.contains(&0) {
        return 0;
    }
    let mut last = 0;
    for (size, stride) in sizes.iter().zip(strides) {
        last += (size - 1) * stride;
    }
    last + 1
}

impl<'a> Heads<'a> {
    /// The strides are those of samples, heads and tokens, in numbers.
    ///
    /// # Panics
    /// If they lead out of `numbers`: a mistake of the caller.
    pub fn new(numbers: &'a [f32], strides: [usize; 3], sizes: &Sizes, tokens: usize) -> Self {
        let [batch, head, token] = strides;
        let extent = extent(
            [sizes.batch, sizes.heads, tokens, sizes.width],
            [batch, head, token, 1],
        );
        assert!(extent <= numbers.len(), "tokens");
        Self {
            start: numbers.as_ptr(),
            strides,
            tokens,
            borrowed: PhantomData,
        }
    }

    /// # Safety
    /// Sample and head are within the sizes that the constructor was given.
    unsafe fn of(&self, sample: usize, head: usize) -> *const f32 {
        // SAFETY: the constructor has checked it.
        unsafe { self.start.add(sample * self.strides[0] + head * self.strides[1]) }
    }
}

impl<'a> Bias<'a> {
    /// No bias.
    pub fn none() -> Self {
        Self {
            start: null(),
            strides: [0; 4],
            borrowed: PhantomData,
        }
    }

    /// # Panics
    /// If the strides lead out of `numbers`: a mistake of the caller.
    pub fn new(numbers: &'a [f32], strides: [usize; 4], sizes: &Sizes) -> Self {
        let all = [sizes.batch, sizes.heads, sizes.queries, sizes.keys];
        assert!(extent(all, strides) <= numbers.len(), "bias");
        Self {
            start: numbers.as_ptr(),
            strides,
            borrowed: PhantomData,
        }
    }
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
mod tests {
    use super::*;
    use crate::matmul::tests::numbers;

    /// Query, key and value side by side in every token, as the image encoder makes them.
    #[test]
    fn every_head_attends_by_itself() {
        for [batch, heads, queries, keys, width] in [[2, 4, 7, 7, 32], [3, 2, 1, 73, 12], [1, 1, 9, 8, 5]] {
            let sizes = Sizes {
                batch,
                heads,
                queries,
                keys,
                width,
            };
            let hidden = heads * width;
            let token = 3 * hidden + 1;
            let asking = numbers(batch * queries * token, 1);
            let asked = numbers(batch * keys * token, 2);
            let bias = numbers(heads * keys, 3);
            let heads_of = |numbers, tokens, part: usize| {
                let strides = [tokens * token, width, token];
                Heads::new(
                    &<&[f32]>::clone(&numbers)[part * hidden..],
                    strides,
                    &sizes,
                    tokens,
                )
            };
            let tokens = [
                heads_of(&asking[..], queries, 0),
                heads_of(&asked[..], keys, 1),
                heads_of(&asked[..], keys, 2),
            ];
            let mut out = vec![f32::NAN; batch * queries * hidden];
            let mut scratch = vec![f32::NAN; Attention::scratch(&sizes)];
            let added = Bias::new(&bias, [0, keys, 0, 1], &sizes);
            Attention::new(sizes, tokens, added, 0.5, &mut out, &mut scratch).run();
            for (i, found) in out.iter().enumerate() {
                let (sample, query) = (i / hidden / queries, i / hidden % queries);
                let (head, column) = (i % hidden / width, i % width);
                let ask = &asking[(sample * queries + query) * token + head * width..][..width];
                let place =
                    |key: usize, part: usize| (sample * keys + key) * token + part * hidden + head * width;
                let weights: Vec<f64> = (0..keys)
                    .map(|key| {
                        let dot: f32 = ask.iter().zip(&asked[place(key, 1)..]).map(|(a, b)| a * b).sum();
                        f64::from(dot * 0.5 + bias[head * keys + key]).exp()
                    })
                    .collect();
                let sum: f64 = (0..keys)
                    .map(|key| weights[key] * f64::from(asked[place(key, 2) + column]))
                    .sum();
                let expected = sum / weights.iter().sum::<f64>();
                assert!(
                    (f64::from(*found) - expected).abs() < 1e-5,
                    "{sizes:?}: {found}, expected {expected}"
                );
            }
        }
    }

    #[test]
    #[should_panic(expected = "tokens")]
    fn strides_that_lead_out_are_refused() {
        let sizes = Sizes {
            batch: 1,
            heads: 2,
            queries: 3,
            keys: 3,
            width: 4,
        };
        Heads::new(&[0.0; 23], [24, 4, 8], &sizes, 3);
    }
}
