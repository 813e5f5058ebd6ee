//! The Spanish lexicon as the shared noun phrases ask for it.

use super::{Spanish, accessories, clothes, colours, grammar, legwear, loose, patterns, people};
use crate::attributes::{
    Age, Bag, Build, Colour, Extra, Eyewear, Footwear, HairColour, HairStyle, Headgear, Lower, OnePiece,
    Pattern, Sex, Sleeves, Upper,
};
use crate::caption::romance::tongue::{Tongue, words_of_the_files_beside};
use crate::caption::romance::{Adjective, Form, Noun, Thing};

use crate::caption::ensemble::Ensemble;
use crate::caption::vague::Loose;

impl Tongue for Spanish {
    words_of_the_files_beside!();

    fn bald(&self) -> &'static [Adjective] {
        &[
            Adjective::Four("calvo", "calva", "calvos", "calvas"),
            Adjective::Four("rapado", "rapada", "rapados", "rapadas"),
            Adjective::Fixed("con la cabeza rapada"),
        ]
    }

    fn all_in(&self) -> &'static [&'static str] {
        &["de {c}", "vestid~ de {c}", "tod~ de {c}", "tod~ vestid~ de {c}"]
    }

    fn layers(&self) -> &'static [&'static str] {
        &[
            "{over} abiert~ sobre {under}",
            "{over} sobre {under}",
            "{over} encima de {under}",
            "{under} debajo de {over}",
            "{under} bajo {over}",
        ]
    }

    fn sleeves(&self, length: Sleeves) -> &'static str {
        match length {
            Sleeves::None => "sin mangas",
            Sleeves::Short => "de manga corta",
            Sleeves::Long => "de manga larga",
        }
    }

    fn names_sleeves(&self, noun: Noun) -> bool {
        ["manga", "tirantes", "musculosa"]
            .iter()
            .any(|word| noun.mentions(word))
    }

    fn names_material(&self, noun: Noun, pattern: Pattern) -> bool {
        const CLOTH: &[&str] = &[
            "vaquer",
            "jean",
            "tejan",
            "mezclilla",
            "cuero",
            "piel",
            "punto",
            "lana",
            "tela",
            "algodón",
        ];
        const KNITWEAR: &[&str] = &["jersey", "suéter", "pulóver", "chompa", "rebeca", "cuello alto"];
        let words: &[&str] = match pattern {
            Pattern::Knit if KNITWEAR.iter().any(|word| noun.mentions(word)) => return true,
            Pattern::Denim | Pattern::Leather | Pattern::Knit => CLOTH,
            _ => &[],
        };
        words.iter().any(|word| noun.mentions(word))
    }

    fn polished(&self, text: &str) -> String {
        grammar::polished(text)
    }
}
