//! Things close before the camera, and what is laid over photos: borders, bars, panels.

use super::canvas::Canvas;
use super::props::tint;
use crate::dice::Dice;
use crate::noise::{cell, tile};
use crate::render::occluder;
use crate::shot::{Occluder, OccluderKind};

/// What covers a part of the picture, wherever the ground is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Veil {
    /// A post, car, wall or fence.
    Thing(Occluder),
    /// Leaves of a plant that hang or stand in.
    Leaves(Occluder, [f32; 3]),
    /// A table, counter or parapet at the lower border.
    Counter(f32, [f32; 3], u32),
    /// Even bars at two opposite borders, across or down.
    Bars(f32, bool, [f32; 3]),
    /// A panel with something like writing.
    Panel([f32; 4], [f32; 3], u32),
}

impl Veil {
    /// Draws something that covers a part.
    pub fn sample(dice: &mut Dice) -> Self {
        let mut thing = |kind| Occluder {
            kind,
            x: dice.between(0.0, 1.0),
            size: dice.between(0.03, 0.3),
            seed: dice.seed(),
        };
        let pole = thing(OccluderKind::Pole);
        let any = [OccluderKind::Car, OccluderKind::Wall, OccluderKind::Fence].map(thing);
        match dice.pick(&[(0, 1.2), (1, 2.5), (2, 1.5), (3, 1.2), (4, 1.0), (5, 1.0)]) {
            0 => Self::Thing(Occluder {
                size: pole.size * 0.5,
                ..pole
            }),
            1 => Self::Thing(dice.one(&any)),
            2 => Self::Leaves(
                pole,
                [
                    dice.between(0.02, 0.2),
                    dice.between(0.05, 0.25),
                    dice.between(0.01, 0.08),
                ],
            ),
            3 => Self::Counter(dice.between(0.7, 0.95), tint(dice), dice.seed()),
            4 => Self::Bars(
                dice.between(0.02, 0.16),
                dice.chance(0.5),
                [dice.one(&[0.0, 0.9, 0.3]); 3],
            ),
            _ => {
                let (x, y) = (dice.between(0.0, 0.8), dice.between(0.0, 0.9));
                Self::Panel(
                    [x, y, x + dice.between(0.05, 0.5), y + dice.between(0.03, 0.15)],
                    tint(dice),
                    dice.seed(),
                )
            }
        }
    }

    /// Paints it over the canvas, as bright as the place.
    pub fn paint(&self, canvas: &mut Canvas, level: f32) {
        let (width, height) = canvas.size();
        for y in 0..height {
            for x in 0..width {
                let (u, v) = ((x as f32 + 0.5) / width as f32, (y as f32 + 0.5) / height as f32);
                if let Some(rgb) = self.at(u, v) {
                    canvas.cover(x, y, rgb.map(|c| c * level), 1.0);
                }
            }
        }
    }

    fn at(&self, u: f32, v: f32) -> Option<[f32; 3]> {
        match self {
            Self::Thing(thing) => occluder::cover(thing, u, v),
            Self::Leaves(thing, leaf) => {
                let shift = (thing.seed & 255) as f32 * 0.13;
                let clump = tile().at(u * 0.4 + shift, v * 0.4);
                let fine = tile().at(u * 2.1 + shift, v * 2.3);
                let side = if thing.x < 0.5 { u } else { 1.0 - u };
                let top = if thing.seed & 1 == 0 { v } else { 1.0 - v };
                let far = side.min(top * 1.3) - thing.size;
                (far < 0.25 * clump + 0.2 * fine)
                    .then(|| leaf.map(|c| c * (1.0 + 0.8 * fine + 0.4 * clump).max(0.1)))
            }
            Self::Counter(top, rgb, seed) => (v > *top).then(|| {
                let grain = 1.0 + 0.2 * tile().at(u * 0.5 + (*seed & 127) as f32 * 0.1, v * 3.0);
                rgb.map(|c| c * grain * if v < top + 0.02 { 1.3 } else { 0.8 })
            }),
            Self::Bars(part, across, rgb) => {
                let along = if *across { v } else { u };
                (along < *part || along > 1.0 - part).then_some(*rgb)
            }
            Self::Panel([left, top, right, bottom], rgb, seed) => {
                if !(*left..*right).contains(&u) || !(*top..*bottom).contains(&v) {
                    return None;
                }
                let (i, j) = ((u * 90.0) as i32, (v * 40.0) as i32);
                let ink = j % 2 == 0 && cell(i, j, *seed) > 0.45;
                Some(if ink {
                    rgb.map(|c| if rgb[1] > 0.25 { 0.02 } else { c + 0.6 })
                } else {
                    *rgb
                })
            }
        }
    }
}
