//! Colours and their plainer names: navy is called blue, and what is beige to one is white or tan to another.

use crate::attributes::Colour;

/// The plain names that a colour goes by, the most common first; none where it is plain already.
pub(super) fn plain(colour: Colour) -> &'static [Colour] {
    use Colour::{
        Beige, Black, Blue, Brown, DarkBlue, DarkBrown, DarkGreen, DarkGrey, DarkRed, Green, Grey, LightBlue,
        LightGreen, LightGrey, LightPink, Lilac, Mustard, Olive, Pink, Purple, Red, Tan, Turquoise, White,
        Yellow,
    };
    match colour {
        LightGrey => &[Grey, Grey, White],
        DarkGrey => &[Grey, Grey, Black],
        DarkRed => &[Red],
        Mustard => &[Yellow],
        LightGreen | DarkGreen | Olive => &[Green],
        Turquoise => &[Blue, Green],
        LightBlue => &[Blue],
        DarkBlue => &[Blue, Blue, Blue, Black],
        Lilac => &[Purple],
        LightPink => &[Pink],
        DarkBrown => &[Brown],
        Tan => &[Brown, Brown, Beige],
        Beige => &[White, Tan],
        _ => &[],
    }
}

/// Whether one of two colours goes by the other's name, or both by a third.
pub(in crate::caption) fn related(a: Colour, b: Colour) -> bool {
    let names = |colour| plain(colour).iter().copied().chain([colour]);
    names(a).any(|name| names(b).any(|other| other == name))
}

/// How often a colour is told by the first word of its list: nearly always where that is a basic colour word.
pub(in crate::caption) fn usual_colour(colour: Colour) -> f64 {
    use Colour::{Black, Blue, Brown, Green, Grey, Orange, Pink, Purple, Red, White, Yellow};
    match colour {
        Black | White | Grey | Red | Orange | Yellow | Green | Blue | Purple | Pink | Brown => 0.8,
        _ => 0.5,
    }
}
