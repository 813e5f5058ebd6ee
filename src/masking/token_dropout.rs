//! Bidirectional mask modelling: tokens of both modalities are removed in training (SPEC 3).
//!
//! A feature of what is left must still find its partner, so no single word and no single patch may carry it alone.

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

/// The released code's share of tokens that may be removed.
pub const SHARE: f64 = 0.2;

/// Most tokens that may be removed of `tokens`, the first one counted in.
pub fn most_removed(tokens: usize, share: f64) -> usize {
    ((tokens as f64 * share) as usize).min(tokens.saturating_sub(1))
}

/// Draws the tokens that stay: the first, which carries the feature, and all others but 0 to [`most_removed`] of them.
///
/// The indices ascend: positions are added before, so the order has no meaning.
pub fn kept_tokens(tokens: usize, share: f64, rng: &mut StdRng) -> Vec<i64> {
    let removed = rng.random_range(0..=most_removed(tokens, share));
    let mut others: Vec<i64> = (1..tokens as i64).collect();
    others.shuffle(rng);
    let mut kept = others.split_off(removed);
    kept.push(0);
    kept.sort_unstable();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn the_first_token_stays_and_every_number_up_to_the_bound_is_drawn() {
        let mut rng = StdRng::seed_from_u64(5);
        let mut lengths = [0; 6];
        let mut removed = [0; 23];
        for _ in 0..500 {
            let kept = kept_tokens(23, SHARE, &mut rng);
            assert_eq!(kept[0], 0);
            assert!(kept.is_sorted_by(|a, b| a < b) && kept.iter().all(|i| (0..23).contains(i)));
            lengths[23 - kept.len()] += 1;
            (0..23)
                .filter(|i| !kept.contains(i))
                .for_each(|i| removed[i as usize] += 1);
        }
        assert!(
            lengths[..5].iter().all(|n| *n > 50) && lengths[5] == 0,
            "{lengths:?}"
        );
        assert!(
            removed[0] == 0 && removed[1..].iter().all(|n| *n > 10),
            "{removed:?}"
        );
    }

    #[test]
    fn short_sequences_keep_what_they_have() {
        let mut rng = StdRng::seed_from_u64(5);
        assert_eq!(kept_tokens(1, 1.0, &mut rng), [0]);
        assert_eq!(kept_tokens(4, SHARE, &mut rng), [0, 1, 2, 3]);
        assert_eq!(most_removed(5, 1.0), 4);
    }
}
