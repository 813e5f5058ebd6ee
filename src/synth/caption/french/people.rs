//! French words for the person: subject, build, hair, action, view.

use super::romance::Adjective::{self, Fixed, Four, Two};
use super::romance::Noun::{self, F, Fp, M, Mp};
use crate::synth::attributes::{Action, Age, Build, Facing, HairColour, HairStyle, Sex};

/// The person by sex and age.
pub fn person(sex: Sex, age: Age) -> &'static [Noun] {
    match (sex, age) {
        (Sex::Male, Age::Child) => &[M("garçon"), M("petit garçon"), M("enfant"), M("garçonnet"), M("gamin")],
        (Sex::Male, Age::Young) => {
            &[M("jeune homme"), M("homme"), M("jeune"), M("garçon"), M("type"), M("gars")]
        }
        (Sex::Male, Age::Adult) => {
            &[M("homme"), M("homme"), M("monsieur"), M("homme|d'âge moyen"), M("type"), M("individu")]
        }
        (Sex::Male, Age::Elderly) => {
            &[M("homme|âgé"), M("vieil homme"), M("vieux monsieur"), M("monsieur|âgé"), M("monsieur|d'un certain âge")]
        }
        (Sex::Female, Age::Child) => &[F("petite fille"), F("fillette"), F("fille"), F("enfant"), F("gamine")],
        (Sex::Female, Age::Young) => {
            &[F("jeune femme"), F("femme"), F("jeune fille"), F("fille"), F("demoiselle"), F("nana")]
        }
        (Sex::Female, Age::Adult) => {
            &[F("femme"), F("femme"), F("dame"), F("femme|d'âge moyen"), F("femme|d'une quarantaine d'années")]
        }
        (Sex::Female, Age::Elderly) => {
            &[F("femme|âgée"), F("vieille dame"), F("dame|âgée"), F("vieille femme"), F("dame|d'un certain âge")]
        }
    }
}

/// The build; average is not told.
pub fn build(build: Build) -> &'static [Adjective] {
    match build {
        Build::Slim => &[Two("mince", "minces"), Fixed("plutôt mince"), Two("svelte", "sveltes"), Fixed("de fine silhouette")],
        Build::Average => &[Fixed("de taille moyenne")],
        Build::Heavy => &[
            Four("corpulent", "corpulente", "corpulents", "corpulentes"),
            Fixed("de forte corpulence"),
            Fixed("de large carrure"),
            Four("costaud", "costaude", "costauds", "costaudes"),
        ],
    }
}

/// Hair without its colour.
pub fn hair(style: HairStyle) -> &'static [Noun] {
    match style {
        HairStyle::Bald => &[M("crâne rasé"), M("crâne chauve"), F("tête rasée"), M("crâne dégarni")],
        HairStyle::Buzz => {
            &[Mp("cheveux|très courts"), Mp("cheveux|ras"), Mp("cheveux|rasés de près"), Mp("cheveux|tondus")]
        }
        HairStyle::Short => {
            &[Mp("cheveux|courts"), Mp("cheveux courts"), Mp("cheveux|coupés court"), F("coupe courte")]
        }
        HairStyle::Bob => {
            &[Mp("cheveux|mi-longs"), M("carré"), Mp("cheveux|au carré"), Mp("cheveux|jusqu'aux épaules")]
        }
        HairStyle::Long => {
            &[Mp("longs cheveux"), Mp("cheveux longs"), Mp("longs cheveux"), Mp("longs cheveux|détachés")]
        }
        HairStyle::LongCurly => {
            &[Mp("longs cheveux|bouclés"), Mp("longs cheveux|ondulés"), Mp("cheveux longs|bouclés"), Fp("longues boucles")]
        }
        HairStyle::Curly => &[Mp("cheveux|bouclés"), Mp("cheveux|frisés"), F("coupe afro"), Fp("boucles courtes")],
        HairStyle::Ponytail => &[
            F("queue-de-cheval"),
            Mp("cheveux|attachés en queue-de-cheval"),
            Mp("cheveux|attachés"),
            F("queue de cheval"),
        ],
        HairStyle::Bun => {
            &[M("chignon"), Mp("cheveux|en chignon"), Mp("cheveux|attachés en chignon"), Mp("cheveux|relevés")]
        }
        HairStyle::Braid => {
            &[F("tresse"), Mp("cheveux|tressés"), Mp("cheveux|nattés"), F("natte")]
        }
    }
}

/// Colour of hair.
pub fn hair_colour(colour: HairColour) -> &'static [Adjective] {
    const BRUN: Adjective = Four("brun", "brune", "bruns", "brunes");
    const BLOND: Adjective = Four("blond", "blonde", "blonds", "blondes");
    match colour {
        HairColour::Black => &[super::colours::NOIR, Fixed("noir de jais"), Fixed("brun très foncé")],
        HairColour::DarkBrown => &[BRUN, Fixed("brun foncé"), Fixed("châtain foncé"), Fixed("marron foncé")],
        HairColour::Brown => &[
            Two("châtain", "châtains"),
            BRUN,
            Fixed("marron"),
            Fixed("châtain clair"),
        ],
        HairColour::Blond => &[BLOND, Fixed("blond clair"), BLOND, Fixed("blond doré")],
        HairColour::Red => &[Four("roux", "rousse", "roux", "rousses"), Fixed("auburn"), Fixed("roux vif")],
        HairColour::Grey => &[
            Four("gris", "grise", "gris", "grises"),
            Fixed("poivre et sel"),
            Four("grisonnant", "grisonnante", "grisonnants", "grisonnantes"),
            Four("argenté", "argentée", "argentés", "argentées"),
        ],
        HairColour::White => {
            &[Four("blanc", "blanche", "blancs", "blanches"), Fixed("blanc argenté"), Fixed("blanc neige")]
        }
        HairColour::Dyed => &[
            Four("coloré", "colorée", "colorés", "colorées"),
            Four("teint", "teinte", "teints", "teintes"),
        ],
    }
}

/// How a person with hair of this colour is called: "une femme rousse".
pub fn hair_person(colour: HairColour) -> Option<Adjective> {
    match colour {
        HairColour::Black | HairColour::DarkBrown | HairColour::Brown => {
            Some(Four("brun", "brune", "bruns", "brunes"))
        }
        HairColour::Blond => Some(Four("blond", "blonde", "blonds", "blondes")),
        HairColour::Red => Some(Four("roux", "rousse", "roux", "rousses")),
        HairColour::Grey | HairColour::White | HairColour::Dyed => None,
    }
}

/// The action as a predicate of "il" or "elle"; `~` is the feminine ending.
pub fn does(action: Action) -> &'static [&'static str] {
    match action {
        Action::Standing => &["est debout", "se tient debout", "reste debout", "se tient immobile"],
        Action::Walking => &["marche", "est en train de marcher", "avance", "se promène", "se déplace à pied"],
        Action::Running => &["court", "est en train de courir", "fait un footing", "avance en courant"],
        Action::Sitting => &["est assis~", "est assis~", "est en position assise", "se tient assis~"],
        Action::Calling => &["téléphone", "parle au téléphone", "est au téléphone", "passe un coup de fil"],
        Action::LookingAtPhone => &[
            "regarde son téléphone",
            "consulte son téléphone",
            "regarde son portable",
            "a les yeux sur son téléphone",
            "fixe son smartphone",
        ],
        Action::HandsInPockets => {
            &["a les mains dans les poches", "garde les mains dans les poches", "met les mains dans ses poches"]
        }
        Action::ArmsCrossed => &["a les bras croisés", "croise les bras", "garde les bras croisés"],
        Action::HandsOnHips => {
            &["a les mains sur les hanches", "pose les mains sur les hanches", "met les poings sur les hanches"]
        }
        Action::ArmRaised => &["lève le bras", "a un bras levé", "lève un bras", "tend un bras en l'air"],
        Action::Carrying => &[
            "porte quelque chose dans les mains",
            "tient quelque chose dans les mains",
            "transporte quelque chose",
        ],
        Action::Pushing => {
            &["pousse quelque chose", "est en train de pousser quelque chose", "pousse quelque chose devant soi"]
        }
    }
}

/// The action as an apposition without finite verb; `~` is the feminine ending.
pub fn doing(action: Action) -> &'static [&'static str] {
    match action {
        Action::Standing => &["debout", "en position debout", "immobile"],
        Action::Walking => &["en train de marcher", "marchant", "en marche"],
        Action::Running => &["en train de courir", "courant", "en pleine course"],
        Action::Sitting => &["assis~", "en position assise", "assis~"],
        Action::Calling => &["au téléphone", "téléphone à l'oreille", "en train de téléphoner", "en pleine conversation au téléphone"],
        Action::LookingAtPhone => {
            &["regardant son téléphone", "les yeux sur son téléphone", "en train de regarder son portable", "le regard sur son téléphone"]
        }
        Action::HandsInPockets => &["les mains dans les poches", "mains dans les poches", "mains en poche"],
        Action::ArmsCrossed => &["les bras croisés", "bras croisés", "avec les bras croisés"],
        Action::HandsOnHips => &["les mains sur les hanches", "mains sur les hanches", "poings sur les hanches"],
        Action::ArmRaised => &["un bras levé", "le bras levé", "un bras en l'air"],
        Action::Carrying => {
            &["quelque chose dans les mains", "tenant quelque chose dans les mains", "les mains chargées"]
        }
        Action::Pushing => {
            &["poussant quelque chose", "en train de pousser quelque chose", "en poussant quelque chose"]
        }
    }
}

/// The seen side as an apposition; `~` is the feminine ending.
pub fn side(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &["de face", "vu~ de face", "face à l'objectif", "tourné~ vers l'objectif"],
        Facing::Left => &[
            "tourné~ vers la gauche",
            "de profil",
            "vu~ de profil",
            "de côté",
            "regardant vers la gauche",
        ],
        Facing::Right => &[
            "tourné~ vers la droite",
            "de profil",
            "vu~ de profil",
            "de côté",
            "regardant vers la droite",
        ],
        Facing::Back => &["de dos", "vu~ de dos", "de dos", "dos à l'objectif"],
    }
}

/// The direction of somebody who moves.
pub fn towards(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &["vers l'objectif", "de face", "face à nous"],
        Facing::Left => &["vers la gauche", "vers la gauche de l'image", "à gauche"],
        Facing::Right => &["vers la droite", "vers la droite de l'image", "à droite"],
        Facing::Back => &["de dos", "dos à l'objectif"],
    }
}
