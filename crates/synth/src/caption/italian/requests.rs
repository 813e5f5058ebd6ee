//! Italian requests and questions.

use super::{Italian, LEXICON};
use crate::caption::romance::capitalised;
use crate::caption::romance::sentence_builder::SentenceBuilder;

/// A request or question.
pub fn request(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let (openings, definite) = match t.c.pick(&[0, 1, 2]) {
        0 => (&LEXICON.request.somebody, false),
        1 => (&LEXICON.request.the_person, true),
        _ => (&LEXICON.request.questions, false),
    };
    let opening = t.c.pick(openings);
    let who = match (definite, opening) {
        (true, _) => t.the_person(),
        (_, "Cercare") => t.bare_person(),
        _ => t.somebody(),
    };
    let who = described(t, who);
    let text = match opening.strip_suffix(" …?") {
        Some(question) => format!("{question} {who}?"),
        None => format!("{opening} {who}{}", t.c.pick(&["", ".", ""])),
    };
    capitalised(&text)
}

/// The person with all that is left to tell.
fn described(t: &mut SentenceBuilder<'_, '_, Italian>, mut who: String) -> String {
    if t.scene.has_outfit() {
        let clothed = !t.scene.clothes.is_empty();
        let link = t.agreed(&["con", "che indossa", "vestit~ con", "in", "che porta"]);
        who = match link.as_str() {
            "in" if clothed => format!("{who} {}", t.in_outfit().unwrap_or_default()),
            "con" | "in" if !who.contains(" con ") => {
                format!("{who} con {}", t.outfit().unwrap_or_default())
            }
            "con" | "in" => format!("{who} che indossa {}", t.outfit().unwrap_or_default()),
            link => format!("{who} {link} {}", t.outfit().unwrap_or_default()),
        };
    }
    let things = t.with_everything();
    if let Some(things) = &things {
        who = format!("{who}{} con {things}", comma(&who));
    }
    // "con uno zaino che cammina" would make the backpack walk.
    let action = if comma(&who).is_empty() && things.is_none() {
        t.does().map(|does| format!(" che {does}"))
    } else if things.is_none() && who.contains(" che ") {
        t.does().map(|does| format!(" e che {does}"))
    } else {
        t.doing().map(|doing| format!(", {doing}"))
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
    let has = [" con ", " che ", " in "].iter().any(|link| who.contains(link));
    if has { "," } else { "" }
}
