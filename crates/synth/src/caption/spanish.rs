//! Captions in Spanish: adjectives that agree, nouns with and without article, European and American words.

mod brief;
mod carrying;
mod grammar;
mod requests;
mod sentences;
mod telling;

use super::romance::lexicon::Lexicon;
use super::romance::telling::Telling;
use super::romance::tongue::Tongue;
use super::romance::{self, Form, Thing, brief as short_forms, phrases, scene};
use super::selection::select;
use super::{Caption, Chooser, Speaker, Style};
use crate::attribute_queries::AttributeTexts;
use crate::description::Description;
use crate::lexicon::built_in;
use std::sync::LazyLock;

/// Speaks Spanish.
#[derive(Clone, Copy, Debug)]
pub struct Spanish;

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| built_in("es.toml", include_str!("../../lexicons/es.toml")));

impl Tongue for Spanish {
    fn lexicon(&self) -> &'static Lexicon {
        &LEXICON
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

impl Speaker for Spanish {
    fn say(&self, description: &Description, style: Style, c: &mut Chooser<'_>) -> Caption {
        match style {
            Style::Full => romance::of_length(|| tell(description, style, c)),
            _ => tell(description, style, c),
        }
    }

    fn attribute_texts(&self) -> &'static AttributeTexts {
        &LEXICON.attribute_query
    }
}

/// One caption of any style.
fn tell(description: &Description, style: Style, c: &mut Chooser<'_>) -> Caption {
    let told = phrases::scene(&Spanish, &select(description, style, c), style, c);
    let all = told.phrases.clone();
    let mut telling = Telling {
        scene: told,
        c,
        voice: Spanish,
    };
    let text = match style {
        Style::Full => {
            let shape = telling.c.pick(sentences::FULL);
            let text = shape(&mut telling);
            telling.finish(text)
        }
        Style::Request => requests::request(&mut telling),
        Style::Telegraphic => short_forms::telegraphic(&mut telling),
        Style::Keywords => short_forms::keywords(&mut telling),
        Style::Short => brief::short(&mut telling),
    };
    scene::caption(
        grammar::polished(&grammar::without_echo(&text)),
        &all,
        &telling.c.claims,
    )
}

#[cfg(test)]
mod tests;
