//! Spanish colour words. Compound colours and those named after a thing do not agree.

use crate::attributes::Colour;
use crate::caption::romance::Adjective::{self, Fixed, Four, Two};

/// "negro".
pub const NEGRO: Adjective = Four("negro", "negra", "negros", "negras");
const BLANCO: Adjective = Four("blanco", "blanca", "blancos", "blancas");
const GRIS: Adjective = Two("gris", "grises");
const ROJO: Adjective = Four("rojo", "roja", "rojos", "rojas");
const AMARILLO: Adjective = Four("amarillo", "amarilla", "amarillos", "amarillas");
const VERDE: Adjective = Two("verde", "verdes");
const AZUL: Adjective = Two("azul", "azules");
const MARRON: Adjective = Two("marrón", "marrones");
const MORADO: Adjective = Four("morado", "morada", "morados", "moradas");
const ROSA: Adjective = Fixed("rosa");
const ANARANJADO: Adjective = Four("anaranjado", "anaranjada", "anaranjados", "anaranjadas");
const ROSADO: Adjective = Four("rosado", "rosada", "rosados", "rosadas");
const OSCURO: Adjective = Four("oscuro", "oscura", "oscuros", "oscuras");
const CLARO: Adjective = Four("claro", "clara", "claros", "claras");

/// The ways to name a colour, most common first.
pub fn colour(colour: Colour) -> &'static [Adjective] {
    match colour {
        Colour::Black => &[NEGRO, Fixed("negro intenso"), Fixed("negro azabache")],
        Colour::White => &[
            BLANCO,
            Fixed("blanco puro"),
            Fixed("blanco brillante"),
            Fixed("blanco nieve"),
        ],
        Colour::Grey => &[
            GRIS,
            Fixed("gris piedra"),
            Fixed("gris ceniza"),
            Fixed("gris plomo"),
            Fixed("gris ratón"),
            Fixed("gris acero"),
        ],
        Colour::LightGrey => &[
            Fixed("gris claro"),
            GRIS,
            Fixed("gris plateado"),
            Fixed("gris muy claro"),
            Fixed("gris perla"),
            Fixed("gris pálido"),
            Four("plateado", "plateada", "plateados", "plateadas"),
        ],
        Colour::DarkGrey => &[
            Fixed("gris oscuro"),
            Fixed("gris marengo"),
            Fixed("gris pizarra"),
            Fixed("gris muy oscuro"),
            GRIS,
            Fixed("antracita"),
            Fixed("gris carbón"),
        ],
        Colour::Red => &[
            ROJO,
            Fixed("rojo vivo"),
            Fixed("rojo ladrillo"),
            Fixed("rojo brillante"),
            Fixed("rojo cereza"),
            Fixed("rojo fuerte"),
            Fixed("rojo intenso"),
        ],
        Colour::DarkRed => &[
            Fixed("granate"),
            Fixed("burdeos"),
            Fixed("rojo vino"),
            Fixed("rojo burdeos"),
            Fixed("vino"),
            Fixed("rojo oscuro"),
            ROJO,
            Fixed("color vino"),
        ],
        Colour::Orange => &[
            Fixed("naranja"),
            ANARANJADO,
            Fixed("coral"),
            Fixed("naranja oscuro"),
            Fixed("naranja fuerte"),
            Fixed("naranja claro"),
            Fixed("naranja vivo"),
            Fixed("naranja intenso"),
        ],
        Colour::Yellow => &[
            AMARILLO,
            Fixed("amarillo vivo"),
            Fixed("amarillo fluorescente"),
            Fixed("amarillo pálido"),
            Fixed("amarillo claro"),
            Fixed("amarillo fuerte"),
            Fixed("amarillo limón"),
        ],
        Colour::Mustard => &[
            Fixed("mostaza"),
            Fixed("amarillo mostaza"),
            Four("dorado", "dorada", "dorados", "doradas"),
            Fixed("amarillo dorado"),
            Fixed("color ocre"),
            Fixed("color mostaza"),
            Fixed("ocre"),
            Fixed("amarillo oscuro"),
        ],
        Colour::Green => &[
            VERDE,
            Fixed("verde vivo"),
            Fixed("verde intenso"),
            Fixed("verde fuerte"),
            Fixed("verde hierba"),
            Fixed("verde esmeralda"),
        ],
        Colour::LightGreen => &[
            Fixed("verde claro"),
            VERDE,
            Fixed("verde fluorescente"),
            Fixed("verde pastel"),
            Fixed("verde limón"),
            Fixed("verde lima"),
            Fixed("verde menta"),
            Fixed("verde pálido"),
            Fixed("verde manzana"),
        ],
        Colour::DarkGreen => &[
            Fixed("verde oscuro"),
            VERDE,
            Fixed("verde muy oscuro"),
            Fixed("verde inglés"),
            Fixed("verde botella"),
            Fixed("verde bosque"),
            Fixed("verde pino"),
        ],
        Colour::Olive => &[
            Fixed("verde oliva"),
            Fixed("caqui"),
            Fixed("oliva"),
            Fixed("verde oscuro"),
            Fixed("verde aceituna"),
            Fixed("gris verdoso"),
            Fixed("verde militar"),
            Fixed("verde caqui"),
            Fixed("kaki"),
        ],
        Colour::Turquoise => &[
            Fixed("turquesa"),
            Fixed("azul turquesa"),
            Fixed("azul verdoso"),
            Fixed("verde turquesa"),
            Fixed("azul petróleo"),
            Fixed("cian"),
            Fixed("verde azulado"),
            Fixed("verde agua"),
        ],
        Colour::Blue => &[
            AZUL,
            Fixed("azul vivo"),
            Fixed("azul intenso"),
            Fixed("azul eléctrico"),
            Fixed("azul cobalto"),
            Fixed("azul fuerte"),
            Fixed("azul rey"),
        ],
        Colour::LightBlue => &[
            Fixed("azul claro"),
            Two("celeste", "celestes"),
            Fixed("azul pastel"),
            Fixed("azul desgastado"),
            Fixed("azul grisáceo"),
            Fixed("azul cielo"),
            AZUL,
            Fixed("azul pálido"),
        ],
        Colour::DarkBlue => &[
            Fixed("azul marino"),
            Fixed("azul oscuro"),
            Fixed("azul muy oscuro"),
            Fixed("azul índigo"),
            Fixed("azul marino oscuro"),
            AZUL,
            Fixed("azul noche"),
            Fixed("azul medianoche"),
        ],
        Colour::Purple => &[
            MORADO,
            Fixed("violeta"),
            Four("violáceo", "violácea", "violáceos", "violáceas"),
            Fixed("morado oscuro"),
            Fixed("púrpura"),
            Fixed("color berenjena"),
        ],
        Colour::Lilac => &[
            Fixed("lila"),
            Fixed("violeta claro"),
            Fixed("morado claro"),
            Fixed("lila claro"),
            Fixed("violeta pálido"),
            Fixed("malva"),
            Fixed("lavanda"),
        ],
        Colour::Pink => &[
            ROSA,
            ROSADO,
            Fixed("rosa intenso"),
            Fixed("rosa fluorescente"),
            Fixed("magenta"),
            Fixed("rosa oscuro"),
            Fixed("fucsia"),
            Fixed("rosa fuerte"),
            Fixed("rosa chicle"),
        ],
        Colour::LightPink => &[
            Fixed("rosa claro"),
            ROSA,
            Fixed("salmón"),
            Fixed("melocotón"),
            Fixed("rosa empolvado"),
            Fixed("rosa suave"),
            Fixed("rosa pálido"),
            ROSADO,
            Fixed("rosa pastel"),
            Fixed("rosa palo"),
        ],
        Colour::Brown => &[
            MARRON,
            Fixed("café"),
            Fixed("marrón rojizo"),
            Fixed("color marrón"),
            Fixed("marrón tabaco"),
            Fixed("color café"),
            Fixed("marrón tierra"),
        ],
        Colour::DarkBrown => &[
            Fixed("marrón oscuro"),
            MARRON,
            Fixed("marrón muy oscuro"),
            Fixed("color café oscuro"),
            Fixed("color chocolate"),
            Fixed("café oscuro"),
            Fixed("marrón chocolate"),
        ],
        Colour::Tan => &[
            Fixed("marrón claro"),
            Fixed("camel"),
            Fixed("beige oscuro"),
            Fixed("color canela"),
            Fixed("arena"),
            Fixed("marrón clarito"),
            Fixed("color camel"),
            Fixed("café claro"),
            Fixed("color tostado"),
            Fixed("color caramelo"),
        ],
        Colour::Beige => &[
            Fixed("beige"),
            Fixed("crema"),
            Fixed("marfil"),
            Fixed("color beige"),
            Fixed("blanco crema"),
            Fixed("beige claro"),
            Fixed("color crema"),
            Fixed("color arena"),
            Fixed("color hueso"),
            Fixed("blanco roto"),
        ],
    }
}

/// The vague word that people use when only light or dark matters.
pub fn shade(colour: Colour) -> Option<Adjective> {
    match colour {
        Colour::Black | Colour::DarkGrey | Colour::DarkBlue | Colour::DarkBrown | Colour::DarkGreen => {
            Some(OSCURO)
        }
        Colour::White | Colour::LightGrey | Colour::LightBlue | Colour::Beige => Some(CLARO),
        _ => None,
    }
}
