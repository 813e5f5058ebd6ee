//! Captions in French: articles that elide and contract, adjectives that agree, European and Canadian words.

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

/// Speaks French.
#[derive(Clone, Copy, Debug)]
pub struct French;

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| built_in("fr.toml", include_str!("../../lexicons/fr.toml")));

impl Tongue for French {
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
        grammar::elided(text)
    }
}

impl Speaker for French {
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
    let told = phrases::scene(&French, &select(description, style, c), style, c);
    let all = told.phrases.clone();
    let mut telling = Telling {
        scene: told,
        c,
        voice: French,
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
    scene::caption(grammar::elided(&text), &all, &telling.c.claims)
}

#[cfg(test)]
mod tests;
