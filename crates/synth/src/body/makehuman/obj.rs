//! Wavefront OBJ, as far as MakeHuman's meshes use it: vertices, groups, and faces of three or four corners.

use crate::error::{Error, Result};
use crate::geometry::{V3, v3};

/// Largest number of vertices or faces that is accepted.
pub(super) const MAX: usize = 200_000;

/// A mesh with named groups of faces.
#[derive(Clone, Debug, Default)]
pub(super) struct Obj {
    pub positions: Vec<V3>,
    pub groups: Vec<String>,
    /// Group and corners of each triangle; faces of four corners are cut in two.
    pub triangles: Vec<(u16, [u32; 3])>,
    /// Texture vertices of each triangle, which tell where a garment is sewn; zeros where the file has none.
    pub charts: Vec<[u32; 3]>,
}

/// A finite number of a size that a body can have.
pub(super) fn number(word: Option<&str>) -> Option<f32> {
    word?
        .parse::<f32>()
        .ok()
        .filter(|x| x.is_finite() && x.abs() < 1e4)
}

impl Obj {
    /// Reads a mesh from the text of the file `name`.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let mut mesh = Self::default();
        for (at, line) in text.lines().enumerate() {
            let wrong = |what: String| Error::Bodies(format!("{name}, line {}: {what}", at + 1));
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                Some("v") => {
                    let mut next = || number(words.next());
                    let point = (next(), next(), next());
                    let (Some(x), Some(y), Some(z)) = point else {
                        return Err(wrong("expected three coordinates".into()));
                    };
                    mesh.positions.push(v3(x, y, z));
                }
                Some("g") => {
                    let name = words.next().unwrap_or("").to_string();
                    mesh.groups.push(name);
                }
                Some("f") => mesh.face(words).map_err(wrong)?,
                _ => {}
            }
            if mesh.positions.len() > MAX || mesh.triangles.len() > 2 * MAX || mesh.groups.len() > 10_000 {
                return Err(wrong(format!("more than {MAX} vertices, faces or 10000 groups")));
            }
        }
        if mesh.positions.is_empty() || mesh.triangles.is_empty() {
            return Err(Error::Bodies(format!("{name}: no vertices or no faces")));
        }
        Ok(mesh)
    }

    fn face<'a>(&mut self, words: impl Iterator<Item = &'a str>) -> std::result::Result<(), String> {
        let mut corners = Vec::with_capacity(4);
        let mut chart = [0; 4];
        for word in words {
            let mut indices = word.split('/');
            let index = indices.next().unwrap_or("");
            if let Some(place) = chart.get_mut(corners.len()) {
                *place = indices.next().and_then(|index| index.parse().ok()).unwrap_or(0);
            }
            let corner = index.parse::<usize>().ok();
            let known = corner.filter(|i| (1..=self.positions.len()).contains(i));
            let Some(corner) = known else {
                return Err(format!("`{word}` is not a vertex before this line"));
            };
            corners.push(corner as u32 - 1);
        }
        if !(3..=4).contains(&corners.len()) {
            return Err(format!(
                "expected a face of 3 or 4 corners, found {}",
                corners.len()
            ));
        }
        if self.groups.is_empty() {
            self.groups.push(String::new());
        }
        let group = (self.groups.len() - 1) as u16;
        self.triangles.push((group, [corners[0], corners[1], corners[2]]));
        self.charts.push([chart[0], chart[1], chart[2]]);
        if corners.len() == 4 {
            self.triangles.push((group, [corners[0], corners[2], corners[3]]));
            self.charts.push([chart[0], chart[2], chart[3]]);
        }
        Ok(())
    }

    /// Triangles of the groups that `wanted` names.
    pub fn of_groups(&self, wanted: impl Fn(&str) -> bool) -> Vec<[u32; 3]> {
        let on: Vec<bool> = self.groups.iter().map(|name| wanted(name)).collect();
        self.triangles
            .iter()
            .filter(|(group, _)| on[*group as usize])
            .map(|(_, triangle)| *triangle)
            .collect()
    }
}
