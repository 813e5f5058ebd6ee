//! French shapes of full descriptions.

use super::French;
use super::grammar;
use crate::caption::romance::capitalised;
use crate::caption::romance::sentence_builder::SentenceBuilder;

/// A shape writes its main sentence; what it leaves untold follows in further sentences.
pub type Shape = fn(&mut SentenceBuilder<'_, '_, French>) -> String;

/// Shapes of full descriptions, most common first.
pub const FULL: &[Shape] = &[
    person_wears,
    person_in,
    person_dressed,
    doing_first,
    two_sentences,
    framed,
    person_with,
    side_first,
    wears_and_does,
    clothes_first,
    bag_first,
    colon,
    that_wears,
    hanging,
    sentence_of_picture,
];

/// "Une femme aux cheveux longs porte …, avec …"
fn person_wears(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let who = t.somebody();
    match t.outfit_with_articles() {
        Some(outfit) => {
            let text = format!("{who} porte {outfit}");
            trailing(t, text)
        }
        None => nothing_worn(t, who),
    }
}

/// "Un homme en veste rouge et jean marche …"
fn person_in(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let who = t.somebody();
    let Some(outfit) = t.in_outfit() else {
        return nothing_worn(t, who);
    };
    let does = t.does().map(|does| format!(" {does}")).unwrap_or_default();
    trailing(t, format!("{who} {outfit}{does}"))
}

/// "Un homme vêtu d'une veste rouge et d'un jean marche …"
fn person_dressed(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let who = t.somebody();
    let dressed = t.agreed(&["vêtu~", "habillé~", "vêtu~"]);
    let Some(outfit) = t.of_outfit() else {
        return nothing_worn(t, who);
    };
    let verb = match t.does() {
        Some(does) => format!(" {does}"),
        None => t.side().map(|side| format!(", {side}")).unwrap_or_default(),
    };
    trailing(t, format!("{who} {dressed} {outfit}{verb}"))
}

/// "Un homme marche et porte …"
fn doing_first(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let who = t.somebody();
    let (Some(does), true) = (t.does(), t.scene.has_outfit()) else {
        return person_wears_with(t, who);
    };
    let outfit = t.outfit_with_articles().unwrap_or_default();
    let link =
        t.c.pick(&[" et porte", ", portant", ", avec", " ; {il} porte"])
            .replace("{il}", t.pronoun());
    format!("{who} {does}{link} {outfit}")
}

/// "Un homme marche. Il porte …"
fn two_sentences(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let who = t.somebody();
    let Some(does) = t.does() else {
        return person_wears_with(t, who);
    };
    let Some(outfit) = t.outfit_with_articles() else {
        return format!("{who} {does}");
    };
    let pronoun = capitalised(t.pronoun());
    let verb = t.agreed(&["porte", "porte", "a", "est habillé~ avec"]);
    format!("{who} {does}. {pronoun} {verb} {outfit}")
}

/// "On voit une femme qui porte …"
fn framed(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let frame = t.c.pick(&[
        "on voit",
        "la photo montre",
        "on dirait",
        "c'est sans doute",
        "sur la photo, on voit",
        "c'est",
        "on aperçoit",
        "l'image montre",
        "il s'agit d'",
    ]);
    let who = t.somebody();
    let head = if frame.ends_with('\'') {
        format!("{frame}{who}")
    } else {
        format!("{frame} {who}")
    };
    match t.c.pick(&[0, 1, 2, 3]) {
        0 => with_outfit(t, head, "qui porte"),
        1 => with_outfit(t, head, "portant"),
        2 => with_bare_outfit(t, head),
        _ => with_outfit(t, head, "avec"),
    }
}

/// "Une femme avec …"
fn person_with(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let who = t.somebody();
    with_outfit(t, who, "avec")
}

/// "Vu de dos, un homme porte …"
fn side_first(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let Some(side) = t.side() else {
        return person_wears(t);
    };
    let who = t.somebody();
    let text = with_outfit(t, who, "porte");
    format!("{side}, {text}")
}

/// "Un homme, qui porte …, marche …"
fn wears_and_does(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let who = t.somebody();
    let Some(outfit) = t.outfit_with_articles() else {
        return nothing_worn(t, who);
    };
    match t.does() {
        Some(does) => format!("{who}, qui porte {outfit}, {does}"),
        None => trailing(t, format!("{who} porte {outfit}")),
    }
}

/// "Vêtue d'un manteau rouge, une femme marche …"
fn clothes_first(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    if t.scene.action.is_none() && t.scene.bags.is_empty() && t.scene.held.is_empty() {
        return that_wears(t);
    }
    let dressed = t.agreed(&["vêtu~", "habillé~"]);
    let Some(outfit) = t.of_outfit() else {
        return person_wears(t);
    };
    let who = t.somebody();
    match t.does() {
        Some(does) => trailing(t, format!("{dressed} {outfit}, {who} {does}")),
        None => match t.carries(&[]) {
            Some(carries) => format!("{dressed} {outfit}, {who} {carries}"),
            None => format!(
                "{dressed} {outfit}, {who} tient {}",
                t.with_things().unwrap_or_default()
            ),
        },
    }
}

/// "Sac à dos noir sur le dos, un homme porte …"
fn bag_first(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    if t.scene.bags.is_empty() || !t.scene.has_outfit() {
        return person_wears(t);
    }
    let first = t.scene.bags[0].1.clone();
    let article = t.c.chance(0.4);
    let bag = match t.bag(article).unwrap_or_default() {
        // Without a place the bag would hang in the air: "Cabas bleu, un homme …".
        bag if bag == first.text => format!("avec {}", grammar::a(&first)),
        bag if article => format!("avec {bag}"),
        bag => bag,
    };
    let who = t.somebody();
    let text = with_outfit(t, who, "porte");
    format!("{bag}, {text}")
}

/// "Une femme de dos : manteau rouge, jean, bottes"
fn colon(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let mut who = t.somebody();
    if let Some(side) = t.side() {
        who = format!("{who}, {side}");
    }
    let rest = t.fragments();
    if rest.is_empty() {
        who
    } else {
        format!("{who} : {}", rest.join(", "))
    }
}

/// "Un homme qui porte … et qui marche"
fn that_wears(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let who = t.somebody();
    let Some(outfit) = t.outfit_with_articles() else {
        return nothing_worn(t, who);
    };
    let verb = t.c.pick(&["qui porte", "portant", "avec"]);
    trailing(t, format!("{who} {verb} {outfit}"))
}

/// "Une femme, manteau rouge et jean, sac à l'épaule, marche …"
fn hanging(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let who = t.somebody();
    let Some(outfit) = t.bare_outfit() else {
        return nothing_worn(t, who);
    };
    let bag = t.bag(false).map(|bag| format!(", {bag}")).unwrap_or_default();
    match t.does() {
        Some(does) => format!("{who}, {outfit}{bag}, {does}"),
        None => format!("{who}, {outfit}{bag}"),
    }
}

/// "Sur cette image, une femme marche, vêtue de …"
fn sentence_of_picture(t: &mut SentenceBuilder<'_, '_, French>) -> String {
    let frame = t.c.pick(&[
        "sur cette image,",
        "ici,",
        "sur la photo,",
        "au centre de l'image,",
    ]);
    let who = t.somebody();
    match t.does() {
        Some(does) => {
            let dressed = t.agreed(&["vêtu~", "habillé~"]);
            let outfit = t
                .of_outfit()
                .map(|outfit| format!(", {dressed} {outfit}"))
                .unwrap_or_default();
            format!("{frame} {who} {does}{outfit}")
        }
        None => format!("{frame} {}", with_outfit(t, who, "porte")),
    }
}

/// "… porte …" for somebody who is already named.
fn person_wears_with(t: &mut SentenceBuilder<'_, '_, French>, who: String) -> String {
    with_outfit(t, who, "porte")
}

/// The outfit after a verb or preposition, then what is carried.
fn with_outfit(t: &mut SentenceBuilder<'_, '_, French>, who: String, verb: &str) -> String {
    match t.outfit_with_articles() {
        Some(outfit) => trailing(t, format!("{who} {verb} {outfit}")),
        None => nothing_worn(t, who),
    }
}

/// The outfit after "en".
fn with_bare_outfit(t: &mut SentenceBuilder<'_, '_, French>, who: String) -> String {
    match t.in_outfit() {
        Some(outfit) => trailing(t, format!("{who} {outfit}")),
        None => nothing_worn(t, who),
    }
}

/// No garment is told: what is left are carried things, the action or the side.
fn nothing_worn(t: &mut SentenceBuilder<'_, '_, French>, who: String) -> String {
    if let Some(things) = t.with_things() {
        return format!("{who} avec {things}");
    }
    match t.doing().or_else(|| t.side()) {
        Some(words) => format!("{who}, {words}"),
        None => who,
    }
}

/// Adds ", avec un sac …" at the end, or leaves it to a further sentence.
fn trailing(t: &mut SentenceBuilder<'_, '_, French>, text: String) -> String {
    let carries = !t.scene.bags.is_empty() || !t.scene.held.is_empty();
    if !carries || text.contains(" avec ") || text.starts_with("avec ") || t.c.chance(0.4) {
        return text;
    }
    match t.with_things() {
        Some(things) => format!("{text}, avec {things}"),
        None => text,
    }
}
