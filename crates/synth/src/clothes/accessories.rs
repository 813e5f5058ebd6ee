//! Scarves, ties, belts, masks, headphones, and whatever is held in the hands.

use super::Wardrobe;
use crate::attributes::{Action, Extra, Pattern};
use crate::geometry::{Frame, V3, mix, ramp, v3};
use crate::loft::{Ring, Skin, loft};
use crate::material::{Material, Region, Surface};

/// Region of the extra with this number.
pub(super) fn region(index: usize) -> Region {
    [Region::ExtraA, Region::ExtraB, Region::ExtraC][index.min(2)]
}

impl Wardrobe<'_> {
    pub(super) fn worn_extras(&mut self) {
        let (skeleton, girth) = (self.posed.skeleton, &self.posed.girth);
        let (head, half) = (skeleton.head, girth.head);
        for (i, &(extra, _, rgb)) in self.person.extras.iter().take(3).enumerate() {
            let plain = Material::plain(region(i), rgb);
            match extra {
                Extra::Scarf => {
                    let pattern = if self.person.detail(60) > 0.7 {
                        Pattern::Checks
                    } else {
                        Pattern::Knit
                    };
                    let number = self.material(Material {
                        folds: 1.2,
                        girth: 0.09,
                        pattern,
                        accent: plain.base.map(|c| c * 0.45),
                        ..plain
                    });
                    let base = skeleton.spine(0.985);
                    let rings: Vec<Ring> = [(0.075, 1.2), (0.05, 1.75), (0.0, 2.0), (-0.035, 1.75)]
                        .iter()
                        .map(|&(y, f)| Ring::round(base.moved(base.at(v3(0.0, y, 0.012))), girth.neck * f, y))
                        .collect();
                    loft(
                        &mut self.out.mesh,
                        &rings,
                        Skin {
                            folds: (5.0, 0.06),
                            ..Skin::of(number, 14)
                        },
                    );
                    let end = mix(0.75, 0.25, self.person.detail(61));
                    let path: Vec<(V3, V3)> = (0..=6)
                        .map(|k| self.on_trunk(mix(0.95, end, k as f32 / 6.0), 0.25, 0.016))
                        .collect();
                    self.ribbon(&path, 0.052, 0.012, number);
                }
                Extra::Tie if self.tailored.tie => {}
                Extra::Tie => {
                    let number = self.material(Material { gloss: 0.12, ..plain });
                    let ease = if self.person.outer.is_some() {
                        0.016
                    } else {
                        self.outermost
                    };
                    let path: Vec<(V3, V3)> = (0..=7)
                        .map(|k| {
                            let ring = self
                                .posed
                                .trunk(mix(0.97, 0.40, k as f32 / 7.0))
                                .eased(ease + 0.007);
                            (ring.point(0.0, 0.4, 1.0), ring.frame.z)
                        })
                        .collect();
                    self.ribbon(&path, 0.030, 0.005, number);
                }
                Extra::Belt => {
                    let number = self.material(Material { gloss: 0.2, ..plain });
                    let path: Vec<(V3, V3)> = (0..=24)
                        .map(|k| {
                            let ring = self.posed.trunk(0.33).eased(0.022);
                            let p = ring.point(
                                mix(-std::f32::consts::PI, std::f32::consts::PI, k as f32 / 24.0),
                                0.4,
                                1.0,
                            );
                            (p, (p - ring.frame.o).unit())
                        })
                        .collect();
                    self.ribbon(&path, 0.021, 0.006, number);
                }
                Extra::Mask => {
                    let number = self.material(plain);
                    self.out.mesh.blob(head, (24, 14), number, |d| {
                        let covers = ramp(-0.98, -0.88, d.y) * ramp(-0.05, -0.16, d.y) * ramp(0.15, 0.4, d.z);
                        let low = ramp(0.0, -0.9, d.y);
                        let f = mix(0.8, 1.09, covers);
                        v3(
                            d.x * half.x * f * (1.0 - 0.3 * low),
                            d.y * half.y,
                            d.z * half.z * f * (1.0 - 0.06 * low),
                        )
                    });
                }
                Extra::Headphones => {
                    let number = self.material(Material { gloss: 0.3, ..plain });
                    for side in [1.0, -1.0] {
                        let ear = head.moved(head.at(v3(side * half.x * 1.12, -0.05 * half.y, 0.0)));
                        self.out.mesh.ball(ear, v3(0.022, 0.042, 0.036), number);
                    }
                    let path: Vec<(V3, V3)> = (0..=10)
                        .map(|k| {
                            let a = std::f32::consts::PI * k as f32 / 10.0;
                            let out = v3(a.cos() * half.x * 1.2, a.sin() * half.y * 1.16, 0.0);
                            (head.at(out), head.dir(out).unit())
                        })
                        .collect();
                    self.ribbon(&path, 0.014, 0.008, number);
                }
                Extra::Gloves | Extra::Umbrella | Extra::Phone | Extra::Drink | Extra::Book => {}
            }
        }
    }

    pub(super) fn held(&mut self, action: Action) {
        let skeleton = self.posed.skeleton;
        let reach = self.posed.girth.hand;
        let yaw = skeleton.chest.z.x.atan2(skeleton.chest.z.z);
        let upright = Frame::upright(v3(0.0, 0.0, 0.0), yaw);
        // The hand that is up holds the thing.
        let height = |i: usize| skeleton.hands[i].o.y;
        let up = if matches!(action, Action::Calling | Action::LookingAtPhone) && height(0) > height(1) {
            0
        } else {
            1
        };
        let palm = skeleton.hands[up].at(v3(0.0, -0.7 * reach, 0.03));
        let phoning = matches!(action, Action::Calling | Action::LookingAtPhone);
        let mut has_phone = false;
        for (i, &(extra, _, rgb)) in self.person.extras.iter().take(3).enumerate() {
            let plain = Material::plain(region(i), rgb);
            match extra {
                Extra::Phone => {
                    has_phone = true;
                    let number = self.material(Material { gloss: 0.4, ..plain });
                    self.phone(number, skeleton.hands[up]);
                }
                Extra::Drink => {
                    let number = self.material(Material { gloss: 0.15, ..plain });
                    let rings: Vec<Ring> = [(0.085, 0.001), (0.085, 0.036), (-0.055, 0.029), (-0.055, 0.001)]
                        .iter()
                        .map(|&(y, r)| Ring::round(upright.moved(palm + v3(0.0, y, 0.0)), r, y))
                        .collect();
                    loft(&mut self.out.mesh, &rings, Skin::of(number, 10));
                }
                Extra::Book => {
                    let number = self.material(Material {
                        surface: Surface::Bag,
                        ..plain
                    });
                    let frame = upright.pitched(0.5).moved(palm);
                    self.out.mesh.block(frame, v3(0.09, 0.125, 0.018), number);
                }
                Extra::Umbrella => {
                    let number = self.material(Material { gloss: 0.12, ..plain });
                    let pole = upright.pitched(-0.12).rolled(0.1);
                    let top = pole.moved(palm + pole.y * 0.72);
                    let radius = 0.52;
                    let rings: Vec<Ring> = (0..=5)
                        .map(|k| {
                            let t = k as f32 / 5.0;
                            let frame = top.moved(top.at(v3(0.0, -0.26 * t * t, 0.0)));
                            Ring::round(frame, (radius * t).max(0.004), t * radius)
                        })
                        .collect();
                    loft(
                        &mut self.out.mesh,
                        &rings,
                        Skin {
                            folds: (8.0, 0.04),
                            ..Skin::of(number, 32)
                        },
                    );
                    let shaft: Vec<(V3, V3)> = [palm - pole.y * 0.08, palm, top.o]
                        .iter()
                        .map(|&p| (p, pole.z))
                        .collect();
                    self.ribbon(&shaft, 0.008, 0.008, number);
                }
                _ => {}
            }
        }
        if phoning && !has_phone {
            let dark = Material {
                gloss: 0.4,
                ..Material::plain(Region::Prop, [28, 28, 32])
            };
            let number = self.material(dark);
            self.phone(number, skeleton.hands[up]);
        }
        let middle = skeleton.hands[0].o.lerp(skeleton.hands[1].o, 0.5);
        match action {
            Action::Carrying => {
                let tint = mix(90.0, 190.0, self.person.detail(63));
                let rgb = [tint as u8, (tint * 0.78) as u8, (tint * 0.55) as u8];
                let number = self.material(Material {
                    surface: Surface::Bag,
                    ..Material::plain(Region::Prop, rgb)
                });
                let frame = upright.moved(middle + upright.z * 0.10 + v3(0.0, 0.03, 0.0));
                let size = 0.8 + 0.5 * self.person.detail(64);
                self.out
                    .mesh
                    .block(frame, v3(0.19 * size, 0.13 * size, 0.14 * size), number);
            }
            Action::Pushing => {
                let grey = (40.0 + 120.0 * self.person.detail(65)) as u8;
                let number = self.material(Material {
                    surface: Surface::Bag,
                    ..Material::plain(Region::Prop, [grey, grey, grey.saturating_add(12)])
                });
                let ahead = upright.moved(v3(middle.x, 0.0, middle.z) + upright.z * 0.42);
                self.out.mesh.block(
                    ahead.moved(ahead.at(v3(0.0, 0.62, 0.0))),
                    v3(0.22, 0.17, 0.34),
                    number,
                );
                for (x, z) in [(0.2, 0.25), (-0.2, 0.25), (0.2, -0.25), (-0.2, -0.25)] {
                    let wheel = ahead.moved(ahead.at(v3(x, 0.12, z)));
                    self.out.mesh.ball(wheel, v3(0.02, 0.12, 0.12), number);
                    let leg = [
                        (wheel.o, upright.x),
                        (ahead.at(v3(x * 0.8, 0.5, z * 0.4)), upright.x),
                    ];
                    self.ribbon(&leg, 0.012, 0.012, number);
                }
                for hand in skeleton.hands {
                    let path = [(hand.o, upright.x), (ahead.at(v3(0.0, 0.7, -0.25)), upright.x)];
                    self.ribbon(&path, 0.012, 0.012, number);
                }
            }
            _ => {}
        }
    }

    fn phone(&mut self, number: u8, hand: Frame) {
        let reach = self.posed.girth.hand;
        let frame = hand.moved(hand.at(v3(0.0, -0.75 * reach, 0.045)));
        self.out.mesh.block(frame, v3(0.037, 0.075, 0.006), number);
    }
}
