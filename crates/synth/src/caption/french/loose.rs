//! French nouns for whole classes of things, as people say who do not look closely.

use crate::caption::ensemble::Ensemble;
use crate::caption::romance::Noun::{self, F, Fp, M, Mp};
use crate::caption::vague::Loose;

/// Words for a class of things, most common first.
pub fn loose(class: Loose) -> &'static [Noun] {
    match class {
        Loose::Top => &[M("haut"), M("haut"), M("haut"), M("haut")],
        Loose::Tee => &[
            M("t-shirt"),
            M("haut"),
            M("tee-shirt"),
            M("t-shirt"),
            M("simple t-shirt"),
        ],
        Loose::Sweater => &[M("pull"), M("haut"), M("pull"), M("sweat"), M("tricot")],
        Loose::Jacket => &[F("veste"), M("blouson"), F("veste"), F("veste")],
        Loose::Coat => &[M("manteau"), F("veste"), M("manteau"), F("grosse veste")],
        Loose::Trousers => &[M("pantalon"), M("pantalon"), M("pantalon long"), M("pantalon")],
        Loose::Shorts => &[M("short"), M("short"), M("bermuda"), M("pantalon court")],
        Loose::Skirt => &[F("jupe"), F("jupe"), F("jupe"), F("jupe")],
        Loose::Dress => &[F("robe"), F("robe"), F("robe"), F("robe")],
        Loose::Shoes => &[
            Fp("chaussures"),
            Fp("chaussures"),
            Fp("chaussures"),
            Mp("souliers"),
        ],
        Loose::Boots => &[Fp("bottes"), Fp("bottes"), Fp("boots"), Fp("chaussures")],
        Loose::Bag => &[M("sac"), M("sac"), M("sac"), M("sac")],
        Loose::Hat => &[M("chapeau"), M("chapeau"), M("chapeau"), M("couvre-chef")],
    }
}

/// Words for an outfit that is one thing, most common first.
pub fn ensemble(kind: Ensemble) -> &'static [Noun] {
    match kind {
        Ensemble::Suit => &[M("costume"), M("costume"), M("costume de ville"), M("complet")],
        Ensemble::Tracksuit => &[
            M("survêtement"),
            M("jogging"),
            F("tenue de sport"),
            M("ensemble de sport"),
        ],
        Ensemble::Denim => &[M("ensemble|en jean"), F("tenue|en jean"), M("ensemble|en denim")],
        Ensemble::OneColour => &[F("tenue"), Mp("vêtements"), M("ensemble")],
    }
}
