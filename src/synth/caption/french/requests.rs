//! French requests and questions.

use super::French;
use crate::synth::caption::romance::capitalised;
use crate::synth::caption::romance::telling::Telling;

/// Openings with an indefinite person, most common first.
const SOMEBODY: &[&str] = &[
    "Je cherche",
    "Trouve-moi",
    "Cherche",
    "Montre-moi",
    "Trouver",
    "Recherche",
    "Je voudrais voir",
    "Affiche",
    "On recherche",
    "Peux-tu trouver …?",
];
/// Openings with a definite person.
const THE_PERSON: &[&str] = &[
    "Trouve",
    "Retrouve",
    "Où est …?",
    "Montre-moi",
    "Cherche",
    "As-tu vu …?",
    "Identifie",
    "Qui est …?",
];
/// Questions about an indefinite person.
const QUESTIONS: &[&str] = &[
    "Y a-t-il …?",
    "As-tu vu …?",
    "Avez-vous vu …?",
    "Est-ce qu'il y a …?",
    "Peux-tu me montrer …?",
    "Tu as …?",
    "Pouvez-vous retrouver …?",
    "Existe-t-il une photo avec …?",
];

/// A request or question.
pub fn request(t: &mut Telling<'_, '_, French>) -> String {
    let (openings, definite) = match t.c.pick(&[0, 1, 2]) {
        0 => (SOMEBODY, false),
        1 => (THE_PERSON, true),
        _ => (QUESTIONS, false),
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
fn described(t: &mut Telling<'_, '_, French>, mut who: String) -> String {
    let mut with = false;
    let plain = !t.scene.has_outfit() && t.scene.bags.is_empty() && t.scene.held.is_empty();
    if t.scene.has_outfit() {
        who = match t.c.pick(&[0, 1, 2, 3, 4]) {
            0 => format!("{who} {}", t.in_outfit().unwrap_or_default()),
            1 => {
                with = true;
                format!("{who} avec {}", t.outfit_with_articles().unwrap_or_default())
            }
            2 => format!("{who} qui porte {}", t.outfit_with_articles().unwrap_or_default()),
            3 => format!("{who} portant {}", t.outfit_with_articles().unwrap_or_default()),
            _ => {
                let dressed = t.agreed(&["vêtu~", "habillé~"]);
                format!("{who} {dressed} {}", t.of_outfit().unwrap_or_default())
            }
        };
    }
    if let Some(things) = t.with_things() {
        who = if with {
            format!("{who} ainsi que {things}")
        } else {
            format!("{who} avec {things}")
        };
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
