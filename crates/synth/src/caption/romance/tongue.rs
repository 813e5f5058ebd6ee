//! What a Romance language gives to the shared making of noun phrases.

use super::{Adjective, Form, Noun, Thing};
use crate::attributes::{
    Age, Bag, Build, Colour, Extra, Eyewear, Footwear, HairColour, HairStyle, Headgear, Lower, OnePiece,
    Pattern, Sex, Sleeves, Upper,
};
use crate::caption::ensemble::Ensemble;
use crate::caption::vague::Loose;

/// Lexicon and small grammar of one language. Lists are written most common first.
pub trait Tongue {
    /// The person by sex and age.
    fn person(&self, sex: Sex, age: Age) -> &'static [Noun];
    /// The build; not asked for an average one.
    fn build(&self, build: Build) -> &'static [Adjective];
    /// Hair without its colour.
    fn hair(&self, style: HairStyle) -> &'static [Noun];
    /// Colour of hair.
    fn hair_colour(&self, colour: HairColour) -> &'static [Adjective];
    /// How a person with hair of this colour is called.
    fn hair_person(&self, colour: HairColour) -> Option<Adjective>;
    /// How a person without hair is called.
    fn bald(&self) -> &'static [Adjective];
    /// Upper garments.
    fn upper(&self, kind: Upper) -> &'static [Noun];
    /// Lower garments.
    fn lower(&self, kind: Lower) -> &'static [Noun];
    /// One-piece garments.
    fn one_piece(&self, kind: OnePiece) -> &'static [Noun];
    /// Footwear.
    fn footwear(&self, kind: Footwear) -> &'static [Noun];
    /// Bags.
    fn bag(&self, kind: Bag) -> &'static [Noun];
    /// Headgear.
    fn headgear(&self, kind: Headgear) -> &'static [Noun];
    /// Glasses.
    fn eyewear(&self, kind: Eyewear) -> &'static [Noun];
    /// Small things.
    fn extra(&self, kind: Extra) -> &'static [Noun];
    /// Words for a loose class of things.
    fn loose(&self) -> fn(Loose) -> &'static [Noun];
    /// Words for an outfit that is one thing.
    fn ensemble(&self, kind: Ensemble) -> &'static [Noun];
    /// How somebody is called who wears one colour `{c}` only; `~` agrees with the person.
    fn all_in(&self) -> &'static [&'static str];
    /// Colours.
    fn colour(&self, colour: Colour) -> &'static [Adjective];
    /// The vague word where only light or dark matters.
    fn shade(&self, colour: Colour) -> Option<Adjective>;
    /// Templates of a pattern, with or without a second colour; `chest`: the front of a top is seen.
    fn pattern(&self, pattern: Pattern, two: bool, chest: bool) -> &'static [&'static str];
    /// The bare word of a pattern, which follows the colour in keywords.
    fn pattern_keyword(&self, pattern: Pattern) -> &'static [&'static str];
    /// How an open garment and the one below it are told, with `{over}` and `{under}`.
    fn layers(&self) -> &'static [&'static str];
    /// The words for sleeves.
    fn sleeves(&self, length: Sleeves) -> &'static str;
    /// Whether the noun tells the sleeves already.
    fn names_sleeves(&self, noun: Noun) -> bool;
    /// Whether the noun tells the material already.
    fn names_material(&self, noun: Noun, pattern: Pattern) -> bool;
    /// The noun phrase with its indefinite article.
    fn a(&self, thing: &Thing) -> String;
    /// What an agreeing adjective or participle ends in.
    fn ending(&self, form: Form) -> &'static str;
    /// The text with its elisions, contractions and the like.
    fn polished(&self, text: &str) -> String;
}

/// The methods of [`Tongue`] that hand on to the lexicon files of a language, which all have the same names.
macro_rules! words_of_the_files_beside {
    () => {
        words_of_the_files_beside! {
            people: person(sex: Sex, age: Age) -> &'static [Noun];
            people: build(build: Build) -> &'static [Adjective];
            people: hair(style: HairStyle) -> &'static [Noun];
            people: hair_colour(colour: HairColour) -> &'static [Adjective];
            people: hair_person(colour: HairColour) -> Option<Adjective>;
            clothes: upper(kind: Upper) -> &'static [Noun];
            legwear: lower(kind: Lower) -> &'static [Noun];
            legwear: one_piece(kind: OnePiece) -> &'static [Noun];
            legwear: footwear(kind: Footwear) -> &'static [Noun];
            accessories: bag(kind: Bag) -> &'static [Noun];
            accessories: headgear(kind: Headgear) -> &'static [Noun];
            accessories: eyewear(kind: Eyewear) -> &'static [Noun];
            accessories: extra(kind: Extra) -> &'static [Noun];
            loose: ensemble(kind: Ensemble) -> &'static [Noun];
            colours: colour(colour: Colour) -> &'static [Adjective];
            colours: shade(colour: Colour) -> Option<Adjective>;
            patterns: pattern(pattern: Pattern, two: bool, chest: bool) -> &'static [&'static str];
            patterns: pattern_keyword(pattern: Pattern) -> &'static [&'static str];
            grammar: a(thing: &Thing) -> String;
            grammar: ending(form: Form) -> &'static str;
        }

        fn loose(&self) -> fn(Loose) -> &'static [Noun] {
            loose::loose
        }
    };
    ($($file:ident: $name:ident($($argument:ident: $kind:ty),+) -> $result:ty;)+) => {
        $(fn $name(&self, $($argument: $kind),+) -> $result {
            $file::$name($($argument),+)
        })+
    };
}
pub(crate) use words_of_the_files_beside;

/// The methods of [`Tongue`] that hand on to a lexicon that is read from a file, a static of type `Lexicon`.
macro_rules! words_of_the_lexicon {
    ($lexicon:ident) => {
        $crate::caption::romance::tongue::words_of_the_lexicon! {
            $lexicon: build(Build) -> Adjective, hair(HairStyle) -> Noun, hair_colour(HairColour) -> Adjective,
            upper(Upper) -> Noun, lower(Lower) -> Noun, one_piece(OnePiece) -> Noun, footwear(Footwear) -> Noun,
            bag(Bag) -> Noun, headgear(Headgear) -> Noun, eyewear(Eyewear) -> Noun, extra(Extra) -> Noun,
            colour(Colour) -> Adjective
        }

        fn person(&self, sex: $crate::attributes::Sex, age: $crate::attributes::Age) -> &'static [romance::Noun] {
            &$lexicon.person[sex][age]
        }

        fn ensemble(&self, kind: $crate::caption::ensemble::Ensemble) -> &'static [romance::Noun] {
            &$lexicon.ensemble[kind]
        }

        fn hair_person(&self, colour: $crate::attributes::HairColour) -> Option<romance::Adjective> {
            $lexicon.hair_person.get(&colour).copied()
        }

        fn bald(&self) -> &'static [romance::Adjective] {
            &$lexicon.bald
        }

        fn loose(&self) -> fn($crate::caption::vague::Loose) -> &'static [romance::Noun] {
            |class| &$lexicon.loose[class]
        }

        fn all_in(&self) -> &'static [&'static str] {
            &$lexicon.all_in
        }

        fn shade(&self, colour: $crate::attributes::Colour) -> Option<romance::Adjective> {
            $lexicon.shade.get(&colour).copied()
        }

        fn pattern(&self, pattern: $crate::attributes::Pattern, two: bool, chest: bool) -> &'static [&'static str] {
            $lexicon.pattern(pattern, two, chest)
        }

        fn pattern_keyword(&self, pattern: $crate::attributes::Pattern) -> &'static [&'static str] {
            &$lexicon.pattern[pattern].keyword
        }

        fn layers(&self) -> &'static [&'static str] {
            &$lexicon.layers
        }

        fn sleeves(&self, length: $crate::attributes::Sleeves) -> &'static str {
            $lexicon.sleeves[length].0
        }

        fn names_sleeves(&self, noun: romance::Noun) -> bool {
            $lexicon.names_sleeves(noun)
        }

        fn names_material(&self, noun: romance::Noun, pattern: $crate::attributes::Pattern) -> bool {
            $lexicon.names_material(noun, pattern)
        }
    };
    ($lexicon:ident: $($name:ident($kind:ident) -> $result:ident),+) => {
        $(fn $name(&self, kind: $crate::attributes::$kind) -> &'static [romance::$result] {
            &$lexicon.$name[kind]
        })+
    };
}
pub(crate) use words_of_the_lexicon;
