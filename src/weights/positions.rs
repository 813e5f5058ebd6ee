//! Resizing learned positions to another patch grid, for weights that were trained at another image size (SPEC 2).

/// Positions of a class token and a grid, resized to another grid: the class token's is kept, the grid's are
/// interpolated linearly in both directions, with pixel centres at one half and no filter when shrinking.
///
/// # Shapes
/// - `positions`: `[1 + from rows * from columns, width]` flattened
/// - output: `[1 + to rows * to columns, width]` flattened
///
/// # Panics
/// When `positions` has another length: a mistake of the caller.
pub fn resize_positions(positions: &[f32], width: usize, from: [usize; 2], to: [usize; 2]) -> Vec<f32> {
    assert_eq!(
        positions.len(),
        (1 + from[0] * from[1]) * width,
        "positions of another grid"
    );
    let (class, grid) = positions.split_at(width);
    let (rows, columns) = (neighbours(from[0], to[0]), neighbours(from[1], to[1]));
    let mut resized = Vec::with_capacity((1 + to[0] * to[1]) * width);
    resized.extend_from_slice(class);
    for (above, below, down) in rows {
        for &(left, right, across) in &columns {
            for feature in 0..width {
                let at = |row: usize, column: usize| grid[(row * from[1] + column) * width + feature];
                let along = |row| at(row, left) * (1.0 - across) + at(row, right) * across;
                resized.push(along(above) * (1.0 - down) + along(below) * down);
            }
        }
    }
    resized
}

/// For each of `to` places the two of `from` that surround it, and the second's weight.
fn neighbours(from: usize, to: usize) -> Vec<(usize, usize, f32)> {
    let place = |index: usize| {
        let centre = (index as f64 + 0.5) * from as f64 / to as f64 - 0.5;
        let centre = centre.clamp(0.0, (from - 1) as f64);
        let first = centre as usize;
        (first, (first + 1).min(from - 1), (centre - first as f64) as f32)
    };
    (0..to).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_grid_changes_nothing_and_a_ramp_stays_a_ramp() {
        let positions: Vec<f32> = (0..14).map(|v| v as f32).collect();
        assert_eq!(resize_positions(&positions, 2, [2, 3], [2, 3]), positions);
        // One class token and a row 0, 1, 2, 3 become a row of two, each between a pair.
        assert_eq!(
            resize_positions(&[9.0, 0.0, 1.0, 2.0, 3.0], 1, [1, 4], [1, 2]),
            [9.0, 0.5, 2.5]
        );
        assert_eq!(
            resize_positions(&[9.0, 0.0, 1.0], 1, [2, 1], [4, 1]),
            [9.0, 0.0, 0.25, 0.75, 1.0]
        );
    }
}
