//! Triangles to samples: a depth buffer that remembers which triangle is in front.

use crate::geometry::V3;

/// No triangle.
pub const EMPTY: u32 = u32::MAX;

/// Depth and triangle number per sample.
pub struct Raster {
    /// Samples across.
    pub width: usize,
    /// Samples down.
    pub height: usize,
    /// Distance from the camera.
    pub depth: Vec<f32>,
    /// Triangle number, or [`EMPTY`].
    pub owner: Vec<u32>,
}

/// Twice the signed area of a triangle.
fn area(a: V3, b: V3, p: (f32, f32)) -> f32 {
    (b.x - a.x) * (p.1 - a.y) - (b.y - a.y) * (p.0 - a.x)
}

/// Weights of the three corners at a point.
pub fn weights(t: [V3; 3], p: (f32, f32)) -> [f32; 3] {
    let whole = area(t[0], t[1], (t[2].x, t[2].y));
    let inverse = if whole.abs() < 1e-9 { 0.0 } else { 1.0 / whole };
    let (a, b) = (area(t[1], t[2], p) * inverse, area(t[2], t[0], p) * inverse);
    [a, b, 1.0 - a - b]
}

impl Raster {
    /// An empty raster.
    pub fn new(width: usize, height: usize) -> Self {
        let count = width * height;
        Self {
            width,
            height,
            depth: vec![f32::MAX; count],
            owner: vec![EMPTY; count],
        }
    }

    /// Draws triangles of points in sample coordinates, both sides, except those that `hidden` names.
    pub fn draw(&mut self, points: &[V3], triangles: &[[u32; 3]], hidden: impl Fn(usize) -> bool) {
        for (number, t) in triangles.iter().enumerate() {
            if hidden(number) {
                continue;
            }
            let [a, b, c] = t.map(|i| points[i as usize]);
            let whole = area(a, b, (c.x, c.y));
            if whole.abs() < 1e-6 {
                continue;
            }
            let inverse = 1.0 / whole;
            let first = |lo: f32| (lo + 0.5).max(0.0) as usize;
            let last = |hi: f32, size: usize| (hi + 0.5).clamp(0.0, size as f32) as usize;
            let (x0, x1) = (
                first(a.x.min(b.x).min(c.x)),
                last(a.x.max(b.x).max(c.x), self.width),
            );
            let (y0, y1) = (
                first(a.y.min(b.y).min(c.y)),
                last(a.y.max(b.y).max(c.y), self.height),
            );
            if x0 >= x1 || y0 >= y1 {
                continue;
            }
            // Weights and depth are linear along a row: cut the row where a weight changes its sign, walk the rest.
            let (step_a, step_b) = ((b.y - c.y) * inverse, (c.y - a.y) * inverse);
            let steps = [step_a, step_b, -step_a - step_b];
            let turns = steps.map(|step| if step.abs() > 1e-9 { 1.0 / step } else { 0.0 });
            let step_z = step_a * a.z + step_b * b.z + steps[2] * c.z;
            for y in y0..y1 {
                let p = (x0 as f32 + 0.5, y as f32 + 0.5);
                let (wa, wb) = (area(b, c, p) * inverse, area(c, a, p) * inverse);
                let start = [wa, wb, 1.0 - wa - wb];
                let (mut low, mut high) = (0.0f32, (x1 - x0 - 1) as f32);
                for i in 0..3 {
                    let edge = -(start[i] + 1e-5) * turns[i];
                    if turns[i] > 0.0 {
                        low = low.max(edge);
                    } else if turns[i] < 0.0 {
                        high = high.min(edge);
                    } else if start[i] < -1e-5 {
                        high = -1.0;
                    }
                }
                if high < low {
                    continue;
                }
                // `low` is never negative: the cast rounds down, and the next whole number is the first inside.
                let first = low as usize;
                let (first, last) = (first + usize::from(low > first as f32), high as usize);
                let mut z = start[0] * a.z + start[1] * b.z + start[2] * c.z + first as f32 * step_z;
                let row = y * self.width + x0;
                for i in row + first..(row + last + 1).max(row + first) {
                    if z < self.depth[i] {
                        self.depth[i] = z;
                        self.owner[i] = number as u32;
                    }
                    z += step_z;
                }
            }
        }
    }
}
