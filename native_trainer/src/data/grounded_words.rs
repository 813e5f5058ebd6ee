//! Which thing in a picture a word speaks of, read off the captions themselves.
//!
//! Nobody marks words. A piece of the vocabulary that is hardly ever written where a caption does not tell the bag
//! ("backpack", "sac", "リュック") speaks of the bag; "red" and "with" are written everywhere and speak of nothing.
//! That holds in every language, and a word that is added to a lexicon is found by itself.

use crate::data::seeds::{Purpose, seed_of};
use crate::error::Result;
use bi_irra::tokenizer::{MAX_WORDS, Tokenizer, clean_caption};
use std::collections::HashMap;
use synth::caption::{Caption, Claims, Language, Split, brief_caption, caption};
use synth::things::Thing;
use synth::{Conditions, Person, Shot, render};

/// Pictures whose captions are read.
const PICTURES: u64 = 600;
/// Captions of a picture in each language and of each kind (brief and other).
const CAPTIONS: u64 = 4;
/// Width and height of the pictures: what is visible is all that counts.
const SIZE: (usize, usize) = (48, 96);
/// Share of a piece's captions that must tell the thing.
const PRECISION: f64 = 0.995;
/// How many captions without the thing must be missing, against a word that is written anywhere, for it to be no accident.
const EVIDENCE: f64 = 8.0;

/// The thing of each piece of a vocabulary that speaks of one.
#[derive(Clone, Debug, Default)]
pub struct GroundedWords {
    things: HashMap<u32, Thing>,
}

impl GroundedWords {
    /// Reads the captions of some pictures in English and in `languages`.
    ///
    /// # Errors
    /// When a caption cannot be tokenised.
    pub fn learn(tokenizer: &Tokenizer, languages: &[Language], split: Split) -> Result<Self> {
        let mut counts = Counts::default();
        for number in 0..PICTURES {
            let seed = |part| seed_of(Purpose::Training, 0, number, part);
            let shot = Shot::sample(seed(1), Conditions::Train);
            let picture = render(&Person::sample(seed(0)), &shot, SIZE.0, SIZE.1);
            for &language in [Language::English].iter().chain(languages) {
                for part in 2..2 + CAPTIONS {
                    for write in [caption, brief_caption] {
                        let Caption { text, claims, .. } =
                            write(&picture.description, language, split, seed(part));
                        let pieces = tokenizer.encode(&clean_caption(&text, MAX_WORDS), usize::MAX)?;
                        counts.add(&pieces, &claims);
                    }
                }
            }
        }
        Ok(counts.grounded())
    }

    /// The thing that a piece of a caption speaks of, if the caption tells that thing.
    pub fn thing(&self, piece: u32, claims: &Claims) -> Option<Thing> {
        let thing = *self.things.get(&piece)?;
        thing.is_told(claims).then_some(thing)
    }
}

/// How often pieces are written with and without each thing.
#[derive(Default)]
struct Counts {
    captions: f64,
    told: [f64; Thing::ALL.len()],
    pieces: HashMap<u32, (f64, [f64; Thing::ALL.len()])>,
}

impl Counts {
    fn add(&mut self, pieces: &[u32], claims: &Claims) {
        let told = Thing::ALL.map(|thing| f64::from(u8::from(thing.is_told(claims))));
        let add = |sums: &mut [f64; Thing::ALL.len()]| {
            for (sum, told) in sums.iter_mut().zip(told) {
                *sum += told;
            }
        };
        self.captions += 1.0;
        add(&mut self.told);
        let mut pieces = pieces.to_vec();
        pieces.sort_unstable();
        pieces.dedup();
        for piece in pieces {
            let (count, with) = self.pieces.entry(piece).or_default();
            *count += 1.0;
            add(with);
        }
    }

    fn grounded(&self) -> GroundedWords {
        let thing = |(count, with): &(f64, [f64; Thing::ALL.len()])| {
            let strength = |thing: &Thing| {
                let usual = self.told[*thing as usize] / self.captions;
                let precision = with[*thing as usize] / count;
                let sure = precision >= PRECISION && (1.0 - usual) * count >= EVIDENCE;
                sure.then(|| (precision / usual, *thing))
            };
            let sure = Thing::ALL.iter().filter_map(strength);
            sure.max_by(|(a, _), (b, _)| a.total_cmp(b))
                .map(|(_, thing)| thing)
        };
        let pieces = self.pieces.iter();
        GroundedWords {
            things: pieces
                .filter_map(|(piece, counts)| Some((*piece, thing(counts)?)))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_speak_of_their_things_and_other_words_of_nothing() {
        let bytes = std::fs::read("../model_weights/tokenizer.json").expect("the shipped tokenizer");
        let tokenizer = Tokenizer::from_bytes(&bytes).expect("reads");
        let words = GroundedWords::learn(&tokenizer, &[Language::French, Language::Chinese], Split::All)
            .expect("captions");
        let thing = |text: &str| {
            let pieces = tokenizer.encode(text, 9).expect("pieces");
            let inner = &pieces[1..pieces.len() - 1];
            inner.iter().find_map(|piece| words.things.get(piece)).copied()
        };
        for (text, expected) in [
            ("backpack", Thing::Bag),
            ("sneakers", Thing::Footwear),
            ("jeans", Thing::Legs),
            ("cheveux", Thing::Hair),
            ("背包", Thing::Bag),
        ] {
            assert_eq!(thing(text), Some(expected), "{text}");
        }
        for text in ["red", "a", "with", "rouge", "的"] {
            assert_eq!(thing(text), None, "{text}");
        }
    }
}
