//! What hangs together in a mesh: pieces that share vertices, and in them the patches that are sewn together.

use super::obj::Obj;
use std::collections::BTreeMap;

/// A forest in which linked numbers have the same root.
struct Forest(Vec<u32>);

impl Forest {
    fn new(count: usize) -> Self {
        Self((0..count as u32).collect())
    }

    fn root(&mut self, mut number: u32) -> u32 {
        let parents = &mut self.0;
        while parents[number as usize] != number {
            let above = parents[parents[number as usize] as usize];
            parents[number as usize] = above;
            number = above;
        }
        number
    }

    fn link(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[b as usize] = a;
    }
}

/// The triangles of each set of equal `roots`.
fn sets(roots: impl Iterator<Item = u32>) -> Vec<Vec<usize>> {
    let mut sets: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (triangle, root) in roots.enumerate() {
        sets.entry(root).or_default().push(triangle);
    }
    sets.into_values().collect()
}

/// Lowest and highest point of some triangles.
pub(super) fn heights(mesh: &Obj, triangles: &[usize]) -> (f32, f32) {
    let corners = triangles.iter().flat_map(|&t| mesh.triangles[t].1);
    corners
        .map(|corner| mesh.positions[corner as usize].y)
        .fold((f32::MAX, f32::MIN), |(low, high), y| (low.min(y), high.max(y)))
}

/// A number for each vertex, the same for those that triangles connect.
pub(super) fn connected(mesh: &Obj) -> Vec<u32> {
    let mut forest = Forest::new(mesh.positions.len());
    for (_, [a, b, c]) in &mesh.triangles {
        forest.link(*a, *b);
        forest.link(*a, *c);
    }
    (0..mesh.positions.len() as u32).map(|v| forest.root(v)).collect()
}

/// The triangles of each connected piece, from the piece whose middle is highest to the lowest one.
pub(super) fn pieces(mesh: &Obj) -> Vec<Vec<usize>> {
    let roots = connected(mesh);
    let mut pieces = sets(mesh.triangles.iter().map(|(_, t)| roots[t[0] as usize]));
    let middle = |piece: &Vec<usize>| {
        let (low, high) = heights(mesh, piece);
        low + high
    };
    pieces.sort_by(|a, b| middle(b).total_cmp(&middle(a)));
    pieces
}

/// The triangles of each patch of cloth: those that share an edge in the texture as well.
pub(super) fn patches(mesh: &Obj) -> Vec<Vec<usize>> {
    type End = (u32, u32);
    let mut forest = Forest::new(mesh.triangles.len());
    let mut edges: BTreeMap<(End, End), u32> = BTreeMap::new();
    for (number, ((_, corners), chart)) in (0..).zip(mesh.triangles.iter().zip(&mesh.charts)) {
        for i in 0..3 {
            let end = |i: usize| (corners[i % 3], chart[i % 3]);
            let (a, b) = (end(i), end(i + 1));
            let other = *edges.entry((a.min(b), a.max(b))).or_insert(number);
            forest.link(other, number);
        }
    }
    let count = mesh.triangles.len() as u32;
    sets((0..count).map(|triangle| forest.root(triangle)))
}
