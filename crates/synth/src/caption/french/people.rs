//! French words for the person: subject, build, hair.

use crate::attributes::{Age, Build, HairColour, HairStyle, Sex};
use crate::caption::romance::Adjective::{self, Fixed, Four, Two};
use crate::caption::romance::Noun::{self, F, Fp, M, Mp};

/// The person by sex and age.
pub fn person(sex: Sex, age: Age) -> &'static [Noun] {
    match (sex, age) {
        (Sex::Male, Age::Child) => &[
            M("garçon"),
            M("petit garçon"),
            M("jeune garçon"),
            M("enfant"),
            M("garçonnet"),
            M("gamin"),
        ],
        (Sex::Male, Age::Young) => &[
            M("jeune homme"),
            M("homme"),
            F("personne"),
            M("jeune"),
            M("garçon"),
            M("type"),
            M("gars"),
        ],
        (Sex::Male, Age::Adult) => &[
            M("homme"),
            M("homme"),
            F("personne"),
            M("homme|adulte"),
            M("monsieur"),
            M("homme|d'âge moyen"),
            M("type"),
            M("individu"),
        ],
        (Sex::Male, Age::Elderly) => &[
            M("homme|âgé"),
            M("vieil homme"),
            F("personne|âgée"),
            M("homme|d'un certain âge"),
            M("vieux monsieur"),
            M("monsieur|âgé"),
            M("monsieur|d'un certain âge"),
        ],
        (Sex::Female, Age::Child) => &[
            F("petite fille"),
            F("fillette"),
            F("jeune fille"),
            F("fille"),
            F("enfant"),
            F("gamine"),
        ],
        (Sex::Female, Age::Young) => &[
            F("jeune femme"),
            F("femme"),
            F("personne"),
            F("jeune fille"),
            F("fille"),
            F("demoiselle"),
            F("nana"),
        ],
        (Sex::Female, Age::Adult) => &[
            F("femme"),
            F("femme"),
            F("personne"),
            F("femme|adulte"),
            F("dame"),
            F("femme|d'âge moyen"),
            F("femme|d'une quarantaine d'années"),
        ],
        (Sex::Female, Age::Elderly) => &[
            F("femme|âgée"),
            F("vieille dame"),
            F("personne|âgée"),
            F("femme|d'un certain âge"),
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
            Two("maigre", "maigres"),
            Four("élancé", "élancée", "élancés", "élancées"),
            Fixed("de corpulence mince"),
            Two("svelte", "sveltes"),
            Fixed("de silhouette fine"),
        ],
        Build::Average => &[Fixed("de taille moyenne")],
        Build::Heavy => &[
            Four("corpulent", "corpulente", "corpulents", "corpulentes"),
            Fixed("de forte corpulence"),
            Four("rond", "ronde", "ronds", "rondes"),
            Two("robuste", "robustes"),
            Four("trapu", "trapue", "trapus", "trapues"),
            Fixed("de forte carrure"),
            Fixed("en surpoids"),
            Four("enrobé", "enrobée", "enrobés", "enrobées"),
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
            M("crâne lisse"),
            M("crâne nu"),
            F("tête rasée"),
            M("crâne dégarni"),
        ],
        HairStyle::Buzz => &[
            Mp("cheveux|très courts"),
            Mp("cheveux|ras"),
            Mp("cheveux|coupés très court"),
            Mp("cheveux|coupés ras"),
            Mp("cheveux|presque rasés"),
            Mp("cheveux|rasés de près"),
            Mp("cheveux|tondus"),
        ],
        HairStyle::Short => &[
            Mp("cheveux courts"),
            Mp("cheveux|courts"),
            Mp("cheveux|courts et raides"),
            Mp("cheveux|coupés court"),
            Mp("cheveux|plutôt courts"),
        ],
        HairStyle::Bob => &[
            Mp("cheveux|mi-longs"),
            M("carré"),
            M("carré court"),
            F("coupe au carré"),
            Mp("cheveux|à hauteur d'épaules"),
            Mp("cheveux|au carré"),
            Mp("cheveux|jusqu'aux épaules"),
        ],
        HairStyle::Long => &[
            Mp("longs cheveux"),
            Mp("cheveux longs"),
            Mp("cheveux|longs"),
            Mp("cheveux|longs et raides"),
            F("longue chevelure"),
            Mp("cheveux|lâchés"),
            Mp("longs cheveux"),
            Mp("longs cheveux|détachés"),
        ],
        HairStyle::LongCurly => &[
            Mp("longs cheveux|bouclés"),
            Mp("longs cheveux|ondulés"),
            Mp("cheveux|longs et ondulés"),
            Mp("cheveux|ondulés"),
            Mp("longs cheveux|frisés"),
            Mp("cheveux longs|bouclés"),
            Fp("longues boucles"),
        ],
        HairStyle::Curly => &[
            Mp("cheveux|bouclés"),
            Mp("cheveux|frisés"),
            Mp("cheveux|courts et bouclés"),
            Mp("cheveux|crépus"),
            F("coiffure afro"),
            Fp("boucles"),
            F("coupe afro"),
            Fp("boucles courtes"),
        ],
        HairStyle::Ponytail => &[
            F("queue-de-cheval"),
            Mp("cheveux|attachés en queue-de-cheval"),
            Mp("cheveux|attachés en arrière"),
            F("longue queue-de-cheval"),
            Mp("cheveux|noués"),
            Mp("cheveux|attachés"),
            F("queue de cheval"),
        ],
        HairStyle::Bun => &[
            M("chignon"),
            Mp("cheveux|en chignon"),
            Mp("cheveux|remontés en chignon"),
            Mp("cheveux|attachés"),
            M("petit chignon"),
            Mp("cheveux|attachés en chignon"),
            Mp("cheveux|relevés"),
        ],
        HairStyle::Braid => &[
            F("tresse"),
            Mp("cheveux|tressés"),
            Fp("tresses"),
            Mp("cheveux|en tresse"),
            F("longue tresse"),
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
        HairColour::Black => &[
            super::colours::NOIR,
            Fixed("noir de jais"),
            BRUN,
            Four("foncé", "foncée", "foncés", "foncées"),
            Two("sombre", "sombres"),
            Fixed("brun foncé"),
        ],
        HairColour::DarkBrown => &[
            BRUN,
            Fixed("brun foncé"),
            Four("foncé", "foncée", "foncés", "foncées"),
            Two("châtain", "châtains"),
            Fixed("châtain foncé"),
            Fixed("marron foncé"),
        ],
        HairColour::Brown => &[
            Two("châtain", "châtains"),
            BRUN,
            Fixed("brun clair"),
            Fixed("châtain moyen"),
            Fixed("marron clair"),
            Fixed("marron"),
            Fixed("châtain clair"),
        ],
        HairColour::Blond => &[
            BLOND,
            Fixed("blond clair"),
            Four("clair", "claire", "clairs", "claires"),
            Fixed("blond platine"),
            Fixed("blond foncé"),
            BLOND,
            Fixed("blond doré"),
        ],
        HairColour::Red => &[
            Four("roux", "rousse", "roux", "rousses"),
            Fixed("auburn"),
            Fixed("orange"),
            Four("cuivré", "cuivrée", "cuivrés", "cuivrées"),
            Two("rouge", "rouges"),
            Fixed("roux vif"),
        ],
        HairColour::Grey => &[
            Four("gris", "grise", "gris", "grises"),
            Fixed("poivre et sel"),
            Fixed("gris clair"),
            Fixed("gris argenté"),
            Four("grisonnant", "grisonnante", "grisonnants", "grisonnantes"),
            Four("argenté", "argentée", "argentés", "argentées"),
        ],
        HairColour::White => &[
            Four("blanc", "blanche", "blancs", "blanches"),
            Fixed("blanc argenté"),
            Fixed("blanc argent"),
            Four("blanchi", "blanchie", "blanchis", "blanchies"),
            Fixed("blanc neige"),
        ],
        HairColour::Dyed => &[
            Four("coloré", "colorée", "colorés", "colorées"),
            Four("décoloré", "décolorée", "décolorés", "décolorées"),
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
