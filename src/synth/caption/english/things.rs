//! English nouns for bags, headgear and other things, most common first; `+` marks plural nouns.

use crate::synth::attributes::{Bag, Extra, Eyewear, Headgear};

type Nouns = &'static [&'static str];

/// Bags.
pub fn bag(kind: Bag) -> Nouns {
    match kind {
        Bag::Backpack => &["backpack", "rucksack", "back pack", "knapsack", "daypack"],
        Bag::ShoulderBag => &["shoulder bag", "bag", "shoulder purse", "handbag", "sling bag"],
        Bag::CrossbodyBag => &[
            "crossbody bag",
            "cross-body bag",
            "messenger bag",
            "bag",
            "satchel",
        ],
        Bag::Handbag => &["handbag", "bag", "hand bag", "purse", "pocketbook"],
        Bag::Tote => &[
            "tote bag",
            "tote",
            "cloth bag",
            "canvas bag",
            "fabric bag",
            "canvas tote",
        ],
        Bag::ShoppingBag => &["shopping bag", "bag", "plastic bag", "carrier bag", "grocery bag"],
        Bag::Briefcase => &["briefcase", "case", "business bag", "brief case", "attaché case"],
        Bag::Suitcase => &[
            "suitcase",
            "trolley case",
            "wheeled suitcase",
            "rolling suitcase",
            "trolley bag",
        ],
        Bag::WaistBag => &[
            "waist bag",
            "fanny pack",
            "belt bag",
            "bum bag",
            "waist pack",
            "hip bag",
        ],
    }
}

/// Headgear; a hood worn up is said by a phrase with `{his}`.
pub fn headgear(kind: Headgear) -> Nouns {
    match kind {
        Headgear::Cap => &["cap", "baseball cap", "peaked cap", "hat", "ball cap"],
        Headgear::Beanie => &[
            "beanie",
            "knitted hat",
            "woolly hat",
            "knit cap",
            "beanie hat",
            "winter hat",
        ],
        Headgear::Hat => &[
            "hat",
            "brimmed hat",
            "hat with a brim",
            "wide-brimmed hat",
            "fedora",
        ],
        Headgear::SunHat => &["sun hat", "straw hat", "summer hat", "wide sun hat", "sunhat"],
        Headgear::Helmet => &["helmet", "safety helmet", "protective helmet", "crash helmet"],
        Headgear::Headscarf => &[
            "headscarf",
            "hijab",
            "head scarf",
            "scarf on {his} head",
            "head covering",
        ],
        Headgear::HoodUp => &[
            "with the hood up",
            "with {his} hood up",
            "hood up",
            "with the hood over {his} head",
            "with the hood pulled up",
        ],
    }
}

/// Glasses.
pub fn eyewear(kind: Eyewear) -> Nouns {
    match kind {
        Eyewear::Glasses => &["+glasses", "+glasses", "+eyeglasses", "+spectacles", "+specs"],
        Eyewear::Sunglasses => &[
            "+sunglasses",
            "+sunglasses",
            "+dark glasses",
            "+sun glasses",
            "+shades",
        ],
    }
}

/// Other things worn or held.
pub fn extra(kind: Extra) -> Nouns {
    match kind {
        Extra::Scarf => &["scarf", "neck scarf", "scarf around {his} neck", "shawl"],
        Extra::Tie => &["tie", "necktie", "neck tie", "long tie"],
        Extra::Belt => &["belt", "belt around {his} waist", "belt at the waist"],
        Extra::Mask => &["face mask", "mask", "mask over {his} mouth", "face covering"],
        Extra::Gloves => &["+gloves", "+winter gloves", "+gloves"],
        Extra::Umbrella => &["umbrella", "umbrella", "umbrella", "brolly"],
        Extra::Phone => &["phone", "mobile phone", "smartphone", "cell phone", "mobile"],
        Extra::Headphones => &[
            "+headphones",
            "+over-ear headphones",
            "headset",
            "+big headphones",
        ],
        Extra::Drink => &["cup", "bottle", "cup", "drinks bottle"],
        Extra::Book => &["book", "notebook", "booklet", "paperback"],
    }
}
