//! What a source of bodies may have geometry of, beside the bodies.

use crate::attributes::{Footwear, HairStyle, Headgear, Lower, OnePiece, Sleeves, Upper};

/// What a source of bodies may have geometry of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// Hair without anything on it.
    Hair(HairStyle),
    /// Shoes; their second part are socks.
    Footwear(Footwear),
    /// A hat over flat hair.
    Headgear(Headgear),
    /// An upper garment with sleeves of this length, hanging over whatever is worn below.
    Upper(Upper, Sleeves),
    /// The first garment, worn open over the second.
    Open(Upper, Upper),
    /// A lower garment.
    Lower(Lower),
    /// A one-piece garment with sleeves of this length.
    OnePiece(OnePiece, Sleeves),
    /// Cloth around the whole body, close to it, from neck to toes: clothes are cut from it.
    Tights,
    /// Cloth around both legs from the waist to the ankles: skirts are cut from it.
    Drape,
}

/// What tells people apart who wear the same.
#[derive(Clone, Copy, Debug)]
pub struct Taste {
    /// Which of several, 0..1.
    pub choice: f32,
    /// How long, 0..1.
    pub long: f32,
    /// Whether left and right are exchanged.
    pub mirrored: bool,
}

/// Parts of a garment: the material numbers of its mesh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Panel {
    /// Around the trunk.
    Trunk,
    /// Sleeves, both.
    Sleeve,
    /// Collar and lapels.
    Collar,
    /// The upper end of trousers, down to the hip joints.
    Hips,
    /// Trouser legs, both.
    Leg,
    /// Around both legs.
    Skirt,
    /// What shows inside a jacket or under a bib.
    Inner,
    /// Its sleeves.
    InnerSleeve,
    /// A necktie.
    Tie,
    /// Buttons and buckles.
    Button,
}

impl Panel {
    /// Every panel, in the order of their numbers.
    pub const ALL: [Self; 10] = [
        Self::Trunk,
        Self::Sleeve,
        Self::Collar,
        Self::Hips,
        Self::Leg,
        Self::Skirt,
        Self::Inner,
        Self::InnerSleeve,
        Self::Tie,
        Self::Button,
    ];
}
