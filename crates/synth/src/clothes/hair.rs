//! Hair: a shell over the skull, and what hangs, stands or is tied.

use super::Wardrobe;
use crate::attributes::{HairStyle, Headgear};
use crate::geometry::{V3, mix, ramp, v3};
use crate::loft::{Ring, Skin, loft};
use crate::material::{Material, Region, Surface};

/// 1 where hair grows, 0 in the face and on the neck. `brow` is the hairline, `nape` the lower end behind,
/// `side` how far the hair reaches to the front beside the face.
fn grows(d: V3, brow: f32, nape: f32, side: f32) -> f32 {
    let azimuth = d.x.atan2(d.z).abs();
    let line = if azimuth < side {
        mix(brow, brow - 0.12, azimuth / side)
    } else {
        mix(brow - 0.12, nape, ramp(side, side + 0.55, azimuth))
    };
    ramp(line - 0.10, line + 0.10, d.y)
}

impl Wardrobe<'_> {
    pub(super) fn hair(&mut self) {
        let person = self.person;
        let style = person.hair.style;
        if style == HairStyle::Bald {
            return;
        }
        let (head, half) = (self.posed.skeleton.head, self.posed.girth.head);
        let detail = person.detail(30);
        let number = self.material(Material {
            surface: Surface::Hair,
            gloss: 0.16,
            girth: 0.08,
            span: [0.0, 0.4],
            seed: person.details ^ 5,
            ..Material::plain(Region::Hair, person.hair_rgb)
        });
        if self.ready_made_hair(number) {
            return;
        }
        let pressed = person
            .headgear
            .as_ref()
            .is_some_and(|h| h.item.kind != Headgear::HoodUp);
        let bangs = if detail > 0.65 && person.detail(31) > 0.4 {
            0.22
        } else {
            0.48
        };
        let (volume, brow, nape, side, rough) = match style {
            HairStyle::Bald => return,
            HairStyle::Buzz => (0.025, 0.52, -0.25, 1.25, 0.0),
            HairStyle::Short => (0.06 + 0.10 * detail, bangs + 0.02, -0.35, 1.2, 0.02),
            HairStyle::Bob => (0.13 + 0.06 * detail, bangs, -0.7, 0.95, 0.01),
            HairStyle::Curly => (0.20 + 0.35 * detail, 0.42, -0.6, 1.05, 0.09),
            HairStyle::LongCurly => (0.18 + 0.10 * detail, bangs, -0.8, 0.9, 0.05),
            HairStyle::Long => (0.10 + 0.05 * detail, bangs, -0.8, 0.85, 0.0),
            HairStyle::Ponytail | HairStyle::Bun | HairStyle::Braid => {
                (0.06 + 0.02 * detail, 0.5, -0.5, 1.15, 0.0)
            }
        };
        let volume = if pressed { volume.min(0.05) } else { volume };
        self.out.mesh.blob(head, (24, 16), number, |d| {
            let on = grows(d, brow, nape, side);
            let wave = rough * ((d.x * 17.0).sin() * (d.y * 15.0).cos() + (d.z * 19.0).sin());
            let top = if style == HairStyle::Short {
                0.05 * ramp(0.3, 1.0, d.y)
            } else {
                0.0
            };
            let f = mix(0.86, 1.015 + volume + top + wave, on);
            v3(
                d.x * half.x * f,
                d.y * half.y * f,
                d.z * half.z * mix(f, f + 0.03, on),
            )
        });
        match style {
            HairStyle::Bob => self.curtain(number, 0.15 + 0.35 * detail, 0.06 + 0.04 * detail, 0.0),
            HairStyle::Long => self.curtain(number, 0.75 + 0.9 * detail, 0.05, 0.0),
            HairStyle::LongCurly => self.curtain(number, 0.7 + 0.6 * detail, 0.09, 0.10),
            HairStyle::Ponytail => self.tail(number, 0.9 + 0.8 * detail, 0.030, 0.35, false),
            HairStyle::Braid => self.tail(number, 1.1 + 0.8 * detail, 0.024, -0.3, true),
            HairStyle::Bun => {
                let up = mix(0.2, 0.95, person.detail(32));
                let back = -(1.12 - 0.75 * (up - 0.2).max(0.0));
                let at = head.moved(head.at(v3(0.0, up * half.y, back * half.z)));
                let r = half.x * mix(0.42, 0.6, detail);
                self.out.mesh.ball(at, v3(r, r, r), number);
            }
            _ => {}
        }
    }

    /// Hair that hangs around the head down to `drop` (1 = about the middle of the back).
    fn curtain(&mut self, number: u8, drop: f32, volume: f32, waves: f32) {
        let (skeleton, girth) = (self.posed.skeleton, &self.posed.girth);
        let (head, half) = (skeleton.head, girth.head);
        let count = 6 + (6.0 * drop) as usize;
        let total = half.y * 1.3 + drop * 0.30;
        let rings: Vec<Ring> = (0..=count)
            .map(|i| {
                let t = i as f32 / count as f32;
                let down = t * total;
                let on_head = ramp(half.y * 1.7, half.y * 0.8, down);
                let start = head.at(v3(0.0, 0.35 * half.y, -0.10 * half.z));
                let falls = start - v3(0.0, down, 0.0);
                let frame = skeleton.chest.blend(head, on_head).moved(falls);
                let shrink = 1.0 - 0.25 * ramp(0.6, 1.0, t);
                let side = half.x * (1.06 + volume * 2.0) * shrink;
                let head_back = half.z * (1.0 + volume * 1.2);
                // On the back the hair lies over the clothes.
                let lean = (skeleton.spine(0.85).o - falls).dot(frame.z);
                let cloth_back =
                    girth.trunk[7].back + self.outermost + 0.018 - lean * ramp(0.25, 0.1, on_head);
                let back = mix(cloth_back.max(head_back * 0.8), head_back, on_head)
                    * (1.0 + waves * (down * 60.0).sin());
                Ring {
                    frame,
                    side: side * (1.0 + waves * (down * 55.0 + 1.0).sin()),
                    front: half.z * 0.75,
                    back,
                    v: down,
                }
            })
            .collect();
        let skin = Skin {
            gap: (1.25, 1.45),
            folds: (9.0, 0.04),
            ..Skin::of(number, 22)
        };
        loft(&mut self.out.mesh, &rings, skin);
    }

    /// A ponytail or braid from the back of the head.
    fn tail(&mut self, number: u8, drop: f32, radius: f32, up: f32, plaited: bool) {
        let (skeleton, girth) = (self.posed.skeleton, &self.posed.girth);
        let (head, half) = (skeleton.head, girth.head);
        let root = head.at(v3(0.0, up * half.y, -0.95 * half.z));
        let back = girth.trunk[7].back + self.outermost + 0.03;
        let rest = skeleton.spine(0.8).at(v3(0.0, 0.0, -back));
        let count = 10;
        let rings: Vec<Ring> = (0..=count)
            .map(|i| {
                let t = i as f32 / count as f32;
                let down = t * drop * 0.26;
                let out = head.z * (-0.05 * ramp(0.0, 0.15, t) * ramp(1.2, 0.2, t));
                let mut o = root + out - v3(0.0, down, 0.0);
                // Never inside the back.
                let depth = (o - rest).dot(skeleton.chest.z);
                if depth > 0.0 {
                    o = o - skeleton.chest.z * (depth * ramp(0.1, 0.6, t));
                }
                let plait = if plaited {
                    1.0 + 0.22 * (t * 40.0).sin()
                } else {
                    1.0
                };
                let r = radius * plait * ramp(-0.15, 0.12, t) * mix(1.0, 0.35, ramp(0.6, 1.0, t));
                Ring::round(skeleton.chest.moved(o), r, down)
            })
            .collect();
        loft(
            &mut self.out.mesh,
            &rings,
            Skin {
                lid: true,
                ..Skin::of(number, 8)
            },
        );
    }
}
