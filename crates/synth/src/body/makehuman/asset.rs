//! A mesh that is worn: its triangles, its parts and how it follows body and bones.

use super::fit::{SOCK, trimmed};
use super::mhclo::Mhclo;
use super::motion::Motions;
use super::obj::Obj;
use super::pieces::connected;
use super::rig::{Bound, Segment, Weights};
use super::shape::Shape;
use super::skin::normals;
use crate::body::Taste;
use crate::error::{Error, Result};
use crate::geometry::{Mesh, V3, mix, v3};

/// Text of the two files of a worn mesh.
#[derive(Clone, Debug, Default)]
pub struct AssetText {
    /// The mesh, `NAME.obj`.
    pub obj: String,
    /// How it is bound to the base mesh, `NAME.mhclo`.
    pub mhclo: String,
}

impl AssetText {
    /// Reads the files `path`.obj and `path`.mhclo for a base mesh with these weights.
    pub(super) fn read(&self, path: &str, weights: &Weights) -> Result<(Obj, Mhclo)> {
        let mesh = Obj::parse(&format!("{path}.obj"), &self.obj)?;
        let mhclo = Mhclo::parse(&format!("{path}.mhclo"), &self.mhclo, weights.0.len())?;
        if mhclo.bindings.len() == mesh.positions.len() {
            return Ok((mesh, mhclo));
        }
        Err(Error::Bodies(format!(
            "{path}.mhclo binds {} vertices, {path}.obj has {}",
            mhclo.bindings.len(),
            mesh.positions.len()
        )))
    }
}

/// How much wider a hat is made, so that flat hair has room in it.
const HAT_ROOM: f32 = 1.06;
/// Where its brim begins, in half sizes of the head.
const HAT_BAND: f32 = 1.08;
/// How much wider the brim is made: captions call hats "wide-brimmed".
const HAT_BRIM: f32 = 0.9;

/// Where something is worn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Hair that ends at the neck.
    Short,
    /// Hair that hangs over the back; its length is a matter of taste.
    Hanging,
    /// A hat over flat hair.
    Hat,
    /// A shoe with its sock, which is the second part.
    Shoe,
}

impl Place {
    /// Whether a segment of the body moves what is worn here: hair does not follow arms.
    fn moves_with(self, segment: u8) -> bool {
        match self {
            Self::Shoe => segment >= Segment::Shin as u8,
            _ => segment <= Segment::Head as u8,
        }
    }
}

/// A worn mesh.
#[derive(Clone, Debug)]
pub(super) struct Asset {
    pub mhclo: Mhclo,
    bounds: Vec<Bound>,
    triangles: Vec<[u32; 3]>,
    /// Part of each triangle.
    parts: Vec<u8>,
    place: Place,
}

/// The highest point of the connected piece that each vertex belongs to.
fn tops(mesh: &Obj) -> Vec<f32> {
    let roots = connected(mesh);
    let mut highest = vec![f32::MIN; mesh.positions.len()];
    for (root, p) in roots.iter().zip(&mesh.positions) {
        let top = &mut highest[*root as usize];
        *top = top.max(p.y);
    }
    roots.iter().map(|root| highest[*root as usize]).collect()
}

impl Asset {
    /// Reads the files `path`.obj and `path`.mhclo for a base mesh with these weights.
    pub fn parse(path: &str, text: &AssetText, place: Place, weights: &Weights) -> Result<Self> {
        let (mesh, mhclo) = text.read(path, weights)?;
        let bounds = mhclo.bounds(weights, |segment| place.moves_with(segment));
        if let Some(loose) = bounds.iter().position(|bound| bound[0].1 <= 0.0) {
            return Err(Error::Bodies(format!(
                "{path}.mhclo: vertex {loose} hangs on nothing that moves with where it is worn"
            )));
        }
        let heights = || mesh.positions.iter().map(|p| p.y);
        let (low, high) = (
            heights().fold(f32::MAX, f32::min),
            heights().fold(f32::MIN, f32::max),
        );
        let tops = tops(&mesh);
        // Socks reach far above the shoes.
        let part = |triangle: &[u32; 3]| {
            u8::from(place == Place::Shoe && tops[triangle[0] as usize] > mix(low, high, 0.75))
        };
        let triangles: Vec<[u32; 3]> = mesh.triangles.iter().map(|(_, triangle)| *triangle).collect();
        Ok(Self {
            mhclo,
            bounds,
            parts: triangles.iter().map(part).collect(),
            triangles,
            place,
        })
    }

    /// The mesh on a body at rest.
    fn fitted(&self, shape: &Shape, taste: Taste) -> Vec<V3> {
        let mut points = self.mhclo.fitted(&shape.anchors);
        match self.place {
            Place::Short | Place::Hanging => {
                let chin = shape.bones.head.y - shape.girth.head.y;
                let shorter = match self.place {
                    Place::Hanging => mix(0.5, 1.0, taste.long),
                    _ => 1.0,
                };
                for p in &mut points {
                    if p.y < chin {
                        p.y = mix(chin, p.y, shorter);
                    }
                    if taste.mirrored {
                        p.x = -p.x;
                    }
                }
            }
            Place::Hat => {
                let (centre, half) = (shape.bones.head, shape.girth.head);
                for p in &mut points {
                    let (x, z) = (p.x, p.z - centre.z);
                    let off = (x / half.x).hypot(z / half.z);
                    let by = HAT_ROOM + HAT_BRIM * (1.0 - HAT_BAND / off.max(HAT_BAND));
                    p.x = x * if taste.mirrored { -by } else { by };
                    p.z = centre.z + z * by;
                }
            }
            Place::Shoe => {
                // The body stands on its bare soles: shoes end there too instead of sinking into the ground.
                let ankle = shape.bones.leg[2].y;
                let low = points.iter().map(|p| p.y).fold(0.0, f32::min);
                for (p, bound) in points.iter_mut().zip(&self.bounds) {
                    if p.y < ankle {
                        p.y = ankle - (ankle - p.y) * ankle / (ankle - low);
                    }
                    *p = trimmed(*p, bound, &shape.bones, &shape.girth, SOCK);
                }
            }
        }
        points
    }

    /// The mesh on a posed body of this height; see [`crate::body::BodySource::worn`] for its coordinates.
    pub fn posed(&self, shape: &Shape, motions: &Motions, height: f32, taste: Taste) -> Mesh {
        let rest = self.fitted(shape, taste);
        let pos: Vec<V3> = rest
            .iter()
            .zip(&self.bounds)
            .map(|(p, bound)| motions.carry(*p, bound))
            .collect();
        let on_head = self.place != Place::Shoe;
        let mut tri = self.triangles.clone();
        if on_head && taste.mirrored {
            for t in &mut tri {
                t.swap(1, 2);
            }
        }
        let (centre, ankle) = (shape.bones.head, shape.bones.leg[2]);
        let axis = |p: V3| match on_head {
            true => centre,
            false => v3(ankle.x.copysign(p.x), 0.0, ankle.z),
        };
        let uv = rest
            .iter()
            .map(|&p| {
                let q = p - axis(p);
                // Never negative, so that it does not jump inside a triangle.
                [q.x.atan2(q.z).abs(), q.y * height]
            })
            .collect();
        Mesh {
            nrm: normals(&pos, &tri),
            pos,
            uv,
            tri,
            mat: self.parts.clone(),
        }
    }
}
