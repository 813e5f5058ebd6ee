//! Spanish nouns of lower and one-piece garments and of footwear, most common first.

use crate::synth::attributes::{Footwear, Lower, OnePiece};
use crate::synth::caption::french::romance::Noun::{self, F, Fp, M, Mp};

/// Lower garments.
pub fn lower(kind: Lower) -> &'static [Noun] {
    match kind {
        Lower::Trousers => &[
            M("pantalón"),
            Mp("pantalones"),
            M("pantalón largo"),
            M("pantalón de tela"),
            M("pantalón recto"),
        ],
        Lower::Jeans => &[
            Mp("vaqueros"),
            M("pantalón vaquero"),
            Mp("jeans"),
            Mp("pantalones vaqueros"),
            Mp("tejanos"),
        ],
        Lower::RippedJeans => &[
            Mp("vaqueros|rotos"),
            Mp("vaqueros|rasgados"),
            Mp("jeans|rotos"),
            M("pantalón vaquero|roto"),
            Mp("tejanos|rotos"),
        ],
        Lower::Chinos => &[
            M("pantalón chino"),
            Mp("pantalones chinos"),
            M("pantalón"),
            Mp("chinos"),
            M("pantalón de algodón"),
        ],
        Lower::Cargo => &[
            M("pantalón cargo"),
            Mp("pantalones cargo"),
            M("pantalón|con bolsillos"),
            M("pantalón|con bolsillos laterales"),
            M("pantalón de estilo militar"),
        ],
        Lower::SuitTrousers => &[
            M("pantalón de traje"),
            M("pantalón de vestir"),
            Mp("pantalones de vestir"),
            M("pantalón"),
            M("pantalón de pinzas"),
        ],
        Lower::Joggers => &[
            M("pantalón de chándal"),
            M("pantalón deportivo"),
            Mp("pantalones de chándal"),
            Mp("joggers"),
            M("pantalón de deporte"),
        ],
        Lower::Leggings => &[
            Mp("leggings"),
            Fp("mallas"),
            Mp("leggins"),
            Mp("pantalones ajustados"),
            Fp("calzas"),
        ],
        Lower::WideTrousers => &[
            M("pantalón ancho"),
            Mp("pantalones anchos"),
            M("pantalón holgado"),
            M("pantalón suelto"),
            M("pantalón palazzo"),
        ],
        Lower::FlaredTrousers => &[
            M("pantalón acampanado"),
            M("pantalón de campana"),
            Mp("pantalones acampanados"),
            M("pantalón de pata de elefante"),
        ],
        Lower::CroppedTrousers => &[
            M("pantalón pirata"),
            Mp("pantalones pirata"),
            M("pantalón|por la pantorrilla"),
            M("pantalón|tres cuartos"),
            M("pantalón de pescador"),
        ],
        Lower::Shorts => &[
            M("pantalón corto"),
            Mp("pantalones cortos"),
            Fp("bermudas"),
            Mp("shorts"),
            M("short"),
        ],
        Lower::DenimShorts => &[
            Mp("pantalones cortos vaqueros"),
            Mp("shorts vaqueros"),
            Fp("bermudas vaqueras"),
            Mp("vaqueros cortos"),
            M("short de mezclilla"),
        ],
        Lower::MiniSkirt => &[
            F("minifalda"),
            F("falda corta"),
            F("minifalda"),
            F("falda|por encima de la rodilla"),
            F("faldita"),
        ],
        Lower::Skirt => &[
            F("falda"),
            F("falda|por la rodilla"),
            F("falda|a la rodilla"),
            F("falda midi"),
            F("pollera"),
        ],
        Lower::PleatedSkirt => &[
            F("falda|plisada"),
            F("falda plisada"),
            F("falda|de tablas"),
            F("falda tableada"),
        ],
        Lower::LongSkirt => &[
            F("falda larga"),
            F("falda|hasta los pies"),
            F("falda|hasta los tobillos"),
            F("falda larga"),
            F("maxifalda"),
        ],
    }
}

/// One-piece garments.
pub fn one_piece(kind: OnePiece) -> &'static [Noun] {
    match kind {
        OnePiece::ShortDress => &[
            M("vestido corto"),
            M("vestido|por encima de la rodilla"),
            M("vestidito"),
            M("minivestido"),
        ],
        OnePiece::Dress => &[
            M("vestido"),
            M("vestido"),
            M("vestido|por la rodilla"),
            M("vestido midi"),
            M("vestido|a la rodilla"),
        ],
        OnePiece::LongDress => &[
            M("vestido largo"),
            M("vestido|hasta los pies"),
            M("vestido largo"),
            M("vestido|hasta los tobillos"),
            M("maxivestido"),
        ],
        OnePiece::Jumpsuit => &[
            M("mono"),
            M("mono largo"),
            M("mono|de una pieza"),
            M("enterizo"),
            M("enterito"),
        ],
        OnePiece::Dungarees => &[
            M("peto"),
            M("pantalón de peto"),
            M("mono|con tirantes"),
            M("overol"),
            M("mameluco"),
        ],
    }
}

/// Footwear; bare feet are told by the sentences.
pub fn footwear(kind: Footwear) -> &'static [Noun] {
    match kind {
        Footwear::Sneakers => &[
            Fp("zapatillas"),
            Fp("deportivas"),
            Fp("zapatillas de deporte"),
            Mp("tenis"),
            Fp("zapatillas deportivas"),
            Mp("zapatos deportivos"),
            Fp("bambas"),
        ],
        Footwear::LeatherShoes => &[
            Mp("zapatos"),
            Mp("zapatos de cuero"),
            Mp("zapatos de vestir"),
            Mp("zapatos de piel"),
            Mp("zapatos de cordones"),
        ],
        Footwear::AnkleBoots => &[
            Mp("botines"),
            Fp("botas cortas"),
            Fp("botas"),
            Mp("botines"),
            Fp("botas de caña baja"),
        ],
        Footwear::HighBoots => &[
            Fp("botas"),
            Fp("botas altas"),
            Fp("botas de caña alta"),
            Fp("botas largas"),
        ],
        Footwear::Sandals => &[
            Fp("sandalias"),
            Fp("sandalias"),
            Fp("sandalias abiertas"),
            Fp("sandalias|de tiras"),
            Mp("huaraches"),
        ],
        Footwear::FlipFlops => &[
            Fp("chanclas"),
            Fp("chancletas"),
            Fp("sandalias de playa"),
            Fp("chinelas"),
            Fp("ojotas"),
        ],
        Footwear::HighHeels => &[
            Mp("tacones"),
            Mp("zapatos de tacón"),
            Mp("zapatos de tacón alto"),
            Mp("tacones altos"),
            Mp("zapatos de taco"),
        ],
        Footwear::Flats => &[
            Fp("bailarinas"),
            Mp("zapatos planos"),
            Fp("manoletinas"),
            Mp("zapatos bajos"),
            Fp("balerinas"),
        ],
        Footwear::Loafers => &[
            Mp("mocasines"),
            Mp("zapatos"),
            Mp("zapatos de vestir"),
            Mp("zapatos|sin cordones"),
        ],
        Footwear::Barefoot => &[Mp("pies descalzos")],
    }
}
