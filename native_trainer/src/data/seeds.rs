//! Seeds of synthetic people, apart from each other by construction.

use crate::cli::DataSplit;

/// What people are made for; nobody is made for two of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To learn from.
    Training,
    /// The benchmark.
    Benchmark,
    /// The benchmark under shifted conditions.
    Shifted,
    /// Evaluations while training goes on.
    HeldOut,
}

impl From<DataSplit> for Purpose {
    fn from(split: DataSplit) -> Self {
        match split {
            DataSplit::Train => Self::Training,
            DataSplit::Test => Self::Benchmark,
            DataSplit::Shift => Self::Shifted,
        }
    }
}

/// The seed of part `part` of person `identity`: 0 is the person, the others are pictures and captions.
///
/// The top two bits name the purpose, so no two purposes can share a person: a person is drawn from all bits of the seed.
pub fn seed_of(purpose: impl Into<Purpose>, seed: u64, identity: u64, part: u64) -> u64 {
    let tag = match purpose.into() {
        Purpose::Training => 0,
        Purpose::Benchmark => 1,
        Purpose::Shifted => 2,
        Purpose::HeldOut => 3,
    };
    (mix(mix(mix(seed) ^ identity) ^ part) >> 2) | (tag << 62)
}

/// A number that depends on both inputs in a scrambled way (splitmix64): seeds for parts of a run.
pub fn derive_seed(seed: u64, part: u64) -> u64 {
    let mut z = seed
        ^ part
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .wrapping_add(0x632b_e59b_d9b4_e019);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// One round of splitmix64: a bijection whose outputs look random.
fn mix(value: u64) -> u64 {
    let z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use synth::Person;

    const ALL: [Purpose; 4] = [
        Purpose::Training,
        Purpose::Benchmark,
        Purpose::Shifted,
        Purpose::HeldOut,
    ];

    #[test]
    fn seeds_differ_in_every_argument_and_purposes_never_meet() {
        let mut seen = HashSet::new();
        for purpose in ALL {
            for seed in 0..4 {
                for identity in 0..200 {
                    for part in 0..7 {
                        assert!(seen.insert(seed_of(purpose, seed, identity, part)));
                    }
                }
            }
        }
        let tags = |purpose| {
            (0..100)
                .map(|i| seed_of(purpose, i, i, 0) >> 62)
                .collect::<HashSet<u64>>()
        };
        for (tag, purpose) in ALL.into_iter().enumerate() {
            assert_eq!(tags(purpose), HashSet::from([tag as u64]));
        }
    }

    #[test]
    fn a_person_hangs_on_the_bits_that_name_the_purpose() {
        // Were they cut off on the way to the dice, the same seeds would make the same people.
        let details = |purpose| {
            let person = |identity| Person::sample(seed_of(purpose, 1, identity, 0)).details;
            (0..50).map(person).collect::<Vec<u32>>()
        };
        let mut all = HashSet::new();
        for purpose in ALL {
            assert!(all.insert(details(purpose)));
        }
        let low = seed_of(Purpose::Training, 1, 1, 0);
        assert_ne!(Person::sample(low), Person::sample(low | (1 << 62)));
        assert_ne!(Person::sample(low), Person::sample(low | (1 << 63)));
    }

    #[test]
    fn seeds_stay_the_same_over_time() {
        // The benchmark's pictures hang on these.
        assert_eq!(seed_of(DataSplit::Test, 1, 2, 3), 0x741c_d1d4_3f78_d8ac);
        assert_eq!(mix(0), 0xe220_a839_7b1d_cdaf);
    }
}
