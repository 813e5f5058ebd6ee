//! Spanish words for the person: subject, build, hair.

use crate::attributes::{Age, Build, HairColour, HairStyle, Sex};
use crate::caption::romance::Adjective::{self, Fixed, Four, Two};
use crate::caption::romance::Noun::{self, F, Fp, M, Mp};

/// The person by sex and age.
pub fn person(sex: Sex, age: Age) -> &'static [Noun] {
    match (sex, age) {
        (Sex::Male, Age::Child) => &[
            M("niño"),
            M("niño|pequeño"),
            M("chavalín"),
            M("chico"),
            M("crío"),
            M("chiquillo"),
        ],
        (Sex::Male, Age::Young) => &[
            M("chico"),
            M("hombre|joven"),
            F("persona"),
            M("joven"),
            M("hombre"),
            M("muchacho"),
            M("chaval"),
        ],
        (Sex::Male, Age::Adult) => &[
            M("hombre"),
            M("hombre"),
            F("persona"),
            M("varón"),
            M("hombre|adulto"),
            M("señor"),
            M("hombre|de mediana edad"),
            M("tipo"),
            M("caballero"),
        ],
        (Sex::Male, Age::Elderly) => &[
            M("hombre|mayor"),
            M("señor|mayor"),
            F("persona|mayor"),
            M("señor|mayor"),
            M("hombre|anciano"),
            M("anciano"),
            M("hombre|de edad avanzada"),
            M("abuelo"),
        ],
        (Sex::Female, Age::Child) => &[
            F("niña"),
            F("niña|pequeña"),
            F("chiquilla"),
            F("chica"),
            F("cría"),
            F("nena"),
        ],
        (Sex::Female, Age::Young) => &[
            F("chica"),
            F("mujer|joven"),
            F("persona"),
            F("joven"),
            F("mujer"),
            F("muchacha"),
            F("chavala"),
        ],
        (Sex::Female, Age::Adult) => &[
            F("mujer"),
            F("mujer"),
            F("persona"),
            F("mujer|adulta"),
            F("señora"),
            F("mujer|de mediana edad"),
            F("dama"),
        ],
        (Sex::Female, Age::Elderly) => &[
            F("mujer|mayor"),
            F("señora|mayor"),
            F("persona|mayor"),
            F("señora|mayor"),
            F("mujer|anciana"),
            F("anciana"),
            F("mujer|de edad avanzada"),
            F("abuela"),
        ],
    }
}

/// The build; an average one is not told.
pub fn build(build: Build) -> &'static [Adjective] {
    match build {
        Build::Slim => &[
            Four("delgado", "delgada", "delgados", "delgadas"),
            Fixed("de complexión delgada"),
            Four("esbelto", "esbelta", "esbeltos", "esbeltas"),
            Fixed("de cuerpo delgado"),
            Four("flaco", "flaca", "flacos", "flacas"),
        ],
        Build::Average => &[Fixed("de complexión media")],
        Build::Heavy => &[
            Four("corpulento", "corpulenta", "corpulentos", "corpulentas"),
            Four("robusto", "robusta", "robustos", "robustas"),
            Four("gordo", "gorda", "gordos", "gordas"),
            Four("fornido", "fornida", "fornidos", "fornidas"),
            Fixed("de complexión gruesa"),
            Fixed("con sobrepeso"),
            Four("rellenito", "rellenita", "rellenitos", "rellenitas"),
            Two("grande", "grandes"),
            Fixed("de complexión fuerte"),
            Four("grueso", "gruesa", "gruesos", "gruesas"),
        ],
    }
}

/// Hair without its colour.
pub fn hair(style: HairStyle) -> &'static [Noun] {
    match style {
        HairStyle::Bald => &[
            F("cabeza rapada"),
            F("cabeza afeitada"),
            F("cabeza calva"),
            F("cabeza pelada"),
        ],
        HairStyle::Buzz => &[
            M("pelo|muy corto"),
            M("pelo|rapado"),
            M("pelo|casi rapado"),
            M("pelo|cortísimo"),
            M("pelo|al rape"),
            M("pelo|cortado al rape"),
            M("cabello|rapado"),
        ],
        HairStyle::Short => &[
            M("pelo corto"),
            M("pelo corto"),
            M("pelo|corto y liso"),
            M("pelo corto|liso"),
            M("cabello corto"),
        ],
        HairStyle::Bob => &[
            F("media melena"),
            M("pelo|por los hombros"),
            M("pelo|a la altura de los hombros"),
            M("pelo|a media melena"),
            F("melena corta"),
            M("cabello|hasta los hombros"),
        ],
        HairStyle::Long => &[
            M("pelo largo"),
            M("pelo largo"),
            M("cabello largo"),
            M("pelo|largo y liso"),
            M("pelo|suelto"),
            M("cabello largo"),
            F("melena larga"),
            F("melena"),
            M("cabello|largo y suelto"),
        ],
        HairStyle::LongCurly => &[
            M("pelo largo|rizado"),
            M("pelo largo|ondulado"),
            F("melena|ondulada"),
            M("pelo|largo y rizado"),
            M("pelo|ondulado"),
            M("cabello|ondulado"),
            F("melena|rizada"),
            M("cabello largo|rizado"),
        ],
        HairStyle::Curly => &[
            M("pelo|rizado"),
            M("pelo corto|rizado"),
            Mp("rizos"),
            M("cabello|rizado"),
            M("pelo|corto y rizado"),
            M("pelo|afro"),
            Mp("rizos cortos"),
        ],
        HairStyle::Ponytail => &[
            F("coleta"),
            M("pelo|recogido en una coleta"),
            F("coleta larga"),
            M("pelo|atado"),
            M("cabello|recogido en una coleta"),
            M("pelo|atado en una coleta"),
            F("coleta"),
            M("pelo|recogido"),
            F("cola de caballo"),
        ],
        HairStyle::Bun => &[
            M("moño"),
            M("pelo|recogido en un moño"),
            M("moño alto"),
            M("pelo|atado en un moño"),
            M("cabello|recogido"),
            M("pelo|recogido"),
            M("cabello|recogido en un moño"),
        ],
        HairStyle::Braid => &[
            F("trenza"),
            M("pelo|trenzado"),
            F("trenza larga"),
            M("pelo|en trenzas"),
            M("cabello|trenzado"),
            M("pelo|recogido en una trenza"),
            Fp("trenzas"),
        ],
    }
}

/// Colour of hair.
pub fn hair_colour(colour: HairColour) -> &'static [Adjective] {
    const CASTANO: Adjective = Four("castaño", "castaña", "castaños", "castañas");
    const OSCURO: Adjective = Four("oscuro", "oscura", "oscuros", "oscuras");
    match colour {
        HairColour::Black => &[
            super::colours::NEGRO,
            OSCURO,
            Four("muy oscuro", "muy oscura", "muy oscuros", "muy oscuras"),
            Four("moreno", "morena", "morenos", "morenas"),
        ],
        HairColour::DarkBrown => &[
            Fixed("castaño oscuro"),
            OSCURO,
            Four("moreno", "morena", "morenos", "morenas"),
            Fixed("café oscuro"),
            CASTANO,
            Fixed("castaño muy oscuro"),
        ],
        HairColour::Brown => &[
            CASTANO,
            Fixed("color castaño"),
            Fixed("café"),
            Fixed("café claro"),
            Fixed("castaño claro"),
        ],
        HairColour::Blond => &[
            Four("rubio", "rubia", "rubios", "rubias"),
            Fixed("rubio claro"),
            Four("claro", "clara", "claros", "claras"),
            Four("dorado", "dorada", "dorados", "doradas"),
            Fixed("rubio oscuro"),
            Fixed("rubio dorado"),
        ],
        HairColour::Red => &[
            Four("pelirrojo", "pelirroja", "pelirrojos", "pelirrojas"),
            Four("rojizo", "rojiza", "rojizos", "rojizas"),
            Fixed("naranja"),
            Four("rojo", "roja", "rojos", "rojas"),
            Four("cobrizo", "cobriza", "cobrizos", "cobrizas"),
            Fixed("color cobre"),
            Fixed("color zanahoria"),
        ],
        HairColour::Grey => &[
            Four("canoso", "canosa", "canosos", "canosas"),
            Two("gris", "grises"),
            Fixed("gris claro"),
            Four("grisáceo", "grisácea", "grisáceos", "grisáceas"),
            Four("plateado", "plateada", "plateados", "plateadas"),
        ],
        HairColour::White => &[
            Four("blanco", "blanca", "blancos", "blancas"),
            Four("cano", "cana", "canos", "canas"),
            Fixed("casi blanco"),
            Fixed("blanco plateado"),
        ],
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
