//! Garments from geometry of the body's source: meshes of whole garments, and clothes cut from cloth that follows the
//! body. Materials and coordinates are those of lofted garments, so that captions count the same things.

mod bottoms;
mod dresses;
mod suits;
mod tops;

use super::Wardrobe;
use super::lower_cut::{LowerCut, lower_cut};
use super::shears::{Spot, cut, span};
use super::upper::hanging_cut;
use crate::attributes::Sleeves;
use crate::body::{Panel, SkinPart};
use crate::geometry::{Mesh, ramp};
use crate::material::{Cut, Material, Surface};

/// What hangs over a lower garment, in metres from the base of the neck.
#[derive(Clone, Copy, Debug)]
pub(super) struct Over {
    /// Nothing shows above this line: 0 where the lower garment is worn over the upper one.
    pub hidden: f32,
    /// Cloth below has room from this line on.
    pub hem: f32,
}

impl Over {
    /// Nothing.
    const NONE: Self = Self {
        hidden: 0.0,
        hem: 0.0,
    };

    /// A garment that ends at `hem` and is shorter by `free` in places.
    fn ending(hem: f32, free: f32) -> Self {
        Self {
            hidden: hem - free,
            hem,
        }
    }

    /// How much room there is for cloth at `v`: none inside of what hangs over it.
    fn room(self, v: f32) -> f32 {
        match self.hem > 0.0 {
            true => ramp(self.hem - 0.06, self.hem + 0.02, v),
            false => 1.0,
        }
    }
}

/// Which garments of a person are made, so that nothing is lofted for them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tailored {
    /// All upper garments.
    pub upper: bool,
    /// The lower garment.
    pub lower: bool,
    /// The one-piece garment.
    pub one_piece: bool,
    /// Sleeves are long and are not pushed up.
    pub long_sleeves: bool,
    /// The tie.
    pub tie: bool,
    /// A neckline that is modelled: skin of the shoulders stays inside.
    pub collar: bool,
    /// Metres from the base of the neck to where bare legs begin to show.
    pub legs_from: Option<f32>,
}

/// Which of a person's details say what is made from what.
pub(super) const SUIT: u32 = 45;
pub(super) const CLOSE: u32 = 46;
pub(super) const LEGS: u32 = 47;
pub(super) const CHOICE: u32 = 48;

impl Wardrobe<'_> {
    /// Makes what can be made of the source's geometry.
    pub(super) fn tailor(&mut self) {
        let person = self.person;
        if person.one_piece.is_some() {
            if person.outer.is_none() {
                self.suit_in_one();
                if !self.tailored.one_piece {
                    self.close_one_piece();
                }
            }
            return;
        }
        let over = self.suit_top().or_else(|| self.close_top());
        if person.outer.is_some() && !self.tailored.upper {
            // Lofted jackets are open over what is lofted, too.
            return;
        }
        let over = over.unwrap_or_else(|| self.lofted_hem());
        self.suit_bottom(over);
        if !self.tailored.lower {
            self.close_bottom(over);
        }
    }

    /// What the lofted garment hangs over.
    fn lofted_hem(&self) -> Over {
        let person = self.person;
        let Some(worn) = person.upper.as_ref().filter(|_| !person.tucked) else {
            return Over::NONE;
        };
        let hem = hanging_cut(person, worn.item.kind).hem;
        if hem < -0.3 {
            return Over::NONE;
        }
        Over::ending(self.hull(hem).v, 0.06)
    }

    fn cut_below(&self) -> Option<LowerCut> {
        let worn = self.person.lower.as_ref()?;
        let (fit, length) = (self.person.detail(10), self.person.detail(11));
        Some(lower_cut(worn.item.kind, fit, length))
    }

    /// Metres from the base of the neck, also on legs.
    fn below_neck(&self, spot: &Spot) -> f32 {
        match spot.panel {
            Panel::Leg => spot.v + self.posed.skeleton.trunk,
            _ => spot.v,
        }
    }

    /// `material` with the span and girth that a panel of `mesh` has.
    fn of_panel(&self, mesh: &Mesh, panel: Panel, material: Material) -> Material {
        let [first, last] = span(mesh, panel).unwrap_or([0.0, 1.0]);
        let (girth, stations) = (&self.posed.girth, |level| self.posed.trunk(level));
        let base = match panel {
            Panel::Sleeve | Panel::InnerSleeve => Material {
                surface: Surface::Sleeve,
                girth: 0.06,
                span: [0.0, last],
                ..material
            },
            Panel::Leg => Material {
                surface: Surface::Leg,
                girth: 0.085 * girth.foot / 0.25,
                span: [0.0, last],
                ..material
            },
            // Waistbands have no hem.
            Panel::Hips => Material {
                surface: Surface::Skirt,
                girth: stations(0.0).side * 1.1,
                span: [first, 9.0],
                cut: Cut {
                    ribs: false,
                    ..material.cut
                },
                ..material
            },
            Panel::Skirt => Material {
                surface: Surface::Skirt,
                girth: stations(0.0).side * 1.2,
                span: [first, last],
                ..material
            },
            _ => Material {
                surface: Surface::Torso,
                girth: stations(0.72).side * 1.15,
                span: [0.0, last],
                ..material
            },
        };
        match panel {
            Panel::Collar | Panel::Inner | Panel::Tie | Panel::Button => Material {
                surface: Surface::Plain,
                ..base
            },
            _ => base,
        }
    }

    /// Adds a mesh of panels; each gets what `material` makes of it.
    fn add_panels(&mut self, mesh: &Mesh, material: impl Fn(Panel) -> Material) {
        let numbers = Panel::ALL.map(|panel| match span(mesh, panel) {
            Some(_) => {
                let material = self.of_panel(mesh, panel, material(panel));
                self.material(material)
            }
            None => 0,
        });
        self.add(mesh, &numbers);
    }

    /// Skin of `part` within `wide` metres of the middle, down to `depth` metres below the base of the neck.
    fn skin_within(&mut self, part: SkinPart, wide: f32, depth: f32) {
        let skin = self.skin_material(Surface::Skin);
        let number = self.material(skin);
        let (posed, chest) = (self.posed, self.posed.skeleton.chest);
        let low = 0.66 * posed.skeleton.trunk - depth;
        for (_, mesh) in posed.skin.iter().filter(|(p, _)| *p == part) {
            let shown = cut(mesh, |spot| {
                let q = chest.seen(spot.p);
                (q.y - low).min(wide - q.x.abs())
            });
            self.add(&shown, &[number]);
        }
    }

    /// The neck in a modelled collar, without the shoulders.
    pub(super) fn neck_in_collar(&mut self) {
        self.skin_within(SkinPart::Neck, 1.5 * self.posed.girth.neck, 1.0);
    }

    /// Bare legs, without what a tailored lower garment hides.
    pub(super) fn bare_legs(&mut self) {
        let Some(from) = self.tailored.legs_from else {
            self.skin(SkinPart::Legs, Surface::Skin);
            return;
        };
        let skin = self.skin_material(Surface::Skin);
        let number = self.material(skin);
        let (posed, skeleton) = (self.posed, &self.posed.skeleton);
        // The coordinates of skin count from the head's centre.
        let from = from + (skeleton.head.o - skeleton.spine(1.0).o).norm();
        for (_, mesh) in posed.skin.iter().filter(|(part, _)| *part == SkinPart::Legs) {
            let shown = cut(mesh, |spot| -spot.v - from);
            self.add(&shown, &[number]);
        }
    }

    /// Notes where the lower garment `mesh` ends.
    fn legs_made(&mut self, mesh: &Mesh) {
        /// How far one sees into it, in metres.
        const DEEP: f32 = 0.14;
        let leg = span(mesh, Panel::Leg).map(|[_, end]| end + self.posed.skeleton.trunk);
        let skirt = span(mesh, Panel::Skirt).map(|[_, end]| end);
        self.tailored.legs_from = leg.or(skirt).map(|end| end - DEEP);
    }

    /// Notes how long the sleeves are that have been made.
    fn sleeves_made(&mut self, sleeves: Sleeves) {
        self.tailored.long_sleeves = sleeves == Sleeves::Long;
    }
}
