//! Colours and patterns that each kind of garment comes in.

use super::colours::{CLOTH, HIGH_VIS, JEANS, SUIT, TROUSERS, dressed};
use crate::attributes::{Colour, Lower, OnePiece, Pattern, Upper};
use crate::dice::Dice;
use crate::person::Worn;
use Colour::{Beige, Black, DarkBlue, Tan};

pub(super) fn upper_garment(kind: Upper, dice: &mut Dice) -> Worn<Upper> {
    use Pattern::{
        Camouflage, Checks, ColourBlock, Denim, Dots, Floral, Gradient, HorizontalStripes, Knit, Leather,
        Logo, Plain, VerticalStripes,
    };
    let colours = match kind {
        Upper::Blazer => SUIT,
        Upper::HiVisVest => HIGH_VIS,
        Upper::TrenchCoat => &[
            (Beige, 4.0),
            (Tan, 3.0),
            (Black, 2.0),
            (Colour::Olive, 1.0),
            (DarkBlue, 1.0),
        ],
        _ => CLOTH,
    };
    let patterns: &[(Pattern, f32)] = match kind {
        Upper::TShirt | Upper::TankTop | Upper::CropTop => &[
            (Plain, 8.0),
            (Logo, 5.0),
            (HorizontalStripes, 3.0),
            (VerticalStripes, 0.6),
            (Dots, 0.8),
            (Floral, 0.8),
            (Camouflage, 0.6),
            (ColourBlock, 1.0),
            (Gradient, 0.7),
        ],
        Upper::LongSleeveShirt => &[
            (Plain, 6.0),
            (HorizontalStripes, 4.0),
            (Logo, 2.0),
            (ColourBlock, 1.0),
        ],
        Upper::Polo => &[(Plain, 6.0), (HorizontalStripes, 3.0), (ColourBlock, 1.0)],
        Upper::Shirt | Upper::ShortSleeveShirt => &[
            (Plain, 6.0),
            (Checks, 5.0),
            (VerticalStripes, 2.5),
            (Floral, 1.5),
            (Denim, 1.2),
            (Dots, 0.8),
        ],
        Upper::Blouse => &[
            (Plain, 6.0),
            (Floral, 3.0),
            (Dots, 2.0),
            (VerticalStripes, 1.5),
            (Checks, 0.6),
        ],
        Upper::Sweater | Upper::Cardigan => &[
            (Plain, 3.0),
            (Knit, 5.0),
            (HorizontalStripes, 2.5),
            (ColourBlock, 1.0),
            (Checks, 0.4),
        ],
        Upper::Turtleneck => &[(Plain, 4.0), (Knit, 5.0), (HorizontalStripes, 0.6)],
        Upper::Sweatshirt | Upper::Hoodie => &[
            (Plain, 6.0),
            (Logo, 4.0),
            (ColourBlock, 1.0),
            (Camouflage, 0.7),
            (Gradient, 0.5),
            (HorizontalStripes, 0.5),
        ],
        Upper::Jersey => &[
            (ColourBlock, 3.0),
            (VerticalStripes, 2.0),
            (HorizontalStripes, 1.0),
            (Logo, 3.0),
            (Plain, 2.0),
            (Gradient, 0.6),
        ],
        Upper::DenimJacket => &[(Denim, 1.0)],
        Upper::LeatherJacket => &[(Leather, 1.0)],
        Upper::TrackJacket => &[(Plain, 4.0), (ColourBlock, 4.0), (Logo, 1.0)],
        Upper::Blazer => &[(Plain, 8.0), (Checks, 1.2), (VerticalStripes, 0.6)],
        Upper::Jacket => &[
            (Plain, 8.0),
            (ColourBlock, 2.0),
            (Camouflage, 0.7),
            (Checks, 0.8),
            (Logo, 0.5),
        ],
        Upper::Coat => &[(Plain, 9.0), (Checks, 1.5)],
        Upper::HiVisVest | Upper::TrenchCoat => &[(Plain, 1.0)],
        Upper::Raincoat => &[(Plain, 8.0), (Dots, 0.8), (ColourBlock, 0.8)],
        _ => &[(Plain, 9.0), (ColourBlock, 1.0)],
    };
    dressed(kind, colours, patterns, dice)
}

pub(super) fn lower_garment(kind: Lower, dice: &mut Dice) -> Worn<Lower> {
    use Pattern::{
        Camouflage, Checks, ColourBlock, Denim, Dots, Floral, HorizontalStripes, Knit, Leather, Plain,
        VerticalStripes,
    };
    let (colours, patterns): (_, &[(Pattern, f32)]) = match kind {
        Lower::Jeans | Lower::RippedJeans | Lower::DenimShorts => (JEANS, &[(Denim, 1.0)]),
        Lower::SuitTrousers => (SUIT, &[(Plain, 8.0), (Checks, 0.8), (VerticalStripes, 0.5)]),
        Lower::Cargo => (TROUSERS, &[(Plain, 6.0), (Camouflage, 2.5)]),
        Lower::Joggers => (TROUSERS, &[(Plain, 7.0), (ColourBlock, 2.5), (Camouflage, 0.5)]),
        Lower::Leggings => (
            TROUSERS,
            &[(Plain, 8.0), (ColourBlock, 1.0), (Leather, 0.8), (Floral, 0.5)],
        ),
        Lower::WideTrousers => (
            TROUSERS,
            &[(Plain, 7.0), (VerticalStripes, 1.0), (Checks, 0.6), (Denim, 1.5)],
        ),
        Lower::FlaredTrousers => (TROUSERS, &[(Plain, 5.0), (Denim, 3.0)]),
        Lower::Trousers => (TROUSERS, &[(Plain, 9.0), (Checks, 1.0), (VerticalStripes, 0.4)]),
        Lower::Chinos | Lower::CroppedTrousers => (TROUSERS, &[(Plain, 1.0)]),
        Lower::Shorts => (
            CLOTH,
            &[
                (Plain, 8.0),
                (Checks, 0.8),
                (Camouflage, 0.6),
                (Floral, 0.7),
                (ColourBlock, 0.8),
            ],
        ),
        Lower::MiniSkirt => (
            CLOTH,
            &[
                (Plain, 6.0),
                (Denim, 2.0),
                (Leather, 1.5),
                (Checks, 1.5),
                (Floral, 0.6),
            ],
        ),
        Lower::PleatedSkirt => (CLOTH, &[(Plain, 6.0), (Checks, 2.5)]),
        _ => (
            CLOTH,
            &[
                (Plain, 6.0),
                (Floral, 1.8),
                (Checks, 0.8),
                (Dots, 0.9),
                (HorizontalStripes, 0.7),
                (Denim, 0.7),
                (Knit, 0.5),
            ],
        ),
    };
    dressed(kind, colours, patterns, dice)
}

pub(super) fn one_piece_garment(kind: OnePiece, dice: &mut Dice) -> Worn<OnePiece> {
    use Pattern::{Checks, ColourBlock, Denim, Dots, Floral, Gradient, HorizontalStripes, Plain};
    let patterns: &[(Pattern, f32)] = match kind {
        OnePiece::Dungarees => &[(Denim, 5.0), (Plain, 2.0)],
        OnePiece::Jumpsuit => &[(Plain, 6.0), (Denim, 1.0), (Floral, 0.6)],
        _ => &[
            (Plain, 7.0),
            (Floral, 3.5),
            (Dots, 1.5),
            (HorizontalStripes, 1.5),
            (Checks, 1.0),
            (ColourBlock, 1.2),
            (Gradient, 0.8),
        ],
    };
    dressed(kind, CLOTH, patterns, dice)
}
