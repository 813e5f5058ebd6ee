//! German full descriptions: one or more sentences in a dozen orders.

use super::super::Sampler;
use super::clause::{
    clauses, clothing_only, dressed, fragment, list, manner, on_head, place, relative, sentences, spoken,
    with_head, worn,
};
use super::grammar::Article::{Definite, Indefinite};
use super::grammar::Case::{Accusative, Dative, Nominative};
use super::grammar::capitalised;
use super::lexicon::{LEXICON, Showing};
use super::parts::Parts;
use crate::lexicon::Text;

/// A full description in one of a dozen orders.
pub fn full(parts: &Parts, sampler: &mut Sampler<'_>) -> String {
    let person = parts.subject.render(Nominative, Indefinite);
    let the_person = parts.subject.render(Nominative, Definite);
    let pronoun = parts.pronoun;
    let objects = worn(parts, Accusative, Indefinite);
    let head = with_head(parts, false);
    let more = clauses(parts, sampler);
    let manner = manner(parts);
    let wears = |text: String| {
        if manner.is_empty() {
            text
        } else {
            format!("{text}{manner}")
        }
    };
    let shape = sampler.pick(&[0, 0, 0, 1, 1, 1, 2, 3, 4, 5, 6, 2, 7, 1, 0, 8, 9, 10, 11]);
    let text = match shape {
        0 if !objects.is_empty() => {
            let verb = sampler.pick(&["trägt", "trägt", "hat", "trägt"]);
            let tail = if verb == "hat" { " an" } else { "" };
            let objects = if verb == "hat" {
                clothing_only(parts)
            } else {
                objects.clone()
            };
            if objects.is_empty() {
                fragment(parts, &person, sampler)
            } else {
                let head = with_head(parts, verb == "hat");
                wears(format!("{person}{head} {verb} {}{tail}", list(&objects)))
                    + "."
                    + &sentences(&more, pronoun, sampler)
            }
        }
        // Not "in einer Jacke hat ein Mann einen Rucksack".
        2 if !parts.clothes.is_empty()
            && more
                .last()
                .is_some_and(|last| last.0 != "hat" && last.0 != "trägt") =>
        {
            let mut dress = dressed(parts, sampler);
            // "Bekleidet mit Kleidung" would say it twice.
            if sampler.chance(0.5)
                && !dress.contains("leidung")
                && let Some(clothes) = dress.strip_prefix("in ")
            {
                dress = format!("bekleidet mit {clothes}");
            }
            let head = with_head(parts, true);
            let (verb, rest) = &more[more.len() - 1];
            let rest = if rest.is_empty() {
                String::new()
            } else {
                format!(" {rest}")
            };
            let later = sentences(&more[..more.len() - 1], pronoun, sampler);
            format!("{dress} {verb} {person}{head}{rest}{manner}.{later}")
        }
        3 if parts
            .carried
            .first()
            .is_some_and(|first| !place(first).is_empty())
            && !objects.is_empty() =>
        {
            let bag = &parts.carried[0];
            let thing = format!("{}{}", bag.thing.render(Dative, Indefinite), place(bag));
            let later = sentences(&more[1..], pronoun, sampler);
            wears(format!("mit {thing} ist {person}{head} zu sehen"))
                + &format!(". {} trägt {}.{later}", capitalised(pronoun), list(&objects))
        }
        4 | 9 if parts.hair.is_some() && !objects.is_empty() => {
            let hair = parts
                .hair
                .as_ref()
                .map(|hair| on_head(hair, Accusative))
                .unwrap_or_default();
            wears(format!("{the_person} hat {hair} und trägt {}", list(&objects)))
                + "."
                + &sentences(&more, pronoun, sampler)
        }
        5 => {
            let Showing {
                opening: Text(opening),
                case,
            } = sampler.pick(&LEXICON.showing);
            let person = parts.subject.render(case, Indefinite);
            format!("{opening} {}", fragment(parts, &person, sampler))
        }
        6 if !objects.is_empty() && parts.facing.is_some() => {
            let view = parts
                .facing
                .map(|facing| sampler.pick(&LEXICON.view[facing]))
                .unwrap_or_default();
            let later = &more[..more.len() - 1];
            wears(format!("{view}: {person}{head} trägt {}", list(&objects)))
                + "."
                + &sentences(later, pronoun, sampler)
        }
        7 | 10 if more.first().is_some_and(|first| first.0 != "trägt") && !objects.is_empty() => {
            let first = spoken(&more[0]);
            let later = sentences(&more[1..], pronoun, sampler);
            wears(format!(
                "{person}{head} {first}. {} trägt {}",
                capitalised(pronoun),
                list(&objects)
            )) + "."
                + &later
        }
        8 if !objects.is_empty() => {
            let verb = relative(parts.subject.gender);
            wears(format!("{person}{head}, {verb} {} trägt", list(&objects)))
                + "."
                + &sentences(&more, pronoun, sampler)
        }
        11 if !objects.is_empty() => {
            wears(format!(
                "auf dem Foto ist {person}{head} zu sehen. {} trägt {}",
                capitalised(pronoun),
                list(&objects)
            )) + "."
                + &sentences(&more, pronoun, sampler)
        }
        _ => fragment(parts, &person, sampler),
    };
    let text = capitalised(&text);
    if text.ends_with('.') || sampler.chance(0.25) {
        text
    } else {
        format!("{text}.")
    }
}
