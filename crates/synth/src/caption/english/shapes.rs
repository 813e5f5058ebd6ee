//! English sentence shapes: the order of the parts and the words between them.

use super::super::selection::Selection;
use super::super::{Sampler, Style};
use super::clause::{is_posture, trail, with_head};
use super::full::full;
use super::lexicon::{LEXICON, Request};
use super::parts::Parts;
use super::phrase::{capitalised, indefinite, list};
use crate::lexicon::Text;

/// Puts the parts into a text of the given style.
pub fn compose(parts: &Parts, selection: &Selection, style: Style, sampler: &mut Sampler<'_>) -> String {
    match style {
        Style::Full => full(parts, selection, sampler),
        Style::Short => short(parts, sampler),
        Style::Keywords => keywords(parts, sampler),
        Style::Telegraphic => telegraphic(parts, sampler),
        Style::Request => request(parts, sampler),
    }
}

fn short(parts: &Parts, sampler: &mut Sampler<'_>) -> String {
    let subject = &parts.subject;
    let worn = list(&parts.worn, false);
    let article = sampler.chance(0.45);
    let person = if article {
        indefinite(&subject.noun)
    } else {
        subject.noun.clone()
    };
    let head = with_head(parts);
    let mut with = Vec::new();
    let mut rest = Vec::new();
    for phrase in &parts.trail {
        match phrase.strip_prefix("with ") {
            Some(thing) if rest.is_empty() => with.push(thing.to_owned()),
            _ => rest.push(phrase.clone()),
        }
    }
    let has = if with.is_empty() {
        String::new()
    } else {
        // Not "a cap with a logo with a bag".
        let comma = if parts.worn.last().is_some_and(|last| last.contains(" with ")) {
            ","
        } else {
            ""
        };
        format!("{comma} with {}", list(&with, false))
    };
    let end = format!("{has}{}", trail(&rest));
    let shape = sampler.pick(&[0, 0, 1, 1, 2, 3, 4, 5, 6]);
    let unnamed = match shape {
        2 => head.is_empty() && end.is_empty(),
        shape => matches!(shape, 3 | 4),
    };
    if unnamed && !worn.is_empty() {
        sampler.claims.leave_sex_open();
    }
    let text = match shape {
        _ if worn.is_empty() && !head.is_empty() && !with.is_empty() => {
            let all: Vec<String> = parts.head.iter().chain(&with).cloned().collect();
            format!("{person} with {}{}", list(&all, false), trail(&rest))
        }
        _ if worn.is_empty() => format!("{person}{head}{end}"),
        1 => format!("{person}{head} wearing {worn}{end}"),
        2 if head.is_empty() && end.is_empty() => worn,
        3 | 4 => format!("someone{head} {} {worn}{end}", parts.wearing("in")),
        5 => format!("{person}{head} {} {worn}{end}", parts.wearing("dressed in")),
        6 => format!("the {}{head} {} {worn}{end}", subject.noun, parts.wearing("in")),
        _ => format!("{person}{head} {} {worn}{end}", parts.wearing("in")),
    };
    let text = if sampler.chance(0.35) {
        capitalised(&text)
    } else {
        text
    };
    if sampler.chance(0.12) {
        format!("{text}.")
    } else {
        text
    }
}

/// The trail with what is carried as bare nouns.
fn bare_trail(parts: &Parts) -> impl Iterator<Item = String> {
    parts
        .carried
        .iter()
        .chain(&parts.trail[parts.carried.len()..])
        .cloned()
}

/// Layers without the words between them.
fn unlayered(worn: &str) -> String {
    // "Scarf over her head" is no layer.
    if worn.ends_with(" head") || worn.ends_with(" mouth") {
        return worn.to_owned();
    }
    let text = worn
        .replace(" worn over ", " ")
        .replace(" over ", " ")
        .replace(" under ", " ");
    if text.ends_with(" underneath") {
        text.replace(" underneath", "").replace(" with ", " ")
    } else {
        text
    }
}

fn keywords(parts: &Parts, sampler: &mut Sampler<'_>) -> String {
    let mut words: Vec<String> = parts.worn.iter().map(|worn| unlayered(worn)).collect();
    words.extend(parts.head.iter().cloned());
    words.extend(bare_trail(parts));
    match sampler.pick(&[0, 0, 0, 1, 2]) {
        0 => words.insert(0, parts.subject.noun.clone()),
        1 if !words.is_empty() => {}
        _ => words.push(parts.subject.noun.clone()),
    }
    words.join(sampler.pick(&[" ", " ", ", ", " ", ", ", ","]))
}

fn telegraphic(parts: &Parts, sampler: &mut Sampler<'_>) -> String {
    let subject = parts.subject.noun.clone();
    let mut items = parts.worn.clone();
    let at = if sampler.chance(0.6) { 0 } else { items.len() };
    items.splice(at..at, parts.head.iter().cloned());
    let trail: Vec<String> = bare_trail(parts).collect();
    let bag_first = !parts.carried.is_empty() && sampler.chance(0.15);
    if bag_first {
        items.splice(0..0, trail);
    } else {
        items.extend(trail);
    }
    match sampler.pick(&[0, 4, 0, 0, 4, 1, 2, 3]) {
        1 if !items.is_empty() => {}
        2 => items.push(subject),
        // "Woman with long hair and glasses, black jacket, jeans, red backpack".
        4 if !bag_first => {
            items = vec![format!("{subject}{}", with_head(parts))];
            items.extend(parts.worn.iter().cloned());
            items.extend(bare_trail(parts));
        }
        3 => items = vec![format!("{subject}: {}", items.join(", "))],
        _ => items.insert(0, subject),
    }
    let text = items.join(sampler.pick(&[", ", ", ", ", ", "; ", " - "]));
    let text = if sampler.chance(0.65) {
        capitalised(&text)
    } else {
        text
    };
    if sampler.chance(0.4) {
        format!("{text}.")
    } else {
        text
    }
}

fn request(parts: &Parts, sampler: &mut Sampler<'_>) -> String {
    let Request {
        opening: Text(opening),
        definite,
        end: Text(end),
    } = sampler.pick(&LEXICON.requests);
    let noun = &parts.subject.noun;
    let person = if definite {
        format!("the {noun}")
    } else {
        indefinite(noun)
    };
    let worn = list(&parts.worn, false);
    let head = with_head(parts);
    let text = match sampler.pick(&[0, 0, 1, 2, 3]) {
        _ if worn.is_empty() => format!("{person}{head}{}", trail(&parts.trail)),
        0 => format!("{person}{head} wearing {worn}{}", trail(&parts.trail)),
        1 => format!("{person}{head} who is wearing {worn}{}", trail(&parts.trail)),
        2 => match parts.trail.split_last() {
            Some((posture, rest)) if parts.clothed && is_posture(posture) => {
                format!("{person}{head} {posture} in {worn}{}", trail(rest))
            }
            _ => format!(
                "{person}{head} {} {worn}{}",
                parts.wearing("dressed in"),
                trail(&parts.trail)
            ),
        },
        _ => format!(
            "{person}{head} {} {worn}{}",
            parts.wearing("in"),
            trail(&parts.trail)
        ),
    };
    let text = format!("{opening} {text}");
    let text = if sampler.chance(0.7) {
        capitalised(&text)
    } else {
        text
    };
    if sampler.chance(0.8) {
        format!("{text}{end}")
    } else {
        text
    }
}
