//! Hidden states within a budget of memory.
//!
//! A feature takes a few hundred bytes, the hidden states that the match head reads some forty times as much: of a large
//! gallery only those that were used last can stay. The caller makes the others again when they are asked for.

use super::engine::Embedding;
use half::f16;
use std::collections::HashMap;
use std::rc::Rc;

/// Whose hidden states they are: a place in the gallery, and a view of that photo or the photo as a whole.
pub type Owner = (usize, Option<usize>);

/// The hidden states that were used last.
#[derive(Debug)]
pub struct HiddenStates {
    budget: usize,
    used: usize,
    clock: u64,
    kept: HashMap<Owner, Kept>,
}

#[derive(Debug)]
struct Kept {
    embedding: Rc<Embedding>,
    last_use: u64,
}

impl HiddenStates {
    /// An empty cache of at most `budget` bytes; the states that came last stay even when they alone need more.
    pub fn new(budget: usize) -> Self {
        Self {
            budget,
            used: 0,
            clock: 0,
            kept: HashMap::new(),
        }
    }

    /// Adds states, in place of older ones of the same owner, and drops the longest unused ones beyond the budget.
    pub fn insert(&mut self, owner: Owner, tokens: Vec<f16>) {
        self.clock += 1;
        self.used += size_of_val(tokens.as_slice());
        let embedding = Rc::new(Embedding {
            feature: Vec::new(),
            tokens,
        });
        let last_use = self.clock;
        if let Some(old) = self.kept.insert(owner, Kept { embedding, last_use }) {
            self.used -= size(&old);
        }
        while self.used > self.budget && self.kept.len() > 1 {
            // A few thousand entries: looking at all of them costs less than one photo's embedding by far.
            let oldest = self
                .kept
                .iter()
                .min_by_key(|(_, kept)| kept.last_use)
                .map(|(owner, _)| *owner);
            let Some(gone) = oldest.and_then(|owner| self.kept.remove(&owner)) else {
                return;
            };
            self.used -= size(&gone);
        }
    }

    /// The states of `owner`, as an embedding without its feature, if they are still here; this counts as a use.
    pub fn get(&mut self, owner: Owner) -> Option<Rc<Embedding>> {
        self.clock += 1;
        let kept = self.kept.get_mut(&owner)?;
        kept.last_use = self.clock;
        Some(Rc::clone(&kept.embedding))
    }

    /// Forgets everything, as when the places of the gallery change.
    pub fn clear(&mut self) {
        self.kept.clear();
        self.used = 0;
    }

    /// Bytes in use.
    pub fn bytes(&self) -> usize {
        self.used
    }
}

fn size(kept: &Kept) -> usize {
    size_of_val(kept.embedding.tokens.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(count: usize) -> Vec<f16> {
        vec![f16::ONE; count]
    }

    #[test]
    fn what_was_used_last_stays() {
        // Room for three of 20 bytes.
        let mut hidden = HiddenStates::new(60);
        for place in 0..3 {
            hidden.insert((place, None), states(10));
        }
        assert_eq!(hidden.bytes(), 60);
        assert!(hidden.get((0, None)).is_some());
        hidden.insert((3, None), states(10));
        let here: Vec<bool> = (0..4).map(|place| hidden.get((place, None)).is_some()).collect();
        assert_eq!(here, [true, false, true, true]);
        assert_eq!(hidden.bytes(), 60);
    }

    #[test]
    fn views_and_wholes_are_told_apart() {
        let mut hidden = HiddenStates::new(1000);
        hidden.insert((5, None), states(1));
        hidden.insert((5, Some(0)), states(2));
        assert_eq!(hidden.get((5, None)).map(|e| e.tokens.len()), Some(1));
        assert_eq!(hidden.get((5, Some(0))).map(|e| e.tokens.len()), Some(2));
        assert!(hidden.get((5, Some(1))).is_none());
    }

    #[test]
    fn replacing_counts_once_and_clearing_gives_all_back() {
        let mut hidden = HiddenStates::new(100);
        hidden.insert((0, None), states(10));
        hidden.insert((0, None), states(20));
        assert_eq!(hidden.bytes(), 40);
        // Larger than the budget: kept alone, for it is wanted now.
        hidden.insert((1, None), states(70));
        assert_eq!(hidden.bytes(), 140);
        assert!(hidden.get((0, None)).is_none() && hidden.get((1, None)).is_some());
        hidden.clear();
        assert!(hidden.get((1, None)).is_none());
        assert_eq!(hidden.bytes(), 0);
    }
}
