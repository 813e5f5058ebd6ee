//! A vocabulary of pieces for a unigram language model (Kudo 2018), by expectation maximisation and pruning.
//!
//! The trainer of the tokenizers crate hashes with random keys and adds up in the order of its threads, so two runs
//! differ. Here the same texts give the same pieces, and what may be a piece is decided by script.

use crate::error::{Error, Result};
use crate::tokenizer::lattice::{Lattice, spans};
use crate::tokenizer::pieces::{is_piece, segments};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Candidates at the start, as a multiple of the vocabulary.
const SEEDS: usize = 12;
/// Rounds of expectation maximisation between two prunings.
const ROUNDS: usize = 2;
/// Share of the pieces that one pruning keeps.
const KEEP: f64 = 0.75;
/// Pieces that are expected less often than this explain nothing.
const LEAST: f64 = 0.5;
/// Parts that the work is cut into: fixed, so that sums do not depend on the number of threads.
const PARTS: usize = 16;

/// A piece with its natural logarithm of probability.
pub type Piece = (String, f64);

/// Learns at most `size` pieces from words with their counts. Every character of the words and of `alphabet` is a
/// piece. Most probable pieces come first.
///
/// # Errors
/// When the characters alone are more than `size`.
pub fn train(words: &BTreeMap<String, u64>, alphabet: &BTreeSet<char>, size: usize) -> Result<Vec<Piece>> {
    let mut counted: BTreeMap<&str, u64> = BTreeMap::new();
    for (word, count) in words {
        for segment in segments(word) {
            *counted.entry(segment).or_default() += count;
        }
    }
    let texts: Vec<(&str, u64)> = counted.into_iter().collect();
    let mut characters: BTreeMap<char, u64> = alphabet.iter().map(|c| (*c, 0)).collect();
    for (text, count) in &texts {
        for character in text.chars() {
            *characters.entry(character).or_default() += count;
        }
    }
    if characters.len() > size {
        let needed = characters.len();
        return Err(Error::Tokenizer(format!(
            "the texts have {needed} different characters, the vocabulary has room for {size} pieces"
        )));
    }
    let mut model = Model::seeds(&texts, &characters, size * SEEDS);
    loop {
        for _ in 0..ROUNDS {
            model = model.maximised(&model.expected(&texts));
        }
        let target = size.max((model.pieces.len() as f64 * KEEP) as usize);
        if model.pieces.len() <= size {
            return Ok(model.finished());
        }
        model = model.pruned(&texts, target);
    }
}

/// Pieces and their scores, by increasing text.
struct Model {
    pieces: Vec<Piece>,
}

impl Model {
    /// All characters, and the substrings that cover most of the texts.
    fn seeds(texts: &[(&str, u64)], characters: &BTreeMap<char, u64>, most: usize) -> Self {
        let mut counts: HashMap<&str, u64> = HashMap::new();
        for (text, count) in texts {
            for (start, end) in spans(text) {
                let part = &text[start..end];
                if part.chars().nth(1).is_some() && is_piece(part) {
                    *counts.entry(part).or_default() += count;
                }
            }
        }
        // Of the substrings that appear once nothing can be learned.
        let mut found: Vec<(&str, u64)> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
        let gain = |(text, count): &(&str, u64)| count * text.chars().count() as u64;
        found.sort_by(|a, b| gain(b).cmp(&gain(a)).then(a.0.cmp(b.0)));
        found.truncate(most.saturating_sub(characters.len()));
        let single = characters
            .iter()
            .map(|(c, count)| (c.to_string(), (*count).max(1) as f64));
        let several = found
            .into_iter()
            .map(|(text, count)| (text.to_string(), count as f64));
        Self::from_counts(single.chain(several).collect())
    }

    fn from_counts(mut counts: Vec<(String, f64)>) -> Self {
        counts.sort_by(|a, b| a.0.cmp(&b.0));
        let total: f64 = counts.iter().map(|(_, count)| count).sum();
        let score = |(text, count): (String, f64)| (text, count.ln() - total.ln());
        Self {
            pieces: counts.into_iter().map(score).collect(),
        }
    }

    fn index(&self) -> HashMap<&str, usize> {
        self.pieces
            .iter()
            .enumerate()
            .map(|(number, (text, _))| (text.as_str(), number))
            .collect()
    }

    fn score(&self, piece: usize) -> f64 {
        self.pieces[piece].1
    }

    /// How often each piece is expected, over all ways to cut the texts.
    fn expected(&self, texts: &[(&str, u64)]) -> Vec<f64> {
        let index = self.index();
        self.sum_over(texts, |text, count, sums| {
            Lattice::new(text, &index).expect(
                |piece| self.score(piece),
                |piece, probability| {
                    sums[piece] += count as f64 * probability;
                },
            );
        })
    }

    /// How often each piece is in the best cut of the texts.
    fn used(&self, texts: &[(&str, u64)]) -> Vec<f64> {
        let index = self.index();
        self.sum_over(texts, |text, count, sums| {
            for piece in Lattice::new(text, &index).best_cut(|piece| self.score(piece)) {
                sums[piece] += count as f64;
            }
        })
    }

    /// Adds up what `visit` finds in each text, in a fixed order.
    fn sum_over(&self, texts: &[(&str, u64)], visit: impl Fn(&str, u64, &mut [f64]) + Sync) -> Vec<f64> {
        let part = texts.len().div_ceil(PARTS).max(1);
        let sum_part = |texts: &[(&str, u64)]| {
            let mut sums = vec![0.0; self.pieces.len()];
            for (text, count) in texts {
                visit(text, *count, &mut sums);
            }
            sums
        };
        let parts: Vec<Vec<f64>> = texts.par_chunks(part).map(sum_part).collect();
        let mut sums = vec![0.0; self.pieces.len()];
        for part in parts {
            for (sum, value) in sums.iter_mut().zip(part) {
                *sum += value;
            }
        }
        sums
    }

    /// The scores that explain the counts best, with the usual preference for few pieces.
    fn maximised(&self, counts: &[f64]) -> Self {
        let keep = |(text, count): (&String, f64)| {
            let single = text.chars().nth(1).is_none();
            (single || count >= LEAST).then(|| (text.clone(), count.max(LEAST)))
        };
        let texts = self.pieces.iter().map(|(text, _)| text);
        let kept: Vec<(String, f64)> = texts.zip(counts.iter().copied()).filter_map(keep).collect();
        let total = digamma(kept.iter().map(|(_, count)| count).sum());
        Self {
            pieces: kept
                .into_iter()
                .map(|(text, count)| (text, digamma(count) - total))
                .collect(),
        }
    }

    /// Keeps all characters and those pieces without which the texts would become least probable.
    fn pruned(&self, texts: &[(&str, u64)], target: usize) -> Self {
        let (index, used) = (self.index(), self.used(texts));
        let is_single = |number: usize| self.pieces[number].0.chars().nth(1).is_none();
        let loss = |number: usize| {
            let without = Lattice::new(&self.pieces[number].0, &index).without(number);
            let cut = without.best_cut(|piece| self.score(piece));
            let instead: f64 = cut.into_iter().map(|piece| self.score(piece)).sum();
            used[number] * (self.score(number) - instead)
        };
        let (mut kept, several): (Vec<usize>, Vec<usize>) =
            (0..self.pieces.len()).partition(|number| is_single(*number));
        let mut ranked: Vec<(usize, f64)> = several.into_par_iter().map(|n| (n, loss(n))).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(target.saturating_sub(kept.len()));
        kept.extend(ranked.into_iter().map(|(number, _)| number));
        kept.sort_unstable();
        Self {
            pieces: kept
                .into_iter()
                .map(|number| self.pieces[number].clone())
                .collect(),
        }
    }

    /// Rounded, so that a processor's last digit does not show, and most probable first.
    fn finished(self) -> Vec<Piece> {
        let mut pieces = self.pieces;
        for (_, score) in &mut pieces {
            *score = (*score * 1e4).round() / 1e4;
        }
        pieces.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        pieces
    }
}

/// The logarithmic derivative of the gamma function, by recurrence and its asymptotic series.
fn digamma(x: f64) -> f64 {
    let mut x = x;
    let mut shift = 0.0;
    while x < 6.0 {
        shift -= 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = square * (1.0 / 12.0 - square * (1.0 / 120.0 - square * (1.0 / 252.0 - square / 240.0)));
    shift + x.ln() - 0.5 / x - series
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[(&str, u64)]) -> BTreeMap<String, u64> {
        list.iter()
            .map(|(word, count)| (word.to_string(), *count))
            .collect()
    }

    #[test]
    fn frequent_words_become_pieces_and_every_character_is_one() {
        let texts = words(&[
            ("▁jacket", 90),
            ("▁jackets", 30),
            ("▁red", 80),
            ("▁reddish", 20),
            ("▁q", 1),
        ]);
        let pieces = train(&texts, &BTreeSet::from(['ß']), 24).expect("trained");
        assert!(pieces.len() <= 24, "{pieces:?}");
        let has = |text: &str| pieces.iter().any(|(piece, _)| piece == text);
        assert!(has("▁jacket") && has("▁red"), "{pieces:?}");
        for character in "▁jacketsrdihqß".chars() {
            assert!(has(&character.to_string()), "{character}: {pieces:?}");
        }
        assert!(pieces.is_sorted_by(|a, b| a.1 >= b.1));
        assert!(pieces.iter().all(|(_, score)| score.is_finite() && *score < 0.0));
    }

    #[test]
    fn too_small_a_vocabulary_is_refused() {
        let error = train(&words(&[("▁abcdef", 3)]), &BTreeSet::new(), 5).expect_err("7 characters");
        assert!(error.to_string().contains("7 different characters"), "{error}");
    }

    #[test]
    fn digamma_has_its_known_values() {
        assert!((digamma(1.0) + 0.577_215_664_901_5).abs() < 1e-9);
        assert!((digamma(0.5) + 1.963_510_026_021_4).abs() < 1e-9);
        assert!((digamma(10.0) - 2.251_752_589_066_7).abs() < 1e-9);
    }
}
