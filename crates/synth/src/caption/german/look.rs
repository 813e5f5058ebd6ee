//! German wording of colours and patterns.

use super::super::Chooser;
use super::super::selection::usual_or;
use super::super::vague::usual_colour;
use super::grammar::Phrase;
use super::words;
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

fn templates(pattern: Pattern, two: bool) -> &'static [&'static str] {
    match (pattern, two) {
        (Pattern::Plain, _) => &["{c~} {n}"],
        (Pattern::HorizontalStripes, true) => &[
            "{c}-{a} gestreift{~} {n}",
            "{c~} {n} mit {aen} Streifen",
            "gestreift{~} {n} in {C} und {A}",
            "{c}-{a} quer gestreift{~} {n}",
            "{c~} {n} mit {aen} Querstreifen",
        ],
        (Pattern::HorizontalStripes, false) => &[
            "{c} gestreift{~} {n}",
            "{c} quer gestreift{~} {n}",
            "{c~} {n} mit Streifen",
            "{c~} {n} mit Querstreifen",
        ],
        (Pattern::VerticalStripes, true) => &[
            "{c}-{a} gestreift{~} {n}",
            "{c~} {n} mit {aen} Längsstreifen",
            "{c}-{a} längs gestreift{~} {n}",
            "{c~} {n} mit {aen} senkrechten Streifen",
        ],
        (Pattern::VerticalStripes, false) => &[
            "{c} gestreift{~} {n}",
            "{c~} {n} mit Längsstreifen",
            "{c} längs gestreift{~} {n}",
            "{c~} {n} mit senkrechten Streifen",
        ],
        (Pattern::Checks, true) => &[
            "{c}-{a} kariert{~} {n}",
            "kariert{~} {n} in {C} und {A}",
            "{c}-{a} gemustert{~} {n}",
            "{c~} {n} mit {aen} Karos",
            "{c~} {n} mit {aem} Karomuster",
        ],
        (Pattern::Checks, false) => &[
            "{c} kariert{~} {n}",
            "kariert{~} {c~} {n}",
            "{c~} {n} mit Karomuster",
            "{c~} {n} mit Karos",
        ],
        (Pattern::Dots, true) => &[
            "{c~} {n} mit {aen} Punkten",
            "{c}-{a} gepunktet{~} {n}",
            "{c}-{a} gemustert{~} {n}",
            "gepunktet{~} {n} in {C} und {A}",
            "{c~} {n} mit {aen} Tupfen",
        ],
        (Pattern::Dots, false) => &[
            "{c~} {n} mit Punkten",
            "{c} gepunktet{~} {n}",
            "gepunktet{~} {c~} {n}",
            "{c~} {n} mit Tupfen",
        ],
        (Pattern::Logo, true) => &[
            "{c~} {n} mit {aem} Aufdruck",
            "bedruckt{~} {c~} {n}",
            "{c~} {n} mit {aem} Logo",
            "{c~} {n} mit {aem} Motiv",
        ],
        (Pattern::Logo, false) => &[
            "{c~} {n} mit Aufdruck",
            "bedruckt{~} {c~} {n}",
            "{c~} {n} mit Logo",
            "{c~} {n} mit Motiv",
        ],
        (Pattern::Floral, true) => &[
            "{c~} {n} mit {aen} Blumen",
            "{c~} {n} mit Blumenmuster",
            "{c} gemustert{~} {n}",
            "{c}-{a} gemustert{~} {n}",
            "geblümt{~} {c~} {n}",
            "{c~} {n} mit {aem} Blumenmuster",
            "{c~} {n} mit {aen} Blüten",
        ],
        (Pattern::Floral, false) => &[
            "{c~} {n} mit Blumenmuster",
            "geblümt{~} {c~} {n}",
            "{c} gemustert{~} {n}",
            "{c~} {n} mit Blumen",
            "{c~} {n} mit Blumendruck",
        ],
        (Pattern::Camouflage, _) => &[
            "{n} in Tarnfarben",
            "{n} mit Tarnmuster",
            "{c~} {n} mit Tarnmuster",
            "{n} im Camouflage-Look",
            "{c~} {n} mit Camouflage-Muster",
        ],
        (Pattern::ColourBlock, true) => &[
            "{c}-{a~} {n}",
            "{n} in {C} und {A}",
            "mehrfarbig{~} {n}",
            "{c}-{a~} {n}",
            "zweifarbig{~} {n} in {C} und {A}",
            "{c~} {n} mit {aen} Einsätzen",
        ],
        (Pattern::ColourBlock | Pattern::Gradient, false) => &["{c~} {n}"],
        (Pattern::Gradient, true) => &[
            "{n} mit Farbverlauf von {C} zu {A}",
            "{c}-{a~} {n} mit Farbverlauf",
            "{c}-{a~} {n}",
            "{n} mit Verlauf von {C} nach {A}",
        ],
        (Pattern::Denim, _) => &["{c~} {n}", "{c~} {n}", "{c~} {n} aus Jeansstoff"],
        (Pattern::Leather, _) => &["{c~} {n} aus Leder"],
        (Pattern::Knit, _) => &[
            "gestrickt{~} {c~} {n}",
            "{c~} {n} aus Strick",
            "{c~} gestrickt{~} {n}",
        ],
    }
}

fn keyword_templates(pattern: Pattern, two: bool) -> &'static [&'static str] {
    match (pattern, two) {
        (Pattern::HorizontalStripes | Pattern::VerticalStripes, true) => {
            &["{c}-{a} gestreift{~} {n}", "{c} gestreift{~} {n}"]
        }
        (Pattern::HorizontalStripes | Pattern::VerticalStripes, false) => &["{c} gestreift{~} {n}"],
        (Pattern::Checks, true) => &["{c}-{a} kariert{~} {n}", "kariert{~} {c~} {n}"],
        (Pattern::Checks, false) => &["{c} kariert{~} {n}"],
        (Pattern::Dots, _) => &["gepunktet{~} {c~} {n}"],
        (Pattern::Logo, _) => &["bedruckt{~} {c~} {n}", "{c~} {n} Aufdruck"],
        (Pattern::Floral, _) => &["geblümt{~} {c~} {n}", "{c~} {n} Blumenmuster"],
        (Pattern::Camouflage, _) => &["{n} Tarnmuster", "{n} Camouflage"],
        (Pattern::ColourBlock | Pattern::Gradient, true) => &["{c}-{a~} {n}"],
        (Pattern::Knit, _) => &["gestrickt{~} {c~} {n}"],
        _ => &["{c~} {n}"],
    }
}

fn bare_templates(pattern: Pattern) -> &'static [&'static str] {
    match pattern {
        Pattern::HorizontalStripes | Pattern::VerticalStripes => &["gestreift{~} {n}"],
        Pattern::Checks => &["kariert{~} {n}"],
        Pattern::Dots => &["gepunktet{~} {n}"],
        Pattern::Logo => &["bedruckt{~} {n}", "{n} mit Aufdruck"],
        Pattern::Floral => &["geblümt{~} {n}", "{n} mit Blumenmuster"],
        Pattern::Camouflage => &["{n} mit Tarnmuster", "{n} in Tarnfarben"],
        Pattern::ColourBlock => &["zweifarbig{~} {n}"],
        Pattern::Leather => &["{n} aus Leder"],
        Pattern::Knit => &["gestrickt{~} {n}"],
        Pattern::Plain | Pattern::Gradient | Pattern::Denim => &["{n}"],
    }
}

/// Whether the noun says the material itself.
fn says_material(noun: &str, pattern: Pattern) -> bool {
    let parts: &[&str] = match pattern {
        Pattern::Denim => &["Jeans", "Denim"],
        Pattern::Leather => &["Leder", "Biker", "Motorrad"],
        Pattern::Knit => &["Strick", "Woll"],
        _ => &[],
    };
    parts.iter().any(|part| noun.contains(part))
}

/// Nouns that form a compound with "Leder", "Strick" or "Jeans" as a native writer would.
fn compound(noun: &str, pattern: Pattern) -> Option<String> {
    let (material, fitting): (&str, &[&str]) = match pattern {
        Pattern::Leather => (
            "Leder",
            &[
                "Jacke",
                "Tasche",
                "Rucksack",
                "Schuhe",
                "Stiefel",
                "Handtasche",
                "Hose",
                "Rock",
                "Mantel",
                "Weste",
                "Leggings",
            ],
        ),
        Pattern::Knit => (
            "Strick",
            &[
                "Mütze", "Pullover", "Pulli", "Kleid", "Schal", "Rock", "Jacke", "Weste",
            ],
        ),
        Pattern::Denim => (
            "Jeans",
            &[
                "Hose", "Shorts", "Rock", "Kleid", "Jacke", "Weste", "Hemd", "Bluse", "Latzhose",
            ],
        ),
        _ => return None,
    };
    fitting
        .contains(&noun)
        .then(|| format!("{material}{}", noun.to_lowercase()))
}

/// Describes an item whose noun is already chosen.
pub fn describe<K>(item: &Item<K>, entry: &str, detail: Detail, lexicon: &mut Chooser<'_>) -> Phrase {
    let mut phrase = Phrase::noun(entry);
    let mut pattern = item.pattern;
    if let Some(noun) = compound(&phrase.noun, pattern).filter(|_| lexicon.chance(0.6)) {
        phrase.noun = noun;
    }
    if says_material(&phrase.noun, pattern) {
        pattern = Pattern::Plain;
    }
    let tail = phrase.noun.contains(' ') && !phrase.noun.starts_with("High");
    let colour = usual_or(words::colour(item.colour), usual_colour(item.colour), lexicon);
    let accent = usual_or(words::colour(item.accent), usual_colour(item.accent), lexicon);
    let two = item.colour != item.accent && colour != accent;
    let template = match detail {
        Detail::Rich => lexicon.pick(templates(pattern, two)),
        Detail::Keyword => lexicon.pick(keyword_templates(pattern, two)),
        Detail::Bare => lexicon.pick(bare_templates(pattern)),
    };
    // A noun with a tail of its own takes adjectives only.
    phrase.template = match template {
        _ if tail && !template.ends_with("{n}") && detail == Detail::Bare => "{n}",
        _ if tail && !template.ends_with("{n}") => "{c~} {n}",
        _ => template,
    };
    let dark = Some(words::vague(item.colour))
        .filter(|words| !words.is_empty() && phrase.template == "{c~} {n}" && lexicon.chance(0.08))
        .map(|words| lexicon.pick(words));
    // Pairs joined by a hyphen or turned into nouns take the plain words: "blau-weiß", "in Blau und Weiß".
    let paired = ["{c}", "{C}", "{A}"]
        .iter()
        .any(|token| phrase.template.contains(token));
    let plain = |colour: Colour| words::colour(colour)[0].to_owned();
    phrase.colour = if paired {
        plain(item.colour)
    } else {
        dark.unwrap_or(colour).to_owned()
    };
    phrase.accent = if paired {
        plain(item.accent)
    } else {
        accent.to_owned()
    };
    phrase
}
