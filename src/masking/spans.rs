//! Bi-IRRA's masking of words, some of them in spans (SPEC 1.5).

use crate::objective::mlm::IGNORED;
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

/// How texts are masked.
#[derive(Clone, Copy, Debug)]
pub struct Masking {
    /// Share of the tokens that is predicted.
    pub probability: f64,
    /// Most predictions per text; also the number of slots.
    pub max_masks: usize,
    /// Chance that a chosen position grows into a span.
    pub span_probability: f64,
    /// Longest span.
    pub max_span: usize,
    /// Id of `<mask>`.
    pub mask_id: i64,
    /// Vocabulary size, for random replacements.
    pub vocabulary: usize,
}

/// One masked text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskedText {
    /// Token ids with replacements.
    pub ids: Vec<i64>,
    /// Predicted positions, padded with 0.
    pub positions: Vec<i64>,
    /// True ids at the positions, padded with [`IGNORED`].
    pub labels: Vec<i64>,
}

impl Masking {
    /// Masks one unpadded text `<s> … </s>`; `</s>` may be chosen, `<s>` never is.
    pub fn apply(&self, ids: &[i64], rng: &mut StdRng) -> MaskedText {
        let share = (ids.len() as f64 * self.probability).round_ties_even() as usize;
        let wanted = share.clamp(1, self.max_masks).min(ids.len().saturating_sub(1));
        let mut candidates: Vec<usize> = (1..ids.len()).collect();
        candidates.shuffle(rng);
        let mut chosen = vec![false; ids.len()];
        let mut picked = Vec::new();
        for start in candidates {
            if picked.len() >= wanted {
                break;
            }
            let span = if self.max_span >= 2 && rng.random_bool(self.span_probability) {
                rng.random_range(2..=self.max_span)
            } else {
                1
            };
            let end = (start + span).min(ids.len());
            for (offset, taken) in chosen[start..end].iter_mut().enumerate() {
                if !*taken {
                    *taken = true;
                    picked.push(start + offset);
                }
            }
        }
        picked.shuffle(rng);
        picked.truncate(wanted);
        picked.sort_unstable();
        let mut masked = MaskedText {
            ids: ids.to_vec(),
            positions: vec![0; self.max_masks],
            labels: vec![IGNORED; self.max_masks],
        };
        for (slot, &position) in picked.iter().enumerate() {
            masked.positions[slot] = position as i64;
            masked.labels[slot] = ids[position];
            let fate: f64 = rng.random();
            if fate < 0.8 {
                masked.ids[position] = self.mask_id;
            } else if fate < 0.9 {
                masked.ids[position] = rng.random_range(0..self.vocabulary as i64);
            }
        }
        masked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn masks_the_right_number_and_remembers_the_truth() {
        let masking = Masking {
            probability: 0.4,
            max_masks: 10,
            span_probability: 0.2,
            max_span: 3,
            mask_id: 4,
            vocabulary: 50,
        };
        let ids: Vec<i64> = [0].into_iter().chain(10..28).chain([2]).collect();
        let mut replaced = 0;
        for seed in 0..200 {
            let masked = masking.apply(&ids, &mut StdRng::seed_from_u64(seed));
            let real: Vec<_> = masked.labels.iter().filter(|l| **l != IGNORED).collect();
            assert_eq!(real.len(), 8);
            assert_eq!(masked.ids[0], 0);
            for (&position, &label) in masked.positions.iter().zip(&masked.labels) {
                if label != IGNORED {
                    assert_eq!(ids[position as usize], label);
                    replaced += usize::from(masked.ids[position as usize] == 4);
                }
            }
        }
        assert!(
            (1180..1380).contains(&replaced),
            "80 % of 1600 expected, {replaced}"
        );
    }

    #[test]
    fn the_shortest_text_can_be_masked() {
        let masking = Masking {
            probability: 0.4,
            max_masks: 4,
            span_probability: 1.0,
            max_span: 3,
            mask_id: 4,
            vocabulary: 50,
        };
        let masked = masking.apply(&[0, 2], &mut StdRng::seed_from_u64(1));
        assert_eq!(masked.labels[0], 2);
    }
}
