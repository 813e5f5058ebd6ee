//! Where the kernels run: in the page in a module of their own, else right here.

#[cfg(not(all(feature = "web", target_arch = "wasm32")))]
pub use here::*;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub use module::*;

#[cfg(not(all(feature = "web", target_arch = "wasm32")))]
mod here {
    macro_rules! run {
        ($($name:ident: $kernel:ty),*) => {$(
            pub fn $name(mut kernel: $kernel) {
                kernel.run();
            }
        )*};
    }

    cpu_kernels::for_each_kernel!(run);
}

/// The modules that `build.rs` compiles work in the program's memory. They are told from each other by instructions that
/// not every browser knows: one program with both kinds would start in none of the others.
#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod module {
    use js_sys::{Object, Reflect, Uint8Array, WebAssembly, global};
    use std::cell::OnceCell;
    use wasm_bindgen::{JsCast, JsValue};

    static SIMD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/simd.wasm"));
    static RELAXED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/relaxed.wasm"));
    /// Bytes of the module's stack, in the program's memory.
    const STACK: usize = 65_536;

    /// Glue between the program and the functions of a module; by this name, so that a call is one of a plain function.
    mod exports {
        use wasm_bindgen::prelude::wasm_bindgen;

        #[wasm_bindgen]
        extern "C" {
            #[wasm_bindgen(js_namespace = cpuKernels)]
            pub fn matmul(kernel: usize);
            #[wasm_bindgen(js_namespace = cpuKernels)]
            pub fn attention(kernel: usize);
            #[wasm_bindgen(js_namespace = cpuKernels)]
            pub fn convolution(kernel: usize);
            #[wasm_bindgen(js_namespace = cpuKernels)]
            pub fn gelu(kernel: usize);
            #[wasm_bindgen(js_namespace = cpuKernels)]
            pub fn softmax(kernel: usize);
            #[wasm_bindgen(js_namespace = cpuKernels)]
            pub fn layer_norm(kernel: usize);
            #[wasm_bindgen(js_namespace = cpuKernels)]
            pub fn mat_vec(kernel: usize);
        }
    }

    macro_rules! run {
        ($($name:ident: $kernel:ty),*) => {$(
            pub fn $name(mut kernel: $kernel) {
                instructions();
                exports::$name((&raw mut kernel).addr());
            }
        )*};
    }

    cpu_kernels::for_each_kernel!(run);

    /// The instructions that the kernels use in this browser: `relaxed-simd` or `simd`. Starts their module.
    pub fn instructions() -> &'static str {
        thread_local! {
            static STARTED: OnceCell<&'static str> = const { OnceCell::new() };
        }
        STARTED.with(|started| {
            *started.get_or_init(|| {
                // A module that came with the program and works in its memory starts wherever the program did.
                start().expect("the kernels start")
            })
        })
    }

    fn start() -> Result<&'static str, JsValue> {
        let relaxed = Uint8Array::from(RELAXED);
        let (name, bytes) = match WebAssembly::validate(&relaxed)? {
            true => ("relaxed-simd", relaxed),
            false => ("simd", Uint8Array::from(SIMD)),
        };
        let from_program = Object::new();
        Reflect::set(&from_program, &"memory".into(), &wasm_bindgen::memory())?;
        let imports = Object::new();
        Reflect::set(&imports, &"env".into(), &from_program)?;
        let module = WebAssembly::Module::new(&bytes)?;
        let exports = WebAssembly::Instance::new(&module, &imports)?.exports();
        // The module would put its stack where the program's numbers are; it grows downwards. Both count in bytes.
        let stack = Box::leak(vec![0_u128; STACK / size_of::<u128>()].into_boxed_slice());
        let top = stack.as_ptr_range().end.addr();
        let pointer: WebAssembly::Global = Reflect::get(&exports, &"__stack_pointer".into())?.dyn_into()?;
        pointer.set_value(&JsValue::from_f64(top as f64));
        Reflect::set(&global(), &"cpuKernels".into(), &exports)?;
        Ok(name)
    }
}
