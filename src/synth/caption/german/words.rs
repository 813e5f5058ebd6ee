//! German words for colours, people, hair and patterns, most common first; stems without endings.

use crate::synth::attributes::{Age, Build, Colour, HairColour, HairStyle, Sex};

type Words = &'static [&'static str];

/// Colour adjectives.
pub fn colour(colour: Colour) -> Words {
    match colour {
        Colour::Black => &["schwarz", "tiefschwarz", "schwarz", "pechschwarz"],
        Colour::White => &["weiß", "weiß", "reinweiß", "schneeweiß"],
        Colour::Grey => &["grau", "mittelgrau", "grau", "mausgrau", "aschgrau"],
        Colour::LightGrey => &["hellgrau", "silbergrau", "silberfarben", "silbern", "blassgrau"],
        Colour::DarkGrey => &[
            "dunkelgrau",
            "anthrazitfarben",
            "anthrazitgrau",
            "schiefergrau",
            "graphitgrau",
        ],
        Colour::Red => &["rot", "knallrot", "leuchtend rot", "feuerrot", "scharlachrot"],
        Colour::DarkRed => &["dunkelrot", "weinrot", "bordeauxrot", "burgunderrot", "tiefrot"],
        Colour::Orange => &["orange", "orangefarben", "leuchtend orange", "knallorange"],
        Colour::Yellow => &["gelb", "knallgelb", "leuchtend gelb", "zitronengelb"],
        Colour::Mustard => &["senfgelb", "ockergelb", "senffarben", "dunkelgelb", "ockerfarben"],
        Colour::Green => &["grün", "grasgrün", "leuchtend grün", "smaragdgrün"],
        Colour::LightGreen => &["hellgrün", "mintgrün", "blassgrün", "lindgrün", "limettengrün"],
        Colour::DarkGreen => &["dunkelgrün", "tannengrün", "flaschengrün", "waldgrün"],
        Colour::Olive => &[
            "olivgrün",
            "khakifarben",
            "olivfarben",
            "khakigrün",
            "armeegrün",
            "moosgrün",
        ],
        Colour::Turquoise => &["türkis", "türkisfarben", "türkisblau", "petrolfarben", "blaugrün"],
        Colour::Blue => &["blau", "königsblau", "leuchtend blau", "knallblau", "kobaltblau"],
        Colour::LightBlue => &["hellblau", "himmelblau", "blassblau", "babyblau"],
        Colour::DarkBlue => &["dunkelblau", "marineblau", "navyblau", "tiefblau", "nachtblau"],
        Colour::Purple => &["lila", "violett", "dunkellila", "pflaumenfarben"],
        Colour::Lilac => &[
            "helllila",
            "fliederfarben",
            "lavendelfarben",
            "hellviolett",
            "zartlila",
        ],
        Colour::Pink => &[
            "pink",
            "knallpink",
            "pinkfarben",
            "leuchtend pink",
            "magentafarben",
        ],
        Colour::LightPink => &[
            "rosa",
            "hellrosa",
            "rosafarben",
            "zartrosa",
            "blassrosa",
            "altrosa",
        ],
        Colour::Brown => &["braun", "mittelbraun", "braun", "kastanienbraun", "rehbraun"],
        Colour::DarkBrown => &[
            "dunkelbraun",
            "schokobraun",
            "tiefbraun",
            "schokoladenbraun",
            "kaffeebraun",
        ],
        Colour::Tan => &[
            "hellbraun",
            "camelfarben",
            "karamellfarben",
            "cognacfarben",
            "kamelfarben",
        ],
        Colour::Beige => &["beige", "cremefarben", "sandfarben", "cremeweiß", "naturweiß"],
    }
}

/// A vaguer word for a dark or light colour.
pub fn vague(colour: Colour) -> Option<&'static str> {
    match colour {
        Colour::Black | Colour::DarkGrey | Colour::DarkBlue | Colour::DarkBrown => Some("dunkel"),
        Colour::White | Colour::Beige | Colour::LightGrey => Some("hell"),
        _ => None,
    }
}

/// Nouns for the person.
pub fn person(sex: Sex, age: Age) -> Words {
    match (sex, age) {
        (Sex::Male, Age::Child) => &["m Junge", "m klein+Junge", "n Kind", "m Junge", "m Bub"],
        (Sex::Female, Age::Child) => &[
            "n Mädchen",
            "n klein+Mädchen",
            "n Kind",
            "n jung+Mädchen",
            "n Mädel",
        ],
        (Sex::Male, Age::Young) => &["m jung+Mann", "m Mann", "m Mann", "m Typ", "m Kerl", "m jung+Typ"],
        (Sex::Female, Age::Young) => &["f jung+Frau", "f Frau", "f Frau", "f Dame", "f jung+Dame"],
        (Sex::Male, Age::Adult) => &[
            "m Mann",
            "m Mann",
            "m Mann mittleren Alters",
            "m Herr",
            "m Typ",
            "m erwachsen+Mann",
        ],
        (Sex::Female, Age::Adult) => &[
            "f Frau",
            "f Frau",
            "f Frau mittleren Alters",
            "f Dame",
            "f erwachsen+Frau",
            "f Dame mittleren Alters",
        ],
        (Sex::Male, Age::Elderly) => &[
            "m älter+Mann",
            "m alt+Mann",
            "m älter+Herr",
            "m Senior",
            "m alt+Herr",
        ],
        (Sex::Female, Age::Elderly) => &[
            "f älter+Frau",
            "f alt+Frau",
            "f älter+Dame",
            "f Seniorin",
            "f alt+Dame",
        ],
    }
}

/// Nouns for the person that leave the sex open.
pub fn anyone(age: Age) -> Words {
    match age {
        Age::Child => &["n Kind", "n klein+Kind"],
        Age::Elderly => &["f älter+Person", "f alt+Person", "m älter+Mensch"],
        Age::Young | Age::Adult => &["f Person", "f Person", "m Passant", "m Mensch"],
    }
}

/// Adjectives for the build; average has none.
pub fn build(build: Build) -> Words {
    match build {
        Build::Slim => &["schlank", "dünn", "schmal", "hager"],
        Build::Average => &[],
        Build::Heavy => &["kräftig", "korpulent", "füllig", "stämmig", "mollig", "beleibt"],
    }
}

/// Hair colours.
pub fn hair_colour(colour: HairColour) -> Words {
    match colour {
        HairColour::Black => &["schwarz", "dunkel", "tiefschwarz", "pechschwarz"],
        HairColour::DarkBrown => &["dunkelbraun", "dunkel", "tiefbraun", "schokobraun"],
        HairColour::Brown => &["braun", "brünett", "mittelbraun", "kastanienbraun"],
        HairColour::Blond => &["blond", "blond", "hell", "hellblond", "goldblond"],
        HairColour::Red => &["rot", "rötlich", "kupferrot", "rotblond"],
        HairColour::Grey => &["grau", "grau", "silbergrau", "ergraut"],
        HairColour::White => &["weiß", "weiß", "silberweiß", "schlohweiß"],
        HairColour::Dyed => &["gefärbt", "bunt gefärbt", "bunt", "auffällig gefärbt"],
    }
}

/// Hair by style; the colour goes between adjectives and noun.
pub fn hair_style(style: HairStyle) -> Words {
    match style {
        HairStyle::Bald => &["f Glatze", "m kahl+Kopf", "f Glatze", "m kahlrasiert+Kopf"],
        HairStyle::Buzz => &[
            "p sehr kurz+Haare",
            "p kurz geschoren+Haare",
            "n sehr kurz+Haar",
            "p raspelkurz+Haare",
            "n kurz geschoren+Haar",
        ],
        HairStyle::Short => &[
            "p kurz+Haare",
            "n kurz+Haar",
            "p kurz+Haare",
            "p kurz geschnitten+Haare",
        ],
        HairStyle::Bob => &[
            "p schulterlang+Haare",
            "n schulterlang+Haar",
            "m Bob",
            "p halblang+Haare",
            "p kinnlang+Haare",
            "n halblang+Haar",
        ],
        HairStyle::Long => &[
            "p lang+Haare",
            "n lang+Haar",
            "p lang+offen+Haare",
            "p lang+glatt+Haare",
        ],
        HairStyle::LongCurly => &[
            "p lang+Locken",
            "p lang+lockig+Haare",
            "p lang+wellig+Haare",
            "n lang+lockig+Haar",
            "f Lockenmähne",
        ],
        HairStyle::Curly => &[
            "p Locken",
            "p lockig+Haare",
            "p kurz+Locken",
            "n lockig+Haar",
            "m Lockenkopf",
        ],
        HairStyle::Ponytail => &[
            "m Pferdeschwanz",
            "m Zopf",
            "p zusammengebunden+Haare",
            "n zum Zopf gebunden+Haar",
            "m Haarzopf",
        ],
        HairStyle::Bun => &[
            "m Dutt",
            "p hochgesteckt+Haare",
            "m Haarknoten",
            "n hochgesteckt+Haar",
            "p zum Dutt gebunden+Haare",
        ],
        HairStyle::Braid => &[
            "m geflochten+Zopf",
            "p geflochten+Haare",
            "n geflochten+Haar",
            "m Flechtzopf",
        ],
    }
}
