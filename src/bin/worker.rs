//! The dedicated worker of the page: everything that computes runs here, so that the page never blocks.

#[allow(
    unsafe_code,
    reason = "the linker makes this function; there is no safe way to name it"
)]
fn run_constructors() {
    unsafe extern "C" {
        fn __wasm_call_ctors();
    }
    // SAFETY: called once, before anything else, as the linker would. It registers what crates collect at start
    // (burn's kernels, by `inventory`). That it is called here matters: the linker takes a program that does not call it
    // for one without a start, and runs all constructors again whenever JavaScript calls in, for each allocation too,
    // which cost 15 ms a message.
    unsafe { __wasm_call_ctors() }
}

fn main() {
    run_constructors();
    bi_irra::web::start();
}
