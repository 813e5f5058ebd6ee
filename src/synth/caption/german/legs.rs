//! German nouns for lower garments and footwear, most common first, as [`super::grammar::Phrase::noun`] reads them.

use crate::synth::attributes::{Footwear, Lower};

type Nouns = &'static [&'static str];

/// Lower garments.
pub fn lower(kind: Lower) -> Nouns {
    match kind {
        Lower::Trousers => &["f Hose", "f Hose", "f lang+Hose", "f Stoffhose", "f Freizeithose"],
        Lower::Jeans => &["p Jeans", "f Jeans", "f Jeanshose", "f lang+Jeans", "f Denimhose"],
        Lower::RippedJeans => &[
            "p zerrissen+Jeans",
            "f zerrissen+Jeans",
            "f löchrig+Jeans",
            "p Jeans mit Löchern",
            "f Jeans mit Rissen",
        ],
        Lower::Chinos => &[
            "f Chino",
            "f Chinohose",
            "f Stoffhose",
            "f Hose",
            "f Baumwollhose",
        ],
        Lower::Cargo => &[
            "f Cargohose",
            "f Hose mit Seitentaschen",
            "f Cargohose",
            "f Arbeitshose",
        ],
        Lower::SuitTrousers => &["f Anzughose", "f Stoffhose", "f Hose", "f Bügelfaltenhose"],
        Lower::Joggers => &[
            "f Jogginghose",
            "f Trainingshose",
            "f Sporthose",
            "f Sweathose",
            "f Jogger",
        ],
        Lower::Leggings => &["p Leggings", "f Leggings", "f eng+Hose", "f eng anliegend+Hose"],
        Lower::WideTrousers => &[
            "f weit+Hose",
            "f weit+Hose",
            "f Schlabberhose",
            "f weit geschnitten+Hose",
        ],
        Lower::FlaredTrousers => &[
            "f Schlaghose",
            "f ausgestellt+Hose",
            "f Schlaghose",
            "f Hose mit Schlag",
        ],
        Lower::CroppedTrousers => &[
            "f Dreiviertelhose",
            "f 3/4-Hose",
            "f Caprihose",
            "f knöchelfrei+Hose",
        ],
        Lower::Shorts => &[
            "p Shorts",
            "f kurz+Hose",
            "p Shorts",
            "p Bermudashorts",
            "f Short",
        ],
        Lower::DenimShorts => &[
            "p Jeansshorts",
            "f kurz+Jeans",
            "p Denim-Shorts",
            "f kurz+Jeanshose",
        ],
        Lower::MiniSkirt => &["m Minirock", "m kurz+Rock", "m Rock", "m Mini-Rock"],
        Lower::Skirt => &[
            "m Rock",
            "m knielang+Rock",
            "m Rock",
            "m mittellang+Rock",
            "m Midirock",
        ],
        Lower::PleatedSkirt => &["m Faltenrock", "m Plisseerock", "m Rock", "m Rock mit Falten"],
        Lower::LongSkirt => &["m lang+Rock", "m Maxirock", "m Rock", "m bodenlang+Rock"],
    }
}

/// Footwear; going barefoot is an adverb.
pub fn footwear(kind: Footwear) -> Nouns {
    match kind {
        Footwear::Sneakers => &[
            "p Sneaker",
            "p Turnschuhe",
            "p Sportschuhe",
            "p Schuhe",
            "p Laufschuhe",
            "p Tennisschuhe",
        ],
        Footwear::LeatherShoes => &[
            "p Lederschuhe",
            "p Schuhe",
            "p Halbschuhe",
            "p Anzugschuhe",
            "p Schnürschuhe",
        ],
        Footwear::AnkleBoots => &["p Stiefeletten", "p Boots", "p kurz+Stiefel", "p Ankle-Boots"],
        Footwear::HighBoots => &[
            "p Stiefel",
            "p hoch+Stiefel",
            "p lang+Stiefel",
            "p kniehoch+Stiefel",
        ],
        Footwear::Sandals => &[
            "p Sandalen",
            "p offen+Sandalen",
            "p Riemchensandalen",
            "p offen+Schuhe",
        ],
        Footwear::FlipFlops => &["p Flipflops", "p Badelatschen", "p Schlappen", "p Zehentrenner"],
        Footwear::HighHeels => &[
            "p High Heels",
            "p Absatzschuhe",
            "p Pumps",
            "p hoch+Schuhe",
            "p Stöckelschuhe",
        ],
        Footwear::Flats => &["p Ballerinas", "p flach+Schuhe", "p Schuhe", "p Slipper"],
        Footwear::Loafers => &["p Loafer", "p Slipper", "p Mokassins", "p Schlupfschuhe"],
        Footwear::Barefoot => &["barfuß", "barfuß", "ohne Schuhe", "mit nackten Füßen"],
    }
}
