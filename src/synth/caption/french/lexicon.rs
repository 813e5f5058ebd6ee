//! The French lexicon as the shared noun phrases ask for it.

use super::romance::tongue::Tongue;
use super::romance::{Adjective, Form, Noun, Thing};
use super::{French, accessories, clothes, colours, grammar, legwear, loose, patterns, people};
use crate::synth::attributes::{
    Age, Bag, Build, Colour, Extra, Eyewear, Footwear, HairColour, HairStyle, Headgear, Lower, OnePiece,
    Pattern, Sex, Sleeves, Upper,
};

use crate::synth::caption::ensemble::Ensemble;
use crate::synth::caption::vague::Loose;

impl Tongue for French {
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
            Adjective::Two("chauve", "chauves"),
            Adjective::Fixed("au crâne rasé"),
            Adjective::Fixed("à la tête rasée"),
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
        &[
            "tout en {c}",
            "en {c}",
            "vêtu~ de {c}",
            "habillé~ en {c}",
            "entièrement en {c}",
        ]
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

    fn a(&self, thing: &Thing) -> String {
        grammar::a(thing)
    }

    fn ending(&self, form: Form) -> &'static str {
        grammar::ending(form)
    }

    fn polished(&self, text: &str) -> String {
        grammar::elided(text)
    }
}
