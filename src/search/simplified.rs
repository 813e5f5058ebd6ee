//! Traditional Chinese characters as simplified ones, which the captions of training are written in.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::sync::OnceLock;

/// The way of Taiwan before that of Hong Kong: the first writes the second's 着 as 著, which means other things as well.
const WAYS: [BuiltinConfig; 2] = [BuiltinConfig::Hk2s, BuiltinConfig::Tw2s];

/// A Chinese text in simplified characters. A text with kana is Japanese, whose characters are those it should have.
pub fn simplified(text: String) -> String {
    if !text.chars().any(is_han) || text.chars().any(is_kana) {
        return text;
    }
    static CONVERTERS: OnceLock<Vec<OpenCC>> = OnceLock::new();
    let converters = CONVERTERS.get_or_init(|| {
        let open = |way: BuiltinConfig| OpenCC::from_config(way).expect("the crate brings its own tables");
        WAYS.into_iter().map(open).collect()
    });
    let converted = converters
        .iter()
        .fold(text, |text, converter| converter.convert(&text));
    converted.chars().map(usual).collect()
}

/// The usual character for a variant of it that the tables leave as it is: Unihan's semantic variants that people use
/// when they describe someone.
fn usual(c: char) -> char {
    match c {
        '揹' => '背',
        '裇' => '恤',
        '袴' => '裤',
        '靑' => '青',
        '髙' => '高',
        '痩' => '瘦',
        '妳' => '你',
        '牠' => '它',
        c => c,
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
            ("戴著帽子、揹黑色雙肩包的長髮女人", "戴着帽子、背黑色双肩包的长发女人"),
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
    fn japanese_and_other_texts_stay() {
        for text in ["緑の外套を着て雙つの鞄を持った女性", "ワンピース 長髮", "woman in a red coat", ""] {
            assert_eq!(of(text), text);
        }
    }
}
