//! What a surface is made of and which part of the description it belongs to.

use super::attributes::Pattern;
use super::palette::{Rgb, linear};

/// The thing that a pixel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Region {
    /// Bare skin.
    Skin,
    /// Skin of the face.
    Face,
    /// Hair.
    Hair,
    /// Main upper garment.
    Upper,
    /// Open outer garment.
    Outer,
    /// Lower garment.
    Lower,
    /// One-piece garment.
    OnePiece,
    /// Cloth without a name of its own: the shirt inside a closed jacket.
    Under,
    /// Footwear.
    Footwear,
    /// First bag.
    BagA,
    /// Second bag.
    BagB,
    /// Headgear.
    Headgear,
    /// Glasses.
    Eyewear,
    /// First extra.
    ExtraA,
    /// Second extra.
    ExtraB,
    /// Third extra.
    ExtraC,
    /// A thing that belongs to the action only: the box that is carried.
    Prop,
}

impl Region {
    /// Number of regions.
    pub const COUNT: usize = Self::Prop as usize + 1;
}

/// How a surface is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// Bare skin.
    Skin,
    /// Head with a face.
    Face,
    /// Strands.
    Hair,
    /// Front and back of a trunk.
    Torso,
    /// Sleeve.
    Sleeve,
    /// Trouser leg.
    Leg,
    /// Skirt, or trousers around the hips.
    Skirt,
    /// Shoe with a sole; sandals show the foot between straps.
    Shoe,
    /// Bag with seams.
    Bag,
    /// Anything else.
    Plain,
}

/// What is left bare around the neck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Neckline {
    /// Nothing.
    Closed,
    /// Round neck.
    Round,
    /// V-neck, or the opening of a buttoned jacket.
    Vee,
    /// Wide, off the shoulders of a tank top.
    Straps,
    /// Bib with straps over an inner shirt.
    Bib,
}

/// How the front closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closure {
    /// It does not.
    None,
    /// One row of buttons.
    Buttons,
    /// Two rows of buttons.
    Double,
    /// Zip.
    Zip,
}

/// Pockets as they can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pockets {
    /// None that can be seen.
    None,
    /// One on each side, low.
    Welt,
    /// On the chest.
    Chest,
    /// One wide pouch.
    Pouch,
    /// On the thighs.
    Cargo,
}

/// Details that a tailor adds, painted rather than modelled.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    /// Neckline.
    pub neck: Neckline,
    /// Depth of the neckline in metres.
    pub depth: f32,
    /// Closure.
    pub closure: Closure,
    /// Pockets.
    pub pockets: Pockets,
    /// Wide lapels along the neckline.
    pub lapels: bool,
    /// Height of padded channels in metres, 0 for none.
    pub quilt: f32,
    /// Reflecting bands.
    pub bands: bool,
    /// Ribbed hem and cuffs.
    pub ribs: bool,
    /// Holes over the knees.
    pub ripped: bool,
    /// Stripe along the outer seam in the second colour.
    pub side_stripe: bool,
    /// What shows through the neckline.
    pub inner: [f32; 3],
    /// Region of what shows through the neckline.
    pub inner_region: Region,
}

impl Cut {
    /// No details.
    pub const NONE: Self = Self {
        neck: Neckline::Closed,
        depth: 0.0,
        closure: Closure::None,
        pockets: Pockets::None,
        lapels: false,
        quilt: 0.0,
        bands: false,
        ribs: false,
        ripped: false,
        side_stripe: false,
        inner: [0.0; 3],
        inner_region: Region::Skin,
    };
}

/// One material.
#[derive(Clone, Copy, Debug)]
pub struct Material {
    /// Region.
    pub region: Region,
    /// Painter.
    pub surface: Surface,
    /// Main colour, linear.
    pub base: [f32; 3],
    /// Second colour, linear.
    pub accent: [f32; 3],
    /// Pattern.
    pub pattern: Pattern,
    /// Metres per radian around.
    pub girth: f32,
    /// Size of the pattern, 1 = usual.
    pub scale: f32,
    /// Strength of highlights.
    pub gloss: f32,
    /// Depth of folds.
    pub folds: f32,
    /// Details.
    pub cut: Cut,
    /// First and last `v`.
    pub span: [f32; 2],
    /// Seed of motifs and folds.
    pub seed: u32,
}

impl Material {
    /// A plain material.
    pub fn plain(region: Region, rgb: Rgb) -> Self {
        let base = linear(rgb);
        Self {
            region,
            surface: Surface::Plain,
            base,
            accent: base,
            pattern: Pattern::Plain,
            girth: 0.15,
            scale: 1.0,
            gloss: 0.04,
            folds: 0.0,
            cut: Cut::NONE,
            span: [0.0, 1.0],
            seed: 0,
        }
    }
}
