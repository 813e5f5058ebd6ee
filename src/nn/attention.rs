//! Multi-head attention over given queries, keys and values.

use super::cpu;
#[cfg(feature = "tch")]
use super::libtorch;
use burn::nn::Dropout;
use burn::tensor::{Tensor, activation};

/// Splits the feature axis into heads.
///
/// # Shapes
/// - `x`: `[batch, tokens, hidden]`
/// - output: `[batch, heads, tokens, hidden / heads]`
pub fn split_heads(x: Tensor<3>, heads: usize) -> Tensor<4> {
    let [batch, tokens, hidden] = x.dims();
    x.reshape([batch, tokens, heads, hidden / heads]) // [batch, tokens, heads, width]
        .swap_dims(1, 2)
}

/// Undoes [`split_heads`].
///
/// # Shapes
/// - `x`: `[batch, heads, tokens, width]`
/// - output: `[batch, tokens, heads * width]`
pub fn merge_heads(x: Tensor<4>) -> Tensor<3> {
    let [batch, heads, tokens, width] = x.dims();
    x.swap_dims(1, 2).reshape([batch, tokens, heads * width]) // [batch, tokens, hidden]
}

/// Attention probabilities `softmax(q k^T * scale + bias)`.
///
/// # Shapes
/// - `query`: `[batch, heads, queries, width]`
/// - `key`: `[batch, heads, keys, width]`
/// - `bias`: broadcasts to `[batch, heads, queries, keys]`
/// - output: `[batch, heads, queries, keys]`
pub fn probabilities(query: Tensor<4>, key: Tensor<4>, scale: f64, bias: Option<Tensor<4>>) -> Tensor<4> {
    // Scaling the shorter operand costs less than scaling the product; equal up to rounding.
    let logits = (query * scale).matmul(key.swap_dims(2, 3));
    let logits = match bias {
        Some(bias) => logits + bias,
        None => logits,
    };
    match cpu::is_plain(&logits) {
        true => cpu::softmax_last(logits),
        false => activation::softmax(logits, 3),
    }
}

/// Weighted sum of the values.
///
/// # Shapes
/// - `query`: `[batch, heads, queries, width]`; `key`, `value`: `[batch, heads, keys, width]`
/// - `bias`: broadcasts to `[batch, heads, queries, keys]`
/// - output: `[batch, queries, heads * width]`
pub fn attend(
    query: Tensor<4>,
    key: Tensor<4>,
    value: Tensor<4>,
    bias: Option<Tensor<4>>,
    dropout: Option<&Dropout>,
) -> Tensor<3> {
    let [_, _, _, width] = query.dims();
    let scale = (width as f64).powf(-0.5);
    if cpu::uses_kernels(&query) {
        return cpu::attend(query, key, value, scale, bias);
    }
    #[cfg(feature = "tch")]
    if dropout.is_none_or(|dropout| dropout.prob == 0.0) && libtorch::trains(&query.device()) {
        let bias = bias.unwrap_or_else(|| Tensor::zeros([1; 4], &query.device()));
        return merge_heads(libtorch::attention(query, key, value, bias, scale));
    }
    let weights = probabilities(query, key, scale, bias);
    let weights = match dropout {
        Some(dropout) => dropout.forward(weights),
        None => weights,
    };
    merge_heads(weights.matmul(value))
}
