//! Spanish requests and questions.

use super::{LEXICON, Spanish};
use crate::caption::romance::capitalised;
use crate::caption::romance::sentence_builder::SentenceBuilder;

/// A request or question.
pub fn request(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    let (openings, definite) = match t.c.pick(&[0, 1, 2]) {
        0 => (&LEXICON.request.somebody, false),
        1 => (&LEXICON.request.the_person, true),
        _ => (&LEXICON.request.questions, false),
    };
    let opening = t.c.pick(openings);
    let who = match (definite, opening) {
        (true, _) => t.the_person(),
        (_, "Buscar") => t.bare_person(),
        _ => t.somebody(),
    };
    let who = described(t, who, opening == "¿Hay …?");
    let text = match opening.strip_suffix(" …?") {
        Some(question) => format!("{question} {who}?"),
        None => format!("{opening} {who}{}", t.c.pick(&["", ".", ""])),
    };
    capitalised(&text)
}

/// The person with all that is left to tell; after "¿Hay …?" no indicative may follow "que".
fn described(t: &mut SentenceBuilder<'_, '_, Spanish>, mut who: String, is_there: bool) -> String {
    if t.scene.has_outfit() {
        let links: &[&str] = if is_there {
            &["con", "que lleve"]
        } else {
            &["con", "que lleva", "vestid~ con", "que viste", "que va con"]
        };
        let link = t.agreed(links);
        let link = if link == "con" && who.contains(" con ") {
            links[1].into()
        } else {
            link
        };
        who = format!("{who} {link} {}", t.outfit().unwrap_or_default());
    }
    let things = t.with_everything();
    if let Some(things) = &things {
        who = format!("{who}{} con {things}", comma(&who));
    }
    // "con una mochila que camina" would make the bag walk.
    let action = if !is_there && comma(&who).is_empty() {
        t.does().map(|does| format!(" que {does}"))
    } else if !is_there && things.is_none() && who.contains(" que ") {
        t.does().map(|does| format!(" y que {does}"))
    } else {
        t.doing().map(|doing| format!("{} {doing}", comma(&who)))
    };
    who.push_str(&action.unwrap_or_default());
    let rest = t.fragments();
    if rest.is_empty() {
        who
    } else {
        format!("{who}, {}", rest.join(", "))
    }
}

/// What separates a further phrase from a person who has one already.
fn comma(who: &str) -> &'static str {
    if who.contains(" con ") || who.contains(" que ") {
        ","
    } else {
        ""
    }
}
