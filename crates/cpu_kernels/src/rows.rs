//! What is done to every row by itself: softmax, layer norm, GELU, products with one vector.

mod gelu;
mod layer_norm;
mod mat_vec;
pub(crate) mod softmax;

use crate::vector::{LANES, Vector};

pub use gelu::Gelu;
pub use layer_norm::LayerNorm;
pub use mat_vec::MatVec;
pub use softmax::Softmax;

/// Applies a function to every number.
///
/// # Safety
/// `count` numbers can be read and written.
#[inline(always)]
unsafe fn change(values: *mut f32, count: usize, of: impl Fn(Vector) -> Vector) {
    let whole = count / LANES * LANES;
    // SAFETY: as promised by the caller.
    unsafe {
        for i in (0..whole).step_by(LANES) {
            of(Vector::load(values.add(i))).store(values.add(i));
        }
        for i in whole..count {
            let [value, ..] = of(Vector::load_splat(values.add(i))).to_array();
            values.add(i).write(value);
        }
    }
}
