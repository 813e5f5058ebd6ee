//! Shoes, boots and sandals.

use super::Wardrobe;
use crate::attributes::Footwear;
use crate::geometry::{mix, ramp, v3};
use crate::loft::{Ring, Skin, loft};
use crate::material::{Material, Region, Surface};
use crate::palette::linear;

impl Wardrobe<'_> {
    pub(super) fn footwear(&mut self) {
        let worn = &self.person.footwear;
        let kind = worn.item.kind;
        if kind == Footwear::Barefoot {
            return;
        }
        let length = self.posed.girth.foot;
        // Width, height of the upper, pointedness of the toe, thickness of the sole, all by foot length.
        let (wide, tall, point, sole) = match kind {
            Footwear::Sneakers => (0.215, 0.21, 0.25, 0.09),
            Footwear::LeatherShoes => (0.19, 0.17, 0.55, 0.045),
            Footwear::AnkleBoots | Footwear::HighBoots => (0.205, 0.20, 0.35, 0.07),
            Footwear::Sandals | Footwear::FlipFlops => (0.21, 0.05, 0.3, 0.05),
            Footwear::HighHeels => (0.165, 0.13, 0.85, 0.02),
            Footwear::Flats => (0.18, 0.11, 0.5, 0.02),
            Footwear::Loafers => (0.195, 0.15, 0.4, 0.035),
            Footwear::Barefoot => return,
        };
        let mut material = self.cloth(Region::Footwear, Surface::Shoe, worn);
        material.gloss = match kind {
            Footwear::Sneakers => 0.05,
            Footwear::Sandals | Footwear::FlipFlops => 0.08,
            _ => 0.3,
        };
        // The painter finds the sole below `span[0]`, and what is above `span[1]` is bare skin.
        let bottom = -0.5 * tall * length;
        let shallow = matches!(kind, Footwear::HighHeels | Footwear::Flats);
        material.span = [
            bottom + sole * length * 1.1,
            if shallow { 0.30 * tall * length } else { 9.0 },
        ];
        material.cut.inner = linear(self.person.skin);
        if !matches!(kind, Footwear::Sneakers) {
            material.accent = material.base.map(|c| c * 0.45);
        }
        let ready_made = self.ready_made_shoes(material);
        if !ready_made {
            self.own_shoes(material, (wide, tall, point));
        }
        self.shaft(material, ready_made);
    }

    /// Shoes without a shaft; width, height and pointedness of the toe are parts of the foot's length.
    fn own_shoes(&mut self, material: Material, (wide, tall, point): (f32, f32, f32)) {
        let (kind, length) = (self.person.footwear.item.kind, self.posed.girth.foot);
        let number = self.material(material);
        for foot in self.posed.skeleton.feet {
            let ground = -0.285 * length;
            let middle = foot.moved(foot.at(v3(0.0, ground + 0.5 * tall * length, 0.23 * length)));
            self.out.mesh.blob(middle, (14, 8), number, |d| {
                let toe = ramp(-0.1, 1.0, d.z);
                let narrow = 1.0 - point * toe * toe * 0.8;
                let low = if d.y > 0.0 { 1.0 - 0.55 * toe } else { 1.0 };
                v3(
                    d.x * length * wide * narrow,
                    d.y.signum() * d.y.abs().powf(0.7) * tall * 0.5 * low * length,
                    d.z * length * 0.56,
                )
            });
            if kind == Footwear::HighHeels {
                let heel = foot.moved(foot.at(v3(0.0, ground + 0.02, -0.16 * length)));
                self.out.mesh.ball(heel, v3(0.012, 0.05, 0.014), number);
            }
            if matches!(kind, Footwear::Sandals | Footwear::FlipFlops) {
                let back = if kind == Footwear::Sandals { 0.12 } else { 0.42 };
                let places: &[f32] = if kind == Footwear::Sandals {
                    &[0.55, 0.36, 0.02]
                } else {
                    &[0.46]
                };
                for &z in places {
                    let at = foot.moved(foot.at(v3(
                        0.0,
                        ground + 0.12 * length + (0.6 - z) * 0.08 * length,
                        z * length,
                    )));
                    let high = if z > back { 0.13 } else { 0.16 };
                    self.out
                        .mesh
                        .ball(at, v3(0.205 * length, high * length, 0.045 * length), number);
                }
            }
        }
    }

    /// The shaft of boots; over `ready_made` shoes it is tighter and closed around the leg.
    fn shaft(&mut self, material: Material, ready_made: bool) {
        let (kind, length) = (self.person.footwear.item.kind, self.posed.girth.foot);
        let shaft = match kind {
            Footwear::AnkleBoots => 1.70,
            Footwear::HighBoots => 1.12 + 0.12 * self.person.detail(14),
            _ => return,
        };
        let number = self.material(Material {
            surface: Surface::Leg,
            girth: 0.06,
            folds: 0.5,
            ..material
        });
        for leg in self.posed.skeleton.legs {
            let ease = if ready_made { 0.006 } else { 0.010 };
            let mut rings: Vec<Ring> = (0..=7)
                .map(|i| {
                    let s = mix(shaft, 2.08, i as f32 / 7.0);
                    let radius = (self.posed.girth.leg_at(s) + ease).max(0.17 * length);
                    Ring::round(leg.at(s), radius, leg.length(s))
                })
                .collect();
            if ready_made {
                // Thin legs of a source's own would show that the far side of the open top is not drawn.
                let top = rings[0];
                rings.insert(0, top.eased(-0.7 * top.side));
            }
            loft(&mut self.out.mesh, &rings, Skin::of(number, 10));
        }
    }
}
