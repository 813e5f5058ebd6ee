//! Collars and hoods that lie on the shoulders.

use super::Wardrobe;
use super::upper_cut::{Collar, UpperCut};
use crate::attributes::Headgear;
use crate::geometry::{V3, v3};
use crate::loft::{Ring, Skin, loft};
use crate::material::{Material, Surface};

impl Wardrobe<'_> {
    /// Adds the collar of a garment; `gap` is the half angle of its open front.
    pub(super) fn collar(&mut self, cloth: Material, cut: &UpperCut, gap: f32) {
        let (girth, skeleton) = (&self.posed.girth, self.posed.skeleton);
        let base = skeleton.spine(0.965);
        let neck = girth.neck + 0.3 * cut.ease + 0.006;
        let plain = Material {
            surface: Surface::Plain,
            ..cloth
        };
        let ring = |up: f32, radius: f32, forward: f32| {
            let frame = base.moved(base.at(v3(0.0, up, forward)));
            Ring {
                back: radius * 1.15,
                ..Ring::round(frame, radius, up)
            }
        };
        let hood_up = self
            .person
            .headgear
            .as_ref()
            .is_some_and(|h| h.item.kind == Headgear::HoodUp);
        let (rings, open) = match cut.collar {
            Collar::None => return,
            Collar::Fold => (
                vec![
                    ring(0.045, neck, 0.0),
                    ring(0.035, neck * 1.18, 0.0),
                    ring(-0.008, neck * 1.62, 0.008),
                ],
                gap.max(0.35),
            ),
            Collar::Stand => (
                vec![ring(0.065, neck * 1.12, 0.0), ring(-0.01, neck * 1.35, 0.0)],
                gap.max(0.12),
            ),
            Collar::Roll => (
                vec![
                    ring(0.075, neck * 1.02, 0.01),
                    ring(0.04, neck * 1.22, 0.005),
                    ring(-0.005, neck * 1.3, 0.0),
                ],
                0.0,
            ),
            Collar::Hood if hood_up => return,
            Collar::Hood => {
                let number = self.material(plain);
                let size = 0.095 + 0.5 * cut.ease;
                let back = base.moved(base.at(v3(0.0, 0.0, -0.062 - cut.ease)));
                self.out.mesh.blob(back, (12, 8), number, |d: V3| {
                    v3(d.x * size * 1.25, d.y * size * 0.72, d.z * size * 0.55)
                });
                (
                    vec![ring(0.05, neck * 1.25, 0.0), ring(-0.012, neck * 1.55, 0.008)],
                    gap.max(0.3),
                )
            }
        };
        let number = self.material(plain);
        loft(
            &mut self.out.mesh,
            &rings,
            Skin {
                gap: (open, open),
                ..Skin::of(number, 14)
            },
        );
    }
}
