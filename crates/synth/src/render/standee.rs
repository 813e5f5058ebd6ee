//! Cars, trees, furniture and passers-by behind the person.

use super::bystander::bystander;
use super::camera::View;
use crate::geometry::{V3, v3};
use crate::noise::{Tile, cell};

/// What stands in the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StandeeKind {
    /// Another person.
    Bystander,
    /// A trunk or post.
    Trunk,
    /// A parked car.
    Car,
    /// A box, sign, bin or door.
    Box,
    /// A bush or a tree's crown.
    Bush,
    /// Bicycles, railings, chairs: thin things.
    Clutter,
}

/// An upright billboard.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standee {
    pub at: V3,
    pub wide: f32,
    pub tall: f32,
    pub kind: StandeeKind,
    pub tints: [[f32; 3]; 2],
    pub seed: u32,
}

impl Standee {
    /// Paints the standee into the picture.
    pub fn paint(
        &self,
        out: &mut [[f32; 3]],
        view: &View,
        (width, height): (usize, usize),
        light: [f32; 3],
        noise: &Tile,
    ) {
        let foot = view.project(self.at);
        let head = view.project(self.at + v3(0.0, self.tall, 0.0));
        let side = view.project(self.at + v3(self.wide, 0.0, 0.0));
        let (tall, wide) = (foot.y - head.y, (side.x - foot.x).abs());
        if tall < 1.0 || wide < 0.5 || foot.z < 0.5 {
            return;
        }
        let range =
            |low: f32, high: f32, size: usize| low.max(0.0) as usize..high.clamp(0.0, size as f32) as usize;
        for y in range(head.y, foot.y, height) {
            let v = (y as f32 + 0.5 - head.y) / tall;
            for x in range(foot.x - wide * 0.5, foot.x + wide * 0.5 + 1.0, width) {
                let u = (x as f32 + 0.5 - foot.x) / wide * 2.0;
                if u.abs() > 1.0 {
                    continue;
                }
                if let Some((rgb, cover)) = self.at(u, v, noise) {
                    let under = &mut out[y * width + x];
                    *under = std::array::from_fn(|i| under[i] + (rgb[i] * light[i] - under[i]) * cover);
                }
            }
        }
    }

    /// Colour and cover at -1..1 across, 0..1 from the top.
    pub fn at(&self, u: f32, v: f32, noise: &Tile) -> Option<([f32; 3], f32)> {
        let [first, second] = self.tints;
        let (x, y) = (u * self.wide, v * self.tall);
        let shift = (self.seed & 255) as f32 * 0.173;
        match self.kind {
            StandeeKind::Bystander => {
                let (rgb, cover) = bystander(self.seed, 0.5 + 0.5 * u, v)?;
                // Lit when it was made; the light of the place comes on top.
                Some((rgb.map(|c| c * 1.1), cover))
            }
            StandeeKind::Trunk => {
                let bark = 1.0 + 0.5 * noise.at(x * 2.0 + shift, y * 0.25);
                Some((first.map(|c| c * bark * (1.05 - 0.5 * (u - 0.3).abs())), 1.0))
            }
            StandeeKind::Car => car(u, v, first).map(|rgb| (rgb, 1.0)),
            StandeeKind::Box => {
                let frame = u.abs() > 0.92 || !(0.03..0.97).contains(&v);
                let print = cell((x * 14.0) as i32, (y * 9.0) as i32, self.seed) > 0.72;
                let rgb = if frame {
                    first.map(|c| c * 0.5)
                } else if print && self.seed.is_multiple_of(2) {
                    second
                } else {
                    first
                };
                let shade = 1.1 - 0.35 * v + 0.2 * noise.at(x * 0.8 + shift, y * 0.6);
                Some((rgb.map(|c| c * shade), 1.0))
            }
            StandeeKind::Bush => {
                let n = noise.at(x * 0.25 + shift, y * 0.25);
                let leaf = noise.at(x * 1.2 + shift, y * 1.3);
                let edge = 1.0 + 0.5 * n + 0.25 * leaf;
                if u * u + (1.0 - v) * (1.0 - v) * 1.02 > edge * 0.85 {
                    return None;
                }
                let open = (0.5 + 0.5 * n + 0.9 * leaf).clamp(0.0, 1.5).powi(2);
                Some(([0, 1, 2].map(|i| second[i] + first[i] * open), 1.0))
            }
            StandeeKind::Clutter => {
                let a = noise.at(x * 0.30 + shift, y * 0.33);
                let b = noise.at(x * 0.41 + 0.5, y * 0.27 + shift);
                let wheel = ((u.abs() - 0.5) * self.wide * 0.5).hypot((v - 0.62) * self.tall);
                let rim = (wheel - 0.30).abs() < 0.02 || wheel < 0.03;
                if rim || a.abs() < 0.045 {
                    return Some((first, 1.0));
                }
                (b.abs() < 0.03).then_some((second, 1.0))
            }
        }
    }
}

/// A parked car from its side.
fn car(u: f32, v: f32, paint: [f32; 3]) -> Option<[f32; 3]> {
    let wheel = ((u.abs() - 0.6) * 2.9).hypot((v - 0.83) * 1.0 * 6.0 / 1.05);
    if wheel < 0.95 {
        return Some(if wheel < 0.5 { [0.22; 3] } else { [0.012; 3] });
    }
    if v < 0.42 {
        let half = 0.40 + 0.75 * v;
        if u.abs() > half || v < 0.02 {
            return None;
        }
        let glass = v > 0.08 && u.abs() < half - 0.07 && (u - 0.05).abs() > 0.03;
        return Some(if glass {
            // Sky and houses on the glass.
            let sky = 0.10 + 0.5 * (0.25 - v).max(0.0) + if u > 0.3 { 0.12 } else { 0.0 };
            [0.7 * sky, 0.8 * sky, 0.9 * sky]
        } else {
            paint.map(|c| c * 1.2 + 0.03)
        });
    }
    if v > 0.86 || u.abs() > 0.995 {
        return (v < 0.9).then_some([0.01; 3]);
    }
    let lamp = u.abs() > 0.93 && (0.48..0.56).contains(&v);
    if lamp {
        return Some(if u > 0.0 {
            [0.55, 0.5, 0.45]
        } else {
            [0.35, 0.02, 0.02]
        });
    }
    let door = (u + 0.08).abs() < 0.006;
    let shine = if v < 0.5 { 1.3 } else { 1.05 - 0.75 * (v - 0.5) };
    Some(paint.map(|c| c * shine * if door { 0.5 } else { 1.0 } + if v < 0.5 { 0.04 } else { 0.0 }))
}
