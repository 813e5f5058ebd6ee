//! MakeHuman's `.mhclo`: how each vertex of a worn mesh hangs on the base mesh, one line each.

use super::obj::{MAX, number};
use super::rig::{Bound, Weights, strongest};
use crate::error::{Error, Result};
use crate::geometry::{V3, v3};

/// Largest share of one base vertex; MakeHuman's own files stay below six.
const MAX_SHARE: f32 = 100.0;

/// What one vertex hangs on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Binding {
    /// Vertices of the base mesh.
    pub corners: [u32; 3],
    /// Their shares; they sum to one.
    pub shares: [f32; 3],
    /// Distance to the weighted corners, before the rulers scale it.
    pub offset: V3,
}

/// Two vertices of the base mesh whose distance along one axis scales the offsets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ruler {
    pub ends: [u32; 2],
    /// Their distance on the body that the mesh was made for.
    pub length: f32,
}

/// A fitting rule: rulers for x, y and z, and one binding per vertex.
#[derive(Clone, Debug)]
pub(super) struct Mhclo {
    pub rulers: [Ruler; 3],
    pub bindings: Vec<Binding>,
}

/// A vertex number below `vertices`.
fn vertex(word: Option<&str>, vertices: usize) -> std::result::Result<u32, String> {
    let word = word.unwrap_or("");
    let number = word.parse::<usize>().ok();
    let number = number.ok_or_else(|| format!("`{word}` is not a vertex number"))?;
    if number < vertices {
        Ok(number as u32)
    } else {
        Err(format!("vertex {number} of a mesh that has {vertices}"))
    }
}

fn ruler<'a>(
    mut words: impl Iterator<Item = &'a str>,
    vertices: usize,
) -> std::result::Result<Ruler, String> {
    let ends = [vertex(words.next(), vertices)?, vertex(words.next(), vertices)?];
    let length = number(words.next()).filter(|length| *length > 1e-4);
    let length = length.ok_or("expected two vertices and their distance, above zero")?;
    Ok(Ruler { ends, length })
}

/// One base vertex, or three with their shares and, but for old files, an offset.
fn binding(words: &[&str], vertices: usize) -> std::result::Result<Binding, String> {
    let corner = |i: usize| vertex(words.get(i).copied(), vertices);
    let value = |i: usize| {
        let word = words.get(i).copied();
        number(word).ok_or_else(|| format!("`{}` is not a number", word.unwrap_or("")))
    };
    match words.len() {
        1 => Ok(Binding {
            corners: [corner(0)?; 3],
            shares: [1.0, 0.0, 0.0],
            offset: V3::default(),
        }),
        6 | 9 => {
            let shares = [value(3)?, value(4)?, value(5)?];
            let sum: f32 = shares.iter().sum();
            if (sum - 1.0).abs() > 0.02 || shares.iter().any(|share| share.abs() > MAX_SHARE) {
                return Err(format!("expected shares that sum to 1, found {shares:?}"));
            }
            let offset = if words.len() == 9 {
                v3(value(6)?, value(7)?, value(8)?)
            } else {
                V3::default()
            };
            Ok(Binding {
                corners: [corner(0)?, corner(1)?, corner(2)?],
                shares,
                offset,
            })
        }
        found => Err(format!("expected 1, 6 or 9 numbers, found {found}")),
    }
}

impl Mhclo {
    /// Reads the file `name` for a base mesh of `vertices` points.
    pub fn parse(name: &str, text: &str, vertices: usize) -> Result<Self> {
        let (mut rulers, mut bindings) = ([None; 3], Vec::new());
        let mut reached = false;
        for (at, line) in text.lines().enumerate() {
            let wrong = |what: String| Error::Bodies(format!("{name}, line {}: {what}", at + 1));
            let mut words = line.split_ascii_whitespace();
            let Some(first) = words.next().filter(|word| !word.starts_with('#')) else {
                continue;
            };
            match first {
                "x_scale" => rulers[0] = Some(ruler(words, vertices).map_err(wrong)?),
                "y_scale" => rulers[1] = Some(ruler(words, vertices).map_err(wrong)?),
                "z_scale" => rulers[2] = Some(ruler(words, vertices).map_err(wrong)?),
                "verts" => reached = true,
                // Skin that the mesh hides is not drawn by whoever dresses the body.
                "delete_verts" => break,
                _ if reached && first.starts_with(|c: char| c.is_ascii_digit() || c == '-') => {
                    if bindings.len() >= MAX {
                        return Err(wrong(format!("more than {MAX} vertices")));
                    }
                    let words: Vec<&str> = std::iter::once(first).chain(words).take(10).collect();
                    bindings.push(binding(&words, vertices).map_err(wrong)?);
                }
                // Name, tags, material and the like; they may also come after `verts`.
                _ => {}
            }
        }
        let [Some(x), Some(y), Some(z)] = rulers else {
            return Err(Error::Bodies(format!(
                "{name}: expected x_scale, y_scale and z_scale"
            )));
        };
        if bindings.is_empty() {
            return Err(Error::Bodies(format!("{name}: no vertices after `verts`")));
        }
        Ok(Self {
            rulers: [x, y, z],
            bindings,
        })
    }

    /// Every base vertex that is named; some are named often.
    pub fn vertices(&self) -> impl Iterator<Item = u32> + '_ {
        let of_rulers = self.rulers.iter().flat_map(|ruler| ruler.ends);
        of_rulers.chain(self.bindings.iter().flat_map(|binding| binding.corners))
    }

    /// Lets all numbers count in `used`, which holds every named vertex in rising order.
    pub fn renumber(&mut self, used: &[u32]) {
        let place = |vertex: u32| used.binary_search(&vertex).unwrap_or(0) as u32;
        for ruler in &mut self.rulers {
            ruler.ends = ruler.ends.map(place);
        }
        for binding in &mut self.bindings {
            binding.corners = binding.corners.map(place);
        }
    }

    /// The vertices on a shaped base mesh.
    pub fn fitted(&self, base: &[V3]) -> Vec<V3> {
        let at = |vertex: u32| base[vertex as usize];
        let apart = |axis: usize| {
            let [from, to] = self.rulers[axis].ends.map(at);
            let d = to - from;
            [d.x, d.y, d.z][axis].abs() / self.rulers[axis].length
        };
        let scale = v3(apart(0), apart(1), apart(2));
        let place = |binding: &Binding| {
            let [a, b, c] = binding.corners.map(at);
            let [p, q, r] = binding.shares;
            let o = binding.offset;
            a * p + b * q + c * r + v3(o.x * scale.x, o.y * scale.y, o.z * scale.z)
        };
        self.bindings.iter().map(place).collect()
    }

    /// What moves each vertex: that which moves its corners, as far as `moves` allows.
    pub fn bounds(&self, weights: &Weights, moves: impl Fn(u8) -> bool) -> Vec<Bound> {
        let bound = |binding: &Binding| {
            let corners = binding.corners.iter().zip(binding.shares);
            let weighted = corners.flat_map(|(&corner, share)| {
                weights.0[corner as usize].map(|(segment, weight)| (segment, weight * share.max(0.0)))
            });
            strongest(weighted.filter(|(segment, _)| moves(*segment)))
        };
        self.bindings.iter().map(bound).collect()
    }
}
