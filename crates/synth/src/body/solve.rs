//! From a pose to posed bones: limbs reach for their ends, and the lowest sole stands on the ground.

use super::pose::{Pose, Reach};
use super::proportions::Lengths;
use super::{Girth, Skeleton};
use crate::attributes::Age;
use crate::geometry::{Frame, V3, v3};
use crate::loft::Chain;

/// Middle joint of two bones from `a` that reach for `end` with the joint towards `hint`; also the reached end.
fn solve(a: V3, end: V3, first: f32, second: f32, hint: V3) -> (V3, V3) {
    let way = end - a;
    let reach = way
        .norm()
        .clamp((first - second).abs() * 1.1 + 1e-3, (first + second) * 0.998);
    let dir = way.unit();
    let along = (first * first - second * second + reach * reach) / (2.0 * reach);
    let out = (first * first - along * along).max(0.0).sqrt();
    let side = (hint - dir * hint.dot(dir)).unit();
    (a + dir * along + side * out, a + dir * reach)
}

/// A limb of two bones from `start` that reaches, as seen in the axes of `world`, where its pose says.
fn limb(root: Frame, start: V3, bones: [f32; 2], world: &Frame, reach: &Reach, mirror: f32) -> Chain {
    let [first, second] = bones;
    let (b, c) = solve(
        start,
        start + world.dir(reach.end(mirror)) * (first + second),
        first,
        second,
        world.dir(reach.joint(mirror)),
    );
    Chain { a: start, b, c, root }
}

/// The bones of a body with these lengths in a pose, standing on the ground.
pub(super) fn skeleton(l: &Lengths, age: Age, pose: &Pose, girth: &Girth, yaw: f32) -> Skeleton {
    let stoop = if age == Age::Elderly { 0.10 } else { 0.0 };
    let world = Frame::upright(v3(0.0, 0.0, 0.0), yaw);
    let pelvis = world.pitched(pose.lean * 0.3).rolled(pose.tilt * 0.5);
    let chest = world
        .turned(pose.twist)
        .pitched(pose.lean + stoop)
        .rolled(pose.tilt);
    let waist = pelvis.y * (0.34 * l.trunk);
    let chest = chest.moved(waist);
    let neck = waist + chest.y * (0.66 * l.trunk);
    let head_axes = chest
        .pitched(-0.7 * (pose.lean + stoop) + pose.nod)
        .turned(pose.look);
    let head = head_axes
        .moved(neck + chest.y * l.neck + head_axes.y * (girth.head.y * 0.92) + chest.z * l.head_ahead);
    let [mut arms, mut legs] = [[Chain {
        a: neck,
        b: neck,
        c: neck,
        root: chest,
    }; 2]; 2];
    let mut hands = [chest; 2];
    let mut feet = [pelvis; 2];
    for (i, mirror) in [1.0f32, -1.0].into_iter().enumerate() {
        let shoulder = waist + chest.dir(v3(l.shoulder * mirror, l.shoulder_up, l.shoulder_ahead));
        // Hands follow the chest's heading but hang in the world.
        let body = world.turned(pose.twist).pitched(0.35 * (pose.lean + stoop));
        arms[i] = limb(
            chest,
            shoulder,
            [l.upper_arm, l.fore_arm],
            &body,
            &pose.hands[i],
            mirror,
        );
        let (elbow, wrist) = (arms[i].b, arms[i].c);
        hands[i] = chest.swung(wrist, (elbow - wrist).unit());
        let hip = pelvis.dir(v3(l.hip * mirror, 0.0, 0.0));
        let step = &pose.feet[i];
        legs[i] = limb(pelvis, hip, [l.thigh, l.shin], &world, step, mirror);
        feet[i] = world.turned(0.16 * mirror).pitched(step.pitch).moved(legs[i].c);
    }
    // Stand on the ground: the lowest sole, toes included, touches y = 0.
    let low = feet
        .iter()
        .map(|foot| {
            (foot.o.y - l.ankle).min(foot.at(v3(0.0, -l.ankle * 0.7, girth.foot * 0.68)).y - 0.3 * l.ankle)
        })
        .fold(f32::MAX, f32::min);
    let lift = v3(0.0, -low, 0.0);
    let raise = |frame: &mut Frame| frame.o = frame.o + lift;
    let mut skeleton = Skeleton {
        pelvis,
        chest,
        head,
        trunk: l.trunk,
        arms,
        hands,
        legs,
        feet,
    };
    [&mut skeleton.pelvis, &mut skeleton.chest, &mut skeleton.head]
        .into_iter()
        .for_each(raise);
    skeleton
        .hands
        .iter_mut()
        .chain(skeleton.feet.iter_mut())
        .for_each(raise);
    for chain in skeleton.arms.iter_mut().chain(skeleton.legs.iter_mut()) {
        chain.a = chain.a + lift;
        chain.b = chain.b + lift;
        chain.c = chain.c + lift;
    }
    skeleton
}
