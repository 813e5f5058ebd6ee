//! Wavefront OBJ, as far as MakeHuman's meshes use it: vertices, groups, and faces of three or four corners.

use crate::error::{Error, Result};
use crate::synth::geometry::{V3, v3};

/// Largest number of vertices or faces that is accepted.
pub(super) const MAX: usize = 200_000;

/// A mesh with named groups of faces.
#[derive(Clone, Debug, Default)]
pub(super) struct Obj {
    pub positions: Vec<V3>,
    pub groups: Vec<String>,
    /// Group and corners of each triangle; faces of four corners are cut in two.
    pub triangles: Vec<(u16, [u32; 3])>,
}

fn wrong(line: usize, what: &str) -> Error {
    Error::Bodies(format!("base.obj, line {}: {what}", line + 1))
}

/// A finite number of a size that a body can have.
pub(super) fn number(word: Option<&str>) -> Option<f32> {
    word?
        .parse::<f32>()
        .ok()
        .filter(|x| x.is_finite() && x.abs() < 1e4)
}

impl Obj {
    /// Reads a mesh.
    pub fn parse(text: &str) -> Result<Self> {
        let mut mesh = Self::default();
        for (at, line) in text.lines().enumerate() {
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                Some("v") => {
                    let mut next = || number(words.next());
                    let point = (next(), next(), next());
                    let (Some(x), Some(y), Some(z)) = point else {
                        return Err(wrong(at, "expected three coordinates"));
                    };
                    mesh.positions.push(v3(x, y, z));
                }
                Some("g") => {
                    let name = words.next().unwrap_or("").to_string();
                    mesh.groups.push(name);
                }
                Some("f") => mesh.face(at, words)?,
                _ => {}
            }
            if mesh.positions.len() > MAX || mesh.triangles.len() > 2 * MAX || mesh.groups.len() > 10_000 {
                return Err(wrong(
                    at,
                    &format!("more than {MAX} vertices, faces or 10000 groups"),
                ));
            }
        }
        if mesh.positions.is_empty() || mesh.triangles.is_empty() {
            return Err(Error::Bodies("base.obj: no vertices or no faces".into()));
        }
        Ok(mesh)
    }

    fn face<'a>(&mut self, at: usize, words: impl Iterator<Item = &'a str>) -> Result<()> {
        let mut corners = Vec::with_capacity(4);
        for word in words {
            let index = word.split('/').next().unwrap_or("");
            let corner = index.parse::<usize>().ok();
            let known = corner.filter(|i| (1..=self.positions.len()).contains(i));
            let Some(corner) = known else {
                return Err(wrong(at, &format!("`{word}` is not a vertex before this line")));
            };
            corners.push(corner as u32 - 1);
        }
        if !(3..=4).contains(&corners.len()) {
            return Err(wrong(
                at,
                &format!("expected a face of 3 or 4 corners, found {}", corners.len()),
            ));
        }
        if self.groups.is_empty() {
            self.groups.push(String::new());
        }
        let group = (self.groups.len() - 1) as u16;
        self.triangles.push((group, [corners[0], corners[1], corners[2]]));
        if corners.len() == 4 {
            self.triangles.push((group, [corners[0], corners[2], corners[3]]));
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
