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
