//! A garment on a shaped and posed body: vertices that hang on the base mesh, triangles that are parts of cloth.

use super::cloth::{Around, Cloth};
use super::mhclo::Mhclo;
use super::motion::Motions;
use super::rig::Bound;
use super::shape::Shape;
use super::skin::normals;
use crate::body::Panel;
use crate::geometry::{Mesh, V3};
use std::f32::consts::{PI, TAU};

/// A garment.
#[derive(Clone, Debug)]
pub(super) struct Garment {
    pub mhclo: Mhclo,
    pub bounds: Vec<Bound>,
    /// Trousers are all hips: what lies below the hip joints becomes legs on the body.
    pub triangles: Vec<([u32; 3], Panel)>,
}

/// Numbers of the copies of vertices, made when they are first asked for.
struct Copies {
    numbers: Vec<u32>,
    /// Vertex, what its coordinates run around, and whether the angle goes on behind the back.
    list: Vec<(u32, Around, bool)>,
}

impl Copies {
    fn of(&mut self, vertex: u32, around: Around, beyond: bool) -> u32 {
        let place = (vertex as usize * Around::COUNT + around as usize) * 2 + usize::from(beyond);
        if self.numbers[place] == u32::MAX {
            self.numbers[place] = self.list.len() as u32;
            self.list.push((vertex, around, beyond));
        }
        self.numbers[place]
    }
}

impl Garment {
    /// The parts of this garment that `wanted` names, as another garment that keeps all vertices.
    pub fn only(&self, wanted: impl Fn(Panel) -> bool) -> Self {
        let of = self.triangles.iter().filter(|(_, panel)| wanted(*panel));
        Self {
            triangles: of.copied().collect(),
            ..self.clone()
        }
    }

    /// The garment on a posed body of this height; see [`crate::body::BodySource::worn`] for its coordinates.
    pub fn posed(&self, shape: &Shape, motions: &Motions, height: f32) -> Mesh {
        let rest = self.mhclo.fitted(&shape.anchors);
        let carried = rest.iter().zip(&self.bounds);
        let pos: Vec<V3> = carried.map(|(p, bound)| motions.carry(*p, bound)).collect();
        let all: Vec<[u32; 3]> = self.triangles.iter().map(|(t, _)| *t).collect();
        let nrm = normals(&pos, &all);
        let cloth = Cloth::new(shape, height);
        let mut copies = Copies {
            numbers: vec![u32::MAX; rest.len() * Around::COUNT * 2],
            list: Vec::new(),
        };
        let (mut tri, mut mat) = (Vec::with_capacity(all.len()), Vec::with_capacity(all.len()));
        for &(corners, panel) in &self.triangles {
            let points = corners.map(|corner| rest[corner as usize]);
            let middle = (points[0] + points[1] + points[2]) * (1.0 / 3.0);
            let (panel, around) = cloth.part(panel, middle);
            let angles = points.map(|p| cloth.uv(around, p)[0]);
            let most = angles.iter().fold(f32::MIN, |m, a| m.max(*a));
            // Behind the back the angle goes on beyond the half turn, so that it does not jump inside a triangle.
            tri.push([0, 1, 2].map(|i| copies.of(corners[i], around, most - angles[i] > PI)));
            mat.push(panel as u8);
        }
        let of = |&(vertex, around, beyond): &(u32, Around, bool)| {
            let [a, v] = cloth.uv(around, rest[vertex as usize]);
            [a + if beyond { TAU } else { 0.0 }, v]
        };
        Mesh {
            pos: copies.list.iter().map(|c| pos[c.0 as usize]).collect(),
            nrm: copies.list.iter().map(|c| nrm[c.0 as usize]).collect(),
            uv: copies.list.iter().map(of).collect(),
            tri,
            mat,
        }
    }
}
