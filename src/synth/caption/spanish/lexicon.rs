//! The Spanish lexicon as the shared noun phrases ask for it.

use super::{Spanish, accessories, clothes, colours, grammar, legwear, loose, patterns, people};
use crate::synth::attributes::{
    Age, Bag, Build, Colour, Extra, Eyewear, Footwear, HairColour, HairStyle, Headgear, Lower, OnePiece,
    Pattern, Sex, Sleeves, Upper,
};
use crate::synth::caption::french::romance::tongue::Tongue;
use crate::synth::caption::french::romance::{Adjective, Form, Noun, Thing};

use crate::synth::caption::ensemble::Ensemble;
use crate::synth::caption::vague::Loose;

impl Tongue for Spanish {
    fn person(&self, sex: Sex, age: Age) -> &'static [Noun] {
        people::person(sex, age)
    }

    fn build(&self, build: Build) -> &'static [Adjective] {
        people::build(build)
    }

    fn hair(&self, style: HairStyle) -> &'static [Noun] {
        people::hair(style)
    }

    fn hair_colour(&self, colour: HairColour) -> &'static [Adjective] {
        people::hair_colour(colour)
    }

    fn hair_person(&self, colour: HairColour) -> Option<Adjective> {
        people::hair_person(colour)
    }

    fn bald(&self) -> &'static [Adjective] {
        &[
            Adjective::Four("calvo", "calva", "calvos", "calvas"),
            Adjective::Four("rapado", "rapada", "rapados", "rapadas"),
            Adjective::Fixed("con la cabeza rapada"),
        ]
    }

    fn upper(&self, kind: Upper) -> &'static [Noun] {
        clothes::upper(kind)
    }

    fn lower(&self, kind: Lower) -> &'static [Noun] {
        legwear::lower(kind)
    }

    fn one_piece(&self, kind: OnePiece) -> &'static [Noun] {
        legwear::one_piece(kind)
    }

    fn footwear(&self, kind: Footwear) -> &'static [Noun] {
        legwear::footwear(kind)
    }

    fn bag(&self, kind: Bag) -> &'static [Noun] {
        accessories::bag(kind)
    }

    fn headgear(&self, kind: Headgear) -> &'static [Noun] {
        accessories::headgear(kind)
    }

    fn eyewear(&self, kind: Eyewear) -> &'static [Noun] {
        accessories::eyewear(kind)
    }

    fn extra(&self, kind: Extra) -> &'static [Noun] {
        accessories::extra(kind)
    }

    fn loose(&self) -> fn(Loose) -> &'static [Noun] {
        loose::loose
    }

    fn ensemble(&self, kind: Ensemble) -> &'static [Noun] {
        loose::ensemble(kind)
    }

    fn all_in(&self) -> &'static [&'static str] {
        &["de {c}", "vestid~ de {c}", "tod~ de {c}", "vestid~ todo de {c}"]
    }

    fn colour(&self, colour: Colour) -> &'static [Adjective] {
        colours::colour(colour)
    }

    fn shade(&self, colour: Colour) -> Option<Adjective> {
        colours::shade(colour)
    }

    fn pattern(&self, pattern: Pattern, two: bool, chest: bool) -> &'static [&'static str] {
        patterns::pattern(pattern, two, chest)
    }

    fn pattern_keyword(&self, pattern: Pattern) -> &'static [&'static str] {
        patterns::keyword(pattern)
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

    fn a(&self, thing: &Thing) -> String {
        grammar::a(thing)
    }

    fn ending(&self, form: Form) -> &'static str {
        grammar::ending(form)
    }

    fn polished(&self, text: &str) -> String {
        grammar::polished(text)
    }
}
