//! Perspective camera and crop window.

use crate::geometry::{Mesh, V3, v3};
use crate::shot::Shot;

/// A camera with its crop: maps points to pixels and pixels to rays.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Position of the camera.
    pub eye: V3,
    right: V3,
    up: V3,
    ahead: V3,
    /// Centre and half sizes of the crop in tangents.
    centre: (f32, f32),
    half: (f32, f32),
    size: (f32, f32),
}

impl View {
    /// Aims at the person and cuts the picture out around `mesh`'s first `vertices` points.
    pub fn around(mesh: &Mesh, vertices: usize, shot: &Shot, width: usize, height: usize) -> Self {
        let middle = mesh.pos[..vertices].iter().map(|p| p.y).fold(0.0, f32::max) * 0.5;
        let eye = v3(0.0, shot.camera_height, shot.distance);
        let ahead = (v3(0.0, middle, 0.0) - eye).unit();
        let level = ahead.cross(v3(0.0, 1.0, 0.0)).unit();
        let (s, c) = shot.roll.sin_cos();
        let top = level.cross(ahead);
        let mut view = Self {
            eye,
            right: level * c + top * s,
            up: top * c - level * s,
            ahead,
            centre: (0.0, 0.0),
            half: (1.0, 1.0),
            size: (width as f32, height as f32),
        };
        let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
        for &p in &mesh.pos[..vertices] {
            let (x, y, _) = view.tangent(p);
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        let tall = high.1 - low.1;
        let crop = &shot.crop;
        let top = high.1 + tall * crop.above;
        let bottom = high.1 - tall * crop.keep - tall * crop.below;
        let half_height = 0.5 * (top - bottom);
        let format = half_height * (width as f32 / height as f32);
        let needed = 0.5 * (high.0 - low.0);
        let half_width = match crop.beside {
            Some(room) => (needed * (1.0 + room) * crop.stretch).clamp(format * 0.58, format * 1.6),
            None => {
                // A wide pose is squeezed a little, else the window grows.
                let wanted = format * crop.stretch;
                wanted.max((needed * 1.02).min(wanted * 1.25))
            }
        };
        let grow = (needed * 0.92 / half_width).max(1.0);
        let x = 0.5 * (low.0 + high.0) + crop.shift * half_width;
        view.centre = (x, 0.5 * (top + bottom) + (grow - 1.0) * half_height * 0.2);
        view.half = (half_width * grow, half_height * grow);
        view
    }

    /// A photo's whole view: from `eye` towards the horizon in -z direction, tilted up by `pitch` and rolled; half the
    /// picture's height is `half_height` as a tangent.
    pub fn free(
        eye: V3,
        (pitch, roll): (f32, f32),
        half_height: f32,
        (width, height): (usize, usize),
    ) -> Self {
        let (s, c) = pitch.sin_cos();
        let (ahead, level, top) = (v3(0.0, s, -c), v3(1.0, 0.0, 0.0), v3(0.0, c, s));
        let (s, c) = roll.sin_cos();
        Self {
            eye,
            right: level * c + top * s,
            up: top * c - level * s,
            ahead,
            centre: (0.0, 0.0),
            half: (half_height * width as f32 / height as f32, half_height),
            size: (width as f32, height as f32),
        }
    }

    /// The same view with the world's origin at `at`.
    pub fn seen_from(self, at: V3) -> Self {
        Self {
            eye: self.eye - at,
            ..self
        }
    }

    /// The same view moved over the picture by a number of pixels.
    pub fn shifted(self, (right, down): (f32, f32)) -> Self {
        let (x, y) = (right / self.size.0 * 2.0, down / self.size.1 * 2.0);
        Self {
            centre: (self.centre.0 - x * self.half.0, self.centre.1 + y * self.half.1),
            ..self
        }
    }

    /// The part of the picture at `left`, `top` of `width` x `height` pixels, as a picture of `size`.
    pub fn window(self, [left, top, width, height]: [f32; 4], size: (usize, usize)) -> Self {
        let part = (width / self.size.0, height / self.size.1);
        let (x, y) = (
            (left + 0.5 * width) / self.size.0 * 2.0 - 1.0,
            1.0 - (top + 0.5 * height) / self.size.1 * 2.0,
        );
        Self {
            centre: (self.centre.0 + x * self.half.0, self.centre.1 + y * self.half.1),
            half: (self.half.0 * part.0, self.half.1 * part.1),
            size: (size.0 as f32, size.1 as f32),
            ..self
        }
    }

    fn tangent(&self, p: V3) -> (f32, f32, f32) {
        let d = p - self.eye;
        let depth = d.dot(self.ahead).max(0.05);
        (d.dot(self.right) / depth, d.dot(self.up) / depth, depth)
    }

    /// Pixel coordinates and depth of a point.
    pub fn project(&self, p: V3) -> V3 {
        let (x, y, depth) = self.tangent(p);
        v3(
            ((x - self.centre.0) / self.half.0 * 0.5 + 0.5) * self.size.0,
            (0.5 - (y - self.centre.1) / self.half.1 * 0.5) * self.size.1,
            depth,
        )
    }

    /// Direction (not of length one) through a pixel.
    pub fn ray(&self, x: f32, y: f32) -> V3 {
        let tx = (x / self.size.0 * 2.0 - 1.0) * self.half.0 + self.centre.0;
        let ty = (1.0 - y / self.size.1 * 2.0) * self.half.1 + self.centre.1;
        self.ahead + self.right * tx + self.up * ty
    }

    /// Pixels per metre at the person.
    pub fn scale(&self) -> f32 {
        let depth = (-self.eye).dot(self.ahead).max(0.1);
        self.size.1 * 0.5 / (self.half.1 * depth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_shows_the_same_points_at_its_own_place() {
        let whole = View::free(v3(0.3, 1.6, 5.0), (-0.1, 0.05), 0.4, (400, 300));
        let window = whole.window([100.0, 60.0, 50.0, 80.0], (100, 160));
        let moved = whole.seen_from(v3(1.0, 0.0, -2.0)).shifted((7.0, -3.0));
        for p in [v3(0.0, 0.0, 0.0), v3(-1.0, 1.7, -3.0)] {
            let (a, b) = (whole.project(p), window.project(p));
            assert!(((a.x - 100.0) * 2.0 - b.x).abs() < 1e-2 && ((a.y - 60.0) * 2.0 - b.y).abs() < 1e-2);
            let c = moved.project(p - v3(1.0, 0.0, -2.0));
            assert!((a.x + 7.0 - c.x).abs() < 1e-2 && (a.y - 3.0 - c.y).abs() < 1e-2);
        }
    }
}
