//! Shapes of brief captions that the Romance languages share: telegraphic ones, keywords, clothes alone.

use super::romance_grammar::RomanceGrammar;
use super::sentence_builder::SentenceBuilder;
use super::{capitalised, enumerate};

/// "manteau rouge et sac à dos noir": nobody is named.
pub fn clothes_only<V: RomanceGrammar>(t: &mut SentenceBuilder<'_, '_, V>) -> String {
    t.c.claims.leave_sex_open();
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
    let mut all = vec![enumerate(&things, V::AND)];
    all.extend(t.fragments());
    all.join(", ")
}

/// Adds what is left of a short caption.
pub fn tail<V: RomanceGrammar>(t: &mut SentenceBuilder<'_, '_, V>, mut text: String) -> String {
    if !text.contains(&format!(" {} ", V::WITH))
        && t.c.chance(0.6)
        && let Some(things) = t.with_things()
    {
        text = format!("{text} {} {things}", V::WITH);
    }
    let rest = t.fragments();
    if rest.is_empty() {
        text
    } else {
        format!("{text}, {}", rest.join(", "))
    }
}

/// Facts between commas.
pub fn telegraphic<V: RomanceGrammar>(t: &mut SentenceBuilder<'_, '_, V>) -> String {
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
                format!("{who}{}{}", V::COLON, rest.join(", "))
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
pub fn keywords<V: RomanceGrammar>(t: &mut SentenceBuilder<'_, '_, V>) -> String {
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
