//! English full descriptions: one or more sentences in a dozen orders.

use super::super::Sampler;
use super::super::selection::Selection;
use super::clause::{fragment, predicate, sentences, singular, stands_first, trail, with_head};
use super::lexicon::LEXICON;
use super::parts::Parts;
use super::phrase::{capitalised, indefinite, list};

/// A full description in one of a dozen orders.
pub fn full(parts: &Parts, selection: &Selection, sampler: &mut Sampler<'_>) -> String {
    let subject = &parts.subject;
    let a_person = indefinite(&subject.noun);
    let the_person = format!("the {}", subject.noun);
    let serial = sampler.chance(0.4);
    let worn = list(&parts.worn, serial);
    let head = with_head(parts);
    let shape = sampler.pick(&[0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 9, 10, 11, 12]);
    let first = |trail: &[String]| trail.first().map(|phrase| predicate(phrase, subject));
    let text = match shape {
        1 if !worn.is_empty() => {
            let verb = if parts.clothed {
                sampler.pick(&["is wearing", "wears", "is dressed in", "has on"])
            } else {
                "is wearing"
            };
            format!(
                "{a_person}{head} {verb} {worn}.{}",
                sentences(&parts.trail, subject, sampler)
            )
        }
        2 if !worn.is_empty() && !parts.trail.is_empty() => {
            let start = parts.wearing(sampler.pick(&["wearing", "dressed in", "in", "clad in"]));
            let mut rest = parts.trail.clone();
            let main = rest
                .pop()
                .map(|phrase| singular(&predicate(&phrase, subject)))
                .unwrap_or_default();
            format!(
                "{start} {worn}, {a_person}{head} {main}.{}",
                sentences(&rest, subject, sampler)
            )
        }
        3 if !worn.is_empty() && stands_first(parts) => {
            let verb = if parts.clothed {
                sampler.pick(&["wears", "is wearing", "is dressed in", "has on"])
            } else {
                "is wearing"
            };
            let rest = sentences(&parts.trail[1..], subject, sampler);
            format!("{}, {a_person}{head} {verb} {worn}.{rest}", parts.trail[0])
        }
        4 if !parts.head.is_empty() && parts.clothed => {
            let hair = list(&parts.head, false);
            let verb = sampler.pick(&["and is wearing", "and wears", "and is dressed in", "and has on"]);
            format!(
                "{the_person} has {hair} {verb} {worn}.{}",
                sentences(&parts.trail, subject, sampler)
            )
        }
        5 if !worn.is_empty() && selection.facing => {
            let view = sampler.pick(&LEXICON.view[selection.facts.facing]);
            let kept = without_view(parts, selection);
            let wearing = parts.wearing(sampler.pick(&["in", "wearing", "dressed in", "clad in"]));
            format!("{view} of {a_person}{head} {wearing} {worn}{}", trail(&kept))
        }
        6 => {
            let opening = sampler.pick(&LEXICON.showing);
            format!("{opening} {}", fragment(parts, &a_person, sampler))
        }
        7 if parts.coloured.len() >= 2 && parts.coloured.len() == parts.worn.len() => {
            let clauses: Vec<String> = parts
                .coloured
                .iter()
                .take(3)
                .enumerate()
                .map(|(index, (noun, colour, plural))| {
                    let owner = if index == 0 {
                        format!("{}'s", the_person)
                    } else {
                        subject.his.to_owned()
                    };
                    format!("{owner} {noun} {} {colour}", if *plural { "are" } else { "is" })
                })
                .collect();
            let mut more = Vec::new();
            if !parts.head.is_empty() {
                more.push(format!("with {}", list(&parts.head, false)));
            }
            let missing = parts.worn.get(3..).unwrap_or_default();
            if !missing.is_empty() {
                more.push(format!("wearing {}", list(missing, false)));
            }
            more.extend(parts.trail.iter().cloned());
            format!(
                "{}.{}",
                list(&clauses, serial),
                sentences(&more, subject, sampler)
            )
        }
        8 if !parts.trail.is_empty() && !worn.is_empty() => {
            let main = first(&parts.trail)
                .map(|main| singular(&main))
                .unwrap_or_default();
            let verb = format!("{} wearing", subject.is);
            let more = sentences(&parts.trail[1..], subject, sampler);
            format!(
                "{a_person}{head} {main}. {} {verb} {worn}.{more}",
                capitalised(subject.he)
            )
        }
        // Not "the person is a person who".
        9 if !worn.is_empty() && subject.he != "they" => {
            let verb = if parts.clothed {
                sampler.pick(&["is wearing", "is in", "has on", "is dressed in"])
            } else {
                "is wearing"
            };
            let is = sampler.pick(&["is", "appears to be", "seems to be", "looks like", "is probably"]);
            format!(
                "the person {is} {a_person}{head} who {verb} {worn}{}",
                trail(&parts.trail)
            )
        }
        10 if !parts.head.is_empty() && !worn.is_empty() => {
            let hair = list(&parts.head, false);
            format!(
                "{a_person} who has {hair} is wearing {worn}.{}",
                sentences(&parts.trail, subject, sampler)
            )
        }
        11 if parts.clothed => {
            let verb = sampler.pick(&[
                "can be seen wearing",
                "can be seen in",
                "is seen in",
                "has got on",
            ]);
            format!("{a_person}{head} {verb} {worn}{}", trail(&parts.trail))
        }
        _ => fragment(parts, &a_person, sampler),
    };
    finish(&text, sampler)
}

/// The trail without the phrase for the side, which the heading says already.
fn without_view(parts: &Parts, selection: &Selection) -> Vec<String> {
    let sides = &LEXICON.facing[selection.facts.facing];
    let filled: Vec<String> = sides.iter().map(|side| parts.subject.fill(side)).collect();
    parts
        .trail
        .iter()
        .filter(|phrase| !filled.contains(phrase))
        .cloned()
        .collect()
}

/// Capital letter and, more often than not, a full stop.
fn finish(text: &str, sampler: &mut Sampler<'_>) -> String {
    let text = capitalised(text);
    if text.ends_with('.') || sampler.chance(0.25) {
        text
    } else {
        format!("{text}.")
    }
}
