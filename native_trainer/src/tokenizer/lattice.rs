//! All ways to cut a text into known pieces.

use crate::tokenizer::pieces::LONGEST;
use std::collections::HashMap;

/// A piece somewhere in the text.
struct Arc {
    /// First byte.
    start: usize,
    /// One past the last byte.
    end: usize,
    /// Number of the piece.
    piece: usize,
}

/// The places of known pieces in a text, by increasing start.
pub struct Lattice {
    arcs: Vec<Arc>,
    /// Bytes of the text.
    length: usize,
}

impl Lattice {
    /// Finds the pieces that `index` knows.
    pub fn new(text: &str, index: &HashMap<&str, usize>) -> Self {
        let known = |(start, end): (usize, usize)| {
            let piece = *index.get(&text[start..end])?;
            Some(Arc { start, end, piece })
        };
        Self {
            arcs: spans(text).filter_map(known).collect(),
            length: text.len(),
        }
    }

    /// The lattice as if one piece were not known.
    pub fn without(mut self, piece: usize) -> Self {
        self.arcs.retain(|arc| arc.piece != piece);
        self
    }

    /// Tells `add` the probability of each piece at each place, over all cuts, given the logarithmic `score` of
    /// each piece. Without a complete cut it tells nothing.
    pub fn expect(&self, score: impl Fn(usize) -> f64, mut add: impl FnMut(usize, f64)) {
        let mut forward = vec![f64::NEG_INFINITY; self.length + 1];
        let mut backward = forward.clone();
        forward[0] = 0.0;
        for arc in &self.arcs {
            forward[arc.end] = log_add(forward[arc.end], forward[arc.start] + score(arc.piece));
        }
        backward[self.length] = 0.0;
        for arc in self.arcs.iter().rev() {
            backward[arc.start] = log_add(backward[arc.start], backward[arc.end] + score(arc.piece));
        }
        let all = forward[self.length];
        if all == f64::NEG_INFINITY {
            return;
        }
        for arc in &self.arcs {
            let through = forward[arc.start] + score(arc.piece) + backward[arc.end];
            add(arc.piece, (through - all).exp());
        }
    }

    /// Numbers of the pieces of the most probable cut, last piece first; empty where there is no cut.
    pub fn best_cut(&self, score: impl Fn(usize) -> f64) -> Vec<usize> {
        let mut best: Vec<Option<(f64, &Arc)>> = vec![None; self.length + 1];
        for arc in &self.arcs {
            let before = match arc.start {
                0 => Some(0.0),
                start => best[start].map(|(score, _)| score),
            };
            let Some(before) = before else { continue };
            let through = before + score(arc.piece);
            if best[arc.end].is_none_or(|(known, _)| through > known) {
                best[arc.end] = Some((through, arc));
            }
        }
        let mut cut = Vec::new();
        let mut place = self.length;
        while let Some((_, arc)) = best[place] {
            cut.push(arc.piece);
            place = arc.start;
        }
        cut
    }
}

/// First byte and end of every substring that is short enough for a piece, by increasing start.
pub fn spans(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    text.char_indices().flat_map(move |(start, _)| {
        let rest = &text[start..];
        rest.char_indices()
            .take(LONGEST)
            .map(move |(at, c)| (start, start + at + c.len_utf8()))
    })
}

/// `ln(e^a + e^b)`.
fn log_add(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY {
        high
    } else {
        high + (low - high).exp().ln_1p()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIECES: [&str; 4] = ["a", "b", "ab", "é"];

    fn lattice(text: &str) -> Lattice {
        Lattice::new(
            text,
            &PIECES
                .iter()
                .enumerate()
                .map(|(number, text)| (*text, number))
                .collect(),
        )
    }

    #[test]
    fn the_best_cut_is_the_most_probable() {
        let cheap = |piece: usize| [-1.0, -1.0, -1.5, -9.0][piece];
        assert_eq!(lattice("abéab").best_cut(cheap), [2, 3, 2]);
        let dear = |piece: usize| [-1.0, -1.0, -2.5, -9.0][piece];
        assert_eq!(lattice("ab").best_cut(dear), [1, 0]);
        assert_eq!(lattice("ab").without(2).best_cut(cheap), [1, 0]);
        assert!(lattice("axb").best_cut(cheap).is_empty());
    }

    #[test]
    fn expectations_are_those_of_all_cuts() {
        // "ab" is one piece with probability 1/2 or two with 1/4: the odds are two to one.
        let mut sums = [0.0; 4];
        lattice("ab").expect(|_| 0.5f64.ln(), |piece, probability| sums[piece] += probability);
        for (sum, expected) in sums.iter().zip([1.0 / 3.0, 1.0 / 3.0, 2.0 / 3.0, 0.0]) {
            assert!((sum - expected).abs() < 1e-12, "{sums:?}");
        }
        lattice("axb").expect(|_| 0.0, |piece, _| panic!("no cut holds {piece}"));
    }

    #[test]
    fn spans_are_substrings_of_few_characters() {
        assert_eq!(spans("éa").collect::<Vec<_>>(), [(0, 2), (0, 3), (2, 3)]);
        assert_eq!(
            spans(&"x".repeat(20)).filter(|(start, _)| *start == 0).count(),
            LONGEST
        );
    }
}
