//! German sentence shapes: the order of the parts, the verb in its place, each noun in its case.

use super::super::{Sampler, Style};
use super::clause::{
    adjuncts, asked, attach, clauses, dressed, fragment, list, manner, on_head, relative, spoken, verb_last,
    with_head, worn,
};
use super::full::full;
use super::grammar::Article::{self, Definite, Indefinite};
use super::grammar::Case::{Accusative, Dative, Nominative};
use super::grammar::capitalised;
use super::lexicon::{LEXICON, Request};
use super::parts::Parts;
use crate::lexicon::Text;

/// Puts the parts into a text of the given style.
pub fn compose(parts: &Parts, style: Style, sampler: &mut Sampler<'_>) -> String {
    match style {
        Style::Full => full(parts, sampler),
        Style::Short => short(parts, sampler),
        Style::Keywords => keywords(parts, sampler),
        Style::Telegraphic => telegraphic(parts, sampler),
        Style::Request => request(parts, sampler),
    }
}

fn short(parts: &Parts, sampler: &mut Sampler<'_>) -> String {
    let article = sampler.pick(&[Article::None, Article::None, Indefinite]);
    let person = parts.subject.render(Nominative, article);
    let all: Vec<String> = parts
        .clothes
        .iter()
        .map(|garment| garment.render(Dative, Article::None))
        .collect();
    let head = with_head(parts, true);
    let dress = dressed(parts, sampler);
    let text = match sampler.pick(&[0, 0, 1, 2, 3, 4]) {
        1 if !all.is_empty() => {
            let hair = parts.hair.iter().map(|hair| on_head(hair, Dative));
            let rest = parts
                .accessories
                .iter()
                .map(|thing| thing.render(Dative, Article::None));
            let things: Vec<String> = hair.chain(all).chain(rest).collect();
            format!("{person} mit {}{}", list(&things), adjuncts(parts, sampler))
        }
        2 if !dress.is_empty() => {
            sampler.claims.leave_sex_open();
            format!("jemand{head} {dress}{}", adjuncts(parts, sampler))
        }
        3 if parts.carried.is_empty()
            && parts.action.is_none()
            && parts.hair.is_none()
            && parts.manner.is_empty() =>
        {
            sampler.claims.leave_sex_open();
            list(&worn(parts, Nominative, article))
        }
        4 if !dress.is_empty() => {
            let the = parts.subject.render(Nominative, Definite);
            format!("{the}{head} {dress}{}", adjuncts(parts, sampler))
        }
        _ if dress.is_empty() => attach(&person, &head, &adjuncts(parts, sampler)),
        _ => format!("{person}{head} {dress}{}", adjuncts(parts, sampler)),
    };
    let text = if text.is_empty() { person } else { text };
    let text = if sampler.chance(0.6) {
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

/// All facts but the person as bare noun phrases and adverbs. `over`: a jacket over something is one item.
fn items(parts: &Parts, over: bool, sampler: &mut Sampler<'_>) -> Vec<String> {
    let mut items = parts.phrases(Article::None);
    items.remove(0);
    if let Some((index, garment)) = parts
        .clothes
        .iter()
        .enumerate()
        .find(|(_, garment)| over && garment.inner.is_some())
    {
        let at = usize::from(parts.hair.is_some()) + index;
        items.splice(at..at + 2, [garment.render(Nominative, Article::None)]);
    }
    items.extend(parts.manner.iter().map(|manner| (*manner).to_owned()));
    match (parts.posture, &parts.action) {
        (Some(posture), _) => items.push(posture.to_owned()),
        (None, Some((verb, rest))) => items.push(spoken(&((*verb).to_owned(), rest.clone()))),
        (None, None) => {}
    }
    if let Some(facing) = parts.facing {
        items.push(sampler.pick(&LEXICON.facing[facing]).to_owned());
    }
    items
}

fn keywords(parts: &Parts, sampler: &mut Sampler<'_>) -> String {
    let mut items = items(parts, false, sampler);
    let person = parts.subject.render(Nominative, Article::None);
    match sampler.pick(&[0, 0, 0, 1, 2]) {
        1 if !items.is_empty() => {}
        2 => items.push(person),
        _ => items.insert(0, person),
    }
    items.join(sampler.pick(&[" ", " ", ", ", " ", ", ", ","]))
}

/// "Frau mit Brille von hinten", then the clothes and the rest, as most people describe a photo.
fn person_first(parts: &Parts, person: &str, sampler: &mut Sampler<'_>) -> Vec<String> {
    let side = parts
        .facing
        .map(|facing| format!(" {}", sampler.pick(&LEXICON.facing[facing])))
        .unwrap_or_default();
    let mut items = vec![format!("{person}{}{side}", with_head(parts, true))];
    let clothes = parts.clothes.iter();
    items.extend(clothes.map(|garment| garment.render(Nominative, Article::None)));
    let carried = parts.carried.iter();
    items.extend(carried.map(|carried| carried.thing.render(Nominative, Article::None)));
    items.extend(parts.manner.iter().map(|manner| (*manner).to_owned()));
    match (parts.posture, &parts.action) {
        (Some(posture), _) => items.push(posture.to_owned()),
        (None, Some((verb, rest))) => items.push(spoken(&((*verb).to_owned(), rest.clone()))),
        (None, None) => {}
    }
    items
}

fn telegraphic(parts: &Parts, sampler: &mut Sampler<'_>) -> String {
    let mut items = items(parts, true, sampler);
    let person = parts.subject.render(Nominative, Article::None);
    match sampler.pick(&[0, 4, 0, 4, 0, 1, 2, 3]) {
        1 if !items.is_empty() => {}
        2 => items.push(person),
        4 => items = person_first(parts, &person, sampler),
        3 => items = vec![format!("{person}: {}", items.join(", "))],
        _ => items.insert(0, person),
    }
    let text = items.join(sampler.pick(&[", ", ", ", ", ", "; ", " - "]));
    let text = if sampler.chance(0.75) {
        capitalised(&text)
    } else {
        text
    };
    if sampler.chance(0.35) {
        format!("{text}.")
    } else {
        text
    }
}

fn request(parts: &Parts, sampler: &mut Sampler<'_>) -> String {
    let Request {
        opening: Text(opening),
        case,
        article,
        end: Text(end),
    } = sampler.pick(&LEXICON.requests);
    let person = parts.subject.render(case, article);
    let objects = worn(parts, Accusative, Indefinite);
    let body = match sampler.pick(&[0, 0, 1, 1]) {
        0 if !objects.is_empty() => {
            let head = with_head(parts, false);
            // A bag without a place joins the clothes; "auf dem Rücken" would seem to hold for all of them.
            let placed = |text: &str| {
                [" auf ", " über ", " an ", " in ", " um "]
                    .iter()
                    .any(|word| text.contains(word))
            };
            let (worn_too, rest): (Vec<_>, Vec<_>) = clauses(parts, sampler)
                .into_iter()
                .partition(|(verb, thing)| verb == "trägt" && !placed(thing));
            let objects: Vec<String> = objects
                .into_iter()
                .chain(worn_too.into_iter().map(|(_, thing)| thing))
                .collect();
            let mut body = format!(
                "{person}{head}, {} {} trägt",
                relative(parts.subject.gender),
                list(&objects)
            );
            for (verb, thing) in rest {
                let clause = (if verb == "trägt" { "hat".to_owned() } else { verb }, thing);
                body = format!("{body} und {}", verb_last(&clause));
            }
            format!("{body}{}", manner(parts))
        }
        _ if end == "?" => asked(parts, &person, sampler),
        _ => fragment(parts, &person, sampler),
    };
    let text = format!("{opening} {body}{end}");
    let text = if sampler.chance(0.75) {
        capitalised(&text)
    } else {
        text
    };
    if sampler.chance(0.85) {
        text
    } else {
        text.trim_end_matches(['.', '?']).to_owned()
    }
}
