//! French words for the person: subject, build, hair.

use super::romance::Adjective::{self, Fixed, Four, Two};
use super::romance::Noun::{self, F, Fp, M, Mp};
use crate::synth::attributes::{Age, Build, HairColour, HairStyle, Sex};

/// The person by sex and age.
pub fn person(sex: Sex, age: Age) -> &'static [Noun] {
    match (sex, age) {
        (Sex::Male, Age::Child) => &[
            M("garçon"),
            M("petit garçon"),
            M("enfant"),
            M("garçonnet"),
            M("gamin"),
        ],
        (Sex::Male, Age::Young) => &[
            M("jeune homme"),
            M("homme"),
            M("jeune"),
            M("garçon"),
            M("type"),
            M("gars"),
        ],
        (Sex::Male, Age::Adult) => &[
            M("homme"),
            M("homme"),
            M("monsieur"),
            M("homme|d'âge moyen"),
            M("type"),
            M("individu"),
        ],
        (Sex::Male, Age::Elderly) => &[
            M("homme|âgé"),
            M("vieil homme"),
            M("vieux monsieur"),
            M("monsieur|âgé"),
            M("monsieur|d'un certain âge"),
        ],
        (Sex::Female, Age::Child) => &[
            F("petite fille"),
            F("fillette"),
            F("fille"),
            F("enfant"),
            F("gamine"),
        ],
        (Sex::Female, Age::Young) => &[
            F("jeune femme"),
            F("femme"),
            F("jeune fille"),
            F("fille"),
            F("demoiselle"),
            F("nana"),
        ],
        (Sex::Female, Age::Adult) => &[
            F("femme"),
            F("femme"),
            F("dame"),
            F("femme|d'âge moyen"),
            F("femme|d'une quarantaine d'années"),
        ],
        (Sex::Female, Age::Elderly) => &[
            F("femme|âgée"),
            F("vieille dame"),
            F("dame|âgée"),
            F("vieille femme"),
            F("dame|d'un certain âge"),
        ],
    }
}

/// The build; average is not told.
pub fn build(build: Build) -> &'static [Adjective] {
    match build {
        Build::Slim => &[
            Two("mince", "minces"),
            Fixed("plutôt mince"),
            Two("svelte", "sveltes"),
            Fixed("de fine silhouette"),
        ],
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
        HairStyle::Bald => &[
            M("crâne rasé"),
            M("crâne chauve"),
            F("tête rasée"),
            M("crâne dégarni"),
        ],
        HairStyle::Buzz => &[
            Mp("cheveux|très courts"),
            Mp("cheveux|ras"),
            Mp("cheveux|rasés de près"),
            Mp("cheveux|tondus"),
        ],
        HairStyle::Short => &[
            Mp("cheveux|courts"),
            Mp("cheveux courts"),
            Mp("cheveux|coupés court"),
            F("coupe courte"),
        ],
        HairStyle::Bob => &[
            Mp("cheveux|mi-longs"),
            M("carré"),
            Mp("cheveux|au carré"),
            Mp("cheveux|jusqu'aux épaules"),
        ],
        HairStyle::Long => &[
            Mp("longs cheveux"),
            Mp("cheveux longs"),
            Mp("longs cheveux"),
            Mp("longs cheveux|détachés"),
        ],
        HairStyle::LongCurly => &[
            Mp("longs cheveux|bouclés"),
            Mp("longs cheveux|ondulés"),
            Mp("cheveux longs|bouclés"),
            Fp("longues boucles"),
        ],
        HairStyle::Curly => &[
            Mp("cheveux|bouclés"),
            Mp("cheveux|frisés"),
            F("coupe afro"),
            Fp("boucles courtes"),
        ],
        HairStyle::Ponytail => &[
            F("queue-de-cheval"),
            Mp("cheveux|attachés en queue-de-cheval"),
            Mp("cheveux|attachés"),
            F("queue de cheval"),
        ],
        HairStyle::Bun => &[
            M("chignon"),
            Mp("cheveux|en chignon"),
            Mp("cheveux|attachés en chignon"),
            Mp("cheveux|relevés"),
        ],
        HairStyle::Braid => &[
            F("tresse"),
            Mp("cheveux|tressés"),
            Mp("cheveux|nattés"),
            F("natte"),
        ],
    }
}

/// Colour of hair.
pub fn hair_colour(colour: HairColour) -> &'static [Adjective] {
    const BRUN: Adjective = Four("brun", "brune", "bruns", "brunes");
    const BLOND: Adjective = Four("blond", "blonde", "blonds", "blondes");
    match colour {
        HairColour::Black => &[super::colours::NOIR, Fixed("noir de jais"), Fixed("brun foncé")],
        HairColour::DarkBrown => &[
            BRUN,
            Fixed("brun foncé"),
            Fixed("châtain foncé"),
            Fixed("marron foncé"),
        ],
        HairColour::Brown => &[
            Two("châtain", "châtains"),
            BRUN,
            Fixed("marron"),
            Fixed("châtain clair"),
        ],
        HairColour::Blond => &[BLOND, Fixed("blond clair"), BLOND, Fixed("blond doré")],
        HairColour::Red => &[
            Four("roux", "rousse", "roux", "rousses"),
            Fixed("auburn"),
            Fixed("roux vif"),
        ],
        HairColour::Grey => &[
            Four("gris", "grise", "gris", "grises"),
            Fixed("poivre et sel"),
            Four("grisonnant", "grisonnante", "grisonnants", "grisonnantes"),
            Four("argenté", "argentée", "argentés", "argentées"),
        ],
        HairColour::White => &[
            Four("blanc", "blanche", "blancs", "blanches"),
            Fixed("blanc argenté"),
            Fixed("blanc neige"),
        ],
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
