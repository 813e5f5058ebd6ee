//! French words of patterns and materials.

use crate::attributes::Pattern;

/// How a pattern is worded, as templates; `two` tells whether it shows a second colour,
/// `chest` whether the front of an upper garment is seen.
pub fn pattern(pattern: Pattern, two: bool, chest: bool) -> &'static [&'static str] {
    match (pattern, two) {
        (Pattern::Plain, _) => &["{1g}"],
        (Pattern::HorizontalStripes, true) => &[
            "à rayures {1F} et {2F}",
            "{1g} à rayures {2F}",
            "rayé~ {1m} et {2m}",
            "{1g} rayé~ de {2m}",
            "à rayures horizontales {1F} et {2F}",
            "à larges rayures {1F} et {2F}",
            "à bandes {1F} et {2F}",
        ],
        (Pattern::HorizontalStripes, false) => {
            &["rayé~ {1g}", "{1g} à rayures", "à rayures {1F}", "{1g} rayé~"]
        }
        (Pattern::VerticalStripes, true) => &[
            "à rayures {1F} et {2F}",
            "{1g} à rayures verticales {2F}",
            "à rayures verticales {1F} et {2F}",
            "{1g} à fines rayures {2F}",
        ],
        (Pattern::VerticalStripes, false) => &[
            "{1g} à rayures verticales",
            "{1g} à rayures",
            "rayé~ {1g}",
            "{1g} à fines rayures",
        ],
        (Pattern::Checks, true) => &[
            "à carreaux {1M} et {2M}",
            "{1g} à carreaux {2M}",
            "à carreaux {1M} et {2M}",
            "à carreaux {1M}",
            "quadrillé~ {1m} et {2m}",
            "à grands carreaux {1M} et {2M}",
            "en tartan {1m} et {2m}",
        ],
        (Pattern::Checks, false) => &[
            "à carreaux {1M}",
            "{1g} à carreaux",
            "{1g} à motif à carreaux",
            "quadrillé~ {1g}",
        ],
        (Pattern::Dots, true) => &[
            "{1g} à pois {2M}",
            "à pois {2M} sur fond {1m}",
            "{1g} à motifs {2M}",
            "{1g} à petits pois {2M}",
            "{1g} avec des pois {2M}",
        ],
        (Pattern::Dots, false) => &[
            "{1g} à pois",
            "à pois {1M}",
            "{1g} à petits pois",
            "{1g} à motif à pois",
        ],
        (Pattern::Logo, true) if chest => &[
            "{1g} orné~ d'un logo {2m}",
            "{1g} à motif {2m}",
            "{1g} avec un motif {2m} sur la poitrine",
            "{1g} à logo {2m}",
            "{1g} à imprimé {2m}",
            "{1g} avec une inscription {2f}",
            "{1g} avec un dessin {2m} sur le devant",
        ],
        (Pattern::Logo, true) => &[
            "{1g} orné~ d'un logo {2m}",
            "{1g} à motif {2m}",
            "{1g} à imprimé {2m}",
            "{1g} avec une inscription {2f}",
            "{1g} avec un dessin {2m}",
        ],
        (Pattern::Logo, false) => &[
            "{1g} à motif",
            "{1g} imprimé~",
            "{1g} orné~ d'un logo",
            "{1g} avec un dessin",
        ],
        (Pattern::Floral, true) => &[
            "{1g} à fleurs {2F}",
            "à fleurs {1F} et {2F}",
            "{1g} à motifs {2M}",
            "{1g} à motifs floraux {2M}",
            "fleuri~ {1m} et {2m}",
        ],
        (Pattern::Floral, false) => &[
            "{1g} à fleurs",
            "fleuri~ {1g}",
            "{1g} à motifs",
            "{1g} à motifs floraux",
            "{1g} à motif fleuri",
        ],
        (Pattern::Camouflage, _) => &[
            "camouflage",
            "à motif camouflage",
            "camouflage {1m}",
            "à motif camouflage {1m}",
            "à motif militaire",
        ],
        (Pattern::ColourBlock, true) => &[
            "{1g} et {2g}",
            "{1g} avec des touches de {2m}",
            "{1g} et {2g}",
            "{1g} et {2g}",
            "{1g} à empiècements {2M}",
        ],
        (Pattern::ColourBlock, false) => &["{1g}"],
        (Pattern::Gradient, true) => &[
            "en dégradé de {1m} et de {2m}",
            "{1g} et {2g} en dégradé",
            "dégradé~ du {1m} au {2m}",
            "à dégradé de {1m} et {2m}",
        ],
        (Pattern::Gradient, false) => &["{1g}", "{1g} en dégradé"],
        (Pattern::Denim, _) => &[
            "{1g} en jean",
            "en jean {1m}",
            "en denim {1m}",
            "{1g} en denim",
            "en toile de jean {1f}",
        ],
        (Pattern::Leather, _) => &[
            "en cuir {1m}",
            "{1g} en cuir",
            "{1g} effet cuir",
            "{1g} en similicuir",
        ],
        (Pattern::Knit, _) => &[
            "{1g} en maille",
            "{1g} en laine",
            "en laine {1f}",
            "{1g} en grosse maille",
            "tricoté~ {1g}",
        ],
    }
}

/// The bare word of a pattern for keywords; the colour stands before it.
pub fn pattern_keyword(pattern: Pattern) -> &'static [&'static str] {
    match pattern {
        Pattern::HorizontalStripes | Pattern::VerticalStripes => &["à rayures", "rayé~", "rayures"],
        Pattern::Checks => &["à carreaux", "carreaux", "quadrillé~"],
        Pattern::Dots => &["à pois", "pois"],
        Pattern::Logo => &["à motif", "logo", "imprimé~"],
        Pattern::Floral => &["à fleurs", "fleuri~", "fleurs"],
        Pattern::Camouflage => &["camouflage"],
        Pattern::Denim => &["en jean", "jean"],
        Pattern::Leather => &["en cuir", "cuir"],
        Pattern::Knit => &["en laine", "en maille"],
        Pattern::Plain | Pattern::ColourBlock | Pattern::Gradient => &[""],
    }
}
