//! A synthetic person: everything about them that stays the same from camera to camera.

use super::attributes::{
    Age, Bag, Build, Colour, Extra, Eyewear, Footwear, Headgear, Lower, OnePiece, Sex, Sleeves, Upper,
};
use super::description::{Hair, Item};
use super::palette::Rgb;
use serde::{Deserialize, Serialize};

/// A worn thing with the exact colours of its cloth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worn<K> {
    /// What people would call it.
    pub item: Item<K>,
    /// Exact main colour.
    pub rgb: Rgb,
    /// Exact second colour.
    pub accent_rgb: Rgb,
}

/// The identity of a synthetic person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Apparent sex.
    pub sex: Sex,
    /// Apparent age.
    pub age: Age,
    /// Apparent build.
    pub build: Build,
    /// Height in metres.
    pub height: f32,
    /// Skin tone.
    pub skin: Rgb,
    /// Hair style and colour.
    pub hair: Hair,
    /// Exact hair colour.
    pub hair_rgb: Rgb,
    /// Main upper garment; absent when a one-piece is worn.
    pub upper: Option<Worn<Upper>>,
    /// Outer garment worn open over the upper garment or dress.
    pub outer: Option<Worn<Upper>>,
    /// Lower garment; absent when a one-piece is worn.
    pub lower: Option<Worn<Lower>>,
    /// Dress or jumpsuit.
    pub one_piece: Option<Worn<OnePiece>>,
    /// Sleeves of the upper garment or one-piece.
    pub sleeves: Sleeves,
    /// Colour of what shows in the neck of closed jackets and under dungarees.
    pub under_rgb: Rgb,
    /// Whether the upper garment is tucked in.
    pub tucked: bool,
    /// Footwear.
    pub footwear: Worn<Footwear>,
    /// Whether the bags are of many makes; boxes otherwise, as the benchmarks show them.
    pub various_bags: bool,
    /// Bags.
    pub bags: Vec<Worn<Bag>>,
    /// Headgear.
    pub headgear: Option<Worn<Headgear>>,
    /// Glasses.
    pub eyewear: Option<Eyewear>,
    /// Other things worn or held, with their colour.
    pub extras: Vec<(Extra, Colour, Rgb)>,
    /// Seed of all details that have no name: print motif, length of the hem, tint of the lips.
    pub details: u32,
}

impl Person {
    /// Sleeves of the outermost garment, as a viewer sees them.
    pub fn outer_sleeves(&self) -> Sleeves {
        match &self.outer {
            Some(outer) if sleeves_of(outer.item.kind) == Some(Sleeves::None) => self.sleeves,
            Some(_) => Sleeves::Long,
            None => self.sleeves,
        }
    }

    /// A detail in 0..1 that belongs to the identity; `which` tells details apart.
    pub fn detail(&self, which: u32) -> f32 {
        let mut h = self.details ^ which.wrapping_mul(0x9e37_79b9);
        h = (h ^ (h >> 16)).wrapping_mul(0x7feb_352d);
        h = (h ^ (h >> 15)).wrapping_mul(0x846c_a68b);
        (h ^ (h >> 16)) as f32 / u32::MAX as f32
    }
}

/// The sleeves that a kind of upper garment always has; `None` when they vary.
pub fn sleeves_of(kind: Upper) -> Option<Sleeves> {
    match kind {
        Upper::TShirt | Upper::Polo | Upper::ShortSleeveShirt => Some(Sleeves::Short),
        Upper::TankTop | Upper::Vest | Upper::HiVisVest => Some(Sleeves::None),
        Upper::CropTop | Upper::Blouse | Upper::Jersey => None,
        _ => Some(Sleeves::Long),
    }
}
