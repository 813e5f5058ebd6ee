//! Spanish shapes of full descriptions.

use super::Spanish;
use crate::caption::romance::sentence_builder::SentenceBuilder;

/// A shape writes its main sentence; what it leaves untold follows in further sentences.
pub type Shape = fn(&mut SentenceBuilder<'_, '_, Spanish>) -> String;

/// Shapes of full descriptions, most common first.
pub const FULL: &[Shape] = &[
    person_wears,
    person_with,
    person_dressed,
    does_and_wears,
    two_sentences,
    framed,
    person_with_does,
    side_first,
    wears_and_does,
    clothes_first,
    bag_first,
    colon,
    that_wears,
    hanging,
    picture_first,
];

/// "Una mujer de pelo largo lleva …, con …"
fn person_wears(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    let who = t.subject();
    let verb = t.c.pick(&["lleva", "viste", "lleva"]);
    outfit_after(t, who, verb)
}

/// "Una mujer con abrigo rojo y vaqueros"
fn person_with(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    let who = t.subject();
    let link = with(t, &who);
    outfit_after(t, who, &link)
}

/// "Un hombre vestido con chaqueta roja camina …"
fn person_dressed(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    let who = t.subject();
    let Some(outfit) = t.outfit() else {
        return nothing_worn(t, who);
    };
    let dressed = t.agreed(&["vestid~ con", "vestid~ con", "que viste"]);
    let verb = match t.does() {
        Some(does) => format!(" {does}"),
        None => t.side().map(|side| format!(", {side}")).unwrap_or_default(),
    };
    trailing(t, format!("{who} {dressed} {outfit}{verb}"))
}

/// "Un hombre camina y lleva …"
fn does_and_wears(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    let who = t.subject();
    let (Some(does), true) = (t.does(), t.scene.has_outfit()) else {
        return outfit_after(t, who, "lleva");
    };
    let outfit = t.outfit().unwrap_or_default();
    let dressed = t.agreed(&[" y lleva", ", con", ", vestid~ con", " y viste"]);
    format!("{who} {does}{dressed} {outfit}")
}

/// "Un hombre camina. Lleva …"
fn two_sentences(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    let who = t.somebody();
    let Some(does) = t.does() else {
        return outfit_after(t, who, "lleva");
    };
    let Some(outfit) = t.outfit() else {
        return format!("{who} {does}");
    };
    let verb = t.agreed(&["Lleva", "Viste", "Va vestid~ con"]);
    format!("{who} {does}. {verb} {outfit}")
}

/// "Se ve a una mujer que lleva …"
fn framed(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    let frame = t.c.pick(&[
        "se ve a",
        "en la foto se ve a",
        "se observa a",
        "en la imagen aparece",
        "es",
        "la foto muestra a",
        "vemos a",
        "se trata de",
    ]);
    let who = t.somebody();
    let link = t.agreed(&["que lleva", "con", "vestid~ con", "que viste"]);
    let link = if link == "con" { with(t, &who) } else { link };
    outfit_after(t, format!("{frame} {who}"), &link)
}

/// "Una mujer con abrigo rojo camina hacia la izquierda"
fn person_with_does(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    let who = t.subject();
    let link = with(t, &who);
    let Some(outfit) = t.bare_outfit() else {
        return nothing_worn(t, who);
    };
    let does = t.does().map(|does| format!(" {does}")).unwrap_or_default();
    trailing(t, format!("{who} {link} {outfit}{does}"))
}

/// "De espaldas, un hombre lleva …"
fn side_first(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    let Some(side) = t.side() else {
        return person_wears(t);
    };
    let who = t.somebody();
    let text = outfit_after(t, who, "lleva");
    format!("{side}, {text}")
}

/// "Un hombre viste … y camina …"
fn wears_and_does(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    let who = t.subject();
    let Some(outfit) = t.outfit() else {
        return nothing_worn(t, who);
    };
    let verb = t.c.pick(&["lleva", "viste", "lleva"]);
    match t.does() {
        Some(does) => format!("{who} {verb} {outfit} y {does}"),
        None => trailing(t, format!("{who} {verb} {outfit}")),
    }
}

/// "Vestida con un abrigo rojo, una mujer camina …"
fn clothes_first(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    if t.scene.action.is_none() && t.scene.bags.is_empty() {
        return that_wears(t);
    }
    let Some(outfit) = t.outfit() else {
        return person_wears(t);
    };
    let dressed = t.agreed(&["vestid~ con"]);
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

/// "Con una mochila negra a la espalda, un hombre lleva …"
fn bag_first(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    if t.scene.bags.is_empty() || !t.scene.has_outfit() {
        return person_wears(t);
    }
    let article = t.c.chance(0.6);
    let bag = t.bag(article).unwrap_or_default();
    let who = t.somebody();
    let text = outfit_after(t, who, "lleva");
    format!("con {bag}, {text}")
}

/// "Una mujer de espaldas: abrigo rojo, vaqueros, botas"
fn colon(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
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

/// "Un hombre que lleva …"
fn that_wears(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    let who = t.subject();
    let verb = t.c.pick(&["que lleva", "que lleva", "que viste", "que va con"]);
    outfit_after(t, who, verb)
}

/// "Una mujer, abrigo rojo y vaqueros, bolso al hombro, camina …"
fn hanging(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
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

/// "En la imagen, una mujer camina vestida con …"
fn picture_first(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
    let frame = t.c.pick(&[
        "en la imagen,",
        "aquí,",
        "en la foto,",
        "en el centro de la imagen,",
    ]);
    let who = t.somebody();
    match t.does() {
        Some(does) => {
            let dressed = t.agreed(&["vestid~ con"]);
            let outfit = t
                .outfit()
                .map(|outfit| format!(", {dressed} {outfit}"))
                .unwrap_or_default();
            format!("{frame} {who} {does}{outfit}")
        }
        None => format!("{frame} {}", outfit_after(t, who, "lleva")),
    }
}

/// "con", unless the person has already one.
pub fn with(t: &mut SentenceBuilder<'_, '_, Spanish>, who: &str) -> String {
    if who.contains(" con ") {
        t.agreed(&["que lleva", "vestid~ con", "que viste"])
    } else {
        "con".into()
    }
}

/// The outfit after a verb or preposition, then what is carried.
fn outfit_after(t: &mut SentenceBuilder<'_, '_, Spanish>, who: String, link: &str) -> String {
    match t.outfit() {
        Some(outfit) => trailing(t, format!("{who} {link} {outfit}")),
        None => nothing_worn(t, who),
    }
}

/// No garment is told: what is left are carried things, the action or the side.
fn nothing_worn(t: &mut SentenceBuilder<'_, '_, Spanish>, who: String) -> String {
    if let Some(things) = t.with_things() {
        let link = if who.contains(" con ") { "que lleva" } else { "con" };
        return format!("{who} {link} {things}");
    }
    match t.doing().or_else(|| t.side()) {
        Some(words) => format!("{who}, {words}"),
        None => who,
    }
}

/// Adds ", con un bolso …" at the end, or leaves it to a further sentence.
fn trailing(t: &mut SentenceBuilder<'_, '_, Spanish>, text: String) -> String {
    let carries = !t.scene.bags.is_empty() || !t.scene.held.is_empty();
    if !carries || text.matches(" con ").count() > 1 || t.c.chance(0.4) {
        return text;
    }
    match t.with_things() {
        Some(things) => format!("{text}, con {things}"),
        None => text,
    }
}
