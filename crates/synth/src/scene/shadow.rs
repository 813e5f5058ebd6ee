//! Shadows that people cast on the ground.

use super::canvas::Canvas;
use super::figure::Figure;
use crate::geometry::{V3, v3};

/// Longest shadow that is drawn, in metres.
const LONGEST: f32 = 3.5;

/// Darkens the ground around a figure's feet and where it keeps the sun away; the ground ends `behind` metres behind
/// the scene's origin.
pub(super) fn cast(canvas: &mut Canvas, figure: &Figure, behind: f32) {
    let (width, height) = canvas.size();
    let toward = figure.lamp.toward();
    let flat = v3(0.0, 1.0, 0.0);
    let sunny = figure.lamp.casts_shadows() && toward.y > 0.15;
    let slope = if sunny {
        (-toward.x / toward.y, -toward.z / toward.y)
    } else {
        (0.0, 0.0)
    };
    let long = (slope.0.hypot(slope.1) * 1.9).max(1e-3);
    let reach = (LONGEST / long).min(1.0) * 1.9;
    let corners = [0.0, reach].map(|tall: f32| (slope.0 * tall, slope.1 * tall));
    let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
    for (x, z) in corners {
        for (dx, dz) in [(-0.7, -0.7), (0.7, -0.7), (-0.7, 0.7), (0.7, 0.7)] {
            let p = figure.view.project(v3(x + dx, 0.0, z + dz));
            low = (low.0.min(p.x), low.1.min(p.y));
            high = (high.0.max(p.x), high.1.max(p.y));
        }
    }
    let clip = |value: f32, most: usize| value.clamp(0.0, most as f32) as usize;
    let wall = figure.stands.map_or(f32::MIN, |at| -behind - at.z);
    let open = figure.lamp.falls(v3(50.0, 0.0, 0.0), flat, 1.0)[1].max(1e-4);
    let feet = figure.dressed.feet();
    let lifted = figure.stands.map_or(0.0, |at| at.y);
    for y in clip(low.1, height)..clip(high.1 + 1.0, height) {
        for x in clip(low.0, width)..clip(high.0 + 1.0, width) {
            let ray = figure.view.ray(x as f32 + 0.5, y as f32 + 0.5);
            if ray.y > -1e-4 {
                continue;
            }
            let p = figure.view.eye + ray * ((-lifted - figure.view.eye.y) / ray.y);
            if p.z < wall || p.x.hypot(p.z) > LONGEST + 1.0 {
                continue;
            }
            let dark = figure.lamp.falls(p, flat, contact(p, feet))[1] / open;
            let at = y * width + x;
            canvas.rgb[at] = canvas.rgb[at].map(|c| c * dark.min(1.0));
        }
    }
}

/// How open the sky is at a point of the ground between feet.
fn contact(p: V3, feet: [V3; 2]) -> f32 {
    feet.iter().fold(1.0, |open, foot| {
        let d = ((p.x - foot.x).powi(2) + (p.z - foot.z).powi(2)) / 0.035;
        open * (1.0 - 0.7 / (1.0 + d * d))
    })
}
