//! English noun phrases: articles, adjective order, patterns with one or two colours.

use super::super::Sampler;
use super::super::selection::usual_or;
use super::super::vague::usual_colour;
use super::lexicon::LEXICON;
use crate::attributes::{Colour, Pattern};
use crate::description::Item;

/// How much of an item's look is said.
#[derive(Clone, Copy, PartialEq)]
pub enum Detail {
    /// Colours and pattern in any wording.
    Rich,
    /// Adjectives only, as in keyword lists.
    Keyword,
    /// No colour.
    Bare,
}

/// A noun phrase without its article.
#[derive(Clone, Debug)]
pub struct Noun {
    /// The words.
    pub text: String,
    /// Plural nouns take no article.
    pub plural: bool,
    /// Colour and bare noun apart, where the phrase is just these: "her coat is red".
    pub split: Option<(String, String)>,
}

impl Noun {
    /// The phrase with "a" or "an" where it needs one.
    pub fn with_article(&self) -> String {
        if self.plural {
            self.text.clone()
        } else {
            indefinite(&self.text)
        }
    }
}

/// Puts "a" or "an" before a singular phrase, by its first sound.
pub fn indefinite(phrase: &str) -> String {
    let vowel = phrase.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U'])
        && !["one", "uni", "use", "eu"]
            .iter()
            .any(|sound| phrase.starts_with(sound));
    format!("{} {phrase}", if vowel { "an" } else { "a" })
}

/// A colour word for `colour`, the plain one more often than not.
fn colour_word(colour: Colour, sampler: &mut Sampler<'_>) -> &'static str {
    usual_or(&LEXICON.colour[colour], usual_colour(colour), sampler)
}

/// Whether a template wants a colour's name, not an adjective: "a bag in sand and black", "fading to blue".
fn names_colours(template: &str) -> bool {
    [" in {c}", " from {c}", " to {a}", " into {a}"]
        .iter()
        .any(|part| template.contains(part))
}

/// `word` where it can stand as a name, else the plain name: "in beige", not "in sand-coloured".
fn colour_name(word: &'static str, colour: Colour) -> &'static str {
    let adjective = ["-coloured", "ish", "silvery", "golden"]
        .iter()
        .any(|end| word.ends_with(end));
    if adjective {
        LEXICON.colour[colour][0]
    } else {
        word
    }
}

/// An adjective of size or cut at the front of a noun, and the rest of the noun.
fn sized(noun: &str) -> (Option<&'static str>, &str) {
    if LEXICON.whole_names.contains(&noun) {
        return (None, noun);
    }
    let rest = |size: &str| noun.strip_prefix(size)?.strip_prefix(' ');
    let found = LEXICON.sizes.iter().find_map(|size| Some((*size, rest(size)?)));
    found.map_or((None, noun), |(size, rest)| (Some(size), rest))
}

/// Describes an item whose noun is already chosen; `front` is an adjective before everything else.
pub fn describe<K>(
    item: &Item<K>,
    noun: &str,
    front: Option<&str>,
    detail: Detail,
    sampler: &mut Sampler<'_>,
) -> Noun {
    let (plural, noun) = match noun.strip_prefix('+') {
        Some(noun) => (true, noun),
        None => (false, noun),
    };
    let (size, core) = sized(noun);
    let before: String = front
        .into_iter()
        .chain(size)
        .map(|word| format!("{word} "))
        .collect();
    let tail =
        noun.contains(" with ") || noun.contains('{') || noun.contains(" to ") || noun.contains(" at ");
    let pattern = if LEXICON.pattern[item.pattern].is_said_by(noun) {
        Pattern::Plain
    } else {
        item.pattern
    };
    let denim = item.pattern == Pattern::Denim || LEXICON.pattern[Pattern::Denim].is_said_by(noun);
    let words = &LEXICON.pattern[pattern];
    let two = item.accent != item.colour;
    let fitting = |word: &'static str| match word {
        "denim blue" if denim => "blue",
        "pure white" if two => "white",
        other => other,
    };
    let colour = fitting(colour_word(item.colour, sampler));
    let accent = Some(fitting(colour_word(item.accent, sampler))).filter(|accent| two && *accent != colour);
    let mut split = None;
    let text = match detail {
        Detail::Bare => match &*words.word {
            [] => core.to_owned(),
            adjectives => format!("{} {core}", sampler.pick(adjectives)),
        },
        Detail::Keyword => {
            let adjective = if words.word.is_empty() {
                String::new()
            } else {
                format!("{} ", sampler.pick(&words.word))
            };
            match accent.filter(|_| !tail && pattern != Pattern::Plain && sampler.chance(0.5)) {
                Some(accent) => format!("{colour} and {accent} {adjective}{core}"),
                None => format!("{colour} {adjective}{core}"),
            }
        }
        Detail::Rich if pattern == Pattern::Camouflage => {
            let word = sampler.pick(&words.word);
            if sampler.chance(0.5) {
                format!("{word} {core}")
            } else {
                format!("{colour} {word} {core}")
            }
        }
        Detail::Rich => {
            let template = sampler.pick(words.templates(accent.is_some()));
            let template = if tail && !template.ends_with("{n}") {
                "{c} {n}"
            } else {
                template
            };
            let dark = Some(LEXICON.shade(item.colour))
                .filter(|shades| !shades.is_empty() && pattern == Pattern::Plain && sampler.chance(0.08))
                .map(|shades| sampler.pick(shades));
            let colour = dark.unwrap_or(colour);
            if template == "{c} {n}" && before.is_empty() && !tail && item.pattern == Pattern::Plain {
                split = Some((colour.to_owned(), core.to_owned()));
            }
            let accent = accent.unwrap_or_default();
            let (colour, accent) = if names_colours(template) {
                (colour_name(colour, item.colour), colour_name(accent, item.accent))
            } else {
                (colour, accent)
            };
            let (colour, accent) = match (colour, accent) {
                ("white", "black") if template.contains("{c} and {a}") => ("black", "white"),
                pair => pair,
            };
            template
                .replace("{c}", colour)
                .replace("{an}", &indefinite(accent))
                .replace("{a}", accent)
                .replace("{n}", core)
        }
    };
    Noun {
        text: format!("{before}{text}"),
        plural,
        split,
    }
}

/// Whether a phrase ends in colours, to which a following "and" would seem to add one: "a top in blue and grey".
fn ends_in_colours(phrase: &str) -> bool {
    phrase.starts_with("all ")
        || phrase.contains(" fading ")
        || phrase.contains(" blending into ")
        || phrase
            .split_once(" in ")
            .is_some_and(|(_, rest)| rest.contains(" and "))
}

/// Joins phrases as a list: "a, b and c"; with the serial comma where `serial`, or where a part has its own "and".
pub fn list(parts: &[String], serial: bool) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] if ends_in_colours(one) => format!("{one}, and {two}"),
        [one, two] => format!("{one} and {two}"),
        [rest @ .., last] => {
            let serial = serial
                || rest
                    .iter()
                    .any(|part| part.contains(" and ") || ends_in_colours(part));
            format!("{}{} and {last}", rest.join(", "), if serial { "," } else { "" })
        }
    }
}

/// Upper-cases the first letter.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
