//! English nouns for outfits and whole classes of things, as people say who do not look closely.

use super::super::ensemble::Ensemble;
use super::super::vague::Loose;

/// Words for a class of things, most common first.
pub fn loose(class: Loose) -> &'static [&'static str] {
    match class {
        Loose::Top => &["top", "shirt", "top", "simple top", "casual top", "top"],
        Loose::Tee => &["shirt", "T-shirt", "t-shirt", "tshirt", "top"],
        Loose::Sweater => &[
            "sweater",
            "jumper",
            "pullover",
            "knit",
            "sweatshirt",
            "knitted top",
        ],
        Loose::Jacket => &["jacket", "jacket", "casual jacket", "coat", "jacket"],
        Loose::Coat => &["coat", "jacket", "coat", "overcoat", "outer coat"],
        Loose::Trousers => &[
            "+trousers",
            "+pants",
            "+bottoms",
            "+trousers",
            "+pants",
            "+long pants",
        ],
        Loose::Shorts => &[
            "+shorts",
            "+short pants",
            "+shorts",
            "+short trousers",
            "+bottoms",
        ],
        Loose::Skirt => &["skirt", "skirt", "skirt", "skirt"],
        Loose::Dress => &["dress", "dress", "dress", "dress", "gown"],
        Loose::Shoes => &["+shoes", "+shoes", "+shoes", "+footwear"],
        Loose::Boots => &["+boots", "+shoes", "+boots", "+boots"],
        Loose::Bag => &["bag", "bag", "bag", "bag"],
        Loose::Hat => &["hat", "cap", "hat", "hat"],
    }
}

/// Words for an outfit that is one thing, most common first.
pub fn ensemble(kind: Ensemble) -> &'static [&'static str] {
    match kind {
        Ensemble::Suit => &["suit", "business suit", "two-piece suit", "formal suit"],
        Ensemble::Tracksuit => &["tracksuit", "track suit", "jogging suit", "sports outfit"],
        Ensemble::Denim => &["denim outfit", "+denim clothes", "denim suit", "denim outfit"],
        Ensemble::OneColour => &["all-@ outfit", "+@ clothes", "@ outfit", "+all @"],
    }
}
