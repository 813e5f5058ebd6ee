//! Captions in Japanese.
//!
//! The words are data (`lexicons/ja.toml`) and whole sentences lie in the files beside; here are the shapes of short
//! captions.

mod chains;
mod facts;
mod lexicon;
mod looks;
mod person;
mod sentences;
mod verbs;
mod words;

use super::selection::select;
use super::{Caption, CaptionGenerator, Sampler, Style};
use crate::attribute_queries::AttributeTexts;
use crate::description::Description;
use chains::{before_noun, before_pose, ordered, predicate, tells_state};
use facts::{Fact, Sheet};
use lexicon::LEXICON;
use verbs::Verb;

#[cfg(test)]
mod tests;

/// Speaks Japanese.
pub struct Japanese;

impl CaptionGenerator for Japanese {
    fn generate(&self, description: &Description, style: Style, sampler: &mut Sampler<'_>) -> Caption {
        let selection = select(description, style, sampler);
        let sheet = Sheet::new(&selection, description, style, sampler);
        let text = match style {
            Style::Full => sentences::full(&sheet, sampler),
            Style::Short => short(&sheet, sampler),
            Style::Keywords => keywords(&sheet, sampler),
            Style::Telegraphic => telegraphic(&sheet, sampler),
            Style::Request => request(&sheet, sampler),
        };
        let mut phrases: Vec<String> = Vec::new();
        for phrase in std::iter::once(sheet.subject.to_owned()).chain(sheet.nouns()) {
            if text.contains(&phrase) && !phrases.contains(&phrase) {
                phrases.push(phrase);
            }
        }
        Caption {
            text,
            phrases,
            claims: sampler.claims.clone(),
        }
    }

    fn attribute_texts(&self) -> &'static AttributeTexts {
        &LEXICON.attribute_query
    }
}

/// A noun phrase or one short sentence.
fn short(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let subject = sheet.subject;
    let facts = ordered(sheet, sampler);
    let nouns = sheet.nouns();
    // A row of nouns reads well only for things: "帽子と細身の男性" does not.
    let things = !tells_state(&sheet.head);
    let unnamed = sheet.pose.is_empty() && !nouns.is_empty() && things;
    // 黒いジーンズと青と白のシューズ leaves open what と joins.
    let and = if nouns.iter().any(|noun| noun.contains('と')) {
        "、"
    } else {
        "と"
    };
    if let Some(idiom) = &sheet.idiom
        && sampler.chance(0.4)
    {
        let rest: Vec<Fact> = sheet.head.iter().chain(&sheet.carried).cloned().collect();
        let rest = if rest.is_empty() {
            "の".to_owned()
        } else {
            format!("の服で、{}", before_noun(&rest, sampler))
        };
        return format!("{idiom}{rest}{subject}");
    }
    // 黒いバッグの女性, but バッグを持った女性.
    let coloured = unnamed && !sampler.colourless;
    match sampler.pick(&[0, 0, 0, 1, 2, 3, 4, 5, 6]) {
        1 if coloured => format!("{}の{subject}", nouns.join(and)),
        2 if coloured => format!("{}の{subject}", nouns.join("、")),
        3 if !facts.is_empty() => {
            let particle = if tells_state(&facts) { "は" } else { "が" };
            format!(
                "{subject}{particle}{}",
                predicate(&facts, sampler.chance(0.3), sampler)
            )
        }
        4 if unnamed && nouns.len() < 3 && sheet.garments().count() == nouns.len() => {
            format!("{}姿の{subject}", nouns.join("に"))
        }
        5 if sheet.from_behind => {
            format!(
                "{}{subject}の後ろ姿",
                before_noun(&before_pose(sheet, sampler), sampler)
            )
        }
        6 if unnamed && sheet.garments().count() == nouns.len() => {
            format!(
                "{}を{}{subject}",
                nouns.join(and),
                sampler.pick(&["身に着けた", "着用した"])
            )
        }
        _ => format!("{}{subject}", before_noun(&facts, sampler)),
    }
}

/// Bare words with spaces or 、 between.
fn keywords(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let mut words = sheet.nouns();
    words.extend(
        sheet
            .pose
            .iter()
            .map(|fact| format!("{}{}", fact.before, bare_form(fact))),
    );
    if words.is_empty() || sampler.chance(0.5) {
        let at = if sampler.chance(0.6) { 0 } else { words.len() };
        words.insert(at, sheet.subject.to_owned());
    }
    words.join(sampler.pick(&[" ", "　", "、", " ", "・"]))
}

/// A pose without its ending where it is a noun already: 裸足, not 裸足だ.
fn bare_form(fact: &Fact) -> &'static str {
    if fact.verb == Verb::Be {
        ""
    } else {
        fact.verb.plain()
    }
}

/// Facts with commas between and no verbs.
fn telegraphic(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let mut words = sheet.nouns();
    if sampler.chance(0.4) {
        let clothes = sheet.garments().count();
        words.rotate_left(clothes);
    }
    words.extend(
        sheet
            .pose
            .iter()
            .map(|fact| format!("{}{}", fact.before, bare_form(fact))),
    );
    let at = if sampler.chance(0.8) { 0 } else { words.len() };
    words.insert(at, sheet.subject.to_owned());
    let stop = if sampler.chance(0.5) { "。" } else { "" };
    format!("{}{stop}", words.join(sampler.pick(&["、", "、", "・", "／"])))
}

/// A request or question.
fn request(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let facts = ordered(sheet, sampler);
    let person = format!("{}{}", before_noun(&facts, sampler), sheet.subject);
    let (before, after) = sampler.pick(&LEXICON.requests);
    format!("{before}{person}{after}")
}
