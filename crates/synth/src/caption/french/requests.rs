//! French requests and questions.

use super::carrying::hair_with_article;
use super::grammar;
use super::{French, LEXICON};
use crate::caption::romance::sentence_builder::SentenceBuilder;
use crate::caption::romance::{capitalised, enumerate};

/// A request or question.
pub fn request(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let (openings, definite) = match t.c.pick(&[0, 1, 2]) {
        0 => (&LEXICON.request.somebody, false),
        1 => (&LEXICON.request.the_person, true),
        _ => (&LEXICON.request.questions, false),
    };
    let opening = t.c.pick(openings);
    let who = if definite { t.the_person() } else { t.somebody() };
    let who = described(t, who);
    let text = match opening.strip_suffix(" …?") {
        Some(question) => format!("{question} {who} ?"),
        None => format!("{opening} {who}{}", t.c.pick(&["", ".", ""])),
    };
    capitalised(&text)
}

/// The person with all that is left to tell.
fn described(t: &mut SentenceBuilder<'_, '_, French>, mut who: String) -> String {
    let worn = t.scene.has_outfit();
    let clothed = !t.scene.clothes.is_empty();
    if worn {
        who = match t.c.pick(&[0, 1, 2, 3, 4]) {
            0 if clothed => format!("{who} {}", t.in_outfit().unwrap_or_default()),
            // The outfit is then told among the other things.
            1 if !who.contains(" avec ") => who,
            3 => format!("{who} portant {}", t.outfit_with_articles().unwrap_or_default()),
            4 if clothed => {
                let dressed = t.agreed(&["vêtu~", "habillé~"]);
                format!("{who} {dressed} {}", t.of_outfit().unwrap_or_default())
            }
            _ => format!("{who} qui porte {}", t.outfit_with_articles().unwrap_or_default()),
        };
    }
    let things = all_with_articles(t);
    let plain = !worn && things.is_empty();
    if !things.is_empty() {
        let comma = if who.contains(" avec ") { "," } else { "" };
        who = format!("{who}{comma} avec {}", enumerate(&things, "et"));
    }
    if let Some(does) = t.does() {
        // "avec un sac qui marche" would make the bag walk.
        let link = if plain { "qui" } else { "et qui" };
        who = format!("{who} {link} {does}");
    }
    let rest = t.fragments();
    if rest.is_empty() {
        who
    } else {
        format!("{who}, {}", rest.join(", "))
    }
}

/// Everything that the person has or wears and that is not yet told, with articles.
fn all_with_articles(t: &mut SentenceBuilder<'_, '_, French>) -> Vec<String> {
    let mut worn = t.scene.take_outfit();
    worn.extend(t.scene.headgear.take().map(|(_, hat)| hat));
    worn.extend(t.scene.eyewear.take());
    worn.append(&mut t.scene.worn);
    let mut all: Vec<String> = t.scene.hair.take().iter().map(hair_with_article).collect();
    all.extend(worn.iter().map(grammar::a));
    while let Some(bag) = t.bag(true) {
        all.push(bag);
    }
    all.extend(t.held());
    all
}
