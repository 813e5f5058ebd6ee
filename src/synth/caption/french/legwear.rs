//! French nouns of lower and one-piece garments and of footwear, most common first.

use super::romance::Noun::{self, F, Fp, M, Mp};
use crate::synth::attributes::{Footwear, Lower, OnePiece};

/// Lower garments.
pub fn lower(kind: Lower) -> &'static [Noun] {
    match kind {
        Lower::Trousers => &[
            M("pantalon"),
            M("pantalon long"),
            M("pantalon|en toile"),
            M("pantalon droit"),
            M("futal"),
        ],
        Lower::Jeans => &[
            M("jean"),
            M("pantalon|en jean"),
            M("jeans"),
            M("pantalon|en denim"),
            M("denim"),
            M("jean droit"),
        ],
        Lower::RippedJeans => &[
            M("jean|déchiré"),
            M("jean|troué"),
            M("jean déchiré"),
            M("jean|à trous"),
            M("jean destroy"),
        ],
        Lower::Chinos => &[
            M("chino"),
            M("pantalon chino"),
            M("pantalon"),
            M("pantalon|en toile"),
            M("pantalon de toile"),
        ],
        Lower::Cargo => &[
            M("pantalon cargo"),
            M("cargo"),
            M("pantalon|à poches"),
            M("treillis"),
            M("pantalon multipoche"),
        ],
        Lower::SuitTrousers => &[
            M("pantalon de costume"),
            M("pantalon de ville"),
            M("pantalon habillé"),
            M("pantalon"),
            M("pantalon|à pinces"),
        ],
        Lower::Joggers => &[
            M("jogging"),
            M("pantalon de jogging"),
            M("bas de survêtement"),
            M("pantalon de sport"),
            M("pantalon de survêtement"),
        ],
        Lower::Leggings => &[
            M("legging"),
            M("leggings"),
            M("pantalon moulant"),
            M("pantalon collant"),
            M("caleçon long"),
        ],
        Lower::WideTrousers => &[
            M("pantalon large"),
            M("pantalon ample"),
            M("pantalon fluide"),
            M("pantalon bouffant"),
            M("pantalon palazzo"),
        ],
        Lower::FlaredTrousers => &[
            M("pantalon|évasé"),
            M("pantalon évasé"),
            M("pantalon|patte d'eph"),
            M("pantalon|à pattes d'éléphant"),
            M("pantalon flare"),
        ],
        Lower::CroppedTrousers => &[
            M("pantacourt"),
            M("pantalon court"),
            M("corsaire"),
            M("pantalon raccourci"),
            M("pantalon trois-quarts"),
        ],
        Lower::Shorts => &[
            M("short"),
            M("bermuda"),
            M("pantalon court"),
            M("short|en toile"),
            F("culotte courte"),
        ],
        Lower::DenimShorts => &[
            M("short|en jean"),
            M("bermuda|en jean"),
            M("short|en denim"),
            M("short de jean"),
            M("jean court"),
        ],
        Lower::MiniSkirt => &[
            F("mini-jupe"),
            F("jupe courte"),
            F("petite jupe"),
            F("minijupe"),
            F("jupette"),
        ],
        Lower::Skirt => &[
            F("jupe"),
            F("jupe mi-longue"),
            F("jupe|au genou"),
            F("jupe droite"),
            F("jupe midi"),
        ],
        Lower::PleatedSkirt => &[
            F("jupe|plissée"),
            F("jupe plissée"),
            F("jupe|à plis"),
            F("jupe|à petits plis"),
        ],
        Lower::LongSkirt => &[
            F("jupe longue"),
            F("longue jupe"),
            F("jupe|jusqu'aux chevilles"),
            F("maxi-jupe"),
            F("jupe maxi"),
        ],
    }
}

/// One-piece garments.
pub fn one_piece(kind: OnePiece) -> &'static [Noun] {
    match kind {
        OnePiece::ShortDress => &[
            F("robe courte"),
            F("mini-robe"),
            F("petite robe"),
            F("robe|au-dessus du genou"),
            F("robe mini"),
        ],
        OnePiece::Dress => &[
            F("robe"),
            F("robe mi-longue"),
            F("robe|au genou"),
            F("robe midi"),
            F("robe|mi-mollet"),
        ],
        OnePiece::LongDress => &[
            F("robe longue"),
            F("longue robe"),
            F("robe|jusqu'aux chevilles"),
            F("maxi-robe"),
            F("robe maxi"),
        ],
        OnePiece::Jumpsuit => &[
            F("combinaison"),
            F("combinaison-pantalon"),
            F("combi"),
            F("tenue d'une pièce"),
            F("combi-pantalon"),
        ],
        OnePiece::Dungarees => &[
            F("salopette"),
            F("salopette|à bretelles"),
            F("salopette longue"),
            F("cotte|à bretelles"),
        ],
    }
}

/// Footwear; bare feet are told by the sentences.
pub fn footwear(kind: Footwear) -> &'static [Noun] {
    match kind {
        Footwear::Sneakers => &[
            Fp("baskets"),
            Fp("chaussures de sport"),
            Fp("tennis"),
            Fp("chaussures"),
            Fp("sneakers"),
            Fp("runnings"),
        ],
        Footwear::LeatherShoes => &[
            Fp("chaussures|en cuir"),
            Fp("chaussures de ville"),
            Fp("chaussures"),
            Mp("souliers"),
            Fp("chaussures habillées"),
            Fp("derbies"),
        ],
        Footwear::AnkleBoots => &[
            Fp("bottines"),
            Fp("boots"),
            Fp("bottes courtes"),
            Fp("bottes"),
            Fp("chelsea boots"),
        ],
        Footwear::HighBoots => &[
            Fp("bottes"),
            Fp("bottes hautes"),
            Fp("bottes montantes"),
            Fp("bottes longues"),
        ],
        Footwear::Sandals => &[
            Fp("sandales"),
            Fp("sandalettes"),
            Fp("chaussures ouvertes"),
            Mp("nu-pieds"),
            Fp("spartiates"),
        ],
        Footwear::FlipFlops => &[
            Fp("tongs"),
            Fp("claquettes"),
            Fp("sandales de plage"),
            Fp("mules"),
            Fp("savates"),
        ],
        Footwear::HighHeels => &[
            Fp("chaussures|à talons"),
            Mp("talons hauts"),
            Mp("escarpins"),
            Fp("chaussures|à talons hauts"),
            Mp("escarpins|à talons"),
            Mp("talons aiguilles"),
        ],
        Footwear::Flats => &[
            Fp("ballerines"),
            Fp("chaussures plates"),
            Fp("chaussures basses"),
            Fp("ballerines plates"),
            Mp("souliers plats"),
        ],
        Footwear::Loafers => &[
            Mp("mocassins"),
            Fp("chaussures"),
            Fp("chaussures de ville"),
            Fp("chaussures sans lacets"),
            Mp("loafers"),
        ],
        Footwear::Barefoot => &[Mp("pieds nus")],
    }
}
