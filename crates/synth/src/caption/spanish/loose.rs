//! Spanish nouns for whole classes of things, as people say who do not look closely.

use crate::caption::ensemble::Ensemble;
use crate::caption::romance::Noun::{self, F, Fp, M, Mp};
use crate::caption::vague::Loose;

/// Words for a class of things, most common first.
pub fn loose(class: Loose) -> &'static [Noun] {
    match class {
        Loose::Top => &[
            F("prenda superior"),
            F("camiseta"),
            F("parte de arriba"),
            F("prenda de arriba"),
        ],
        Loose::Tee => &[F("camiseta"), F("camiseta"), M("jersey"), F("playera")],
        Loose::Sweater => &[M("jersey"), M("suéter"), F("sudadera"), M("suéter")],
        Loose::Jacket => &[F("chaqueta"), F("cazadora"), F("chaqueta"), F("chamarra")],
        Loose::Coat => &[M("abrigo"), F("chaqueta"), M("abrigo"), M("chaquetón")],
        Loose::Trousers => &[
            M("pantalón"),
            Mp("pantalones"),
            M("pantalón"),
            M("pantalón largo"),
        ],
        Loose::Shorts => &[
            M("pantalón corto"),
            Mp("shorts"),
            Mp("pantalones cortos"),
            M("short"),
        ],
        Loose::Skirt => &[F("falda"), F("falda"), F("falda"), F("falda")],
        Loose::Dress => &[M("vestido"), M("vestido"), M("vestido"), M("vestido")],
        Loose::Shoes => &[Mp("zapatos"), M("calzado"), Mp("zapatos"), Mp("zapatos")],
        Loose::Boots => &[Fp("botas"), Fp("botas"), Mp("zapatos"), Fp("botas")],
        Loose::Bag => &[M("bolso"), F("bolsa"), M("bolso"), F("bolsa")],
        Loose::Hat => &[M("gorro"), M("sombrero"), M("gorro"), M("sombrero")],
    }
}

/// Words for an outfit that is one thing, most common first.
pub fn ensemble(kind: Ensemble) -> &'static [Noun] {
    match kind {
        Ensemble::Suit => &[M("traje"), M("traje"), M("traje de chaqueta"), M("terno")],
        Ensemble::Tracksuit => &[
            M("chándal"),
            M("conjunto deportivo"),
            F("ropa deportiva"),
            M("buzo deportivo"),
        ],
        Ensemble::Denim => &[
            M("conjunto vaquero"),
            F("ropa vaquera"),
            M("conjunto de mezclilla"),
        ],
        Ensemble::OneColour => &[F("ropa"), M("conjunto"), F("vestimenta")],
    }
}
