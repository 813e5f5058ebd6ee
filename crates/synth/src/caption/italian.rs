//! Captions in Italian: articles by the sound that follows, prepositions that contract with them, adjectives that agree.

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

/// Speaks Italian.
#[derive(Clone, Copy, Debug)]
pub struct Italian;

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| built_in("it.toml", include_str!("../../lexicons/it.toml")));

impl Tongue for Italian {
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

impl Speaker for Italian {
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
    let told = phrases::scene(&Italian, &select(description, style, c), style, c);
    let all = told.phrases.clone();
    let mut telling = Telling {
        scene: told,
        c,
        voice: Italian,
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
