//! Trims the skin of a mesh to the round sizes that clothes, hair and hats are built on, so that none of it shows
//! through them.

use super::rig::{Bound, Segment};
use crate::body::Girth;
use crate::body::lofted::skull;
use crate::geometry::{V3, ramp, v3};

/// Joints of the left side, and the head's centre.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bones {
    /// Shoulder, elbow, wrist.
    pub arm: [V3; 3],
    /// Hip, knee, ankle.
    pub leg: [V3; 3],
    pub head: V3,
}

/// Part of the room under cloth that skin may fill.
pub(super) const SKIN: f32 = 0.96;
/// The same for socks, which lie over skin.
pub(super) const SOCK: f32 = 1.0;

/// `p` no further from the line through `a` and `b` than `snug` of what `most` allows where it stands (0 at `a`, 1 at
/// `b`).
fn round(p: V3, (a, b): (V3, V3), snug: f32, most: impl Fn(f32) -> f32) -> V3 {
    let (way, length) = ((b - a).unit(), (b - a).norm());
    let along = (p - a).dot(way);
    let foot = a + way * along;
    let (off, most) = (p - foot, snug * most(along / length));
    if off.norm() > most {
        foot + off.unit() * most
    } else {
        p
    }
}

/// `p` inside the head that hair and hats are shaped on.
fn head(p: V3, centre: V3, half: V3) -> V3 {
    let q = p - centre;
    let n = v3(q.x / half.x, q.y / half.y, q.z / half.z);
    let d = n.unit();
    let on = skull(half, d);
    let most = v3(on.x / half.x, on.y / half.y, on.z / half.z).norm();
    let ear = d.x.abs() > 0.75 && (-0.4..0.25).contains(&d.y);
    // The jaw goes over into the neck, where nothing is built on the skull.
    let most = most * if ear { 1.1 } else { 1.0 } * (1.0 + 1.5 * ramp(-0.45, -0.95, d.y));
    if n.norm() > most {
        centre + q * (most / n.norm())
    } else {
        p
    }
}

/// The point `p`, moved mostly by the segment that comes first in `bound`, trimmed to `snug` of `girth`.
pub(super) fn trimmed(p: V3, bound: &Bound, bones: &Bones, girth: &Girth, snug: f32) -> V3 {
    let segment = bound[0].0;
    let is = |left: Segment, right: Segment| segment == left as u8 || segment == right as u8;
    if segment == Segment::Head as u8 {
        return head(p, bones.head, girth.head);
    }
    // Both sides by the joints of the left one.
    let mirrored = |p: V3| if p.x < 0.0 { v3(-p.x, p.y, p.z) } else { p };
    let left = mirrored(p);
    let ([shoulder, elbow, wrist], [hip, knee, ankle]) = (bones.arm, bones.leg);
    let fitted = if is(Segment::UpperArm, Segment::UpperArmRight) {
        round(left, (shoulder, elbow), snug, |t| {
            // Sleeves begin as a dome over the shoulder.
            let dome = (1.0 - ((0.07 - t).max(0.0) / 0.21).powi(2)).max(0.0).sqrt();
            girth.arm_at(t.max(0.0)) * dome
        })
    } else if is(Segment::ForeArm, Segment::ForeArmRight) {
        round(left, (elbow, wrist), snug, |t| girth.arm_at(1.0 + t))
    } else if is(Segment::Thigh, Segment::ThighRight) {
        // The seat belongs to the trunk.
        round(left, (hip, knee), snug, |t| {
            girth.leg_at(t.max(0.0)) + 0.1 * (0.3 - t).max(0.0)
        })
    } else if is(Segment::Shin, Segment::ShinRight) {
        round(left, (knee, ankle), snug, |t| girth.leg_at(1.0 + t))
    } else {
        return p;
    };
    if p.x < 0.0 {
        v3(-fitted.x, fitted.y, fitted.z)
    } else {
        fitted
    }
}
