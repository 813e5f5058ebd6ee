//! Bags and how they hang.

use super::Wardrobe;
use super::bag_make::BagMake;
use crate::attributes::Bag;
use crate::geometry::{Frame, V3, mix, v3};
use crate::material::{Material, Region, Surface};
use crate::person::Worn;

impl Wardrobe<'_> {
    pub(super) fn bags(&mut self) {
        for (i, worn) in self.person.bags.iter().take(2).enumerate() {
            let region = if i == 0 { Region::BagA } else { Region::BagB };
            let mut material = self.cloth(region, Surface::Bag, worn);
            material.girth = 0.12;
            material.gloss = if worn.item.pattern == crate::attributes::Pattern::Leather {
                0.3
            } else {
                0.07
            };
            let make = BagMake::of(self.person, i as u32);
            let strap = Material {
                surface: Surface::Plain,
                pattern: crate::attributes::Pattern::Plain,
                base: BagMake::strap_colour(self.person, i as u32, material.base),
                ..material
            };
            BagMake::finish(self.person, i as u32, 0.15 * make.proportions.y, &mut material);
            let number = self.material(material);
            let strap = self.material(strap);
            let size = 0.85 + 0.3 * self.person.detail(50 + i as u32);
            self.bag(worn, [number, strap], size, &make);
        }
    }

    /// The body of a bag.
    fn body(&mut self, frame: Frame, half: V3, number: u8, make: &BagMake) {
        let mesh = &mut self.out.mesh;
        mesh.blob(frame, (16, 10), number, |d| make.surface(d, half));
    }

    fn bag(&mut self, worn: &Worn<Bag>, [number, strap]: [u8; 2], size: f32, make: &BagMake) {
        let grown = |wide: f32, tall: f32, deep: f32| {
            let by = make.proportions;
            v3(wide * by.x, tall * by.y, deep * by.z)
        };
        let wider = make.strap_width;
        let side = if self.person.detail(55) < 0.5 { 1.0 } else { -1.0 };
        let skeleton = self.posed.skeleton;
        let upright = Frame::upright(v3(0.0, 0.0, 0.0), skeleton.pelvis.z.x.atan2(skeleton.pelvis.z.z));
        let child = (self.person.height / 1.7).min(1.0);
        match worn.item.kind {
            Bag::Backpack => {
                let half = grown(0.145 * size * child, 0.215 * size * child, 0.085 * size * child);
                let (wide, tall, deep) = (half.x, half.y, half.z);
                let spine = skeleton.spine(0.62);
                let off = self.posed.trunk(0.62).back + self.outermost + deep * 0.9;
                let aside = if make.one_strap { side * 0.07 } else { 0.0 };
                let frame = spine.moved(spine.at(v3(aside, 0.02 - make.lower.max(0.0), -off)));
                self.body(frame, half, number, make);
                if make.pocket {
                    let pocket = frame.moved(frame.at(v3(0.0, -0.35 * tall, -deep * 0.75)));
                    self.body(pocket, v3(wide * 0.78, tall * 0.45, deep * 0.5), number, make);
                }
                let shoulders: &[f32] = if make.one_strap { &[side] } else { &[1.0, -1.0] };
                for &s in shoulders {
                    let path: Vec<(V3, V3)> = [
                        (0.42, 1.25),
                        (0.5, 0.95),
                        (0.62, 0.72),
                        (0.78, 0.62),
                        (0.9, 0.72),
                        (0.95, 1.2),
                        (0.9, 2.2),
                        (0.8, 2.6),
                    ]
                    .iter()
                    .map(|&(level, angle)| self.on_trunk(level, angle * s, 0.012))
                    .collect();
                    self.ribbon(&path, 0.028 * child.max(0.8) * wider.min(1.3), 0.007, strap);
                }
            }
            Bag::CrossbodyBag => {
                let path = self.across(side);
                self.ribbon(&path, 0.016 * wider, 0.006, strap);
                let (at, out) = self.on_trunk(
                    0.02 - make.lower,
                    -side * (1.15 + 0.5 * self.person.detail(56) + 4.0 * make.forward.min(0.0)),
                    0.05,
                );
                let frame = upright.swung(at, v3(0.0, 1.0, 0.0));
                let frame = Frame {
                    z: v3(out.x, 0.0, out.z).unit(),
                    ..frame
                };
                let frame = Frame {
                    x: frame.y.cross(frame.z),
                    ..frame
                };
                self.body(
                    frame,
                    grown(0.125 * size, 0.095 * size, 0.045 * size),
                    number,
                    make,
                );
            }
            Bag::ShoulderBag | Bag::Tote => {
                let tote = worn.item.kind == Bag::Tote;
                let (wide, tall, deep) = if tote {
                    (0.19, 0.19, 0.05)
                } else {
                    (0.155, 0.115, 0.055)
                };
                let hip = self.posed.trunk(0.12).eased(self.outermost);
                let shoulder = self.on_trunk(0.955, side * 1.45, 0.006).0;
                let arm = self.posed.girth.arm[0];
                let at = hip.frame.at(v3(
                    side * (hip.side + 2.2 * arm + 0.01),
                    -0.02 - make.lower,
                    -0.04 + make.forward,
                ));
                // The bag hangs outside the arm, its broad face to the side.
                let frame = Frame {
                    o: at,
                    x: upright.z,
                    y: upright.y,
                    z: upright.x,
                };
                let half = grown(wide * size, tall * size, deep * size);
                self.body(frame, half, number, make);
                for z in [0.7, -0.7] {
                    let foot = frame.at(v3(z * half.x * 0.8, half.y * 0.95, 0.0));
                    let bow =
                        |t: f32| foot.lerp(shoulder, t) + upright.x * (side * 0.05 * (t * (1.0 - t) * 4.0));
                    let path: Vec<(V3, V3)> =
                        (0..=6).map(|i| (bow(i as f32 / 6.0), upright.x * side)).collect();
                    self.ribbon(&path, 0.013 * wider, 0.007, strap);
                }
            }
            Bag::Handbag | Bag::ShoppingBag | Bag::Briefcase => {
                let hand = skeleton.hands[0];
                let grip = hand.at(v3(0.0, -0.6 * self.posed.girth.hand, 0.0));
                let (wide, tall, deep, drop) = match worn.item.kind {
                    Bag::Handbag => (0.155, 0.115, 0.06, 0.10),
                    Bag::ShoppingBag => (0.16, 0.20, 0.07, 0.08),
                    _ => (0.205, 0.145, 0.045, 0.03),
                };
                let half = grown(wide * size * child, tall * size * child, deep * size);
                let (wide, tall, drop) = (half.x, half.y, (drop + make.lower.max(0.0)).min(0.2));
                let at = grip - v3(0.0, tall + drop, 0.0) + upright.x * 0.02;
                let frame = Frame {
                    o: at,
                    x: upright.z,
                    y: upright.y,
                    z: upright.x,
                };
                self.body(frame, half, number, make);
                let path: Vec<(V3, V3)> = (0..=6)
                    .map(|i| {
                        let a = std::f32::consts::PI * i as f32 / 6.0;
                        (
                            frame.at(v3(
                                -a.cos() * wide * 0.5,
                                tall * 0.95 + a.sin() * (drop + 0.01),
                                0.0,
                            )),
                            upright.x,
                        )
                    })
                    .collect();
                self.ribbon(&path, 0.009 * wider, 0.009, strap);
            }
            Bag::Suitcase => {
                let hand = skeleton.hands[0];
                let grip = hand.at(v3(0.0, -0.6 * self.posed.girth.hand, 0.0));
                let (wide, tall, deep) = (0.20 * size, 0.29 * size, 0.12 * size);
                let at = v3(grip.x, tall + 0.04, grip.z) + upright.x * 0.10 - upright.z * 0.14;
                let frame = Frame { o: at, ..upright };
                self.out.mesh.block(frame, v3(wide, tall, deep), number);
                for x in [0.5, -0.5] {
                    let foot = frame.at(v3(x * wide, tall, -0.5 * deep));
                    let top = grip + upright.x * (x * wide * 0.6);
                    let path: Vec<(V3, V3)> = (0..=2)
                        .map(|i| (foot.lerp(top, i as f32 / 2.0), upright.z))
                        .collect();
                    self.ribbon(&path, 0.009, 0.009, strap);
                }
            }
            Bag::WaistBag => {
                let path: Vec<(V3, V3)> = (0..=24)
                    .map(|i| {
                        self.on_trunk(
                            0.2,
                            mix(-std::f32::consts::PI, std::f32::consts::PI, i as f32 / 24.0),
                            0.012,
                        )
                    })
                    .collect();
                self.ribbon(&path, 0.020, 0.006, strap);
                let (at, out) = self.on_trunk(0.17, side * 0.35, 0.035);
                let frame = Frame {
                    z: out,
                    ..upright.moved(at)
                };
                let frame = Frame {
                    x: frame.y.cross(frame.z).unit(),
                    ..frame
                };
                self.body(
                    frame,
                    grown(0.125 * size, 0.065 * size, 0.042 * size),
                    number,
                    make,
                );
            }
        }
    }

    /// Way of a strap from one hip over the other shoulder and down the back.
    fn across(&self, side: f32) -> Vec<(V3, V3)> {
        let front = [
            (0.08, -1.3),
            (0.25, -0.75),
            (0.42, -0.3),
            (0.6, 0.1),
            (0.76, 0.45),
            (0.9, 0.85),
        ];
        let back = [
            (0.95, 1.5),
            (0.86, 2.2),
            (0.7, 2.7),
            (0.5, 3.2),
            (0.3, 3.8),
            (0.1, 4.6),
        ];
        front
            .iter()
            .chain(&back)
            .map(|&(level, angle)| self.on_trunk(level, angle * side, 0.012))
            .collect()
    }
}
