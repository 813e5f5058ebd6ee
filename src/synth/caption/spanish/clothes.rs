//! Spanish nouns of garments, European and American, most common first.

use crate::synth::attributes::{Footwear, Lower, OnePiece, Upper};
use crate::synth::caption::french::romance::Noun::{self, F, Fp, M, Mp};

/// Upper garments.
pub fn upper(kind: Upper) -> &'static [Noun] {
    match kind {
        Upper::TShirt => &[F("camiseta"), F("camiseta|de manga corta"), F("remera"), F("playera"), F("polera")],
        Upper::LongSleeveShirt => &[
            F("camiseta|de manga larga"),
            F("camiseta"),
            F("remera|de manga larga"),
            F("playera|de manga larga"),
            M("top|de manga larga"),
        ],
        Upper::TankTop => &[
            F("camiseta|de tirantes"),
            F("camiseta|sin mangas"),
            M("top|de tirantes"),
            M("top|sin mangas"),
            F("musculosa"),
        ],
        Upper::CropTop => &[M("top corto"), M("top"), M("crop top"), F("camiseta corta"), F("camiseta recortada")],
        Upper::Polo => {
            &[M("polo"), F("camiseta polo"), F("camiseta|con cuello"), F("camiseta|tipo polo"), F("chomba")]
        }
        Upper::Shirt => &[
            F("camisa"),
            F("camisa|de manga larga"),
            F("camisa|de botones"),
            F("camisa de vestir"),
            F("camisa abotonada"),
        ],
        Upper::ShortSleeveShirt => &[
            F("camisa|de manga corta"),
            F("camisa"),
            F("camisa|de botones de manga corta"),
            F("camisa de verano"),
            F("camisa veraniega"),
        ],
        Upper::Blouse => &[F("blusa"), F("blusa"), F("camisa"), F("blusa ligera"), M("blusón")],
        Upper::Sweater => &[M("jersey"), M("suéter"), M("pulóver"), M("jersey|de punto"), F("chompa")],
        Upper::Turtleneck => &[
            M("jersey|de cuello alto"),
            M("suéter|de cuello alto"),
            M("jersey|de cuello vuelto"),
            M("cuello alto"),
            M("suéter|de cuello tortuga"),
        ],
        Upper::Sweatshirt => &[F("sudadera"), F("sudadera|sin capucha"), M("suéter"), M("buzo"), M("polerón")],
        Upper::Hoodie => &[
            F("sudadera|con capucha"),
            F("sudadera"),
            M("suéter|con capucha"),
            M("buzo|con capucha"),
            M("polerón|con capucha"),
        ],
        Upper::Jersey => &[
            F("camiseta deportiva"),
            F("camiseta de deporte"),
            F("camiseta de fútbol"),
            F("camiseta de equipo"),
            F("playera deportiva"),
        ],
        Upper::Cardigan => {
            &[F("chaqueta de punto"), F("rebeca"), M("cárdigan"), F("chaqueta de lana"), F("chaquetilla de punto")]
        }
        Upper::Vest => &[M("chaleco"), M("chaleco"), M("chaleco|sin mangas"), F("chaqueta|sin mangas")],
        Upper::Jacket => &[
            F("chaqueta"),
            F("cazadora"),
            F("chaqueta corta"),
            F("chamarra"),
            F("chaqueta ligera"),
            F("campera"),
        ],
        Upper::DenimJacket => &[
            F("chaqueta vaquera"),
            F("cazadora vaquera"),
            F("chaqueta de jean"),
            F("chamarra de mezclilla"),
            F("chaqueta tejana"),
        ],
        Upper::LeatherJacket => &[
            F("chaqueta de cuero"),
            F("cazadora de cuero"),
            F("chaqueta de piel"),
            F("chupa de cuero"),
            F("campera de cuero"),
        ],
        Upper::TrackJacket => &[
            F("chaqueta de chándal"),
            F("chaqueta deportiva"),
            F("sudadera|con cremallera"),
            F("chaqueta de deporte"),
            F("campera deportiva"),
        ],
        Upper::Blazer => {
            &[F("americana"), F("chaqueta de traje"), M("blazer"), F("chaqueta de vestir"), M("saco")]
        }
        Upper::Puffer => &[
            M("plumífero"),
            F("chaqueta acolchada"),
            M("abrigo acolchado"),
            M("anorak"),
            F("campera de plumas"),
        ],
        Upper::Parka => {
            &[F("parka"), M("anorak"), M("abrigo|con capucha"), M("chaquetón"), M("abrigo de invierno")]
        }
        Upper::Coat => &[M("abrigo"), M("abrigo largo"), M("abrigo"), M("sobretodo"), M("gabán")],
        Upper::TrenchCoat => {
            &[F("gabardina"), M("trench"), M("abrigo|tipo gabardina"), M("abrigo|tipo trench"), M("impermeable")]
        }
        Upper::Raincoat => {
            &[M("chubasquero"), M("impermeable"), F("chaqueta impermeable"), F("gabardina de lluvia"), M("piloto")]
        }
        Upper::HiVisVest => &[
            M("chaleco reflectante"),
            M("chaleco de seguridad"),
            M("chaleco de alta visibilidad"),
            M("chaleco de obra"),
        ],
    }
}

/// Lower garments.
pub fn lower(kind: Lower) -> &'static [Noun] {
    match kind {
        Lower::Trousers => {
            &[M("pantalón"), Mp("pantalones"), M("pantalón largo"), M("pantalón de tela"), M("pantalón recto")]
        }
        Lower::Jeans => {
            &[Mp("vaqueros"), M("pantalón vaquero"), Mp("jeans"), Mp("pantalones vaqueros"), Mp("tejanos")]
        }
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
        Lower::Leggings => {
            &[Mp("leggings"), Fp("mallas"), Mp("leggins"), Mp("pantalones ajustados"), Fp("calzas")]
        }
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
        Lower::Shorts => {
            &[M("pantalón corto"), Mp("pantalones cortos"), Fp("bermudas"), Mp("shorts"), M("short")]
        }
        Lower::DenimShorts => &[
            Mp("pantalones cortos vaqueros"),
            Mp("shorts vaqueros"),
            Fp("bermudas vaqueras"),
            Mp("vaqueros cortos"),
            M("short de mezclilla"),
        ],
        Lower::MiniSkirt => {
            &[F("minifalda"), F("falda corta"), F("minifalda"), F("falda|por encima de la rodilla"), F("faldita")]
        }
        Lower::Skirt => {
            &[F("falda"), F("falda|por la rodilla"), F("falda|a la rodilla"), F("falda midi"), F("pollera")]
        }
        Lower::PleatedSkirt => {
            &[F("falda|plisada"), F("falda plisada"), F("falda|de tablas"), F("falda tableada")]
        }
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
        OnePiece::Dress => {
            &[M("vestido"), M("vestido"), M("vestido|por la rodilla"), M("vestido midi"), M("vestido|a la rodilla")]
        }
        OnePiece::LongDress => &[
            M("vestido largo"),
            M("vestido|hasta los pies"),
            M("vestido largo"),
            M("vestido|hasta los tobillos"),
            M("maxivestido"),
        ],
        OnePiece::Jumpsuit => {
            &[M("mono"), M("mono largo"), M("mono|de una pieza"), M("enterizo"), M("enterito")]
        }
        OnePiece::Dungarees => {
            &[M("peto"), M("pantalón de peto"), M("mono|con tirantes"), M("overol"), M("mameluco")]
        }
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
        Footwear::AnkleBoots => {
            &[Mp("botines"), Fp("botas cortas"), Fp("botas"), Mp("botines"), Fp("botas de caña baja")]
        }
        Footwear::HighBoots => {
            &[Fp("botas"), Fp("botas altas"), Fp("botas de caña alta"), Fp("botas largas")]
        }
        Footwear::Sandals => {
            &[Fp("sandalias"), Fp("sandalias"), Fp("sandalias abiertas"), Fp("sandalias|de tiras"), Mp("huaraches")]
        }
        Footwear::FlipFlops => {
            &[Fp("chanclas"), Fp("chancletas"), Fp("sandalias de playa"), Fp("chinelas"), Fp("ojotas")]
        }
        Footwear::HighHeels => &[
            Mp("tacones"),
            Mp("zapatos de tacón"),
            Mp("zapatos de tacón alto"),
            Mp("tacones altos"),
            Mp("zapatos de taco"),
        ],
        Footwear::Flats => {
            &[Fp("bailarinas"), Mp("zapatos planos"), Fp("manoletinas"), Mp("zapatos bajos"), Fp("balerinas")]
        }
        Footwear::Loafers => {
            &[Mp("mocasines"), Mp("zapatos"), Mp("zapatos de vestir"), Mp("zapatos|sin cordones")]
        }
        Footwear::Barefoot => &[Mp("pies descalzos")],
    }
}
