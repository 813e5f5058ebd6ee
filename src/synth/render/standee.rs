//! Cars, trees, furniture and passers-by behind the person.

use super::camera::View;
use crate::synth::geometry::{V3, v3};

/// A box, tree or passer-by in the background, as an upright billboard.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standee {
    pub at: V3,
    pub wide: f32,
    pub tall: f32,
    pub kind: u8,
    pub tints: [[f32; 3]; 3],
}

impl Standee {
    /// Paints the standee into the picture.
    pub fn paint(&self, out: &mut [[f32; 3]], view: &View, width: usize, height: usize, light: [f32; 3]) {
        let foot = view.project(self.at);
        let head = view.project(self.at + v3(0.0, self.tall, 0.0));
        let tall = foot.y - head.y;
        if tall < 1.0 || foot.z < 0.5 {
            return;
        }
        let wide = tall * self.wide / self.tall;
        let range =
            |low: f32, high: f32, size: usize| low.max(0.0) as usize..high.clamp(0.0, size as f32) as usize;
        for y in range(head.y, foot.y, height) {
            for x in range(foot.x - wide * 0.5, foot.x + wide * 0.5 + 1.0, width) {
                let u = (x as f32 + 0.5 - foot.x) / wide * 2.0;
                let v = (y as f32 + 0.5 - head.y) / tall;
                if let Some(rgb) = self.at(u, v) {
                    out[y * width + x] = [0, 1, 2].map(|i| rgb[i] * light[i]);
                }
            }
        }
    }

    /// Colour at -1..1 across, 0..1 from the top.
    fn at(&self, u: f32, v: f32) -> Option<[f32; 3]> {
        match self.kind {
            0 => silhouette(u, v).map(|part| match part {
                0 => self.tints[2],
                1 => self.tints[0],
                2 => self.tints[1],
                _ => [0.02, 0.015, 0.015],
            }),
            1 => Some(self.tints[0].map(|c| c * (1.0 - 0.4 * u.abs()))),
            2 => {
                let roof = v < 0.45;
                let inside = if roof {
                    u.abs() < 0.45 + 0.5 * v
                } else {
                    v < 0.88 || (u.abs() - 0.6).abs() < 0.16
                };
                let glass = roof && v > 0.08 && u.abs() < 0.36 + 0.5 * v;
                inside.then(|| {
                    if glass || v > 0.82 {
                        [0.03, 0.035, 0.04]
                    } else {
                        self.tints[0].map(|c| c * (1.15 - 0.5 * v))
                    }
                })
            }
            _ => Some(self.tints[0].map(|c| c * (0.7 + 0.3 * (1.0 - v)))),
        }
    }
}

/// The outline of a standing person: 0 head, 1 trunk, 2 legs, 3 hair and shoes.
pub fn silhouette(u: f32, v: f32) -> Option<u8> {
    let u = u.abs();
    let head = (u / 0.26).powi(2) + ((v - 0.07) / 0.07).powi(2) < 1.0;
    if head {
        return Some(if v < 0.05 { 3 } else { 0 });
    }
    let half = if v < 0.14 {
        0.0
    } else if v < 0.2 {
        0.3 + (v - 0.14) * 9.0
    } else if v < 0.55 {
        0.84 - 0.35 * (v - 0.2)
    } else {
        0.60 - 0.35 * (v - 0.55)
    };
    if u > half || (v > 0.62 && u < 0.05) {
        return None;
    }
    Some(if v < 0.52 {
        1
    } else if v < 0.95 {
        2
    } else {
        3
    })
}
