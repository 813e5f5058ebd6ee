//! Spanish words of patterns and materials.

use crate::attributes::Pattern;

/// How a pattern is worded, as templates; `two` tells whether it shows a second colour,
/// `chest` whether the front of an upper garment is seen.
pub fn pattern(pattern: Pattern, two: bool, chest: bool) -> &'static [&'static str] {
    match (pattern, two) {
        (Pattern::Plain, _) | (Pattern::ColourBlock | Pattern::Gradient, false) => &["{1g}"],
        (Pattern::HorizontalStripes, true) => &[
            "de rayas {1F} y {2F}",
            "{1g} de rayas {2F}",
            "a rayas {1F} y {2F}",
            "{1g} con rayas {2F}",
            "de rayas horizontales {1F} y {2F}",
            "de franjas {1F} y {2F}",
        ],
        (Pattern::HorizontalStripes, false) => {
            &["{1g} de rayas", "de rayas {1F}", "{1g} a rayas", "rayad~ {1g}"]
        }
        (Pattern::VerticalStripes, true) => &[
            "de rayas {1F} y {2F}",
            "{1g} de rayas verticales {2F}",
            "de rayas verticales {1F} y {2F}",
            "{1g} de rayas finas {2F}",
        ],
        (Pattern::VerticalStripes, false) => &[
            "{1g} de rayas",
            "{1g} de rayas verticales",
            "{1g} a rayas",
            "{1g} de raya diplomática",
        ],
        (Pattern::Checks, true) => &[
            "de cuadros {1M} y {2M}",
            "{1g} de cuadros {2M}",
            "{1g} y {2g} de cuadros",
            "a cuadros {1M} y {2M}",
            "de cuadros {1M}",
            "{1g} con cuadros {2M}",
            "de cuadros escoceses {1M} y {2M}",
        ],
        (Pattern::Checks, false) => &[
            "de cuadros {1M}",
            "{1g} de cuadros",
            "{1g} a cuadros",
            "cuadriculad~ {1g}",
        ],
        (Pattern::Dots, true) => &[
            "{1g} de lunares {2M}",
            "{1g} con lunares {2M}",
            "{1g} estampad~",
            "{1g} con puntos {2M}",
            "{1g} de topos {2M}",
        ],
        (Pattern::Dots, false) => &[
            "{1g} de lunares",
            "de lunares {1M}",
            "{1g} con lunares",
            "{1g} de topos",
        ],
        (Pattern::Logo, true) if chest => &[
            "{1g} con un logo {2m}",
            "{1g} con un dibujo {2m}",
            "{1g} con un dibujo {2m} en el pecho",
            "{1g} con letras {2F}",
            "{1g} con un logotipo {2m} en el pecho",
            "{1g} con estampado {2m}",
        ],
        (Pattern::Logo, true) => &[
            "{1g} con un logo {2m}",
            "{1g} con un dibujo {2m}",
            "{1g} con letras {2F}",
            "{1g} con estampado {2m}",
        ],
        (Pattern::Logo, false) => &[
            "{1g} con un dibujo",
            "{1g} estampad~",
            "{1g} con un logo",
            "{1g} con letras",
        ],
        (Pattern::Floral, true) => &[
            "{1g} de flores {2F}",
            "{1g} con flores {2F}",
            "estampad~ en {1m} y {2m}",
            "{1g} estampad~",
            "de flores {1F} y {2F}",
            "{1g} con estampado floral {2m}",
        ],
        (Pattern::Floral, false) => &[
            "{1g} de flores",
            "{1g} con flores",
            "{1g} estampad~",
            "{1g} con estampado floral",
            "floread~ {1g}",
        ],
        (Pattern::Camouflage, _) => &[
            "de camuflaje",
            "de camuflaje {1m}",
            "con estampado de camuflaje",
            "con estampado militar",
        ],
        (Pattern::ColourBlock, true) => &[
            "{1g} y {2g}",
            "en {1m} y {2m}",
            "{1g} y {2g}",
            "{1g} y {2g}",
            "{1g} con detalles {2M}",
            "{1g} con detalles en {2m}",
        ],
        (Pattern::Gradient, true) => &[
            "en degradado de {1m} a {2m}",
            "{1g} y {2g} en degradado",
            "con degradado de {1m} a {2m}",
            "degradad~ de {1m} a {2m}",
        ],
        (Pattern::Denim, _) => &[
            "{1g} de tela vaquera",
            "de tela vaquera {1f}",
            "{1g} de tejido vaquero",
            "de mezclilla {1f}",
        ],
        (Pattern::Leather, _) => &[
            "de cuero {1m}",
            "{1g} de cuero",
            "{1g} de piel",
            "{1g} de polipiel",
        ],
        (Pattern::Knit, _) => &[
            "{1g} de punto",
            "{1g} de lana",
            "de lana {1f}",
            "{1g} de punto grueso",
        ],
    }
}

/// The bare word of a pattern for keywords; the colour stands before it.
pub fn pattern_keyword(pattern: Pattern) -> &'static [&'static str] {
    match pattern {
        Pattern::HorizontalStripes | Pattern::VerticalStripes => &["de rayas", "a rayas", "rayas"],
        Pattern::Checks => &["de cuadros", "a cuadros", "cuadros"],
        Pattern::Dots => &["de lunares", "lunares"],
        Pattern::Logo => &["con logo", "estampad~", "con dibujo"],
        Pattern::Floral => &["de flores", "flores"],
        Pattern::Camouflage => &["de camuflaje", "camuflaje"],
        Pattern::Denim => &["de tela vaquera"],
        Pattern::Leather => &["de cuero", "cuero"],
        Pattern::Knit => &["de lana", "de punto"],
        Pattern::Plain | Pattern::ColourBlock | Pattern::Gradient => &[""],
    }
}
