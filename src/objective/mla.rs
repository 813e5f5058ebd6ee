//! Multi-level alignment: the texts of a caption's three levels (SPEC 3).
//!
//! Each level is paired with a view of the picture of its own, and all levels meet in one loss, see
//! [`crate::objective::cmpm`].

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

/// The levels in the order of [`draw_levels`]: some attributes, one part of the caption, all of it.
pub const LEVELS: [&str; 3] = ["word", "phrase", "sentence"];

/// Parts of a sentence with at most this many characters say too little.
const SHORT: usize = 5;

/// The parts of a caption that may stand for it: of each sentence the longest part between commas, and the rest.
///
/// Knows the full stop and the comma of ASCII only, as the reference does; see [`draw_levels`] for other scripts.
pub fn phrase_candidates(caption: &str) -> Vec<String> {
    let caption = ['.', '[', ']']
        .into_iter()
        .fold(caption, |text, end| text.trim_matches(end));
    let mut candidates = Vec::new();
    for sentence in caption.split('.') {
        let mut parts: Vec<&str> = sentence.split(',').collect();
        let longest = (0..parts.len()).rev().max_by_key(|&i| parts[i].chars().count());
        let longest = parts.remove(longest.unwrap_or_default());
        let rest = parts.join(",");
        let both = [longest, rest.trim_matches(',')].into_iter();
        let kept = both.filter(|part| part.chars().count() > SHORT);
        candidates.extend(kept.map(|part| part.trim_matches(' ').to_string()));
    }
    candidates
}

/// Draws the texts of [`LEVELS`], in lower case: a random non-empty part of the `attributes` (without any, a
/// [phrase candidate](phrase_candidates)), another candidate, and the caption.
///
/// Chinese and Japanese stops and commas count as such. A caption without candidates stands for itself.
pub fn draw_levels(caption: &str, attributes: &[String], rng: &mut StdRng) -> [String; LEVELS.len()] {
    let sentence = caption.trim().to_lowercase();
    let stops = |c| match c {
        '\u{3002}' | '\u{ff0e}' => '.',
        '\u{3001}' | '\u{ff0c}' => ',',
        other => other,
    };
    let mut candidates = phrase_candidates(&sentence.chars().map(stops).collect::<String>());
    candidates.retain(|candidate| !candidate.trim().is_empty());
    let part = |rng: &mut StdRng| {
        if candidates.is_empty() {
            sentence.clone()
        } else {
            candidates[rng.random_range(0..candidates.len())].clone()
        }
    };
    let mut words: Vec<String> = attributes
        .iter()
        .map(|attribute| attribute.trim().to_lowercase())
        .filter(|attribute| !attribute.is_empty())
        .collect();
    let word = if words.is_empty() {
        part(rng)
    } else {
        words.shuffle(rng);
        words.truncate(rng.random_range(1..=words.len()));
        words.join(", ")
    };
    [word, part(rng), sentence]
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use std::collections::HashSet;

    #[test]
    fn candidates_are_the_longest_part_and_the_rest() {
        let found = phrase_candidates("[A man, in a long grey coat, walks, fast. Shoes. He smiles broadly.");
        assert_eq!(
            found,
            [
                "in a long grey coat",
                "A man, walks, fast",
                "Shoes",
                "He smiles broadly"
            ]
        );
        assert!(phrase_candidates("...").is_empty());
        assert_eq!(phrase_candidates("abcdef,ghijkl"), ["abcdef", "ghijkl"]);
    }

    #[test]
    fn levels_follow_from_attributes_and_punctuation() {
        let attributes = [
            "a Red coat".to_string(),
            "blue jeans".to_string(),
            " ".to_string(),
        ];
        let mut rng = StdRng::seed_from_u64(1);
        let (mut words, mut phrases) = (HashSet::new(), HashSet::new());
        for _ in 0..100 {
            let [word, phrase, sentence] = draw_levels(
                "A woman in a Red coat. She wears blue jeans.",
                &attributes,
                &mut rng,
            );
            assert_eq!(sentence, "a woman in a red coat. she wears blue jeans.");
            words.insert(word);
            phrases.insert(phrase);
        }
        let expected = [
            "a red coat",
            "blue jeans",
            "a red coat, blue jeans",
            "blue jeans, a red coat",
        ];
        assert_eq!(words, expected.map(String::from).into());
        let expected = ["a woman in a red coat", "she wears blue jeans"];
        assert_eq!(phrases, expected.map(String::from).into());
    }

    #[test]
    fn captions_without_attributes_and_without_parts_work() {
        let mut rng = StdRng::seed_from_u64(1);
        let chinese = "\u{4e00}\u{4f4d}\u{7a7f}\u{7ea2}\u{8272}\u{5916}\u{5957}\u{ff0c}\u{80cc}\u{7740}\u{9ed1}\u{8272}\u{80cc}\u{5305}\u{3002}";
        let parts: HashSet<String> = (0..50)
            .flat_map(|_| {
                let [word, phrase, _] = draw_levels(chinese, &[], &mut rng);
                [word, phrase]
            })
            .collect();
        assert_eq!(parts.len(), 2, "{parts:?}");
        assert_eq!(draw_levels("Man", &[], &mut rng), ["man", "man", "man"]);
    }
}
