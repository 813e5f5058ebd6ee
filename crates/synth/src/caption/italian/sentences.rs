//! Italian shapes of full descriptions.

use super::Italian;
use crate::caption::romance::sentence_builder::SentenceBuilder;

/// A shape writes its main sentence; what it leaves untold follows in further sentences.
pub type Shape = fn(&mut SentenceBuilder<'_, '_, Italian>) -> String;

/// Shapes of full descriptions, most common first.
pub const FULL: &[Shape] = &[
    person_wears,
    person_with,
    person_in,
    person_dressed,
    does_and_wears,
    two_sentences,
    framed,
    side_first,
    wears_and_does,
    clothes_first,
    bag_first,
    that_wears,
    colon,
    hanging,
    picture_first,
];

/// "Una donna dai capelli lunghi indossa …, con …"
fn person_wears(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let who = t.subject();
    let verb = t.c.pick(&["indossa", "porta", "indossa"]);
    outfit_after(t, who, verb)
}

/// "Una donna con un cappotto rosso e jeans"
fn person_with(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let who = t.subject();
    let link = with(t, &who);
    outfit_after(t, who, &link)
}

/// "Un uomo in giacca rossa e jeans cammina …"
fn person_in(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let who = t.subject();
    if !t.scene.has_outfit() {
        return nothing_worn(t, who);
    }
    let outfit = t.in_outfit().unwrap_or_default();
    let does = t.does().map(|does| format!(" {does}")).unwrap_or_default();
    trailing(t, format!("{who} {outfit}{does}"))
}

/// "Un uomo vestito con una giacca rossa cammina …"
fn person_dressed(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let who = t.subject();
    let Some(outfit) = t.outfit() else {
        return nothing_worn(t, who);
    };
    let dressed = t.agreed(&["vestit~ con", "vestit~ con", "che indossa"]);
    let verb = match t.does() {
        Some(does) => format!(" {does}"),
        None => t.side().map(|side| format!(", {side}")).unwrap_or_default(),
    };
    trailing(t, format!("{who} {dressed} {outfit}{verb}"))
}

/// "Un uomo cammina e indossa …"
fn does_and_wears(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let who = t.subject();
    let (Some(does), true) = (t.does(), t.scene.has_outfit()) else {
        return outfit_after(t, who, "indossa");
    };
    let outfit = t.outfit().unwrap_or_default();
    let dressed = t.agreed(&[" e indossa", ", con", ", vestit~ con", " e porta"]);
    format!("{who} {does}{dressed} {outfit}")
}

/// "Un uomo cammina. Indossa …"
fn two_sentences(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let who = t.somebody();
    let Some(does) = t.does() else {
        return outfit_after(t, who, "indossa");
    };
    let Some(outfit) = t.outfit() else {
        return format!("{who} {does}");
    };
    let verb = t.agreed(&["Indossa", "Porta", "È vestit~ con"]);
    format!("{who} {does}. {verb} {outfit}")
}

/// "Si vede una donna che indossa …"
fn framed(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let frame = t.c.pick(&[
        "si vede",
        "nella foto si vede",
        "nella foto c'è",
        "nell'immagine compare",
        "è",
        "la foto mostra",
        "vediamo",
        "si tratta di",
    ]);
    let who = t.somebody();
    let link = t.agreed(&["che indossa", "con", "vestit~ con", "che porta"]);
    let link = if link == "con" { with(t, &who) } else { link };
    outfit_after(t, format!("{frame} {who}"), &link)
}

/// "Di spalle, un uomo indossa …"
fn side_first(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let Some(side) = t.side() else {
        return person_wears(t);
    };
    let who = t.somebody();
    let text = outfit_after(t, who, "indossa");
    format!("{side}, {text}")
}

/// "Un uomo indossa … e cammina …"
fn wears_and_does(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let who = t.subject();
    let Some(outfit) = t.outfit() else {
        return nothing_worn(t, who);
    };
    let verb = t.c.pick(&["indossa", "porta", "indossa"]);
    match t.does() {
        Some(does) => format!("{who} {verb} {outfit} e {does}"),
        None => trailing(t, format!("{who} {verb} {outfit}")),
    }
}

/// "Vestita con un cappotto rosso, una donna cammina …"
fn clothes_first(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    if t.scene.action.is_none() && t.scene.bags.is_empty() {
        return that_wears(t);
    }
    let Some(outfit) = t.outfit() else {
        return person_wears(t);
    };
    let dressed = t.agreed(&["vestit~ con"]);
    let who = t.somebody();
    let does = match t.does() {
        Some(does) => Some(does),
        None => t.carries(&[]),
    };
    trailing(
        t,
        format!("{dressed} {outfit}, {who} {}", does.unwrap_or_default()),
    )
}

/// "Con uno zaino nero sulle spalle, un uomo indossa …"
fn bag_first(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    if t.scene.bags.is_empty() || !t.scene.has_outfit() {
        return person_wears(t);
    }
    let bag = t.bag(true).unwrap_or_default();
    let who = t.somebody();
    let text = outfit_after(t, who, "indossa");
    format!("con {bag}, {text}")
}

/// "Una donna di spalle: cappotto rosso, jeans, stivali"
fn colon(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let mut who = t.subject();
    if let Some(side) = t.side() {
        who = format!("{who}, {side}");
    }
    let rest = t.fragments();
    if rest.is_empty() {
        who
    } else {
        format!("{who}: {}", rest.join(", "))
    }
}

/// "Un uomo che indossa …"
fn that_wears(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let who = t.subject();
    let verb = t.c.pick(&["che indossa", "che indossa", "che porta"]);
    outfit_after(t, who, verb)
}

/// "Una donna, con cappotto rosso e jeans, borsa a tracolla, cammina …"
fn hanging(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let who = t.subject();
    let Some(outfit) = t.bare_outfit() else {
        return nothing_worn(t, who);
    };
    let link = with(t, &who);
    let bag = t.bag(false).map(|bag| format!(", {bag}")).unwrap_or_default();
    match t.does() {
        Some(does) => format!("{who}, {link} {outfit}{bag}, {does}"),
        None => format!("{who}, {link} {outfit}{bag}"),
    }
}

/// "Nell'immagine una donna cammina, vestita con …"
fn picture_first(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
    let frame =
        t.c.pick(&["nell'immagine", "nella foto", "qui", "al centro della foto"]);
    let who = t.somebody();
    match t.does() {
        Some(does) => {
            let dressed = t.agreed(&["vestit~ con"]);
            let outfit = t
                .outfit()
                .map(|outfit| format!(", {dressed} {outfit}"))
                .unwrap_or_default();
            format!("{frame} {who} {does}{outfit}")
        }
        None => format!("{frame} {}", outfit_after(t, who, "indossa")),
    }
}

/// "con", unless the person has already one.
pub fn with(t: &mut SentenceBuilder<'_, '_, Italian>, who: &str) -> String {
    if who.contains(" con ") {
        t.agreed(&["che indossa", "vestit~ con", "che porta"])
    } else {
        "con".into()
    }
}

/// The outfit after a verb or preposition, then what is carried.
fn outfit_after(t: &mut SentenceBuilder<'_, '_, Italian>, who: String, link: &str) -> String {
    match t.outfit() {
        Some(outfit) => trailing(t, format!("{who} {link} {outfit}")),
        None => nothing_worn(t, who),
    }
}

/// No garment is told: what is left are carried things, the action or the side.
fn nothing_worn(t: &mut SentenceBuilder<'_, '_, Italian>, who: String) -> String {
    if let Some(things) = t.with_things() {
        let link = if who.contains(" con ") { "che porta" } else { "con" };
        return format!("{who} {link} {things}");
    }
    match t.doing().or_else(|| t.side()) {
        Some(words) => format!("{who}, {words}"),
        None => who,
    }
}

/// Adds ", con una borsa …" at the end, or leaves it to a further sentence.
fn trailing(t: &mut SentenceBuilder<'_, '_, Italian>, text: String) -> String {
    let carries = !t.scene.bags.is_empty() || !t.scene.held.is_empty();
    if !carries || text.matches(" con ").count() > 1 || t.c.chance(0.4) {
        return text;
    }
    match t.with_things() {
        Some(things) => format!("{text}, con {things}"),
        None => text,
    }
}
