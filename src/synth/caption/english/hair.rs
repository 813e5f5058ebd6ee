//! English words for hair, most common first.

use crate::synth::attributes::{HairColour, HairStyle};

/// Hair colours before the word "hair".
pub fn hair_colour(colour: HairColour) -> &'static [&'static str] {
    match colour {
        HairColour::Black => &["black", "dark", "jet-black", "raven-black"],
        HairColour::DarkBrown => &["dark brown", "dark", "deep brown", "chocolate brown"],
        HairColour::Brown => &["brown", "brown", "brunette", "chestnut brown", "chestnut"],
        HairColour::Blond => &["blonde", "blond", "fair", "light", "golden"],
        HairColour::Red => &["red", "ginger", "reddish", "auburn", "copper-coloured"],
        HairColour::Grey => &["grey", "grey", "silver", "greying"],
        HairColour::White => &["white", "white", "silvery white", "snow-white"],
        HairColour::Dyed => &["dyed", "brightly dyed", "colourful", "brightly coloured"],
    }
}

/// Hair phrases by style with `@` for the colour; a leading article belongs to the phrase.
pub fn hair_style(style: HairStyle) -> &'static [&'static str] {
    use HairStyle as S;
    match style {
        S::Bald => &["a bald head", "no hair", "a bald head", "a smooth bald head"],
        S::Buzz => &[
            "very short @ hair",
            "a @ buzz cut",
            "close-cropped @ hair",
            "cropped @ hair",
            "@ hair cut very short",
        ],
        S::Short => &[
            "short @ hair",
            "short @ hair",
            "@ hair cut short",
            "short-cropped @ hair",
            "neat short @ hair",
        ],
        S::Bob => &[
            "shoulder-length @ hair",
            "a @ bob",
            "chin-length @ hair",
            "medium-length @ hair",
            "@ hair cut in a bob",
        ],
        S::Long => &[
            "long @ hair",
            "long @ hair",
            "long straight @ hair",
            "long loose @ hair",
            "flowing @ hair",
        ],
        S::LongCurly => &[
            "long curly @ hair",
            "long wavy @ hair",
            "wavy @ hair",
            "long @ curls",
            "long @ hair in waves",
        ],
        S::Curly => &[
            "curly @ hair",
            "short curly @ hair",
            "@ curls",
            "frizzy @ hair",
            "a curly @ mop of hair",
        ],
        S::Ponytail => &[
            "@ hair in a ponytail",
            "a @ ponytail",
            "@ hair tied back",
            "@ hair tied in a ponytail",
            "@ hair pulled back into a ponytail",
        ],
        S::Bun => &[
            "@ hair in a bun",
            "a @ bun",
            "@ hair tied up in a bun",
            "@ hair worn up",
            "@ hair pinned up in a bun",
        ],
        S::Braid => &[
            "braided @ hair",
            "a @ braid",
            "@ hair in a braid",
            "a @ plait",
            "plaited @ hair",
        ],
    }
}
