//! From rest to a pose: how each segment of the body moves, and with them what hangs on it.

use super::rig::{Bound, Segment};
use super::shape::Shape;
use crate::body::Skeleton;
use crate::geometry::{Frame, V3, v3};

/// A rigid motion: columns of the turn, and the shift.
#[derive(Clone, Copy)]
struct Motion {
    x: V3,
    y: V3,
    z: V3,
    shift: V3,
}

impl Motion {
    /// Carries `rest`, scaled by `height`, to `posed`.
    fn between(rest: Frame, posed: Frame, height: f32) -> Self {
        // A world axis, seen from the rest frame and put into the posed one.
        let carry = |axis: V3| posed.dir(v3(axis.dot(rest.x), axis.dot(rest.y), axis.dot(rest.z))) * height;
        let (x, y, z) = (
            carry(v3(1.0, 0.0, 0.0)),
            carry(v3(0.0, 1.0, 0.0)),
            carry(v3(0.0, 0.0, 1.0)),
        );
        let o = rest.o;
        Self {
            x,
            y,
            z,
            shift: posed.o - (x * o.x + y * o.y + z * o.z),
        }
    }

    fn of(&self, p: V3) -> V3 {
        self.x * p.x + self.y * p.y + self.z * p.z + self.shift
    }
}

/// Frames of the segments of a posed skeleton.
fn frames(s: &Skeleton) -> [Frame; Segment::COUNT] {
    let along = |root: Frame, from: V3, to: V3| root.swung(from, (from - to).unit());
    let [left_arm, right_arm] = s.arms;
    let [left_leg, right_leg] = s.legs;
    let neck = s.chest.blend(s.head, 0.5).moved(s.spine(1.0).o);
    [
        s.pelvis,
        s.spine(0.34),
        s.chest,
        neck,
        s.head,
        along(left_arm.root, left_arm.a, left_arm.b),
        along(right_arm.root, right_arm.a, right_arm.b),
        along(left_arm.root, left_arm.b, left_arm.c),
        along(right_arm.root, right_arm.b, right_arm.c),
        s.hands[0],
        s.hands[1],
        along(left_leg.root, left_leg.a, left_leg.b),
        along(right_leg.root, right_leg.a, right_leg.b),
        along(left_leg.root, left_leg.b, left_leg.c),
        along(right_leg.root, right_leg.b, right_leg.c),
        s.feet[0],
        s.feet[1],
    ]
}

/// The motions of all segments.
pub(super) struct Motions([Motion; Segment::COUNT]);

impl Motions {
    /// From `shape` at rest to the pose of `skeleton`, in metres.
    pub fn new(shape: &Shape, skeleton: &Skeleton, height: f32) -> Self {
        let now = frames(skeleton);
        Self(std::array::from_fn(|i| {
            Motion::between(shape.rest[i], now[i], height)
        }))
    }

    /// Where a point goes that hangs on some segments.
    pub fn carry(&self, p: V3, bound: &Bound) -> V3 {
        let first = self.0[bound[0].0 as usize].of(p);
        if bound[0].1 > 0.999 {
            return first;
        }
        let rest = bound[1..].iter().filter(|(_, share)| *share > 0.0);
        rest.fold(first * bound[0].1, |sum, &(segment, share)| {
            sum + self.0[segment as usize].of(p) * share
        })
    }
}
