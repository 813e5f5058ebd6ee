//! German grammar: gender, case, adjective endings, and noun phrases that can be put in any case.

use super::lexicon::LEXICON;
use serde::Deserialize;

/// Gender; the plural counts as a fourth one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// der
    Masculine,
    /// die
    Feminine,
    /// das
    Neuter,
    /// die (plural)
    Plural,
}

/// Case, as far as captions need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// Subject.
    Nominative,
    /// Object.
    Accusative,
    /// After "mit", "in", "über".
    Dative,
}

/// Kind of article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Article {
    /// None: the adjective carries the whole ending.
    None,
    /// ein
    Indefinite,
    /// der
    Definite,
}

use Article::{Definite, Indefinite};
use Case::{Accusative, Dative, Nominative};
use Gender::{Feminine, Masculine, Neuter, Plural};

/// Ending of an adjective.
pub fn ending(gender: Gender, case: Case, article: Article) -> &'static str {
    match (article, case, gender) {
        (_, Dative, Plural) | (_, Accusative, Masculine) => "en",
        (Indefinite, Dative, _) | (Definite, Dative, _) | (Definite, _, Plural) => "en",
        (Definite, _, _) => "e",
        (_, Nominative, Masculine) => "er",
        (_, Nominative | Accusative, Neuter) => "es",
        (_, Nominative | Accusative, _) => "e",
        (Article::None, Dative, Feminine) => "er",
        (Article::None, Dative, _) => "em",
    }
}

/// The article itself; empty where there is none.
pub fn article(gender: Gender, case: Case, article: Article) -> &'static str {
    match (article, gender, case) {
        (Article::None, _, _) | (Indefinite, Plural, _) => "",
        (Indefinite, Masculine, Nominative) | (Indefinite, Neuter, Nominative | Accusative) => "ein",
        (Indefinite, Masculine, Accusative) => "einen",
        (Indefinite, Feminine, Nominative | Accusative) => "eine",
        (Indefinite, Feminine, Dative) => "einer",
        (Indefinite, Masculine | Neuter, Dative) => "einem",
        (Definite, Masculine, Nominative) => "der",
        (Definite, Masculine, Accusative) | (Definite, Plural, Dative) => "den",
        (Definite, Feminine | Plural, Nominative | Accusative) => "die",
        (Definite, Feminine, Dative) => "der",
        (Definite, Neuter, Nominative | Accusative) => "das",
        (Definite, Masculine | Neuter, Dative) => "dem",
    }
}

/// Puts an ending on a stem; some colour words never take one.
fn inflect(stem: &str, ending: &str) -> String {
    let fixed = LEXICON.uninflected.iter().any(|word| stem.ends_with(word));
    match stem {
        _ if fixed => stem.to_owned(),
        "dunkel" => format!("dunkl{ending}"),
        _ if stem.ends_with("hoch") => format!("{}h{ending}", stem.trim_end_matches("ch")),
        _ => format!("{}{ending}", stem.strip_suffix('e').unwrap_or(stem)),
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

/// A noun phrase whose words are chosen but not yet its case.
///
/// The template joins colour, pattern and noun: `{c~}` colour with ending, `{c}` without, `{C}` as a noun, the
/// same with `a` for the second colour, `{aen}`, `{aem}`, `{aer}` with that ending, `{~}` the ending alone,
/// `{n}` the noun.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Gender of the noun.
    pub gender: Gender,
    /// Adjectives before the template, without ending.
    pub adjectives: Vec<String>,
    /// See above.
    pub template: &'static str,
    /// Main colour, or empty.
    pub colour: String,
    /// Second colour, or empty.
    pub accent: String,
    /// The noun, perhaps with a tail: "Jeans mit Löchern".
    pub noun: String,
}

impl Phrase {
    /// Reads an entry of the lexicon: a letter for the gender, then adjectives and the noun joined by `+`.
    pub fn noun(entry: &str) -> Self {
        let gender = match entry.as_bytes().first() {
            Some(b'm') => Masculine,
            Some(b'f') => Feminine,
            Some(b'n') => Neuter,
            _ => Plural,
        };
        let mut words: Vec<String> = entry
            .get(2..)
            .unwrap_or_default()
            .split('+')
            .map(str::to_owned)
            .collect();
        let noun = words.pop().unwrap_or_default();
        Self {
            gender,
            adjectives: words,
            template: "{n}",
            colour: String::new(),
            accent: String::new(),
            noun,
        }
    }

    /// The phrase in a case, with the article asked for.
    pub fn render(&self, case: Case, kind: Article) -> String {
        let ending = ending(self.gender, case, kind);
        let mut words = Vec::new();
        let article = article(self.gender, case, kind);
        if !article.is_empty() {
            words.push(article.to_owned());
        }
        words.extend(self.adjectives.iter().map(|stem| inflect(stem, ending)));
        let fixed = ["{aen}", "{aem}", "{aer}"];
        let template = match self.template.strip_suffix("{n} in {C} und {A}") {
            Some(pattern) if case == Dative && article.is_empty() => colours_first(pattern),
            _ => self.template.to_owned(),
        };
        let mut text = template.replace("{n}", &decline(&self.noun, self.gender, case));
        for token in fixed {
            text = text.replace(token, &inflect(&self.accent, &token[2..4]));
        }
        text = text
            .replace("{c~}", &inflect(&self.colour, ending))
            .replace("{a~}", &inflect(&self.accent, ending))
            .replace("{c}", &self.colour)
            .replace("{a}", &self.accent)
            .replace("{C}", &capitalised(&self.colour))
            .replace("{A}", &capitalised(&self.accent))
            .replace("{~}", ending);
        words.push(text);
        words.join(" ")
    }
}

/// Two colours before the noun: "in gestreiftem Hemd in Rot und Grün und blauer Hose" would be hard to read.
fn colours_first(pattern: &str) -> String {
    match pattern {
        "" | "zweifarbig{~} " => "{c}-{a~} {n}".to_owned(),
        _ => format!("{{c}}-{{a}} {pattern}{{n}}"),
    }
}

/// The noun in a case: -n in the dative plural, -n or -en for the few weak nouns.
fn decline(noun: &str, gender: Gender, case: Case) -> String {
    // A tail such as "mit Löchern" stays; "High Heels" is one word that happens to have a space.
    let (head, tail) = match noun.split_once(' ') {
        Some((head, tail)) if tail.starts_with(char::is_lowercase) => (head, format!(" {tail}")),
        _ => (noun, String::new()),
    };
    let suffix = match (gender, case) {
        (Plural, Dative) if !head.ends_with(['n', 's']) => "n",
        (Masculine, Accusative | Dative) if LEXICON.weak_nouns.n.contains(&head) => "n",
        (Masculine, Accusative | Dative) if LEXICON.weak_nouns.en.contains(&head) => "en",
        _ => "",
    };
    format!("{head}{suffix}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coat(entry: &str, template: &'static str, colour: &str, accent: &str) -> Phrase {
        Phrase {
            template,
            colour: colour.into(),
            accent: accent.into(),
            ..Phrase::noun(entry)
        }
    }

    #[test]
    fn adjectives_agree() {
        let red = coat("m Mantel", "{c~} {n}", "rot", "");
        assert_eq!(red.render(Nominative, Article::None), "roter Mantel");
        assert_eq!(red.render(Accusative, Indefinite), "einen roten Mantel");
        assert_eq!(red.render(Dative, Article::None), "rotem Mantel");
        assert_eq!(red.render(Dative, Indefinite), "einem roten Mantel");
        assert_eq!(red.render(Nominative, Definite), "der rote Mantel");
        let dress = coat("n kurz+Kleid", "{c~} {n}", "beige", "");
        assert_eq!(dress.render(Accusative, Indefinite), "ein kurzes beiges Kleid");
        assert_eq!(dress.render(Dative, Article::None), "kurzem beigem Kleid");
        let skirt = coat("f Jacke", "{c~} {n}", "lila", "");
        assert_eq!(skirt.render(Dative, Indefinite), "einer lila Jacke");
        let shoes = coat("p Turnschuhe", "{c~} {n}", "dunkel", "");
        assert_eq!(shoes.render(Dative, Article::None), "dunklen Turnschuhen");
        assert_eq!(shoes.render(Accusative, Indefinite), "dunkle Turnschuhe");
        let boots = coat("p kniehoch+Stiefel", "{c~} {n}", "braun", "");
        assert_eq!(boots.render(Accusative, Indefinite), "kniehohe braune Stiefel");
    }

    #[test]
    fn patterns_agree() {
        let striped = coat("n Hemd", "{c}-{a} gestreift{~} {n}", "blau", "weiß");
        assert_eq!(
            striped.render(Dative, Article::None),
            "blau-weiß gestreiftem Hemd"
        );
        let print = coat("m Pullover", "{c~} {n} mit {aem} Aufdruck", "grau", "orange");
        assert_eq!(
            print.render(Accusative, Indefinite),
            "einen grauen Pullover mit orangem Aufdruck"
        );
        let block = coat("f Jacke", "{c}-{a~} {n}", "rot", "weiß");
        assert_eq!(block.render(Dative, Article::None), "rot-weißer Jacke");
        let pair = coat("n Hemd", "gestreift{~} {n} in {C} und {A}", "rot", "grün");
        assert_eq!(pair.render(Dative, Article::None), "rot-grün gestreiftem Hemd");
        assert_eq!(
            pair.render(Dative, Indefinite),
            "einem gestreiften Hemd in Rot und Grün"
        );
    }

    #[test]
    fn weak_nouns_decline() {
        assert_eq!(
            Phrase::noun("m klein+Junge").render(Accusative, Indefinite),
            "einen kleinen Jungen"
        );
        assert_eq!(
            Phrase::noun("m älter+Herr").render(Dative, Indefinite),
            "einem älteren Herrn"
        );
        assert_eq!(Phrase::noun("m Typ").render(Dative, Indefinite), "einem Typen");
        let heels = Phrase::noun("p hoch+High Heels").render(Dative, Article::None);
        assert_eq!(heels, "hohen High Heels");
        assert_eq!(
            Phrase::noun("p Jeans mit Löchern").render(Dative, Article::None),
            "Jeans mit Löchern"
        );
    }
}
