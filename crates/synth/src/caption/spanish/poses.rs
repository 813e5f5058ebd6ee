//! Spanish words for what a person does and which side is seen.

use crate::attributes::{Action, Facing};

/// The action as a predicate; `~` agrees with the person.
pub fn does(action: Action) -> &'static [&'static str] {
    match action {
        Action::Standing => &["está de pie", "está de pie", "está parad~", "permanece de pie"],
        Action::Walking => &["camina", "va caminando", "está caminando", "va andando"],
        Action::Running => &["corre", "está corriendo", "va corriendo", "va a la carrera"],
        Action::Sitting => &[
            "está sentad~",
            "está sentad~",
            "aparece sentad~",
            "se encuentra sentad~",
        ],
        Action::Calling => &[
            "habla por teléfono",
            "está hablando por teléfono",
            "habla por el móvil",
            "habla por celular",
        ],
        Action::LookingAtPhone => &[
            "mira el móvil",
            "está mirando el móvil",
            "mira su teléfono",
            "consulta el móvil",
            "mira el celular",
        ],
        Action::HandsInPockets => &[
            "tiene las manos en los bolsillos",
            "lleva las manos en los bolsillos",
        ],
        Action::ArmsCrossed => &[
            "tiene los brazos cruzados",
            "está de brazos cruzados",
            "cruza los brazos",
        ],
        Action::HandsOnHips => &[
            "tiene las manos en las caderas",
            "pone los brazos en jarras",
            "apoya las manos en las caderas",
        ],
        Action::ArmRaised => &[
            "levanta un brazo",
            "tiene un brazo levantado",
            "alza un brazo",
            "levanta el brazo",
        ],
        Action::Carrying => &[
            "lleva algo en las manos",
            "sujeta algo con las manos",
            "carga con algo",
        ],
        Action::Pushing => &["empuja algo", "va empujando algo", "está empujando algo"],
    }
}

/// The action as an apposition without finite verb; `~` agrees with the person.
pub fn doing(action: Action) -> &'static [&'static str] {
    match action {
        Action::Standing => &["de pie", "de pie", "parad~", "en pie"],
        Action::Walking => &["caminando", "andando"],
        Action::Running => &["corriendo", "corriendo", "en plena carrera"],
        Action::Sitting => &["sentad~", "sentad~", "en posición sentada"],
        Action::Calling => &[
            "hablando por teléfono",
            "al teléfono",
            "hablando por el móvil",
            "con el teléfono en la oreja",
        ],
        Action::LookingAtPhone => &[
            "mirando el móvil",
            "mirando su teléfono",
            "consultando el móvil",
            "con la vista en el celular",
        ],
        Action::HandsInPockets => &[
            "con las manos en los bolsillos",
            "manos en los bolsillos",
            "con las manos metidas en los bolsillos",
        ],
        Action::ArmsCrossed => &["con los brazos cruzados", "de brazos cruzados", "brazos cruzados"],
        Action::HandsOnHips => &[
            "con las manos en las caderas",
            "con los brazos en jarras",
            "manos en las caderas",
        ],
        Action::ArmRaised => &[
            "con un brazo levantado",
            "con el brazo en alto",
            "levantando un brazo",
        ],
        Action::Carrying => &[
            "con algo en las manos",
            "llevando algo en las manos",
            "cargando algo",
        ],
        Action::Pushing => &["empujando algo", "empujando algo con las manos"],
    }
}

/// The seen side as an apposition; `~` agrees with the person.
pub fn side(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &[
            "de frente",
            "vist~ de frente",
            "de cara a la cámara",
            "de frente a la cámara",
        ],
        Facing::Left => &[
            "mirando hacia la izquierda",
            "de perfil",
            "de lado",
            "vist~ de perfil",
            "girad~ hacia la izquierda",
        ],
        Facing::Right => &[
            "mirando hacia la derecha",
            "de perfil",
            "de lado",
            "vist~ de perfil",
            "girad~ hacia la derecha",
        ],
        Facing::Back => &[
            "de espaldas",
            "vist~ de espaldas",
            "de espaldas a la cámara",
            "vist~ por detrás",
        ],
    }
}

/// The seen side as a predicate.
pub fn faces(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &[
            "está de frente",
            "mira hacia la cámara",
            "está de cara a la cámara",
        ],
        Facing::Left => &[
            "mira hacia la izquierda",
            "está de perfil",
            "está de lado",
            "aparece de perfil",
        ],
        Facing::Right => &[
            "mira hacia la derecha",
            "está de perfil",
            "está de lado",
            "aparece de perfil",
        ],
        Facing::Back => &[
            "está de espaldas",
            "da la espalda a la cámara",
            "aparece de espaldas",
        ],
    }
}

/// The direction of somebody who moves.
pub fn towards(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &["hacia la cámara", "de frente", "hacia nosotros"],
        Facing::Left => &["hacia la izquierda", "a la izquierda", "hacia el lado izquierdo"],
        Facing::Right => &["hacia la derecha", "a la derecha", "hacia el lado derecho"],
        Facing::Back => &["de espaldas", "de espaldas a la cámara"],
    }
}
