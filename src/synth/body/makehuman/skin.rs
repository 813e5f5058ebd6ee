//! The skin of a shaped mesh: its parts, and how it follows the bones.

use super::MakeHuman;
use super::obj::Obj;
use super::rig::{Bound, Segment, Weights};
use super::shape::Shape;
use crate::error::{Error, Result};
use crate::synth::body::{Skeleton, SkinPart};
use crate::synth::geometry::{Frame, Mesh, V3, v3};

/// What moves a vertex of the skin.
pub(super) type Limb = Bound;

/// The vertices that are drawn.
pub(super) struct Body {
    /// Their numbers in the base mesh.
    pub vertices: Vec<u32>,
    pub limbs: Vec<Limb>,
    /// Corners count in `vertices`.
    pub triangles: Vec<[u32; 3]>,
}

/// A part of the skin.
#[derive(Clone, Debug)]
pub(super) struct Part {
    kind: SkinPart,
    vertices: Vec<u32>,
    triangles: Vec<[u32; 3]>,
}

/// Keeps the vertices that `triangles` use; returns them and the triangles that count in them.
fn compact(triangles: &[[u32; 3]]) -> (Vec<u32>, Vec<[u32; 3]>) {
    let mut vertices: Vec<u32> = triangles.iter().flatten().copied().collect();
    vertices.sort_unstable();
    vertices.dedup();
    let place = |vertex: u32| vertices.binary_search(&vertex).unwrap_or(0) as u32;
    let triangles = triangles.iter().map(|t| t.map(place)).collect();
    (vertices, triangles)
}

impl Body {
    /// The groups of the body and the eyes.
    pub fn of(base: &Obj, weights: &Weights) -> Result<Self> {
        let wanted = |name: &str| matches!(name, "body" | "helper-l-eye" | "helper-r-eye");
        let (vertices, triangles) = compact(&base.of_groups(wanted));
        if vertices.is_empty() {
            return Err(Error::Bodies("base.obj: group `body` is missing".into()));
        }
        let limbs: Vec<Limb> = vertices.iter().map(|&v| weights.0[v as usize]).collect();
        let loose = limbs.iter().position(|limb| limb[0].1 <= 0.0);
        if let Some(loose) = loose {
            return Err(Error::Bodies(format!(
                "default_weights.mhw: no bone moves vertex {} of the body",
                vertices[loose]
            )));
        }
        Ok(Self {
            vertices,
            limbs,
            triangles,
        })
    }
}

/// Sorts the triangles by part; `shape` tells the top of the chest from the rest.
pub(super) fn parts(body: &Body, shape: &Shape) -> Vec<Part> {
    let kind = |triangle: &[u32; 3]| {
        let corner = triangle[0] as usize;
        let segment = body.limbs[corner][0].0;
        let is = |s: Segment| segment == s as u8;
        if is(Segment::Head) {
            SkinPart::Head
        } else if is(Segment::Neck) || (is(Segment::Chest) && shape.above_chest(shape.points[corner])) {
            SkinPart::Neck
        } else if segment <= Segment::Chest as u8 {
            SkinPart::Torso
        } else if segment <= Segment::ForeArmRight as u8 {
            SkinPart::Arms
        } else if segment <= Segment::HandRight as u8 {
            SkinPart::Hands
        } else if segment <= Segment::ShinRight as u8 {
            SkinPart::Legs
        } else {
            SkinPart::Feet
        }
    };
    let kinds: Vec<SkinPart> = body.triangles.iter().map(kind).collect();
    let all = [
        SkinPart::Head,
        SkinPart::Neck,
        SkinPart::Torso,
        SkinPart::Arms,
        SkinPart::Hands,
        SkinPart::Legs,
        SkinPart::Feet,
    ];
    all.into_iter()
        .map(|part| {
            let own: Vec<[u32; 3]> = body
                .triangles
                .iter()
                .zip(&kinds)
                .filter(|(_, kind)| **kind == part)
                .map(|(triangle, _)| *triangle)
                .collect();
            let (vertices, triangles) = compact(&own);
            Part {
                kind: part,
                vertices,
                triangles,
            }
        })
        .collect()
}

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

/// The skin of `shape` in the pose of `skeleton`.
pub(super) fn posed(
    bodies: &MakeHuman,
    shape: &Shape,
    skeleton: &Skeleton,
    height: f32,
) -> Vec<(SkinPart, Mesh)> {
    let now = frames(skeleton);
    let motions: [Motion; Segment::COUNT] =
        std::array::from_fn(|i| Motion::between(shape.rest[i], now[i], height));
    let points: Vec<V3> = shape
        .points
        .iter()
        .zip(&bodies.limbs)
        .map(|(&p, limb)| {
            let first = motions[limb[0].0 as usize].of(p);
            if limb[0].1 > 0.999 {
                return first;
            }
            let rest = limb[1..].iter().filter(|(_, share)| *share > 0.0);
            rest.fold(first * limb[0].1, |sum, &(segment, share)| {
                sum + motions[segment as usize].of(p) * share
            })
        })
        .collect();
    let mut normals = vec![V3::default(); points.len()];
    for t in &bodies.triangles {
        let [a, b, c] = t.map(|i| points[i as usize]);
        let n = (b - a).cross(c - a);
        for &corner in t {
            let sum = &mut normals[corner as usize];
            *sum = *sum + n;
        }
    }
    let mesh = |part: &Part| {
        let count = part.triangles.len();
        Mesh {
            pos: part.vertices.iter().map(|&v| points[v as usize]).collect(),
            nrm: part
                .vertices
                .iter()
                .map(|&v| normals[v as usize].unit())
                .collect(),
            uv: part
                .vertices
                .iter()
                .map(|&v| {
                    let [angle, v] = shape.uv[v as usize];
                    [angle, v * height]
                })
                .collect(),
            tri: part.triangles.clone(),
            mat: vec![0; count],
        }
    };
    bodies.parts.iter().map(|part| (part.kind, mesh(part))).collect()
}
