//! Spanish nouns of bags, headgear, glasses and small things, most common first.

use crate::attributes::{Bag, Extra, Eyewear, Headgear};
use crate::caption::romance::Noun::{self, F, Fp, M, Mp};

/// Bags.
pub fn bag(kind: Bag) -> &'static [Noun] {
    match kind {
        Bag::Backpack => &[
            F("mochila"),
            F("mochila"),
            F("mochila escolar"),
            F("mochila"),
            M("morral"),
            M("macuto"),
        ],
        Bag::ShoulderBag => &[
            M("bolso"),
            M("bolso de hombro"),
            M("bolso grande"),
            F("bolsa||al hombro"),
            F("bolsa grande"),
            M("bolso grande||al hombro"),
            M("bolso||al hombro"),
            F("bolsa"),
            F("cartera"),
        ],
        Bag::CrossbodyBag => &[
            M("bolso cruzado"),
            F("bandolera"),
            M("bolso pequeño"),
            M("bolso"),
            F("bolsa||en bandolera"),
            M("bolsito cruzado"),
            M("bolso pequeño||en bandolera"),
            M("bolso||en bandolera"),
            F("bolsa cruzada"),
            M("bolso bandolera"),
        ],
        Bag::Handbag => &[
            M("bolso"),
            M("bolso de mano"),
            M("bolso pequeño"),
            F("bolsa"),
            M("bolsito"),
            F("bolsa de mano"),
            F("cartera"),
        ],
        Bag::Tote => &[
            F("bolsa de tela"),
            M("bolso de tela"),
            M("bolso grande"),
            M("bolso tote"),
            F("bolsa de lona"),
            M("bolso de lona"),
            M("bolso shopper"),
            M("bolso grande de tela"),
            F("bolsa"),
            F("bolsa grande"),
            M("capazo"),
        ],
        Bag::ShoppingBag => &[
            F("bolsa de la compra"),
            F("bolsa"),
            F("bolsa de plástico"),
            F("bolsa de papel"),
            F("bolsa plástica"),
            F("bolsa de supermercado"),
            F("bolsa de compras"),
            F("bolsa de tienda"),
            F("bolsa del súper"),
        ],
        Bag::Briefcase => &[
            M("maletín"),
            M("maletín"),
            M("bolso de trabajo"),
            M("bolso de portátil"),
            F("maleta de trabajo"),
            M("bolso"),
            F("cartera de trabajo"),
            M("portafolios"),
        ],
        Bag::Suitcase => &[
            F("maleta"),
            F("maleta|con ruedas"),
            M("trolley"),
            F("maleta de viaje"),
            F("maleta de cabina"),
            F("maleta de ruedas"),
            F("maleta pequeña"),
            F("valija"),
        ],
        Bag::WaistBag => &[
            F("riñonera"),
            F("riñonera"),
            M("bolso||en la cintura"),
            M("bolsito||en la cintura"),
            M("canguro"),
            F("bolsa de cintura"),
            F("cangurera"),
        ],
    }
}

/// Headgear; a hood that is up is told by the sentences.
pub fn headgear(kind: Headgear) -> &'static [Noun] {
    match kind {
        Headgear::Cap => &[
            F("gorra"),
            F("gorra"),
            F("gorra deportiva"),
            M("gorro"),
            F("visera"),
            F("gorra de béisbol"),
            F("gorra|con visera"),
            F("cachucha"),
        ],
        Headgear::Beanie => &[
            M("gorro"),
            M("gorro de lana"),
            M("gorro tejido"),
            M("gorro|tejido de lana"),
            M("beanie"),
            F("gorra de lana"),
            M("gorro de punto"),
            M("gorro de invierno"),
            M("gorrito"),
        ],
        Headgear::Hat => &[
            M("sombrero"),
            M("sombrero"),
            M("sombrero|de fieltro"),
            M("sombrero ancho"),
            M("sombrero fedora"),
            M("sombrero|de ala"),
            M("sombrero|de ala ancha"),
        ],
        Headgear::SunHat => &[
            M("sombrero de paja"),
            M("sombrero de playa"),
            M("sombrero ancho de paja"),
            M("sombrero"),
            M("sombrero de verano"),
            M("sombrero|de ala ancha"),
            M("sombrero|para el sol"),
            F("pamela"),
        ],
        Headgear::Helmet => &[
            M("casco"),
            M("casco de protección"),
            M("casco de obra"),
            M("casco de seguridad"),
        ],
        Headgear::Headscarf => &[M("pañuelo"), M("velo"), M("hiyab"), F("pañoleta")],
        Headgear::HoodUp => &[F("capucha")],
    }
}

/// Glasses.
pub fn eyewear(kind: Eyewear) -> &'static [Noun] {
    match kind {
        Eyewear::Glasses => &[
            Fp("gafas"),
            Fp("gafas"),
            Fp("gafas de ver"),
            Mp("espejuelos"),
            Mp("lentes"),
            Fp("gafas graduadas"),
            Mp("anteojos"),
        ],
        Eyewear::Sunglasses => &[
            Fp("gafas de sol"),
            Fp("gafas oscuras"),
            Fp("gafas ahumadas"),
            Fp("gafas tintadas"),
            Mp("lentes de sol"),
            Fp("gafas negras"),
            Mp("lentes oscuros"),
        ],
    }
}

/// Small things.
pub fn extra(kind: Extra) -> &'static [Noun] {
    match kind {
        Extra::Scarf => &[
            F("bufanda"),
            M("pañuelo||al cuello"),
            F("bufanda de lana"),
            M("chal"),
            F("bufanda||al cuello"),
            M("fular"),
        ],
        Extra::Tie => &[F("corbata"), F("corbata|anudada"), F("corbata estrecha")],
        Extra::Belt => &[M("cinturón"), M("cinturón"), M("cinto")],
        Extra::Mask => &[
            F("mascarilla"),
            F("mascarilla"),
            F("máscara"),
            F("mascarilla quirúrgica"),
            M("cubrebocas"),
            M("tapabocas"),
            M("barbijo"),
        ],
        Extra::Gloves => &[Mp("guantes"), Mp("guantes"), Mp("guantes||puestos")],
        Extra::Umbrella => &[
            M("paraguas"),
            M("paraguas|abierto"),
            M("paraguas grande"),
            F("sombrilla"),
        ],
        Extra::Phone => &[
            M("móvil"),
            M("teléfono"),
            M("teléfono celular"),
            M("teléfono móvil"),
            M("celular"),
            M("smartphone"),
        ],
        Extra::Headphones => &[
            Mp("auriculares"),
            Mp("cascos de música"),
            Mp("auriculares grandes"),
            Mp("cascos"),
            Mp("audífonos"),
        ],
        Extra::Drink => &[F("bebida"), F("bebida"), M("vaso desechable")],
        Extra::Book => &[M("libro"), M("libro"), M("cuaderno"), M("librito")],
    }
}
