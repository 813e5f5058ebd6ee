//! Garments from geometry of the body's source: meshes of whole garments, and clothes cut from cloth that follows the
//! body. Materials and coordinates are those of lofted garments, so that captions count the same things.

mod bottoms;
mod dresses;
mod necklines;
mod suits;
mod tops;

use super::Wardrobe;
use super::lower_cut::{LowerCut, lower_cut};
use super::shears::{Spot, cut, span};
use super::upper_cut::upper_cut;
use crate::synth::attributes::Sleeves;
use crate::synth::body::{Panel, SkinPart};
use crate::synth::geometry::Mesh;
use crate::synth::material::{Cut, Material, Surface};

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
        let hem = self.suit_top().or_else(|| self.close_top());
        let hem = hem.unwrap_or_else(|| self.lofted_hem());
        self.suit_bottom(hem);
        if !self.tailored.lower {
            self.close_bottom(hem);
        }
    }

    /// Metres from the base of the neck down to the hem of the lofted garment that hangs over the lower one.
    fn lofted_hem(&self) -> f32 {
        let person = self.person;
        let Some(worn) = &person.upper else { return 0.0 };
        if person.tucked {
            return 0.0;
        }
        let mut hem = upper_cut(worn.item.kind, person.detail(1), person.detail(2)).hem;
        if person.lower.as_ref().is_some_and(|l| l.item.kind.is_skirt()) && (0.0..0.3).contains(&hem) {
            hem = 0.02;
        }
        if hem < -0.3 {
            return 0.0;
        }
        self.hull(hem).v
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

    /// Skin of the trunk near the neck, which shows in necklines that are cut; down to `depth` metres.
    fn chest_skin(&mut self, depth: f32) {
        let skin = self.skin_material(Surface::Skin);
        let number = self.material(skin);
        let (posed, chest) = (self.posed, self.posed.skeleton.chest);
        let neck = 0.66 * posed.skeleton.trunk;
        for (_, mesh) in posed.skin.iter().filter(|(part, _)| *part == SkinPart::Torso) {
            let shown = cut(mesh, |spot| chest.seen(spot.p).y - (neck - depth));
            self.add(&shown, &[number]);
        }
    }

    /// Notes how long the sleeves are that have been made.
    fn sleeves_made(&mut self, sleeves: Sleeves) {
        self.tailored.long_sleeves = sleeves == Sleeves::Long;
    }
}
