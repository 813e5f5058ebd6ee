//! Backgrounds that mean nothing: gradients, noise, textures and shapes over each other.

use super::props::tint;
use crate::dice::Dice;
use crate::noise::{cell, tile};
use crate::render::texture::{Face, Texture};

/// What a patch is filled with.
#[derive(Clone, Copy)]
enum Fill {
    Flat,
    Gradient,
    Noise,
    Stripes,
    Checks,
    Writing,
    Texture(Face),
}

/// The outline of a patch.
#[derive(Clone, Copy)]
enum Outline {
    Everything,
    Box,
    Oval,
    Ring,
    Triangle,
}

/// A filled shape; places are parts of the picture's longest side.
struct Patch {
    outline: Outline,
    fill: Fill,
    at: (f32, f32),
    half: (f32, f32),
    turn: (f32, f32),
    tints: [[f32; 3]; 2],
    /// Bumps or stripes in the picture.
    fine: f32,
    shift: f32,
    cover: f32,
}

const TEXTURES: [Texture; 13] = [
    Texture::Rough,
    Texture::Asphalt,
    Texture::Tiles,
    Texture::Cobbles,
    Texture::Bricks,
    Texture::Blocks,
    Texture::Ribs,
    Texture::Planks,
    Texture::Grass,
    Texture::Leaves,
    Texture::Windows,
    Texture::Shops,
    Texture::Goods,
];

impl Patch {
    fn sample(outline: Outline, size: f32, dice: &mut Dice) -> Self {
        let tints = [tint(dice), tint(dice)];
        let face = Face {
            texture: dice.one(&TEXTURES),
            base: tints[0],
            second: tints[1].map(|c| 0.6 * c),
            size: dice.between(0.15, 2.5),
            seed: dice.seed(),
        };
        let fill = dice.pick(&[
            (Fill::Flat, 2.5),
            (Fill::Gradient, 2.0),
            (Fill::Noise, 2.5),
            (Fill::Stripes, 0.8),
            (Fill::Checks, 0.5),
            (Fill::Writing, 0.5),
            (Fill::Texture(face), 4.0),
        ]);
        let angle = if dice.chance(0.6) {
            0.0
        } else {
            dice.between(-1.6, 1.6)
        };
        Self {
            outline,
            fill,
            at: (dice.between(0.0, 1.0), dice.between(0.0, 1.0)),
            half: (size * dice.between(0.2, 1.0), size * dice.between(0.2, 1.0)),
            turn: (angle.cos(), angle.sin()),
            tints,
            fine: dice.between(0.5f32.ln(), 20f32.ln()).exp(),
            shift: dice.between(0.0, 50.0),
            cover: if dice.chance(0.75) {
                1.0
            } else {
                dice.between(0.3, 0.9)
            },
        }
    }

    /// Colour at a place, with 0..1 along and across the patch.
    fn colour(&self, (x, y): (f32, f32), (s, t): (f32, f32)) -> [f32; 3] {
        let [a, b] = self.tints;
        let mix = |t: f32| [0, 1, 2].map(|c| a[c] + (b[c] - a[c]) * t);
        match self.fill {
            Fill::Flat => a,
            Fill::Gradient => mix(s.clamp(0.0, 1.0)),
            Fill::Noise => {
                let n = tile().at(x * 0.12 * self.fine + self.shift, y * 0.12 * self.fine);
                mix((0.5 + 0.7 * n).clamp(0.0, 1.0))
            }
            Fill::Stripes => mix(f32::from((t * self.fine).rem_euclid(1.0) < 0.5)),
            Fill::Checks => {
                let odd = |v: f32| (v * self.fine).rem_euclid(1.0) < 0.5;
                mix(f32::from(odd(s) != odd(t)))
            }
            Fill::Writing => {
                let (row, within) = ((t * self.fine) as i32, (t * self.fine).fract());
                let ink = within > 0.4 && cell((s * self.fine * 4.0) as i32, row, self.shift as u32) > 0.5;
                mix(f32::from(ink))
            }
            Fill::Texture(face) => {
                let metres = 2.0 + 0.5 * self.fine;
                face.at(x * metres + self.shift, (1.0 - y) * metres, metres, tile())
            }
        }
    }

    fn paint(&self, out: &mut [[f32; 3]], level: f32, (width, height): (usize, usize)) {
        let long = width.max(height) as f32;
        let (format_x, format_y) = (width as f32 / long, height as f32 / long);
        let (cx, cy) = (self.at.0 * format_x, self.at.1 * format_y);
        let reach = match self.outline {
            Outline::Everything => 2.0,
            _ => self.half.0.hypot(self.half.1),
        };
        let range = |middle: f32, most: usize| {
            let clip = |v: f32| (v * long).clamp(0.0, most as f32) as usize;
            clip(middle - reach)..clip(middle + reach)
        };
        for y in range(cy, height) {
            for x in range(cx, width) {
                let p = ((x as f32 + 0.5) / long, (y as f32 + 0.5) / long);
                let (dx, dy) = (p.0 - cx, p.1 - cy);
                let (i, j) = (
                    dx * self.turn.0 + dy * self.turn.1,
                    dy * self.turn.0 - dx * self.turn.1,
                );
                let (u, v) = (i / self.half.0, j / self.half.1);
                let inside = match self.outline {
                    Outline::Everything => true,
                    Outline::Box => u.abs() < 1.0 && v.abs() < 1.0,
                    Outline::Oval => u * u + v * v < 1.0,
                    Outline::Ring => (0.55..1.0).contains(&(u * u + v * v)),
                    Outline::Triangle => v < 1.0 && u.abs() < 0.5 * (v + 1.0),
                };
                if !inside {
                    continue;
                }
                let rgb = self.colour((i + 3.0, j + 3.0), (0.5 + 0.5 * v, 0.5 + 0.5 * u));
                let under = &mut out[y * width + x];
                *under = [0, 1, 2].map(|c| under[c] + (rgb[c] * level - under[c]) * self.cover);
            }
        }
    }
}

/// Paints a background, as bright as the scene's light, in linear light.
pub(super) fn paint(seed: u32, level: f32, size: (usize, usize)) -> Vec<[f32; 3]> {
    let dice = &mut Dice::new(u64::from(seed) ^ 0xc0_11a6e);
    let mut out = vec![[0.0; 3]; size.0 * size.1];
    let mut base = Patch::sample(Outline::Everything, 0.5, dice);
    base.cover = 1.0;
    base.paint(&mut out, level, size);
    let count = dice.pick(&[(0, 1.2), (2, 1.0), (6, 1.5), (15, 1.5), (40, 0.8)]);
    for _ in 0..count {
        let outline = dice.pick(&[
            (Outline::Box, 4.0),
            (Outline::Oval, 1.5),
            (Outline::Ring, 0.4),
            (Outline::Triangle, 1.0),
        ]);
        let size_of = dice.between(0.015f32.ln(), 0.6f32.ln()).exp();
        Patch::sample(outline, size_of, dice).paint(&mut out, level, size);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collages_are_lit_and_differ() {
        let all: Vec<Vec<[f32; 3]>> = (0..20).map(|seed| paint(seed, 1.0, (40, 30))).collect();
        for (seed, picture) in all.iter().enumerate() {
            assert_eq!(picture.len(), 1200);
            assert!(
                picture
                    .iter()
                    .flatten()
                    .all(|c| c.is_finite() && *c >= 0.0 && *c < 4.0)
            );
            assert!(all[seed + 1..].iter().all(|other| other != picture));
        }
    }
}
