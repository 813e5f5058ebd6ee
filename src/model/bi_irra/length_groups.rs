//! Texts of a batch in groups of like length: half of a padded batch of captions is padding, which costs a processor as
//! much as words do.

use super::text_encoder::TextEncoder;
use super::tokens::Tokens;
use crate::nn::ops::is_gpu;
use burn::tensor::{Device, Int, Tensor, TensorData};

/// Groups that a batch is cut into, at most.
const GROUPS: usize = 4;
/// Texts of a group, at least: smaller products of matrices are slower than the padding.
const SMALLEST: usize = 16;

/// Rows of a batch whose texts have about the same length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Row numbers.
    pub rows: Vec<usize>,
    /// Tokens of the longest of them.
    pub tokens: usize,
}

/// Row numbers as a tensor.
///
/// # Shapes
/// - output: `[rows]`
pub fn row_numbers(rows: impl IntoIterator<Item = i64>, device: &Device) -> Tensor<1, Int> {
    let rows: Vec<i64> = rows.into_iter().collect();
    let shape = [rows.len()];
    Tensor::from_data(TensorData::new(rows, shape), device)
}

/// Cuts rows with texts of the given lengths into groups, shortest first. A GPU gets one group of `longest` tokens: it
/// would rather see the same shapes again and again.
pub fn groups(lengths: &[usize], longest: usize, device: &Device) -> Vec<Group> {
    let mut rows: Vec<usize> = (0..lengths.len()).collect();
    if is_gpu(device) {
        return vec![Group {
            rows,
            tokens: longest,
        }];
    }
    rows.sort_by_key(|row| lengths[*row]);
    let count = (rows.len() / SMALLEST).clamp(1, GROUPS);
    let size = rows.len().div_ceil(count).max(1);
    let group = |rows: &[usize]| Group {
        rows: rows.to_vec(),
        tokens: rows
            .iter()
            .map(|row| lengths[*row])
            .max()
            .unwrap_or(longest)
            .clamp(1, longest),
    };
    rows.chunks(size).map(group).collect()
}

/// Puts what was computed group by group back into the order of the batch.
///
/// # Shapes
/// - `parts`: `[rows of the group, ...]` for each group
/// - output: `[batch, ...]`
pub fn restore<const D: usize>(parts: Vec<Tensor<D>>, groups: &[Group]) -> Tensor<D> {
    let order: Vec<usize> = groups
        .iter()
        .flat_map(|group| group.rows.iter().copied())
        .collect();
    let mut places = vec![0; order.len()];
    for (place, row) in order.iter().enumerate() {
        places[*row] = place as i64;
    }
    let joined = Tensor::cat(parts, 0);
    if groups.len() == 1 && order.is_sorted() {
        return joined;
    }
    let device = joined.device();
    joined.select(0, row_numbers(places, &device))
}

impl TextEncoder {
    /// Hidden states of the text layers as by [`forward`](Self::forward), computed in groups of like length; zero where a
    /// text has ended and its group, too.
    ///
    /// # Shapes
    /// - output: `[batch, tokens, hidden]`
    pub fn forward_by_length(&self, tokens: &Tokens) -> Tensor<3> {
        let device = tokens.mask.device();
        let [_, longest] = tokens.mask.dims();
        let groups = groups(&tokens.lengths, longest, &device);
        let part = |group: &Group| {
            let states = self.forward(&tokens.group(group));
            let [rows, length, hidden] = states.dims();
            if length == longest {
                return states;
            }
            let rest = Tensor::zeros([rows, longest - length, hidden], &device);
            Tensor::cat(vec![states, rest], 1)
        };
        let parts = groups.iter().map(part).collect();
        restore(parts, &groups)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_hold_every_row_once_and_are_as_long_as_their_longest() {
        let device = Device::flex();
        let lengths: Vec<usize> = (0..70).map(|row| 3 + row * 7 % 30).collect();
        let groups = groups(&lengths, 40, &device);
        assert_eq!(groups.len(), GROUPS);
        let mut rows: Vec<usize> = groups.iter().flat_map(|group| group.rows.clone()).collect();
        rows.sort_unstable();
        assert_eq!(rows, (0..70).collect::<Vec<_>>());
        for group in &groups {
            let longest = group.rows.iter().map(|row| lengths[*row]).max();
            assert_eq!(longest, Some(group.tokens));
        }
        assert!(groups[0].tokens < groups[3].tokens);
    }

    #[test]
    fn few_rows_are_one_group_in_any_order() {
        let device = Device::flex();
        let groups = groups(&[9, 2, 5], 12, &device);
        assert_eq!(
            groups,
            [Group {
                rows: vec![1, 2, 0],
                tokens: 9
            }]
        );
        let part = Tensor::<2>::from_data([[2.0], [5.0], [9.0]], &device);
        let restored = restore(vec![part], &groups).into_data();
        assert_eq!(restored.try_to_vec::<f32>().expect("floats"), [9.0, 2.0, 5.0]);
    }
}
