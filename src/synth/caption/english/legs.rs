//! English nouns for lower garments and footwear, most common first; `+` marks plural nouns.

use crate::synth::attributes::{Footwear, Lower};

type Nouns = &'static [&'static str];

/// Lower garments.
pub fn lower(kind: Lower) -> Nouns {
    match kind {
        Lower::Trousers => &[
            "+trousers",
            "+pants",
            "+long trousers",
            "+long pants",
            "+slacks",
            "+bottoms",
        ],
        Lower::Jeans => &[
            "+jeans",
            "+denim jeans",
            "+denim trousers",
            "+denim pants",
            "+long jeans",
            "+denims",
        ],
        Lower::RippedJeans => &[
            "+ripped jeans",
            "+torn jeans",
            "+distressed jeans",
            "+jeans with holes",
            "+jeans with ripped knees",
        ],
        Lower::Chinos => &[
            "+chinos",
            "+trousers",
            "+chino trousers",
            "+chino pants",
            "+cotton trousers",
        ],
        Lower::Cargo => &[
            "+cargo trousers",
            "+cargo pants",
            "+cargos",
            "+trousers",
            "+combat trousers",
        ],
        Lower::SuitTrousers => &[
            "+suit trousers",
            "+dress pants",
            "+suit pants",
            "+formal trousers",
            "+smart trousers",
        ],
        Lower::Joggers => &[
            "+joggers",
            "+sweatpants",
            "+jogging bottoms",
            "+tracksuit bottoms",
            "+jogging pants",
            "+track pants",
        ],
        Lower::Leggings => &[
            "+leggings",
            "+tight leggings",
            "+tights",
            "+tight trousers",
            "+yoga pants",
        ],
        Lower::WideTrousers => &[
            "+wide-leg trousers",
            "+wide-leg pants",
            "+loose trousers",
            "+baggy trousers",
            "+wide pants",
            "+palazzo pants",
        ],
        Lower::FlaredTrousers => &[
            "+flared trousers",
            "+flared pants",
            "+flares",
            "+bootcut trousers",
            "+bell-bottoms",
        ],
        Lower::CroppedTrousers => &[
            "+cropped trousers",
            "+cropped pants",
            "+three-quarter trousers",
            "+capri pants",
            "+3/4 pants",
            "+capris",
        ],
        Lower::Shorts => &[
            "+shorts",
            "+shorts",
            "+short trousers",
            "+short pants",
            "+bermuda shorts",
        ],
        Lower::DenimShorts => &[
            "+denim shorts",
            "+jean shorts",
            "+jeans shorts",
            "+shorts",
            "+jorts",
        ],
        Lower::MiniSkirt => &["short skirt", "miniskirt", "mini skirt", "skirt", "mini-skirt"],
        Lower::Skirt => &[
            "skirt",
            "knee-length skirt",
            "midi skirt",
            "medium-length skirt",
            "skirt to the knee",
        ],
        Lower::PleatedSkirt => &[
            "pleated skirt",
            "skirt",
            "pleated midi skirt",
            "skirt with pleats",
        ],
        Lower::LongSkirt => &[
            "long skirt",
            "maxi skirt",
            "ankle-length skirt",
            "skirt",
            "full-length skirt",
        ],
    }
}

/// Footwear; going barefoot has no noun.
pub fn footwear(kind: Footwear) -> Nouns {
    match kind {
        Footwear::Sneakers => &[
            "+sneakers",
            "+trainers",
            "+shoes",
            "+sports shoes",
            "+running shoes",
            "+tennis shoes",
            "+gym shoes",
        ],
        Footwear::LeatherShoes => &[
            "+leather shoes",
            "+shoes",
            "+dress shoes",
            "+formal shoes",
            "+smart shoes",
            "+brogues",
        ],
        Footwear::AnkleBoots => &[
            "+ankle boots",
            "+boots",
            "+short boots",
            "+booties",
            "+ankle-high boots",
        ],
        Footwear::HighBoots => &[
            "+boots",
            "+high boots",
            "+tall boots",
            "+knee-high boots",
            "+long boots",
        ],
        Footwear::Sandals => &[
            "+sandals",
            "+open sandals",
            "+strappy sandals",
            "+open-toed shoes",
        ],
        Footwear::FlipFlops => &[
            "+flip-flops",
            "+flip flops",
            "+slippers",
            "+slides",
            "+thong sandals",
        ],
        Footwear::HighHeels => &[
            "+high heels",
            "+heels",
            "+high-heeled shoes",
            "+pumps",
            "+stilettos",
        ],
        Footwear::Flats => &["+flats", "+ballet flats", "+flat shoes", "+shoes", "+ballerinas"],
        Footwear::Loafers => &["+loafers", "+slip-on shoes", "+shoes", "+slip-ons", "+moccasins"],
        Footwear::Barefoot => &["barefoot", "with bare feet", "without shoes", "with no shoes on"],
    }
}
