//! English words for hair, most common first.

use crate::attributes::{HairColour, HairStyle};
use crate::description::Hair;

/// Hair colours before the word "hair".
pub fn hair_colour(colour: HairColour) -> &'static [&'static str] {
    match colour {
        HairColour::Black => &["black", "dark", "jet-black", "raven-black"],
        HairColour::DarkBrown => &[
            "dark brown",
            "dark",
            "brown",
            "dark-brown",
            "brunette",
            "deep brown",
            "chocolate brown",
        ],
        HairColour::Brown => &[
            "brown",
            "brown",
            "light brown",
            "medium brown",
            "mousy brown",
            "brunette",
            "chestnut brown",
            "chestnut",
        ],
        HairColour::Blond => &[
            "blonde",
            "blond",
            "light blonde",
            "dirty blonde",
            "golden blonde",
            "light-coloured",
            "fair",
            "light",
            "golden",
        ],
        HairColour::Red => &[
            "red",
            "ginger",
            "orange",
            "reddish-brown",
            "bright red",
            "strawberry",
            "reddish",
            "auburn",
            "copper-coloured",
        ],
        HairColour::Grey => &[
            "grey",
            "grey",
            "greyish",
            "salt-and-pepper",
            "light grey",
            "silver",
            "greying",
        ],
        HairColour::White => &[
            "white",
            "white",
            "silver-white",
            "whitish",
            "silvery white",
            "snow-white",
        ],
        HairColour::Dyed => &[
            "dyed",
            "brightly dyed",
            "vividly dyed",
            "unnaturally coloured",
            "bright-coloured",
            "colourful",
            "brightly coloured",
        ],
    }
}

/// Hair phrases by style with `@` for the colour; a leading article belongs to the phrase.
pub fn hair_style(style: HairStyle) -> &'static [&'static str] {
    use HairStyle as S;
    match style {
        S::Bald => &[
            "a bald head",
            "no hair",
            "a shaved head",
            "a clean-shaven head",
            "a shaven head",
            "a bald head",
            "a smooth bald head",
        ],
        S::Buzz => &[
            "very short @ hair",
            "a @ buzz cut",
            "a @ crew cut",
            "closely shaved @ hair",
            "buzzed @ hair",
            "close-cropped @ hair",
            "cropped @ hair",
            "@ hair cut very short",
        ],
        S::Short => &[
            "short @ hair",
            "short @ hair",
            "short straight @ hair",
            "fairly short @ hair",
            "@ hair cut short",
            "short-cropped @ hair",
            "neat short @ hair",
        ],
        S::Bob => &[
            "shoulder-length @ hair",
            "a @ bob",
            "a short @ bob",
            "mid-length @ hair",
            "@ hair down to the shoulders",
            "chin-length @ hair",
            "medium-length @ hair",
            "@ hair cut in a bob",
        ],
        S::Long => &[
            "long @ hair",
            "long @ hair",
            "loose long @ hair",
            "long smooth @ hair",
            "long straight @ hair",
            "long loose @ hair",
            "flowing @ hair",
        ],
        S::LongCurly => &[
            "long curly @ hair",
            "long wavy @ hair",
            "long @ wavy hair",
            "curly long @ hair",
            "wavy long @ hair",
            "wavy @ hair",
            "long @ curls",
            "long @ hair in waves",
        ],
        S::Curly => &[
            "curly @ hair",
            "short curly @ hair",
            "short @ curls",
            "@ curly hair",
            "short frizzy @ hair",
            "@ curls",
            "frizzy @ hair",
            "a curly @ mop of hair",
        ],
        S::Ponytail => &[
            "@ hair in a ponytail",
            "a @ ponytail",
            "a long @ ponytail",
            "@ hair tied up",
            "tied-back @ hair",
            "@ hair pulled back",
            "@ hair tied back",
            "@ hair tied in a ponytail",
            "@ hair pulled back into a ponytail",
        ],
        S::Bun => &[
            "@ hair in a bun",
            "a @ bun",
            "a @ hair bun",
            "@ hair tied up",
            "a @ top knot",
            "@ hair up in a bun",
            "@ hair tied up in a bun",
            "@ hair worn up",
            "@ hair pinned up in a bun",
        ],
        S::Braid => &[
            "braided @ hair",
            "a @ braid",
            "@ braids",
            "@ hair in braids",
            "@ hair in a braid",
            "a @ plait",
            "plaited @ hair",
        ],
    }
}

/// The person by the hair: "blonde", "long-haired"; by its style where `by_style`. None where no word is usual.
pub fn person(hair: Hair, by_style: bool) -> &'static [&'static str] {
    use HairStyle as S;
    match (hair.style, hair.colour) {
        (S::Bald, _) => &["bald", "bald", "bald-headed", "shaven-headed"],
        (S::Long, _) if by_style => &["long-haired"],
        (S::Short | S::Buzz, _) if by_style => &["short-haired"],
        (S::Curly | S::LongCurly, _) if by_style => &["curly-haired"],
        (_, HairColour::Black) => &["dark-haired", "black-haired"],
        (_, HairColour::DarkBrown) => &["dark-haired", "brown-haired"],
        (_, HairColour::Brown) => &["brown-haired"],
        (_, HairColour::Blond) => &["blonde", "blond", "fair-haired", "blonde-haired"],
        (_, HairColour::Red) => &["red-haired", "ginger", "redheaded", "ginger-haired"],
        (_, HairColour::Grey) => &["grey-haired"],
        (_, HairColour::White) => &["white-haired"],
        (_, HairColour::Dyed) => &[],
    }
}
