//! Cutting cloth: keeps a part of a mesh, with clean edges across triangles.

use crate::body::Panel;
use crate::geometry::{Mesh, V3};

/// A corner of a garment's mesh.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// What it is part of.
    pub panel: Panel,
    /// Where it is.
    pub p: V3,
    /// Angle around, in any turn.
    pub a: f32,
    /// Metres along.
    pub v: f32,
}

/// The panel with this number.
pub(super) fn panel(number: u8) -> Panel {
    Panel::ALL.get(number as usize).copied().unwrap_or(Panel::Trunk)
}

/// The corner `i` of a triangle of the part `number`.
fn spot(mesh: &Mesh, number: u8, i: u32) -> Spot {
    let [a, v] = mesh.uv[i as usize];
    Spot {
        panel: panel(number),
        p: mesh.pos[i as usize],
        a,
        v,
    }
}

/// The part of `mesh` where `keep`, how far a spot lies inside of it, is above zero.
pub(super) fn cut(mesh: &Mesh, keep: impl Fn(&Spot) -> f32) -> Mesh {
    let mut out = Mesh {
        tri: Vec::with_capacity(mesh.tri.len()),
        mat: Vec::with_capacity(mesh.mat.len()),
        ..mesh.clone()
    };
    for (triangle, &number) in mesh.tri.iter().zip(&mesh.mat) {
        let inside = triangle.map(|i| keep(&spot(mesh, number, i)));
        if inside.iter().all(|k| *k > 0.0) {
            out.tri.push(*triangle);
            out.mat.push(number);
            continue;
        }
        if inside.iter().all(|k| *k <= 0.0) {
            continue;
        }
        // What is left has three or four corners.
        let mut corners = Vec::with_capacity(4);
        for i in 0..3 {
            let j = (i + 1) % 3;
            if inside[i] > 0.0 {
                corners.push(triangle[i]);
            }
            if (inside[i] > 0.0) != (inside[j] > 0.0) {
                let t = inside[i] / (inside[i] - inside[j]);
                corners.push(between(&mut out, triangle[i], triangle[j], t));
            }
        }
        for i in 2..corners.len() {
            out.tri.push([corners[0], corners[i - 1], corners[i]]);
            out.mat.push(number);
        }
    }
    out
}

/// Adds a vertex on the edge from `i` to `j`.
fn between(mesh: &mut Mesh, i: u32, j: u32, t: f32) -> u32 {
    let (i, j) = (i as usize, j as usize);
    let ([a, v], [b, w]) = (mesh.uv[i], mesh.uv[j]);
    mesh.pos.push(mesh.pos[i].lerp(mesh.pos[j], t));
    mesh.nrm.push(mesh.nrm[i].lerp(mesh.nrm[j], t).unit());
    mesh.uv.push([a + (b - a) * t, v + (w - v) * t]);
    mesh.pos.len() as u32 - 1
}

/// Moves every vertex that a triangle uses by what `by` says, given its spot and normal.
pub(super) fn moved(mesh: &mut Mesh, by: impl Fn(&Spot, V3) -> V3) {
    let mut numbers = vec![None; mesh.pos.len()];
    for (triangle, &number) in mesh.tri.iter().zip(&mesh.mat) {
        for corner in triangle {
            numbers[*corner as usize] = Some(number);
        }
    }
    for (i, number) in numbers.iter().enumerate() {
        if let Some(number) = number {
            let spot = spot(mesh, *number, i as u32);
            mesh.pos[i] = mesh.pos[i] + by(&spot, mesh.nrm[i]);
        }
    }
}

/// First and last `v` of a part; `None` without it.
pub(super) fn span(mesh: &Mesh, wanted: Panel) -> Option<[f32; 2]> {
    let own = mesh
        .tri
        .iter()
        .zip(&mesh.mat)
        .filter(|(_, number)| **number == wanted as u8);
    own.flat_map(|(triangle, _)| triangle)
        .map(|&i| mesh.uv[i as usize][1])
        .fold(None, |span: Option<[f32; 2]>, v| {
            let [low, high] = span.unwrap_or([v, v]);
            Some([low.min(v), high.max(v)])
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::v3;

    /// A triangle of a leg from `v` = 0 to 1.
    fn cloth() -> Mesh {
        let pos = vec![v3(0.0, 0.0, 0.0), v3(1.0, 0.0, 0.0), v3(0.0, 1.0, 0.0)];
        Mesh {
            nrm: vec![v3(0.0, 0.0, 1.0); 3],
            uv: pos.iter().map(|p| [p.x, p.y]).collect(),
            pos,
            tri: vec![[0, 1, 2]],
            mat: vec![Panel::Leg as u8],
        }
    }

    #[test]
    fn cuts_run_across_triangles() {
        let below = cut(&cloth(), |spot| 0.25 - spot.v);
        assert_eq!(below.tri.len(), 2);
        assert_eq!(span(&below, Panel::Leg), Some([0.0, 0.25]));
        let above = cut(&cloth(), |spot| spot.v - 0.25);
        assert_eq!(above.tri.len(), 1);
        assert_eq!(span(&above, Panel::Leg), Some([0.25, 1.0]));
        assert!(cut(&cloth(), |_| -1.0).tri.is_empty());
        assert_eq!(cut(&cloth(), |_| 1.0).pos.len(), 3);
    }

    #[test]
    fn only_what_is_used_moves() {
        let mut mesh = cloth();
        mesh.pos.push(v3(5.0, 5.0, 5.0));
        mesh.nrm.push(v3(0.0, 0.0, 1.0));
        mesh.uv.push([0.0, 0.0]);
        moved(&mut mesh, |spot, normal| {
            assert_eq!(spot.panel, Panel::Leg);
            normal * 2.0
        });
        assert!(mesh.pos[..3].iter().all(|p| p.z == 2.0));
        assert_eq!(mesh.pos[3], v3(5.0, 5.0, 5.0));
    }
}
