//! The built-in body: a skeleton solved from reaches, with skin lofted over it. It needs no files.

use super::pose::Pose;
use super::proportions::{girth, lengths};
use super::solve::skeleton;
use super::{BodySource, Figure, Posed, SkinPart};
use crate::geometry::{Frame, Mesh, V3, mix, ramp, v3};
use crate::loft::{Chain, Ring, Skin, loft};

/// Bodies made of lofts.
#[derive(Clone, Copy, Debug, Default)]
pub struct LoftedBody;

/// Point of the face and skull in the direction `d`, for a head with half sizes `half`.
pub fn skull(half: V3, d: V3) -> V3 {
    let low = ramp(0.0, -0.9, d.y);
    let jaw = 1.0 - 0.30 * low;
    let front = if d.z > 0.0 {
        1.0 - 0.10 * low
    } else {
        1.0 - 0.38 * low
    };
    let nose = 0.13
        * (1.0 - d.x.abs() * 6.5).max(0.0)
        * ramp(-0.42, -0.2, d.y)
        * ramp(0.18, -0.12, d.y)
        * ramp(0.5, 0.9, d.z);
    v3(d.x * half.x * jaw, d.y * half.y, (d.z * front + nose) * half.z)
}

fn head(frame: Frame, half: V3) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.blob(frame, (20, 14), 0, |d| skull(half, d));
    for side in [1.0, -1.0] {
        let ear = frame.moved(frame.at(v3(side * half.x * 0.97, -0.06 * half.y, -0.08 * half.z)));
        mesh.ball(ear, v3(0.010, half.y * 0.22, half.z * 0.16), 0);
    }
    mesh
}

fn limbs(chains: &[Chain; 2], radius: impl Fn(f32) -> f32, from: f32) -> Mesh {
    let mut mesh = Mesh::default();
    for chain in chains {
        let rings: Vec<Ring> = (0..=11)
            .map(|i| {
                let s = mix(from, 2.0, i as f32 / 11.0);
                Ring::round(chain.at(s), radius(s), chain.length(s))
            })
            .collect();
        loft(
            &mut mesh,
            &rings,
            Skin {
                lid: true,
                ..Skin::of(0, 10)
            },
        );
    }
    mesh
}

fn hands(frames: &[Frame; 2], length: f32) -> Mesh {
    let mut mesh = Mesh::default();
    for frame in frames {
        // Fingers are a little curled, so the hand narrows towards its end.
        let palm = frame.moved(frame.at(v3(0.0, -0.42 * length, 0.04 * length)));
        mesh.blob(palm, (8, 6), 0, |d| {
            let slim = 1.0 - 0.38 * ramp(0.3, -1.0, d.y);
            let curl = 0.12 * ramp(-0.2, -1.0, d.y);
            v3(
                d.x * 0.145 * length * slim,
                d.y * 0.46 * length,
                (d.z * 0.22 * slim + curl) * length,
            )
        });
        let thumb = frame.moved(frame.at(v3(0.0, -0.40 * length, 0.26 * length)));
        mesh.blob(thumb.pitched(-0.35), (5, 4), 0, |d| {
            v3(d.x * 0.075, d.y * 0.23, d.z * 0.075) * length
        });
    }
    mesh
}

fn feet(frames: &[Frame; 2], length: f32) -> Mesh {
    let mut mesh = Mesh::default();
    for frame in frames {
        let middle = frame.moved(frame.at(v3(0.0, -0.17 * length, 0.24 * length)));
        mesh.blob(middle, (10, 8), 0, |d| {
            let toe = ramp(1.0, -0.4, d.z);
            v3(
                d.x * length * 0.19,
                d.y * length * (0.10 + 0.10 * toe),
                d.z * length * 0.5,
            )
        });
    }
    mesh
}

impl BodySource for LoftedBody {
    fn pose(&self, figure: &Figure, pose: &Pose, yaw: f32) -> Posed {
        let girth = girth(figure);
        let skeleton = skeleton(&lengths(figure), figure.age, pose, &girth, yaw);
        let mut posed = Posed {
            skeleton,
            girth,
            skin: Vec::new(),
        };
        let mut neck = Mesh::default();
        let base = skeleton.spine(0.93);
        let top = skeleton.head.moved(skeleton.head.at(v3(
            0.0,
            -0.55 * posed.girth.head.y,
            -0.1 * posed.girth.head.z,
        )));
        let rings: Vec<Ring> = (0..=4)
            .map(|i| {
                let t = i as f32 / 4.0;
                Ring::round(
                    top.blend(base, t),
                    posed.girth.neck * (1.0 + 0.35 * t * t),
                    0.1 * t,
                )
            })
            .collect();
        loft(&mut neck, &rings, Skin::of(0, 12));
        let mut torso = Mesh::default();
        let rings: Vec<Ring> = (0..=14)
            .map(|i| posed.trunk(mix(1.02, -0.24, i as f32 / 14.0)))
            .collect();
        loft(
            &mut torso,
            &rings,
            Skin {
                square: 0.4,
                lid: true,
                ..Skin::of(0, 20)
            },
        );
        let g = &posed.girth;
        posed.skin = vec![
            (SkinPart::Head, head(skeleton.head, g.head)),
            (SkinPart::Neck, neck),
            (SkinPart::Torso, torso),
            (SkinPart::Arms, limbs(&skeleton.arms, |s| g.arm_at(s), 0.0)),
            (SkinPart::Hands, hands(&skeleton.hands, g.hand)),
            (SkinPart::Legs, limbs(&skeleton.legs, |s| g.leg_at(s), 0.0)),
            (SkinPart::Feet, feet(&skeleton.feet, g.foot)),
        ];
        posed
    }
}
