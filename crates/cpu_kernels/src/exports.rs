//! What the WebAssembly module offers: each kernel by the address of its description.

/// Nothing in here unwinds or prints: a mistake stops the program.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

macro_rules! export {
    ($($name:ident: $kernel:ty),*) => {$(
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

crate::for_each_kernel!(export);
