//! Captions in Spanish: adjectives that agree, nouns with and without article, European and American words.

mod brief;
mod carrying;
mod grammar;
mod requests;
mod sentence_builder;
mod sentences;

use super::romance::lexicon::Lexicon;
use super::romance::romance_lexicon::RomanceLexicon;
use super::romance::sentence_builder::SentenceBuilder;
use super::romance::{self, Form, Thing, brief as short_forms, phrases, scene};
use super::selection::select;
use super::{Caption, CaptionGenerator, Sampler, Style};
use crate::attribute_queries::AttributeTexts;
use crate::description::Description;
use crate::lexicon::built_in;
use std::sync::LazyLock;

/// Speaks Spanish.
#[derive(Clone, Copy, Debug)]
pub struct Spanish;

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| built_in("es.toml", include_str!("../../lexicons/es.toml")));

impl RomanceLexicon for Spanish {
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

impl CaptionGenerator for Spanish {
    fn generate(&self, description: &Description, style: Style, c: &mut Sampler<'_>) -> Caption {
        match style {
            Style::Full => romance::of_length(|| describe(description, style, c)),
            _ => describe(description, style, c),
        }
    }

    fn attribute_texts(&self) -> &'static AttributeTexts {
        &LEXICON.attribute_query
    }
}

/// One caption of any style.
fn describe(description: &Description, style: Style, c: &mut Sampler<'_>) -> Caption {
    let told = phrases::scene(&Spanish, &select(description, style, c), style, c);
    let all = told.phrases.clone();
    let mut sentence = SentenceBuilder {
        scene: told,
        c,
        grammar: Spanish,
    };
    let text = match style {
        Style::Full => {
            let shape = sentence.c.pick(sentences::FULL);
            let text = shape(&mut sentence);
            sentence.finish(text)
        }
        Style::Request => requests::request(&mut sentence),
        Style::Telegraphic => short_forms::telegraphic(&mut sentence),
        Style::Keywords => short_forms::keywords(&mut sentence),
        Style::Short => brief::short(&mut sentence),
    };
    scene::caption(
        grammar::polished(&grammar::without_echo(&text)),
        &all,
        &sentence.c.claims,
    )
}

#[cfg(test)]
mod tests;
