//! A cache of what was computed of photos, least recently used first out, within a budget of memory.
//!
//! A feature takes a few hundred bytes, the hidden states that the match head reads some forty times as much: of a large
//! gallery only those that were used last can stay. The caller makes the others again when they are asked for.

use std::collections::HashMap;
use std::rc::Rc;

/// A crop by its index among the crops of all photos of a gallery: a person in a photo, or a photo as a whole.
pub type CropId = usize;

/// The values that were used last.
#[derive(Debug)]
pub struct LruCache<V> {
    budget: usize,
    used: usize,
    clock: u64,
    entries: HashMap<CropId, Entry<V>>,
}

#[derive(Debug)]
struct Entry<V> {
    value: Rc<V>,
    bytes: usize,
    last_use: u64,
}

impl<V> LruCache<V> {
    /// An empty cache of at most `budget` bytes; the value that came last stays even when it alone needs more.
    pub fn new(budget: usize) -> Self {
        Self {
            budget,
            used: 0,
            clock: 0,
            entries: HashMap::new(),
        }
    }

    /// Adds a value that takes so many bytes, in place of an older one with the same id, and drops the longest unused
    /// ones beyond the budget.
    pub fn insert(&mut self, id: CropId, value: Rc<V>, bytes: usize) {
        self.clock += 1;
        self.used += bytes;
        let entry = Entry {
            value,
            bytes,
            last_use: self.clock,
        };
        if let Some(old) = self.entries.insert(id, entry) {
            self.used -= old.bytes;
        }
        while self.used > self.budget && self.entries.len() > 1 {
            // A few thousand entries: looking at all of them costs less than one photo's embedding by far.
            let oldest = self
                .entries
                .iter()
                .min_by_key(|(_, entry)| entry.last_use)
                .map(|(id, _)| *id);
            let Some(gone) = oldest.and_then(|id| self.entries.remove(&id)) else {
                return;
            };
            self.used -= gone.bytes;
        }
    }

    /// The value of `id` if it is still here; this counts as a use.
    pub fn get(&mut self, id: CropId) -> Option<Rc<V>> {
        self.clock += 1;
        let entry = self.entries.get_mut(&id)?;
        entry.last_use = self.clock;
        Some(Rc::clone(&entry.value))
    }

    /// Forgets everything, as when the indices of the gallery change.
    pub fn clear(&mut self) {
        self.entries.clear();
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

    fn insert(cache: &mut LruCache<usize>, id: CropId, bytes: usize) {
        cache.insert(id, Rc::new(bytes), bytes);
    }

    #[test]
    fn what_was_used_last_stays() {
        // Room for three of 20 bytes.
        let mut cache = LruCache::new(60);
        for index in 0..3 {
            insert(&mut cache, index, 20);
        }
        assert_eq!(cache.bytes(), 60);
        assert!(cache.get(0).is_some());
        insert(&mut cache, 3, 20);
        let here: Vec<bool> = (0..4).map(|index| cache.get(index).is_some()).collect();
        assert_eq!(here, [true, false, true, true]);
        assert_eq!(cache.bytes(), 60);
    }

    #[test]
    fn replacing_counts_once_and_clearing_gives_all_back() {
        let mut cache = LruCache::new(100);
        insert(&mut cache, 0, 20);
        insert(&mut cache, 0, 40);
        assert_eq!(cache.bytes(), 40);
        // Larger than the budget: kept alone, for it is wanted now.
        insert(&mut cache, 1, 140);
        assert_eq!(cache.bytes(), 140);
        assert!(cache.get(0).is_none() && cache.get(1).is_some());
        cache.clear();
        assert!(cache.get(1).is_none());
        assert_eq!(cache.bytes(), 0);
    }
}
