//! Things between the camera and the person.

use super::bystander::bystander;
use crate::noise::cell;
use crate::shot::{Occluder, OccluderKind};

/// Colour of the occluder at a place of the picture (0..1 both ways), if it covers it.
pub fn cover(o: &Occluder, x: f32, y: f32) -> Option<[f32; 3]> {
    let tint = |k: i32| cell(k, 7, o.seed);
    let dull = |k: i32| {
        let l = 0.02 + 0.4 * tint(k) * tint(k + 1);
        [l * (0.8 + 0.4 * tint(k + 2)), l, l * (0.8 + 0.4 * tint(k + 3))]
    };
    match o.kind {
        OccluderKind::Pole => {
            let half = 0.02 + 0.22 * o.size;
            let d = (x - o.x) / half;
            (d.abs() < 1.0).then(|| dull(0).map(|c| c * (1.1 - 0.6 * d * d)))
        }
        OccluderKind::Car => {
            let top = 1.0 - 1.1 * o.size - 0.02;
            let left = if o.x < 0.5 { x } else { 1.0 - x };
            let line = top + 0.10 * (left - 0.35).max(0.0);
            if y < line {
                return None;
            }
            let bright = 0.01 + 0.7 * tint(1).powi(2);
            let paint = if tint(4) < 0.65 {
                [bright; 3]
            } else {
                [bright, 0.4 * bright + 0.6 * bright * tint(2), bright * tint(3)]
            };
            let deep = (y - line) / (1.0 - line).max(0.05);
            Some(if deep < 0.3 && o.size > 0.2 {
                [0.03, 0.04, 0.05]
            } else {
                paint.map(|c| c * (1.1 - 0.6 * deep))
            })
        }
        OccluderKind::Wall => {
            let edge = 0.06 + 0.8 * o.size;
            let inside = if o.x < 0.5 { x < edge } else { x > 1.0 - edge };
            inside.then(|| dull(4).map(|c| c * (0.9 + 0.2 * cell((y * 40.0) as i32, 3, o.seed))))
        }
        OccluderKind::Passer => {
            // Nearer than the person, so larger, and mostly outside of the picture.
            let at = if o.x < 0.5 {
                -0.28 + 0.5 * o.size
            } else {
                1.28 - 0.5 * o.size
            };
            let (rgb, cover) = bystander(o.seed, (x - at) / 1.14 + 0.5, (y - 0.06) * 0.88)?;
            (cover > 0.5).then_some(rgb)
        }
        OccluderKind::Fence => {
            let bar = ((x - o.x) / (0.08 + 0.3 * o.size)).rem_euclid(1.0) < 0.12;
            let rail = (y - 0.52).abs() < 0.012;
            (y > 0.5 && (bar || rail)).then(|| dull(14))
        }
    }
}
