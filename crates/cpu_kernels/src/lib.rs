//! The inner loops of the model on a processor: products, attention, normalisation, convolution.
//!
//! The crate has no dependencies, so that `build.rs` of the model's crate can hand this file to the compiler alone and get
//! two small WebAssembly modules: one for every browser with SIMD, one with the relaxed instructions (a product and a sum at
//! once) for those that have them. Both work in the memory of the page's program, which picks one when it starts. Natively
//! the crate is an ordinary dependency; there its tests run.
//!
//! Every kernel is a `struct` of addresses and sizes that its constructor has checked, so that a kernel can be handed to a
//! module by one address.
#![cfg_attr(target_arch = "wasm32", no_std)]
#![allow(
    unsafe_code,
    reason = "loops over raw addresses, whose ranges the constructors have checked, are what this crate is for"
)]

pub mod attention;
pub mod convolution;
mod math;
pub mod matmul;
pub mod rows;
mod tile;
mod unfold;
mod vector;
mod winograd;

#[cfg(standalone)]
mod exports;

/// Gives the name and the type of every kernel to a macro, for which they are to be written out.
#[macro_export]
macro_rules! for_each_kernel {
    ($write:ident) => {
        $write! {
            matmul: $crate::matmul::MatMul,
            attention: $crate::attention::Attention,
            convolution: $crate::convolution::Convolution,
            gelu: $crate::rows::Gelu,
            softmax: $crate::rows::Softmax,
            layer_norm: $crate::rows::LayerNorm,
            mat_vec: $crate::rows::MatVec
        }
    };
}
