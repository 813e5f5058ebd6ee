//! Traditional Chinese characters as simplified ones, which the captions of training are written in.
//!
//! The pairs in `simplified.txt`, a traditional character and its simplified one each, are those of OpenCC's tables (as in
//! the crate `ferrous-opencc` 0.4, Apache License 2.0): `TSCharacters` with the forms of Hong Kong and Taiwan. Where
//! several are simplified alike the first is taken, and 著 is 着, as in what people wear; a few variants that people use
//! when they describe someone (揹, 裇, 靑, …) are added. The crate itself would weigh ten times as much in the page.

use std::sync::OnceLock;

const PAIRS: &str = include_str!("simplified.txt");

/// A Chinese text in simplified characters. A text with kana is Japanese, whose characters are those it should have.
pub fn simplified(text: String) -> String {
    if !text.chars().any(is_han) || text.chars().any(is_kana) {
        return text;
    }
    text.chars().map(simple).collect()
}

fn simple(c: char) -> char {
    static SORTED: OnceLock<Vec<(char, char)>> = OnceLock::new();
    let sorted = SORTED.get_or_init(|| {
        let pair = |pair: &str| {
            let mut characters = pair.chars();
            Some((characters.next()?, characters.next()?))
        };
        PAIRS.split_whitespace().filter_map(pair).collect()
    });
    match sorted.binary_search_by_key(&c, |(traditional, _)| *traditional) {
        Ok(place) => sorted[place].1,
        Err(_) => c,
    }
}

/// Chinese characters, which Japanese uses, too.
pub fn is_han(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Hiragana and katakana; the middle dot and the sign of length are used elsewhere as well.
pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fd}'..='\u{30ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        simplified(text.to_owned())
    }

    #[test]
    fn every_way_of_writing_traditional_characters() {
        for (traditional, expected) in [
            (
                "戴著帽子、揹黑色雙肩包的長髮女人",
                "戴着帽子、背黑色双肩包的长发女人",
            ),
            ("裡面穿綠色襯衫，後面有條紋", "里面穿绿色衬衫，后面有条纹"),
            // Hong Kong's own forms.
            ("着住衞衣，裏面係綫衫", "着住卫衣，里面系线衫"),
            ("兩隻鞋、頭髮捲曲、鬍鬚", "两只鞋、头发卷曲、胡须"),
        ] {
            assert_eq!(of(traditional), expected);
            assert_eq!(of(expected), expected, "simplified characters stay");
        }
    }

    #[test]
    fn the_pairs_are_in_order_and_end_where_they_lead() {
        let pairs: Vec<Vec<char>> = PAIRS
            .split_whitespace()
            .map(|pair| pair.chars().collect())
            .collect();
        assert!(pairs.len() > 2900 && pairs.iter().all(|pair| pair.len() == 2 && is_han(pair[0])));
        assert!(pairs.is_sorted_by(|a, b| a[0] < b[0]));
        for pair in &pairs {
            assert_eq!(simple(pair[0]), pair[1]);
            assert_eq!(simple(pair[1]), pair[1]);
        }
    }

    #[test]
    fn japanese_and_other_texts_stay() {
        for text in [
            "緑の外套を着て雙つの鞄を持った女性",
            "ワンピース 長髮",
            "woman in a red coat",
            "",
        ] {
            assert_eq!(of(text), text);
        }
    }
}
