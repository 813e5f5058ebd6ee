//! Positions: the relative index of image patches (BEiT) and the numbering of text tokens.

use crate::config::TextPositions;
use burn::tensor::{Device, Int, Tensor, TensorData};

/// Rows of the relative position table of a `rows x columns` grid: all offsets plus three for the CLS token.
pub fn relative_table_len([rows, columns]: [usize; 2]) -> usize {
    (2 * rows - 1) * (2 * columns - 1) + 3
}

/// For each pair (query, key) of CLS + patches the row of the table (SPEC 1.1), flattened query-major.
pub fn relative_index(grid: [usize; 2]) -> Vec<i64> {
    let [rows, columns] = grid;
    let tokens = rows * columns + 1;
    let last = relative_table_len(grid) as i64 - 1;
    let mut index = vec![0; tokens * tokens];
    for query in 0..tokens {
        for key in 0..tokens {
            index[query * tokens + key] = match (query, key) {
                (0, 0) => last,
                (_, 0) => last - 1,
                (0, _) => last - 2,
                _ => {
                    let (q, k) = ((query - 1) as i64, (key - 1) as i64);
                    let (rows, columns) = (rows as i64, columns as i64);
                    let down = q / columns - k / columns + rows - 1;
                    let right = q % columns - k % columns + columns - 1;
                    down * (2 * columns - 1) + right
                }
            };
        }
    }
    index
}

/// Position ids of a padded batch.
///
/// # Shapes
/// - `mask`: `[batch, tokens]` flattened, 1 for real tokens, 0 for padding
/// - output: `[batch, tokens]`
pub fn text_positions(
    convention: TextPositions,
    mask: &[i64],
    batch: usize,
    tokens: usize,
    pad: i64,
    device: &Device,
) -> Tensor<2, Int> {
    let mut ids = Vec::with_capacity(batch * tokens);
    for row in mask.chunks_exact(tokens) {
        let mut seen = 0;
        for (position, &real) in row.iter().enumerate() {
            seen += real;
            ids.push(match convention {
                TextPositions::ZeroBased => position as i64,
                TextPositions::Roberta if real == 1 => pad + seen,
                TextPositions::Roberta => pad,
            });
        }
    }
    Tensor::from_data(TensorData::new(ids, [batch, tokens]), device)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_index_is_antisymmetric_around_its_centre_and_in_range() {
        let grid = [3, 2];
        let (tokens, len) = (7, relative_table_len(grid) as i64);
        let index = relative_index(grid);
        assert!(index.iter().all(|i| (0..len).contains(i)));
        assert_eq!((index[0], index[1], index[tokens]), (len - 1, len - 3, len - 2));
        let centre = index[tokens + 1];
        for query in 1..tokens {
            for key in 1..tokens {
                let there = index[query * tokens + key] - centre;
                let back = index[key * tokens + query] - centre;
                assert_eq!(there, -back);
            }
        }
    }
}
