//! Spanish shapes of short captions, telegraphic ones and keywords.

use super::sentences::with;
use super::telling::Telling;
use crate::synth::caption::french::romance::{capitalised, enumerate};

/// A short noun phrase or sentence.
pub fn short(t: &mut Telling<'_, '_>) -> String {
    let shape = t.c.pick(&[0, 1, 2, 3, 4, 5, 6]);
    if shape == 4 || !t.scene.has_outfit() {
        let who = if shape % 2 == 0 {
            t.bare_person()
        } else {
            t.somebody()
        };
        return tail(t, who);
    }
    let text = match shape {
        0 => {
            let who = t.bare_person();
            let link = with(t, &who);
            format!("{who} {link} {}", t.bare_outfit().unwrap_or_default())
        }
        1 => {
            let who = t.somebody();
            let link = with(t, &who);
            format!("{who} {link} {}", t.outfit().unwrap_or_default())
        }
        2 => {
            let who = t.bare_person();
            format!("{who} {}", t.bare_outfit().unwrap_or_default())
        }
        3 => return clothes_only(t),
        5 => {
            let who = t.bare_person();
            let dressed = t.agreed(&["vestid~ con"]);
            format!("{who} {dressed} {}", t.bare_outfit().unwrap_or_default())
        }
        _ => {
            let who = t.somebody();
            format!("{who} que lleva {}", t.outfit().unwrap_or_default())
        }
    };
    tail(t, text)
}

/// "abrigo rojo y mochila negra": nobody is named.
fn clothes_only(t: &mut Telling<'_, '_>) -> String {
    let mut things: Vec<String> = t
        .scene
        .take_outfit()
        .into_iter()
        .map(|thing| thing.text)
        .collect();
    things.extend(t.scene.headgear.take().map(|(_, hat)| hat.text));
    while let Some(bag) = t.bag(false) {
        things.push(bag);
    }
    let mut all = vec![enumerate(&things, "y")];
    all.extend(t.fragments());
    all.join(", ")
}

/// Adds what is left of a short caption.
fn tail(t: &mut Telling<'_, '_>, mut text: String) -> String {
    if !text.contains(" con ")
        && t.c.chance(0.6)
        && let Some(things) = t.with_things()
    {
        text = format!("{text} con {things}");
    }
    let rest = t.fragments();
    if rest.is_empty() {
        text
    } else {
        format!("{text}, {}", rest.join(", "))
    }
}

/// Facts between commas.
pub fn telegraphic(t: &mut Telling<'_, '_>) -> String {
    let text = match t.c.pick(&[0, 0, 1, 2]) {
        0 => {
            let mut all = vec![t.bare_person()];
            all.extend(t.fragments());
            all.join(", ")
        }
        1 => {
            let who = t.bare_person();
            let rest = t.fragments();
            if rest.is_empty() {
                who
            } else {
                format!("{who}: {}", rest.join(", "))
            }
        }
        _ => {
            let mut all = t.fragments();
            all.push(t.scene.person.text.clone());
            all.join(", ")
        }
    };
    if t.c.chance(0.6) { capitalised(&text) } else { text }
}

/// Bare words.
pub fn keywords(t: &mut Telling<'_, '_>) -> String {
    let person = t.scene.person.text.clone();
    let mut all = t.fragments();
    match t.c.pick(&[0, 1, 2]) {
        0 => all.insert(0, person),
        1 => all.push(person),
        _ if all.is_empty() => all.push(person),
        _ => {}
    }
    all.join(" ")
}
