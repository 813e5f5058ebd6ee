//! Spanish words for the person: subject, build, hair, action, view.

use crate::synth::attributes::{Action, Age, Build, Facing, HairColour, HairStyle, Sex};
use crate::synth::caption::french::romance::Adjective::{self, Fixed, Four, Two};
use crate::synth::caption::french::romance::Noun::{self, F, Fp, M, Mp};

/// The person by sex and age.
pub fn person(sex: Sex, age: Age) -> &'static [Noun] {
    match (sex, age) {
        (Sex::Male, Age::Child) => &[M("niño"), M("niño|pequeño"), M("chico"), M("crío"), M("chiquillo")],
        (Sex::Male, Age::Young) => {
            &[M("chico"), M("hombre|joven"), M("joven"), M("hombre"), M("muchacho"), M("chaval")]
        }
        (Sex::Male, Age::Adult) => {
            &[M("hombre"), M("hombre"), M("señor"), M("hombre|de mediana edad"), M("tipo"), M("caballero")]
        }
        (Sex::Male, Age::Elderly) => {
            &[M("hombre|mayor"), M("señor|mayor"), M("anciano"), M("hombre|de edad avanzada"), M("abuelo")]
        }
        (Sex::Female, Age::Child) => &[F("niña"), F("niña|pequeña"), F("chica"), F("cría"), F("nena")],
        (Sex::Female, Age::Young) => {
            &[F("chica"), F("mujer|joven"), F("joven"), F("mujer"), F("muchacha"), F("chavala")]
        }
        (Sex::Female, Age::Adult) => {
            &[F("mujer"), F("mujer"), F("señora"), F("mujer|de mediana edad"), F("dama")]
        }
        (Sex::Female, Age::Elderly) => {
            &[F("mujer|mayor"), F("señora|mayor"), F("anciana"), F("mujer|de edad avanzada"), F("abuela")]
        }
    }
}

/// The build; an average one is not told.
pub fn build(build: Build) -> &'static [Adjective] {
    match build {
        Build::Slim => {
            &[Four("delgado", "delgada", "delgados", "delgadas"), Fixed("de complexión delgada"), Four("flaco", "flaca", "flacos", "flacas")]
        }
        Build::Average => &[Fixed("de complexión media")],
        Build::Heavy => &[
            Four("corpulento", "corpulenta", "corpulentos", "corpulentas"),
            Four("robusto", "robusta", "robustos", "robustas"),
            Fixed("de complexión fuerte"),
            Four("grueso", "gruesa", "gruesos", "gruesas"),
        ],
    }
}

/// Hair without its colour.
pub fn hair(style: HairStyle) -> &'static [Noun] {
    match style {
        HairStyle::Bald => &[F("cabeza rapada"), F("cabeza afeitada"), F("cabeza sin pelo")],
        HairStyle::Buzz => {
            &[M("pelo|muy corto"), M("pelo|rapado"), M("pelo|cortado al rape"), M("cabello|rapado")]
        }
        HairStyle::Short => &[M("pelo corto"), M("pelo|corto"), M("cabello corto"), M("cabello|corto")],
        HairStyle::Bob => {
            &[F("media melena"), M("pelo|por los hombros"), F("melena corta"), M("cabello|hasta los hombros")]
        }
        HairStyle::Long => {
            &[M("pelo largo"), M("pelo|largo"), F("melena larga"), F("melena"), M("cabello|largo y suelto")]
        }
        HairStyle::LongCurly => {
            &[M("pelo largo|rizado"), M("pelo largo|ondulado"), F("melena|rizada"), M("cabello largo|rizado")]
        }
        HairStyle::Curly => &[M("pelo|rizado"), M("pelo corto|rizado"), M("pelo|afro"), Mp("rizos cortos")],
        HairStyle::Ponytail => {
            &[F("coleta"), M("pelo|recogido en una coleta"), F("coleta"), M("pelo|recogido"), F("cola de caballo")]
        }
        HairStyle::Bun => {
            &[M("moño"), M("pelo|recogido en un moño"), M("pelo|recogido"), M("cabello|recogido en un moño")]
        }
        HairStyle::Braid => &[F("trenza"), M("pelo|trenzado"), M("pelo|recogido en una trenza"), Fp("trenzas")],
    }
}

/// Colour of hair.
pub fn hair_colour(colour: HairColour) -> &'static [Adjective] {
    const CASTANO: Adjective = Four("castaño", "castaña", "castaños", "castañas");
    const OSCURO: Adjective = Four("oscuro", "oscura", "oscuros", "oscuras");
    match colour {
        HairColour::Black => &[super::colours::NEGRO, OSCURO, Four("moreno", "morena", "morenos", "morenas")],
        HairColour::DarkBrown => &[Fixed("castaño oscuro"), OSCURO, CASTANO, Fixed("marrón oscuro")],
        HairColour::Brown => &[CASTANO, Two("marrón", "marrones"), Fixed("castaño claro")],
        HairColour::Blond => &[Four("rubio", "rubia", "rubios", "rubias"), Fixed("rubio claro"), Fixed("rubio dorado")],
        HairColour::Red => &[
            Four("pelirrojo", "pelirroja", "pelirrojos", "pelirrojas"),
            Four("rojizo", "rojiza", "rojizos", "rojizas"),
            Fixed("color cobre"),
            Fixed("color zanahoria"),
        ],
        HairColour::Grey => &[
            Four("canoso", "canosa", "canosos", "canosas"),
            Two("gris", "grises"),
            Four("grisáceo", "grisácea", "grisáceos", "grisáceas"),
            Four("plateado", "plateada", "plateados", "plateadas"),
        ],
        HairColour::White => {
            &[Four("blanco", "blanca", "blancos", "blancas"), Four("cano", "cana", "canos", "canas"), Fixed("blanco plateado")]
        }
        HairColour::Dyed => &[
            Four("teñido", "teñida", "teñidos", "teñidas"),
            Four("tintado", "tintada", "tintados", "tintadas"),
            Four("coloreado", "coloreada", "coloreados", "coloreadas"),
        ],
    }
}

/// How a person with hair of this colour is called: "una mujer rubia".
pub fn hair_person(colour: HairColour) -> Option<Adjective> {
    match colour {
        HairColour::Black | HairColour::DarkBrown => Some(Four("moreno", "morena", "morenos", "morenas")),
        HairColour::Brown => Some(Four("castaño", "castaña", "castaños", "castañas")),
        HairColour::Blond => Some(Four("rubio", "rubia", "rubios", "rubias")),
        HairColour::Red => Some(Four("pelirrojo", "pelirroja", "pelirrojos", "pelirrojas")),
        HairColour::Grey => Some(Four("canoso", "canosa", "canosos", "canosas")),
        HairColour::White | HairColour::Dyed => None,
    }
}

/// The action as a predicate; `~` agrees with the person.
pub fn does(action: Action) -> &'static [&'static str] {
    match action {
        Action::Standing => &["está de pie", "está de pie", "está parad~", "permanece de pie"],
        Action::Walking => &["camina", "va caminando", "está caminando", "anda", "va andando"],
        Action::Running => &["corre", "está corriendo", "va corriendo", "va a la carrera"],
        Action::Sitting => &["está sentad~", "está sentad~", "permanece sentad~", "se encuentra sentad~"],
        Action::Calling => &["habla por teléfono", "está hablando por teléfono", "habla por el móvil", "habla por celular"],
        Action::LookingAtPhone => {
            &["mira el móvil", "está mirando el móvil", "mira su teléfono", "consulta el móvil", "mira el celular"]
        }
        Action::HandsInPockets => {
            &["tiene las manos en los bolsillos", "lleva las manos en los bolsillos", "mete las manos en los bolsillos"]
        }
        Action::ArmsCrossed => &["tiene los brazos cruzados", "está de brazos cruzados", "cruza los brazos"],
        Action::HandsOnHips => {
            &["tiene las manos en las caderas", "pone los brazos en jarras", "apoya las manos en las caderas"]
        }
        Action::ArmRaised => &["levanta un brazo", "tiene un brazo levantado", "alza un brazo", "levanta el brazo"],
        Action::Carrying => &["lleva algo en las manos", "sujeta algo con las manos", "carga con algo"],
        Action::Pushing => &["empuja algo", "va empujando algo", "está empujando algo"],
    }
}

/// The action as an apposition without finite verb; `~` agrees with the person.
pub fn doing(action: Action) -> &'static [&'static str] {
    match action {
        Action::Standing => &["de pie", "de pie", "parad~", "en pie"],
        Action::Walking => &["caminando", "andando", "que camina"],
        Action::Running => &["corriendo", "que corre", "en plena carrera"],
        Action::Sitting => &["sentad~", "sentad~", "en posición sentada"],
        Action::Calling => {
            &["hablando por teléfono", "al teléfono", "hablando por el móvil", "con el teléfono en la oreja"]
        }
        Action::LookingAtPhone => {
            &["mirando el móvil", "mirando su teléfono", "que mira el móvil", "con la vista en el celular"]
        }
        Action::HandsInPockets => {
            &["con las manos en los bolsillos", "manos en los bolsillos", "con las manos metidas en los bolsillos"]
        }
        Action::ArmsCrossed => &["con los brazos cruzados", "de brazos cruzados", "brazos cruzados"],
        Action::HandsOnHips => &["con las manos en las caderas", "con los brazos en jarras", "manos en las caderas"],
        Action::ArmRaised => &["con un brazo levantado", "con el brazo en alto", "levantando un brazo"],
        Action::Carrying => &["con algo en las manos", "llevando algo en las manos", "cargando algo"],
        Action::Pushing => &["empujando algo", "que empuja algo", "empujando algo con las manos"],
    }
}

/// The seen side as an apposition; `~` agrees with the person.
pub fn side(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &["de frente", "vist~ de frente", "de cara a la cámara", "de frente a la cámara"],
        Facing::Left => &[
            "mirando hacia la izquierda",
            "de perfil",
            "de lado",
            "vist~ de perfil",
            "girad~ hacia la izquierda",
        ],
        Facing::Right => {
            &["mirando hacia la derecha", "de perfil", "de lado", "vist~ de perfil", "girad~ hacia la derecha"]
        }
        Facing::Back => &["de espaldas", "vist~ de espaldas", "de espaldas a la cámara", "vist~ por detrás"],
    }
}

/// The seen side as a predicate.
pub fn faces(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &["está de frente", "mira hacia la cámara", "está de cara a la cámara"],
        Facing::Left => &["mira hacia la izquierda", "está de perfil", "está de lado", "aparece de perfil"],
        Facing::Right => &["mira hacia la derecha", "está de perfil", "está de lado", "aparece de perfil"],
        Facing::Back => &["está de espaldas", "da la espalda a la cámara", "aparece de espaldas"],
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
