//! Block-wise masking of image patches as BEiT does it (SPEC 1.6), with exactly the asked number of patches.

use rand::RngExt;
use rand::rngs::StdRng;

/// Smallest block, in patches.
const MIN_BLOCK: usize = 4;
/// Attempts to place one block.
const ATTEMPTS: usize = 10;

/// Draws a mask over a `rows x columns` grid: 1 where a patch is hidden.
///
/// Blocks of random size and aspect are added until `round(ratio * patches)` patches are hidden; where no
/// further block fits, single patches at random make up the number, so that every sample hides equally many.
pub fn blockwise_mask([rows, columns]: [usize; 2], ratio: f64, rng: &mut StdRng) -> Vec<f32> {
    let patches = rows * columns;
    let wanted = ((ratio * patches as f64).round() as usize).min(patches);
    let mut hidden = vec![false; patches];
    let mut count = 0;
    while count < wanted {
        let added = (0..ATTEMPTS).find_map(|_| place_block(&mut hidden, rows, columns, wanted - count, rng));
        match added {
            Some(added) => count += added,
            None => break,
        }
    }
    while count < wanted {
        let patch = rng.random_range(0..patches);
        if !hidden[patch] {
            hidden[patch] = true;
            count += 1;
        }
    }
    hidden.into_iter().map(f32::from).collect()
}

/// Tries to hide one block of at most `budget` new patches; the number of newly hidden ones when it fits.
fn place_block(
    hidden: &mut [bool],
    rows: usize,
    columns: usize,
    budget: usize,
    rng: &mut StdRng,
) -> Option<usize> {
    let area = rng.random_range(MIN_BLOCK.min(budget) as f64..=budget as f64);
    let limit = (1.0f64 / 0.3).ln();
    let aspect = rng.random_range(-limit..limit).exp();
    let height = (area * aspect).sqrt().round() as usize;
    let width = (area / aspect).sqrt().round() as usize;
    if height == 0 || width == 0 || height >= rows || width >= columns {
        return None;
    }
    let top = rng.random_range(0..=rows - height);
    let left = rng.random_range(0..=columns - width);
    let block = || (top..top + height).flat_map(|r| (left..left + width).map(move |c| r * columns + c));
    let new = block().filter(|&patch| !hidden[patch]).count();
    if new == 0 || new > budget {
        return None;
    }
    for patch in block() {
        hidden[patch] = true;
    }
    Some(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn hides_exactly_the_asked_share_in_blocks() {
        for seed in 0..50 {
            let mut rng = StdRng::seed_from_u64(seed);
            let mask = blockwise_mask([12, 6], 0.5, &mut rng);
            assert_eq!(mask.iter().sum::<f32>(), 36.0);
            // Blocks: most hidden patches have a hidden neighbour to the right or below.
            let neighbours = (0..72)
                .filter(|&p| mask[p] == 1.0)
                .filter(|&p| (p % 6 < 5 && mask[p + 1] == 1.0) || (p + 6 < 72 && mask[p + 6] == 1.0));
            assert!(neighbours.count() > 20, "seed {seed}");
        }
    }

    #[test]
    fn tiny_grids_terminate() {
        let mut rng = StdRng::seed_from_u64(1);
        assert_eq!(blockwise_mask([1, 1], 1.0, &mut rng), [1.0]);
        assert_eq!(blockwise_mask([2, 2], 0.5, &mut rng).iter().sum::<f32>(), 2.0);
    }
}
