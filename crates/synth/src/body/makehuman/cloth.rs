//! Cloth coordinates on a body at rest: around trunk and limbs as on lofts, so that patterns, seams and hems of both are
//! painted and counted alike.

use super::rig::Segment;
use super::shape::Shape;
use crate::body::Panel;
use crate::geometry::{Frame, V3, v3};

/// What the coordinates of a part of cloth run around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Around {
    Trunk,
    Arm,
    ArmRight,
    Leg,
    LegRight,
}

impl Around {
    /// Number of values.
    pub const COUNT: usize = Self::LegRight as usize + 1;
}

/// The axes of one body.
pub(super) struct Cloth {
    neck: f32,
    hip: f32,
    height: f32,
    /// By limb: upper and lower axes with their lengths.
    limbs: [[(Frame, f32); 2]; 4],
}

impl Cloth {
    /// The axes of `shape`, for coordinates in metres of a body of this height.
    pub fn new(shape: &Shape, height: f32) -> Self {
        let length = |joints: [V3; 3], i: usize| (joints[i + 1] - joints[i]).norm();
        let limb = |upper: Segment, lower: Segment, joints: [V3; 3]| {
            let axis = |segment: Segment| shape.rest[segment as usize];
            [(axis(upper), length(joints, 0)), (axis(lower), length(joints, 1))]
        };
        let (arm, leg) = (shape.bones.arm, shape.bones.leg);
        Self {
            neck: shape.neck_y(),
            hip: leg[0].y,
            height,
            limbs: [
                limb(Segment::UpperArm, Segment::ForeArm, arm),
                limb(Segment::UpperArmRight, Segment::ForeArmRight, arm),
                limb(Segment::Thigh, Segment::Shin, leg),
                limb(Segment::ThighRight, Segment::ShinRight, leg),
            ],
        }
    }

    /// What a triangle around `middle` is part of on this body: trousers have legs below the hip joints.
    pub fn part(&self, panel: Panel, middle: V3) -> (Panel, Around) {
        let left = middle.x >= 0.0;
        let side = |a: Around, b: Around| if left { a } else { b };
        match panel {
            Panel::Sleeve | Panel::InnerSleeve => (panel, side(Around::Arm, Around::ArmRight)),
            Panel::Hips | Panel::Leg if middle.y < self.hip => {
                (Panel::Leg, side(Around::Leg, Around::LegRight))
            }
            Panel::Leg => (Panel::Hips, Around::Trunk),
            _ => (panel, Around::Trunk),
        }
    }

    /// Angle and metres of a point.
    pub fn uv(&self, around: Around, p: V3) -> [f32; 2] {
        if around == Around::Trunk {
            return [p.x.atan2(p.z), (self.neck - p.y) * self.height];
        }
        let [(upper, first), (lower, _)] = self.limbs[around as usize - 1];
        let (q, r) = (upper.seen(p), lower.seen(p));
        let (across, along) = if -q.y > first {
            (r, first + (-r.y).max(0.0))
        } else {
            (q, -q.y)
        };
        // Right-hand limbs face the same way, as those of lofts do.
        let across = v3(across.x, 0.0, across.z);
        [across.x.atan2(across.z), along * self.height]
    }
}
