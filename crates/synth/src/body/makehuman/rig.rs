//! MakeHuman's rig, reduced to the segments of this crate's skeleton.

use crate::error::{Error, Result};
use crate::geometry::{V3, v3};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A rigid part of the body; paired ones come left, then right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Segment {
    Pelvis,
    Waist,
    Chest,
    Neck,
    Head,
    UpperArm,
    UpperArmRight,
    ForeArm,
    ForeArmRight,
    Hand,
    HandRight,
    Thigh,
    ThighRight,
    Shin,
    ShinRight,
    Foot,
    FootRight,
}

impl Segment {
    /// Number of segments.
    pub const COUNT: usize = Self::FootRight as usize + 1;

    const PAIRS: [(&'static [&'static str], Self, Self); 6] = [
        (&["upperarm"], Self::UpperArm, Self::UpperArmRight),
        (&["lowerarm"], Self::ForeArm, Self::ForeArmRight),
        (&["wrist", "finger", "metacarpal"], Self::Hand, Self::HandRight),
        (&["upperleg"], Self::Thigh, Self::ThighRight),
        (&["lowerleg"], Self::Shin, Self::ShinRight),
        (&["foot", "toe"], Self::Foot, Self::FootRight),
    ];

    /// The segment that a bone of the rig belongs to; bones of the face belong to the head.
    pub fn of_bone(bone: &str) -> Self {
        let starts = |names: &[&str]| names.iter().any(|name| bone.starts_with(name));
        if starts(&["root", "pelvis", "spine05"]) {
            return Self::Pelvis;
        }
        if starts(&["spine04", "spine03"]) {
            return Self::Waist;
        }
        if starts(&["spine", "clavicle", "breast", "shoulder"]) {
            return Self::Chest;
        }
        if starts(&["neck"]) {
            return Self::Neck;
        }
        let pair = Self::PAIRS.iter().find(|(names, ..)| starts(names));
        pair.map_or(
            Self::Head,
            |&(_, left, right)| {
                if bone.ends_with(".R") { right } else { left }
            },
        )
    }
}

/// Where the bones begin, as vertices whose mean is the joint.
#[derive(Clone, Debug)]
pub(super) struct Joints(BTreeMap<String, Vec<usize>>);

#[derive(Deserialize)]
struct SkeletonFile {
    bones: BTreeMap<String, Bone>,
    joints: BTreeMap<String, Vec<usize>>,
}

#[derive(Deserialize)]
struct Bone {
    head: String,
}

/// The bones whose beginnings are used.
const NEEDED: [&str; 14] = [
    "upperleg01.L",
    "upperleg01.R",
    "lowerleg01.L",
    "lowerleg01.R",
    "foot.L",
    "foot.R",
    "upperarm01.L",
    "upperarm01.R",
    "lowerarm01.L",
    "lowerarm01.R",
    "wrist.L",
    "wrist.R",
    "neck01",
    "head",
];

impl Joints {
    /// Reads `default.mhskel` for a mesh of `vertices` points.
    pub fn parse(text: &str, vertices: usize) -> Result<Self> {
        let wrong = |what: String| Error::Bodies(format!("default.mhskel: {what}"));
        let file: SkeletonFile = serde_json::from_str(text).map_err(|e| wrong(e.to_string()))?;
        let mut joints = BTreeMap::new();
        for bone in NEEDED {
            let head = file
                .bones
                .get(bone)
                .ok_or_else(|| wrong(format!("bone `{bone}` is missing")))?;
            let corners = file
                .joints
                .get(&head.head)
                .filter(|corners| !corners.is_empty())
                .ok_or_else(|| wrong(format!("joint `{}` is missing", head.head)))?;
            if let Some(corner) = corners.iter().find(|corner| **corner >= vertices) {
                return Err(wrong(format!(
                    "joint `{}`: vertex {corner} of a mesh that has {vertices}",
                    head.head
                )));
            }
            joints.insert(bone.to_string(), corners.clone());
        }
        Ok(Self(joints))
    }

    /// Where `bone` begins on a shaped mesh.
    pub fn head(&self, bone: &str, positions: &[V3]) -> V3 {
        let corners = self.0.get(bone).map_or(&[][..], Vec::as_slice);
        let sum = corners
            .iter()
            .fold(v3(0.0, 0.0, 0.0), |sum, &corner| sum + positions[corner]);
        sum * (1.0 / corners.len().max(1) as f32)
    }
}

/// Up to three segments that move a vertex, strongest first, with shares that sum to one.
pub(super) type Bound = [(u8, f32); 3];

/// The strongest of weighted segments, each of which may come more than once; all shares are zero without any.
pub(super) fn strongest(weighted: impl Iterator<Item = (u8, f32)>) -> Bound {
    let mut shares = [0.0f32; Segment::COUNT];
    for (segment, weight) in weighted {
        shares[segment as usize] += weight;
    }
    let mut order: Vec<(u8, f32)> = (0..).zip(shares).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let total: f32 = order[..3].iter().map(|(_, w)| w).sum();
    let total = if total > 0.0 { total } else { f32::MAX };
    [0, 1, 2].map(|i| (order[i].0, order[i].1 / total))
}

/// Skin weights by vertex.
#[derive(Clone, Debug)]
pub(super) struct Weights(pub Vec<Bound>);

#[derive(Deserialize)]
struct WeightFile {
    weights: BTreeMap<String, Vec<(usize, f32)>>,
}

impl Weights {
    /// Reads `default_weights.mhw` for a mesh of `vertices` points.
    pub fn parse(text: &str, vertices: usize) -> Result<Self> {
        let wrong = |what: String| Error::Bodies(format!("default_weights.mhw: {what}"));
        let file: WeightFile = serde_json::from_str(text).map_err(|e| wrong(e.to_string()))?;
        let mut all = vec![[0.0f32; Segment::COUNT]; vertices];
        for (bone, list) in &file.weights {
            let segment = Segment::of_bone(bone) as usize;
            for &(vertex, weight) in list {
                let shares = all.get_mut(vertex).ok_or_else(|| {
                    wrong(format!(
                        "bone `{bone}`: vertex {vertex} of a mesh that has {vertices}"
                    ))
                })?;
                if !weight.is_finite() || !(0.0..=1.001).contains(&weight) {
                    return Err(wrong(format!("bone `{bone}`, vertex {vertex}: weight {weight}")));
                }
                shares[segment] += weight;
            }
        }
        let bound = |shares: &[f32; Segment::COUNT]| strongest((0..).zip(shares.iter().copied()));
        Ok(Self(all.iter().map(bound).collect()))
    }
}
