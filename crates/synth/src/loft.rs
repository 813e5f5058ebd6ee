//! Lofts: surfaces stretched over a row of rings, the one primitive for limbs, torsos and clothes.

use super::geometry::{Frame, Mesh, V3, ramp};
use std::f32::consts::PI;

/// One cross-section of a loft.
#[derive(Clone, Copy, Debug)]
pub struct Ring {
    /// Centre and axes: x to the side, z to the front.
    pub frame: Frame,
    /// Half width.
    pub side: f32,
    /// Half depth to the front.
    pub front: f32,
    /// Half depth to the back.
    pub back: f32,
    /// Length along the surface in metres, for patterns.
    pub v: f32,
}

impl Ring {
    /// A round ring.
    pub fn round(frame: Frame, radius: f32, v: f32) -> Self {
        Self {
            frame,
            side: radius,
            front: radius,
            back: radius,
            v,
        }
    }

    /// The ring moved outwards by `ease`.
    pub fn eased(self, ease: f32) -> Self {
        Self {
            side: self.side + ease,
            front: self.front + ease,
            back: self.back + ease,
            ..self
        }
    }

    /// Point of the ring at angle `a` (0 = front, positive to the left).
    pub fn point(&self, a: f32, square: f32, radius: f32) -> V3 {
        let (s, c) = a.sin_cos();
        let (s, c) = if square > 0.0 {
            // A superellipse: fuller corners, like a chest.
            let r = (s.abs().powf(2.0 + square) + c.abs().powf(2.0 + square)).powf(-1.0 / (2.0 + square));
            (s * r, c * r)
        } else {
            (s, c)
        };
        let depth = if c > 0.0 { self.front } else { self.back };
        self.frame.o + self.frame.x * (self.side * s * radius) + self.frame.z * (depth * c * radius)
    }
}

/// How rings are joined into a surface.
#[derive(Clone, Copy, Debug)]
pub struct Skin {
    /// Material number.
    pub material: u8,
    /// Columns around.
    pub around: usize,
    /// Squareness of the cross-section, 0 = ellipse.
    pub square: f32,
    /// Folds around the hem: how many, and their depth as a part of the radius at the last ring.
    pub folds: (f32, f32),
    /// Half angle of a front opening at the first and the last ring; zero when closed.
    pub gap: (f32, f32),
    /// Whether the last ring is closed by a lid.
    pub lid: bool,
}

impl Skin {
    /// A closed round surface.
    pub fn of(material: u8, around: usize) -> Self {
        Self {
            material,
            around,
            square: 0.0,
            folds: (0.0, 0.0),
            gap: (0.0, 0.0),
            lid: false,
        }
    }
}

/// Stretches a surface over `rings`.
pub fn loft(mesh: &mut Mesh, rings: &[Ring], skin: Skin) {
    if rings.len() < 2 {
        return;
    }
    let last = (rings.len() - 1) as f32;
    let open = skin.gap.0 > 0.0 || skin.gap.1 > 0.0;
    // An open front is two halves that meet at the back, so that the angle never jumps inside a triangle.
    let halves: &[f32] = if open { &[1.0, -1.0] } else { &[0.0] };
    for &half in halves {
        let columns = if open { skin.around / 2 + 1 } else { skin.around };
        let mut inside: Vec<V3> = rings.iter().map(|r| r.frame.o).collect();
        let mut rows: Vec<Vec<(V3, [f32; 2])>> = Vec::with_capacity(rings.len() + 1);
        for (i, ring) in rings.iter().enumerate() {
            let t = i as f32 / last;
            let gap = skin.gap.0 + (skin.gap.1 - skin.gap.0) * t;
            let depth = skin.folds.1 * ramp(0.0, 1.0, t);
            let row = (0..=columns)
                .map(|j| {
                    let w = j as f32 / columns as f32;
                    let a = if open {
                        half * (gap + (PI - gap) * w)
                    } else {
                        PI * (2.0 * w - 1.0)
                    };
                    let radius = if depth > 0.0 {
                        1.0 + depth * (a * skin.folds.0 + 0.7).sin()
                    } else {
                        1.0
                    };
                    (ring.point(a, skin.square, radius), [a, ring.v])
                })
                .collect();
            rows.push(row);
        }
        if skin.lid {
            let end = rings[rings.len() - 1];
            rows.push(
                (0..=columns)
                    .map(|j| (end.frame.o, [rows[rings.len() - 1][j].1[0], end.v]))
                    .collect(),
            );
            inside.push(rings[rings.len() - 2].frame.o);
        }
        mesh.grid(&rows, &inside, skin.material);
    }
}

/// A limb of two straight bones with a rounded joint.
#[derive(Clone, Copy, Debug)]
pub struct Chain {
    /// Start: shoulder or hip.
    pub a: V3,
    /// Joint: elbow or knee.
    pub b: V3,
    /// End: wrist or ankle.
    pub c: V3,
    /// Frame of the body part that the limb hangs from.
    pub root: Frame,
}

impl Chain {
    /// Frame at `s`: 0 at the start, 1 at the joint, 2 at the end; its up axis points back to the start.
    pub fn at(&self, s: f32) -> Frame {
        let on = |s: f32| {
            if s < 1.0 {
                self.a.lerp(self.b, s)
            } else {
                self.b.lerp(self.c, s - 1.0)
            }
        };
        const BEND: f32 = 0.28;
        let first = (self.a - self.b).unit();
        let second = (self.b - self.c).unit();
        let t = ((s - 1.0 + BEND) / (2.0 * BEND)).clamp(0.0, 1.0);
        let up = first.lerp(second, t);
        let up = if up.norm() < 0.05 { second } else { up.unit() };
        let o = if t > 0.0 && t < 1.0 {
            // Pull the bend slightly outside the chord so that knees and elbows keep their volume.
            let (p, q) = (on(1.0 - BEND), on(1.0 + BEND));
            let curve = p * ((1.0 - t) * (1.0 - t)) + self.b * (2.0 * t * (1.0 - t)) + q * (t * t);
            curve.lerp(on(s), 0.45)
        } else {
            on(s)
        };
        self.root.swung(o, up)
    }

    /// Length in metres of the way from the start to `s`.
    pub fn length(&self, s: f32) -> f32 {
        let (first, second) = ((self.a - self.b).norm(), (self.b - self.c).norm());
        first * s.min(1.0) + second * (s - 1.0).max(0.0)
    }
}
