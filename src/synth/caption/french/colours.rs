//! French colour words. Compound colours and those named after a thing do not agree.

use super::romance::Adjective::{self, Fixed, Four, Two};
use crate::synth::attributes::Colour;

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
        Colour::Black => &[NOIR, Fixed("noir profond"), Fixed("noir intense")],
        Colour::White => &[
            BLANC,
            Fixed("blanc pur"),
            Fixed("blanc neige"),
            Fixed("blanc éclatant"),
        ],
        Colour::Grey => &[
            GRIS,
            Fixed("gris moyen"),
            Fixed("gris souris"),
            Fixed("gris acier"),
        ],
        Colour::LightGrey => &[
            Fixed("gris clair"),
            GRIS,
            Fixed("gris pâle"),
            Fixed("gris perle"),
            Four("argenté", "argentée", "argentés", "argentées"),
        ],
        Colour::DarkGrey => &[
            Fixed("gris foncé"),
            Fixed("anthracite"),
            GRIS,
            Fixed("gris anthracite"),
            Fixed("gris sombre"),
        ],
        Colour::Red => &[
            ROUGE,
            Fixed("rouge vif"),
            Two("écarlate", "écarlates"),
            Fixed("rouge coquelicot"),
        ],
        Colour::DarkRed => &[
            Fixed("bordeaux"),
            Fixed("rouge foncé"),
            Fixed("grenat"),
            ROUGE,
            Fixed("lie-de-vin"),
        ],
        Colour::Orange => &[
            Fixed("orange"),
            Four("orangé", "orangée", "orangés", "orangées"),
            Fixed("orange vif"),
            Fixed("mandarine"),
        ],
        Colour::Yellow => &[
            JAUNE,
            Fixed("jaune vif"),
            Fixed("jaune citron"),
            Fixed("jaune canari"),
        ],
        Colour::Mustard => &[
            Fixed("moutarde"),
            Fixed("jaune moutarde"),
            Fixed("ocre"),
            Fixed("jaune foncé"),
            Fixed("jaune ocre"),
            Fixed("safran"),
        ],
        Colour::Green => &[
            VERT,
            Fixed("vert vif"),
            Fixed("vert gazon"),
            Fixed("vert émeraude"),
        ],
        Colour::LightGreen => &[
            Fixed("vert clair"),
            VERT,
            Fixed("vert pâle"),
            Fixed("vert pomme"),
            Fixed("vert menthe"),
            Fixed("vert d'eau"),
            Fixed("vert anis"),
        ],
        Colour::DarkGreen => &[
            Fixed("vert foncé"),
            VERT,
            Fixed("vert bouteille"),
            Fixed("vert sapin"),
            Fixed("vert sombre"),
        ],
        Colour::Olive => &[
            Fixed("kaki"),
            Fixed("vert olive"),
            Fixed("vert kaki"),
            Fixed("vert militaire"),
        ],
        Colour::Turquoise => &[
            Fixed("turquoise"),
            Fixed("bleu turquoise"),
            Fixed("bleu-vert"),
            Fixed("bleu canard"),
        ],
        Colour::Blue => &[
            BLEU,
            Fixed("bleu roi"),
            Fixed("bleu vif"),
            Fixed("bleu électrique"),
        ],
        Colour::LightBlue => &[
            Fixed("bleu clair"),
            Fixed("bleu ciel"),
            BLEU,
            Fixed("bleu pâle"),
            Fixed("bleu azur"),
        ],
        Colour::DarkBlue => &[
            Fixed("bleu marine"),
            Fixed("bleu foncé"),
            BLEU,
            Fixed("marine"),
            Fixed("bleu nuit"),
        ],
        Colour::Purple => &[VIOLET, MAUVE, Fixed("prune"), Fixed("aubergine")],
        Colour::Lilac => &[
            Fixed("lilas"),
            MAUVE,
            Fixed("violet clair"),
            Fixed("lavande"),
            Fixed("parme"),
        ],
        Colour::Pink => &[ROSE, Fixed("rose vif"), Fixed("fuchsia"), Fixed("rose bonbon")],
        Colour::LightPink => &[
            Fixed("rose clair"),
            Fixed("rose pâle"),
            ROSE,
            Fixed("rose pastel"),
            Fixed("rose poudré"),
        ],
        Colour::Brown => &[Fixed("marron"), BRUN, Fixed("brun moyen"), Fixed("noisette")],
        Colour::DarkBrown => &[
            Fixed("marron foncé"),
            Fixed("brun foncé"),
            Fixed("marron"),
            BRUN,
            Fixed("chocolat"),
            Fixed("brun sombre"),
        ],
        Colour::Tan => &[
            Fixed("marron clair"),
            Fixed("camel"),
            Fixed("brun clair"),
            Fixed("caramel"),
            Fixed("beige foncé"),
            Two("fauve", "fauves"),
        ],
        Colour::Beige => &[
            Two("beige", "beiges"),
            Fixed("crème"),
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
