//! Attention by the kernels, on views of tensors as they lie.

use super::memory::{primitive, tensor, with_scratch};
use super::run;
use burn::backend::flex::FlexTensor;
use burn::tensor::Tensor;
use cpu_kernels::attention::{Attention, Bias, Heads, Sizes};

/// `softmax(query key^T scale + bias) value` in every head, the heads side by side, of tensors that are
/// [plain](super::is_plain).
///
/// # Shapes
/// - `query`: `[batch, heads, queries, width]`; `key`, `value`: `[batch, heads, keys, width]`
/// - `bias`: broadcasts to `[batch, heads, queries, keys]`
/// - output: `[batch, queries, heads * width]`
pub fn attend(
    query: Tensor<4>,
    key: Tensor<4>,
    value: Tensor<4>,
    scale: f64,
    bias: Option<Tensor<4>>,
) -> Tensor<3> {
    let [batch, heads, queries, width] = query.dims();
    let [_, _, keys, _] = key.dims();
    let sizes = Sizes {
        batch,
        heads,
        queries,
        keys,
        width,
    };
    let tokens = [query, key, value].map(with_rows);
    let bias = bias.map(primitive);
    let bias = bias
        .as_ref()
        .map_or_else(Bias::none, |bias| bias_of(bias, &sizes));
    let mut out = vec![0.0; batch * queries * heads * width];
    with_scratch(Attention::scratch(&sizes), |scratch| {
        let tokens = tokens.each_ref().map(|tokens| heads_of(tokens, &sizes));
        run::attention(Attention::new(
            sizes,
            tokens,
            bias,
            scale as f32,
            &mut out,
            scratch,
        ));
    });
    tensor(out, [batch, queries, heads * width])
}

/// A tensor whose last axis lies together and no axis is turned round.
fn with_rows(x: Tensor<4>) -> FlexTensor {
    let x = primitive(x);
    match x.layout().strides() {
        [batch, head, token, 1] if [batch, head, token].iter().all(|stride| **stride >= 0) => x,
        _ => x.to_contiguous(),
    }
}

/// All numbers from a view's first one on.
fn from_first(x: &FlexTensor) -> &[f32] {
    &x.storage()[x.layout().start_offset()..]
}

fn heads_of<'a>(x: &'a FlexTensor, sizes: &Sizes) -> Heads<'a> {
    let strides = x.layout().strides();
    let tokens = x.layout().shape()[2];
    let strides = [0, 1, 2].map(|axis| strides[axis].unsigned_abs());
    Heads::new(from_first(x), strides, sizes, tokens)
}

fn bias_of<'a>(x: &'a FlexTensor, sizes: &Sizes) -> Bias<'a> {
    let layout = x.layout();
    // An axis of one number is the same for all.
    let strides = [0, 1, 2, 3].map(|axis| match layout.shape()[axis] {
        1 => 0,
        _ => layout.strides()[axis].unsigned_abs(),
    });
    Bias::new(from_first(x), strides, sizes)
}
