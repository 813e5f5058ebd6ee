//! French colour words. Compound colours and those named after a thing do not agree.

use crate::attributes::Colour;
use crate::caption::romance::Adjective::{self, Fixed, Four, Two};

/// "noir".
pub const NOIR: Adjective = Four("noir", "noire", "noirs", "noires");
const BLANC: Adjective = Four("blanc", "blanche", "blancs", "blanches");
const GRIS: Adjective = Four("gris", "grise", "gris", "grises");
const VERT: Adjective = Four("vert", "verte", "verts", "vertes");
const BLEU: Adjective = Four("bleu", "bleue", "bleus", "bleues");
const VIOLET: Adjective = Four("violet", "violette", "violets", "violettes");
const BRUN: Adjective = Four("brun", "brune", "bruns", "brunes");
const ROUGE: Adjective = Two("rouge", "rouges");
const JAUNE: Adjective = Two("jaune", "jaunes");
const ROSE: Adjective = Two("rose", "roses");
const MAUVE: Adjective = Two("mauve", "mauves");
const FONCE: Adjective = Four("foncé", "foncée", "foncés", "foncées");
const SOMBRE: Adjective = Two("sombre", "sombres");
const CLAIR: Adjective = Four("clair", "claire", "clairs", "claires");

/// The ways to name a colour, most common first.
pub fn colour(colour: Colour) -> &'static [Adjective] {
    match colour {
        Colour::Black => &[NOIR, Fixed("noir charbon"), Fixed("noir de jais"), NOIR],
        Colour::White => &[BLANC, Fixed("blanc craie"), Fixed("blanc neige"), BLANC],
        Colour::Grey => &[
            GRIS,
            Fixed("gris ciment"),
            Fixed("gris cendré"),
            Fixed("gris béton"),
            Fixed("gris souris"),
            Fixed("gris acier"),
        ],
        Colour::LightGrey => &[
            Fixed("gris clair"),
            GRIS,
            Fixed("gris argenté"),
            Fixed("gris très clair"),
            Fixed("gris pâle"),
            Fixed("gris perle"),
            Four("argenté", "argentée", "argentés", "argentées"),
        ],
        Colour::DarkGrey => &[
            Fixed("gris foncé"),
            Fixed("anthracite"),
            Fixed("gris ardoise"),
            Fixed("gris charbon"),
            GRIS,
            Fixed("gris anthracite"),
            Fixed("gris sombre"),
        ],
        Colour::Red => &[
            ROUGE,
            Fixed("rouge vif"),
            Fixed("rouge brique"),
            Fixed("rouge éclatant"),
            Fixed("rouge cerise"),
            Two("écarlate", "écarlates"),
            Fixed("rouge coquelicot"),
        ],
        Colour::DarkRed => &[
            Fixed("bordeaux"),
            Fixed("rouge foncé"),
            Fixed("rouge sombre"),
            Fixed("rouge bordeaux"),
            Fixed("brun-rouge"),
            Fixed("grenat"),
            ROUGE,
            Fixed("lie-de-vin"),
        ],
        Colour::Orange => &[
            Fixed("orange"),
            Four("orangé", "orangée", "orangés", "orangées"),
            Fixed("corail"),
            Fixed("orange foncé"),
            Fixed("rouille"),
            Fixed("orange clair"),
            Fixed("orange vif"),
            Fixed("mandarine"),
        ],
        Colour::Yellow => &[
            JAUNE,
            Fixed("jaune vif"),
            Fixed("jaune fluo"),
            Fixed("jaune pâle"),
            Fixed("jaune clair"),
            Fixed("jaune citron"),
            Fixed("jaune canari"),
        ],
        Colour::Mustard => &[
            Fixed("moutarde"),
            Fixed("jaune moutarde"),
            Four("doré", "dorée", "dorés", "dorées"),
            Fixed("jaune doré"),
            Fixed("ocre"),
            Fixed("jaune foncé"),
            Fixed("jaune ocre"),
            Fixed("safran"),
        ],
        Colour::Green => &[
            VERT,
            Fixed("vert vif"),
            Fixed("vert prairie"),
            Fixed("vert franc"),
            Fixed("vert gazon"),
            Fixed("vert émeraude"),
        ],
        Colour::LightGreen => &[
            Fixed("vert clair"),
            VERT,
            Fixed("vert fluo"),
            Fixed("vert tendre"),
            Fixed("vert citron"),
            Fixed("vert pâle"),
            Fixed("vert pomme"),
            Fixed("vert menthe"),
            Fixed("vert d'eau"),
            Fixed("vert anis"),
        ],
        Colour::DarkGreen => &[
            Fixed("vert foncé"),
            VERT,
            Fixed("vert très foncé"),
            Fixed("vert forêt"),
            Fixed("vert bouteille"),
            Fixed("vert sapin"),
            Fixed("vert sombre"),
        ],
        Colour::Olive => &[
            Fixed("kaki"),
            Fixed("vert olive"),
            Fixed("olive"),
            Fixed("vert armée"),
            Fixed("gris-vert"),
            Fixed("kaki foncé"),
            Fixed("vert kaki"),
            Fixed("vert militaire"),
        ],
        Colour::Turquoise => &[
            Fixed("turquoise"),
            Fixed("bleu turquoise"),
            Fixed("bleu pétrole"),
            Fixed("cyan"),
            Fixed("vert turquoise"),
            Fixed("bleu-vert"),
            Fixed("bleu canard"),
        ],
        Colour::Blue => &[
            BLEU,
            Fixed("bleu roi"),
            Fixed("bleu franc"),
            Fixed("bleu cobalt"),
            Fixed("bleu jean"),
            Fixed("bleu vif"),
            Fixed("bleu électrique"),
        ],
        Colour::LightBlue => &[
            Fixed("bleu clair"),
            Fixed("bleu ciel"),
            Fixed("bleu délavé"),
            Fixed("bleu pastel"),
            Fixed("bleu-gris"),
            BLEU,
            Fixed("bleu pâle"),
            Fixed("bleu azur"),
        ],
        Colour::DarkBlue => &[
            Fixed("bleu marine"),
            Fixed("bleu foncé"),
            Fixed("bleu sombre"),
            Fixed("bleu très foncé"),
            Fixed("bleu indigo"),
            BLEU,
            Fixed("marine"),
            Fixed("bleu nuit"),
        ],
        Colour::Purple => &[
            VIOLET,
            MAUVE,
            Fixed("violet foncé"),
            Two("pourpre", "pourpres"),
            Fixed("prune"),
            Fixed("aubergine"),
        ],
        Colour::Lilac => &[
            Fixed("lilas"),
            MAUVE,
            Fixed("violet pâle"),
            Fixed("mauve clair"),
            Fixed("violet clair"),
            Fixed("lavande"),
            Fixed("parme"),
        ],
        Colour::Pink => &[
            ROSE,
            Fixed("rose vif"),
            Fixed("rose fluo"),
            Fixed("rose foncé"),
            Fixed("magenta"),
            Fixed("framboise"),
            Fixed("fuchsia"),
            Fixed("rose bonbon"),
        ],
        Colour::LightPink => &[
            Fixed("rose clair"),
            Fixed("rose pâle"),
            Fixed("saumon"),
            Fixed("pêche"),
            Fixed("vieux rose"),
            Fixed("rose tendre"),
            ROSE,
            Fixed("rose pastel"),
            Fixed("rose poudré"),
        ],
        Colour::Brown => &[
            Fixed("marron"),
            BRUN,
            Fixed("brun-roux"),
            Fixed("châtaigne"),
            Fixed("cannelle"),
            Fixed("brun noisette"),
            Fixed("noisette"),
        ],
        Colour::DarkBrown => &[
            Fixed("marron foncé"),
            Fixed("brun foncé"),
            Fixed("brun très foncé"),
            Fixed("marron chocolat"),
            Fixed("café"),
            Fixed("marron"),
            BRUN,
            Fixed("chocolat"),
            Fixed("brun sombre"),
        ],
        Colour::Tan => &[
            Fixed("marron clair"),
            Fixed("camel"),
            Two("beige", "beiges"),
            Fixed("cognac"),
            Fixed("couleur sable"),
            Fixed("tabac"),
            Fixed("brun-beige"),
            Fixed("brun clair"),
            Fixed("caramel"),
            Fixed("beige foncé"),
            Two("fauve", "fauves"),
        ],
        Colour::Beige => &[
            Two("beige", "beiges"),
            Fixed("crème"),
            Fixed("ivoire"),
            Fixed("blanc crème"),
            Fixed("couleur crème"),
            Fixed("beige sable"),
            Fixed("beige clair"),
            Fixed("sable"),
            Four("écru", "écrue", "écrus", "écrues"),
            Fixed("blanc cassé"),
        ],
    }
}

/// The vague word that people use when only light or dark matters.
pub fn shade(colour: Colour) -> Option<Adjective> {
    match colour {
        Colour::DarkGrey | Colour::DarkBlue | Colour::DarkBrown => Some(FONCE),
        Colour::Black | Colour::DarkGreen => Some(SOMBRE),
        Colour::White | Colour::LightGrey | Colour::LightBlue | Colour::Beige => Some(CLAIR),
        _ => None,
    }
}
