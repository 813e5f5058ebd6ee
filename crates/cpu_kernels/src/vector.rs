//! Four numbers that are computed together.

#[cfg(not(target_arch = "wasm32"))]
pub use portable::Vector;
#[cfg(target_arch = "wasm32")]
pub use wasm::Vector;

/// Numbers in a [`Vector`].
pub const LANES: usize = 4;

#[cfg(target_arch = "wasm32")]
mod wasm {
    use core::arch::wasm32::*;

    /// Four numbers in a register.
    #[derive(Clone, Copy)]
    pub struct Vector(v128);

    impl Vector {
        #[inline(always)]
        pub fn splat(x: f32) -> Self {
            Self(f32x4_splat(x))
        }

        /// # Safety
        /// Four numbers can be read from the address.
        #[inline(always)]
        pub unsafe fn load(from: *const f32) -> Self {
            // SAFETY: as promised by the caller; the instruction asks for no alignment.
            Self(unsafe { v128_load(from.cast()) })
        }

        /// The number at an address, four times.
        ///
        /// # Safety
        /// It can be read.
        #[inline(always)]
        pub unsafe fn load_splat(from: *const f32) -> Self {
            // SAFETY: as promised by the caller.
            Self(unsafe { v128_load32_splat(from.cast()) })
        }

        /// # Safety
        /// Four numbers can be written to the address.
        #[inline(always)]
        pub unsafe fn store(self, to: *mut f32) {
            // SAFETY: as promised by the caller; the instruction asks for no alignment.
            unsafe { v128_store(to.cast(), self.0) }
        }

        /// `self * factor + sum`, rounded once or twice.
        #[inline(always)]
        pub fn mul_add(self, factor: Self, sum: Self) -> Self {
            #[cfg(target_feature = "relaxed-simd")]
            return Self(f32x4_relaxed_madd(self.0, factor.0, sum.0));
            #[cfg(not(target_feature = "relaxed-simd"))]
            Self(f32x4_add(f32x4_mul(self.0, factor.0), sum.0))
        }

        #[inline(always)]
        pub fn add(self, other: Self) -> Self {
            Self(f32x4_add(self.0, other.0))
        }

        #[inline(always)]
        pub fn sub(self, other: Self) -> Self {
            Self(f32x4_sub(self.0, other.0))
        }

        #[inline(always)]
        pub fn mul(self, other: Self) -> Self {
            Self(f32x4_mul(self.0, other.0))
        }

        #[inline(always)]
        pub fn div(self, other: Self) -> Self {
            Self(f32x4_div(self.0, other.0))
        }

        /// The greater of each two; `other` where they do not compare.
        #[inline(always)]
        pub fn max(self, other: Self) -> Self {
            Self(f32x4_pmax(other.0, self.0))
        }

        /// The lesser of each two; `other` where they do not compare.
        #[inline(always)]
        pub fn min(self, other: Self) -> Self {
            Self(f32x4_pmin(other.0, self.0))
        }

        #[inline(always)]
        pub fn nearest(self) -> Self {
            Self(f32x4_nearest(self.0))
        }

        /// `2^self` of whole numbers between -126 and 127.
        #[inline(always)]
        pub fn power_of_two(self) -> Self {
            let exponent = i32x4_add(i32x4_trunc_sat_f32x4(self.0), i32x4_splat(127));
            Self(i32x4_shl(exponent, 23))
        }

        /// `self` where `key` is at least `limit`, else `other`.
        #[inline(always)]
        pub fn where_at_least(self, key: Self, limit: Self, other: Self) -> Self {
            Self(v128_bitselect(self.0, other.0, f32x4_ge(key.0, limit.0)))
        }

        /// Numbers 0 and 2 of this and of the next four.
        #[inline(always)]
        pub fn evens(self, next: Self) -> Self {
            Self(i32x4_shuffle::<0, 2, 4, 6>(self.0, next.0))
        }

        /// Numbers 1 and 3 of this and of the next four.
        #[inline(always)]
        pub fn odds(self, next: Self) -> Self {
            Self(i32x4_shuffle::<1, 3, 5, 7>(self.0, next.0))
        }

        /// The numbers of this and of another in turns.
        #[inline(always)]
        pub fn in_turns(self, other: Self) -> [Self; 2] {
            [
                Self(i32x4_shuffle::<0, 4, 1, 5>(self.0, other.0)),
                Self(i32x4_shuffle::<2, 6, 3, 7>(self.0, other.0)),
            ]
        }

        #[inline(always)]
        pub fn to_array(self) -> [f32; 4] {
            [
                f32x4_extract_lane::<0>(self.0),
                f32x4_extract_lane::<1>(self.0),
                f32x4_extract_lane::<2>(self.0),
                f32x4_extract_lane::<3>(self.0),
            ]
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod portable {
    /// Four numbers side by side; the compiler finds the instructions.
    #[derive(Clone, Copy)]
    pub struct Vector([f32; 4]);

    impl Vector {
        #[inline(always)]
        pub fn splat(x: f32) -> Self {
            Self([x; 4])
        }

        /// # Safety
        /// Four numbers can be read from the address.
        #[inline(always)]
        pub unsafe fn load(from: *const f32) -> Self {
            // SAFETY: as promised by the caller.
            Self(unsafe { from.cast::<[f32; 4]>().read_unaligned() })
        }

        /// The number at an address, four times.
        ///
        /// # Safety
        /// It can be read.
        #[inline(always)]
        pub unsafe fn load_splat(from: *const f32) -> Self {
            // SAFETY: as promised by the caller.
            Self::splat(unsafe { from.read() })
        }

        /// # Safety
        /// Four numbers can be written to the address.
        #[inline(always)]
        pub unsafe fn store(self, to: *mut f32) {
            // SAFETY: as promised by the caller.
            unsafe { to.cast::<[f32; 4]>().write_unaligned(self.0) }
        }

        #[inline(always)]
        fn with(self, other: Self, of: impl Fn(f32, f32) -> f32) -> Self {
            Self(std::array::from_fn(|i| of(self.0[i], other.0[i])))
        }

        /// `self * factor + sum`, rounded twice.
        #[inline(always)]
        pub fn mul_add(self, factor: Self, sum: Self) -> Self {
            self.mul(factor).add(sum)
        }

        #[inline(always)]
        pub fn add(self, other: Self) -> Self {
            self.with(other, |a, b| a + b)
        }

        #[inline(always)]
        pub fn sub(self, other: Self) -> Self {
            self.with(other, |a, b| a - b)
        }

        #[inline(always)]
        pub fn mul(self, other: Self) -> Self {
            self.with(other, |a, b| a * b)
        }

        #[inline(always)]
        pub fn div(self, other: Self) -> Self {
            self.with(other, |a, b| a / b)
        }

        /// The greater of each two; `other` where they do not compare.
        #[inline(always)]
        pub fn max(self, other: Self) -> Self {
            self.with(other, |a, b| if b < a { a } else { b })
        }

        /// The lesser of each two; `other` where they do not compare.
        #[inline(always)]
        pub fn min(self, other: Self) -> Self {
            self.with(other, |a, b| if a < b { a } else { b })
        }

        #[inline(always)]
        pub fn nearest(self) -> Self {
            // Adding and taking away a number with no room for fractions rounds, without a call of the C library.
            let magic = Self::splat(12_582_912.0);
            self.add(magic).sub(magic)
        }

        /// `2^self` of whole numbers between -126 and 127.
        #[inline(always)]
        pub fn power_of_two(self) -> Self {
            Self(self.0.map(|x| f32::from_bits(((x as i32 + 127) as u32) << 23)))
        }

        /// `self` where `key` is at least `limit`, else `other`.
        #[inline(always)]
        pub fn where_at_least(self, key: Self, limit: Self, other: Self) -> Self {
            let pick = |i: usize| {
                if key.0[i] >= limit.0[i] {
                    self.0[i]
                } else {
                    other.0[i]
                }
            };
            Self(std::array::from_fn(pick))
        }

        /// Numbers 0 and 2 of this and of the next four.
        #[inline(always)]
        pub fn evens(self, next: Self) -> Self {
            Self([self.0[0], self.0[2], next.0[0], next.0[2]])
        }

        /// Numbers 1 and 3 of this and of the next four.
        #[inline(always)]
        pub fn odds(self, next: Self) -> Self {
            Self([self.0[1], self.0[3], next.0[1], next.0[3]])
        }

        /// The numbers of this and of another in turns.
        #[inline(always)]
        pub fn in_turns(self, other: Self) -> [Self; 2] {
            [0, 2].map(|i| Self([self.0[i], other.0[i], self.0[i + 1], other.0[i + 1]]))
        }

        #[inline(always)]
        pub fn to_array(self) -> [f32; 4] {
            self.0
        }
    }
}

impl Vector {
    /// The sum of the four.
    #[inline(always)]
    pub fn sum(self) -> f32 {
        let [a, b, c, d] = self.to_array();
        (a + b) + (c + d)
    }

    /// The greatest of the four.
    #[inline(always)]
    pub fn greatest(self) -> f32 {
        let [a, b, c, d] = self.to_array();
        let (left, right) = (if a > b { a } else { b }, if c > d { c } else { d });
        if left > right { left } else { right }
    }
}
