//! The skin of a shaped mesh: its parts, and how it follows the bones.

use super::MakeHuman;
use super::motion::Motions;
use super::obj::Obj;
use super::rig::{Bound, Segment, Weights};
use super::shape::Shape;
use crate::body::SkinPart;
use crate::error::{Error, Result};
use crate::geometry::{Mesh, V3};

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
    // Low shoes leave the ankle bare, which moves with the foot: legs and feet both have it.
    let ankle = |triangle: &[u32; 3]| {
        let middle = 0.5 * shape.bones.leg[2].y;
        triangle
            .iter()
            .all(|&corner| shape.points[corner as usize].y > middle)
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
                .filter(|(triangle, kind)| {
                    **kind == part || (part == SkinPart::Legs && **kind == SkinPart::Feet && ankle(triangle))
                })
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

/// Normals of a mesh that is smooth where triangles share vertices.
pub(super) fn normals(points: &[V3], triangles: &[[u32; 3]]) -> Vec<V3> {
    let mut normals = vec![V3::default(); points.len()];
    for t in triangles {
        let [a, b, c] = t.map(|i| points[i as usize]);
        let n = (b - a).cross(c - a);
        for &corner in t {
            let sum = &mut normals[corner as usize];
            *sum = *sum + n;
        }
    }
    for n in &mut normals {
        *n = n.unit();
    }
    normals
}

/// The skin of `shape`, moved by `motions` on a body of this height.
pub(super) fn posed(
    bodies: &MakeHuman,
    shape: &Shape,
    motions: &Motions,
    height: f32,
) -> Vec<(SkinPart, Mesh)> {
    let points: Vec<V3> = shape
        .points
        .iter()
        .zip(&bodies.limbs)
        .map(|(&p, limb)| motions.carry(p, limb))
        .collect();
    let normals = normals(&points, &bodies.triangles);
    let mesh = |part: &Part| {
        let count = part.triangles.len();
        Mesh {
            pos: part.vertices.iter().map(|&v| points[v as usize]).collect(),
            nrm: part.vertices.iter().map(|&v| normals[v as usize]).collect(),
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
