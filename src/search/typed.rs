//! What a person types or pastes, in the form that captions have: the same sentence for the eye is the same query.
//!
//! Text that is copied from pages, documents and chats carries characters that nobody sees, and other characters for the
//! same sign. Captions of a data set are not treated so: they are cleaned as the papers do.

use super::simplified::{is_han, simplified};
use crate::tokenizer::MAX_CHARACTERS;
use unicode_normalization::UnicodeNormalization;

/// The text with one form for each sign: composed letters of normal width, plain spaces, straight quotation marks, one
/// hyphen, simplified Chinese characters, and without what cannot be seen.
pub fn plain(typed: &str) -> String {
    let seen = typed.chars().take(MAX_CHARACTERS).filter(|c| !is_invisible(*c));
    let signs: String = seen.map(plain_sign).nfkc().collect();
    let spaced = spaces(&dashes(&signs));
    simplified(joined(&apostrophes(&latin(&spaced))))
}

/// Characters without a picture of their own: Unicode's Default_Ignorable_Code_Point, interlinear notes, and control
/// characters other than white space.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The dash of a sentence, in which every kind of dash and a doubled hyphen end.
const DASH: char = '\u{2014}';

/// One sign for those that are variants of each other. Before normalisation, which would take some of them apart.
fn plain_sign(c: char) -> char {
    match c {
        '\u{2010}' | '\u{2011}' | '\u{2043}' | '\u{2212}' | '\u{58a}' | '\u{1806}' => '-',
        '\u{2015}' | '\u{2e3a}' | '\u{2e3b}' | '\u{fe31}' | '\u{fe58}' => DASH,
        '\u{2012}' | '\u{fe32}' => '\u{2013}',
        '\u{201c}'..='\u{201f}'
        | '\u{ab}'
        | '\u{bb}'
        | '\u{2039}'
        | '\u{203a}'
        | '\u{300c}'..='\u{300f}'
        | '\u{301d}'..='\u{301f}'
        | '\u{2033}'
        | '\u{2036}'
        | '\u{275d}'
        | '\u{275e}' => '"',
        '\u{2018}'..='\u{201b}'
        | '\u{2032}'
        | '\u{2035}'
        | '\u{2bb}'..='\u{2bd}'
        | '\u{b4}'
        | '`'
        | '\u{275b}'
        | '\u{275c}' => '\'',
        '\u{22ef}' | '\u{fe19}' => '\u{2026}',
        '\u{301c}' | '\u{3030}' => '~',
        c => c,
    }
}

/// A dash within a word is its hyphen, as in "T–shirt"; elsewhere it stands by itself, so that it is no sign of a
/// weighted query.
fn dashes(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = |place: Option<usize>| place.and_then(|place| characters.get(place)).copied();
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_han(c));
    let mut plain = String::with_capacity(text.len());
    let mut place = 0;
    while let Some(&c) = characters.get(place) {
        let run = characters[place..]
            .iter()
            .take_while(|other| **other == c)
            .count();
        let (before, after) = (at(place.checked_sub(1)), at(Some(place + run)));
        match c {
            '\u{2013}' if run == 1 && is_letter(before) && is_letter(after) => plain.push('-'),
            '\u{2013}' | DASH => plain.push_str(" - "),
            '-' if run == 2
                && before.is_none_or(char::is_whitespace)
                && after.is_none_or(char::is_whitespace) =>
            {
                plain.push('-');
            }
            _ => plain.extend(std::iter::repeat_n(c, run)),
        }
        place += run;
    }
    plain
}

/// Single spaces, and none around.
fn spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words of letters that look like Latin ones, where the text is Latin: nobody can tell them apart.
fn latin(text: &str) -> String {
    let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
    let others = count(|c| look_alike(c).is_some());
    if others == 0 || count(|c: char| c.is_ascii_alphabetic()) <= count(is_greek_or_cyrillic) {
        return text.to_owned();
    }
    // A word that has other letters, too, is one of its own alphabet.
    let word = |word: &str| match word
        .chars()
        .any(|c| is_greek_or_cyrillic(c) && look_alike(c).is_none())
    {
        true => word.to_owned(),
        false => word.chars().map(|c| look_alike(c).unwrap_or(c)).collect(),
    };
    text.split(' ').map(word).collect::<Vec<String>>().join(" ")
}

fn is_greek_or_cyrillic(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52f}')
}

/// The Latin letter that has the same picture.
fn look_alike(c: char) -> Option<char> {
    const OTHERS: &str = "аеорсухіјѕԁԛԝһАВЕКМНОРСТУХІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    const LATIN: &str = "aeopcyxijsdqwhABEKMHOPCTYXIJSoABEZHIKMNOPTYX";
    let place = OTHERS.chars().position(|other| other == c)?;
    LATIN.chars().nth(place)
}

/// Apostrophes within words; single quotation marks around them say nothing.
fn apostrophes(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_letter = |place: Option<usize>| {
        place
            .and_then(|place| characters.get(place))
            .is_some_and(|c| c.is_alphanumeric())
    };
    let kept = characters.iter().enumerate().map(|(place, c)| match c {
        '\'' if !(is_letter(place.checked_sub(1)) && is_letter(Some(place + 1))) => ' ',
        c => *c,
    });
    spaces(&kept.collect::<String>())
}

/// Chinese characters that are spaced one by one, as some input methods and documents do; a space between words stays.
fn joined(text: &str) -> String {
    const FEWEST: usize = 3;
    let single = |word: &str| {
        let mut characters = word.chars();
        matches!((characters.next(), characters.next()), (Some(c), None) if is_han(c))
    };
    let words: Vec<&str> = text.split(' ').collect();
    let mut joined: Vec<String> = Vec::new();
    for run in words.chunk_by(|a, b| single(a) == single(b)) {
        if run.len() >= FEWEST && single(run[0]) {
            joined.push(run.concat());
        } else {
            joined.extend(run.iter().map(|word| (*word).to_owned()));
        }
    }
    joined.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_has_no_effect() {
        let text = "woman in a red coat";
        for variant in [
            "woman\u{a0}in\u{202f}a\u{2009}red\u{3000}coat",
            "wo\u{ad}man in a r\u{200b}ed co\u{200d}at",
            "\u{feff}woman \u{200b}in a \u{2060}red coat\u{200e}",
            "\u{2068}woman\u{2069} in a \u{202a}red\u{202c} coat\u{fe0f}",
            "woman\r\nin\u{2028}a\tred\u{85}coat\u{0}",
            "ｗｏｍａｎ　ｉｎ　ａ　ｒｅｄ　ｃｏａｔ",
            "wom\u{430}n in \u{430} r\u{435}d c\u{43e}\u{430}t",
            "\u{e0041}woman in a red coat\u{e007f}",
        ] {
            assert_eq!(plain(variant), text, "{variant:?}");
        }
        assert_eq!(plain("fonce\u{301} a\u{300} No\u{308}el"), "foncé à Nöel");
        assert_eq!(plain("한"), plain("\u{1112}\u{1161}\u{11ab}"));
        assert_eq!(plain("ｼﾞｬｹｯﾄの\u{2f25}性"), "ジャケットの女性");
    }

    #[test]
    fn variants_of_a_sign_are_one() {
        for hyphen in ['-', '‐', '‑', '–', '−', '－', '﹣'] {
            assert_eq!(plain(&format!("red T{hyphen}shirt")), "red T-shirt", "{hyphen}");
        }
        for dash in ["-", "–", "—", "―", "--", "‒"] {
            assert_eq!(plain(&format!("a man {dash} tall")), "a man - tall", "{dash}");
        }
        assert_eq!(plain("a man—tall"), "a man - tall");
        assert_eq!(plain("a man —tall"), "a man - tall");
        for quoted in [
            "“red”",
            "„red“",
            "«\u{a0}red\u{202f}»",
            "「red」",
            "\"red\"",
            "＂red＂",
        ] {
            assert_eq!(plain(quoted).replace(' ', ""), "\"red\"", "{quoted}");
        }
        assert_eq!(plain("d’un l´homme women’s"), "d'un l'homme women's");
        assert_eq!(plain("‘red’ coat"), "red coat");
        assert_eq!(plain("red…"), plain("red..."));
    }

    #[test]
    fn signs_of_weighted_queries_stay() {
        assert_eq!(plain("＋red coat　−hat"), "+red coat -hat");
        assert_eq!(plain("--hat"), "--hat");
        assert_eq!(plain("+\u{200b}red -\u{ad}hat"), "+red -hat");
    }

    #[test]
    fn chinese_is_simplified_and_closed_up() {
        assert_eq!(plain("穿 紅 色 外 套"), "穿红色外套");
        assert_eq!(plain("紅色外套 黑色褲子"), "红色外套 黑色裤子");
        assert_eq!(plain("穿\u{200b}红\u{fe00}色"), "穿红色");
        assert_eq!(plain("赤い 靴"), "赤い 靴");
    }

    #[test]
    fn other_alphabets_stay_what_they_are() {
        for text in [
            "женщина в красном пальто",
            "γυναίκα με κόκκινο παλτό",
            "áéîõü ß œ",
        ] {
            assert_eq!(plain(text), text);
        }
    }

    #[test]
    fn plain_text_stays_and_endless_text_is_cut() {
        for text in ["\"a\" - b", "穿 紅 色 a", "d'un '' --", "a\u{301}\u{302} ﬁ ½"] {
            assert_eq!(plain(&plain(text)), plain(text), "{text:?}");
        }
        assert!(plain(&"e\u{301}".repeat(100_000)).chars().count() <= MAX_CHARACTERS);
        assert_eq!(plain(" \u{200b}\u{ad} "), "");
    }

    #[test]
    fn look_alikes_are_pairs() {
        for c in "аеорсухіјѕԁԛԝһАВЕКМНОРСТУХІЈЅ".chars() {
            assert!(
                look_alike(c).is_some_and(|latin| latin.is_ascii_alphabetic()),
                "{c}"
            );
        }
        assert_eq!(
            (look_alike('Н'), look_alike('Χ'), look_alike('a')),
            (Some('H'), Some('X'), None)
        );
    }
}
