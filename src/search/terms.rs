//! Weighted queries: `+red coat -hat` asks for the one and against the other.
//!
//! A sign counts only where nobody would write it in a sentence: at the beginning of a word, with the word right
//! behind it. "t-shirt", "a man - tall", "- a list", "-20 degrees" and "a man -tall and thin- waits" are plain
//! sentences.

use crate::error::{Error, Refusal, Result};

/// More terms than this are a mistake of the keyboard, and each costs a run of the text encoder.
pub const MAX_TERMS: usize = 8;

/// What ends a term, apart from the next sign.
const ENDS: &[char] = &[',', ';', '，', '、', '；', '。', '\n'];

/// A term of a query and how much it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryTerm<'a> {
    /// The words.
    pub text: &'a str,
    /// Positive for what is wanted, negative for what is not; never 0. Every repetition of the sign adds one:
    /// `++red` counts twice as much as `+red`.
    pub weight: f32,
}

/// Cuts a query into its terms; a plain sentence is one term of weight 1.
///
/// A term reaches to the next sign or comma, or to the closing quotation mark where it begins with one.
///
/// # Errors
/// When there are more than [`MAX_TERMS`] terms.
pub fn terms(query: &str) -> Result<Vec<QueryTerm<'_>>> {
    let signs = signs(query);
    if signs.is_empty() {
        return Ok(vec![QueryTerm {
            text: query,
            weight: 1.0,
        }]);
    }
    let mut found = Vec::new();
    let mut add = |text, weight| {
        if let Some(text) = words(text) {
            found.push(QueryTerm { text, weight });
        }
    };
    add(&query[..signs[0].start], 1.0);
    for (number, sign) in signs.iter().enumerate() {
        let end = signs.get(number + 1).map_or(query.len(), |next| next.start);
        let (term, after) = split_term(&query[sign.words..end]);
        add(term, sign.weight);
        // What follows a comma or a quotation is plain again.
        add(after, 1.0);
    }
    match found.len() {
        0 => Err(Error::Query(Refusal::NoWords)),
        1..=MAX_TERMS => Ok(found),
        found => Err(Error::Query(Refusal::TooManyTerms {
            most: MAX_TERMS,
            found,
        })),
    }
}

/// The text without white space and commas around it, if there is a word in it.
fn words(text: &str) -> Option<&str> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || ENDS.contains(&c));
    trimmed.chars().any(char::is_alphanumeric).then_some(trimmed)
}

/// A sign that counts.
#[derive(Clone, Copy, Debug)]
struct Sign {
    /// Its first byte.
    start: usize,
    /// Where its words begin.
    words: usize,
    weight: f32,
}

fn is_plus(c: char) -> bool {
    matches!(c, '+' | '＋')
}

/// The hyphen, the minus sign and the wide hyphen of East Asian keyboards; dashes are punctuation.
fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−' | '－')
}

fn signs(query: &str) -> Vec<Sign> {
    let mut found = Vec::new();
    let mut after_space = true;
    let mut quoted = false;
    let mut skip_to = 0;
    for (start, c) in query.char_indices() {
        if start < skip_to {
            continue;
        }
        if is_quote(c) {
            quoted = !quoted;
        }
        if after_space && !quoted && (is_plus(c) || is_minus(c)) {
            let same = |other: char| {
                if is_plus(c) {
                    is_plus(other)
                } else {
                    is_minus(other)
                }
            };
            let run = query[start..].chars().take_while(|other| same(*other)).count();
            let words = start
                + query[start..]
                    .chars()
                    .take(run)
                    .map(char::len_utf8)
                    .sum::<usize>();
            let begins_word = query[words..]
                .chars()
                .next()
                .is_some_and(|next| next.is_alphabetic() || is_quote(next));
            if begins_word && run <= 3 && !(is_minus(c) && is_bracketing(&query[words..])) {
                let weight = if is_plus(c) { run as f32 } else { -(run as f32) };
                found.push(Sign { start, words, weight });
            }
            skip_to = words;
        }
        after_space = c.is_whitespace() || ENDS.contains(&c);
    }
    found
}

/// Whether the words after a minus are closed by another one, as asides are: `-tall and thin- waits`.
fn is_bracketing(words: &str) -> bool {
    let mut before: Option<char> = None;
    let mut characters = words.chars().peekable();
    while let Some(c) = characters.next() {
        let at_end = characters
            .peek()
            .is_none_or(|next| next.is_whitespace() || ENDS.contains(next));
        let touches = before.is_some_and(char::is_alphanumeric);
        let opens = before.is_some_and(char::is_whitespace) && !at_end;
        if is_minus(c) && touches && at_end {
            return true;
        }
        // The next sign begins: what closes after it belongs to it.
        if (is_minus(c) || is_plus(c)) && opens {
            return false;
        }
        before = Some(c);
    }
    false
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '「' | '」' | '«' | '»')
}

/// The term itself and what follows it before the next sign.
fn split_term(rest: &str) -> (&str, &str) {
    if let Some(inside) = rest.strip_prefix(is_quote) {
        return match inside.find(is_quote) {
            Some(end) => (&inside[..end], inside[end..].trim_start_matches(is_quote)),
            None => (inside, ""),
        };
    }
    match rest.find(ENDS) {
        Some(end) => rest.split_at(end),
        None => (rest, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(query: &str) -> Vec<(&str, f32)> {
        terms(query)
            .expect("few terms")
            .into_iter()
            .map(|term| (term.text, term.weight))
            .collect()
    }

    #[test]
    fn signs_make_terms() {
        assert_eq!(cut("+red -hat"), [("red", 1.0), ("hat", -1.0)]);
        assert_eq!(
            cut("woman +red coat -black hat"),
            [("woman", 1.0), ("red coat", 1.0), ("black hat", -1.0)]
        );
        assert_eq!(cut("++red --hat"), [("red", 2.0), ("hat", -2.0)]);
        assert_eq!(cut("-hat"), [("hat", -1.0)]);
        assert_eq!(
            cut("man, -t-shirt, blue jeans"),
            [("man", 1.0), ("t-shirt", -1.0), ("blue jeans", 1.0)]
        );
        assert_eq!(cut("-\"red hat\" woman"), [("red hat", -1.0), ("woman", 1.0)]);
        assert_eq!(cut("-\"red hat"), [("red hat", -1.0)]);
    }

    #[test]
    fn every_language_and_keyboard() {
        assert_eq!(cut("+红色外套 -帽子"), [("红色外套", 1.0), ("帽子", -1.0)]);
        assert_eq!(cut("女人，－帽子"), [("女人", 1.0), ("帽子", -1.0)]);
        assert_eq!(cut("＋赤いコート　−帽子"), [("赤いコート", 1.0), ("帽子", -1.0)]);
        assert_eq!(cut("homme -été"), [("homme", 1.0), ("été", -1.0)]);
    }

    #[test]
    fn sentences_stay_whole() {
        for sentence in [
            "a woman in a red t-shirt",
            "a man - tall",
            "a man -- tall, with a hat",
            "a man – tall",
            "a man —tall",
            "- a man",
            "a man -",
            "t-shirt-like top",
            "a 30-year-old, plus-size woman",
            "at -20 degrees, +30 tomorrow",
            "un hombre -alto y delgado- con gorra",
            "a red-and-white jacket",
            "Damen- und Herrenjacken",
            "Rock-ähnliches Kleid",
            "红色外套-黑色裤子的女人",
            "C++ logo on the shirt",
            "a coat ----- hat",
            "a coat ----hat",
            "she said \"no -hat\"",
            "",
            "   ",
            "+",
        ] {
            assert_eq!(cut(sentence), [(sentence, 1.0)], "{sentence:?}");
        }
    }

    #[test]
    fn an_aside_does_not_hide_a_later_sign() {
        assert_eq!(
            cut("un hombre -alto y delgado- con gorra -mochila"),
            [("un hombre -alto y delgado- con gorra", 1.0), ("mochila", -1.0)]
        );
    }

    #[test]
    fn too_many_parts_are_refused() {
        let query = "+red ".repeat(MAX_TERMS);
        assert_eq!(cut(&query).len(), MAX_TERMS);
        let message = terms(&"+red ".repeat(20_000)).expect_err("too many").to_string();
        assert!(message.contains("20000"), "{message}");
    }
}
