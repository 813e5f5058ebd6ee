//! English wording of patterns, with one or two colours.

use crate::attributes::Pattern;

/// Wordings of a pattern: `{c}` and `{a}` are the colours, `{an}` the second with its article, `{n}` the noun.
pub fn templates(pattern: Pattern, two: bool) -> &'static [&'static str] {
    match (pattern, two) {
        (Pattern::Plain | Pattern::Camouflage, _) => &["{c} {n}"],
        (Pattern::HorizontalStripes, true) => &[
            "{c} and {a} striped {n}",
            "{c} {n} with {a} stripes",
            "{c} and {a} striped {n}",
            "striped {c} and {a} {n}",
            "{c} {n} with {a} horizontal stripes",
            "horizontally striped {c} and {a} {n}",
        ],
        (Pattern::HorizontalStripes, false) => &[
            "{c} striped {n}",
            "striped {c} {n}",
            "{c} {n} with stripes",
            "stripy {c} {n}",
        ],
        (Pattern::VerticalStripes, true) => &[
            "{c} and {a} striped {n}",
            "{c} {n} with {a} vertical stripes",
            "{c} {n} with {a} stripes",
            "{c} and {a} vertically striped {n}",
            "{c} {n} with {a} pinstripes",
        ],
        (Pattern::VerticalStripes, false) => &[
            "{c} striped {n}",
            "{c} {n} with vertical stripes",
            "striped {c} {n}",
            "pinstriped {c} {n}",
        ],
        (Pattern::Checks, true) => &[
            "{c} and {a} checked {n}",
            "{c} and {a} plaid {n}",
            "{c} and {a} checked {n}",
            "patterned {c} {n}",
            "{c} and {a} checkered {n}",
            "checked {n} in {c} and {a}",
            "{c} and {a} tartan {n}",
        ],
        (Pattern::Checks, false) => &[
            "{c} checked {n}",
            "{c} plaid {n}",
            "checkered {c} {n}",
            "{c} check {n}",
            "{c} tartan {n}",
        ],
        (Pattern::Dots, true) => &[
            "{c} {n} with {a} polka dots",
            "{c} and {a} polka-dot {n}",
            "patterned {c} {n}",
            "{c} {n} with {a} dots",
            "{c} {n} with {a} spots",
        ],
        (Pattern::Dots, false) => &[
            "{c} polka-dot {n}",
            "{c} dotted {n}",
            "spotted {c} {n}",
            "{c} {n} with dots",
        ],
        (Pattern::Logo, true) => &[
            "{c} {n} with {an} print",
            "{c} {n} with {an} logo",
            "{c} {n} with some kind of {a} logo",
            "printed {c} {n}",
            "{c} {n} with {a} lettering",
            "{c} {n} with {an} design on it",
        ],
        (Pattern::Logo, false) => &[
            "{c} {n} with a print",
            "printed {c} {n}",
            "{c} {n} with a logo",
            "{c} print {n}",
        ],
        (Pattern::Floral, true) => &[
            "{c} {n} with {a} flowers",
            "{c} floral {n}",
            "patterned {c} {n}",
            "colourful floral {n}",
            "{c} and {a} patterned {n}",
            "{c} and {a} floral {n}",
            "{c} flowered {n}",
            "{c} {n} with {an} flower print",
        ],
        (Pattern::Floral, false) => &[
            "{c} floral {n}",
            "floral {c} {n}",
            "patterned {c} {n}",
            "{c} flowered {n}",
            "flowery {c} {n}",
        ],
        (Pattern::ColourBlock, true) => &[
            "{c} and {a} {n}",
            "two-tone {c} and {a} {n}",
            "multicoloured {n}",
            "{c} {n} with {a} panels",
            "{n} in {c} and {a}",
            "{c} and {a} colour-block {n}",
            "two-tone {n} in {c} and {a}",
        ],
        (Pattern::ColourBlock, false) => &["{c} {n}"],
        (Pattern::Gradient, true) => &[
            "{c} {n} fading to {a}",
            "{c} and {a} gradient {n}",
            "{c} and {a} ombre {n}",
            "{n} fading from {c} to {a}",
            "{c} {n} blending into {a}",
        ],
        (Pattern::Gradient, false) => &["{c} {n}"],
        (Pattern::Denim, _) => &["{c} denim {n}"],
        (Pattern::Leather, _) => &["{c} leather {n}"],
        (Pattern::Knit, _) => &[
            "{c} knitted {n}",
            "{c} knit {n}",
            "knitted {c} {n}",
            "{c} chunky-knit {n}",
        ],
    }
}

/// Adjectives for a pattern without colours; none for a plain one.
pub fn pattern_word(pattern: Pattern) -> &'static [&'static str] {
    match pattern {
        Pattern::Plain => &[],
        Pattern::HorizontalStripes | Pattern::VerticalStripes => &["striped", "striped", "stripy", "stripey"],
        Pattern::Checks => &["checked", "plaid", "patterned", "checked", "checkered", "tartan"],
        Pattern::Dots => &["polka-dot", "dotted", "patterned", "polka-dot", "spotted"],
        Pattern::Logo => &["printed", "graphic", "print"],
        Pattern::Floral => &[
            "floral",
            "flowered",
            "patterned",
            "floral",
            "flowery",
            "flower-print",
        ],
        Pattern::Camouflage => &["camouflage", "camo", "camouflage", "army-print"],
        Pattern::ColourBlock => &["two-tone", "colour-block", "two-tone", "two-coloured"],
        Pattern::Gradient => &["ombre", "gradient"],
        Pattern::Denim => &["denim"],
        Pattern::Leather => &["leather"],
        Pattern::Knit => &["knitted", "knit", "knitted", "chunky-knit"],
    }
}

/// Whether the noun says the material itself, as in "jean jacket" or "knitted hat".
pub fn says_material(noun: &str, pattern: Pattern) -> bool {
    let parts: &[&str] = match pattern {
        Pattern::Denim => &["denim", "jean", "jorts"],
        Pattern::Leather => &["leather", "biker", "motorcycle"],
        Pattern::Knit => &["knit", "wool"],
        Pattern::Checks | Pattern::HorizontalStripes | Pattern::VerticalStripes => &["plaid", "striped"],
        _ => &[],
    };
    parts.iter().any(|part| noun.contains(part))
}
