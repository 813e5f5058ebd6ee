//! Spanish requests and questions.

use super::Spanish;
use crate::synth::caption::romance::capitalised;
use crate::synth::caption::romance::telling::Telling;

/// Openings with an indefinite person, most common first; questions hold a gap.
const SOMEBODY: &[&str] = &[
    "Busco a",
    "Busca a",
    "Encuentra a",
    "Estoy buscando a",
    "Muéstrame a",
    "Buscar",
    "Quiero ver a",
    "Necesito encontrar a",
    "Enséñame fotos de",
];
/// Openings with a definite person.
const THE_PERSON: &[&str] = &[
    "Encuentra a",
    "¿Dónde está …?",
    "Busca a",
    "¿Has visto a …?",
    "Muéstrame a",
    "Localiza a",
    "¿Quién es …?",
    "Identifica a",
];
/// Questions about an indefinite person.
const QUESTIONS: &[&str] = &[
    "¿Hay …?",
    "¿Has visto a …?",
    "¿Ves a …?",
    "¿Hay alguna foto de …?",
    "¿Puedes encontrar a …?",
    "¿Alguien ha visto a …?",
    "¿Puedes mostrarme a …?",
    "¿Tienes una foto de …?",
];

/// A request or question.
pub fn request(t: &mut Telling<'_, '_, Spanish>) -> String {
    let (openings, definite) = match t.c.pick(&[0, 1, 2]) {
        0 => (SOMEBODY, false),
        1 => (THE_PERSON, true),
        _ => (QUESTIONS, false),
    };
    let opening = t.c.pick(openings);
    let who = match (definite, opening) {
        (true, _) => t.the_person(),
        (_, "Buscar") => t.bare_person(),
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
fn described(t: &mut Telling<'_, '_, Spanish>, mut who: String) -> String {
    let plain = !t.scene.has_outfit() && t.scene.bags.is_empty() && t.scene.held.is_empty();
    if t.scene.has_outfit() {
        let link = t.agreed(&["con", "que lleva", "vestid~ con", "que viste", "que va con"]);
        let link = if link == "con" && who.contains(" con ") {
            "que lleva".into()
        } else {
            link
        };
        who = format!("{who} {link} {}", t.outfit().unwrap_or_default());
    }
    if let Some(things) = t.with_things() {
        let listing = who.contains(" con ") || who.contains(" que ");
        who = if listing {
            format!("{who}, con {things}")
        } else {
            format!("{who} con {things}")
        };
    }
    if let Some(does) = t.does() {
        // "con una mochila que camina" would make the bag walk.
        let link = if plain { "que" } else { "y que" };
        who = format!("{who} {link} {does}");
    }
    let rest = t.fragments();
    if rest.is_empty() {
        who
    } else {
        format!("{who}, {}", rest.join(", "))
    }
}
