//! What is worth keeping of photos, within a budget of memory.
//!
//! A feature takes a few hundred bytes, the hidden states that the match head reads some forty times as much: of a large
//! gallery only those that were used last can stay. The caller makes the others again when they are asked for.

use std::collections::HashMap;
use std::rc::Rc;

/// Whose it is: a place in the gallery, and a view of that photo or the photo as a whole.
pub type Owner = (usize, Option<usize>);

/// The values that were used last.
#[derive(Debug)]
pub struct LastUsed<V> {
    budget: usize,
    used: usize,
    clock: u64,
    kept: HashMap<Owner, Kept<V>>,
}

#[derive(Debug)]
struct Kept<V> {
    value: Rc<V>,
    bytes: usize,
    last_use: u64,
}

impl<V> LastUsed<V> {
    /// An empty cache of at most `budget` bytes; the value that came last stays even when it alone needs more.
    pub fn new(budget: usize) -> Self {
        Self {
            budget,
            used: 0,
            clock: 0,
            kept: HashMap::new(),
        }
    }

    /// Adds a value that takes so many bytes, in place of an older one of the same owner, and drops the longest unused
    /// ones beyond the budget.
    pub fn insert(&mut self, owner: Owner, value: Rc<V>, bytes: usize) {
        self.clock += 1;
        self.used += bytes;
        let kept = Kept {
            value,
            bytes,
            last_use: self.clock,
        };
        if let Some(old) = self.kept.insert(owner, kept) {
            self.used -= old.bytes;
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
            self.used -= gone.bytes;
        }
    }

    /// The value of `owner` if it is still here; this counts as a use.
    pub fn get(&mut self, owner: Owner) -> Option<Rc<V>> {
        self.clock += 1;
        let kept = self.kept.get_mut(&owner)?;
        kept.last_use = self.clock;
        Some(Rc::clone(&kept.value))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn insert(cache: &mut LastUsed<usize>, owner: Owner, bytes: usize) {
        cache.insert(owner, Rc::new(bytes), bytes);
    }

    #[test]
    fn what_was_used_last_stays() {
        // Room for three of 20 bytes.
        let mut cache = LastUsed::new(60);
        for place in 0..3 {
            insert(&mut cache, (place, None), 20);
        }
        assert_eq!(cache.bytes(), 60);
        assert!(cache.get((0, None)).is_some());
        insert(&mut cache, (3, None), 20);
        let here: Vec<bool> = (0..4).map(|place| cache.get((place, None)).is_some()).collect();
        assert_eq!(here, [true, false, true, true]);
        assert_eq!(cache.bytes(), 60);
    }

    #[test]
    fn views_and_wholes_are_told_apart() {
        let mut cache = LastUsed::new(1000);
        insert(&mut cache, (5, None), 1);
        insert(&mut cache, (5, Some(0)), 2);
        assert_eq!(cache.get((5, None)).as_deref(), Some(&1));
        assert_eq!(cache.get((5, Some(0))).as_deref(), Some(&2));
        assert!(cache.get((5, Some(1))).is_none());
    }

    #[test]
    fn replacing_counts_once_and_clearing_gives_all_back() {
        let mut cache = LastUsed::new(100);
        insert(&mut cache, (0, None), 20);
        insert(&mut cache, (0, None), 40);
        assert_eq!(cache.bytes(), 40);
        // Larger than the budget: kept alone, for it is wanted now.
        insert(&mut cache, (1, None), 140);
        assert_eq!(cache.bytes(), 140);
        assert!(cache.get((0, None)).is_none() && cache.get((1, None)).is_some());
        cache.clear();
        assert!(cache.get((1, None)).is_none());
        assert_eq!(cache.bytes(), 0);
    }
}
