//! German nouns for whole classes of things, as people say who do not look closely.

use super::super::ensemble::Ensemble;
use super::super::vague::Loose;

/// Words for a class of things, most common first.
pub fn loose(class: Loose) -> &'static [&'static str] {
    match class {
        Loose::Top => &["n Oberteil", "n Shirt", "n Oberteil", "n Shirt", "n Oberteil"],
        Loose::Tee => &["n T-Shirt", "n Shirt", "n Shirt", "n Oberteil"],
        Loose::Sweater => &["m Pullover", "m Pulli", "m Pullover", "n Oberteil", "m Sweater"],
        Loose::Jacket => &["f Jacke", "f Jacke", "f Jacke", "f Jacke", "f Freizeitjacke"],
        Loose::Coat => &["m Mantel", "f Jacke", "m Mantel", "f lang+Jacke", "f dick+Jacke"],
        Loose::Trousers => &["f Hose", "f Hose", "f lang+Hose", "p Hosen", "f Hose"],
        Loose::Shorts => &["f kurz+Hose", "p Shorts", "f kurz+Hose", "p kurz+Hosen"],
        Loose::Skirt => &["m Rock", "m Rock", "m Rock", "m Rock"],
        Loose::Dress => &["n Kleid", "n Kleid", "n Kleid", "n Kleid"],
        Loose::Shoes => &["p Schuhe", "p Schuhe", "p Schuhe", "p Schuhe"],
        Loose::Boots => &["p Stiefel", "p Stiefel", "p Boots", "p Schuhe"],
        Loose::Bag => &["f Tasche", "f Tasche", "f Tasche", "f Tasche"],
        Loose::Hat => &[
            "f Kopfbedeckung",
            "f Mütze",
            "m Hut",
            "f Mütze",
            "f Kopfbedeckung",
        ],
    }
}

/// Words for an outfit that is one thing, most common first.
pub fn ensemble(kind: Ensemble) -> &'static [&'static str] {
    match kind {
        Ensemble::Suit => &["m Anzug", "m Anzug", "m schick+Anzug", "m Business-Anzug"],
        Ensemble::Tracksuit => &[
            "m Trainingsanzug",
            "m Jogginganzug",
            "m Sportanzug",
            "m Trainings-Anzug",
        ],
        Ensemble::Denim => &[
            "n Jeans-Outfit",
            "f Jeanskleidung",
            "n Denim-Outfit",
            "m Jeansanzug",
        ],
        Ensemble::OneColour => &["f Kleidung", "n Outfit", "p Sachen", "p Klamotten"],
    }
}
