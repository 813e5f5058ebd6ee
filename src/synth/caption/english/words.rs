//! English words for colours, people, hair and patterns, most common first.

use crate::synth::attributes::{Age, Build, Colour, Sex};

/// Colour adjectives.
pub fn colour(colour: Colour) -> &'static [&'static str] {
    match colour {
        Colour::Black => &["black", "jet-black", "black", "jet black"],
        Colour::White => &["white", "white", "bright white", "pure white", "snow-white"],
        Colour::Grey => &["grey", "grey", "mid-grey", "slate grey", "ash grey"],
        Colour::LightGrey => &["light grey", "light grey", "pale grey", "silver", "silver-grey"],
        Colour::DarkGrey => &[
            "dark grey",
            "dark grey",
            "charcoal",
            "charcoal grey",
            "anthracite",
            "graphite",
        ],
        Colour::Red => &["red", "bright red", "bright red", "scarlet", "crimson"],
        Colour::DarkRed => &[
            "dark red",
            "burgundy",
            "maroon",
            "wine-red",
            "deep red",
            "wine-coloured",
            "oxblood",
        ],
        Colour::Orange => &["orange", "bright orange", "deep orange", "tangerine"],
        Colour::Yellow => &["yellow", "bright yellow", "lemon yellow", "canary yellow"],
        Colour::Mustard => &[
            "mustard",
            "mustard yellow",
            "dark yellow",
            "ochre",
            "mustard-coloured",
        ],
        Colour::Green => &["green", "bright green", "grass green", "emerald green"],
        Colour::LightGreen => &[
            "light green",
            "pale green",
            "mint green",
            "lime green",
            "mint",
            "pistachio",
        ],
        Colour::DarkGreen => &[
            "dark green",
            "bottle green",
            "forest green",
            "deep green",
            "hunter green",
        ],
        Colour::Olive => &[
            "olive",
            "olive green",
            "khaki",
            "army green",
            "khaki green",
            "military green",
            "moss green",
        ],
        Colour::Turquoise => &["turquoise", "teal", "cyan", "aqua", "aquamarine"],
        Colour::Blue => &["blue", "bright blue", "royal blue", "medium blue", "cobalt blue"],
        Colour::LightBlue => &["light blue", "sky blue", "pale blue", "baby blue", "powder blue"],
        Colour::DarkBlue => &[
            "dark blue",
            "navy",
            "navy blue",
            "navy",
            "deep blue",
            "midnight blue",
        ],
        Colour::Purple => &["purple", "violet", "dark purple", "plum", "aubergine"],
        Colour::Lilac => &["lilac", "lavender", "light purple", "pale purple", "mauve"],
        Colour::Pink => &["pink", "bright pink", "hot pink", "fuchsia", "magenta"],
        Colour::LightPink => &[
            "light pink",
            "pale pink",
            "baby pink",
            "rose",
            "pastel pink",
            "blush pink",
        ],
        Colour::Brown => &["brown", "brown", "nut brown", "chestnut brown", "chestnut"],
        Colour::DarkBrown => &[
            "dark brown",
            "chocolate brown",
            "deep brown",
            "chocolate",
            "coffee-coloured",
        ],
        Colour::Tan => &[
            "tan",
            "light brown",
            "camel",
            "camel-coloured",
            "caramel",
            "sandy brown",
        ],
        Colour::Beige => &[
            "beige",
            "cream",
            "off-white",
            "cream-coloured",
            "sand-coloured",
            "ecru",
        ],
    }
}

/// A vaguer word for a dark or light colour, as people use for trousers and shoes.
pub fn vague(colour: Colour) -> Option<&'static str> {
    match colour {
        Colour::Black | Colour::DarkGrey | Colour::DarkBlue | Colour::DarkBrown => Some("dark"),
        Colour::White | Colour::Beige | Colour::LightGrey => Some("light-coloured"),
        _ => None,
    }
}

/// Nouns for the person.
pub fn person(sex: Sex, age: Age) -> &'static [&'static str] {
    match (sex, age) {
        (Sex::Male, Age::Child) => &["boy", "little boy", "young boy", "kid", "small boy", "male child"],
        (Sex::Female, Age::Child) => &[
            "girl",
            "little girl",
            "young girl",
            "kid",
            "small girl",
            "female child",
        ],
        (Sex::Male, Age::Young) => &[
            "young man",
            "man",
            "man",
            "guy",
            "young guy",
            "male",
            "young male",
            "lad",
            "bloke",
        ],
        (Sex::Female, Age::Young) => &[
            "young woman",
            "woman",
            "woman",
            "girl",
            "lady",
            "female",
            "young lady",
            "young female",
        ],
        (Sex::Male, Age::Adult) => &[
            "man",
            "man",
            "middle-aged man",
            "guy",
            "male",
            "adult man",
            "gentleman",
            "bloke",
        ],
        (Sex::Female, Age::Adult) => &[
            "woman",
            "woman",
            "middle-aged woman",
            "lady",
            "female",
            "adult woman",
            "middle-aged lady",
        ],
        (Sex::Male, Age::Elderly) => &[
            "elderly man",
            "old man",
            "older man",
            "senior man",
            "older gentleman",
            "elderly gentleman",
        ],
        (Sex::Female, Age::Elderly) => &[
            "elderly woman",
            "old woman",
            "older woman",
            "old lady",
            "older lady",
            "elderly lady",
        ],
    }
}

/// Nouns for the person that leave the sex open.
pub fn anyone(age: Age) -> &'static [&'static str] {
    match age {
        Age::Child => &["child", "kid", "young child", "small child"],
        Age::Elderly => &["elderly person", "older person", "old person", "senior citizen"],
        Age::Young | Age::Adult => &["person", "person", "pedestrian", "individual"],
    }
}

/// Adjectives for the build; average has none.
pub fn build(build: Build) -> &'static [&'static str] {
    match build {
        Build::Slim => &["slim", "thin", "slender", "skinny", "lean"],
        Build::Average => &[],
        Build::Heavy => &[
            "heavyset",
            "stocky",
            "plump",
            "overweight",
            "chubby",
            "heavily built",
            "stout",
        ],
    }
}
