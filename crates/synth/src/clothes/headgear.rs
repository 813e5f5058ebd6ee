//! Caps, hats, helmets, headscarves and raised hoods.

use super::Wardrobe;
use crate::attributes::Headgear;
use crate::geometry::{V3, mix, ramp, v3};
use crate::loft::{Ring, Skin, loft};
use crate::material::{Region, Surface};

impl Wardrobe<'_> {
    pub(super) fn headgear(&mut self) {
        let Some(worn) = &self.person.headgear else { return };
        let (head, half) = (self.posed.skeleton.head, self.posed.girth.head);
        let detail = self.person.detail(40);
        let mut cloth = self.cloth(Region::Headgear, Surface::Plain, worn);
        cloth.girth = 0.09;
        cloth.folds = 0.3;
        match worn.item.kind {
            Headgear::Cap => {
                let number = self.material(cloth);
                self.dome(number, 0.20, 1.10, 0.06);
                let turned = if detail < 0.12 { -1.0 } else { 1.0 };
                self.brim(number, 0.27, turned, 1.0);
            }
            Headgear::Beanie => {
                let number = self.material(cloth);
                self.dome(number, 0.10, 1.13, 0.05 + 0.3 * detail);
            }
            Headgear::Hat => {
                let number = self.material(cloth);
                if self.ready_made_hat(number) {
                    return;
                }
                self.dome(number, 0.30, 1.12, 0.16);
                self.disc(number, 0.30, 1.55 + 0.25 * detail);
            }
            Headgear::SunHat => {
                let number = self.material(cloth);
                self.dome(number, 0.30, 1.14, 0.08);
                self.disc(number, 0.28, 2.0 + 0.5 * detail);
            }
            Headgear::Helmet => {
                cloth.gloss = 0.5;
                cloth.folds = 0.0;
                let number = self.material(cloth);
                self.dome(number, if detail > 0.6 { -0.25 } else { 0.12 }, 1.24, 0.08);
            }
            Headgear::Headscarf | Headgear::HoodUp => {
                let hood = worn.item.kind == Headgear::HoodUp;
                cloth.folds = 0.8;
                let number = self.material(cloth);
                let (size, opening) = if hood { (1.26, 0.66) } else { (1.10, 0.60) };
                self.out.mesh.blob(head, (24, 16), number, |d: V3| {
                    // An oval hole for the face.
                    let (x, y) = (d.x / opening, (d.y + 0.12) / (opening * 1.12));
                    let face = if d.z > 0.0 {
                        ramp(1.15, 0.9, (x * x + y * y).sqrt())
                    } else {
                        0.0
                    };
                    let f = mix(size, 0.85, face);
                    let peak = if hood && d.z < 0.0 {
                        1.0 + 0.12 * d.y.max(0.0)
                    } else {
                        1.0
                    };
                    v3(d.x * half.x * f, d.y * half.y * f * peak, d.z * half.z * f)
                });
                let base = self.posed.skeleton.spine(0.93);
                let neck = head.moved(head.at(v3(0.0, -0.62 * half.y, -0.08 * half.z)));
                let wide = if hood {
                    half.x * 1.25
                } else {
                    self.posed.girth.trunk[8].side * 0.85
                };
                let rings: Vec<Ring> = (0..=5)
                    .map(|i| {
                        let t = i as f32 / 5.0;
                        let low = if hood { 0.0 } else { -0.06 * t };
                        let frame = neck.blend(base.moved(base.at(v3(0.0, low, 0.0))), t);
                        let side = mix(half.x * 1.02, wide, t);
                        let deep = mix(
                            half.z * 0.95,
                            self.posed.girth.trunk[8].front + self.outermost + 0.035,
                            t,
                        );
                        Ring {
                            frame,
                            side,
                            front: deep,
                            back: deep * 1.05,
                            v: 0.15 * t,
                        }
                    })
                    .collect();
                loft(
                    &mut self.out.mesh,
                    &rings,
                    Skin {
                        folds: (4.0, 0.03),
                        ..Skin::of(number, 18)
                    },
                );
            }
        }
    }

    /// A cap over the skull above `edge`.
    fn dome(&mut self, number: u8, edge: f32, size: f32, tall: f32) {
        let (head, half) = (self.posed.skeleton.head, self.posed.girth.head);
        self.out.mesh.blob(head, (22, 14), number, |d| {
            // Lower at the back than over the brow.
            let line = edge - 0.16 * ramp(0.4, -0.8, d.z);
            let f = mix(0.84, size, ramp(line - 0.05, line + 0.02, d.y));
            v3(
                d.x * half.x * f,
                d.y * half.y * (f + tall * ramp(0.2, 0.9, d.y)),
                d.z * half.z * f,
            )
        });
    }

    /// A peak to the front (`way` = 1) or back (-1).
    fn brim(&mut self, number: u8, level: f32, way: f32, size: f32) {
        let (head, half) = (self.posed.skeleton.head, self.posed.girth.head);
        let at = head.at(v3(0.0, level * half.y, way * half.z * 0.98));
        let frame = head.pitched(0.18 * way).moved(at);
        self.out.mesh.ball(
            frame,
            v3(half.x * 0.98 * size, 0.007, half.z * 0.62 * size),
            number,
        );
    }

    /// A brim all around.
    fn disc(&mut self, number: u8, level: f32, size: f32) {
        let (head, half) = (self.posed.skeleton.head, self.posed.girth.head);
        let frame = head.moved(head.at(v3(0.0, level * half.y, 0.0)));
        self.out.mesh.blob(frame, (24, 6), number, |d| {
            let flat = (1.0 - d.y * d.y).max(0.0).sqrt();
            v3(
                d.x * half.x * size * 1.1,
                d.y * 0.012 - 0.03 * flat * (size - 1.2),
                d.z * half.z * size,
            )
        });
    }
}
