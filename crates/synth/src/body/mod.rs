//! Bodies: the small interface between a person's shape and pose and everything that is worn on them.
//!
//! A source gives a posed skeleton, girths and skin. Clothes are built from skeleton and girths only, so any
//! source of bodies can be dressed.

pub mod lofted;
pub mod makehuman;
pub mod pose;
mod proportions;
mod solve;
mod things;

use super::attributes::{Age, Build, Sex};
use super::geometry::{Frame, Mesh, V3};
use super::loft::{Chain, Ring};
use pose::Pose;

pub use things::{Panel, Taste, Thing};

/// What shapes a body.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Sex.
    pub sex: Sex,
    /// Age.
    pub age: Age,
    /// Build.
    pub build: Build,
    /// Height in metres.
    pub height: f32,
    /// Small personal deviation of the proportions, -1..1.
    pub quirk: f32,
    /// Lightness of the skin, 0..1; ancestry shapes a body where the source knows it.
    pub tone: f32,
}

/// A source of bodies.
pub trait BodySource: Sync {
    /// The body of `figure` in `pose`, standing on the plane y = 0 around the vertical axis, turned by `yaw`.
    fn pose(&self, figure: &Figure, pose: &Pose, yaw: f32) -> Posed;

    /// `thing` as it sits on `posed`, the body of `figure`; `None` where the source has no geometry of it, so that
    /// whoever dresses the body makes it.
    ///
    /// Material numbers count the thing's parts, those of garments [`Panel`]s. Cloth coordinates are the angle from the
    /// front and metres. For hair and hats the angle is never negative and the metres count from the head's centre up,
    /// for shoes from the bare sole; garments have those of lofts: metres down from the base of the neck, on sleeves
    /// and trouser legs from the joint where the limb begins.
    fn worn(&self, _figure: &Figure, _posed: &Posed, _thing: Thing, _taste: Taste) -> Option<Mesh> {
        None
    }
}

/// Parts of the skin, drawn only where no cloth covers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkinPart {
    /// Head without hair.
    Head,
    /// Neck and upper shoulders.
    Neck,
    /// Trunk.
    Torso,
    /// Both arms.
    Arms,
    /// Both hands.
    Hands,
    /// Both legs.
    Legs,
    /// Both feet.
    Feet,
}

/// A posed body.
#[derive(Clone, Debug)]
pub struct Posed {
    /// Bones.
    pub skeleton: Skeleton,
    /// Thickness along the bones.
    pub girth: Girth,
    /// Skin, one mesh per part; material numbers are left to the renderer.
    pub skin: Vec<(SkinPart, Mesh)>,
}

/// Posed bones.
#[derive(Clone, Copy, Debug)]
pub struct Skeleton {
    /// Hip centre.
    pub pelvis: Frame,
    /// Chest, origin at the waist.
    pub chest: Frame,
    /// Head centre.
    pub head: Frame,
    /// Hip to neck base in metres.
    pub trunk: f32,
    /// Left and right arm: shoulder, elbow, wrist.
    pub arms: [Chain; 2],
    /// Frames of the hands: origin at the wrist, up axis towards the elbow.
    pub hands: [Frame; 2],
    /// Left and right leg: hip, knee, ankle.
    pub legs: [Chain; 2],
    /// Frames of the feet: origin at the ankle, z towards the toes.
    pub feet: [Frame; 2],
}

impl Skeleton {
    /// Frame of the spine at `level`: 0 at the hip joints, 1 at the base of the neck.
    pub fn spine(&self, level: f32) -> Frame {
        const WAIST: f32 = 0.34;
        let waist = self.pelvis.o + self.pelvis.y * (WAIST * self.trunk);
        let t = ((level - WAIST + 0.25) / 0.5).clamp(0.0, 1.0);
        let blended = self.pelvis.blend(self.chest, t * t * (3.0 - 2.0 * t));
        let offset = (level - WAIST) * self.trunk;
        let axis = if offset < 0.0 { self.pelvis.y } else { self.chest.y };
        blended.moved(waist + axis * offset)
    }
}

/// Half sizes of one height of the trunk in metres.
#[derive(Clone, Copy, Debug)]
pub struct Station {
    /// Height: 0 at the hip joints, 1 at the base of the neck.
    pub level: f32,
    /// Half width.
    pub side: f32,
    /// Half depth to the front.
    pub front: f32,
    /// Half depth to the back.
    pub back: f32,
}

/// Thickness of a body.
#[derive(Clone, Debug)]
pub struct Girth {
    /// Trunk from the crotch up, by rising level.
    pub trunk: Vec<Station>,
    /// Radii along the arm at 0, 0.5, 1, 1.5, 2 (shoulder to wrist).
    pub arm: [f32; 5],
    /// Radii along the leg at 0, 0.5, 1, 1.5, 2 (hip to ankle).
    pub leg: [f32; 5],
    /// Half sizes of the head.
    pub head: V3,
    /// Radius of the neck.
    pub neck: f32,
    /// Length of a hand.
    pub hand: f32,
    /// Length of a foot.
    pub foot: f32,
}

fn along(radii: &[f32; 5], s: f32) -> f32 {
    let x = (s * 2.0).clamp(0.0, 3.999);
    let i = x as usize;
    let t = x - i as f32;
    radii[i] + (radii[i + 1] - radii[i]) * t * t * (3.0 - 2.0 * t)
}

impl Girth {
    /// All sizes times `by`.
    pub fn scaled(&self, by: f32) -> Self {
        let trunk = self.trunk.iter().map(|s| Station {
            level: s.level,
            side: s.side * by,
            front: s.front * by,
            back: s.back * by,
        });
        Self {
            trunk: trunk.collect(),
            arm: self.arm.map(|r| r * by),
            leg: self.leg.map(|r| r * by),
            head: self.head * by,
            neck: self.neck * by,
            hand: self.hand * by,
            foot: self.foot * by,
        }
    }

    /// Radius of the arm at `s` (0 shoulder, 1 elbow, 2 wrist).
    pub fn arm_at(&self, s: f32) -> f32 {
        along(&self.arm, s)
    }

    /// Radius of the leg at `s` (0 hip, 1 knee, 2 ankle).
    pub fn leg_at(&self, s: f32) -> f32 {
        along(&self.leg, s)
    }
}

impl Posed {
    /// Cross-section of the trunk at `level`; its `v` counts metres down from the neck base.
    pub fn trunk(&self, level: f32) -> Ring {
        let stations = &self.girth.trunk;
        let next = stations
            .iter()
            .position(|s| s.level > level)
            .unwrap_or(stations.len() - 1)
            .max(1);
        let (a, b) = (stations[next - 1], stations[next]);
        let t = ((level - a.level) / (b.level - a.level)).clamp(0.0, 1.0);
        let t = t * t * (3.0 - 2.0 * t);
        let mix = |p: f32, q: f32| p + (q - p) * t;
        Ring {
            frame: self.skeleton.spine(level),
            side: mix(a.side, b.side),
            front: mix(a.front, b.front),
            back: mix(a.back, b.back),
            v: (1.0 - level) * self.skeleton.trunk,
        }
    }

    /// Cross-section that holds both legs at `s` (0 hip, 1 knee, 2 ankle), for skirts and coats.
    pub fn both_legs(&self, s: f32) -> Ring {
        let [left, right] = self.skeleton.legs;
        let (p, q) = (left.at(s), right.at(s));
        let up = p.y.lerp(q.y, 0.5);
        let up = if up.norm() < 0.1 {
            self.skeleton.pelvis.y
        } else {
            up.unit()
        };
        let frame = self.skeleton.pelvis.swung(p.o.lerp(q.o, 0.5), up);
        let apart = p.o - q.o;
        let r = self.girth.leg_at(s);
        let depth = 0.5 * apart.dot(frame.z).abs() + r;
        let v = self.skeleton.trunk + 0.5 * (left.length(s) + right.length(s));
        Ring {
            frame,
            side: 0.5 * apart.dot(frame.x).abs() + r,
            front: depth,
            back: depth,
            v,
        }
    }
}
