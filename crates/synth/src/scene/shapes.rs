//! What things look like: outlines from a few discs, bars and slabs.

use crate::noise::{cell, tile};

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
    /// Trousers without anyone in them.
    Trousers,
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
}

impl Shape {
    /// Every shape.
    pub const ALL: [Self; 22] = [
        Self::Lamp,
        Self::Sign,
        Self::Bin,
        Self::Garment,
        Self::Trousers,
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
    ];

    /// Lowest and highest usual height, and width by height.
    pub fn sizes(self) -> ([f32; 2], [f32; 2]) {
        match self {
            Self::Lamp => ([2.5, 7.0], [0.12, 0.3]),
            Self::Sign => ([1.6, 3.2], [0.2, 0.35]),
            Self::Bin => ([0.6, 1.3], [0.5, 0.9]),
            Self::Garment => ([0.7, 1.4], [0.55, 1.1]),
            Self::Trousers => ([0.8, 1.1], [0.35, 0.5]),
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
    pub fn at(self, p: &Spot) -> Option<[f32; 3]> {
        let [first, second] = p.tints;
        let (half, tall) = (0.5 * p.wide, p.tall);
        match self {
            Self::Lamp => {
                let post = p.x.abs() < 0.05 + 0.02 * p.v;
                let arm = p.detail(0) > 0.4 && p.bar((0.0, tall * 0.96), (half * 0.8, tall * 0.985), 0.03);
                let head = if p.detail(0) > 0.4 {
                    (half * 0.7, tall * 0.97)
                } else {
                    (0.0, tall * 0.95)
                };
                if p.oval(head, (half * 0.3, tall * 0.03)) {
                    return Some([0.9, 0.85, 0.7]);
                }
                (post || arm).then(|| first.map(|c| c * 0.6))
            }
            Self::Sign => {
                let (cy, r) = (tall - half, half * 0.96);
                let kind = (p.detail(0) * 4.0) as i32;
                let (dx, dy) = (p.x.abs(), p.y - cy);
                let inside = match kind {
                    0 => p.from(0.0, cy) < r,
                    1 => dy > -r && dx < (r - dy) * 0.55,
                    2 => dx < r && dy.abs() < r * 0.7,
                    _ => dx + dy.abs() < r,
                };
                if inside {
                    let rim = dx.max(dy.abs()) > r * 0.66;
                    let mark = dx < r * 0.15 && dy.abs() < r * 0.5;
                    return Some(if rim {
                        first
                    } else if mark {
                        [0.02; 3]
                    } else {
                        second
                    });
                }
                (dx < 0.035 && p.y < cy).then_some([0.25; 3])
            }
            Self::Bin => {
                let side = half * (0.8 + 0.2 * p.y / tall);
                if p.x.abs() > side {
                    return None;
                }
                let lid = p.v < 0.14;
                let hoop = (p.v * 7.0).rem_euclid(1.0) < 0.12;
                p.round(if lid || hoop { second } else { first })
            }
            Self::Garment => {
                let sleeve = p.detail(0) * 0.9;
                let shoulder = half * (0.45 + 0.25 * p.detail(1));
                let hem = shoulder * (0.8 + 0.7 * p.detail(2) * p.detail(3));
                let width = shoulder + (hem - shoulder) * p.v;
                let neck = p.v < 0.1
                    && p.x.abs() < shoulder * 0.35
                    && p.oval((0.0, tall), (shoulder * 0.35, tall * 0.1));
                let slope = p.v < 0.1 * p.x.abs() / shoulder;
                let body = p.x.abs() < width && !slope && !neck;
                let arm = sleeve > 0.1 && {
                    let end = (half * 0.92, tall * (1.0 - 0.25 - 0.45 * sleeve));
                    let start = (shoulder * 0.85, tall * 0.9);
                    let thick = tall * 0.075;
                    p.bar(start, end, thick) || p.bar((-start.0, start.1), (-end.0, end.1), thick)
                };
                if body || arm {
                    let button = p.detail(4) > 0.6 && p.x.abs() < 0.012;
                    return p.cloth(if button { second } else { first });
                }
                let hook = p.detail(5) > 0.5 && p.bar((0.0, tall * 0.92), (0.0, tall), 0.008);
                hook.then_some([0.3; 3])
            }
            Self::Trousers => {
                let apart = 0.06 + 0.3 * p.detail(1) * p.v;
                let leg = (p.u.abs() > apart || p.v < 0.3) && p.u.abs() < 0.75 + 0.25 * p.v;
                let short = p.v < 0.45 + 0.9 * p.detail(2);
                (leg && short).then(|| p.cloth(first)).flatten()
            }
            Self::Poster => {
                let frame = p.u.abs() > 0.93 || !(0.05..0.95).contains(&p.v);
                if frame {
                    return Some(second.map(|c| c * 0.5));
                }
                let mut rgb = first;
                for k in 0..5 {
                    let at = |n: i32| p.detail(20 + 6 * k + n);
                    let (cu, cv) = (at(0) * 2.0 - 1.0, at(1));
                    let (du, dv) = (
                        (p.u - cu).abs() / (0.1 + 0.7 * at(2)),
                        (p.v - cv).abs() / (0.03 + 0.4 * at(3)),
                    );
                    let inside = if at(4) > 0.5 {
                        du < 1.0 && dv < 1.0
                    } else {
                        du * du + dv * dv < 1.0
                    };
                    if inside {
                        rgb = [at(5) * at(5), at(0) * at(4), at(1) * at(2)];
                    }
                }
                Some(rgb)
            }
            Self::Animal => {
                let leg = tall * (0.25 + 0.3 * p.detail(0));
                let back = leg + tall * 0.16;
                let body = p.oval((0.0, back), (half * 0.6, tall * 0.2));
                let head = p.oval((half * 0.72, tall * 0.8), (half * 0.24, tall * 0.14));
                let neck = p.bar(
                    (half * 0.45, back + 0.05 * tall),
                    (half * 0.68, tall * 0.78),
                    tall * 0.08,
                );
                let ear = p.oval((half * 0.66, tall * 0.93), (half * 0.06, tall * 0.09));
                let tail = p.bar(
                    (-half * 0.55, back),
                    (-half * 0.9, tall * (0.3 + 0.6 * p.detail(1))),
                    tall * 0.03,
                );
                let legs = p.y < back
                    && [-0.5, -0.36, 0.34, 0.48]
                        .iter()
                        .any(|at| (p.x - at * half).abs() < tall * 0.04);
                let patch = tile().at(p.x * 0.5 + p.detail(2) * 5.0, p.y * 0.5) > 0.1 && p.detail(3) > 0.4;
                (body || head || neck || ear || tail || legs)
                    .then(|| p.round(if patch { second } else { first }))
                    .flatten()
            }
            Self::Tree => {
                let (noise, fine) = (
                    tile().at(p.x * 0.2 + p.detail(1) * 9.0, p.y * 0.2),
                    tile().at(p.x * 1.1, p.y * 1.2),
                );
                let centre = tall * (0.55 + 0.15 * p.detail(2));
                let (dx, dy) = (p.x / half, (p.y - centre) / (tall - centre));
                if dx * dx + dy * dy < 0.75 + 0.4 * noise + 0.3 * fine {
                    let leaf = [0.09 + 0.1 * first[0], 0.1 + 0.1 * first[1], 0.03];
                    return Some(leaf.map(|c| c * (1.0 + 1.2 * fine + 0.5 * noise).max(0.15)));
                }
                (p.x.abs() < tall * 0.022 && p.y < centre)
                    .then(|| [0.09, 0.07, 0.05].map(|c| c * (1.0 + fine)))
            }
            Self::Table => {
                let top = p.y > tall * 0.92;
                let cloth = p.detail(0) > 0.7 && p.y > tall * 0.3;
                let leg = (p.x.abs() - half * 0.88).abs() < 0.03 || (p.detail(1) > 0.6 && p.x.abs() < 0.05);
                if top {
                    return Some(second);
                }
                if cloth {
                    return p.cloth(first);
                }
                leg.then(|| first.map(|c| c * 0.7))
            }
            Self::Chair => {
                let seat = (p.y - tall * 0.47).abs() < tall * 0.05;
                let slats = p.detail(0) > 0.5;
                let back = p.y > tall * 0.55
                    && p.x.abs() < half * 0.95
                    && (!slats || (p.y * 9.0).rem_euclid(1.0) > 0.4);
                let leg = p.y < tall * 0.47 && (p.x.abs() - half * 0.9).abs() < 0.022;
                (seat || back || leg).then_some(if seat { second } else { first })
            }
            Self::Bicycle => {
                let r = tall * 0.32;
                let (rear, front) = ((-half + r, r), (half - r, r));
                let tyre = |c: (f32, f32)| (p.from(c.0, c.1) - r * 0.94).abs() < 0.022;
                if tyre(rear) || tyre(front) {
                    return Some([0.015; 3]);
                }
                let (pedals, saddle, bars) = (
                    (-0.02, r * 0.9),
                    (-half * 0.3, tall * 0.86),
                    (half * 0.38, tall * 0.95),
                );
                let frame = [
                    (rear, pedals),
                    (pedals, saddle),
                    (pedals, bars),
                    (saddle, bars),
                    (rear, saddle),
                    (front, bars),
                ];
                if frame.iter().any(|&(a, b)| p.bar(a, b, 0.02)) {
                    return Some(first);
                }
                let seat = p.oval(saddle, (0.13, 0.035));
                let spoke = [rear, front].iter().any(|c| p.from(c.0, c.1) < 0.03);
                (seat || spoke).then_some([0.03; 3])
            }
            Self::Fence => {
                let gap = 0.08 + 0.5 * p.detail(0) * p.detail(0);
                let bar = (p.x / gap).rem_euclid(1.0) < 0.12 + 0.5 * p.detail(1) * p.detail(2);
                let rail = (p.v - 0.12).abs() < 0.03 || (p.v - 0.8).abs() < 0.03;
                (bar || rail).then(|| if rail { first.map(|c| c * 0.8) } else { first })
            }
            Self::Plant => {
                let pot = tall * 0.3;
                if p.y < pot {
                    return (p.u.abs() < 0.3 + 0.12 * p.y / pot)
                        .then(|| p.round(second))
                        .flatten();
                }
                let leaf = tile().at(p.x * 0.9 / tall + p.detail(0) * 8.0, p.y * 0.7 / tall);
                let inside = p.u * p.u + ((p.y - tall * 0.62) / (tall * 0.38)).powi(2) < 0.9 + 0.9 * leaf;
                inside.then(|| [0.05, 0.11, 0.03].map(|c| c * (1.0 + 1.4 * leaf).max(0.2)))
            }
            Self::Cone => {
                let band = (0.3..0.45).contains(&p.v) || (0.6..0.72).contains(&p.v);
                let rgb = if band { [0.75; 3] } else { [0.7, 0.16, 0.02] };
                (p.u.abs() < 0.12 + 0.6 * p.v || p.v > 0.93)
                    .then(|| p.round(rgb))
                    .flatten()
            }
            Self::Pillar => {
                let waist =
                    0.7 + 0.3 * (p.v * (4.0 + 9.0 * p.detail(0)) + 6.0 * p.detail(1)).sin() * p.detail(2);
                let top =
                    p.v < 0.5 * p.wide / tall && p.u * p.u + (1.0 - p.v * 2.0 * tall / p.wide).powi(2) > 1.0;
                let band = (p.v * (2.0 + 5.0 * p.detail(3))).rem_euclid(1.0) < 0.3 * p.detail(4);
                (p.u.abs() < waist && !top)
                    .then(|| p.round(if band { second } else { first }))
                    .flatten()
            }
            Self::Balloon => {
                let r = half.min(tall * 0.4);
                let inside = p.oval((0.0, tall - r), (half, r));
                let gore = p.detail(0) > 0.5 && (p.u.clamp(-1.0, 1.0).asin() * 2.5).rem_euclid(1.0) < 0.5;
                if inside {
                    return p.round(if gore { second } else { first });
                }
                (p.x.abs() < 0.015 && p.y < tall - r).then_some([0.2; 3])
            }
            Self::Van => {
                let r = tall * 0.17;
                let wheel = |at: f32| p.from(at * half, r);
                let near = wheel(0.62).min(wheel(-0.6));
                if near < r {
                    return Some(if near < r * 0.5 { [0.3; 3] } else { [0.015; 3] });
                }
                if p.y < r * 0.8 {
                    return None;
                }
                let glass =
                    (0.15..0.42).contains(&p.v) && (p.u * (2.0 + 4.0 * p.detail(0))).rem_euclid(1.0) > 0.12;
                let corner = p.v < 0.05 && p.u.abs() > 0.97;
                let band = (0.5..0.6).contains(&p.v);
                (!corner).then(|| {
                    if glass {
                        [0.05, 0.06, 0.08]
                    } else if band {
                        second
                    } else {
                        first.map(|c| c * (1.15 - 0.4 * p.v))
                    }
                })
            }
            Self::Bag => {
                let body = tall * (0.65 + 0.2 * p.detail(0));
                let corner = (p.u.abs() - 0.85).max(0.0) / 0.15;
                let edge = ((p.y / body - 0.85).max(0.0) / 0.15).hypot(corner);
                if p.y < body && edge < 1.0 {
                    let pocket = p.u.abs() < 0.6 && (0.15..0.5).contains(&(p.y / body));
                    let seam = (p.y / body - 0.55).abs() < 0.03;
                    return p.round(if seam {
                        first.map(|c| c * 0.5)
                    } else if pocket {
                        second
                    } else {
                        first
                    });
                }
                let ring = ((p.x / (half * 0.4)).hypot((p.y - body) / (tall - body)) - 0.85).abs();
                (ring < 0.14).then(|| first.map(|c| c * 0.6))
            }
            Self::Shelf => {
                let rows = 3.0 + (4.0 * p.detail(0)).floor();
                let (row, within) = ((p.v * rows) as i32, (p.v * rows).fract());
                if within > 0.9 || p.u.abs() > 0.96 {
                    return Some(first.map(|c| c * 0.6));
                }
                let (k, inner) = ((p.x * 9.0).floor() as i32, (p.x * 9.0).rem_euclid(1.0));
                let good = within > 0.2 + 0.4 * cell(k, row, p.seed) && inner > 0.08;
                let shade = cell(k, row + 50, p.seed);
                Some(match good {
                    true => [0, 1, 2].map(|c| {
                        shade * (first[c] * (1.0 - shade) + second[c] + 0.1 * cell(k, c as i32, p.seed))
                    }),
                    false => [0.03; 3],
                })
            }
            Self::Stack => {
                let rows = 2.0 + (4.0 * p.detail(0)).floor();
                let row = (p.v * rows) as i32;
                let at = |n: i32| cell(row, n, p.seed);
                let inside = (p.u - 0.3 * (at(0) - 0.5)).abs() < 0.35 + 0.55 * at(1);
                let bulge = at(4) > 0.6
                    && ((p.v * rows).fract() - 0.5).abs() > 0.5 * (1.0 - p.u * p.u).max(0.0).sqrt();
                (inside && !bulge)
                    .then(|| {
                        p.round(
                            [0, 1, 2].map(|c| at(2) * first[c] + at(3) * second[c] + 0.1 * at(5 + c as i32)),
                        )
                    })
                    .flatten()
            }
            Self::Door => {
                let frame = p.u.abs() > 0.88 || p.v < 0.05;
                let panes = p.detail(0) > 0.4;
                let (i, j) = (((p.u + 1.0) * 1.0) as i32, (p.v * 3.0) as i32);
                let bar = (p.u.abs() < 0.05) || (p.v * 3.0).fract() < 0.06;
                if frame || (panes && bar) {
                    return Some(second);
                }
                let sky = cell(i, j, p.seed);
                Some(if panes {
                    [0.3 * sky, 0.34 * sky, 0.4 * sky]
                } else {
                    first
                })
            }
            Self::Sofa => {
                let arm = p.u.abs() > 0.84 && p.y < tall * 0.7;
                let back = p.u.abs() < 0.92;
                let seam = (p.u * (1.0 + 2.0 * p.detail(0))).rem_euclid(1.0) < 0.03
                    || (p.y - tall * 0.45).abs() < 0.02;
                let foot = p.y < tall * 0.1;
                (arm || back)
                    .then(|| {
                        if foot {
                            Some([0.02; 3])
                        } else {
                            p.cloth(first.map(|c| {
                                c * if seam {
                                    0.5
                                } else if p.y < tall * 0.45 {
                                    0.8
                                } else {
                                    1.0
                                }
                            }))
                        }
                    })
                    .flatten()
            }
        }
    }
}
