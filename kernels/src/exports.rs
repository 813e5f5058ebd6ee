//! What the WebAssembly module offers: each kernel by the address of its description.

use crate::attention::Attention;
use crate::convolution::Convolution;
use crate::product::Product;
use crate::rows::{Dots, Gelu, LayerNorm, Softmax};

/// Nothing in here unwinds or prints: a mistake stops the program.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

macro_rules! export {
    ($($name:ident: $kernel:ident),*) => {$(
        /// Runs the kernel that is described at an address.
        ///
        /// # Safety
        /// The address is that of a description made by this crate's constructor, of the same version.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(kernel: *mut $kernel) {
            // SAFETY: as promised by the caller.
            unsafe { (*kernel).run() }
        }
    )*};
}

export!(
    product: Product,
    attention: Attention,
    convolution: Convolution,
    gelu: Gelu,
    softmax: Softmax,
    layer_norm: LayerNorm,
    dots: Dots
);
