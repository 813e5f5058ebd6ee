//! What can be said about a picture: the visible part of a person's attributes.
//!
//! The renderer knows which pixels each part covers; what is hidden by view, occlusion or crop is `None`
//! here, so a caption can never name what a reader of the picture cannot see.

use super::attributes::{
    Action, Age, Bag, Build, Colour, Extra, Eyewear, Facing, Footwear, HairColour, HairStyle, Headgear,
    Lower, OnePiece, Pattern, Sex, Sleeves, Upper,
};
use serde::{Deserialize, Serialize};

/// A garment or accessory with its look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item<K> {
    /// What it is.
    pub kind: K,
    /// Main colour.
    pub colour: Colour,
    /// Second colour of a pattern; equal to `colour` where the pattern has one colour only.
    pub accent: Colour,
    /// Pattern or material.
    pub pattern: Pattern,
}

/// Hair as it can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hair {
    /// Style.
    pub style: HairStyle,
    /// Colour; meaningless for [`HairStyle::Bald`].
    pub colour: HairColour,
}

/// Everything that a truthful caption of one picture may mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// Apparent sex.
    pub sex: Sex,
    /// Apparent age.
    pub age: Age,
    /// Apparent build.
    pub build: Build,
    /// Hair, when enough of it is visible.
    pub hair: Option<Hair>,
    /// The main upper garment: the innermost visible one when `outer` is set, else the only one.
    pub upper: Option<Item<Upper>>,
    /// Length of the sleeves of the outermost upper garment or dress, when visible.
    pub sleeves: Option<Sleeves>,
    /// An outer garment worn open over `upper` (or over `one_piece`).
    pub outer: Option<Item<Upper>>,
    /// Lower garment.
    pub lower: Option<Item<Lower>>,
    /// Dress or jumpsuit; then `upper` and `lower` are `None`.
    pub one_piece: Option<Item<OnePiece>>,
    /// Footwear.
    pub footwear: Option<Item<Footwear>>,
    /// Bags, most visible first.
    pub bags: Vec<Item<Bag>>,
    /// Headgear.
    pub headgear: Option<Item<Headgear>>,
    /// Glasses.
    pub eyewear: Option<Eyewear>,
    /// Other visible things with their colour.
    pub extras: Vec<(Extra, Colour)>,
    /// What the person does, when the pose shows it.
    pub action: Option<Action>,
    /// Which side is seen.
    pub facing: Facing,
}
