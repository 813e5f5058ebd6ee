//! What the Romance languages share: gender and number, agreeing adjectives, small templates.

pub mod brief;
#[cfg(test)]
pub mod checks;
pub mod lexicon;
pub mod look;
pub mod phrases;
pub mod romance_grammar;
pub mod romance_lexicon;
pub mod scene;
pub mod sentence_builder;

use crate::caption::Caption;

/// Gender and number of a noun, and of everything that agrees with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Masculine singular.
    Ms,
    /// Feminine singular.
    Fs,
    /// Masculine plural.
    Mp,
    /// Feminine plural.
    Fp,
}

impl Form {
    /// The entry of `[ms, fs, mp, fp]` for this form.
    pub fn of<T: Copy>(self, forms: [T; 4]) -> T {
        forms[self as usize]
    }

    /// Whether the form is feminine.
    pub fn feminine(self) -> bool {
        matches!(self, Self::Fs | Self::Fp)
    }

    /// Whether the form is plural.
    pub fn plural(self) -> bool {
        matches!(self, Self::Mp | Self::Fp)
    }
}

/// A noun of a lexicon. After a bar may stand a complement that lets a colour go before it:
/// `M("pull|à col roulé")` becomes "pull noir à col roulé". After two bars it tells a place and comes last,
/// also after a pattern: `M("sac||à l'épaule")` becomes "sac noir à rayures à l'épaule".
#[derive(Clone, Copy, Debug)]
pub enum Noun {
    /// Masculine singular.
    M(&'static str),
    /// Feminine singular.
    F(&'static str),
    /// Masculine plural.
    Mp(&'static str),
    /// Feminine plural.
    Fp(&'static str),
}

impl Noun {
    /// Its gender and number.
    pub fn form(self) -> Form {
        match self {
            Self::M(_) => Form::Ms,
            Self::F(_) => Form::Fs,
            Self::Mp(_) => Form::Mp,
            Self::Fp(_) => Form::Fp,
        }
    }

    /// Head and complement (may be empty).
    pub fn parts(self) -> (&'static str, &'static str) {
        let (Self::M(text) | Self::F(text) | Self::Mp(text) | Self::Fp(text)) = self;
        let (head, tail) = text.split_once('|').unwrap_or((text, ""));
        (head, tail.trim_start_matches('|'))
    }

    /// Whether the complement tells a place.
    pub fn placed(self) -> bool {
        let (Self::M(text) | Self::F(text) | Self::Mp(text) | Self::Fp(text)) = self;
        text.contains("||")
    }

    /// Whether head or complement contain `part`.
    pub fn mentions(self, part: &str) -> bool {
        let (head, tail) = self.parts();
        head.contains(part) || tail.contains(part)
    }
}

/// An adjective, here mostly a colour.
#[derive(Clone, Copy, Debug)]
pub enum Adjective {
    /// Invariable, as all compound colours and those named after a thing.
    Fixed(&'static str),
    /// The same in both genders: singular, plural.
    Two(&'static str, &'static str),
    /// Masculine and feminine singular, masculine and feminine plural.
    Four(&'static str, &'static str, &'static str, &'static str),
}

impl Adjective {
    /// The adjective in the form of its noun.
    pub fn agree(self, form: Form) -> &'static str {
        match self {
            Self::Fixed(text) => text,
            Self::Two(one, many) => form.of([one, one, many, many]),
            Self::Four(ms, fs, mp, fp) => form.of([ms, fs, mp, fp]),
        }
    }
}

/// A noun phrase without article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Its words.
    pub text: String,
    /// Gender and number of its head.
    pub form: Form,
}

/// Joins the words that are not empty with single spaces.
pub fn words(parts: &[&str]) -> String {
    let kept: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    kept.join(" ")
}

/// Fills a template: `{1F}` is the main colour in the feminine plural, `{2m}` the second one in the
/// masculine singular (`m f M F`), `{1g}` agrees with the garment; `~` becomes the garment's `ending`.
pub fn fill(template: &str, garment: Form, main: Adjective, accent: Adjective, ending: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (key, after) = after.split_once('}').unwrap_or((after, ""));
        let colour = if key.starts_with('1') { main } else { accent };
        text.push_str(colour.agree(match key.as_bytes().last() {
            Some(b'm') => Form::Ms,
            Some(b'f') => Form::Fs,
            Some(b'M') => Form::Mp,
            Some(b'F') => Form::Fp,
            _ => garment,
        }));
        rest = after;
    }
    text.push_str(rest);
    text.replace('~', ending)
}

/// "a, b and c" with the given conjunction.
pub fn enumerate(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// The text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Writes up to six captions and returns the first of 20 to 40 words, else the one nearest to that.
pub fn of_length(mut write: impl FnMut() -> Caption) -> Caption {
    let away = |caption: &Caption| match caption.text.split_whitespace().count() {
        few @ 0..20 => 20 - few,
        20..=40 => 0,
        many => many - 40,
    };
    let mut best = write();
    for _ in 1..6 {
        if away(&best) == 0 {
            break;
        }
        let next = write();
        if away(&next) < away(&best) {
            best = next;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_agrees_with_garment_and_pattern() {
        let black = Adjective::Four("noir", "noire", "noirs", "noires");
        let red = Adjective::Two("rouge", "rouges");
        assert_eq!(
            fill("{1g} à rayures {2F}", Form::Fs, black, red, "e"),
            "noire à rayures rouges"
        );
        assert_eq!(
            fill("rayé~ {1m} et {2m}", Form::Fs, black, red, "e"),
            "rayée noir et rouge"
        );
    }

    #[test]
    fn a_list_ends_with_the_conjunction() {
        let items = ["a", "b", "c"].map(String::from);
        assert_eq!(enumerate(&items, "et"), "a, b et c");
        assert_eq!(enumerate(&items[..1], "et"), "a");
    }
}
