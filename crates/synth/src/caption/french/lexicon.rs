//! The French lexicon as the shared noun phrases ask for it.

use super::{French, accessories, clothes, colours, grammar, legwear, loose, patterns, people};
use crate::attributes::{
    Age, Bag, Build, Colour, Extra, Eyewear, Footwear, HairColour, HairStyle, Headgear, Lower, OnePiece,
    Pattern, Sex, Sleeves, Upper,
};
use crate::caption::romance::tongue::{Tongue, words_of_the_files_beside};
use crate::caption::romance::{Adjective, Form, Noun, Thing};

use crate::caption::ensemble::Ensemble;
use crate::caption::vague::Loose;

impl Tongue for French {
    words_of_the_files_beside!();

    fn bald(&self) -> &'static [Adjective] {
        &[
            Adjective::Two("chauve", "chauves"),
            Adjective::Fixed("au crâne rasé"),
            Adjective::Fixed("à la tête rasée"),
        ]
    }

    fn all_in(&self) -> &'static [&'static str] {
        &[
            "tout en {c}",
            "en {c}",
            "vêtu~ de {c}",
            "habillé~ en {c}",
            "entièrement en {c}",
        ]
    }

    fn layers(&self) -> &'static [&'static str] {
        &[
            "{over} ouvert~ sur {under}",
            "{over} par-dessus {under}",
            "{over} sur {under}",
            "{under} sous {over}",
            "{over} porté~ ouvert~ sur {under}",
        ]
    }

    fn sleeves(&self, length: Sleeves) -> &'static str {
        match length {
            Sleeves::None => "sans manches",
            Sleeves::Short => "à manches courtes",
            Sleeves::Long => "à manches longues",
        }
    }

    fn names_sleeves(&self, noun: Noun) -> bool {
        ["manches", "débardeur", "marcel", "bretelles", "chemisette"]
            .iter()
            .any(|word| noun.mentions(word))
    }

    fn names_material(&self, noun: Noun, pattern: Pattern) -> bool {
        const CLOTH: &[&str] = &[
            "jean", "denim", "cuir", "perfecto", "maille", "laine", "tricot", "toile", "tissu",
        ];
        const KNITWEAR: &[&str] = &["lainage", "pull", "chandail", "col roulé", "bonnet", "tuque"];
        let words: &[&str] = match pattern {
            Pattern::Knit if KNITWEAR.iter().any(|word| noun.mentions(word)) => return true,
            Pattern::Denim | Pattern::Leather | Pattern::Knit => CLOTH,
            _ => &[],
        };
        words.iter().any(|word| noun.mentions(word))
    }

    fn polished(&self, text: &str) -> String {
        grammar::elided(text)
    }
}
