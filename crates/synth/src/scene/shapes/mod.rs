//! What things look like: outlines from a few discs, bars and slabs.

mod indoors;
mod living;
mod soft;
mod street;

use crate::noise::{cell, tile};

/// Reflectance, linear.
type Rgb = [f32; 3];

/// A thing that is no person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A lamp on a post with an arm.
    Lamp,
    /// A traffic sign on a post.
    Sign,
    /// A bin or barrel.
    Bin,
    /// A shirt, dress or coat without anyone in it.
    Garment,
    /// A framed poster or painting without a picture of anything.
    Poster,
    /// An animal on four legs.
    Animal,
    /// A tree with a crown.
    Tree,
    /// A table.
    Table,
    /// A chair or bench.
    Chair,
    /// A bicycle.
    Bicycle,
    /// A fence or railing.
    Fence,
    /// A plant in a pot.
    Plant,
    /// A cone.
    Cone,
    /// A bollard, pillar or vase.
    Pillar,
    /// A ball on a stick: balloon, parasol, lollipop tree.
    Balloon,
    /// A bus or van.
    Van,
    /// A bag, suitcase or parcel.
    Bag,
    /// A shelf with goods.
    Shelf,
    /// A pile of coloured blocks.
    Stack,
    /// A door or window.
    Door,
    /// A sofa or mattress.
    Sofa,
    /// The front of a house, shop or shed.
    House,
}

impl Shape {
    /// Every shape.
    pub const ALL: [Self; 22] = [
        Self::Lamp,
        Self::Sign,
        Self::Bin,
        Self::Garment,
        Self::Poster,
        Self::Animal,
        Self::Tree,
        Self::Table,
        Self::Chair,
        Self::Bicycle,
        Self::Fence,
        Self::Plant,
        Self::Cone,
        Self::Pillar,
        Self::Balloon,
        Self::Van,
        Self::Bag,
        Self::Shelf,
        Self::Stack,
        Self::Door,
        Self::Sofa,
        Self::House,
    ];

    /// Lowest and highest usual height, and width by height.
    pub fn sizes(self) -> ([f32; 2], [f32; 2]) {
        match self {
            Self::Lamp => ([2.5, 7.0], [0.12, 0.3]),
            Self::Sign => ([1.6, 3.2], [0.2, 0.35]),
            Self::Bin => ([0.6, 1.3], [0.5, 0.9]),
            Self::Garment => ([0.7, 1.4], [0.55, 1.1]),
            Self::Poster => ([0.4, 2.2], [0.5, 1.6]),
            Self::Animal => ([0.25, 1.6], [1.1, 1.7]),
            Self::Tree => ([2.0, 9.0], [0.4, 0.9]),
            Self::Table => ([0.6, 1.1], [1.0, 2.4]),
            Self::Chair => ([0.8, 1.2], [0.5, 1.8]),
            Self::Bicycle => ([0.9, 1.2], [1.5, 1.8]),
            Self::Fence => ([0.7, 2.0], [1.5, 6.0]),
            Self::Plant => ([0.3, 2.2], [0.4, 0.9]),
            Self::Cone => ([0.3, 1.0], [0.5, 0.8]),
            Self::Pillar => ([0.5, 2.4], [0.16, 0.45]),
            Self::Balloon => ([0.8, 3.0], [0.3, 1.2]),
            Self::Van => ([1.9, 3.4], [1.3, 3.5]),
            Self::Bag => ([0.25, 0.9], [0.6, 1.4]),
            Self::Shelf => ([1.0, 2.4], [0.5, 1.8]),
            Self::Stack => ([0.5, 2.0], [0.25, 1.2]),
            Self::Door => ([1.2, 2.4], [0.4, 1.2]),
            Self::Sofa => ([0.7, 1.1], [1.6, 3.0]),
            Self::House => ([2.6, 14.0], [0.5, 2.2]),
        }
    }
}

/// A place on a thing.
pub(super) struct Spot {
    /// Metres from the middle.
    pub x: f32,
    /// Metres from the ground.
    pub y: f32,
    /// -1..1 across.
    pub u: f32,
    /// 0..1 from the top.
    pub v: f32,
    /// Metres across.
    pub wide: f32,
    /// Metres up.
    pub tall: f32,
    /// Colours.
    pub tints: [[f32; 3]; 2],
    /// Seed of the details.
    pub seed: u32,
}

impl Spot {
    /// A detail in 0..1.
    fn detail(&self, which: i32) -> f32 {
        cell(which, 5, self.seed)
    }

    /// Round things are darker at their sides.
    fn round(&self, rgb: [f32; 3]) -> Option<[f32; 3]> {
        let light = 1.12 - 0.55 * (self.u - 0.2).powi(2) - 0.15 * self.v;
        Some(rgb.map(|c| c * light))
    }

    /// Cloth: folds run down.
    fn cloth(&self, rgb: [f32; 3]) -> Option<[f32; 3]> {
        let shift = self.detail(9) * 7.0;
        let fold = tile().at(self.x * 1.3 + shift, self.y * 0.25);
        let stripe = self.detail(10) > 0.75 && (self.y * (14.0 + 30.0 * self.detail(11))).sin() > 0.2;
        let rgb = if stripe { self.tints[1] } else { rgb };
        Some(rgb.map(|c| c * (1.0 + 0.5 * fold)))
    }

    /// Whether the place lies on a bar between two points in metres.
    fn bar(&self, a: (f32, f32), b: (f32, f32), half: f32) -> bool {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let (px, py) = (self.x - a.0, self.y - a.1);
        let t = ((px * dx + py * dy) / (dx * dx + dy * dy).max(1e-6)).clamp(0.0, 1.0);
        (px - t * dx).hypot(py - t * dy) < half
    }

    /// Distance from a point in metres.
    fn from(&self, x: f32, y: f32) -> f32 {
        (self.x - x).hypot(self.y - y)
    }

    /// Whether the place lies in an ellipse.
    fn oval(&self, at: (f32, f32), half: (f32, f32)) -> bool {
        ((self.x - at.0) / half.0).powi(2) + ((self.y - at.1) / half.1).powi(2) < 1.0
    }
}

impl Shape {
    /// Reflectance at a place, where there is something.
    pub fn at(self, p: &Spot) -> Option<Rgb> {
        match self {
            Self::Lamp => street::lamp(p),
            Self::Sign => street::sign(p),
            Self::Bin => street::bin(p),
            Self::Bicycle => street::bicycle(p),
            Self::Fence => street::fence(p),
            Self::Cone => street::cone(p),
            Self::Pillar => street::pillar(p),
            Self::Van => street::van(p),
            Self::House => street::house(p),
            Self::Table => indoors::table(p),
            Self::Chair => indoors::chair(p),
            Self::Sofa => indoors::sofa(p),
            Self::Shelf => indoors::shelf(p),
            Self::Door => indoors::door(p),
            Self::Poster => indoors::poster(p),
            Self::Garment => soft::garment(p),
            Self::Bag => soft::bag(p),
            Self::Stack => soft::stack(p),
            Self::Balloon => soft::balloon(p),
            Self::Animal => living::animal(p),
            Self::Tree => living::tree(p),
            Self::Plant => living::plant(p),
        }
    }
}
