//! What an attention computes with: its sizes, and where tokens and bias lie in memory.

use core::marker::PhantomData;
use core::ptr::null;

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

/// `[batch, heads, tokens, width]` somewhere in memory: the last axis lies together, the others have strides.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Heads<'a> {
    start: *const f32,
    pub(super) strides: [usize; 3],
    pub(super) tokens: usize,
    borrowed: PhantomData<&'a [f32]>,
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
    pub(super) unsafe fn of(&self, sample: usize, head: usize) -> *const f32 {
        // SAFETY: the constructor has checked it.
        unsafe { self.start.add(sample * self.strides[0] + head * self.strides[1]) }
    }
}

/// What is added to the logits `[batch, heads, queries, keys]`; a stride of zero repeats.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Bias<'a> {
    pub(super) start: *const f32,
    pub(super) strides: [usize; 4],
    borrowed: PhantomData<&'a [f32]>,
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
