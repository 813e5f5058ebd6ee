//! Captions in Chinese, simplified characters.
//!
//! The words are data (`lexicons/zh.toml`) and whole sentences lie in the files beside; here are the shapes of short
//! captions.

mod clothes;
mod facts;
mod lexicon;
mod looks;
mod person;
mod sentences;
mod words;

use super::selection::select;
use super::{Caption, CaptionGenerator, Sampler, Style};
use crate::attribute_queries::AttributeTexts;
use crate::description::Description;
use crate::lexicon::Text;
use facts::{Fact, Sheet};
use lexicon::{Counted, LEXICON, Request};

#[cfg(test)]
mod tests;

/// Speaks Chinese.
pub struct Chinese;

impl CaptionGenerator for Chinese {
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
        let nouns = sheet
            .garments()
            .chain(&sheet.head)
            .chain(&sheet.carried)
            .map(|fact| fact.noun.as_str());
        for phrase in std::iter::once(sheet.subject.as_str()).chain(nouns) {
            if text.contains(phrase) && !phrases.iter().any(|known| known == phrase) {
                phrases.push(phrase.to_owned());
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

/// "穿A、背B、戴C" before 的, without 的.
fn chain(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let mut parts = Vec::new();
    if sheet.garments().next().is_some() {
        parts.push(clothes::before_de(sheet, sampler));
    }
    parts.extend(sheet.head.iter().chain(&sheet.carried).map(Fact::modifier));
    parts.extend(sheet.pose.iter().cloned());
    let turn = sampler.pick(&[0, 0, 0, 1, 2]);
    if parts.len() > 1 {
        let turn = turn % parts.len();
        parts.rotate_left(turn);
    }
    if parts.is_empty()
        && let Some(build) = sheet.build
    {
        parts.push(build.to_owned());
    }
    let tight = parts.len() == 2 && parts.iter().all(|part| part.chars().count() < 9) && sampler.chance(0.4);
    let comma = sampler.pick(&["、", "、", "，", "、"]);
    parts.join(if tight { "" } else { comma })
}

/// Nouns of all facts, without verbs.
fn nouns(sheet: &Sheet) -> Vec<String> {
    sheet
        .garments()
        .chain(&sheet.head)
        .chain(&sheet.carried)
        .map(|fact| fact.noun.clone())
        .collect()
}

/// What stands before 的 without 穿: bare nouns, then with their verbs the things that need one: 戴眼镜的男子, not
/// 眼镜的男子.
fn attributes(sheet: &Sheet) -> Vec<String> {
    const VERBAL: [char; 10] = ['镜', '罩', '套', '带', '伞', '机', '饮', '书', '箱', '李'];
    let things = sheet.head.iter().chain(&sheet.carried);
    let (verbal, bare): (Vec<&Fact>, Vec<&Fact>) = things.partition(|fact| fact.noun.contains(VERBAL));
    let bare = sheet.garments().chain(bare).map(|fact| fact.noun.clone());
    bare.chain(verbal.into_iter().map(Fact::modifier)).collect()
}

/// A noun phrase or one short sentence.
fn short(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let subject = sheet.subject.as_str();
    let nouns = nouns(sheet);
    let attributes = attributes(sheet);
    let chain = chain(sheet, sampler);
    if chain.is_empty() {
        return subject.to_owned();
    }
    if sheet.from_behind && sampler.chance(0.6) && !nouns.is_empty() {
        return format!("{}的{subject}背影", attributes.join("、"));
    }
    if let Some(idiom) = &sheet.idiom
        && sampler.chance(0.3)
    {
        let rest: Vec<String> = sheet
            .head
            .iter()
            .chain(&sheet.carried)
            .map(Fact::modifier)
            .collect();
        let comma = if rest.is_empty() { "" } else { "、" };
        return format!("{idiom}{comma}{}的{subject}", rest.join("、"));
    }
    // Nouns in a row stay readable only while they are short and simple, and 包的男子 wants a colour.
    let coloured = !sampler.colourless;
    let terse = coloured
        && (1..=3).contains(&nouns.len())
        && nouns
            .iter()
            .all(|noun| noun.chars().count() < 8 && !noun.contains('的'));
    match sampler.pick(&[0, 0, 0, 1, 2, 3, 4, 5, 6]) {
        1 if terse => format!("{}的{subject}", attributes.concat()),
        2 if coloured && !nouns.is_empty() => format!("{}的{subject}", attributes.join("、")),
        3 if sheet.pose.is_empty() => format!("{subject}，{}", nouns.join("，")),
        4 => match clothes::clause(sheet, sampler) {
            Some(worn) => {
                let rest: Vec<String> = sheet
                    .head
                    .iter()
                    .chain(&sheet.carried)
                    .map(Fact::clause)
                    .chain(sheet.pose.clone())
                    .collect();
                std::iter::once(format!(
                    "{subject}{}{worn}",
                    if worn == clothes::bare(sheet) { "，" } else { "" }
                ))
                .chain(rest)
                .collect::<Vec<_>>()
                .join("，")
            }
            None => format!("{chain}的{subject}"),
        },
        5 => format!("{}{chain}的{subject}", sheet.count),
        6 if terse && attributes == nouns => format!("{}{subject}", nouns.concat()),
        _ => format!("{chain}的{subject}"),
    }
}

/// Bare words with spaces or 、 between.
fn keywords(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let mut words = nouns(sheet);
    words.extend(sheet.pose.iter().cloned());
    if words.is_empty() || sampler.chance(0.5) {
        let at = if sampler.chance(0.7) { 0 } else { words.len() };
        words.insert(at, sheet.subject.clone());
    }
    words.join(sampler.pick(&[" ", " ", "、", " ", "，"]))
}

/// Facts with commas between and no verbs.
fn telegraphic(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let behind = sheet.from_behind && sampler.chance(0.6);
    let mut parts = vec![if behind {
        format!("{}背影", sheet.subject)
    } else {
        sheet.subject.clone()
    }];
    let head: Vec<String> = sheet.head.iter().map(|fact| fact.noun.clone()).collect();
    let carried = sheet.carried.iter().map(|fact| fact.noun.clone());
    let head_first = sampler.chance(0.5);
    if head_first {
        parts.extend(head.iter().cloned());
    }
    parts.extend(sheet.build.map(|build| {
        if build.chars().count() == 2 {
            "身材".to_owned() + build
        } else {
            build.to_owned()
        }
    }));
    parts.extend(sheet.garments().map(|fact| fact.noun.clone()));
    if !head_first {
        parts.extend(head);
    }
    parts.extend(carried);
    let told = |pose: &&String| behind && pose.starts_with('背');
    parts.extend(sheet.pose.iter().filter(|pose| !told(pose)).cloned());
    let comma = sampler.pick(&["，", "，", "、", "；"]);
    let stop = if sampler.chance(0.4) { "。" } else { "" };
    format!("{}{stop}", parts.join(comma))
}

/// A request or question.
fn request(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let chain = chain(sheet, sampler);
    let subject = sheet.subject.as_str();
    let person = if chain.is_empty() {
        subject.to_owned()
    } else {
        format!("{chain}的{subject}")
    };
    let one = sheet.count;
    let unit = one.trim_start_matches('一');
    let Request {
        before: Text(before),
        after: Text(after),
        person: counting,
    } = sampler.pick(&LEXICON.requests);
    let counted = match counting {
        Some(Counted::One) if sampler.chance(0.5) => one.to_owned(),
        Some(Counted::That) if sampler.chance(0.5) => format!("那{unit}"),
        _ => String::new(),
    };
    format!("{before}{counted}{person}{after}")
}
