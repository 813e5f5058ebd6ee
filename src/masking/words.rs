//! IRRA's masking of words: each one by itself, with a small chance (SPEC 2).

use rand::RngExt;
use rand::rngs::StdRng;

/// How texts are masked.
#[derive(Clone, Copy, Debug)]
pub struct WordMasking {
    /// Chance of each word.
    pub probability: f64,
    /// Id of the mask token.
    pub mask_id: i64,
    /// Number of ids.
    pub vocabulary: i64,
    /// Ids that are no words: never masked and never put in a word's place.
    pub special: [i64; 5],
}

/// One masked text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordMask {
    /// Token ids with replacements.
    pub ids: Vec<i64>,
    /// Predicted positions, at least one where the text has two tokens.
    pub positions: Vec<usize>,
}

impl WordMasking {
    /// Masks one text. Of the chosen words 80 % become the mask token, 10 % another word, 10 % stay. Where chance
    /// chooses none the second token is masked, whatever it is.
    pub fn apply(&self, ids: &[i64], rng: &mut StdRng) -> WordMask {
        let mut masked = WordMask {
            ids: ids.to_vec(),
            positions: Vec::new(),
        };
        for (position, id) in ids.iter().enumerate() {
            if self.special.contains(id) || !rng.random_bool(self.probability) {
                continue;
            }
            masked.positions.push(position);
            let fate: f64 = rng.random();
            if fate < 0.8 {
                masked.ids[position] = self.mask_id;
            } else if fate < 0.9 {
                masked.ids[position] = self.any_word(rng);
            }
        }
        if masked.positions.is_empty() && ids.len() > 1 {
            masked.positions.push(1);
            masked.ids[1] = self.mask_id;
        }
        masked
    }

    /// A word by chance; the mask token in a vocabulary without words.
    fn any_word(&self, rng: &mut StdRng) -> i64 {
        if self.vocabulary <= self.special.len() as i64 {
            return self.mask_id;
        }
        loop {
            let id = rng.random_range(0..self.vocabulary);
            if !self.special.contains(&id) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    const MASKING: WordMasking = WordMasking {
        probability: 0.15,
        mask_id: 4,
        vocabulary: 50,
        special: [0, 1, 2, 3, 4],
    };

    #[test]
    fn words_are_masked_at_the_stated_rates_and_others_never() {
        let ids: Vec<i64> = [0].into_iter().chain(10..30).chain([3, 2]).collect();
        let (mut chosen, mut masked, mut kept) = (0.0, 0.0, 0.0);
        for seed in 0..1000 {
            let text = MASKING.apply(&ids, &mut StdRng::seed_from_u64(seed));
            for (position, id) in text.ids.iter().enumerate() {
                let predicted = text.positions.contains(&position);
                assert!(predicted || *id == ids[position]);
                assert!((1..21).contains(&position) || !predicted, "{position} is no word");
                assert!(!predicted || !MASKING.special.contains(id) || *id == 4);
                chosen += f64::from(u8::from(predicted));
                masked += f64::from(u8::from(predicted && *id == 4));
                kept += f64::from(u8::from(predicted && *id == ids[position]));
            }
        }
        // 20 words of 1000 texts at 15 %, and one more in each text (4 %) that has none.
        assert!((2900.0..3200.0).contains(&chosen), "{chosen}");
        assert!((0.77..0.83).contains(&(masked / chosen)), "{}", masked / chosen);
        assert!((0.08..0.13).contains(&(kept / chosen)), "{}", kept / chosen);
    }

    #[test]
    fn a_text_always_has_something_to_predict() {
        for seed in 0..50 {
            let text = MASKING.apply(&[0, 2], &mut StdRng::seed_from_u64(seed));
            assert_eq!((text.positions, text.ids), (vec![1], vec![0, 4]));
        }
    }
}
