//! Small vector geometry: points, frames and the triangle mesh that every body and garment is made of.

use std::ops::{Add, Mul, Neg, Sub};

/// A point or direction in metres: x to the person's left, y up, z where the person looks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct V3 {
    /// Left.
    pub x: f32,
    /// Up.
    pub y: f32,
    /// Forward.
    pub z: f32,
}

/// Sharpness of the edges of a rounded box: 0 for a true box, 1 for an ellipsoid.
pub const BOX_EDGES: f32 = 0.35;

/// Shorthand for a [`V3`].
pub const fn v3(x: f32, y: f32, z: f32) -> V3 {
    V3 { x, y, z }
}

impl Add for V3 {
    type Output = V3;
    fn add(self, o: V3) -> V3 {
        v3(self.x + o.x, self.y + o.y, self.z + o.z)
    }
}

impl Sub for V3 {
    type Output = V3;
    fn sub(self, o: V3) -> V3 {
        v3(self.x - o.x, self.y - o.y, self.z - o.z)
    }
}

impl Mul<f32> for V3 {
    type Output = V3;
    fn mul(self, s: f32) -> V3 {
        v3(self.x * s, self.y * s, self.z * s)
    }
}

impl Neg for V3 {
    type Output = V3;
    fn neg(self) -> V3 {
        self * -1.0
    }
}

impl V3 {
    /// Inner product.
    pub fn dot(self, o: V3) -> f32 {
        self.x * o.x + self.y * o.y + self.z * o.z
    }

    /// Outer product.
    pub fn cross(self, o: V3) -> V3 {
        v3(
            self.y * o.z - self.z * o.y,
            self.z * o.x - self.x * o.z,
            self.x * o.y - self.y * o.x,
        )
    }

    /// Length.
    pub fn norm(self) -> f32 {
        self.dot(self).sqrt()
    }

    /// Same direction with length one; a zero vector stays zero.
    pub fn unit(self) -> V3 {
        self * (1.0 / self.norm().max(1e-9))
    }

    /// Straight line from `self` (t = 0) to `o` (t = 1).
    pub fn lerp(self, o: V3, t: f32) -> V3 {
        self + (o - self) * t
    }
}

/// Straight line between numbers.
pub fn mix(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

/// Smooth step from 0 at `a` to 1 at `b` (which may be the smaller one).
pub fn ramp(a: f32, b: f32, x: f32) -> f32 {
    let t = ((x - a) / (b - a)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// An orthonormal frame: origin, left, up, forward.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Origin.
    pub o: V3,
    /// Left axis.
    pub x: V3,
    /// Up axis.
    pub y: V3,
    /// Forward axis.
    pub z: V3,
}

impl Frame {
    /// Upright frame turned by `yaw` about the vertical.
    pub fn upright(o: V3, yaw: f32) -> Self {
        let (s, c) = yaw.sin_cos();
        Self {
            o,
            x: v3(c, 0.0, -s),
            y: v3(0.0, 1.0, 0.0),
            z: v3(s, 0.0, c),
        }
    }

    /// Same axes at another origin.
    pub fn moved(self, o: V3) -> Self {
        Self { o, ..self }
    }

    /// Point given in this frame.
    pub fn at(self, p: V3) -> V3 {
        self.o + self.dir(p)
    }

    /// A point of the world, seen from here: the inverse of [`Frame::at`].
    pub fn seen(self, p: V3) -> V3 {
        let d = p - self.o;
        v3(d.dot(self.x), d.dot(self.y), d.dot(self.z))
    }

    /// Direction given in this frame.
    pub fn dir(self, d: V3) -> V3 {
        self.x * d.x + self.y * d.y + self.z * d.z
    }

    /// Leans forward by an angle.
    pub fn pitched(self, a: f32) -> Self {
        let (s, c) = a.sin_cos();
        Self {
            y: self.y * c + self.z * s,
            z: self.z * c - self.y * s,
            ..self
        }
    }

    /// Leans to the left by an angle.
    pub fn rolled(self, a: f32) -> Self {
        let (s, c) = a.sin_cos();
        Self {
            x: self.x * c - self.y * s,
            y: self.y * c + self.x * s,
            ..self
        }
    }

    /// Turns to the left by an angle.
    pub fn turned(self, a: f32) -> Self {
        let (s, c) = a.sin_cos();
        Self {
            x: self.x * c - self.z * s,
            z: self.z * c + self.x * s,
            ..self
        }
    }

    /// The frame turned by the smallest rotation that brings its up axis onto `up`.
    pub fn swung(self, o: V3, up: V3) -> Self {
        let axis = self.y.cross(up);
        let (s, c) = (axis.norm(), self.y.dot(up));
        if s < 1e-4 {
            let flip = if c < 0.0 { -1.0 } else { 1.0 };
            return Self {
                o,
                x: self.x,
                y: self.y * flip,
                z: self.z * flip,
            };
        }
        let k = axis * (1.0 / s);
        let turn = |v: V3| v * c + k.cross(v) * s + k * (k.dot(v) * (1.0 - c));
        Self {
            o,
            x: turn(self.x),
            y: up,
            z: turn(self.z),
        }
    }

    /// Blend of two frames, made orthonormal again.
    pub fn blend(self, other: Self, t: f32) -> Self {
        let y = self.y.lerp(other.y, t).unit();
        let z = self.z.lerp(other.z, t);
        let x = y.cross(z).unit();
        Self {
            o: self.o.lerp(other.o, t),
            x,
            y,
            z: x.cross(y),
        }
    }
}

/// Triangles with positions, normals, cloth coordinates and one material per triangle.
#[derive(Clone, Debug, Default)]
pub struct Mesh {
    /// Vertex positions.
    pub pos: Vec<V3>,
    /// Vertex normals, outward.
    pub nrm: Vec<V3>,
    /// Cloth coordinates: angle around (0 = front) and length along in metres.
    pub uv: Vec<[f32; 2]>,
    /// Vertex numbers of each triangle.
    pub tri: Vec<[u32; 3]>,
    /// Material number of each triangle.
    pub mat: Vec<u8>,
}

impl Mesh {
    /// Adds a rectangular grid of points, row by row, with normals that point away from `inside`.
    pub fn grid(&mut self, rows: &[Vec<(V3, [f32; 2])>], inside: &[V3], material: u8) {
        let columns = rows.first().map_or(0, Vec::len);
        if rows.len() < 2 || columns < 2 {
            return;
        }
        let base = self.pos.len() as u32;
        for (i, row) in rows.iter().enumerate() {
            let (up, down) = (&rows[i.saturating_sub(1)], &rows[(i + 1).min(rows.len() - 1)]);
            let closed = (row[0].0 - row[columns - 1].0).norm() < 1e-5;
            for (j, (p, uv)) in row.iter().enumerate() {
                let before = if j == 0 && closed {
                    columns - 2
                } else {
                    j.saturating_sub(1)
                };
                let after = if j + 1 == columns && closed {
                    1
                } else {
                    (j + 1).min(columns - 1)
                };
                let mut n = (row[after].0 - row[before].0).cross(down[j].0 - up[j].0);
                if n.dot(*p - inside[i]) < 0.0 {
                    n = -n;
                }
                self.pos.push(*p);
                self.nrm.push(n.unit());
                self.uv.push(*uv);
            }
        }
        let w = columns as u32;
        for i in 0..rows.len() as u32 - 1 {
            for j in 0..w - 1 {
                let a = base + i * w + j;
                self.tri.push([a, a + 1, a + w]);
                self.tri.push([a + 1, a + w + 1, a + w]);
                self.mat.extend([material, material]);
            }
        }
    }

    /// Adds a ball-like shape: `surface` maps a unit direction to a point in `frame`.
    pub fn blob(
        &mut self,
        frame: Frame,
        (around, along): (usize, usize),
        material: u8,
        surface: impl Fn(V3) -> V3,
    ) {
        let mut rows = Vec::with_capacity(along + 1);
        for i in 0..=along {
            let (s, c) = (std::f32::consts::PI * i as f32 / along as f32).sin_cos();
            let row = (0..=around)
                .map(|j| {
                    let a = std::f32::consts::PI * (2.0 * j as f32 / around as f32 - 1.0);
                    let p = surface(v3(s * a.sin(), c, s * a.cos()));
                    (frame.at(p), [a, p.y])
                })
                .collect();
            rows.push(row);
        }
        self.grid(&rows, &vec![frame.o; along + 1], material);
    }

    /// Adds an ellipsoid.
    pub fn ball(&mut self, frame: Frame, half: V3, material: u8) {
        self.blob(frame, (10, 7), material, |d| {
            v3(d.x * half.x, d.y * half.y, d.z * half.z)
        });
    }

    /// Adds a box with rounded edges.
    pub fn block(&mut self, frame: Frame, half: V3, material: u8) {
        let soft = |a: f32| a.signum() * a.abs().powf(BOX_EDGES);
        self.blob(frame, (16, 10), material, |d| {
            v3(soft(d.x) * half.x, soft(d.y) * half.y, soft(d.z) * half.z)
        });
    }
}
