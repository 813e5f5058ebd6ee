//! A shaped mesh, scaled to a height of one, with what is measured on it: bones, lengths and girths.

use super::fit::{Bones, SKIN, trimmed};
use super::obj::Obj;
use super::rig::{Joints, Segment};
use super::skin::Body;
use super::{Girth, Station};
use crate::body::proportions::Lengths;
use crate::error::{Error, Result};
use crate::geometry::{Frame, V3, v3};

/// Where the waist lies between hips and neck, as in [`crate::body::Skeleton::spine`].
const WAIST: f32 = 0.34;
/// Levels of the trunk that are measured.
const LEVELS: [f32; 10] = [-0.13, 0.0, 0.2, 0.36, 0.55, 0.71, 0.85, 0.93, 0.985, 1.05];

/// One body at rest.
#[derive(Debug)]
pub(super) struct Shape {
    pub points: Vec<V3>,
    /// The vertices of the base mesh that worn meshes hang on, before skin is trimmed to go under cloth.
    pub anchors: Vec<V3>,
    /// Angle around the axis of the head or body, never negative, and height over the head's centre.
    pub uv: Vec<[f32; 2]>,
    pub rest: [Frame; Segment::COUNT],
    neck_y: f32,
    trunk: f32,
    lengths: Lengths,
    pub girth: Girth,
    pub bones: Bones,
}

/// Largest value of `of` over `points`; zero without any.
fn most(points: impl Iterator<Item = V3>, of: impl Fn(V3) -> f32) -> f32 {
    points.map(of).fold(0.0, f32::max)
}

/// Distance from the line through `a` and `b` that most of the points near `t` of the way keep.
fn radius(points: &[V3], a: V3, b: V3, t: f32) -> f32 {
    let (way, length) = ((b - a).unit(), (b - a).norm());
    let mut distances: Vec<f32> = points
        .iter()
        .filter_map(|&p| {
            let along = (p - a).dot(way);
            ((along / length - t).abs() < 0.07).then(|| (p - a - way * along).norm())
        })
        .collect();
    distances.sort_by(f32::total_cmp);
    let most = distances.get(distances.len() * 4 / 5).copied();
    most.unwrap_or(0.05 * length)
}

impl Shape {
    /// Scales and measures a mesh; `anchors` are the vertices that worn meshes hang on.
    pub fn measure(
        positions: &[V3],
        joints: &Joints,
        body: &Body,
        base: &Obj,
        anchors: &[u32],
    ) -> Result<Self> {
        let (low, high) = body
            .vertices
            .iter()
            .map(|&v| positions[v as usize].y)
            .fold((f32::MAX, f32::MIN), |(l, h), y| (l.min(y), h.max(y)));
        if high - low < 1e-3 {
            return Err(Error::Bodies("base.obj: the body has no height".into()));
        }
        let joint = |bone: &str| joints.head(bone, positions);
        let hip = (joint("upperleg01.L") + joint("upperleg01.R")) * 0.5;
        let scale = 1.0 / (high - low);
        let norm = |p: V3| v3(p.x, p.y - low, p.z - hip.z) * scale;
        let points: Vec<V3> = body
            .vertices
            .iter()
            .map(|&v| norm(positions[v as usize]))
            .collect();
        let at = |bone: &str| norm(joint(bone));
        let of = |wanted: &[Segment]| -> Vec<V3> {
            let on = |limb: &super::Limb| wanted.iter().any(|s| *s as u8 == limb[0].0);
            let own = points.iter().zip(&body.limbs).filter(|(_, limb)| on(limb));
            own.map(|(p, _)| *p).collect()
        };
        let (hip_y, neck_y) = (norm(hip).y, at("neck01").y);
        let trunk = neck_y - hip_y;
        let [hip, knee, ankle] = ["upperleg01.L", "lowerleg01.L", "foot.L"].map(at);
        let [shoulder, elbow, wrist] = ["upperarm01.L", "lowerarm01.L", "wrist.L"].map(at);
        let lengths_ok = [
            trunk,
            (hip - knee).norm(),
            (knee - ankle).norm(),
            (shoulder - elbow).norm(),
            (elbow - wrist).norm(),
        ];
        if lengths_ok.iter().any(|length| !(0.02..1.0).contains(length)) {
            return Err(Error::Bodies(format!(
                "default.mhskel: trunk, thigh, shin, upper arm and forearm are {lengths_ok:.2?} of the height"
            )));
        }
        // The head: centre a little under the eyes, half sizes of the skull.
        let skull = of(&[Segment::Head]);
        let top = most(skull.iter().copied(), |p| p.y);
        let eyes = base.of_groups(|name| name.ends_with("-eye"));
        let eye_y = if eyes.is_empty() {
            0.5 * (top + at("head").y)
        } else {
            let sum: f32 = eyes.iter().map(|t| norm(positions[t[0] as usize]).y).sum();
            sum / eyes.len() as f32
        };
        let half_y = ((top - eye_y) / 0.97).max(0.02);
        let centre_y = eye_y - 0.03 * half_y;
        let upper = || skull.iter().copied().filter(|p| p.y > eye_y + 0.2 * half_y);
        let (front, back) = (
            upper().map(|p| p.z).fold(f32::MIN, f32::max),
            upper().map(|p| p.z).fold(f32::MAX, f32::min),
        );
        let (half_z, centre_z) = if front > back {
            (0.5 * (front - back), 0.5 * (front + back))
        } else {
            (0.8 * half_y, 0.0)
        };
        let half_x = most(upper(), |p| p.x.abs()).max(0.4 * half_y);
        let centre = v3(0.0, centre_y, centre_z);

        let waist = v3(0.0, hip_y + WAIST * trunk, 0.0);
        let lengths = Lengths {
            trunk,
            shoulder: shoulder.x,
            shoulder_up: shoulder.y - waist.y,
            shoulder_ahead: shoulder.z,
            hip: hip.x,
            upper_arm: (shoulder - elbow).norm(),
            fore_arm: (elbow - wrist).norm(),
            thigh: (hip - knee).norm(),
            shin: (knee - ankle).norm(),
            ankle: ankle.y,
            neck: centre_y - neck_y - 0.92 * half_y,
            head_ahead: centre_z,
        };
        let bare = |from: &[Segment], a: V3, b: V3, t: f32| radius(&of(from), a, b, t);
        let arm = [
            bare(&[Segment::UpperArm], shoulder, elbow, 0.2),
            bare(&[Segment::UpperArm], shoulder, elbow, 0.5),
            bare(&[Segment::UpperArm, Segment::ForeArm], shoulder, elbow, 0.96),
            bare(&[Segment::ForeArm], elbow, wrist, 0.4),
            bare(&[Segment::ForeArm], elbow, wrist, 0.92),
        ];
        let leg = [
            bare(&[Segment::Thigh], hip, knee, 0.3),
            bare(&[Segment::Thigh], hip, knee, 0.5),
            bare(&[Segment::Thigh, Segment::Shin], hip, knee, 0.97),
            bare(&[Segment::Shin], knee, ankle, 0.4),
            bare(&[Segment::Shin], knee, ankle, 0.92),
        ];
        let neck = radius(&of(&[Segment::Neck]), v3(0.0, neck_y, 0.0), centre, 0.4);
        let hand = most(of(&[Segment::Hand]).into_iter(), |p| (p - wrist).norm());
        let feet = of(&[Segment::Foot]);
        let foot = most(feet.iter().copied(), |p| p.z) + most(feet.iter().copied(), |p| -p.z);
        let core = of(&[
            Segment::Pelvis,
            Segment::Waist,
            Segment::Chest,
            Segment::Neck,
            Segment::Thigh,
            Segment::ThighRight,
        ]);
        let station = |level: f32| {
            let y = hip_y + level * trunk;
            let near = || core.iter().copied().filter(|p| (p.y - y).abs() < 0.014);
            // Above the arms cloth follows the shoulders, then the neck.
            let widest = match level {
                l if l > 1.0 => neck,
                l if l > 0.95 => 1.7 * neck,
                l if l > 0.9 => 0.92 * shoulder.x,
                _ => shoulder.x + 0.012,
            };
            Station {
                level,
                side: most(near(), |p| p.x.abs()).clamp(0.9 * neck, widest.max(neck)),
                front: most(near(), |p| p.z).max(0.7 * neck),
                back: most(near(), |p| -p.z).max(0.7 * neck),
            }
        };
        let mut stations: Vec<Station> = LEVELS.iter().map(|&level| station(level)).collect();
        let hips = stations[1];
        stations.insert(
            0,
            Station {
                level: -0.24,
                side: 0.44 * hips.side,
                front: 0.58 * hips.front,
                back: 0.54 * hips.back,
            },
        );
        let upright = Frame::upright(v3(0.0, 0.0, 0.0), 0.0);
        let mirrored = |p: V3| v3(-p.x, p.y, p.z);
        let bone = |from: V3, to: V3| upright.swung(from, (from - to).unit());
        let pair = |from: V3, to: V3| [bone(from, to), bone(mirrored(from), mirrored(to))];
        let [upper_left, upper_right] = pair(shoulder, elbow);
        let [fore_left, fore_right] = pair(elbow, wrist);
        // Hands go on in the direction of the forearm.
        let [hand_left, hand_right] = pair(wrist, wrist + (wrist - elbow));
        let [thigh_left, thigh_right] = pair(hip, knee);
        let [shin_left, shin_right] = pair(knee, ankle);
        let rest = [
            upright.moved(v3(0.0, hip_y, 0.0)),
            upright.moved(waist),
            upright.moved(waist),
            upright.moved(v3(0.0, neck_y, 0.0)),
            upright.moved(centre),
            upper_left,
            upper_right,
            fore_left,
            fore_right,
            hand_left,
            hand_right,
            thigh_left,
            thigh_right,
            shin_left,
            shin_right,
            upright.moved(ankle),
            upright.moved(mirrored(ankle)),
        ];
        let girth = Girth {
            trunk: stations,
            arm,
            leg,
            head: v3(half_x, half_y, half_z),
            neck,
            hand,
            foot,
        };
        let bones = Bones {
            arm: [shoulder, elbow, wrist],
            leg: [hip, knee, ankle],
            head: centre,
        };
        let fit = |(p, bound): (&V3, &super::Limb)| trimmed(*p, bound, &bones, &girth, SKIN);
        let points: Vec<V3> = points.iter().zip(&body.limbs).map(fit).collect();
        let uv = points
            .iter()
            .zip(&body.limbs)
            .map(|(p, limb)| {
                let on_head = limb[0].0 == Segment::Head as u8;
                let axis = if on_head { centre_z } else { 0.0 };
                // Eyes of the mesh lie closer together than painted ones.
                let angle = p.x.atan2(p.z - axis).abs() * if on_head { 1.25 } else { 1.0 };
                [angle, p.y - centre_y]
            })
            .collect();
        Ok(Self {
            points,
            anchors: anchors.iter().map(|&v| norm(positions[v as usize])).collect(),
            uv,
            rest,
            neck_y,
            trunk,
            lengths,
            girth,
            bones,
        })
    }

    /// Whether a point at rest belongs to the upper shoulders, which show in a neckline.
    pub fn above_chest(&self, p: V3) -> bool {
        p.y > self.neck_y - 0.1 * self.trunk && p.x.abs() < 2.2 * self.girth.neck
    }

    /// Height of the base of the neck.
    pub fn neck_y(&self) -> f32 {
        self.neck_y
    }

    /// Lengths of the bones of a body this tall, in metres.
    pub fn lengths_at(&self, height: f32) -> Lengths {
        self.lengths.scaled(height)
    }

    /// Thickness of a body this tall.
    pub fn girth_at(&self, height: f32) -> Girth {
        self.girth.scaled(height)
    }
}
