//! What may be a piece of a vocabulary, by script.
//!
//! Letters form pieces of a word, with the mark of the space before it. Chinese and Japanese are written without
//! spaces: there a word mostly ends where the script changes, except to the hiragana that inflect a Han word, and
//! pieces are short, so that a phrase that synthetic captions repeat does not become one. Everything else, digits
//! and punctuation, stands alone, and so do hyphens: otherwise every pair of colours would want a piece.

/// Stands for the space before a word.
pub const SPACE: char = '▁';

/// Characters of the longest piece of all, one of letters.
pub const LONGEST: usize = 16;
/// Characters of the longest piece of Han characters.
const HAN: usize = 3;
/// Characters of the longest piece with hiragana, a Han word's stem included.
const HIRAGANA: usize = 4;
/// Characters of the longest piece of katakana: loan words are long.
const KATAKANA: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Han,
    /// A Han character that is mostly a word of grammar in Chinese.
    Particle,
    Hiragana,
    Katakana,
    Other,
}

fn class(character: char) -> Class {
    match character {
        SPACE => Class::Space,
        // Within words: l'homme.
        '\'' => Class::Letter,
        '的' | '着' | '了' | '和' | '与' | '在' | '是' => Class::Particle,
        '々' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => {
            Class::Han
        }
        '\u{3041}'..='\u{309f}' => Class::Hiragana,
        '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' => Class::Katakana,
        _ if character.is_alphabetic() || is_combining(character) => Class::Letter,
        _ => Class::Other,
    }
}

/// Accents that stay apart from their letter after normalisation.
fn is_combining(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

/// Whether a piece may go on from one character to the next.
fn joins(left: char, right: char) -> bool {
    matches!(
        (class(left), class(right)),
        (Class::Space | Class::Letter, Class::Letter)
            | (Class::Han, Class::Han)
            | (Class::Han | Class::Particle, Class::Hiragana)
            | (Class::Hiragana, Class::Hiragana)
            | (Class::Katakana, Class::Katakana)
    )
}

/// Cuts a word where no piece can cross.
pub fn segments(word: &str) -> Vec<&str> {
    let mut cut = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in word.char_indices() {
        if before.is_some_and(|before| !joins(before, character)) {
            cut.push(&word[start..at]);
            start = at;
        }
        before = Some(character);
    }
    if start < word.len() {
        cut.push(&word[start..]);
    }
    cut
}

/// Whether a part of a segment is short enough to be a piece.
pub fn is_piece(part: &str) -> bool {
    let most = match part.chars().map(class).next_back() {
        Some(Class::Han) => HAN,
        Some(Class::Hiragana) => HIRAGANA,
        Some(Class::Katakana) => KATAKANA,
        _ => LONGEST,
    };
    part.chars().nth(most).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_scripts_meet() {
        for (word, expected) in [
            ("▁jacket,", vec!["▁jacket", ","]),
            ("▁l'été", vec!["▁l'été"]),
            ("▁t-shirt", vec!["▁t", "-", "shirt"]),
            ("▁穿t恤的男人。", vec!["▁", "穿", "t", "恤", "的", "男人", "。"]),
            ("▁着て背着", vec!["▁", "着て", "背", "着"]),
            ("▁リュックを背負う", vec!["▁", "リュック", "を", "背負う"]),
            ("▁2人", vec!["▁", "2", "人"]),
            ("", vec![]),
        ] {
            assert_eq!(segments(word), expected);
        }
    }

    #[test]
    fn pieces_of_han_are_short() {
        assert!(is_piece("双肩包") && !is_piece("黑色背包"));
        assert!(is_piece("背負って") && !is_piece("背負っている"));
        assert!(is_piece("リュックサック") && !is_piece("リュックサックサック"));
        assert!(is_piece("▁backpack") && !is_piece("▁abcdefghijklmnop"));
    }
}
